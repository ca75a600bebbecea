// How alike two texts are: 2 · c / (a + b), where a and b are their lengths in code points and c is the
// length of their longest common subsequence. 1 for equal texts, 0 for texts that share nothing. It is the
// measure of gettext's msgmerge, so percentages mean what translators are used to.
//
// Bit-parallel: H. Hyyrö, "Bit-Parallel LCS-length Computation Revisited" (2004). One text is prepared once
// and compared with many.
#ifndef CATALOG_SIMILARITY_H
#define CATALOG_SIMILARITY_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

// Code points. Longer texts are like no other but an equal one: comparing two of 10^6 takes minutes.
enum { SIMILARITY_LONGEST = 4096 };

struct similarity_slot {
    uint32_t point;
    uint32_t class; // from 1 on; 0 for a free slot
};

struct similarity_pattern {
    struct str text;
    size_t count;                  // code points
    size_t blocks;                 // of 64 bits
    struct similarity_slot *slots; // code point → class
    unsigned shift;                // 32 less the binary logarithm of the number of slots
    uint64_t *masks;               // of class c from [c * blocks] on: where it occurs
    uint64_t *row;                 // scratch
};

// The code points of a text, ill-formed bytes as UTF_INVALID. NULL for more than SIMILARITY_LONGEST.
uint32_t *similarity_points(struct str text, struct arena *arena, size_t *count);

// Prepares a text; it must outlive the result. The pattern is used by one thread at a time.
void similarity_prepare(struct str text, struct arena *arena, struct similarity_pattern *out);
// In [0, 1]; symmetric.
double similarity_to(const struct similarity_pattern *pattern, struct str text);

// The greatest similarity that texts of these lengths can have.
static inline double similarity_bound(size_t a, size_t b)
{
    size_t least = a < b ? a : b;
    return a + b ? 2.0 * (double)least / (double)(a + b) : 1;
}

#endif
