// A wire whose answers are written down: each request has to be one that the script awaits. Time is false, so
// that minutes of polls take none.
#ifndef TESTS_UNIT_SCRIPTED_WIRE_H
#define TESTS_UNIT_SCRIPTED_WIRE_H

#include "sync/wire.h"
#include "tests/unit/unit.h"

#include <stdio.h>

struct scripted {
    enum http_method method;
    const char *url;  // its end, "*" for what does not matter: "/projects/o:acme:p:web"
    const char *body; // what stands in it, or NULL
    long status;      // 0: the connection is lost after the request was sent
    const char *location, *media_type, *answer;
    // of the test
    bool is_done;
};

struct scripted_wire {
    struct scripted *rows;
    size_t count;
    struct arena *arena;
    struct {
        void *owner;
        const struct scripted *row;
    } under_way[64];
    size_t first, last;
    size_t foreign_with_token; // requests to another origin that bore the authorization
    double time;
    const char *date; // of answers, or NULL
};

// Whether the text is the pattern, in which * is anything.
static inline bool scripted_fits(struct str text, const char *pattern)
{
    const char *star = strchr(pattern, '*');
    if (!star)
        return str_ends(text, str_of(pattern));
    struct str before = {pattern, (size_t)(star - pattern)};
    size_t at = str_find(text, before, 0);
    return at != STR_NONE && scripted_fits(str_from(text, at + before.len), star + 1);
}

static inline bool scripted_is(const struct scripted *row, const struct wire_request *request)
{
    return !row->is_done && row->method == request->method && scripted_fits(request->url, row->url) &&
           (!row->body || str_find(request->body, str_of(row->body), 0) != STR_NONE);
}

static inline bool scripted_is_foreign(const struct wire_request *request)
{
    return !str_starts(request->url, STR("https://rest.test/")) &&
           !str_starts(request->url, STR("https://rest.test?"));
}

static inline void scripted_begin(void *context, const struct wire_request *request, void *owner)
{
    struct scripted_wire *wire = context;
    for (size_t i = 0; i < request->headers.count; i++)
        if (str_is(request->headers.at[i].name, "Authorization"))
            wire->foreign_with_token += scripted_is_foreign(request);
    for (size_t i = 0; i < wire->count; i++)
        if (scripted_is(&wire->rows[i], request)) {
            wire->rows[i].is_done = true;
            wire->under_way[wire->last % 64].owner = owner;
            wire->under_way[wire->last++ % 64].row = &wire->rows[i];
            return;
        }
    fail_msg("no answer for %s " STR_FORMAT "\n" STR_FORMAT, http_method_name(request->method),
             STR_ARG(request->url), STR_ARG(request->body));
}

static inline bool scripted_next(void *context, double seconds, int watched, struct wire_answer *out)
{
    struct scripted_wire *wire = context;
    (void)watched;
    *out = (struct wire_answer){0};
    if (wire->first == wire->last) {
        wire->time += seconds > 0 ? seconds : 0;
        return false;
    }
    const struct scripted *row = wire->under_way[wire->first % 64].row;
    out->owner = wire->under_way[wire->first++ % 64].owner;
    out->is_sent = true;
    out->status = row->status;
    out->body = str_of(row->answer ? row->answer : "");
    out->head.media_type = str_of(row->media_type ? row->media_type : "application/vnd.api+json");
    out->head.date = str_of(wire->date ? wire->date : "");
    out->head.location = str_of(row->location ? row->location : "");
    if (row->status == 0)
        out->trouble = HTTP_CUT_OFF;
    return true;
}

static inline void scripted_drop(void *context, void *owner, struct wire_answer *out)
{
    struct scripted_wire *wire = context;
    *out = (struct wire_answer){.owner = owner, .is_sent = true};
    for (size_t i = wire->first; i < wire->last; i++)
        if (wire->under_way[i % 64].owner == owner)
            wire->under_way[i % 64] = wire->under_way[wire->first++ % 64];
}

static inline void scripted_close(void *context)
{
    (void)context;
}

static inline double scripted_now(void *context)
{
    const struct scripted_wire *wire = context;
    return wire->time;
}

static inline void scripted_wait(void *context, double until)
{
    struct scripted_wire *wire = context;
    if (until > wire->time)
        wire->time = until;
}

static inline double scripted_date(void *context)
{
    (void)context;
    return 1.8e9;
}

static inline struct wire scripted_wire_of(struct scripted_wire *wire)
{
    return (struct wire){scripted_begin, scripted_next, scripted_drop, scripted_close, wire};
}

static inline struct http_clock scripted_clock_of(struct scripted_wire *wire)
{
    return (struct http_clock){scripted_now, scripted_wait, scripted_date, wire};
}

// All that the script awaited has come.
static inline void scripted_expect_end(const struct scripted_wire *wire)
{
    for (size_t i = 0; i < wire->count; i++)
        if (!wire->rows[i].is_done)
            fail_msg("was not asked for: %s %s", http_method_name(wire->rows[i].method), wire->rows[i].url);
}

#endif
