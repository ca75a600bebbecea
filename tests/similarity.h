// Similarity of two texts, as glot measures it and as the textbook does.
#ifndef TESTS_SIMILARITY_H
#define TESTS_SIMILARITY_H

#include "catalog/similarity.h"

static inline double similarity_of(struct str a, struct str b, struct arena *arena)
{
    struct similarity_pattern pattern;
    similarity_prepare(a, arena, &pattern);
    return similarity_to(&pattern, b);
}

// The longest common subsequence by the table of Wagner and Fischer.
static inline double naive_similarity(struct str a, struct str b, struct arena *arena)
{
    size_t m, n;
    const uint32_t *x = similarity_points(a, arena, &m), *y = similarity_points(b, arena, &n);
    size_t *above = arena_array(arena, size_t, n + 1), *row = arena_array(arena, size_t, n + 1);
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < n; j++)
            row[j + 1] = x[i] == y[j] ? above[j] + 1 : above[j + 1] > row[j] ? above[j + 1] : row[j];
        memcpy(above, row, (n + 1) * sizeof *row);
    }
    return m + n ? 2.0 * (double)above[n] / (double)(m + n) : 1;
}

#endif
