// What is wrong with a translation that is an ICU message, beyond its syntax. Pure functions: they find,
// others judge.
#ifndef CATALOG_ICU_COMPARE_H
#define CATALOG_ICU_COMPARE_H

#include "catalog/icu.h"
#include "catalog/locale.h"

enum icu_finding_kind {
    ICU_ARGUMENT_MISSING, // in the translation; no place there: start == end == 0
    ICU_ARGUMENT_UNKNOWN, // the source does not have it
    ICU_ARGUMENT_ROLE,    // a number in one and a date in the other, and the like
    ICU_TAG_MISSING,      // the same of tags
    ICU_TAG_UNKNOWN,
    ICU_KEY_MISSING,          // a select of the translation lacks an option that the source has
    ICU_KEY_UNKNOWN,          // and has one that the source has not
    ICU_CATEGORY_MISSING,     // a plural lacks a category of the locale, and no exact number stands for it
    ICU_CATEGORY_SUPERFLUOUS, // and has one that no number of the locale has
    ICU_CATEGORY_UNKNOWN,     // and has a key that is neither category nor number
    ICU_OTHER_MISSING,        // a choice lacks `other`
    ICU_QUOTE_SWALLOWS,       // an apostrophe of the language quotes an argument or tag: l'{x}
};

struct icu_finding {
    enum icu_finding_kind kind;
    struct str name;                 // of the argument or tag
    struct str key;                  // ICU_KEY_*, ICU_CATEGORY_*
    size_t start, end;               // in the translation
    size_t source_start, source_end; // in the source, else 0, 0
};

struct icu_finding_list {
    struct icu_finding *at;
    size_t count, capacity;
};

// Arguments, tags and keys of selects that only one of the two has.
void icu_compare(const struct icu_message *source, const struct icu_message *target, struct arena *arena,
                 struct icu_finding_list *out);
// Plural categories, by the rules of the locale (locale_plurals; they take a while: ask once a catalog), and
// `other`.
void icu_check_choices(const struct icu_message *message, const struct plural_rules *cardinal,
                       const struct plural_rules *ordinal, struct arena *arena, struct icu_finding_list *out);
// Apostrophes behind a letter, or without an end, that quote an argument or a tag. The place is the
// apostrophe.
void icu_check_quotes(const struct icu_message *message, struct arena *arena, struct icu_finding_list *out);

// What a finding is, as one line without a final stop, and as a sentence what to do.
struct str icu_finding_message(const struct icu_finding *finding, struct arena *arena);
struct str icu_finding_hint(const struct icu_finding *finding, struct arena *arena);

#endif
