// A translation memory: texts with their translations, found again by texts that are like them.
//
// The index holds, for each group of three code points (an end of the text counts as one), the texts that it
// occurs in. A look-up counts, rarest group first, how many groups a text shares with the one that is sought,
// and measures the similarity of those that share most. Three and not four, because labels are short and a
// Chinese word is two characters. Where msgmerge's idea is the same: gettext, message-fuzzy index
// (gettext-tools/src/msgl-fsearch.c).
//
// A look-up is bounded in time, so it may miss: tests/unit/memory.c measures how often.
#ifndef CATALOG_MEMORY_H
#define CATALOG_MEMORY_H

#include "catalog/catalog.h"
#include "catalog/similarity.h"

struct memory_entry {
    struct str key;               // merge_text_key of the source; matching sees only this
    const struct pattern *source; // that the translation was made from
    const struct unit *unit;      // that has the translation
    struct str origin;            // where it comes from, for translators
    uint32_t number;              // the caller's
    uint8_t rank;                 // of two that are equally like, the one of the lower rank is better
};

struct memory_entry_list {
    struct memory_entry *at;
    size_t count, capacity;
};

// Zero-initialise, add, index; after that it is only read, by many threads.
struct memory {
    struct memory_entry_list entries;
    uint32_t *order;   // the entries by length of their keys
    uint32_t *lengths; // in that order, in code points
    size_t indexed;    // how many: not those that are too long, nor more than 2^24
    uint32_t *starts;  // of each bucket in `postings`, and the end of the last
    uint8_t *postings; // places in `order`, ascending in each bucket, of three bytes each
    unsigned shift;    // 64 less the binary logarithm of the number of buckets
};

// Texts without letters (an empty key) are left out. What the entry points at must outlive the memory.
void memory_add(struct memory *memory, const struct memory_entry *entry, struct arena *arena);
// To be called once, after the last entry.
void memory_index(struct memory *memory, struct arena *arena);

struct memory_match {
    const struct memory_entry *entry;
    double similarity;
};

struct memory_match_list {
    struct memory_match *at;
    size_t count, capacity;
};

// What a look-up works with; one for each thread. Zero-initialise; memory_search_free releases it.
struct memory_search {
    struct arena scratch, counters;
    uint16_t *shared;  // groups shared with each text; all 0 between two look-ups
    uint32_t *touched; // the texts that share any
    size_t room;
};

void memory_search_free(struct memory_search *search);

// Appends the entries that are at least that much like the key: the best ones first, at most `most` (up to
// MEMORY_MOST); equally like ones by rank, then as they were added. Needs 0 < least.
enum { MEMORY_MOST = 16 };
void memory_find(const struct memory *memory, struct str key, double least, size_t most,
                 struct memory_search *search, struct arena *arena, struct memory_match_list *out);

#endif
