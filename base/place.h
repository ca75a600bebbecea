// Line and column of an offset in a text.
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include "base/map.h"

// Both from 1; columns in UTF-16 units, as editors count. A byte order mark is no part of the first line.
struct place {
    size_t line, column;
};

// Remembers marks in the texts that it was asked about twice: these are walked once, whatever is asked of
// them. The texts must stay as they are.
struct places {
    struct arena *arena; // must be set
    struct map texts;    // address of a text → struct mark_list
};

struct place place_of(struct places *places, struct str text, size_t offset);

// The line alone, without a memory: walks the text up to there.
size_t place_line(struct str text, size_t offset);

#endif
