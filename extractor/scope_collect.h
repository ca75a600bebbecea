// How the names are collected that the forms of nodes declare. Internal to scope*.c.
#ifndef EXTRACTOR_SCOPE_COLLECT_H
#define EXTRACTOR_SCOPE_COLLECT_H

#include "extractor/scope_binding.h"

#include <stddef.h>

// Binds the names that a node of some form declares.
typedef void collector_function(struct collector *collector, TSNode node);

struct collector_form {
    size_t symbol; // its place in struct symbols
    collector_function *collect;
};
#define COLLECTOR_FORM(name, collect)                                                                        \
    {                                                                                                        \
        offsetof(struct symbols, name), collect                                                              \
    }

// How a form of the table is collected, or NULL.
collector_function *collector_form_find(const struct symbols *symbols, TSSymbol symbol,
                                        const struct collector_form *forms, size_t count);

// Of all children of a block, of a declaration of variables, of a class (scope_statements.c).
collector_function scope_collect_statements, scope_collect_declarators, scope_collect_class;

#endif
