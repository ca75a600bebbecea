// What a name denotes at a place in a source: lexical scope, and references to what other modules export.
// Bindings are looked up when they are asked for, and a scope collects its declarations at its first
// question, so that a file pays only for the names that matter.
#ifndef EXTRACTOR_SCOPE_H
#define EXTRACTOR_SCOPE_H

#include "base/map.h"
#include "extractor/symbols.h"

// What an expression stands for, as far as syntax tells: something that a module exports, or a member of it.
// `import * as L from "a"; L.msg` is module "a", path ["msg"]; the empty path is the module's namespace
// itself.
struct reference {
    bool known;
    struct str module;
    struct str_list path;
};

// Whether both lead to the same member of the same module.
bool reference_equal(const struct reference *a, const struct reference *b);

struct scope {
    TSNode node;
    struct scope *parent;
    struct map values, types; // name → struct binding
    bool is_collected;
};

// One parsed file, as scopes see it. The tree must outlive it.
struct scopes {
    const struct symbols *symbols;
    struct str source;
    bool is_javascript; // `require` gives a module
    bool has_var;       // somewhere in the file; if not, functions need no search for hoisted names
    struct arena *arena;
};

// The name that a key, an import or an export states: a word, or what a string says.
struct str scope_key(const struct scopes *scopes, TSNode key);

// Whether the node starts a scope of its own.
bool scope_starts_at(const struct scopes *scopes, TSSymbol symbol);
struct scope *scope_open(const struct scopes *scopes, struct scope *parent, TSNode node);

// What the expression denotes in that scope, by what it is bound to, what holds it (literals, classes,
// namespaces, other modules) or what type is declared for it. Unknown is an answer, never a guess: a name
// that something else shadows is unknown, and so is what may be undefined and is called by `?.`.
// scope.c lists the forms that are seen through.
struct reference scope_resolve(const struct scopes *scopes, struct scope *scope, TSNode expression);
struct reference scope_resolve_name(const struct scopes *scopes, struct scope *scope, struct str name);

// The names that the scope exports where it declares them: `export const m = …`.
struct str_list scope_exported(const struct scopes *scopes, struct scope *scope);

#endif
