// What the project's modules export, as far as markers go: so that a marker is followed through re-exports.
#ifndef EXTRACTOR_MODULES_H
#define EXTRACTOR_MODULES_H

#include "extractor/dialect.h"
#include "extractor/scope.h"

// `export * from "m"` has an empty name and the empty path; `export * as ns` has its name and the empty path.
struct module_export {
    struct str name;
    struct reference reference;
};

struct module_export_list {
    struct module_export *at;
    size_t count, capacity;
};

// Appends the exports of one file whose references are known; they live in the arena. Of a file with `export
// *` the others, too, as members of a module without a name: they win over what that brings.
void module_exports(const struct scopes *scopes, struct scope *program, struct arena *arena,
                    struct module_export_list *out);

// A module of the project: its exports, and what its specifiers lead to.
struct module {
    struct module_export_list exports;
    const void *source;
};

// Finds the module that a specifier in a module leads to; NULL when it is none of the project's.
typedef const struct module *module_follow(const void *project, const struct module *from,
                                           struct str specifier);

// The number of the dialect's marker that the reference denotes when it stands in module `from`, or 0. Reads
// only; safe on several threads at once. `from` may be NULL: then only direct imports of marker modules are
// known.
int module_marker(const struct dialect *dialect, const struct module *from, const struct reference *reference,
                  module_follow *follow, const void *project);

// Whether the module exports any marker, directly or by way of other modules.
bool module_has_markers(const struct dialect *dialect, const struct module *module, module_follow *follow,
                        const void *project);

#endif
