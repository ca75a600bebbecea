// Bytes of XLIFF 1.2 that are read and printed as they stand.
#ifndef CATALOG_FORMATS_XLIFF12_PLAIN_H
#define CATALOG_FORMATS_XLIFF12_PLAIN_H

#include "base/arena.h"
#include "base/str.h"

// Which bytes end a run of such, where they stand in a text, in the value of an attribute, or in one that
// needs no escape at all. XLIFF12_SPACE: what stands between elements.
enum { XLIFF12_IN_TEXT = 1, XLIFF12_IN_VALUE = 2, XLIFF12_IN_NAME = 4, XLIFF12_SPACE = 8 };
extern const unsigned char xliff12_stops[256];
extern const char xliff12_stops_in_text[4]; // the same for a text, for str_skip_blocks

// Whether it is not empty and needs no escape as the value of an attribute.
bool xliff12_name_is_plain(struct str name);

// Whether the characters are well-formed, allowed, and without line ends that reading would make others of.
// The arena is for scratch.
bool xliff12_characters_are_plain(struct str bytes, struct arena *arena);

#endif
