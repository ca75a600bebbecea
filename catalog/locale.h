// Locales: how they are spelled, which are the same, and what CLDR says of them. The only door to ICU's data
// on locales; nothing here is a table of our own.
//
// A locale stays as it is spelled wherever it becomes part of a file; these functions compare and ask.
#ifndef CATALOG_LOCALE_H
#define CATALOG_LOCALE_H

#include "base/arena.h"

// The canonical BCP 47 tag of a locale in any usual spelling: "de_DE" and "de-de" are "de-DE", "iw" is "he",
// "zh_CN.UTF-8" and "zh_CN" are "zh-CN", "sr@latin" and "sr_Latn" are "sr-Latn", "b+sr+Latn" (Android) too.
// Empty when it is no locale. UTS #35, part 1, canonicalization of locale identifiers.
struct str locale_canonical(struct str spelling, struct arena *arena);
// Whether a name is likely to be meant as a locale: "de", "zh_Hans", but not "source" or "messages", which
// would be languages of six and eight letters, nor "fr.old".
bool locale_is_likely(struct str name);
// Whether both are spellings of one locale. What is no locale equals only itself.
bool locale_same(struct str a, struct str b);
// Whether both are one locale when what goes without saying is added: "zh-CN" and "zh-Hans", "no" and "nb",
// "de" and "de-DE".
bool locale_alike(struct str a, struct str b);
// The locale with what goes without saying: "zh_Hans_CN" of "zh-CN". Two are alike when these are equal.
// Empty when it is no locale.
struct str locale_maximal(struct str spelling, struct arena *arena);
// The language alone: "pt" of "pt-BR". Empty when it is no locale.
struct str locale_language(struct str locale, struct arena *arena);
// The locale that this one inherits from, as a canonical tag: "pt" of "pt-BR", "es-419" of "es-MX", "zh-Hant"
// of "zh-TW". Empty for those that inherit from none: "pt", "zh-Hant", and what is no locale. Texts of the
// parent are written in the same script. UTS #35, part 1, parent locales.
struct str locale_parent(struct str locale, struct arena *arena);
// The script that the locale is written in, as a four-letter code: "Arab" of "fa". Empty when unknown.
struct str locale_script(struct str locale, struct arena *arena);
bool locale_is_right_to_left(struct str locale);
// What the locale is called in English: "Portuguese (Brazil)".
struct str locale_title(struct str locale, struct arena *arena);

// ---- plurals

enum plural_category {
    PLURAL_ZERO,
    PLURAL_ONE,
    PLURAL_TWO,
    PLURAL_FEW,
    PLURAL_MANY,
    PLURAL_OTHER,
    PLURAL_COUNT
};

// The names that CLDR gives them, in the order above.
extern const char *const plural_names[PLURAL_COUNT];
// PLURAL_COUNT when it is no category.
enum plural_category plural_find(struct str name);
// What stands for a key of a choice where there is one form a category: `*` is `other`, and 0 alone has the
// place of `zero`.
enum plural_category plural_of_key(struct str key);

struct plural_rules {
    bool is_known; // else the locale is none of CLDR's: only `other` is certain
    bool has[PLURAL_COUNT];
    // Whether some whole number up to a thousand takes the category; "many" of French does not.
    bool has_small[PLURAL_COUNT];
    enum plural_category of[1000]; // the category of each number
};

// The categories of a locale for cardinal or ordinal numbers.
void locale_plurals(struct str locale, bool ordinal, struct plural_rules *out);
// The rule by which a cardinal number takes the category, in CLDR's words: "v = 0 and i % 10 = 2..4"; for
// `other` of all locales "everything else". Empty when the locale has no such category, or none are known.
// UTS #35, part 3, plural rules syntax.
struct str locale_plural_rule(struct str locale, enum plural_category category, struct arena *arena);

#endif
