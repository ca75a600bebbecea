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
// Expressions of a template with a tag begin with a name; then come members and calls, and sums and choices
// (`this.user?.name || ""`, `format(start, 2)`), all of them spelled as TypeScript's printer does: printed,
// they are what they are. False where it has any other form: most escapes, control characters, other
// expressions, comments, other options or arguments.
bool plain_call_read(struct str file, size_t start, size_t open, size_t end, struct arena *arena,
                     struct plain_call *out);

enum { most_plain_arguments = 8 };

// The first arguments of a call: literals that say what they are.
struct plain_arguments {
    struct {
        struct str text;
        size_t start, end; // with its quotes
    } at[most_plain_arguments];
    size_t count;
    size_t end; // behind the last one
};

// Reads the first `wanted` of the arguments that open at `open`, or all where there are less. False where one
// has any other form, or where more are wanted than there is room for. The arena is for texts with escapes;
// without one they are left as they are written.
bool plain_arguments_read(struct str file, size_t open, size_t wanted, struct arena *arena,
                          struct plain_arguments *out);

// Whether the word is a name that means nothing but itself, wherever it stands. Letters beyond ASCII are left
// to those who know them.
bool plain_name_is(struct str word);

#endif
