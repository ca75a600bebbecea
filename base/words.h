// How many words a text has: the segments of Unicode's word boundaries (UAX #29) that hold a letter, a digit
// or an ideograph. "don't" is one, "e-mail" two; Chinese, Japanese and Thai are divided by ICU's
// dictionaries.
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/str.h"

struct words {
    void *handle; // ICU's UBreakIterator, opened when the first text beyond ASCII comes
};

// Zero-initialise before the first use; one thread at a time.
size_t words_count(struct words *words, struct str text);
void words_close(struct words *words);

#endif
