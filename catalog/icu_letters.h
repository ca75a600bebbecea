// The sets of characters that ICU MessageFormat's syntax is made of.
#ifndef CATALOG_ICU_LETTERS_H
#define CATALOG_ICU_LETTERS_H

#include "base/str.h"

#include <stdint.h>

// Pattern_White_Space of UAX #31, which may stand between the tokens of an argument. No-break spaces are
// none.
bool icu_is_space(uint32_t point);
// What names of arguments, types and options are made of: neither Pattern_Syntax nor White_Space.
bool icu_is_name(uint32_t point);
// What names of tags are made of from the second character on: PCENChar of HTML's custom elements, and A to
// Z.
bool icu_is_tag_name(uint32_t point);

// Whether a name can be that of an argument.
bool icu_names_argument(struct str name);
// Whether it can be that of a tag. `has_numbers`: digits begin one, too (icu_options.has_numbered_tags).
bool icu_names_tag(struct str name, bool has_numbers);

static inline bool icu_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool icu_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// Whether the name of a tag begins with the byte.
static inline bool icu_starts_tag(char c, bool has_numbers)
{
    return icu_is_letter(c) || (has_numbers && icu_is_digit(c));
}

#endif
