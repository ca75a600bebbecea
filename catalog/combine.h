// Several catalogs of one locale become one, and nothing that a translator wrote is lost.
#ifndef CATALOG_COMBINE_H
#define CATALOG_COMBINE_H

#include "catalog/catalog.h"
#include "catalog/merge.h"

// Which of two different translations of one text counts.
enum combine_choice {
    COMBINE_NEITHER, // the first one, and the conflict is told
    COMBINE_FIRST,
    COMBINE_LAST,
    COMBINE_STATE, // the one whose state is better; of equally good ones the first, and that is told
};

struct combine_options {
    enum combine_choice choice;
    bool with_suggestions; // the format has a place for these: the translation that lost becomes one
};

struct combine_report {
    struct str_list added;    // units that were not there
    struct str_list filled;   // had no translation
    struct str_list stale;    // the same, but the other one's text is not quite theirs
    struct str_list replaced; // have the other one's translation now
    struct str_list reviewed; // the same translation, which the other one's state says more of
    struct str_list outdated; // both are translated, of different texts: the other is left out or suggested
    size_t conflicts;         // told in the diagnostics (translations-differ)
    size_t kept;              // different translations of which `choice` kept the first
};

// Brings the units of `from` into the catalog, whose own units and spelling of locales come first. Units are
// the same by id; in a catalog of another format also by text and context, where that names one unit. The
// text of the first counts. `from` must live as long as the catalog. The report is added to.
//
//   no translation here   that of `from`; where the text is another one it becomes UNIT_STALE with
//                         `previous`, or a suggestion where its placeholders do not fit
//   a proposal here       the translation of `from`
//   the same translation  the better state
//   another translation   by `choice`
// Notes of translators are added, and what is in use in either is in use. False, and told, where files count
// and the catalog lacks one (file_match.h): nothing is done then.
bool catalog_combine(struct catalog *catalog, const struct catalog *from,
                     const struct combine_options *options, struct arena *arena, struct diags *diags,
                     struct combine_report *report);

#endif
