// What the rules are given, and how they report. Rules live in the other files of this folder; check.c has
// their table.
#ifndef CATALOG_CHECKS_CHECKING_H
#define CATALOG_CHECKS_CHECKING_H

#include "base/map.h"
#include "catalog/check.h"
#include "catalog/checks/text.h"
#include "catalog/icu.h"
#include "catalog/locale.h"

struct habits;

// What is known of a language; computed once for a catalog.
struct check_locale {
    struct str locale, language; // as the catalog spells it; "pt" of "pt-BR"
    int script;                  // base/unicode.h
    bool is_latin;
    const struct habits *habits;
};

struct checking {
    const struct catalog *catalog;
    const struct check_options *options;
    struct check_locale source_locale, target_locale;
    struct plural_rules cardinal, ordinal; // of the target locale; see check_read_plurals()
    bool has_plurals;
    bool is_same_language, is_in_script; // most translations are in the script of the language
    struct arena *arena;                 // of the whole catalog
    struct arena *scratch;               // reset for each unit
    struct map *names;                   // names.h; NULL before they are asked for
    struct diags *diags;
    const struct consistency *consistency;

    // The unit that is looked at.
    const struct unit *unit;
    size_t number;
    struct check_text source, target;
    bool is_icu; // both are ICU messages, or ought to be
    struct icu_message source_icu, target_icu;
    struct check_text plain_source, plain_target; // what they were parsed from
    bool is_broken;                               // the target is none:
    struct icu_fault icu_fault;
    const bool *is_on;              // by kind: what the project wants
    bool *is_ignored, *was_ignored; // by kind: what the unit wants not
    bool is_any_ignored;
    unsigned char *found; // how many of a kind
};

// Reports a finding at bytes [start, end) of a flat text. NULL when it is not wanted.
struct diag *check_report(struct checking *checking, enum kind kind, const struct check_text *text,
                          size_t start, size_t end, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
// The same at a code, and at a text as a whole.
struct diag *check_report_code(struct checking *checking, enum kind kind, const struct check_text *text,
                               const struct check_code *code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
struct diag *check_report_text(struct checking *checking, enum kind kind, const struct check_text *text,
                               const char *format, ...) __attribute__((format(printf, 4, 5)));
// Takes a diagnostic that was added in another way; false when it is not wanted, then nothing may be added.
bool check_takes(struct checking *checking, enum kind kind);
void check_adopt(struct checking *checking, struct diag *diag);
// Where that place is.
struct span check_span(const struct checking *checking, const struct check_text *text, size_t start,
                       size_t end);
// The first line of the unit, as far as it has one.
struct span check_unit_span(const struct checking *checking);
// Adds that place as a related one.
void check_relate(struct checking *checking, struct diag *diag, const struct check_text *text, size_t start,
                  size_t end, const char *message);

// Sets what the unit wants not: is_ignored, whose members are all false before.
void check_read_ignores(struct checking *checking);
// Reports what is ignored and was not found.
void check_report_unused(struct checking *checking);

// The rules: each looks at the unit.
typedef void check_rule(struct checking *checking);

check_rule check_placeholders, check_placeholder_order, check_tags, check_tag_attributes, check_tags_broken,
    check_icu, check_plurals, check_plural_texts, check_escapes, check_escaped_twice, check_characters,
    check_invisible, check_bidi, check_scripts, check_script_missing, check_length, check_rules,
    check_length_ratio, check_blank, check_unchanged, check_numbers, check_links, check_paths,
    check_spaces_at_ends, check_breaks, check_spaces, check_spacing, check_punctuation, check_ellipsis,
    check_brackets, check_quotes, check_repeated_words, check_consistency, check_glossary, check_capitals,
    check_all_capitals, check_acronyms, check_sentences, check_source_placeholders, check_source_plural,
    check_source_note, check_source_fragment;

// Reads the plural rules of the target locale, once: most catalogs have no use for them.
void check_read_plurals(struct checking *checking);

// Reads the texts of the unit as messages of ICU. False: its source is none.
bool check_read_icu(struct checking *checking, unsigned syntaxes);

// Words that a translator would translate: no names of code, addresses, abbreviations.
struct prose {
    size_t words;
    size_t lower_words; // of those the ones that begin with a lower-case letter
};
// Words of `names` are none, either; it may be NULL.
struct prose prose_of(struct str text, const struct map *names);

// Whether most of a catalog's translations have a letter of the script.
bool check_is_in_script(const struct catalog *catalog, int script);

// Units with equal sources, and with equal targets.
struct consistency *consistency_of(const struct catalog *catalog, struct arena *arena);

#endif
