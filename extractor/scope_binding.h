// The declarations of one scope, as bindings. Internal to scope*.c.
#ifndef EXTRACTOR_SCOPE_BINDING_H
#define EXTRACTOR_SCOPE_BINDING_H

#include "extractor/scope.h"

enum binding_kind {
    BINDING_NODE,      // what an expression, a class, a namespace or a declared type says; null: unknown
    BINDING_MODULE,    // an import: the reference is known at once
    BINDING_MEMBER,    // a member of what another binding is, or its default where there is no such member
    BINDING_INSTANCE,  // among types: an object of a class
    BINDING_PARAMETER, // a parameter without a type
};

// Zero: something unknown, which shadows.
struct binding {
    enum binding_kind kind;
    struct reference reference; // BINDING_MODULE
    TSNode node;                // of a member or parameter its default
    const struct binding *of;   // BINDING_MEMBER
    struct str name;            // BINDING_MEMBER
    TSNode function;            // BINDING_PARAMETER
    bool may_be_undefined;      // `m?: T`
    bool is_hoisted;            // the node may stand in a scope further in
    bool is_exported;           // by the statement that declares it
};

// Where a scope's declarations go while they are collected.
struct collector {
    const struct scopes *scopes;
    struct scope *scope;
    bool is_hoisting, is_exporting;
};

// The binding of a name in the innermost scope that declares it, and that scope; NULL when none does.
const struct binding *scope_find_value(const struct scopes *scopes, struct scope **scope, struct str name);
const struct binding *scope_find_type(const struct scopes *scopes, struct scope **scope, struct str name);

// Binds every name of a destructuring pattern to its part of what `whole` is.
void scope_bind_pattern(struct collector *collector, TSNode pattern, struct binding whole);
// Binds a name among values, or among types. Null names none.
void scope_bind(struct collector *collector, TSNode name, struct binding binding);
void scope_bind_type(struct collector *collector, TSNode name, struct binding binding);
// A copy that lives as long as the scopes.
struct binding *scope_keep(struct collector *collector, struct binding binding);

// What a variable or field is: its declared type decides over its value.
struct binding scope_binding_of(const struct symbols *symbols, TSNode declaration);

bool scope_is_class(const struct symbols *symbols, TSSymbol symbol);
bool scope_is_function(const struct symbols *symbols, TSSymbol symbol);

#endif
