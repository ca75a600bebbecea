// Calls that are read from their bytes alone, since nothing in them has to be understood: msg("Log in"),
// msg(str`Hello ${this.user?.name}`), msg("Log in", {id: "log-in", desc: "On the button"}). Most calls of
// most projects are such ones.
#ifndef EXTRACTOR_PLAIN_CALL_H
#define EXTRACTOR_PLAIN_CALL_H

#include "base/arena.h"
#include "extractor/template.h"

struct plain_call {
    size_t start, end;        // offsets of the call in the file
    struct str tag;           // before the template that is the first argument; empty where there is none
    struct template template; // the first argument; what stands between its quotes is its value
    struct str id, desc;      // of the second one
    bool has_id, has_desc;
    int marker, tag_marker; // the dialect's numbers for its name and for the tag, which the caller knows
};

// Reads the call whose name starts at `start`, whose parenthesis opens at `open`, and which ends at `end`.
// Expressions of a template with a tag are names and members of them (`count`, `this.user?.name`): printed,
// they are what they are. False where it has any other form: escapes, control characters, other expressions,
// comments, other options or arguments.
bool plain_call_read(struct str file, size_t start, size_t open, size_t end, struct arena *arena,
                     struct plain_call *out);

#endif
