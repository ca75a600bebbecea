// What the system's clocks show.
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <time.h>

// Seconds: of CLOCK_MONOTONIC since some moment, of CLOCK_REALTIME since 1970.
static inline double clock_seconds(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

#endif
