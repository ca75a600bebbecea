#include "base/collate.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucol.h>

// Printable ASCII by primary weight, from the root collation; letters share the weight of both cases. Control
// characters but TAB…CR are ignored, as everywhere in the algorithm. (ICU agrees: tests/unit/collate.c.)
static const char primary_order[] = "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

static void fill_weights(unsigned char weights[128])
{
    memset(weights, 0, 128);
    for (size_t i = 0; primary_order[i]; i++)
        weights[(unsigned char)primary_order[i]] = (unsigned char)(i + 1);
    for (int letter = 0; letter < 26; letter++)
        weights['a' + letter] = weights['A' + letter] =
            (unsigned char)(sizeof primary_order + (size_t)letter);
}

static bool is_ascii(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

// The next byte that has a weight, at or after *at; -1 at the end.
static int next_weighted(const unsigned char weights[128], struct str text, size_t *at)
{
    while (*at < text.len) {
        unsigned char byte = (unsigned char)text.at[(*at)++];
        if (weights[byte])
            return byte;
    }
    return -1;
}

// Primary weights decide; then the first difference in case does, lower case first.
static int compare_ascii(struct str a, struct str b)
{
    unsigned char weights[128];
    fill_weights(weights);
    int by_case = 0;
    for (size_t i = 0, j = 0;;) {
        int x = next_weighted(weights, a, &i), y = next_weighted(weights, b, &j);
        if (x < 0 || y < 0)
            return x >= 0 ? 1 : y >= 0 ? -1 : by_case;
        if (weights[x] != weights[y])
            return weights[x] < weights[y] ? -1 : 1;
        if (by_case == 0 && x != y)
            by_case = x > y ? -1 : 1; // 'a' is above 'A' in ASCII and before it here
    }
}

static UCollator *open_root(void)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollator *root = ucol_open("", &status);
    if (U_SUCCESS(status))
        return root;
    fprintf(stderr, "glot: error: the collation data of ICU cannot be loaded: %s\n", u_errorName(status));
    exit(3);
}

int collate(struct collator *collator, struct str a, struct str b)
{
    if (is_ascii(a) && is_ascii(b))
        return compare_ascii(a, b);
    if (!collator->handle)
        collator->handle = open_root();
    UErrorCode status = U_ZERO_ERROR;
    return (int)ucol_strcollUTF8(collator->handle, a.at, (int32_t)a.len, b.at, (int32_t)b.len, &status);
}

void collator_close(struct collator *collator)
{
    if (collator->handle)
        ucol_close(collator->handle);
    *collator = (struct collator){0};
}

static void merge_runs(struct collator *collator, const struct str *keys, uint32_t *order, uint32_t *spare,
                       size_t middle, size_t count)
{
    size_t left = 0, right = middle;
    for (size_t i = 0; i < count; i++) {
        bool take_right =
            left == middle || (right < count && collate(collator, keys[order[right]], keys[order[left]]) < 0);
        spare[i] = order[take_right ? right++ : left++];
    }
    memcpy(order, spare, count * sizeof *order);
}

static void sort_runs(struct collator *collator, const struct str *keys, uint32_t *order, uint32_t *spare,
                      size_t count)
{
    if (count < 2)
        return;
    size_t middle = count / 2;
    sort_runs(collator, keys, order, spare, middle);
    sort_runs(collator, keys, order + middle, spare, count - middle);
    if (collate(collator, keys[order[middle]], keys[order[middle - 1]]) < 0)
        merge_runs(collator, keys, order, spare, middle, count);
}

void collate_sort(struct collator *collator, const struct str *keys, uint32_t *order, size_t count,
                  struct arena *scratch)
{
    sort_runs(collator, keys, order, arena_array(scratch, uint32_t, count), count);
}
