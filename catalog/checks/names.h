// Words that translators of a catalog leave as they are: names of programs, commands and the like.
#ifndef CATALOG_CHECKS_NAMES_H
#define CATALOG_CHECKS_NAMES_H

#include "base/map.h"
#include "catalog/catalog.h"

// The words of sources that stand in a translation of theirs, too, where that says something else. Of texts
// up to 1,000 bytes. The words are slices of the catalog's texts.
void names_of_catalog(const struct catalog *catalog, struct arena *arena, struct map *out);

// The next word of letters in text[*at…], its marks included; empty at the end. `*at` goes behind it.
struct str next_word(struct str text, size_t *at);

#endif
