// All catalogs of a project at one glance: how far each is translated, and whether what it holds reaches
// anybody.
//
//     survey_begin(context, &project, is_scanned, &catalogs, &survey);
//     status = catalogs_read(context, &project, work, …, &catalogs);   // work calls survey_catalog for each
//     survey_end(&survey);                                             // adds the findings
#ifndef CLI_SURVEY_H
#define CLI_SURVEY_H

#include "catalog/coverage.h"
#include "cli/catalogs.h"
#include "cli/refusals.h"

struct survey_row {
    struct str locale; // as the configuration or the file's name spells it
    struct str path;
    struct str said; // the target language that the file says itself; empty: none, or it could not be read
    bool is_present, is_failed;
    bool is_foreign;  // a listed one whose target language is another one: no translation in it counts
    bool is_compared; // another file is of the same locale, so `marks` are there
    struct coverage coverage;
    struct translation_mark_list marks;
    size_t twin;      // of an unlisted one: the number of the listed row of its locale, or STR_NONE
    size_t unreached; // of an unlisted or foreign one: finished translations that reach no user
};

struct survey {
    struct context *context;
    const struct project *project;
    const struct project_catalog_list *catalogs;
    struct coverage_source source; // the messages, where the project was scanned
    bool is_scanned;               // else catalogs are counted by what they hold
    struct survey_row *listed;     // one for each of the catalogs
    struct survey_row *unlisted;   // files that the build does not read
    size_t unlisted_count;
    struct refusals refusals; // set by those who count what reaches users; zeroed: nothing is refused
    struct words *words;      // one for each worker
    struct arena *arenas;
};

// Reads the files that the build does not read. False with a diagnostic when the folder cannot be read.
bool survey_begin(struct context *context, const struct project *project, bool is_scanned,
                  struct project_catalog_list *catalogs, struct survey *out);
// Counts a catalog that was read, by its number. Called by many workers.
void survey_catalog(struct survey *survey, size_t worker, size_t item);
// Adds what is wrong with the locales of the files (cli/locales.h) to the diagnostics.
void survey_end(struct survey *survey);

#endif
