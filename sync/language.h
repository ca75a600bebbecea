// Which language of a service is which locale of the project. An explicit map wins. Else they belong together
// when they are the same locale in any spelling (BCP 47: `de_DE` and `de-DE`), else when they are the same
// with what goes without saying (`zh_CN` and `zh-Hans`, `no` and `nb`), as long as there is one of each. What
// is left over on either side is told, with the reason and what to do about it; it is never guessed at.
#ifndef SYNC_LANGUAGE_H
#define SYNC_LANGUAGE_H

#include "sync/setup.h"

struct language_pair {
    struct str code, locale;
    bool is_explicit;
};

struct language_pair_list {
    struct language_pair *at;
    size_t count, capacity;
};

// Why something has no counterpart.
enum language_fate {
    LANGUAGE_UNMATCHED, // the other side does not have it
    LANGUAGE_SOURCE,    // it is the source language
    LANGUAGE_AMBIGUOUS, // several could be meant
    LANGUAGE_TAKEN,     // what it is like has another counterpart already
    LANGUAGE_MAPPED,    // the map leads to something that is not there
    LANGUAGE_OMITTED,   // the map leads to the empty locale: left out on purpose, and not told
};

struct language_leftover {
    struct str name; // a code of the service, or a locale
    bool is_locale;  // else a code
    enum language_fate fate;
    struct str reason; // one line without a final stop
    struct str hint;   // a sentence
    struct span span;  // of the entry of the map that is to blame; else empty
};

struct language_leftover_list {
    struct language_leftover *at;
    size_t count, capacity;
};

struct languages {
    struct language_pair_list pairs; // in the order of the locales
    struct language_leftover_list leftovers;
};

struct language_sides {
    const struct str_list *codes;   // target languages of the service
    struct str source_code;         // or empty
    const struct str_list *locales; // target locales of the project
    struct str source_locale;
    const struct setup_language_list *explicit_map; // or NULL
};

// No code and no locale is in two pairs. The order of the codes decides nothing.
void language_match(const struct language_sides *sides, struct arena *arena, struct languages *out);

// Adds a diagnostic for each leftover that has to be told: language-ambiguous, language-unmatched. `span` is
// the configuration; entries of the map have their own.
void language_report(const struct languages *languages, struct span span, struct diags *diags);

// The pair of that locale in any spelling, or of that code as it is spelled; NULL: none.
const struct language_pair *language_of_locale(const struct languages *languages, struct str locale);
const struct language_pair *language_of_code(const struct languages *languages, struct str code);

// The code under which a locale is to be added to a service: the one that the map says; else of the codes
// that the service knows (may be empty) the one that is the same, or the only one that is alike; else the
// locale in the spelling that Transifex and Weblate use: `de_DE`, `zh-Hans`, `sr@latin`, `ca@valencia`.
struct str language_code(struct str locale, const struct setup_language_list *explicit_map,
                         const struct str_list *known, struct arena *arena);

#endif
