// What a command says on standard output when it is done: a line for all, one for each catalog or bundle, and
// with -v the ids.
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "base/buf.h"
#include "catalog/fallback.h"
#include "cli/command.h"

// Only people are told: not with --quiet, not where standard output holds findings or differences.
bool summary_is_wanted(const struct settings *settings);
// Appends "1 message" or "2 messages".
void summary_count(struct buf *out, size_t count, const char *noun);
// Appends a line "    new <id>" for each.
void summary_ids(struct buf *out, const char *title, const struct str_list *ids);

// What was made of one locale of an application, be it a bundle or a copy.
struct summary_edition {
    struct str locale;
    const struct bundle_report *report; // NULL: the source texts, unchanged
    const struct lender *lenders;       // the locales that stand in
    size_t lender_count;
};
// Appends a line that says how many of the messages are translated, and with -v the ids of the others.
void summary_of_edition(struct buf *out, const struct summary_edition *edition, size_t messages,
                        const struct settings *settings);

#endif
