// UTF-8 and UTF-16. glot's text is WTF-8: UTF-8 in which lone surrogates may stand in three-byte form,
// since JavaScript strings can hold them. A surrogate *pair* never stands as two three-byte forms.
#ifndef BASE_UTF_H
#define BASE_UTF_H

#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>

enum { UTF_INVALID = 0x110000 };

// The code point at *at, which moves behind it. An ill-formed byte gives UTF_INVALID and moves by one.
// Surrogates in three-byte form are given as they are. Needs *at < text.len.
static inline uint32_t utf_next(struct str text, size_t *at);
// The code point that ends at `end`; *start is where it begins. Ill-formed bytes as above. Needs 0 < end.
static inline uint32_t utf_previous(struct str text, size_t end, size_t *start);
// Whether a code point that begins before `at` goes on there.
static inline bool utf_is_inside(struct str text, size_t at)
{
    return at < text.len && ((unsigned char)text.at[at] & 0xc0) == 0x80;
}
// The code points at the front that `most` bytes hold.
static inline struct str utf_prefix(struct str text, size_t most)
{
    while (most > 0 && utf_is_inside(text, most))
        most--;
    return str_slice(text, 0, most);
}
// Appends a code point. A low surrogate that meets a high one at the buffer's end fuses with it.
void utf_add(struct buf *buf, uint32_t point);
// The offset of the first byte that is not well-formed UTF-8 (surrogates are ill-formed too), or STR_NONE.
size_t utf_first_invalid(struct str text);
// How many UTF-16 code units the text takes (ill-formed bytes count one each).
size_t utf_units(struct str text);
// The same of what utf_next gave.
static inline size_t utf_units_of(uint32_t point)
{
    return point >= 0x10000 && point != UTF_INVALID ? 2 : 1;
}
// How many columns the text takes on a terminal: wide characters (East Asian, emoji) two, combining ones
// none.
size_t utf_columns(struct str text);
// Appends the text as strict UTF-8: lone surrogates become U+FFFD.
void utf_add_strict(struct buf *buf, struct str text);
// Whether the code point is white space for JavaScript's trim().
bool utf_is_js_space(uint32_t point);
// Without JavaScript white space at both ends.
struct str utf_trim(struct str text);
// Without a byte order mark at the front; *had_bom tells.
struct str utf_skip_bom(struct str text, bool *had_bom);

// Of several bytes, or ill-formed: the rest of utf_next and utf_previous.
uint32_t utf_next_long(struct str text, size_t *at);
uint32_t utf_previous_long(struct str text, size_t end, size_t *start);

static inline uint32_t utf_next(struct str text, size_t *at)
{
    unsigned char first = (unsigned char)text.at[*at];
    if (first >= 0x80)
        return utf_next_long(text, at);
    ++*at;
    return first;
}

static inline uint32_t utf_previous(struct str text, size_t end, size_t *start)
{
    unsigned char last = (unsigned char)text.at[end - 1];
    if (last >= 0x80)
        return utf_previous_long(text, end, start);
    *start = end - 1;
    return last;
}

#endif
