// For source_map.mjs: reads a source and pieces of it on stdin and writes the text that they make and its
// map. A case is a line "LEN COUNT", the source, and for each piece a line "START END LEN" (LEN -1: no text)
// and its text. The answer is a line "LEN LEN", the text and the map.
#include "base/source_map.h"

#include <stdio.h>
#include <stdlib.h>

static struct str read_bytes(struct arena *arena, size_t len)
{
    char *bytes = arena_space(arena, 1, len + 1);
    if (fread(bytes, 1, len, stdin) != len)
        exit(1);
    return (struct str){bytes, len};
}

static bool read_pieces(struct arena *arena, struct source_piece *pieces, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        long len;
        if (scanf("%zu %zu %ld", &pieces[i].start, &pieces[i].end, &len) != 3 || getchar() != '\n')
            return false;
        if (len >= 0)
            pieces[i].text = read_bytes(arena, (size_t)len);
    }
    return true;
}

int main(void)
{
    struct arena arena = {0};
    size_t len, count;
    while (scanf("%zu %zu", &len, &count) == 2 && getchar() == '\n') {
        struct str source = read_bytes(&arena, len);
        struct source_piece *pieces = arena_array(&arena, struct source_piece, count);
        if (!read_pieces(&arena, pieces, count))
            return 1;
        struct buf text = {0}, map = {0};
        source_pieces_join(&text, source, pieces, count);
        source_map_write(&map, &(struct source_map){source, STR("original.ts"), pieces, count, true}, &arena);
        printf("%zu %zu\n", text.len, map.len);
        fwrite(text.at, 1, text.len, stdout);
        fwrite(map.at, 1, map.len, stdout);
        buf_free(&text);
        buf_free(&map);
        arena_reset(&arena);
    }
    arena_free(&arena);
    return ferror(stdout) ? 1 : 0;
}
