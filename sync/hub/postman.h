// Delivers the letters of the outbox, in a thread of its own with a connection of its own to the store: it
// shares nothing with the hub but that file. A letter that is not taken is tried again, less and less often,
// for a day.
#ifndef SYNC_HUB_POSTMAN_H
#define SYNC_HUB_POSTMAN_H

#include "base/arena.h"

struct postman;

// NULL when there can be no thread: letters stay until the next start.
struct postman *postman_start(struct str file, struct arena *arena);
// There are new letters.
void postman_wake(struct postman *postman);
// Waits until the letter that is under way has been sent, or given up.
void postman_stop(struct postman *postman);

#endif
