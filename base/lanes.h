// Sixteen bytes at a time, as every compiler of ours and every processor can; and 32, for loops that are
// worth it.
#ifndef BASE_LANES_H
#define BASE_LANES_H

#include "base/sanitizer.h"

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

// For functions over wide lanes: where the compiler can, they are made twice, and the processor decides at
// the start of the program. Elsewhere wide lanes are made of two of the others. (Sanitizers cannot do without
// their start.)
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__) && !ADDRESSES_ARE_WATCHED &&        \
    !THREADS_ARE_WATCHED
#define LANES_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define LANES_CLONES
#endif

typedef uint8_t wide_lanes __attribute__((vector_size(32)));

static inline unsigned wide_mask(const wide_lanes *bytes)
{
    lanes halves[2];
    memcpy(halves, bytes, sizeof halves);
    return lanes_mask(halves[0]) | lanes_mask(halves[1]) << 16;
}

static inline bool wide_any(const wide_lanes *bytes)
{
    lanes halves[2];
    memcpy(halves, bytes, sizeof halves);
    return lanes_any(halves[0] | halves[1]);
}

#endif
