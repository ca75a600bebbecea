// Sixteen bytes at a time, as every compiler of ours and every processor can.
#ifndef BASE_LANES_H
#define BASE_LANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// Comparisons give 0xff in each byte for which they hold, else 0.
typedef uint8_t lanes __attribute__((vector_size(16)));

// Those at any address.
static inline lanes lanes_at(const char *at)
{
    lanes bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

// Whether a bit of any byte is set.
static inline bool lanes_any(lanes bytes)
{
    uint64_t halves[2];
    memcpy(halves, &bytes, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

#endif
