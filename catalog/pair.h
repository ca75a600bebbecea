// Formats with one language in a file: the sources of one catalog and the texts of another, brought together.
#ifndef CATALOG_PAIR_H
#define CATALOG_PAIR_H

#include "catalog/catalog.h"

// Makes of each text of a catalog in one language a source without a translation.
void catalog_as_sources(struct catalog *catalog);

// The units of `sources` with the texts of `translated` as targets, by id; all else of a unit is that of
// `sources`. A text without a source is told (pair-without-source) and kept, as an obsolete unit without a
// source. Both catalogs are left as they are; the result belongs to no file.
void catalog_pair(const struct catalog *sources, const struct catalog *translated, struct arena *arena,
                  struct diags *diags, struct catalog *out);

#endif
