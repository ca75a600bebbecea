// A text of which most is copied from elsewhere: what is printed stands in a buffer, what is copied is only
// named until it is written. So a file of which little changes costs no memory for the rest.
#ifndef BASE_PIECES_H
#define BASE_PIECES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

struct copied_range {
    size_t at; // how many printed bytes stand before it
    struct str bytes;
};

struct copied_list {
    struct copied_range *at;
    size_t count, capacity;
};

// Initialise with an arena. The buffer that belongs to it is the caller's.
struct pieces {
    struct arena *arena;
    struct copied_list copied;
};

// Goes on with these bytes, which must outlive the pieces. Short ones are printed; all are where `pieces` is
// NULL.
void pieces_copy(struct pieces *pieces, struct buf *printed, struct str bytes);
// Whether what is there so far ends so; false while there is nothing.
bool pieces_end_with(const struct pieces *pieces, const struct buf *printed, char byte);
// Whether there is nothing yet.
bool pieces_are_empty(const struct pieces *pieces, const struct buf *printed);
// All of it, as slices that follow each other. Good until the buffer changes.
struct str_list pieces_list(const struct pieces *pieces, const struct buf *printed);

#endif
