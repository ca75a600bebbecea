// The order of text for people: the root collation of the Unicode Collation Algorithm with CLDR's tailoring,
// which is what JavaScript's `localeCompare` gives under an English or root locale. Not the byte order.
#ifndef BASE_COLLATE_H
#define BASE_COLLATE_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

struct collator {
    void *handle; // ICU's UCollator, opened when the first text beyond ASCII comes
};

// Zero-initialise before the first use; one thread at a time.
// Negative, 0 or positive. Texts that differ only in what collation ignores compare equal: sort stably.
int collate(struct collator *collator, struct str a, struct str b);
void collator_close(struct collator *collator);

// Sorts numbers of keys: `order[i]` of the caller's texts, stably by `keys[order[i]]`. On entry `order` holds
// the numbers in the order that decides ties; it may leave some of the keys out.
void collate_sort(struct collator *collator, const struct str *keys, uint32_t *order, size_t count,
                  struct arena *scratch);

#endif
