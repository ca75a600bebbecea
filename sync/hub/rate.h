// How many requests a minute one may make: a bucket that fills steadily and holds a minute's worth.
#ifndef SYNC_HUB_RATE_H
#define SYNC_HUB_RATE_H

#include "base/map.h"

#include <stdint.h>

struct rate {
    double a_minute; // 0: as many as one likes
    struct map buckets;
    struct arena *arena;
};

// Takes one request of that key from its bucket. 0 when there was one left; else in how many seconds there
// will be. `now` in seconds, never going back.
unsigned rate_take(struct rate *rate, struct str key, double now);

#endif
