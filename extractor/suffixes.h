// The suffixes of file names that a TypeScript program tells apart.
#ifndef EXTRACTOR_SUFFIXES_H
#define EXTRACTOR_SUFFIXES_H

#include "base/str.h"

// What a file holds, as a set of bits: resolution asks for sets.
enum suffix_class { SUFFIX_TYPESCRIPT = 1, SUFFIX_JAVASCRIPT = 2, SUFFIX_DECLARATION = 4, SUFFIX_JSON = 8 };

struct suffix_row {
    const char *suffix;
    unsigned class;
};

// The row of the longest known suffix of the name, or NULL. Declarations are `.d.ts`, `.d.mts`, `.d.cts`.
const struct suffix_row *suffix_of(struct str name);
// The class of the name; `.d.NAME.ts` counts as a declaration too; 0 when it has none.
unsigned suffix_class_of(struct str path);

#endif
