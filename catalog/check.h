// Checks: what hurts in the translations of a catalog, unit by unit. A rule is a row of the table in check.c
// with a function in checks/; its kind (base/kinds.def) says what it means and how to mend it.
//
// Not checked are units that are obsolete, removed, shadowed, locked or without a translation; what is found
// in one that needs review is a warning at most. A unit can have kinds ignored: by a note that has
// "glot-ignore" as its author or begins a line with "glot-ignore:", and names kinds (or "all") after it, and
// by the flag "ignore-KIND".
#ifndef CATALOG_CHECK_H
#define CATALOG_CHECK_H

#include "base/diag.h"
#include "catalog/catalog.h"

enum check_level { CHECK_DEFAULT, CHECK_OFF, CHECK_NOTE, CHECK_WARNING, CHECK_ERROR };

// What a project wants of each kind; zeroed: what the table says.
struct check_levels {
    unsigned char of[KIND_COUNT]; // enum check_level
};

struct glossary;

struct check_options {
    struct check_levels levels;
    const struct glossary *glossary; // or NULL
    bool tells_unused;               // ignores that ignore nothing are noted
    // Only what makes a translation unfit for use: findings of error level about translations. A unit that
    // needs review is judged like any other.
    bool is_gate;
};

enum { check_greatest_of_a_kind = 5 }; // findings of one kind in one unit: more of them say nothing new

struct check_rule_row {
    enum kind kind;
    bool is_off; // unless a project asks for it
};

// The rules in the order of their findings.
size_t check_rule_count(void);
struct check_rule_row check_rule_at(size_t index);
// The rule of that name, as index, or STR_NONE.
size_t check_rule_find(struct str name);

// The rules, ready for units of one catalog.
struct checker;

// `arena` is for what is known of the whole catalog, `scratch` is reset for each unit. All arguments must
// outlive the checker.
struct checker *checker_open(const struct catalog *catalog, const struct check_options *options,
                             struct arena *arena, struct arena *scratch, struct diags *diags);
// Adds what the rules find in the unit of that number, whether it is one that catalog_check() looks at or
// not. True: nothing.
bool checker_passes(struct checker *checker, size_t number);

// Adds what the rules find, by unit, then by rule. Spans are in catalog->bytes, exact where the place of a
// character there is known, else the whole translation. Linear in the size of the catalog. `scratch` is reset
// on the way; what the diagnostics need is in theirs.
void catalog_check(const struct catalog *catalog, const struct check_options *options, struct arena *scratch,
                   struct diags *diags);

#endif
