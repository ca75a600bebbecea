// Bodies in the form of JSON:API, read against tables: what is not in them is refused, as Transifex does
// (additionalProperties: false).
#ifndef SYNC_HUB_BODY_H
#define SYNC_HUB_BODY_H

#include "base/arena.h"
#include "base/jsonc.h"

#include <stdint.h>

enum { body_greatest_objects = 150 };

enum field_flag {
    FIELD_NEEDED = 1 << 0,
    FIELD_NULLABLE = 1 << 1,
    FIELD_MANY = 1 << 2, // a relation to many
};

struct field {
    const char *name;
    enum jsonc_kind kind; // of an attribute
    const char *type;     // of what a relation leads to
    unsigned flags;
};

struct body_shape {
    const char *type;
    const struct field *attributes, *relations; // end with a nameless one
    bool has_id;                                // objects that are there already: each names its id
    bool is_one, is_many;                       // both: as the Content-Type says
};

struct object {
    struct str id;
    const struct jsonc *attributes, *relations; // objects, or NULL
};

struct object_list {
    struct object *at;
    size_t count, capacity;
};

// What is wrong with a body.
struct body_fault {
    struct str pointer; // "/data/attributes/name"; empty: all of it
    struct str detail;
};

// `is_bulk`: the Content-Type says so. False with a fault.
bool body_read(struct str bytes, const struct body_shape *shape, bool is_bulk, struct arena *arena,
               struct object_list *out, struct body_fault *fault);

// Attributes that are absent are empty, {NULL, 0}, so are null ones.
const struct jsonc *object_get(const struct object *object, const char *name);
struct str object_text(const struct object *object, const char *name);
bool object_bool(const struct object *object, const char *name, bool otherwise);
int64_t object_number(const struct object *object, const char *name, int64_t otherwise);
// The id that a relation to one leads to; empty without it.
struct str object_relation(const struct object *object, const char *name);

#endif
