#include "catalog/bundles/lit_text.h"

#include "base/utf.h"

static const char *peer_escape(char c)
{
    switch (c) {
    case '\\':
        return "\\\\";
    case '`':
        return "\\`";
    case '$':
        return "\\$";
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    default:
        return NULL;
    }
}

void lit_add_peer_text(struct buf *out, struct str text)
{
    size_t plain = 0;
    for (size_t at = 0; at < text.len; at++) {
        const char *escape = peer_escape(text.at[at]);
        if (!escape)
            continue;
        buf_add(out, str_slice(text, plain, at));
        buf_text(out, escape);
        plain = at + 1;
    }
    buf_add(out, str_from(text, plain));
}

// Whether an HTML parser in a script element could see something in what starts with this `<`. Nobody knows
// what follows the text, so its end may be anything.
static bool opens_markup(struct str text, size_t at)
{
    static const struct str openings[] = {STR_INIT("!--"), STR_INIT("script"), STR_INIT("/script")};
    struct str rest = str_from(text, at + 1);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        size_t len = rest.len < openings[i].len ? rest.len : openings[i].len;
        if (str_equal_ignoring_case(str_slice(rest, 0, len), str_slice(openings[i], 0, len)))
            return true;
    }
    return false;
}

static const char *markup_reference(char c)
{
    return c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;";
}

static void add_control(struct buf *out, char c)
{
    static const char digits[] = "0123456789abcdef";
    if (c == '\r')
        buf_text(out, "\\r");
    else if (c == '\n')
        buf_text(out, "\\n");
    else
        buf_add(out, (struct str){(char[]){'\\', 'x', digits[c >> 4], digits[c & 15]}, 4});
}

// Line separators and lone surrogates, which are the code points beyond ASCII that do not stand for
// themselves.
static bool add_beyond_ascii(struct buf *out, struct str text, size_t at)
{
    uint32_t point = utf_next(text, &at);
    bool escape = point == 0x2028 || point == 0x2029 || (point >= 0xd800 && point <= 0xdfff);
    if (escape)
        buf_print(out, "\\u%04x", (unsigned)point);
    return escape;
}

// Appends the escape of the character at `at`; false when it stands for itself.
static bool add_escape(struct buf *out, struct str text, size_t at, enum lit_quoting quoting)
{
    char c = text.at[at];
    bool is_string = quoting == LIT_STRING;
    if ((unsigned char)c < 0x20 || c == 0x7f) {
        if (c == '\t' || (c == '\n' && !is_string))
            return false;
        add_control(out, c);
    } else if (c == '\\' || c == (is_string ? '\'' : '`') || (c == '$' && !is_string)) {
        buf_byte(out, '\\');
        buf_byte(out, c);
    } else if (quoting == LIT_TEMPLATE_HTML && (c == '&' || c == '<' || c == '>')) {
        buf_text(out, markup_reference(c));
    } else if (c == '<' && opens_markup(text, at)) {
        buf_text(out, "\\x3c");
    } else {
        return (c == '\xe2' || c == '\xed') && add_beyond_ascii(out, text, at);
    }
    return true;
}

// Printable ASCII but what add_escape knows, and the bytes of most other characters.
static bool is_plain(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte >= 0x20 && byte != 0x7f && byte != 0xe2 && byte != 0xed && c != '\\' && c != '`' &&
           c != '\'' && c != '$' && c != '&' && c != '<' && c != '>';
}

void lit_add_text(struct buf *out, struct str text, enum lit_quoting quoting)
{
    size_t plain = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (is_plain(text.at[at]))
            continue;
        buf_add(out, str_slice(text, plain, at));
        plain = at;
        if (add_escape(out, text, at, quoting)) {
            at += (unsigned char)text.at[at] >= 0x80 ? 2 : 0; // three bytes make a separator or a surrogate
            plain = at + 1;
        }
    }
    buf_add(out, str_from(text, plain));
}

static size_t digits_end(struct str text, size_t at)
{
    while (at < text.len && text.at[at] >= '0' && text.at[at] <= '9')
        at++;
    return at;
}

bool lit_is_template(struct str text)
{
    static const char *const tags[] = {"html`", "str`", "`"};
    size_t at = 0;
    for (size_t i = 0; i < sizeof tags / sizeof *tags && at == 0; i++)
        at = str_starts(text, str_of(tags[i])) ? strlen(tags[i]) : 0;
    for (bool is_open = at > 0; is_open && at < text.len; at++) {
        if (text.at[at] == '`')
            return at + 1 == text.len;
        if (text.at[at] == '\\') {
            at++;
        } else if (str_starts(str_from(text, at), STR("${"))) {
            size_t end = digits_end(text, at + 2);
            is_open = end > at + 2 && end < text.len && text.at[end] == '}';
            at = end;
        }
    }
    return false;
}
