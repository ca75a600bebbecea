#include "catalog/memory.h"

#include <stdlib.h>

enum {
    postings_budget = 24000, // read in a look-up
    candidate_count = 48,    // measured in a look-up
    fewest_bucket_bits = 8,
    most_bucket_bits = 18,
    place_size = 3, // bytes of a place in the postings, which are most of the index
    most_places = 1 << 24,
};

void memory_add(struct memory *memory, const struct memory_entry *entry, struct arena *arena)
{
    if (entry->key.len)
        *list_push(&memory->entries, arena) = *entry;
}

// ---- groups

// The groups of a text with its two ends, hashed. As many as it has code points.
static size_t hash_groups(const uint32_t *points, size_t count, uint64_t *out)
{
    enum { end = 0x1fffff };
    uint64_t group = end;
    for (size_t i = 0; i <= count; i++) {
        group = (group << 21 | (i < count ? points[i] : end)) & 0x7fffffffffffffff;
        if (i > 0)
            out[i - 1] = group * 0x9e3779b97f4a7c15;
    }
    return count;
}

struct groups {
    uint64_t at[SIMILARITY_LONGEST];
    size_t count;
};

static bool read_groups(struct str key, struct arena *scratch, struct groups *out)
{
    size_t count;
    arena_reset(scratch);
    const uint32_t *points = similarity_points(key, scratch, &count);
    out->count = points ? hash_groups(points, count, out->at) : 0;
    return points != NULL;
}

// ---- the index

static size_t point_count(struct str key)
{
    size_t count = 0;
    for (size_t i = 0; i < key.len; i++)
        count += ((unsigned char)key.at[i] & 0xc0) != 0x80;
    return count;
}

// Sorts by counting; those that are too long come to stand behind the others.
static void order_by_length(struct memory *memory, struct arena *arena)
{
    size_t count = memory->entries.count, *starts = arena_array(arena, size_t, SIMILARITY_LONGEST + 2);
    uint32_t *lengths = arena_space(arena, sizeof *lengths, count);
    for (size_t i = 0; i < count; i++) {
        size_t length = point_count(memory->entries.at[i].key);
        lengths[i] = (uint32_t)(length <= SIMILARITY_LONGEST ? length : SIMILARITY_LONGEST + 1);
        if (lengths[i] <= SIMILARITY_LONGEST)
            starts[lengths[i] + 1]++;
    }
    for (size_t i = 0; i <= SIMILARITY_LONGEST; i++)
        starts[i + 1] += starts[i];
    memory->indexed =
        starts[SIMILARITY_LONGEST + 1] < most_places ? starts[SIMILARITY_LONGEST + 1] : most_places;
    memory->order = arena_space(arena, sizeof *memory->order, memory->indexed);
    memory->lengths = arena_space(arena, sizeof *memory->lengths, memory->indexed);
    for (size_t i = 0; i < count; i++) {
        if (lengths[i] > SIMILARITY_LONGEST)
            continue;
        size_t place = starts[lengths[i]]++;
        if (place >= memory->indexed)
            continue;
        memory->order[place] = (uint32_t)i;
        memory->lengths[place] = lengths[i];
    }
}

static unsigned bucket_bits(const struct memory *memory)
{
    size_t groups = 0;
    unsigned bits = fewest_bucket_bits;
    for (size_t i = 0; i < memory->indexed; i++)
        groups += memory->lengths[i];
    while (bits < most_bucket_bits && (size_t)1 << bits < groups)
        bits++;
    return bits;
}

// A set of buckets, a bit for each.
static bool set_has(const uint64_t *set, size_t bucket)
{
    return set[bucket / 64] >> bucket % 64 & 1;
}

static void set_flip(uint64_t *set, size_t bucket)
{
    set[bucket / 64] ^= (uint64_t)1 << bucket % 64;
}

// The different buckets of a text: a group that it repeats counts once. `met` is empty before and after.
static size_t list_buckets(const struct memory *memory, const struct groups *groups, uint64_t *met,
                           uint32_t *out)
{
    size_t count = 0;
    for (size_t i = 0; i < groups->count; i++) {
        size_t bucket = (size_t)(groups->at[i] >> memory->shift);
        if (set_has(met, bucket))
            continue;
        set_flip(met, bucket);
        out[count++] = (uint32_t)bucket;
    }
    for (size_t i = 0; i < count; i++)
        set_flip(met, out[i]);
    return count;
}

