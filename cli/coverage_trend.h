// What the catalogs of an earlier commit say of the messages of today.
#ifndef CLI_COVERAGE_TREND_H
#define CLI_COVERAGE_TREND_H

#include "catalog/format.h"
#include "cli/coverage_report.h"
#include "cli/refusals.h"

struct trend_reading {
    const struct coverage_source *source; // NULL: catalogs are counted by what they hold
    const struct format *format;          // NULL: by the file's name and contents
    const struct format_options *options;
    const struct refusals *refusals; // NULL: nothing is refused
};

// Fills `before` and `since`. Compared is with the last commit; where all catalogs are as it has them, with
// the one before the last that changed any. Without git, or a commit, nothing is filled in.
void coverage_trend(struct coverage_report *report, const struct trend_reading *reading, struct arena *arena);

#endif
