// Bodies of the type multipart/form-data (RFC 7578, RFC 2046): parts in any order, with or without a file's
// name and a type of their own, boundaries with or without quotes.
#ifndef SYNC_HUB_MULTIPART_H
#define SYNC_HUB_MULTIPART_H

#include "base/arena.h"

enum { multipart_greatest_parts = 64 };

struct part_of_form {
    struct str name;
    struct str content; // a slice of the body
};

struct form {
    struct part_of_form *at;
    size_t count, capacity;
};

// Whether a Content-Type is of that kind; its boundary. False too when it names none.
bool multipart_boundary(struct str content_type, struct str *boundary);
// False when the body does not end as it should, a part has no name, or there are too many of them.
bool multipart_read(struct str body, struct str boundary, struct arena *arena, struct form *out);
// The content of the first part of that name; {NULL, 0} without one.
struct str form_get(const struct form *form, const char *name);

#endif
