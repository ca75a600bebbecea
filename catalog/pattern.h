// A pattern is the text of a message, in one language: parts in order, or a choice between such texts.
// The data model is that of Unicode MessageFormat 2, so that every dialect fits.
#ifndef CATALOG_PATTERN_H
#define CATALOG_PATTERN_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>

enum part_kind {
    PART_TEXT,        // translatable text
    PART_PLACEHOLDER, // code that stands for a value, or code of several kinds in one piece
    PART_OPEN,        // markup that a later PART_CLOSE ends
    PART_CLOSE,
    PART_STANDALONE, // markup without content
};

// What only code has.
struct part_code {
    enum part_kind kind; // not PART_TEXT
    struct str name;     // by which catalogs and translations refer to it, e.g. "0"
};

// Most are text, and catalogs have many.
struct part {
    struct str text;              // the text itself, all escapes resolved; or the code: "${name}", "<b>"
    const struct part_code *code; // NULL: PART_TEXT
};

static inline enum part_kind part_kind(const struct part *part)
{
    return part->code ? part->code->kind : PART_TEXT;
}

// Empty for text.
static inline struct str part_name(const struct part *part)
{
    return part->code ? part->code->name : STR("");
}

static inline struct part part_of_text(struct str text)
{
    return (struct part){text, NULL};
}

struct part part_of_code(enum part_kind kind, struct str code, struct str name, struct arena *arena);

struct part_list {
    struct part *at;
    uint32_t count, capacity;
};

enum selector_kind { SELECT_PLURAL, SELECT_ORDINAL, SELECT_EXACT };

// What a choice depends on: the plural or ordinal category of a number, or a value itself (gender, status).
struct selector {
    struct str argument;
    enum selector_kind kind;
    size_t offset; // of a plural: taken from the number before its category is asked for, and shown by `#`
};

struct selector_list {
    struct selector *at;
    size_t count, capacity;
};

// A pattern is plain (`parts`), or a select (`variants`), never both. Catalogs have many, and few selects.
struct pattern {
    struct part_list parts;
    struct variant_list *variants; // NULL for a plain pattern
};

// One text of a select. As many keys as selectors: "one", "other", "=0", "masculine"; "*" matches anything.
struct variant {
    struct str_list keys;
    struct pattern value;
};

struct variant_list {
    struct variant *at;
    size_t count, capacity;
    struct selector_list selectors; // what is chosen by
};

// Invariants: no PART_TEXT is empty, no two are adjacent. These functions keep them.
void pattern_add_text(struct pattern *pattern, struct str text, struct arena *arena);
void pattern_add_code(struct pattern *pattern, enum part_kind kind, struct str code, struct str name,
                      struct arena *arena);
// Text that comes in pieces and becomes one part: joined once, however many they are. Starts zeroed.
struct text_run {
    struct str text; // a single piece
    struct buf longer;
};
// The piece must live until the run ends.
void text_run_add(struct text_run *run, struct str piece);
void text_run_add_point(struct text_run *run, uint32_t point);
// Adds what there is to the pattern and begins anew.
void text_run_end(struct text_run *run, struct pattern *pattern, struct arena *arena);
void text_run_free(struct text_run *run);

// Both make a select of an empty pattern.
void pattern_add_selector(struct pattern *pattern, struct selector selector, struct arena *arena);
struct variant *pattern_add_variant(struct pattern *pattern, struct arena *arena);
// A select by these, without variants.
struct pattern pattern_of_selectors(const struct selector_list *selectors, struct arena *arena);

static inline bool pattern_is_select(const struct pattern *pattern)
{
    return pattern->variants != NULL;
}

// None for a plain pattern.
static inline const struct selector_list *pattern_selectors(const struct pattern *pattern)
{
    static const struct selector_list none = {0};
    return pattern->variants ? &pattern->variants->selectors : &none;
}

// Whether a plain pattern has no parts at all.
static inline bool pattern_is_empty(const struct pattern *pattern)
{
    return !pattern_is_select(pattern) && pattern->parts.count == 0;
}

// The text of a plain pattern that is one text, or NULL.
static inline const struct str *pattern_only_text(const struct pattern *pattern)
{
    bool is_text = !pattern_is_select(pattern) && pattern->parts.count == 1 &&
                   part_kind(&pattern->parts.at[0]) == PART_TEXT;
    return is_text ? &pattern->parts.at[0].text : NULL;
}

// Whether it has no code and no text but white space; of a choice, whether none of its texts has.
bool pattern_is_blank(const struct pattern *pattern);

// Whether it is a choice by the plural category of one number, without an offset, between plain texts.
bool pattern_is_plural(const struct pattern *pattern);
// Whether it is one of the two forms that formats of plurals have in the source language, whatever theirs is:
// `one`, then `other` or `*`.
bool pattern_is_source_plural(const struct pattern *pattern);

// A plain pattern of one text (none for the empty text).
struct pattern pattern_of_text(struct str text, struct arena *arena);

// A copy that shares nothing with it.
struct pattern pattern_copy(const struct pattern *pattern, struct arena *arena);

// Same structure, same texts, same code and names.
bool pattern_equal(const struct pattern *a, const struct pattern *b);
// Same structure and texts; code at the same positions, whatever it says.
bool pattern_equal_text(const struct pattern *a, const struct pattern *b);
// The texts of a plain pattern with its code between, as one string.
struct str pattern_flatten(const struct pattern *pattern, struct arena *arena);
// Appends a form for people and for tests: text, {0=code} for a placeholder, selects as MessageFormat 2 shows
// them.
void pattern_print(const struct pattern *pattern, struct buf *out);

#endif
