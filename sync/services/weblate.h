// What the parts of the Weblate service share: its REST API (https://docs.weblate.org/en/latest/api.html) as
// far as it is spoken here.
//
// Weblate moves files: a language is read as the file that Weblate keeps in its repository, in the format of
// the component, and written by uploading a file in which only the units are left that are to change. So ids,
// placeholders and states are those of the file, and glot's own readers and writers of that format count.
#ifndef SYNC_SERVICES_WEBLATE_H
#define SYNC_SERVICES_WEBLATE_H

#include "base/jsonc.h"
#include "catalog/format.h"
#include "sync/http.h"
#include "sync/service.h"

// A file that was read from Weblate.
struct weblate_file {
    struct str code;
    struct str bytes;
};

struct weblate_file_list {
    struct weblate_file *at;
    size_t count, capacity;
};

struct weblate {
    struct remote *remote;
    struct str root;        // "https://hosted.weblate.org/api/"
    struct str component;   // "acme/web", as it stands in URLs
    struct str file_format; // Weblate's name of it: "po", "xliff"
    const char *suffix;     // of its files, or NULL: it is none that glot exchanges with Weblate
    struct format_options options;
    struct weblate_file_list files; // as they were last read
};

// ---- weblate_api.c

// One request, and what it is for: "reading translations".
struct weblate_call {
    struct weblate *weblate;
    const char *doing;
    struct str language; // empty: none
    struct http_request request;
};

// How many objects a page shall hold, as a query says it, and how many pages of one list are read.
#define WEBLATE_PAGE_SIZE "page_size=1000"
enum { weblate_most_pages = 1000 };

// A call of "https://…/api/KIND/PROJECT/COMPONENT/[LANGUAGE/]REST". `wants_json`: what comes back is JSON.
struct weblate_call weblate_call(struct weblate *weblate, const char *doing, const char *kind,
                                 struct str language, const char *rest, bool wants_json);
// What is sent along, as JSON or as a form with a file (RFC 7578).
void weblate_send_json(struct weblate_call *call, struct str body);
struct weblate_field {
    const char *name, *value;
};
void weblate_send_file(struct weblate_call *call, const struct weblate_field *fields, size_t count,
                       struct str bytes);

// Whether the answer is a success; false with diagnostics in Weblate's own words.
bool weblate_succeeded(const struct weblate_call *call, const struct http_answer *answer);
// The same, and reads its JSON.
bool weblate_read_json(const struct weblate_call *call, const struct http_answer *answer,
                       struct jsonc_file *out);
// The objects of a page, and the address of the next one (empty: this was the last). False with a diagnostic
// when it is no page, or when the next one lies at another origin: there the token does not go.
bool weblate_read_page(const struct weblate_call *call, const struct http_answer *answer,
                       const struct jsonc **results, struct str *next);

// Of a member: its text, or nothing; its number, or 0.
struct str weblate_text(const struct jsonc *object, const char *key);
size_t weblate_count(const struct jsonc *object, const char *key);

// What became of a write.
enum write_outcome weblate_outcome(const struct http_answer *answer);

struct diag *weblate_complain(const struct weblate_call *call, enum kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// ---- weblate.c

// What tells whether a language changed, of a row of statistics.
struct str weblate_version(const struct jsonc *row, struct arena *arena);

// ---- weblate_read.c

bool weblate_read(struct remote *remote, struct remote_read *reads, size_t count);
// The catalog of a file's bytes. False with diagnostics.
bool weblate_parse(const struct weblate_call *call, struct str bytes, bool for_writing, struct catalog *out);
// The file that was read of a language, or NULL.
struct weblate_file *weblate_file(struct weblate *weblate, struct str code);

// ---- weblate_write.c

bool weblate_write(struct remote *remote, struct remote_write *writes, size_t count);
bool weblate_write_source(struct remote *remote, const struct catalog *source,
                          const struct source_policy *policy, enum write_outcome *outcome,
                          struct write_counts *counts);

#endif
