// What is wrong with the locales of a project's files: catalogs that the build does not read, because the
// configuration does not list their locale or spells it another way; two files of one locale; locales without
// a file; files that have fallen behind the sources.
#ifndef CLI_LOCALES_H
#define CLI_LOCALES_H

#include "cli/survey.h"

// Finds for each unlisted row the listed one of its locale: by its name, else by the language that it says.
// Rows that have to be compared are marked.
void locales_pair(struct survey_row *listed, size_t listed_count, struct survey_row *unlisted,
                  size_t unlisted_count);
// Adds the findings, in the order of the rows. Counts what is unreached.
void locales_report(const struct survey *survey, struct diags *diags);

#endif
