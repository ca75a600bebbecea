// Where a marker's name means something else: `messages.map((msg) => …)`, `{ const msg = …; … }`. Only forms
// whose bytes show how far the new binding reaches.
#ifndef EXTRACTOR_SHADOW_H
#define EXTRACTOR_SHADOW_H

#include "extractor/lexer.h"

struct shadow {
    const struct word *word;
    size_t start, end; // of the text in which it has nothing to do with the marker
};

struct shadow_list {
    struct shadow *at;
    size_t count, capacity;
};

// Whether the word, which stands at `start` right before lexer->at, is bound anew there: as the first
// parameter of an arrow function that is the first argument of a call, or by the first declarator of a
// `const` or `let` that stands in braces. False for anything else, and when in doubt.
bool shadow_find(struct lexer *lexer, const struct word *word, size_t start, struct shadow *out);

#endif
