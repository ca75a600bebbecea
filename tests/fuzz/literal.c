// Literals: cooking never yields ill-formed text, text without escapes stays as it is, and quoting a cooked
// text as a literal again gives the same text.

#include "base/literal.h"
#include "base/utf.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void quote(struct str text, struct buf *out)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t point = utf_next(text, &at);
        buf_print(out, "\\u{%x}", (unsigned)point);
    }
}

// WTF-8: well-formed but for lone surrogates. A pair is a character, and never stands as two of them.
static bool is_text(struct str text)
{
    uint32_t point = 0;
    for (size_t at = 0; at < text.len;) {
        bool is_after_high = point >= 0xd800 && point <= 0xdbff;
        point = utf_next(text, &at);
        if (point == UTF_INVALID || (is_after_high && point >= 0xdc00 && point <= 0xdfff))
            return false;
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct str raw = {(const char *)bytes, len};
    if (!is_text(raw))
        return 0;
    for (enum literal_kind kind = LITERAL_STRING; kind <= LITERAL_TEMPLATE; kind++) {
        struct buf cooked = {0}, quoted = {0}, again = {0};
        literal_cook(raw, kind, &cooked);
        bool is_plain = str_find_byte(raw, '\\', 0) == STR_NONE && str_find_byte(raw, '\r', 0) == STR_NONE;
        if (!is_text(buf_str(&cooked)) || (is_plain && !str_equal(buf_str(&cooked), raw)))
            abort();
        quote(buf_str(&cooked), &quoted);
        if (!literal_cook(buf_str(&quoted), kind, &again) || !str_equal(buf_str(&again), buf_str(&cooked)))
            abort();
        buf_free(&cooked);
        buf_free(&quoted);
        buf_free(&again);
    }
    return 0;
}
