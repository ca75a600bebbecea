// Properties of characters, as the Unicode Character Database has them. The only door to ICU's copy of it.
// Any number can be asked about: what is no code point has no property.
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

bool unicode_is_letter(uint32_t point); // general category L
bool unicode_is_mark(uint32_t point);   // M: accents and vowel signs that belong to the letter before them
bool unicode_is_upper(uint32_t point);
bool unicode_is_lower(uint32_t point);
bool unicode_is_punctuation(uint32_t point); // P
bool unicode_is_symbol(uint32_t point);      // So: emoji, dingbats
bool unicode_is_space(uint32_t point);       // White_Space
bool unicode_is_control(uint32_t point);     // Cc
// Default_Ignorable_Code_Point: what is not seen, such as zero-width characters and bidi controls.
bool unicode_is_ignorable(uint32_t point);

// What a decimal digit of any script is worth, or -1.
int unicode_digit(uint32_t point);
// Simple case folding.
uint32_t unicode_fold(uint32_t point);

// The text in normalization form D (UAX #15): accents stand behind their letters, in one order. Text that is
// in it already is given back as it is; bytes that are not UTF-8 become U+FFFD.
struct str unicode_decomposed(struct str text, struct arena *arena);

enum unicode_bracket { BRACKET_NONE, BRACKET_OPEN, BRACKET_CLOSE };
// Bidi_Paired_Bracket_Type, and the bracket that it is paired with.
enum unicode_bracket unicode_bracket(uint32_t point);
uint32_t unicode_bracket_partner(uint32_t point);

// Scripts are numbers here; -1 is none.
enum { SCRIPT_NONE = -1 };
// By its code: "Latn".
int unicode_script_find(struct str code);
// The script of a letter; SCRIPT_NONE for what all scripts share (Common, Inherited) and for the unassigned.
int unicode_script(uint32_t point);
// Whether the character is used in the script: Script_Extensions. "Jpan", "Kore", "Hans" and "Hant" are the
// sets of scripts that they stand for.
bool unicode_is_of_script(uint32_t point, int script);

#endif
