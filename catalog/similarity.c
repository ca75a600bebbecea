#include "catalog/similarity.h"

#include "base/utf.h"

enum { block_bits = 64 };

uint32_t *similarity_points(struct str text, struct arena *arena, size_t *count)
{
    size_t room = text.len < SIMILARITY_LONGEST ? text.len : SIMILARITY_LONGEST;
    uint32_t *points = arena_space(arena, sizeof *points, room + 1);
    *count = 0;
    for (size_t at = 0; at < text.len;) {
        if (*count == room)
            return NULL;
        points[(*count)++] = utf_next(text, &at);
    }
    return points;
}

// Fibonacci hashing; linear probing. Twice as many slots as code points, so one is free.
static struct similarity_slot *slot_of(const struct similarity_pattern *pattern, uint32_t point)
{
    uint32_t last = (1u << (32 - pattern->shift)) - 1, at = point * 2654435769u >> pattern->shift;
    while (pattern->slots[at].class && pattern->slots[at].point != point)
        at = (at + 1) & last;
    return &pattern->slots[at];
}

static void classify(struct similarity_pattern *pattern, const uint32_t *points, struct arena *arena)
{
    uint32_t classes = 0, *class = arena_space(arena, sizeof *class, pattern->count + 1);
    unsigned bits = 3;
    while ((size_t)1 << bits < 2 * pattern->count)
        bits++;
    pattern->shift = 32 - bits;
    pattern->slots = arena_array(arena, struct similarity_slot, (size_t)1 << bits);
    for (size_t i = 0; i < pattern->count; i++) {
        struct similarity_slot *slot = slot_of(pattern, points[i]);
        if (!slot->class)
            *slot = (struct similarity_slot){points[i], ++classes};
        class[i] = slot->class;
    }
    pattern->masks = arena_array(arena, uint64_t, (classes + 1) * pattern->blocks);
    for (size_t i = 0; i < pattern->count; i++)
        pattern->masks[class[i] * pattern -> blocks + i / block_bits] |= (uint64_t)1 << i % block_bits;
}

void similarity_prepare(struct str text, struct arena *arena, struct similarity_pattern *out)
{
    *out = (struct similarity_pattern){.text = text};
    const uint32_t *points = similarity_points(text, arena, &out->count);
    if (!points)
        return;
    out->blocks = (out->count + block_bits - 1) / block_bits;
    out->row = arena_array(arena, uint64_t, out->blocks + 1);
    classify(out, points, arena);
}

// One step of the recurrence: V' = (V + (V & M)) | (V & ~M), over all blocks.
static void step(uint64_t *row, const uint64_t *mask, size_t blocks)
{
    uint64_t carry = 0;
    for (size_t i = 0; i < blocks; i++) {
        uint64_t matches = row[i] & mask[i], sum = row[i] + matches, whole = sum + carry;
        carry = (uint64_t)(sum < matches) | (uint64_t)(whole < sum);
        row[i] = whole | (row[i] & ~mask[i]);
    }
}

// Zeros in the final row are the length of the common subsequence.
static size_t count_zeros(const struct similarity_pattern *pattern)
{
    size_t ones = 0;
    for (size_t i = 0; i < pattern->count; i += block_bits) {
        size_t rest = pattern->count - i;
        uint64_t within = rest < block_bits ? ((uint64_t)1 << rest) - 1 : UINT64_MAX;
        ones += (size_t)__builtin_popcountll(pattern->row[i / block_bits] & within);
    }
    return pattern->count - ones;
}

double similarity_to(const struct similarity_pattern *pattern, struct str text)
{
    if (str_equal(pattern->text, text))
        return 1;
    if (!pattern->slots)
        return 0;
    size_t count = 0;
    for (size_t i = 0; i < pattern->blocks; i++)
        pattern->row[i] = UINT64_MAX;
    for (size_t at = 0; at < text.len; count++) {
        uint32_t class = slot_of(pattern, utf_next(text, &at))->class;
        if (class)
            step(pattern->row, pattern->masks + class * pattern->blocks, pattern->blocks);
        if (count == SIMILARITY_LONGEST)
            return 0;
    }
    return 2.0 * (double)count_zeros(pattern) / (double)(pattern->count + count);
}
