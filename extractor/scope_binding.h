// The declarations of one scope, as bindings. Internal to scope*.c.
#ifndef EXTRACTOR_SCOPE_BINDING_H
#define EXTRACTOR_SCOPE_BINDING_H

#include "extractor/scope.h"

enum binding_kind {
    BINDING_OPAQUE,    // something else: it shadows
    BINDING_MODULE,    // an import: the reference is known at once
    BINDING_VALUE,     // what an expression, a class or a namespace is
    BINDING_MEMBER,    // a member of what another binding is, or its default where there is no such member
    BINDING_TYPE,      // a value of a declared type; among types, the type itself
    BINDING_INSTANCE,  // among types: an object of a class
    BINDING_PARAMETER, // a parameter without a type
};

struct binding {
    enum binding_kind kind;
    struct reference reference; // BINDING_MODULE
    // The value, the type or the class. Of a member or parameter its default; null if there is none.
    TSNode node;
    const struct binding *of; // BINDING_MEMBER
    struct str name;          // BINDING_MEMBER
    TSNode function;          // BINDING_PARAMETER
    bool may_be_undefined;    // `m?: T`
    bool is_hoisted;          // the node may stand in a scope further in
    bool is_exported;         // by the statement that declares it
};

// Where a scope's declarations go while they are collected.
struct collector {
    const struct scopes *scopes;
    struct scope *scope;
    bool is_hoisting, is_exporting;
};

// The binding of a name in the innermost scope that declares it, and that scope; NULL when none does. A type
// can be declared by an import, too.
const struct binding *scope_find_value(const struct scopes *scopes, struct scope **scope, struct str name);
const struct binding *scope_find_type(const struct scopes *scopes, struct scope **scope, struct str name);

// Binds every name of a destructuring pattern to its part of what `whole` is.
void scope_bind_pattern(struct collector *collector, TSNode pattern, struct binding whole);
void scope_bind(struct collector *collector, TSNode name, struct binding binding);

// What a variable, parameter or field is: its declared type decides over its value. Both may be null.
struct binding scope_binding_of(const struct scopes *scopes, TSNode type, TSNode value);

bool scope_is_class(const struct symbols *symbols, TSSymbol symbol);
bool scope_is_function(const struct symbols *symbols, TSSymbol symbol);

// The name that a property's key states, a string's value included.
struct str scope_key(const struct scopes *scopes, TSNode key);
struct str scope_string(const struct scopes *scopes, TSNode string);
// Whether the node has a child of that type, a word included: `static`, `?`, `get`.
bool scope_has_child(TSNode node, const char *type);

// The first named child that is no comment.
TSNode scope_inner(const struct symbols *symbols, TSNode node);

static inline bool scope_is(TSNode node, TSSymbol symbol)
{
    return !ts_node_is_null(node) && ts_node_symbol(node) == symbol;
}

static inline TSNode scope_field(TSNode node, TSFieldId id)
{
    return ts_node_child_by_field_id(node, id);
}

#endif
