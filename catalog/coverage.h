// How much of what is to be translated one catalog has translated.
#ifndef CATALOG_COVERAGE_H
#define CATALOG_COVERAGE_H

#include "base/words.h"
#include "catalog/catalog.h"
#include "catalog/message_set.h"

struct coverage {
    size_t messages;                // to be translated: translated + needs_review + missing
    size_t translated;              // that nobody has to look at
    size_t needs_review;            // with a translation that someone must look at
    size_t refused;                 // of those: that are not built, so that the source text is shown
    size_t missing;                 // without one
    size_t obsolete;                // units that the sources do not have any more
    size_t absent;                  // of the missing: without even a unit
    size_t vanished;                // of the obsolete: that the file does not know to be so
    size_t words, translated_words; // of the source texts; of those that are translated
};

// What the sources hold; made once, read by many threads.
struct coverage_source {
    const struct message_set *messages;
    size_t *words;     // of each message
    size_t word_count; // of all
};

void coverage_prepare(const struct message_set *messages, struct arena *arena, struct coverage_source *out);

// Counts what the catalog holds (NULL: there is none) against the messages of the sources. A translation
// whose source text is not that of its message any more needs review, unless `peer_bytes` (drop-in catalogs
// do not tell). Without a source (NULL) the catalog's own units are what has to be translated, but for those
// that are locked. `refused`: ids of messages whose translation is not built, or NULL; it needs review.
void coverage_count(const struct catalog *catalog, const struct coverage_source *source, bool peer_bytes,
                    const struct str_list *refused, struct words *words, struct coverage *out);
void coverage_add(struct coverage *sum, const struct coverage *more);

// In thousandths, rounded down: 1000 only where all is translated. Nothing to do is done.
size_t coverage_permille(const struct coverage *coverage);

// A finished translation, as far as comparing two catalogs needs it.
struct translation_mark {
    uint64_t id, target; // hashes
};

struct translation_mark_list {
    struct translation_mark *at;
    size_t count, capacity;
};

// The finished translations of messages that the sources have (all of them without a source), sorted.
void coverage_mark(const struct catalog *catalog, const struct coverage_source *source, bool peer_bytes,
                   struct arena *arena, struct translation_mark_list *out);

struct mark_difference {
    size_t only_first, only_second,
        different; // ids with a finished translation in one; with two unequal ones
};

struct mark_difference marks_compare(const struct translation_mark_list *first,
                                     const struct translation_mark_list *second);

#endif
