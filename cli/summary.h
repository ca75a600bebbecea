// What a command says on standard output when it is done: a line for all, one for each catalog or bundle, and
// with -v the ids.
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "base/buf.h"
#include "cli/command.h"

// Only people are told: not with --quiet, not where standard output holds findings or differences.
bool summary_is_wanted(const struct settings *settings);
// Appends "1 message" or "2 messages".
void summary_count(struct buf *out, size_t count, const char *noun);
// Appends a line "    new <id>" for each.
void summary_ids(struct buf *out, const char *title, const struct str_list *ids);

#endif