static uint32_t place_at(const struct memory *memory, size_t number)
{
    const uint8_t *bytes = memory->postings + number * place_size;
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16;
}

static void put_place(struct memory *memory, size_t number, uint32_t place)
{
    uint8_t *bytes = memory->postings + number * place_size;
    for (int i = 0; i < place_size; i++)
        bytes[i] = (uint8_t)(place >> 8 * i);
}

// Walks the groups of all texts. Counts them under the bucket *behind* theirs, or puts them where the starts
// of theirs say, which then move on.
static void walk(struct memory *memory, uint64_t *met, bool is_filling)
{
    struct groups groups;
    struct arena scratch = {0};
    uint32_t buckets[SIMILARITY_LONGEST];
    for (size_t place = 0; place < memory->indexed; place++) {
        read_groups(memory->entries.at[memory->order[place]].key, &scratch, &groups);
        size_t count = list_buckets(memory, &groups, met, buckets);
        for (size_t i = 0; i < count; i++)
            if (is_filling)
                put_place(memory, memory->starts[buckets[i] + 1]++, (uint32_t)place);
            else
                memory->starts[buckets[i] + 2]++;
    }
    arena_free(&scratch);
}

void memory_index(struct memory *memory, struct arena *arena)
{
    struct arena scratch = {0};
    if (memory->entries.count == 0)
        return;
    order_by_length(memory, arena);
    unsigned bits = bucket_bits(memory);
    size_t buckets = (size_t)1 << bits;
    memory->shift = 64 - bits;
    memory->starts = arena_array(arena, uint32_t, buckets + 2);
    uint64_t *met = arena_array(&scratch, uint64_t, buckets / 64);
    walk(memory, met, false);
    for (size_t i = 2; i < buckets + 2; i++)
        memory->starts[i] += memory->starts[i - 1];
    memory->postings = arena_space(arena, place_size, memory->starts[buckets + 1]);
    walk(memory, met, true);
    arena_free(&scratch);
}

// ---- a look-up: what shares most

// The places whose texts are long enough, and short enough, to be that much alike.
struct window {
    uint32_t start, end;
};

static uint32_t first_at_least(const uint32_t *numbers, uint32_t start, uint32_t end, uint32_t least)
{
    while (start < end) {
        uint32_t middle = start + (end - start) / 2;
        if (numbers[middle] < least)
            start = middle + 1;
        else
            end = middle;
    }
    return start;
}

// The same among the postings.
static uint32_t first_place(const struct memory *memory, uint32_t start, uint32_t end, uint32_t least)
{
    while (start < end) {
        uint32_t middle = start + (end - start) / 2;
        if (place_at(memory, middle) < least)
            start = middle + 1;
        else
            end = middle;
    }
    return start;
}

static struct window window_of(const struct memory *memory, size_t count, double least)
{
    size_t shortest = count, longest = count;
    while (shortest > 0 && similarity_bound(shortest - 1, count) >= least)
        shortest--;
    while (longest < SIMILARITY_LONGEST && similarity_bound(longest + 1, count) >= least)
        longest++;
    uint32_t end = (uint32_t)memory->indexed;
    return (struct window){first_at_least(memory->lengths, 0, end, (uint32_t)shortest),
                           first_at_least(memory->lengths, 0, end, (uint32_t)longest + 1)};
}

// The part of a bucket's postings that lies in the window.
struct posting {
    uint32_t start, end;
};

static int by_rarity(const void *a, const void *b)
{
    const struct posting *x = a, *y = b;
    uint32_t m = x->end - x->start, n = y->end - y->start;
    return m != n ? (m > n) - (m < n) : (x->start > y->start) - (x->start < y->start);
}

static size_t find_postings(const struct memory *memory, const struct groups *groups, struct window window,
                            struct posting *out)
{
    size_t count = 0;
    for (size_t i = 0; i < groups->count; i++) {
        size_t bucket = (size_t)(groups->at[i] >> memory->shift);
        uint32_t start = memory->starts[bucket], end = memory->starts[bucket + 1];
        start = first_place(memory, start, end, window.start);
        end = first_place(memory, start, end, window.end);
        if (start < end)
            out[count++] = (struct posting){start, end};
    }
    if (count)
        qsort(out, count, sizeof *out, by_rarity);
    return count;
}

static void make_room(struct memory_search *search, size_t count)
{
    if (count <= search->room)
        return;
    arena_free(&search->counters);
    search->shared = arena_array(&search->counters, uint16_t, count);
    search->touched = arena_array(&search->counters, uint32_t, count);
    search->room = count;
}

