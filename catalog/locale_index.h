// A set of locales in which any spelling of one finds it.
#ifndef CATALOG_LOCALE_INDEX_H
#define CATALOG_LOCALE_INDEX_H

#include "base/map.h"

// Zero-initialise.
struct locale_index {
    struct map same, alike; // canonical tag, and with what goes without saying → number + 1
    size_t count;
};

// Adds the next locale; they are numbered from 0. One that is there already, in any spelling, keeps the first
// number.
void locale_index_add(struct locale_index *index, struct str spelling, struct arena *arena);
// The number of the locale of this spelling, else the first that is alike (locale.h), else STR_NONE.
size_t locale_index_find(const struct locale_index *index, struct str spelling);
// The same for locales that are the same only.
size_t locale_index_find_same(const struct locale_index *index, struct str spelling);

#endif
