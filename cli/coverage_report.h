// What `glot status` says, in its forms.
#ifndef CLI_COVERAGE_REPORT_H
#define CLI_COVERAGE_REPORT_H

#include "catalog/coverage.h"
#include "cli/remote_report.h"

struct coverage_row {
    struct str locale, path; // of the catalog; a locale may be there twice, when files are named
    struct coverage coverage;
    bool is_failed;         // the catalog cannot be read, so nothing was counted
    bool has_before;        // the catalog of an earlier commit could be counted
    struct coverage before; // what that one says of the messages of today
};

struct coverage_report {
    struct coverage_row *at;
    size_t count, capacity;
    struct coverage total;              // of all rows
    bool is_project;                    // counted against the sources, else against what the files hold
    size_t messages, words;             // of the sources
    struct str source_locale;           // may be empty
    size_t unreached;                   // finished translations in files that the build does not read
    const struct remote_report *remote; // what the service counts, or NULL
    struct str since;                   // the commit that `before` is of, and its date; empty: none
};

void coverage_report_sum(struct coverage_report *report);
// The terminal table, at most `width` columns wide; what has no room is left out, the bar first.
void coverage_print_table(const struct coverage_report *report, size_t width, bool with_colour,
                          struct buf *out);
// One object on one line; the findings stand in it.
void coverage_print_json(const struct coverage_report *report, const struct diags *diags,
                         const struct settings *settings, struct buf *out);

#endif
