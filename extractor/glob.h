// Glob patterns as fast-glob 3.3 (micromatch 4, picomatch 2) understands them: `*` and `?` inside of a name,
// `**` for folders, `{a,b}` and `{1..3}`, classes `[a-z]`, extended globs `@(a|b)`, `?(…)`, `*(…)`, `+(…)`,
// `!(…)`, and `\` before a character that is meant as it stands. Names that start with a dot are only matched
// by a pattern that writes it.
#ifndef EXTRACTOR_GLOB_H
#define EXTRACTOR_GLOB_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

struct glob_node;

struct glob {
    struct glob_node *nodes; // the first one is where matching begins
    uint32_t node_count;
    bool is_static; // no wildcard: only its own text matches
};

// Writes out the braces of a pattern, in their order, the shortest results first; without repetitions. At
// most 10,000 results, of which the rest is left out.
void glob_expand(struct str pattern, struct arena *arena, struct str_list *out);

// Compiles a pattern without braces. `with_dots`: wildcards match names that start with a dot as well. False
// when it is nested deeper than 64 or longer than 4,096 bytes.
bool glob_compile(struct str pattern, bool with_dots, struct arena *arena, struct glob *out);

// Whether the whole path matches; its time is bounded by pattern × path. `scratch` is used and left dirty.
bool glob_match(const struct glob *glob, struct str path, struct arena *scratch);

// Whether the pattern has anything in it that is not plain text, as fast-glob sees it.
bool glob_is_dynamic(struct str pattern);
// The folder from which a walk for the pattern starts: what stands before the first name with a wildcard; "."
// where that is nothing.
struct str glob_base(struct str pattern, struct arena *arena);

#endif
