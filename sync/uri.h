// What a request asks for: path and query of its line, decoded (RFC 3986). Clients send brackets and colons
// raw or as %5B and %3A, even both in one line, so nothing is compared before it is decoded.
#ifndef SYNC_URI_H
#define SYNC_URI_H

#include "base/arena.h"
#include "base/buf.h"

enum { uri_greatest = 8192, uri_greatest_pairs = 64 };

struct uri_pair {
    struct str name, value;
};

struct uri_pair_list {
    struct uri_pair *at;
    size_t count, capacity;
};

struct uri {
    struct str path;          // "/projects/o:acme:p:web", decoded
    struct str_list segments; // of the path, between its slashes; none for "/"
    struct uri_pair_list pairs;
};

// False when an escape is broken, what is decoded is no UTF-8 or holds a NUL, or it is longer than
// `uri_greatest` bytes.
bool uri_read(struct str target, struct arena *arena, struct uri *out);
// The value of the first pair of that name; {NULL, 0} without one.
struct str uri_get(const struct uri *uri, struct str name);
// Appends the text so that it can stand in a path or as a name or value of a query.
void uri_add(struct buf *out, struct str text);

#endif
