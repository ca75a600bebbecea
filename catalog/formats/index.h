// The numbers by which drop-in catalogs name placeholders.
#ifndef CATALOG_FORMATS_INDEX_H
#define CATALOG_FORMATS_INDEX_H

#include "base/arena.h"
#include "base/str.h"

// How JavaScript prints the number that it reads from the text: "01" → "1", " 7 " → "7", "x" → "NaN".
// ECMA-262, StringToNumber and Number::toString.
struct str index_name(struct str text, struct arena *arena);

#endif
