// Work on many items by a few threads, with no shared growth: item i writes only what belongs to slot i,
// worker w uses only what belongs to worker w, and the caller joins the slots in order. So results do not
// depend on the number of workers.
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/arena.h"

// Called once for each item; `worker` is below the number of workers.
typedef void pool_work(void *context, size_t worker, size_t item);

// Runs all items and returns when the last one is done. With one worker (or where no thread can be made) all
// runs on the caller's thread.
void pool_run(size_t workers, size_t count, pool_work *work, void *context);

// The same for items that turn up on the way. What `work` finds of an item must stay in its place when others
// are added. The pool lives in the arena.
struct growing_pool;
struct growing_pool *pool_open(size_t workers, pool_work *work, void *context, struct arena *arena);
// Tells how many items there are by now; other threads than the caller's begin to work on them.
void pool_grow(struct growing_pool *pool, size_t count);
// Returns when all items are done. `settle` is called on the caller's thread for each item in order, as soon
// as its work is done, while later items are worked on; it tells how many items there are by now.
typedef size_t pool_settle(void *context, size_t item);
void pool_close(struct growing_pool *pool, pool_settle *settle);

// How many workers the machine suggests, at least 1.
size_t pool_processors(void);

#endif
