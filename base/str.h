// A slice of bytes: pointer and length. Never NUL-terminated, never owned, compared by bytes.
// Text in glot is UTF-8, in which a lone UTF-16 surrogate may stand as its three-byte form (WTF-8),
// because JavaScript strings can hold one; utf.h has the conversions.
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/byte.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *at;
    size_t len; // bytes
};

struct str_list {
    struct str *at;
    uint32_t count, capacity;
};

// A slice of a string literal.
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
// The same for static initialisers, where a compound literal is not constant.
#define STR_INIT(literal)                                                                                    \
    {                                                                                                        \
        "" literal, sizeof(literal) - 1                                                                      \
    }
// Prints a slice by a format of printf: STR_FORMAT takes STR_ARG(s).
#define STR_FORMAT "%.*s"
#define STR_ARG(s) (int)(s).len, (s).at
#define STR_NONE   ((size_t)-1) // "not found"

static inline struct str str_of(const char *text)
{
    return (struct str){text, text ? strlen(text) : 0};
}

static inline bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool str_list_equal(const struct str_list *a, const struct str_list *b)
{
    bool equal = a->count == b->count;
    for (size_t i = 0; equal && i < a->count; i++)
        equal = str_equal(a->at[i], b->at[i]);
    return equal;
}

static inline bool str_is(struct str a, const char *text)
{
    return str_equal(a, str_of(text));
}

static inline bool str_starts(struct str text, struct str prefix)
{
    return text.len >= prefix.len && (prefix.len == 0 || memcmp(text.at, prefix.at, prefix.len) == 0);
}

static inline bool str_ends(struct str text, struct str suffix)
{
    return text.len >= suffix.len &&
           (suffix.len == 0 || memcmp(text.at + text.len - suffix.len, suffix.at, suffix.len) == 0);
}

// The bytes [start, end); both are clamped to the slice, so that STR_NONE as the end stands for its own.
static inline struct str str_slice(struct str text, size_t start, size_t end)
{
    if (end > text.len)
        end = text.len;
    if (start > end)
        start = end;
    return (struct str){text.at ? text.at + start : NULL, end - start};
}

static inline struct str str_from(struct str text, size_t start)
{
    return str_slice(text, start, text.len);
}

// Orders by bytes, shorter first: -1, 0 or 1.
int str_compare(struct str a, struct str b);
// The offset of the first occurrence at or after `start`, or STR_NONE. An empty needle is found at `start`.
size_t str_find(struct str text, struct str needle, size_t start);
// The same for what is looked for again and again: by those two of its bytes that are rarest in sources.
struct needle {
    struct str text;
    size_t first, second; // their offsets
};
struct needle needle_of(struct str text);
size_t needle_find(struct str text, const struct needle *needle, size_t start);
// With how many bytes both begin.
static inline size_t str_shared(struct str a, struct str b)
{
    size_t shared = 0;
    while (shared < a.len && shared < b.len && a.at[shared] == b.at[shared])
        shared++;
    return shared;
}
// How often the byte stands in the text.
size_t str_count_byte(struct str text, char byte);
static inline size_t str_find_byte(struct str text, char byte, size_t start)
{
    const char *hit =
        start < text.len ? memchr(text.at + start, (unsigned char)byte, text.len - start) : NULL;
    return hit ? (size_t)(hit - text.at) : STR_NONE;
}
// The offset of the last occurrence of the byte, or STR_NONE.
size_t str_rfind_byte(struct str text, char byte);
// Whether it has digits of ASCII, and nothing else.
static inline bool str_is_digits(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!byte_is_digit(text.at[i]))
            return false;
    return text.len > 0;
}
// The piece from *at on up to the next separator, behind which *at moves. False behind the last one, which
// may be empty: it is all of an empty text.
bool str_next_piece(struct str text, char separator, size_t *at, struct str *piece);
// The same of lines.
static inline bool str_next_line(struct str text, size_t *at, struct str *line)
{
    return str_next_piece(text, '\n', at, line);
}
// Parts a text at the first such byte, which neither has. False where there is none: all is the front.
bool str_split(struct str text, char byte, struct str *front, struct str *rest);
// Without ASCII white space (space, tab, LF, VT, FF, CR) at both ends.
struct str str_trim(struct str text);
// Over as many blocks of bytes as hold none of these four, to the first of them, or to where less than a
// block is left.
size_t str_skip_blocks(struct str text, size_t at, const char ends[4]);
// The first place from `at` on where no space, tab, LF or CR stands.
static inline size_t str_skip_blanks(struct str text, size_t at)
{
    while (at < text.len &&
           (text.at[at] == ' ' || text.at[at] == '\t' || text.at[at] == '\n' || text.at[at] == '\r'))
        at++;
    return at;
}
// Equal but for the case of ASCII letters.
bool str_equal_ignoring_case(struct str a, struct str b);
// Whether all bytes are below 0x80.
bool str_is_ascii(struct str text);
// Whether one of the list equals the text.
bool str_list_has(const struct str_list *list, struct str text);
// A whole number in decimal digits and nothing else, at most `most`. *out is set only then.
bool str_number(struct str text, size_t most, size_t *out);
// The value of an array index (ECMA-262, 6.1.7): such keys come first in an object, as numbers do.
bool str_array_index(struct str key, size_t *out);
// Levenshtein distance in bytes, at most `limit` + 1: "did you mean …?" for keys and options.
size_t str_distance(struct str a, struct str b, size_t limit);

#endif
