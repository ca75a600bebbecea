#include "sync/hub/rate.h"

struct bucket {
    double left, since;
};

unsigned rate_take(struct rate *rate, struct str key, double now)
{
    if (rate->a_minute <= 0)
        return 0;
    struct bucket *bucket = map_get(&rate->buckets, key);
    if (!bucket) {
        bucket = arena_new(rate->arena, struct bucket);
        *bucket = (struct bucket){rate->a_minute, now};
        map_set(&rate->buckets, arena_copy(rate->arena, key), bucket, rate->arena);
    }
    double more = (now - bucket->since) * rate->a_minute / 60;
    bucket->left = bucket->left + more < rate->a_minute ? bucket->left + more : rate->a_minute;
    bucket->since = now;
    if (bucket->left < 1)
        return 1 + (unsigned)((1 - bucket->left) * 60 / rate->a_minute);
    bucket->left -= 1;
    return 0;
}
