// The catalogs of a project: which there are, what they hold, and messages from them where no sources say
// any.
#ifndef CLI_CATALOGS_H
#define CLI_CATALOGS_H

#include "base/pool.h"
#include "catalog/catalog.h"
#include "catalog/formats/xliff12_settled.h"
#include "cli/project.h"

// One catalog of the project. Each has an arena and diagnostics of its own, so that the pool can work on
// many.
struct project_catalog {
    struct str locale; // as the configuration spells it
    struct str path;
    struct str held; // the bytes of its file; none where it is settled and has no strays
    struct {
        size_t len;
        uint64_t hash;
    } contents;       // what is known of these bytes in any case; the hash where a trail wants it
    bool was_read;    // and so `held` is known: those of an absent file are none
    bool is_present;  // there is a file, and it is not empty
    bool is_failed;   // it cannot be used; `diags` say why
    bool is_foreign;  // its target language is another one
    bool is_settled;  // its bytes show that nothing is to do: `settled` says what was seen on the way
    bool has_strays;  // and that could not be seen without holding all of them
    bool is_released; // nothing came of it, and its memory is another one's
    struct settled settled;
    const struct xml_document *document; // of its bytes, where `meet` has parsed them; else NULL
    struct catalog catalog;
    struct arena units; // of all that was made of the bytes
    struct diags diags;
};

struct project_catalog_list {
    struct project_catalog *at;
    size_t count, capacity;
    pool_work *meet;    // called by number with each whose bytes are there, before these are read; or NULL
    pool_work *refuse;  // the same with each of them that turns out to be of no use, once its diags say why
    void *meet_context; // of both
    bool is_surveyed;   // cli/survey.h says what is wrong with their locales, so that reading them need not
    bool are_needed;    // what is missing is worth a warning: nothing writes it
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
// number at once, so that its memory may be given back before the next one is read. Adds their diagnostics,
// and warnings about locales that do not fit and files of no locale. STATUS_FINDINGS when one cannot be used.
enum status catalogs_read(struct context *context, const struct project *project, pool_work *then,
                          void *then_context, struct project_catalog_list *catalogs);
// Warns of one of the catalogs, which were read, that is not there.
void catalogs_warn_of_missing(const struct project *project, const struct project_catalog_list *catalogs,
                              struct str path, struct str locale, struct diags *diags);
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
