#include "sync/bucket.h"

#include <math.h>

struct bucket bucket_open(double a_minute, double now)
{
    struct bucket bucket = {.at = now, .closed_until = now};
    if (a_minute <= 0)
        return bucket;
    bucket.capacity = fmax(1, floor(a_minute / 10));
    bucket.per_second = fmax(a_minute - bucket.capacity, a_minute / 2) / 60;
    bucket.level = bucket.capacity;
    return bucket;
}

static double level_at(const struct bucket *bucket, double now)
{
    return fmin(bucket->capacity, bucket->level + (now - bucket->at) * bucket->per_second);
}

double bucket_time(const struct bucket *bucket, double now)
{
    double time = fmax(now, bucket->closed_until);
    const double whole = 1 - 1e-9; // what sums of fractions make of one
    double missing = whole - level_at(bucket, now);
    return bucket->capacity <= 0 || missing <= 0 ? time : fmax(time, now + missing / bucket->per_second);
}

void bucket_take(struct bucket *bucket, double now)
{
    bucket->level = fmax(0, level_at(bucket, now) - 1);
    bucket->at = now;
}

void bucket_close(struct bucket *bucket, double until)
{
    bucket->closed_until = fmax(bucket->closed_until, until);
}
