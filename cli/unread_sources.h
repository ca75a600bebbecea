// Patterns for sources that match no file, or files that glot does not read.
#ifndef CLI_UNREAD_SOURCES_H
#define CLI_UNREAD_SOURCES_H

#include "cli/config.h"

// Tells of patterns that match nothing (sources-none), of suffixes that a pattern asks for by name
// (source-foreign), and where there is a file and none is read at all: then a catalog would be emptied by
// mistake, which own mode does not do (sources-unread). False then. `roots` are what the patterns match.
bool unread_sources_report(const struct config *config, const struct str_list *roots, struct arena *arena,
                           struct diags *diags);

#endif
