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

// NAME(…) for a function NAME_body(…) over wide lanes, which calls nothing. Where the compiler can, it is
// made twice, and the loader decides at the start of the program by what it knows of the processor. (gcc's
// own target_clones ask the processor: a dozen questions, which take 10 µs each where it is a virtual one.)
// Elsewhere wide lanes are made of two of the others. (Sanitizers cannot do without their start.)
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__) && !ADDRESSES_ARE_WATCHED &&        \
    !THREADS_ARE_WATCHED && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#define LANES_BODY static inline __attribute__((always_inline))
#define LANES_TWICE(result, name, parameters, ...)                                                           \
    __attribute__((target("avx2"))) static result name##_by_32 parameters                                    \
    {                                                                                                        \
        return name##_body(__VA_ARGS__);                                                                     \
    }                                                                                                        \
    static result name##_by_16 parameters                                                                    \
    {                                                                                                        \
        return name##_body(__VA_ARGS__);                                                                     \
    }                                                                                                        \
    static result(*name##_choice(void)) parameters                                                           \
    {                                                                                                        \
        return CPU_FEATURE_ACTIVE(AVX2) ? name##_by_32 : name##_by_16;                                       \
    }                                                                                                        \
    static result name parameters __attribute__((ifunc(#name "_choice")))
#else
#define LANES_BODY static inline
#define LANES_TWICE(result, name, parameters, ...)                                                           \
    static result name parameters                                                                            \
    {                                                                                                        \
        return name##_body(__VA_ARGS__);                                                                     \
    }                                                                                                        \
    _Static_assert(1, #name)
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
