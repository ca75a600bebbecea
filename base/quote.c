#include "base/quote.h"

#include "base/byte.h"
#include "base/utf.h"

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

static void quote_ascii(struct buf *out, char byte)
{
    static const char meanings[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *found = byte ? strchr(meanings, byte) : NULL;
    if (found)
        buf_print(out, "\\%c", letters[found - meanings]);
    else
        buf_print(out, "\\u%04x", (unsigned char)byte);
}

void quote_json(struct buf *out, struct str text)
{
    buf_byte(out, '"');
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        while (at < text.len && is_plain((unsigned char)text.at[at]))
            at++;
        buf_add(out, str_slice(text, start, at));
        if (at == text.len)
            break;
        start = at;
        uint32_t point = utf_next(text, &at);
        if (point < 0x80)
            quote_ascii(out, (char)point);
        else if (point == UTF_INVALID)
            buf_text(out, "\xef\xbf\xbd");
        else if (point >= 0xd800 && point < 0xe000)
            buf_print(out, "\\u%04x", (unsigned)point);
        else
            buf_add(out, str_slice(text, start, at));
    }
    buf_byte(out, '"');
}

void quote_uri(struct buf *out, struct str text, const char *plain)
{
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.at[i];
        if (byte_is_alphanumeric(byte) || (byte && strchr(plain, byte)))
            buf_byte(out, byte);
        else
            buf_print(out, "%%%02X", (unsigned char)byte);
    }
}
