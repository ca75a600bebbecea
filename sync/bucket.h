// A token bucket: how many requests a minute may be made. Pure; time is what the caller says.
// In any sixty seconds no more than so many tokens are given, the first burst (a tenth) included.
#ifndef SYNC_BUCKET_H
#define SYNC_BUCKET_H

#include <stdbool.h>

struct bucket {
    double capacity;   // tokens; 0: there is no end of them
    double per_second; // that come
    double level;      // tokens at the time `at`
    double at;
    double closed_until;
};

// Full. 0 a minute: as many as one likes.
struct bucket bucket_open(double a_minute, double now);
// When the next token can be taken: now, or later.
double bucket_time(const struct bucket *bucket, double now);
// Takes one. Needs bucket_time(bucket, now) <= now.
void bucket_take(struct bucket *bucket, double now);
// Gives none before that time: the service said so.
void bucket_close(struct bucket *bucket, double until);

#endif
