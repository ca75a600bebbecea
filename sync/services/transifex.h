// Transifex, API v3 (https://developers.transifex.com/reference/api-introduction), as the parts of this
// service share it. What is asked and why: docs/transifex.md.
#ifndef SYNC_SERVICES_TRANSIFEX_H
#define SYNC_SERVICES_TRANSIFEX_H

#include "catalog/format.h"
#include "sync/async_job.h"

// What a remote of this service keeps.
struct transifex {
    struct str base;        // "https://rest.api.transifex.com"
    struct str project_id;  // "o:acme:p:web"
    struct str resource_id; // "o:acme:p:web:r:en_xlf"
    struct str shown;       // "acme/web/en_xlf"
    // Of the files that are exchanged. The project's own options must not change what a text looks like at
    // the service: there it would be another text.
    struct format_options format;
};

static inline const struct transifex *transifex_of(const struct remote *remote)
{
    return remote->own;
}

struct subject transifex_subject(struct remote *remote, struct str language, const char *doing);

// ---- addresses (transifex_address.c)

// `remote->own`, from the address. False with a diagnostic where it is none that Transifex can have.
bool transifex_locate(struct remote *remote);
struct str transifex_branch_resource(struct str resource, struct str branch, struct arena *arena);
struct str transifex_resource_id(const struct remote *remote, struct str resource);
// "BASE/TYPE/ID", escaped.
struct str transifex_url(const struct remote *remote, const char *type, struct str id);

struct query_pair {
    const char *name;
    struct str value;
};
// "BASE/TYPE?NAME=VALUE&…", escaped.
struct str transifex_query(const struct remote *remote, const char *type, const struct query_pair *pairs,
                           size_t count);
// "l:de"
struct str transifex_language_id(const struct remote *remote, struct str code);

// "pt-BR" of "pt_BR": as Transifex writes languages into files.
struct str transifex_tag(struct str code, struct arena *arena);
void transifex_complain_of_language(const struct subject *subject);

// ---- documents to be sent: {"data":{"type":…,"attributes":{…},"relationships":{…}}}

struct json;
void transifex_open_document(struct json *json, const char *type); // attributes come next
void transifex_open_related(struct json *json);                    // then relationships
void transifex_put_related(struct json *json, const char *name, const char *type, struct str id);
struct str transifex_close_document(struct json *json, struct arena *arena);

// ---- counters (transifex_stats.c)

// What is known of a language at one time. As text it is the version of a remote_language.
struct transifex_stats {
    struct str code;
    struct str source; // the project's source language; known of versions only
    struct str updated, translated_at, reviewed_at,
        proofread_at; // times as the service writes them, or empty
    size_t total, translated, reviewed, proofread;
    // Times count seconds. In the second of the last change there may be another one after this look, which
    // the same version would hide; so such a version equals no later one.
    bool is_unsettled;
};

struct transifex_stats_list {
    struct transifex_stats *at;
    size_t count, capacity;
};

// Seconds since 1970 of a time as the service writes it; false where it is none.
bool transifex_time(struct str text, double *out);
// With the project's source language, which never changes: so a run that knows a version need not ask for it.
struct str transifex_version(const struct transifex_stats *stats, struct str source, struct arena *arena);
// False where the text is none of ours.
bool transifex_version_read(struct str version, struct transifex_stats *out);
// Of all languages, the source's too. False with diagnostics, unless the resource is not there: `is_missing`.
bool transifex_stats_read(struct remote *remote, double delay, struct transifex_stats_list *out,
                          bool *is_missing);
const struct transifex_stats *transifex_stats_find(const struct transifex_stats_list *list, struct str code);

// ---- texts (transifex_texts.c)

// The service's strings are what stands inside of `source` and `target` elements. To make patterns of them a
// document of XLIFF is put together and read as any other, so that both ways have one reader.
struct transifex_texts {
    struct remote *remote;
    struct str language; // of the targets; empty: sources only
    struct buf document;
    struct unit_list units; // of each its id, context and state
    struct str_list broken; // ids of texts that were not well-formed, and were taken letter by letter
    struct arena scratch;
};

// Adds a unit; `target` is {NULL, 0} where it has none.
void transifex_add_text(struct transifex_texts *texts, struct str id, struct str context, struct str source,
                        struct str target, enum unit_state state);
// Reads what was added, and forgets it. False with diagnostics.
bool transifex_read_texts(struct transifex_texts *texts, struct catalog *out);
void transifex_drop_texts(struct transifex_texts *texts);

// The fresh document of a catalog. A language other than empty: with targets. False with diagnostics.
bool transifex_document(struct remote *remote, const struct catalog *catalog, struct str language,
                        struct str *out);
// That document read again: target_bytes of each unit is the range of its string in `out->bytes`.
bool transifex_strings(struct remote *remote, const struct catalog *catalog, struct str language,
                       struct catalog *out);

// ---- reading and writing (transifex_read.h, transifex_source.c, transifex_write.c)

bool transifex_read(struct remote *remote, struct remote_read *reads, size_t count);
bool transifex_write_source(struct remote *remote, const struct catalog *source,
                            const struct source_policy *policy, enum write_outcome *outcome,
                            struct write_counts *counts);
bool transifex_write(struct remote *remote, struct remote_write *writes, size_t count);

#endif
