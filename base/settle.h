// When changes of files have settled, so that work on them is worth while: a burst of changes becomes one
// batch, and a file that somebody is still writing to holds it back for a while. Pure: the caller brings the
// time, in milliseconds of any clock that does not go back.
#ifndef BASE_SETTLE_H
#define BASE_SETTLE_H

#include "base/map.h"

enum {
    settle_quiet = 25,    // milliseconds without a change that end a burst
    settle_longest = 500, // after the first change, however many follow
    settle_open = 2000,   // the same while a file is being written to
};

// What happened to a file: it is being written to, or it is as its writer wanted it (or gone).
enum settle_change { SETTLE_OPEN, SETTLE_DONE };

// Zero-initialise; release with settle_free.
struct settle {
    struct arena arena;
    struct map changed; // path → not NULL while it is open
    size_t open;
    long long first, last; // when the batch began, and when it changed last
};

void settle_note(struct settle *settle, struct str path, enum settle_change change, long long now);
// Milliseconds until the batch is due: 0 when it is, -1 when there is none.
long long settle_wait(const struct settle *settle, long long now);
// Gives the paths that changed, in the order in which they were noted first, and begins anew. They live in
// the arena.
struct str_list settle_take(struct settle *settle, struct arena *arena);
void settle_free(struct settle *settle);

#endif
