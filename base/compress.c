#include "base/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

const char *const compression_names[COMPRESSION_COUNT] = {
    [COMPRESSION_GZIP] = "gz", [COMPRESSION_BROTLI] = "br"};

// ---- gzip

enum {
    window_bits = 15 + 16, // the largest window; 16 more make it a gzip file
    memory_level = 9,
};

static void *arena_of_zlib(void *arena, uInt count, uInt size)
{
    return arena_alloc(arena, size, count);
}

static void leave_to_arena(void *arena, void *address)
{
    (void)arena;
    (void)address;
}

// In one call, as the whole output has room: nothing can fail but for want of memory, which the arena ends.
static struct str gzip(struct str text, struct arena *arena)
{
    struct arena scratch = {0};
    z_stream stream = {.zalloc = arena_of_zlib, .zfree = leave_to_arena, .opaque = &scratch};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window_bits, memory_level,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        memory_exhausted(text.len);
    size_t room = deflateBound(&stream, text.len);
    char *out = arena_space(arena, 1, room);
    stream.next_in = (Bytef *)(text.at ? text.at : "");
    stream.avail_in = (uInt)text.len;
    stream.next_out = (Bytef *)out;
    stream.avail_out = (uInt)room;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        memory_exhausted(room);
    arena_free(&scratch);
    return (struct str){out, stream.total_out};
}

// ---- brotli

static struct str brotli(struct str text, struct arena *arena)
{
    size_t len = BrotliEncoderMaxCompressedSize(text.len) + 16;
    char *out = arena_space(arena, 1, len);
    if (!BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, text.len,
                               (const uint8_t *)(text.at ? text.at : ""), &len, (uint8_t *)out))
        memory_exhausted(len);
    return (struct str){out, len};
}

struct str compress_bytes(enum compression compression, struct str text, struct arena *arena)
{
    return compression == COMPRESSION_GZIP ? gzip(text, arena) : brotli(text, arena);
}
