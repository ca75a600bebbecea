#include "sync/hub/template_text.h"

size_t text_markup_end(struct str text, size_t at)
{
    static const struct {
        struct str start, end;
    } spans[] = {{STR_INIT("<!--"), STR_INIT("-->")},
                 {STR_INIT("<![CDATA["), STR_INIT("]]>")},
                 {STR_INIT("<?"), STR_INIT("?>")}};
    struct str rest = str_from(text, at);
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        if (str_starts(rest, spans[i].start)) {
            size_t end = str_find(rest, spans[i].end, spans[i].start.len);
            return end == STR_NONE ? text.len : at + end + spans[i].end.len;
        }
    char quote = 0;
    for (; at < text.len; at++) {
        char byte = text.at[at];
        if (quote)
            quote = byte == quote ? 0 : quote;
        else if (byte == '"' || byte == '\'')
            quote = byte;
        else if (byte == '>')
            return at + 1;
    }
    return text.len;
}

static const struct {
    char byte;
    struct str reference;
} quotes[] = {{'"', STR_INIT("&quot;")}, {'\'', STR_INIT("&apos;")}};

// Appends one character of text, or one of the two references; returns how many bytes that took.
static size_t add_quoted(struct buf *out, struct str rest)
{
    for (size_t i = 0; i < 2; i++)
        if (rest.at[0] == quotes[i].byte) {
            buf_add(out, quotes[i].reference);
            return 1;
        }
    buf_byte(out, rest.at[0]);
    return 1;
}

static size_t add_unquoted(struct buf *out, struct str rest)
{
    for (size_t i = 0; rest.at[0] == '&' && i < 2; i++)
        if (str_starts(rest, quotes[i].reference)) {
            buf_byte(out, quotes[i].byte);
            return quotes[i].reference.len;
        }
    buf_byte(out, rest.at[0]);
    return 1;
}

static void convert(struct str text, size_t add(struct buf *out, struct str rest), struct buf *out)
{
    for (size_t at = 0; at < text.len;) {
        if (text.at[at] == '<') {
            size_t end = text_markup_end(text, at);
            buf_add(out, str_slice(text, at, end));
            at = end;
        } else
            at += add(out, str_from(text, at));
    }
}

struct str text_normal(struct str raw, struct arena *arena)
{
    if (str_find_byte(raw, '&', 0) == STR_NONE)
        return raw;
    struct buf out = {0};
    convert(raw, add_unquoted, &out);
    return buf_finish(&out, arena);
}

void text_add(struct buf *out, struct str text)
{
    convert(text, add_quoted, out);
}
