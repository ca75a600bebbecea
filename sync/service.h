// Services where people translate. One file in services/ and one row in service.c each.
//
// A service moves catalogs; it decides nothing. What differs, what is taken and what is sent is the
// exchange's business (exchange.h), above this contract; files, too. Requests, retries and deadlines are the
// transport's (http.h), below it.
//
// Texts cross this contract in their neutral form (neutral.h): code of placeholders is an opaque "{0}", so
// that no service and no translator sees what a variable is called. Locales cross it in the service's
// spelling.
//
// Every operation works on all that it is given at a time, as parallel as the service allows, and comes back
// when all is done or has failed. What failed says so itself, with a diagnostic; what succeeded stays good.
#ifndef SYNC_SERVICE_H
#define SYNC_SERVICE_H

#include "base/arena.h"
#include "base/diag.h"
#include "catalog/catalog.h"

// What a service can do beside reading and writing; the exchange asks before it tries.
enum ability {
    ABLE_CREATE = 1 << 0,        // makes resources
    ABLE_ADD_LANGUAGES = 1 << 1, // adds languages to a project
    ABLE_REVIEWED = 1 << 2,      // tells reviewed translations from others
    ABLE_PROOFREAD = 1 << 3,     // and those that were reviewed twice
    ABLE_VERSIONS = 1 << 4,      // tells cheaply whether a language changed: remote_language.version
    ABLE_DELTA = 1 << 5,         // reads only what changed since a version
    ABLE_KEEP = 1 << 6,          // keeps translations of a text that changes, when it is told to
    ABLE_BRANCHES = 1 << 7,
    ABLE_WRITE_SOURCE = 1 << 8,
};

// Where a resource is. What the parts mean is the service's business; its row says how they are spelled.
struct address {
    struct str service;  // the name of its row
    struct str host;     // "https://rest.api.transifex.com"; a folder's path; empty: the service's own
    struct str project;  // "acme/web"
    struct str resource; // "en_xlf"; of a branch already the branch's own
    struct str base;     // the resource that a branch belongs to, else empty
};

// How the program proves who it is. Never printed, never in an argument of a program, never sent to another
// origin.
struct credentials {
    struct str token;   // empty: none is needed
    struct str origin;  // what was asked for it, for messages: "TX_TOKEN", "~/.transifexrc"
    struct str ca_file; // PEM; empty: the system's
};

// Where a service is reached and what it wants of credentials (credentials.h).
struct service_access {
    const char *host;      // where it serves, unless a project says otherwise; NULL: a project has to say
    const char *token;     // the variable of the environment that holds the token: "TX_TOKEN"; NULL: none
                           // is needed
    const char *host_name; // the one that says where it serves, or NULL: "TX_HOSTNAME"
    const char *ca_file;   // the one that names a file of roots, or NULL: "TX_CACERT"
    const char *rc_file;   // a file in the home folder with tokens by host, or NULL: ".transifexrc"
    bool is_folder;        // the host is the path of a folder
};

struct remote_language {
    struct str code;                               // as the service spells it
    size_t total, translated, reviewed, proofread; // units; what needs review is not translated
    struct str version; // opaque: equal ones mean that nothing changed meanwhile. Empty: not known
};

struct remote_language_list {
    struct remote_language *at;
    size_t count, capacity;
};

struct http;
struct http_options;

// A resource at a service, under one command.
struct remote {
    const struct service *service;
    struct address address;
    struct credentials credentials;
    struct http *http;   // the transport; services that need none leave it alone
    struct arena *arena; // of all that is read
    struct diags *diags;
    const struct format_options *options; // of the file format that is exchanged
    struct str since; // the version of one of its languages in an earlier run, or empty: what never changes
                      // may be taken from it
    // What open found:
    bool exists;                           // the resource is there
    struct remote_language source;         // the source language; code empty when it cannot be told
    struct remote_language_list languages; // the target languages
    void *own;                             // the service's own
};

enum read_mode { READ_TRANSLATED, READ_REVIEWED, READ_PROOFREAD };

