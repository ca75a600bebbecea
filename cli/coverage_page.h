// The page that `glot status --html` writes: one file, without anything from elsewhere. Whatever stands in
// catalogs is shown as text; the page's policy lets no other script run than its own, which is known by its
// hash.
#ifndef CLI_COVERAGE_PAGE_H
#define CLI_COVERAGE_PAGE_H

#include "cli/coverage_report.h"

// cli/status_page.html, with {{names}} where something is put in. Made by the Makefile.
extern const unsigned char status_page_template[];
extern const size_t status_page_template_len;

// Appends the page. `path` is where it will be written: links to files start there. The diagnostics are those
// of the run, named from the current directory (report_name_files).
void coverage_print_page(const struct coverage_report *report, const struct diags *diags, struct str path,
                         struct buf *out);
// Whether the bytes begin as such a page of any version does.
bool coverage_page_is_one(struct str bytes);

#endif
