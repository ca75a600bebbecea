// The neutral form of texts: what services and translators see of them. A placeholder keeps its name; its
// code is replaced by what says nothing about the program, so that renaming a variable changes no text and
// takes away no translation:
//
//     Hi ${v.user?.name}!                  Hi {0}!
//     <a href="${url}">                    <a>
//     </a>                                 </a>
//     <b class="x">${n}</b>                <b>{0}</b>
//
// So: tags of the code by their names, what stands between tags as the placeholder's name in braces, and `#`
// of a plural as itself. The form of a neutral text is that text again.
//
// Back again it is the name that counts, never the code: services may hold texts with the code of years ago.
#ifndef SYNC_NEUTRAL_H
#define SYNC_NEUTRAL_H

#include "catalog/catalog.h"

#include <stdint.h>

enum { neutral_greatest_depth = 32 }; // of choices in choices; readers of catalogs give at most 16

// A copy with neutral code. What is nested deeper than the limit is left out.
struct pattern neutral_pattern(const struct pattern *pattern, struct arena *arena);

// What goes to a service: a fresh catalog of the units in use (obsolete, removed and shadowed ones are left
// out) with neutral sources, in the same order and files, with ids, contexts, notes and limits. Places in the
// sources are left out: they change with each edit. With targets, these are neutral, too; a previous source
// goes nowhere.
struct catalog neutral_catalog(const struct catalog *catalog, bool with_targets, struct arena *arena);
// Adds one unit's neutral form to such a catalog.
struct unit *neutral_add(struct catalog *catalog, const struct unit *unit, bool with_target,
                         struct arena *arena);

// Gives a unit the neutral form of a translation, and of the source that it was made of.
void neutral_take_translation(struct unit *unit, const struct unit *from, struct arena *arena);

// Depends on texts, names of placeholders and the structure of choices only, not on code: a pattern and its
// neutral form have the same. Two texts that differ have the same one by chance once in 2^64.
uint64_t neutral_fingerprint(const struct pattern *pattern);

enum neutral_fault_kind {
    NEUTRAL_MISSING,  // the source has the placeholder, the target lacks it
    NEUTRAL_REPEATED, // it is there more often than in the source
    NEUTRAL_UNKNOWN,  // the source has none of that name: its code cannot be known
    NEUTRAL_DEPTH,    // choices nest too deep
};

struct neutral_fault {
    enum neutral_fault_kind kind;
    struct str name;
    struct str shown; // the neutral code, as translators see it
};

struct neutral_fault_list {
    struct neutral_fault *at;
    size_t count, capacity;
};

// A target from a service with the code that the source has under the same names. Names that are numbers are
// the same in any spelling ("07" is 7); of several placeholders of one name the one of the same form and sort
// is meant, else they follow each other. Order is free. What is unknown keeps its code.
//
// Adds what does not fit to `faults`: how often each placeholder stands in a plain text, and whether it
// stands at all where one of the two is a choice. True when everything fits. Linear in the patterns.
bool neutral_restore(const struct pattern *target, const struct pattern *source, struct arena *arena,
                     struct neutral_fault_list *faults, struct pattern *out);

// What a fault is, as one line without a final stop.
struct str neutral_fault_message(const struct neutral_fault *fault, struct arena *arena);

#endif
