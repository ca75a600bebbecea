// Calls that are read from their bytes alone, since nothing in them has to be understood: msg("Log in"),
// msg("Log in", {id: "log-in", desc: "On the button"}). Most calls of most projects are such ones.
#ifndef EXTRACTOR_PLAIN_CALL_H
#define EXTRACTOR_PLAIN_CALL_H

#include "base/str.h"

struct plain_call {
    size_t start, end;   // offsets of the call in the file
    struct str text;     // of the first argument; what stands between its quotes is its value
    struct str id, desc; // of the second one
    bool has_id, has_desc;
};

// Reads the call whose name starts at `start`, whose parenthesis opens at `open`, and which ends at `end`.
// False where it has any other form: escapes, control characters, expressions, comments, other options or
// arguments.
bool plain_call_read(struct str file, size_t start, size_t open, size_t end, struct plain_call *out);

#endif
