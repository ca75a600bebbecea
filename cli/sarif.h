// Findings in the Static Analysis Results Interchange Format, as code hosts and editors take them.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
#ifndef CLI_SARIF_H
#define CLI_SARIF_H

#include "cli/command.h"

// Appends one log with one run: a rule for each kind that was found, with its meaning and its remedy, and the
// results in the order of the diagnostics. Columns are UTF-16 units. What `settings` leave out is not there.
void sarif_print(const struct diags *diags, const struct settings *settings, struct buf *out);

#endif
