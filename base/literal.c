#include "base/literal.h"

#include "base/byte.h"
#include "base/utf.h"

// Reads exactly `count` hexadecimal digits at *at and moves behind them.
static bool read_hex(struct str raw, size_t *at, size_t count, uint32_t *value)
{
    *value = 0;
    if (count > raw.len - *at)
        return false;
    for (size_t i = 0; i < count; i++) {
        int digit = byte_hex(raw.at[*at + i]);
        if (digit < 0)
            return false;
        *value = *value << 4 | (uint32_t)digit;
    }
    *at += count;
    return true;
}

// `{…}` of a \u escape; *at is at the brace.
static bool read_braced(struct str raw, size_t *at, uint32_t *value)
{
    size_t i = *at + 1;
    *value = 0;
    for (int digit; i < raw.len && (digit = byte_hex(raw.at[i])) >= 0; i++) {
        *value = *value << 4 | (uint32_t)digit;
        if (*value > 0x10ffff)
            return false;
    }
    if (i == *at + 1 || i == raw.len || raw.at[i] != '}')
        return false;
    *at = i + 1;
    return true;
}

// Octal escapes are an error in modules, but compilers recover by reading them.
static uint32_t read_octal(struct str raw, size_t *at)
{
    uint32_t value = 0;
    size_t most = raw.at[*at] <= '3' ? 3 : 2;
    for (size_t i = 0; i < most && *at < raw.len && raw.at[*at] >= '0' && raw.at[*at] <= '7'; i++)
        value = value * 8 + (uint32_t)(raw.at[(*at)++] - '0');
    return value;
}

static bool is_line_separator(struct str raw, size_t at)
{
    struct str rest = str_slice(raw, at, at + 3);
    return str_equal(rest, STR("\xe2\x80\xa8")) || str_equal(rest, STR("\xe2\x80\xa9"));
}

// A backslash stands before *at.
static bool cook_escape(struct str raw, size_t *at, struct buf *out)
{
    static const char letters[] = "bfnrtv", values[] = "\b\f\n\r\t\v";
    char c = raw.at[*at];
    const char *letter = c ? strchr(letters, c) : NULL;
    uint32_t value = 0;
    size_t after = *at + 1;
    bool good = true;
    if (letter) {
        utf_add(out, (uint32_t)values[letter - letters]);
        *at = after;
    } else if (c >= '0' && c <= '7') {
        utf_add(out, read_octal(raw, at));
    } else if (c == 'x' || c == 'u') {
        if (c == 'u' && after < raw.len && raw.at[after] == '{')
            good = read_braced(raw, &after, &value);
        else
            good = read_hex(raw, &after, c == 'x' ? 2 : 4, &value);
        if (good)
            utf_add(out, value);
        else
            buf_add(out, str_slice(raw, *at - 1, after));
        *at = after;
    } else if (c == '\r') {
        *at = after + (after < raw.len && raw.at[after] == '\n');
    } else if (c == '\n') {
        *at = after;
    } else if (is_line_separator(raw, *at)) {
        *at += 3;
    } else {
        utf_add(out, utf_next(raw, at));
    }
    return good;
}

bool literal_cook(struct str raw, enum literal_kind kind, struct buf *out)
{
    bool good = true;
    for (size_t at = 0; at < raw.len;) {
        size_t plain = at;
        while (at < raw.len && raw.at[at] != '\\' && raw.at[at] != '\r')
            at++;
        if (plain < at && raw.at[plain] == '\xed') // a low surrogate may meet a high one, of an escape
            utf_add(out, utf_next(raw, &plain));
        buf_add(out, str_slice(raw, plain, at));
        if (at == raw.len)
            break;
        if (raw.at[at] == '\r') {
            at++;
            if (kind == LITERAL_STRING)
                buf_byte(out, '\r');
            else if (at == raw.len || raw.at[at] != '\n')
                buf_byte(out, '\n');
        } else if (++at < raw.len) {
            good = cook_escape(raw, &at, out) && good;
        }
    }
    return good;
}

struct str literal_text(struct str raw, enum literal_kind kind, struct arena *arena)
{
    if (str_find_byte(raw, '\\', 0) == STR_NONE && str_find_byte(raw, '\r', 0) == STR_NONE)
        return raw;
    struct buf cooked = {0};
    literal_cook(raw, kind, &cooked);
    return buf_finish(&cooked, arena);
}
