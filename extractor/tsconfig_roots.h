// The files that `files`, `include` and `exclude` name. Internal to tsconfig.c.
#ifndef EXTRACTOR_TSCONFIG_ROOTS_H
#define EXTRACTOR_TSCONFIG_ROOTS_H

#include "extractor/folders.h"
#include "extractor/wildcard.h"

struct root_patterns {
    struct str base;          // the folder of the configuration
    struct str_list files;    // absolute paths
    struct wildcard *include; // in the order of the configuration
    size_t include_count;
    struct wildcard *exclude;
    size_t exclude_count;
    bool allow_js, resolve_json;
};

// `files` in order, then what the wildcards match: grouped by the first pattern that matches, in each group
// the files of a folder before those of its folders, both sorted. Of files that differ in their suffix only
// the highest one stays (.ts before .tsx before .d.ts before .js …). `meet` is called whenever some were
// added to the list, where they stay: with one pattern that is behind each folder.
void tsconfig_roots(const struct root_patterns *patterns, struct folders *folders,
                    void (*meet)(void *context), void *context, struct str_list *out);

#endif
