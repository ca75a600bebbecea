// What waits for its time: a binary heap. Of what is due at the same time, what came first goes first.
#ifndef SYNC_QUEUE_H
#define SYNC_QUEUE_H

#include "base/arena.h"

struct queue_place {
    double due;
    size_t number; // by arrival
    void *what;
};

// Zero-initialise.
struct queue {
    struct queue_place *at;
    size_t count, capacity;
    size_t arrivals;
};

void queue_add(struct queue *queue, double due, void *what, struct arena *arena);
// When the first one is due; infinity for an empty queue.
double queue_due(const struct queue *queue);
// Takes the first one out. Needs count > 0.
void *queue_take(struct queue *queue);

#endif