// One language to be read, or the source.
struct remote_read {
    struct str code; // empty: the source
    enum read_mode mode;
    struct str since; // a version that was read before: only what changed since is wanted; empty: all
    // The ids that had a translation in that version. By them a service proves that nothing was taken away
    // since; without them it reads all.
    const struct map *known;
    // out
    bool is_failed;
    // Only what changed since is in the catalog; a unit without target in it has lost its translation.
    bool is_delta;
    // When translations were written, where the service tells: id → struct str *, "2026-11-26T18:42:05Z".
    struct map times;
    // Units in the service's order, of id, source, target and state: TRANSLATED, REVIEWED (reviewed), FINAL
    // (proofread), NEW (without target), and where the service knows of it NEEDS_REVIEW and STALE, with
    // `previous`: the translation must be looked at (catalog.h). What the mode does not ask for comes as NEW,
    // or not at all; READ_TRANSLATED asks for all that have a target. Of the source: sources only.
    struct catalog catalog;
};

// What the service says that it did.
struct write_counts {
    size_t created, updated, skipped, deleted;
};

enum write_outcome {
    WRITE_DONE,
    WRITE_NOT_DONE, // nothing has changed at the service
    WRITE_UNKNOWN,  // the connection was lost after the request was sent: read before you write again
};

struct source_policy {
    bool keep_translations; // of units whose text changes
    bool replace_edited;    // texts that were edited at the service, too
    struct str name;        // of a resource that has to be created: "en.xlf"
};

// One language to be written: these units and no others.
struct remote_write {
    struct str code;
    // Units with sources, targets and states. A unit without target: its translation is taken away.
    struct catalog catalog;
    bool with_states; // also what was reviewed and proofread: the token needs the role of a reviewer
    // out
    enum write_outcome outcome;
    struct write_counts counts;
};

struct service {
    const char *name;               // "transifex", as configurations spell it
    const char *meaning;            // for help and manual: one line
    const char *project, *resource; // how they are spelled, for help: "ORGANIZATION/PROJECT", "RESOURCE";
                                    // NULL: it has none
    struct service_access access;
    unsigned abilities; // of enum ability
    // Says how it wants to be spoken to: origin, authorization, certificates and budgets of the options for
    // http_open. NULL: it needs no transport.
    void (*transport)(const struct remote *remote, struct http_options *options);
    // Looks at the resource in as few requests as can be (one, where there is nothing new): fills the lower
    // half of the remote. A resource that is not there is no failure; a refused token and a service that
    // cannot be reached are.
    bool (*open)(struct remote *remote);
    // Makes the resource, empty. Needs ABLE_CREATE.
    bool (*create)(struct remote *remote, const struct source_policy *policy);
    bool (*add_languages)(struct remote *remote, const struct str_list *codes);
    // Reads all that is asked for. False when one of them failed.
    bool (*read)(struct remote *remote, struct remote_read *reads, size_t count);
    // Makes `source` the whole truth: units that it has not are deleted with their translations.
    bool (*write_source)(struct remote *remote, const struct catalog *source,
                         const struct source_policy *policy, enum write_outcome *outcome,
                         struct write_counts *counts);
    // Writes translations; what is not in the catalogs stays as it is. False when one of them failed.
    bool (*write)(struct remote *remote, struct remote_write *writes, size_t count);
    // What the resource of a branch is called, by the full name of the branch; different names never give
    // one resource. NULL: no branches.
    struct str (*branch_resource)(struct str resource, struct str branch, struct arena *arena);
    // Brings a branch's units into its base, and ends it.
    bool (*merge_branch)(struct remote *remote);
    bool (*delete_branch)(struct remote *remote);
    void (*close)(struct remote *remote);
};

extern const struct service *const services[];
extern const size_t service_count;

// The service of that name, or NULL.
const struct service *service_find(struct str name);
// The target language of that code, or NULL.
const struct remote_language *remote_language_find(const struct remote *remote, struct str code);

#endif
