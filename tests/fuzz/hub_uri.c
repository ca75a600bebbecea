// Laws: what was decoded, encoded and decoded again is the same; names and values are UTF-8 without NUL.
#include "base/utf.h"
#include "sync/uri.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

static void check_text(struct str text)
{
    demand(utf_first_invalid(text) == STR_NONE && str_find_byte(text, 0, 0) == STR_NONE);
}

static struct str encode(const struct uri *uri, struct arena *arena)
{
    struct buf out = {0};
    buf_byte(&out, '/');
    for (size_t i = 0; i < uri->segments.count; i++) {
        struct buf piece = {0};
        uri_add(&piece, uri->segments.at[i]);
        // A slash within a segment was an escape.
        for (size_t at = 0; at < piece.len; at++)
            if (piece.at[at] == '/')
                buf_text(&out, "%2F");
            else
                buf_byte(&out, piece.at[at]);
        buf_byte(&out, '/');
        buf_free(&piece);
    }
    for (size_t i = 0; i < uri->pairs.count; i++) {
        buf_byte(&out, i ? '&' : '?');
        uri_add(&out, uri->pairs.at[i].name);
        buf_byte(&out, '=');
        uri_add(&out, uri->pairs.at[i].value);
    }
    return buf_finish(&out, arena);
}

static void check_same(const struct uri *a, const struct uri *b)
{
    demand(a->segments.count == b->segments.count && a->pairs.count == b->pairs.count);
    for (size_t i = 0; i < a->segments.count; i++)
        demand(str_equal(a->segments.at[i], b->segments.at[i]));
    for (size_t i = 0; i < a->pairs.count; i++) {
        check_text(a->pairs.at[i].name);
        check_text(a->pairs.at[i].value);
        demand(str_equal(a->pairs.at[i].name, b->pairs.at[i].name) &&
               str_equal(a->pairs.at[i].value, b->pairs.at[i].value));
        demand(uri_get(a, a->pairs.at[i].name).at != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct uri uri, again;
    if (uri_read((struct str){(const char *)data, size}, &arena, &uri)) {
        check_text(uri.path);
        struct str encoded = encode(&uri, &arena);
        if (encoded.len <= uri_greatest) {
            demand(uri_read(encoded, &arena, &again));
            check_same(&uri, &again);
        }
    }
    arena_free(&arena);
    return 0;
}
