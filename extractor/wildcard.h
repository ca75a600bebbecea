// The patterns of `include` and `exclude` in tsconfig.json: `*` and `?` inside of a name, `**/` for any
// number of folders. Implied by TypeScript 5.9 and kept here: a wildcard at the start of a name does not
// match a dot, `**` and names with wildcards do not enter node_modules, bower_components and jspm_packages,
// and `*` does not match the end `.min.js` of a path (include only).
#ifndef EXTRACTOR_WILDCARD_H
#define EXTRACTOR_WILDCARD_H

#include "base/arena.h"
#include "base/str.h"

enum wildcard_use {
    WILDCARD_FILE,    // the path is a file that the pattern includes
    WILDCARD_FOLDER,  // the path is a folder below which the pattern may include something
    WILDCARD_EXCLUDE, // the path, or a folder above it, matches
};

// What stands between two slashes.
struct wildcard_part {
    struct str text;
    size_t wild; // its first `*` or `?`, or STR_NONE
    bool is_folders, is_star,
        is_word; // `**`; nothing wild but one `*`; letters, digits, `_` and blanks alone
};

struct wildcard_part_list {
    struct wildcard_part *at;
    size_t count, capacity;
};

struct wildcard {
    struct wildcard_part_list parts;
    struct str stem;   // the folder that everything it includes lies in
    size_t stem_count; // so many first parts are its names
    bool has_json;     // names .json files
};

// Compiles a pattern, relative to the absolute folder `base` unless it is absolute itself. A last name
// without wildcard and dot means everything below that folder. `..` is resolved as text.
void wildcard_compile(struct str pattern, struct str base, struct arena *arena, struct wildcard *out);

// Whether an absolute, normalised path matches. Linear in path × pattern.
bool wildcard_match(const struct wildcard *wildcard, struct str path, enum wildcard_use use);

// What TypeScript refuses: `**` at the end (of `include`), or `..` behind `**`. NULL when the pattern is
// fine.
const char *wildcard_fault(struct str pattern, bool is_exclude);

#endif
