// For markup.mjs: reads templates on stdin and prints their pieces, one JSON array a line, texts as strings
// and code as [code]. A template is a line "MODE COUNT" (MODE p: the peer's bytes, o: own; COUNT of texts),
// then each text as a line with its length in bytes and the bytes themselves (WTF-8). Expressions are named
// e0, e1 …
#include "base/utf.h"
#include "extractor/markup.h"

#include <stdio.h>
#include <stdlib.h>

static void print_string(struct str text, struct buf *out)
{
    buf_byte(out, '"');
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t point = utf_next(text, &at);
        if (point < 0x20 || point == '"' || point == '\\' || (point >= 0xD800 && point <= 0xDFFF))
            buf_print(out, "\\u%04x", (unsigned)point);
        else if (point == UTF_INVALID)
            buf_text(out, "\\uffff\\ufffe");
        else
            buf_add(out, str_slice(text, start, at));
    }
    buf_byte(out, '"');
}

static void print_pieces(const struct part_list *pieces, struct buf *out)
{
    out->len = 0;
    buf_byte(out, '[');
    for (size_t i = 0; i < pieces->count; i++) {
        bool is_code = part_kind(&pieces->at[i]) != PART_TEXT;
        buf_text(out, i ? "," : "");
        buf_text(out, is_code ? "[" : "");
        print_string(pieces->at[i].text, out);
        buf_text(out, is_code ? "]" : "");
    }
    buf_text(out, "]\n");
    fwrite(out->at, 1, out->len, stdout);
}

static bool read_text(struct arena *arena, struct str *text)
{
    size_t len;
    if (scanf("%zu", &len) != 1 || getchar() != '\n')
        return false;
    char *bytes = arena_array(arena, char, len + 1);
    *text = (struct str){bytes, len};
    return fread(bytes, 1, len, stdin) == len;
}

static bool read_template(struct arena *arena, struct template *template, struct markup_options *options)
{
    char mode;
    size_t count;
    if (scanf(" %c %zu", &mode, &count) != 2 || count == 0)
        return false;
    options->peer_bytes = mode == 'p';
    template->code_count = count - 1;
    template->texts = arena_array(arena, struct str, count);
    template->codes = arena_array(arena, struct str, count);
    for (size_t i = 0; i < count; i++) {
        template->codes[i] = arena_print(arena, "e%zu", i);
        if (!read_text(arena, &template->texts[i]))
            return false;
    }
    return true;
}

int main(void)
{
    struct arena arena = {0};
    struct buf out = {0};
    struct template template;
    struct markup_options options;
    while (read_template(&arena, &template, &options)) {
        struct part_list pieces = {0};
        markup_pieces(&template, &options, &arena, &pieces);
        print_pieces(&pieces, &out);
        arena_reset(&arena);
    }
    buf_free(&out);
    arena_free(&arena);
    return ferror(stdin) || fflush(stdout) ? 1 : 0;
}
