// Keyword specifications as xgettext takes them with --keyword: which argument of which function is what.
// Source: GNU gettext manual, "Invoking the xgettext program", option -k.
#ifndef EXTRACTOR_KEYWORD_H
#define EXTRACTOR_KEYWORD_H

#include "base/arena.h"
#include "base/str.h"

// Argument numbers count from 1; 0: there is none.
struct keyword {
    struct str name;
    unsigned text, plural, context;
    unsigned total;     // the call must have exactly so many arguments; 0: any
    struct str comment; // a fixed note for translators: `"…"` in the specification
};

struct keyword_list {
    struct keyword *at;
    size_t count, capacity;
};

// "ngettext:1,2", "pgettext:1c,2", "f:1,2,3t", "g:1,\"a note\"". False when it is not of that form.
bool keyword_parse(struct str specification, struct keyword *out);

#endif
