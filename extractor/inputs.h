// The files that the patterns of `inputFiles` name.
#ifndef EXTRACTOR_INPUTS_H
#define EXTRACTOR_INPUTS_H

#include "extractor/folders.h"

// All files below the absolute folder `base` that a pattern names and none of the `!patterns` forbids, as
// absolute paths, in the order in which fast-glob 3.3 gives them (`absolute`, everything else by default):
// patterns without wildcards first; then those with wildcards, one walk for each folder that they start from,
// but a single one when a pattern starts from the base itself; a walk takes all entries of a folder, by
// bytes, before those of its folders. A pattern that is not well-formed matches nothing.
void inputs_match(const struct str_list *patterns, struct str base, struct folders *folders,
                  struct str_list *out);

// The number of the first of these absolute paths that such patterns would name if there were a file, or
// STR_NONE.
size_t inputs_find(const struct str_list *patterns, struct str base, const struct str_list *paths,
                   struct arena *arena);

#endif
