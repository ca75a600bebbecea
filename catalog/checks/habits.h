// How languages punctuate, where CLDR does not say. Sources: the layout requirements of the W3C
// (https://www.w3.org/International/i18n-drafts/nav/languagedev) and the Unicode Standard, chapter 6.2 and
// those of the scripts; Imprimerie nationale for French spaces.
#ifndef CATALOG_CHECKS_HABITS_H
#define CATALOG_CHECKS_HABITS_H

#include "base/str.h"

#include <stdint.h>

enum sentence_end {
    END_NONE,
    END_STOP,
    END_QUESTION,
    END_EXCLAMATION,
    END_COLON,
    END_SEMICOLON,
    END_COMMA,
    END_ELLIPSIS,
    END_COUNT
};

struct habits {
    const char *language;
    bool lacks_stop;       // sentences end without a mark: Thai
    bool closes_labels;    // a label that is a sentence ends with a stop, unlike in other languages: Korean
    bool has_inner_marks;  // marks of questions and exclamations stand within the words: Armenian
    bool is_unspaced;      // no blanks between words: Chinese
    bool has_zero_width;   // uses zero-width spaces between words: Khmer
    bool has_spaced_marks; // a no-break space before ? ! ; :
    const char *doubles;   // words that may stand twice in a row
};

// Those of a language ("pt"); never NULL.
const struct habits *habits_of(struct str language);
// What a character ends, in the language.
enum sentence_end habits_end(const struct habits *habits, uint32_t point);
// "a full stop"
const char *sentence_end_name(enum sentence_end end);

#endif
