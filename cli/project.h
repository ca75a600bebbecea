// A project under a command: its configuration, its messages and its catalogs.
#ifndef CLI_PROJECT_H
#define CLI_PROJECT_H

#include "base/pool.h"
#include "catalog/catalog.h"
#include "catalog/formats/xliff12_settled.h"
#include "cli/changes.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/trail.h"
#include "extractor/extract.h"
#include "extractor/folders.h"
#include "extractor/shard.h"
#include "extractor/source_cache.h"

struct project {
    struct config config;
    struct folders folders;
    struct compiler_options compiler; // of the sources
    struct program program;
    const struct dialect **dialects; // those of the configuration
    struct program_worker *workers;  // one for each job: they hold the sources, and the bytes of catalogs
    struct extraction extraction;
    const struct format *format;
    size_t jobs;
    struct arena *spares; // one for each job: memory that one catalog is done with, for the next one
    // Where only a part of the sources is read, or where parts are joined (cli/sharding.h); else NULL.
    struct shard *shard;
    struct fragments *fragments;
    struct reading *first; // of either; see extract_options
    // What catalogs hold when there is nothing to do with them, so that these need not be parsed; or NULL.
    const struct settled_texts *settled;
};

// What is kept from one run to the next of the same process (`--watch`).
struct project_cache {
    struct source_cache sources;
    struct folder_cache folders;
};

void project_cache_free(struct project_cache *cache);

// Reads the configuration. In drop-in mode a configuration without `$schema` gets one at once, as its own
// tool does it.
enum status project_open(struct context *context, struct project *project);
// Finds the sources and reads their messages. In a project without sources (config_has_sources) the messages
// are those of its catalogs.
enum status project_scan(struct context *context, struct project *project);
// Hands the memory of the sources to the command: texts and spans stay good until it ends.
void project_close(struct context *context, struct project *project);

// One catalog of the project. Each has an arena and diagnostics of its own, so that the pool can work on
// many.
struct project_catalog {
    struct str locale; // as the configuration spells it
    struct str path;
    struct str held;  // the bytes of its file
    bool was_read;    // and so `held` is known: those of an absent file are none
    bool is_present;  // there is a file, and it is not empty
    bool is_failed;   // it cannot be used; `diags` say why
    bool is_foreign;  // its target language is another one
    bool is_settled;  // its bytes show that nothing is to do: `settled` says what was seen on the way
    bool is_released; // nothing came of it, and its memory is another one's
    struct settled settled;
    struct catalog catalog;
    struct arena units; // of all that was made of the bytes
    struct diags diags;
};

struct project_catalog_list {
    struct project_catalog *at;
    size_t count, capacity;
    bool is_surveyed; // cli/survey.h says what is wrong with their locales, so that reading them need not
};

// Lists the catalogs: of all target locales (for formats with one file a locale, in the configuration's
// order, doubles once), or all files that match the configuration's pattern. False with a diagnostic when a
// folder cannot be read.
bool catalogs_list(struct context *context, const struct project *project, struct project_catalog_list *out);
// Lists the files of the catalogs' folder that are catalogs of no locale of the project: locales are spelled
// as in the files' names. None where a pattern says which files there are. False with a diagnostic as above.
bool catalogs_unlisted(struct context *context, const struct project *project,
                       const struct project_catalog_list *catalogs, struct project_catalog_list *out);
// Reads the listed catalogs on the pool; each one that can be used is handed to `then` (if not NULL) by its
// number at once, so that its memory may be lent to `spares` of the worker before the next one is read. Adds
// their diagnostics, and warnings about locales that do not fit and files of no locale. STATUS_FINDINGS when
// one cannot be used.
enum status catalogs_read(struct context *context, const struct project *project, pool_work *then,
                          void *then_context, struct project_catalog_list *catalogs);
// The path of the source locale's catalog, whether it is there or not.
struct str catalogs_source_path(struct context *context, const struct project *project);
// The messages of a project without sources: those of the source locale's catalog where that holds any, else
// of all catalogs, each id once. STATUS_FINDINGS when a catalog cannot be used.
enum status catalogs_messages(struct context *context, struct project *project);
// Adds the diagnostics that work on the catalogs has left, in order.
void catalogs_report(struct context *context, struct project_catalog_list *catalogs);
// Hands what was made of the catalogs to the command, so that it stays good until the end.
void catalogs_close(struct context *context, struct project_catalog_list *catalogs);
// The catalog that the application's locale is built from, or NULL: the last one that says this language.
struct project_catalog *catalogs_find(struct project_catalog_list *catalogs, struct str locale);

#endif
