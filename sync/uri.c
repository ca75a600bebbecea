#include "sync/uri.h"

#include "base/utf.h"

// `with_plus`: in a query a plus sign is a space (as URLSearchParams and Go's url.Values write it).
static bool decode(struct str text, bool with_plus, struct arena *arena, struct str *out)
{
    char *bytes = arena_alloc(arena, 1, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.at[i];
        if (byte == '%') {
            int high = i + 2 < text.len ? byte_hex(text.at[i + 1]) : -1;
            int low = i + 2 < text.len ? byte_hex(text.at[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            byte = (char)(high * 16 + low);
            i += 2;
        } else if (byte == '+' && with_plus)
            byte = ' ';
        if (byte == 0)
            return false;
        bytes[len++] = byte;
    }
    *out = (struct str){bytes, len};
    return utf_first_invalid(*out) == STR_NONE;
}

// The piece of `text` from *at to the next `end`, which it moves behind.
static struct str next_piece(struct str text, char end, size_t *at)
{
    size_t to = str_find_byte(text, end, *at);
    struct str piece = str_slice(text, *at, to);
    *at += piece.len + 1;
    return piece;
}

static bool read_path(struct str path, struct arena *arena, struct uri *out)
{
    if (!str_starts(path, STR("/")) || !decode(path, false, arena, &out->path))
        return false;
    for (size_t at = 1; at < path.len;)
        if (!decode(next_piece(path, '/', &at), false, arena, list_push(&out->segments, arena)))
            return false;
    return true;
}

static bool read_query(struct str query, struct arena *arena, struct uri *out)
{
    for (size_t at = 0; at < query.len;) {
        struct str pair = next_piece(query, '&', &at);
        if (pair.len == 0)
            continue;
        if (out->pairs.count == uri_greatest_pairs)
            return false;
        struct str name, value;
        str_split(pair, '=', &name, &value);
        struct uri_pair *read = list_push(&out->pairs, arena);
        if (!decode(name, true, arena, &read->name) || !decode(value, true, arena, &read->value))
            return false;
    }
    return true;
}

bool uri_read(struct str target, struct arena *arena, struct uri *out)
{
    *out = (struct uri){0};
    struct str path, query;
    str_split(target, '?', &path, &query);
    return target.len <= uri_greatest && read_path(path, arena, out) && read_query(query, arena, out);
}

struct str uri_get(const struct uri *uri, struct str name)
{
    for (size_t i = 0; i < uri->pairs.count; i++)
        if (str_equal(uri->pairs.at[i].name, name))
            return uri->pairs.at[i].value;
    return (struct str){0};
}

void uri_add(struct buf *out, struct str text)
{
    static const char plain[] = "-._~:[]@/,";
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.at[i];
        if (byte_is_alphanumeric(byte) || (byte && strchr(plain, byte)))
            buf_byte(out, byte);
        else
            buf_print(out, "%%%02X", (unsigned)(unsigned char)byte);
    }
}