void memory_search_free(struct memory_search *search)
{
    arena_free(&search->scratch);
    arena_free(&search->counters);
    *search = (struct memory_search){0};
}

// Counts the shared groups, rarest first, until the budget is spent. The rarest one is always counted.
static size_t count_shared(const struct memory *memory, const struct posting *postings, size_t count,
                           struct memory_search *search)
{
    size_t touched = 0, read = 0;
    for (size_t i = 0; i < count && (i == 0 || read < postings_budget); i++) {
        bool is_repeated = i > 0 && postings[i].start == postings[i - 1].start;
        for (uint32_t at = postings[i].start; at < postings[i].end && !is_repeated; at++) {
            uint32_t place = place_at(memory, at);
            if (search->shared[place]++ == 0)
                search->touched[touched++] = place;
        }
        read += postings[i].end - postings[i].start;
    }
    return touched;
}

struct candidate {
    double score;
    uint32_t place;
};

static bool is_better(const struct candidate *a, const struct candidate *b)
{
    return a->score > b->score || (a->score == b->score && a->place < b->place);
}

// The candidates stay in order, best first.
static void offer(struct candidate *candidates, size_t *count, struct candidate new)
{
    size_t at = *count;
    if (at == candidate_count && !is_better(&new, &candidates[at - 1]))
        return;
    if (at == candidate_count)
        at--;
    else
        ++*count;
    for (; at > 0 && is_better(&new, &candidates[at - 1]); at--)
        candidates[at] = candidates[at - 1];
    candidates[at] = new;
}

// Those that share the greatest part of their groups and of the sought one's.
static size_t find_candidates(const struct memory *memory, size_t sought, size_t touched,
                              struct memory_search *search, struct candidate *out)
{
    size_t count = 0;
    for (size_t i = 0; i < touched; i++) {
        uint32_t place = search->touched[i];
        double all = (double)(sought + memory->lengths[place]);
        offer(out, &count, (struct candidate){search->shared[place] / all, place});
        search->shared[place] = 0;
    }
    return count;
}

// ---- a look-up: what is most alike

static bool is_better_match(const struct memory_match *a, const struct memory_match *b)
{
    if (a->similarity != b->similarity)
        return a->similarity > b->similarity;
    return a->entry->rank != b->entry->rank ? a->entry->rank < b->entry->rank : a->entry < b->entry;
}

static void insert_match(struct memory_match *matches, size_t *count, size_t most, struct memory_match new)
{
    size_t at = *count;
    if (at == most && !is_better_match(&new, &matches[at - 1]))
        return;
    if (at == most)
        at--;
    else
        ++*count;
    for (; at > 0 && is_better_match(&new, &matches[at - 1]); at--)
        matches[at] = matches[at - 1];
    matches[at] = new;
}

static size_t measure(const struct memory *memory, struct str key, const struct candidate *candidates,
                      size_t count, double least, size_t most, struct arena *scratch,
                      struct memory_match *out)
{
    struct similarity_pattern pattern;
    size_t found = 0;
    similarity_prepare(key, scratch, &pattern);
    for (size_t i = 0; i < count; i++) {
        const struct memory_entry *entry = &memory->entries.at[memory->order[candidates[i].place]];
        double similarity = similarity_to(&pattern, entry->key);
        if (similarity >= least)
            insert_match(out, &found, most, (struct memory_match){entry, similarity});
    }
    return found;
}

void memory_find(const struct memory *memory, struct str key, double least, size_t most,
                 struct memory_search *search, struct arena *arena, struct memory_match_list *out)
{
    struct groups groups;
    struct posting postings[SIMILARITY_LONGEST];
    struct candidate candidates[candidate_count];
    struct memory_match matches[MEMORY_MOST];
    if (memory->indexed == 0 || most == 0 || !read_groups(key, &search->scratch, &groups))
        return;
    make_room(search, memory->indexed);
    struct window window = window_of(memory, groups.count, least);
    size_t count = find_postings(memory, &groups, window, postings);
    size_t touched = count_shared(memory, postings, count, search);
    count = find_candidates(memory, groups.count, touched, search, candidates);
    count = measure(memory, key, candidates, count, least, most < MEMORY_MOST ? most : MEMORY_MOST,
                    &search->scratch, matches);
    for (size_t i = 0; i < count; i++)
        *list_push(out, arena) = matches[i];
}
