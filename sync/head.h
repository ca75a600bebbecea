// The head of an answer, line by line, as far as the transport needs it.
#ifndef SYNC_HEAD_H
#define SYNC_HEAD_H

#include "base/arena.h"

// Zero-initialise. Texts as they were sent, trimmed.
struct head {
    struct str media_type; // without parameters, lower case
    struct str location, etag, retry_after, date;
};

// Takes one line, its end included. A status line begins a new head: what came before it was not the last
// word (100 Continue). Of headers that come twice the first counts. Texts are copied into the arena.
void head_read(struct head *head, struct str line, struct arena *arena);

#endif
