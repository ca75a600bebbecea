// One request and its answer, as endpoints see them. An endpoint reads the request and prints its answer; the
// first `refuse_…` ends that: what was printed and written is taken back.
#ifndef SYNC_HUB_EXCHANGE_H
#define SYNC_HUB_EXCHANGE_H

#include "base/digest.h"
#include "base/json_writer.h"
#include "base/map.h"
#include "sync/hub/body.h"
#include "sync/hub/database.h"
#include "sync/hub/endpoint.h"
#include "sync/hub/hub.h"
#include "sync/hub/identifier.h"
#include "sync/uri.h"

// A language of a resource that the request has changed.
struct touched {
    int64_t resource;
    struct str resource_slug, project_slug, code;
    unsigned what; // CHANGED_… of store.h
};

struct touched_list {
    struct touched *at;
    size_t count, capacity;
};

struct exchange {
    const struct hub_request *request;
    const struct endpoint *endpoint;
    struct database *database;
    const struct digest *digest;
    struct str secret;     // that links to storage are signed with
    struct arena *arena;   // of the request
    struct arena *lasting; // of the hub
    struct map *plurals;   // of language.c: language → struct str
    struct uri uri;
    struct str id;              // what stands for the star in the endpoint's path
    int64_t project;            // that the token is good for
    int64_t now;                // seconds since 1970
    struct object_list objects; // of the body
    struct buf body;
    struct json json; // prints into `body`
    struct hub_answer *answer;
    bool is_refused;
    bool has_letters; // for the outbox (outbox.h)
    struct touched_list touched;
};

// The token of the Authorization header, by either scheme; empty without one.
struct str token_of(const struct hub_request *request);

// ---- refusing

// Code and title follow from the status.
void refuse(struct exchange *x, unsigned status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// 400: a field of the body, by its pointer; a parameter of the query, by its name.
void refuse_field(struct exchange *x, struct str pointer, struct str detail);
void refuse_parameter(struct exchange *x, struct str name, struct str detail);
// 400: the attribute or relation of the object of that number in a bulk call.
void refuse_attribute(struct exchange *x, size_t object, const char *name, struct str detail);
void refuse_missing(struct exchange *x, struct str id); // 404

// ---- asking

// The value of a parameter; empty without it.
struct str parameter(const struct exchange *x, const char *name);
// -1: not there; else 0 or 1. Refuses what is neither "true" nor "false".
int parameter_bool(struct exchange *x, const char *name);
// The pieces between its commas, as a list of JSON; {NULL, 0} without it.
struct str parameter_list(const struct exchange *x, const char *name);
// Seconds since 1970 of "2026-11-24T07:00:00Z", fractions allowed; 0: not there. Refuses what is no date.
int64_t parameter_time(struct exchange *x, const char *name);

// A page of a list whose order is a pair of numbers.
struct page {
    size_t limit;
    int64_t first, second; // what the page begins behind; -1 at first
    size_t count;          // of rows printed so far
    bool has_next;
};

// Reads `limit` (from 150 to `greatest`) and `page[cursor]`. False: refused.
bool page_read(struct exchange *x, size_t greatest, struct page *page);
// Whether another row has a place on the page. Called with each row, which has to be asked for up to
// limit + 1; remembers the pair of numbers of the last one that had.
bool page_takes(struct page *page, int64_t first, int64_t second);

// ---- answering

// {"data":[ … ],"links":{…}}. Between list_end_objects and list_end something may be included.
void list_begin(struct exchange *x);
void list_end_objects(struct exchange *x);
void list_end(struct exchange *x, const struct page *page); // NULL: not in pages
// Ends the list of objects that a bulk call changed, unless one of them was refused.
void list_end_bulk(struct exchange *x, unsigned status);
// {"data": … }
void single_begin(struct exchange *x);
void single_end(struct exchange *x, unsigned status);
void answer_empty(struct exchange *x, unsigned status);

// {"type","id","attributes":{ … the attributes follow.
void object_begin(struct exchange *x, const char *type, struct str id);
// }, "links":{"self"},"relationships":{ … the relations follow.
void object_relations(struct exchange *x, const char *type, struct str id);
void object_end(struct exchange *x);
// {"data":{"type","id"},"links":{"related":"/type/id"}}; an empty id: null.
void relation_one(struct exchange *x, const char *name, const char *type, struct str id);
// The relation `language` to one of that code.
void relation_language(struct exchange *x, struct str code);
// {"links":{"related": …}}: the path is printed.
void relation_many(struct exchange *x, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// A link under that key: the origin and the path.
void link_put(struct exchange *x, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
