// What push, pull and sync have in common: a project, its resource at a service, and the exchange between
// them (sync/exchange.h). Here files are read and written, and people are told.
#ifndef CLI_EXCHANGING_H
#define CLI_EXCHANGING_H

#include "cli/catalogs.h"
#include "sync/exchange.h"
#include "sync/language.h"
#include "sync/setup.h"

// The rows of every command that talks to a service.
// clang-format off
#define OPTIONS_OF_SERVICE \
    OPTIONS_OF_PROJECT, \
    {"resource", 'r', OPTION_TEXT, "NAME", offsetof(struct settings, resource), \
     "Which resource, where the configuration names several or none"}, \
    {"project", 0, OPTION_TEXT, "NAME", offsetof(struct settings, project), \
     "The project at the service, where the configuration does not say"}, \
    {"branch", 0, OPTION_TEXT, "NAME", offsetof(struct settings, branch), \
     "The resource of this branch, made when it is not there"}
#define OPTIONS_OF_EXCHANGE \
    OPTIONS_OF_SERVICE, \
    {"locale", 'l', OPTION_TEXTS, "TAG", offsetof(struct settings, locales), \
     "Only this locale; may be repeated"}, \
    {"dry-run", 'n', OPTION_FLAG, NULL, offsetof(struct settings, dry_run), \
     "Write nothing, here or there; print each difference and what would be done about it"}, \
    {"conflicts", 0, OPTION_WISH, "ask|ours|theirs|newer", offsetof(struct settings, conflicts), \
     "What is done with a translation that both sides changed (default: ask on a terminal, else leave both)"}
#define OPTIONS_OF_TAKING \
    {"mode", 0, OPTION_WISH, "translated|reviewed|proofread", offsetof(struct settings, mode), \
     "Take translations only once they are that far"}, \
    {"minimum", 0, OPTION_TEXT, "PERCENT", offsetof(struct settings, minimum), \
     "Take only from languages of which so much is translated"}
#define OPTIONS_OF_SENDING \
    {"allow-shrink", 0, OPTION_FLAG, NULL, offsetof(struct settings, allow_shrink), \
     "Push a source that lacks many of the service's units, which deletes them there"}, \
    {"allow-loss", 0, OPTION_FLAG, NULL, offsetof(struct settings, allow_loss), \
     "Drop translations at the service that were not pulled yet, where their source changed"}, \
    {"add-languages", 0, OPTION_FLAG, NULL, offsetof(struct settings, add_languages), \
     "Add the project's locales to the service's project (it may cost money there)"}, \
    {"reviews", 0, OPTION_FLAG, NULL, offsetof(struct settings, reviews), \
     "Tell the service, too, which translations were reviewed here"}
// clang-format on

// An exchange under a command.
struct exchanging {
    struct context *context;
    struct project project;
    struct sync_resource resource;
    struct project_catalog_list catalogs; // all of the project
    size_t *slots;                        // for each locale of the exchange the number of its catalog
    struct str *state_paths;              // of the catalogs, and last of the source
    struct str *states_held;              // what these files hold
    struct catalog source;
    struct remote remote;
    struct exchange_options options;
    struct exchange exchange;
    const char *stage;       // what the service is asked for
    size_t languages, ended; // of those that are read or written: all, and those that are done
    size_t answers, repeats; // of its requests
    size_t written;          // files here
};

// Runs it. `directions` are EXCHANGE_PULL and EXCHANGE_PUSH.
enum status exchange_command(struct context *context, unsigned directions);
// Opens the project and the resource, so that `remote` is filled in; for commands that only look.
enum status exchange_open(struct context *context, struct exchanging *e);
void exchange_close(struct exchanging *e);
// What the resource is called for people: "transifex acme/web/en_xlf".
struct str exchange_name(const struct exchanging *e);
// Which language of the service is which locale of the project; needs an open resource.
void exchange_languages(struct exchanging *e, struct languages *out);

// The project's own source as a catalog: a file that the configuration names, else the messages of the
// sources.
enum status exchange_source(struct exchanging *e);
// Reads the catalogs and the states of all locales.
enum status exchange_read(struct exchanging *e);
// A version that the last exchange was told, or nothing.
struct str exchange_last_version(const struct exchanging *e);
// Writes the catalogs that changed; then, when all is done, the states.
enum status exchange_write_catalogs(struct exchanging *e);
enum status exchange_write_states(struct exchanging *e);

// What becomes of a conflict (exchange_choice; the context is the exchanging): by the times that the service
// and git know, or by asking the person at the terminal.
enum verdict exchange_by_time(void *context, const struct exchange_locale *locale,
                              const struct catalog *there, const struct difference *difference);
enum verdict exchange_by_asking(void *context, const struct exchange_locale *locale,
                                const struct catalog *there, const struct difference *difference);
// A text as people see it: on one line, with the code in its neutral form.
struct str exchange_shown(const struct pattern *pattern, struct arena *arena);

// Adds a diagnostic for each conflict, and for what is in quarantine.
void exchange_complain(struct exchanging *e);
// Prints what was done, or would be.
void exchange_tell(struct exchanging *e);
// The same of a branch that has become part of its base.
void exchange_tell_merge(struct exchanging *e);

#endif
