// The placeholders of a message and those of its translation: read as templates, numbered, compared.
#ifndef CATALOG_PLACEHOLDERS_H
#define CATALOG_PLACEHOLDERS_H

#include "base/diag.h"
#include "catalog/pattern.h"
#include "catalog/template_code.h"

struct placeholder {
    struct str name, text; // as in the pattern
    struct template_code code;
    size_t first; // in a message: the number of its first expression, counted through the message
};

struct placeholder_list {
    struct placeholder *at;
    size_t count, capacity;
};

// How two placeholders are the same.
enum placeholder_match {
    MATCH_SHAPE, // drop-in: their shapes are equal; names only decide which expressions are meant
    MATCH_NAME_AND_SHAPE,
    MATCH_NAME, // the code is not looked at
};

// Reads all code of a plain pattern. On failure `out` ends with the one that cannot be read.
bool placeholders_read(const struct pattern *pattern, enum code_reading reading, struct arena *arena,
                       struct placeholder_list *out);

// What names are compared by: a number without blanks and leading zeros ("07" is 7), else the name itself.
struct str placeholder_key(struct str name);

// The placeholder of that name: as numbers where both are such ("07" is 7), else byte by byte. NULL: none.
const struct placeholder *placeholder_named(const struct placeholder_list *list, struct str name);

// The first that is the same as `wanted`, or NULL.
const struct placeholder *placeholder_like(const struct placeholder_list *list,
                                           const struct placeholder *wanted, enum placeholder_match match);

struct placeholder_problem {
    enum kind kind; // KIND_PLACEHOLDER_UNEXPECTED, _MISSING, _UNKNOWN
    const struct placeholder *placeholder;
};

struct placeholder_problem_list {
    struct placeholder_problem *at;
    size_t count, capacity;
};

// What is wrong with a translation: first what is too much in it, in its order, then what it lacks, in the
// message's order, then names whose expressions the message does not have. Order is free. True when nothing
// is wrong.
bool placeholders_compare(const struct placeholder_list *source, const struct placeholder_list *target,
                          enum placeholder_match match, struct arena *scratch,
                          struct placeholder_problem_list *out);

#endif
