// The part of module resolution that tries files: suffixes, folders and their index, targets of package.json.
// Internal to resolve.c, exports.c, mappings.c and lookup.c.
#ifndef EXTRACTOR_CANDIDATES_H
#define EXTRACTOR_CANDIDATES_H

#include "extractor/resolve.h"
#include "extractor/suffixes.h"

enum { SOURCES = SUFFIX_TYPESCRIPT | SUFFIX_DECLARATION };

// One question to the resolver.
struct lookup {
    struct resolver *resolver;
    struct str folder;   // of the file that asks
    unsigned wanted;     // suffix classes
    bool knows_packages; // `imports`, `exports` and self-names count
    bool is_esm;         // strict: no suffixes are added, no folder stands for its index
    bool is_import;      // the condition `import`, else `require`
    unsigned depth;      // of `imports` that lead to `imports`
};

// The question of that file, which its specifiers of that kind ask (lookup.c).
struct lookup lookup_of(struct resolver *resolver, struct str file, enum specifier_kind kind);
// Whether the file is a module by its name or its package alone, so that what it declares are no ambient
// modules.
bool lookup_is_of_module(struct resolver *resolver, struct str file);

struct found {
    struct str path; // in the scratch arena
    unsigned class;
    bool is_external; // found by a search of node_modules
    bool was_linked;  // path is the real one behind a link
};

// Each tries `candidate` (absolute, normalised) in its way, and sets *out when there is such a file.

// Exactly this file, with the configured module suffixes.
bool candidate_exact(struct lookup *lookup, struct str candidate, unsigned class, struct found *out);
// As a file: its written suffix stands for the source suffixes behind it; suffixes are added.
bool candidate_file(struct lookup *lookup, struct str candidate, struct found *out);
// As a path that a specifier or setting names: classic resolution knows no folders.
bool candidate_path(struct lookup *lookup, struct str candidate, bool is_folder_only, struct found *out);
// As a folder, whose package is known or NULL.
bool candidate_folder(struct lookup *lookup, struct str candidate, const struct package *package,
                      struct found *out);
// As the target of a field of package.json.
bool candidate_target(struct lookup *lookup, struct str candidate, struct found *out);

// path_join() for an absolute, normalised folder, quick where the name is a plain one.
struct str candidate_join(struct arena *arena, struct str folder, struct str name);

// Whether a name begins with "." or "..".
bool name_is_relative(struct str name);
// Whether it ends in a slash, and so means a folder.
static inline bool name_is_open(struct str name)
{
    return str_ends(name, STR("/"));
}

// The suffix that is taken off a name before others are tried, with its dot; empty when there is none.
struct str candidate_suffix(struct str path);

#endif
