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

// A bit for each byte, the first one lowest: its highest bit.
static inline unsigned lanes_mask(lanes bytes)
{
#ifdef __SSE2__
    return (unsigned)__builtin_ia32_pmovmskb128((char __attribute__((vector_size(16))))bytes);
#else
    uint64_t halves[2];
    memcpy(halves, &bytes, sizeof halves);
    unsigned mask = 0;
    for (int i = 0; i < 2; i++) // the product brings the highest bits of eight bytes together in the last one
        mask |= (unsigned)((halves[i] >> 7 & 0x0101010101010101u) * 0x0102040810204080u >> 56) << 8 * i;
    return mask;
#endif
}

// Whether the highest bit of any byte is set.
static inline bool lanes_any(lanes bytes)
{
    return lanes_mask(bytes) != 0;
}

#endif
