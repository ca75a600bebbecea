#include "base/collate.h"

#include "base/utf.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

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

static size_t shared_prefix(struct str a, struct str b)
{
    size_t most = a.len < b.len ? a.len : b.len, at = 0;
    if (a.at == b.at)
        return most;
    while (most - at >= sizeof(uint64_t) && memcmp(a.at + at, b.at + at, sizeof(uint64_t)) == 0)
        at += sizeof(uint64_t);
    while (at < most && a.at[at] == b.at[at])
        at++;
    return at;
}

// Primary weights decide; then the first difference in case does, lower case first.
static int compare_ascii(const unsigned char weights[128], struct str a, struct str b)
{
    int by_case = 0;
    for (size_t i = shared_prefix(a, b), j = i;;) {
        int x = next_weighted(weights, a, &i), y = next_weighted(weights, b, &j);
        if (x < 0 || y < 0)
            return x >= 0 ? 1 : y >= 0 ? -1 : by_case;
        if (weights[x] != weights[y])
            return weights[x] < weights[y] ? -1 : 1;
        if (by_case == 0 && x != y)
            by_case = x > y ? -1 : 1; // 'a' is above 'A' in ASCII and before it here
    }
}

// From CLDR 46 on quotation marks are variants of the plain ones. Older libraries are told so, that the order
// is the same with all of them.
static const char newer_rules[] =
    "&'\"'<<\u201c<<\u201d<<\u201e<<\u201f<<\u2e42<<\u301d<<\u301e<<\u301f<<\u05f4"
    "&\\'<<\u2018<<\u2019<<\u201a<<\u201b<<\u05f3";

static UCollator *open_root(void)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar rules[sizeof newer_rules];
    int32_t len;
    u_strFromUTF8(rules, sizeof newer_rules, &len, newer_rules, -1, &status);
    UCollator *root = ucol_openRules(rules, len, UCOL_DEFAULT, UCOL_DEFAULT_STRENGTH, NULL, &status);
    if (U_SUCCESS(status))
        return root;
    fprintf(stderr, "glot: error: the collation data of ICU cannot be loaded: %s\n", u_errorName(status));
    exit(3);
}

static bool has_surrogate(struct str text)
{
    for (size_t at = str_find_byte(text, '\xed', 0); at != STR_NONE; at = str_find_byte(text, '\xed', at + 1))
        if (at + 1 < text.len && (unsigned char)text.at[at + 1] >= 0xa0)
            return true;
    return false;
}

static UChar *utf16_of(struct str text, int32_t *count, struct arena *arena)
{
    UChar *units = arena_array(arena, UChar, text.len + 1);
    *count = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t point = utf_next(text, &at);
        if (point == UTF_INVALID)
            point = 0xfffd;
        if (point >= 0x10000) {
            units[(*count)++] = (UChar)(0xd800 + ((point - 0x10000) >> 10));
            point = 0xdc00 + ((point - 0x10000) & 0x3ff);
        }
        units[(*count)++] = (UChar)point;
    }
    return units;
}

// ICU takes lone surrogates for U+FFFD in UTF-8, but for what they are in UTF-16, as JavaScript has them.
static int compare_units(const UCollator *root, struct str a, struct str b)
{
    struct arena scratch = {0};
    int32_t a_count, b_count;
    UChar *a_units = utf16_of(a, &a_count, &scratch), *b_units = utf16_of(b, &b_count, &scratch);
    int order = (int)ucol_strcoll(root, a_units, a_count, b_units, b_count);
    arena_free(&scratch);
    return order;
}

int collate(struct collator *collator, struct str a, struct str b)
{
    if (str_is_ascii(a) && str_is_ascii(b)) {
        unsigned char weights[128];
        fill_weights(weights);
        return compare_ascii(weights, a, b);
    }
    if (!collator->handle)
        collator->handle = open_root();
    if (has_surrogate(a) || has_surrogate(b))
        return compare_units(collator->handle, a, b);
    UErrorCode status = U_ZERO_ERROR;
    return (int)ucol_strcollUTF8(collator->handle, a.at, (int32_t)a.len, b.at, (int32_t)b.len, &status);
}

void collator_close(struct collator *collator)
{
    if (collator->handle)
        ucol_close(collator->handle);
    *collator = (struct collator){0};
}

struct sorting {
    struct collator *collator;
    unsigned char weights[128];
    const struct str *keys;
    size_t shared;      // how many bytes all ASCII keys begin with
    uint64_t *prefixes; // of an ASCII key: `is_known`, and the first eight weights behind these bytes; else 0
    uint32_t *order, *spare;
};

static const uint64_t is_known = (uint64_t)1 << 63; // weights are less than 128

static uint64_t prefix_of(const struct sorting *s, struct str key)
{
    uint64_t prefix = 0;
    size_t at = s->shared;
    if (!str_is_ascii(key))
        return 0;
    for (int i = 0; i < 8; i++) {
        int byte = next_weighted(s->weights, key, &at);
        prefix = prefix << 8 | (byte < 0 ? 0 : s->weights[byte]);
    }
    return prefix | is_known;
}

static size_t shared_by_ascii(const struct sorting *s, size_t count)
{
    struct str shared = {0};
    bool is_first = true;
    for (size_t i = 0; i < count; i++) {
        struct str key = s->keys[s->order[i]];
        if (!str_is_ascii(key))
            continue;
        shared = is_first ? key : str_slice(key, 0, shared_prefix(shared, key));
        is_first = false;
    }
    return shared.len;
}

static int compare_keys(const struct sorting *s, uint32_t a, uint32_t b)
{
    uint64_t x = s->prefixes[a], y = s->prefixes[b];
    if (!x || !y)
        return collate(s->collator, s->keys[a], s->keys[b]);
    if (x != y)
        return x < y ? -1 : 1;
    return compare_ascii(s->weights, str_from(s->keys[a], s->shared), str_from(s->keys[b], s->shared));
}

static void merge_runs(const struct sorting *s, size_t start, size_t middle, size_t end)
{
    size_t left = start, right = middle;
    for (size_t i = start; i < end; i++) {
        bool take_right =
            left == middle || (right < end && compare_keys(s, s->order[right], s->order[left]) < 0);
        s->spare[i] = s->order[take_right ? right++ : left++];
    }
    memcpy(s->order + start, s->spare + start, (end - start) * sizeof *s->order);
}

static void sort_runs(const struct sorting *s, size_t start, size_t end)
{
    if (end - start < 2)
        return;
    size_t middle = start + (end - start) / 2;
    sort_runs(s, start, middle);
    sort_runs(s, middle, end);
    if (compare_keys(s, s->order[middle], s->order[middle - 1]) < 0)
        merge_runs(s, start, middle, end);
}

void collate_sort(struct collator *collator, const struct str *keys, uint32_t *order, size_t count,
                  struct arena *scratch)
{
    struct sorting sorting = {.collator = collator, .keys = keys, .order = order};
    size_t greatest = 0;
    fill_weights(sorting.weights);
    for (size_t i = 0; i < count; i++)
        greatest = order[i] >= greatest ? order[i] + (size_t)1 : greatest;
    sorting.prefixes = arena_array(scratch, uint64_t, greatest);
    sorting.spare = arena_array(scratch, uint32_t, count);
    sorting.shared = shared_by_ascii(&sorting, count);
    for (size_t i = 0; i < count; i++)
        sorting.prefixes[order[i]] = prefix_of(&sorting, keys[order[i]]);
    sort_runs(&sorting, 0, count);
}
