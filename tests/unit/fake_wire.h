// The transport over a false wire and a false clock: an hour of retries takes no time.
#ifndef TESTS_UNIT_FAKE_WIRE_H
#define TESTS_UNIT_FAKE_WIRE_H

#include "sync/http.h"
#include "sync/wire.h"
#include "tests/unit/unit.h"

#include <math.h>
#include <stdlib.h>

// ---- a wire that answers as a script says
//
// A script has a word for each try: a status ("503", "429/7" with Retry-After, "429~7" with the seconds in
// the body, "429@" with a date a minute after the start, "401$" with the token in the body), or a trouble
// ("cut"), with "!" when bytes of the request had been sent before. The last word answers all further tries.
// "+N" makes it take N seconds.

#define TOKEN  "1/0123456789abcdef"
#define ORIGIN "https://rest.example.com"

enum { most_flights = 64 };

struct flight {
    void *owner;
    double end;
    const char *word;
};

struct fake {
    struct arena arena;
    struct diags diags;
    double time;
    const char *script;
    size_t word; // the next one
    struct flight flights[most_flights];
    size_t flying, most_flying;
    struct buf log;         // of what was sent: method, URL, headers, body, each on a line
    struct str_list bodies; // as they were sent
    double *sent_at;        // of each request
    size_t sent, room;
    struct http *http;
    struct wire wire;
};

static inline double fake_now(void *context)
{
    return ((struct fake *)context)->time;
}

static inline void fake_wait(void *context, double until)
{
    struct fake *fake = context;
    assert_true(isfinite(until));
    fake->time = fmax(fake->time, until);
}

static inline double fake_date(void *context)
{
    return 784111777 + fake_now(context); // Sun, 06 Nov 1994 08:49:37 GMT
}

static inline const char *next_word(struct fake *fake)
{
    const char *word = fake->script;
    for (size_t i = 0; i < fake->word && strchr(word, ' '); i++)
        word = strchr(word, ' ') + 1;
    fake->word++;
    return word;
}

static inline double number_behind(const char *word, char mark)
{
    size_t len = strcspn(word, " ");
    const char *at = memchr(word, mark, len);
    return at ? strtod(at + 1, NULL) : -1;
}

static inline void fake_begin(void *context, const struct wire_request *request, void *owner)
{
    struct fake *fake = context;
    const char *word = next_word(fake);
    assert_true(fake->flying < most_flights);
    double seconds = fmax(0, number_behind(word, '+'));
    fake->flights[fake->flying++] = (struct flight){owner, fake->time + seconds, word};
    fake->most_flying = fake->flying > fake->most_flying ? fake->flying : fake->most_flying;
    buf_print(&fake->log, "%s " STR_FORMAT "\n", http_method_name(request->method), STR_ARG(request->url));
    for (size_t i = 0; i < request->headers.count; i++)
        buf_print(&fake->log, STR_FORMAT ": " STR_FORMAT "\n", STR_ARG(request->headers.at[i].name),
                  STR_ARG(request->headers.at[i].value));
    *list_push(&fake->bodies, &fake->arena) = arena_copy(&fake->arena, request->body);
    if (fake->sent == fake->room) {
        fake->room = fake->room * 2 + 64;
        fake->sent_at = realloc(fake->sent_at, fake->room * sizeof *fake->sent_at);
    }
    fake->sent_at[fake->sent++] = fake->time;
}

static const struct {
    const char *word;
    enum http_trouble trouble;
} script_words[] = {
    {"noname", HTTP_NO_NAME}, {"noconn", HTTP_NO_CONNECTION}, {"noproxy", HTTP_NO_PROXY},
    {"tls", HTTP_NO_TRUST},   {"time", HTTP_NO_TIME},         {"slow", HTTP_TOO_SLOW},
    {"cut", HTTP_CUT_OFF},    {"large", HTTP_TOO_LARGE},      {"garbled", HTTP_GARBLED},
    {"page", HTTP_PAGE},      {"url", HTTP_BAD_URL},          {"origin", HTTP_OTHER_ORIGIN},
    {"over", HTTP_OVERDUE},   {"stop", HTTP_INTERRUPTED},
};

static inline enum http_trouble trouble_of(const char *word)
{
    for (size_t i = 0; i < sizeof script_words / sizeof *script_words; i++)
        if (strncmp(word, script_words[i].word, strlen(script_words[i].word)) == 0)
            return script_words[i].trouble;
    return HTTP_FINE;
}

static inline const char *name_of(enum http_trouble trouble)
{
    for (size_t i = 0; i < sizeof script_words / sizeof *script_words; i++)
        if (script_words[i].trouble == trouble)
            return script_words[i].word;
    return "";
}

static inline struct wire_answer answer_of(struct fake *fake, const struct flight *flight)
{
    const char *word = flight->word;
    struct wire_answer answer = {.owner = flight->owner, .trouble = trouble_of(word), .is_sent = true};
    if (answer.trouble == HTTP_PAGE) {
        answer.trouble = HTTP_FINE;
        answer.status = 200;
        answer.head.media_type = STR("text/html");
        answer.body = STR(" <!doctype html>");
    } else if (answer.trouble) {
        answer.is_sent = memchr(word, '!', strcspn(word, " ")) != NULL;
        answer.detail = STR("so it is");
    } else {
        answer.status = strtol(word, NULL, 10);
        answer.body = STR("{}");
    }
    if (number_behind(word, '/') >= 0)
        answer.head.retry_after = arena_print(&fake->arena, "%.0f", number_behind(word, '/'));
    if (memchr(word, '$', strcspn(word, " ")))
        answer.body = STR("no " TOKEN " nor " TOKEN "1/0123");
    if (number_behind(word, '@') >= 0)
        answer.head.retry_after = STR("Sun, 06 Nov 1994 08:50:37 GMT");
    if (number_behind(word, '~') >= 0)
        answer.body = arena_print(&fake->arena, "{\"detail\":\"Expected available in %.0f seconds.\"}",
                                  number_behind(word, '~'));
    return answer;
}

static inline void take_flight(struct fake *fake, size_t number)
{
    fake->flights[number] = fake->flights[--fake->flying];
}

static inline bool fake_next(void *context, double seconds, int watched, struct wire_answer *out)
{
    struct fake *fake = context;
    (void)watched;
    size_t first = 0;
    for (size_t i = 1; i < fake->flying; i++)
        if (fake->flights[i].end < fake->flights[first].end)
            first = i;
    if (fake->flights[first].end > fake->time + seconds) {
        fake->time += seconds;
        return false;
    }
    fake->time = fmax(fake->time, fake->flights[first].end);
    *out = answer_of(fake, &fake->flights[first]);
    take_flight(fake, first);
    return true;
}

static inline void fake_drop(void *context, void *owner, struct wire_answer *out)
{
    struct fake *fake = context;
    for (size_t i = 0; i < fake->flying; i++)
        if (fake->flights[i].owner == owner) {
            *out = (struct wire_answer){.owner = owner, .is_sent = true};
            take_flight(fake, i);
            return;
        }
    fail_msg("dropped what does not fly");
}

static inline void fake_close(void *context)
{
    assert_int_equal(((struct fake *)context)->flying, 0);
}

static inline struct http_options options_of(struct fake *fake)
{
    fake->wire = (struct wire){fake_begin, fake_next, fake_drop, fake_close, fake};
    return (struct http_options){.origin = STR(ORIGIN),
                                 .authorization = STR("Bearer " TOKEN),
                                 .clock = {fake_now, fake_wait, fake_date, fake},
                                 .seed = 7,
                                 .wire = &fake->wire};
}

static inline void fake_open(struct fake *fake, const char *script, const struct http_options *options)
{
    struct http_options plain = options_of(fake);
    fake->diags.arena = &fake->arena;
    fake->script = script;
    fake->http = http_open(options ? options : &plain, &fake->arena, &fake->diags);
    assert_non_null(fake->http);
}

// Whatever happened: no text that came out has the token in it.
static inline void fake_end(struct fake *fake)
{
    for (size_t i = 0; i < fake->diags.count; i++)
        assert_int_equal(str_find(fake->diags.at[i].message, STR(TOKEN), 0), STR_NONE);
    if (fake->http)
        http_close(fake->http);
    buf_free(&fake->log);
    free(fake->sent_at);
    arena_free(&fake->arena);
    *fake = (struct fake){0};
}

static inline bool was_sent(const struct fake *fake, struct str line)
{
    return str_find(buf_str(&fake->log), line, 0) != STR_NONE;
}

static const struct http_request get = {.url = STR_INIT(ORIGIN "/a"), .wants_json = true};
static const struct http_request write_once = {
    .method = HTTP_POST, .url = STR_INIT(ORIGIN "/a"), .body = STR_INIT("{\"data\":1}"), .wants_json = true};
static const struct http_request write_again = {.method = HTTP_POST,
                                                .url = STR_INIT(ORIGIN "/a"),
                                                .body = STR_INIT("{\"data\":1}"),
                                                .is_repeatable = true,
                                                .wants_json = true};

// ---- tasks that send one request after the other

struct walker {
    struct http_request request;
    size_t left; // requests to be sent
    struct http_answer last;
    size_t answers;
};

static inline void walk(struct http_task *task, const struct http_answer *answer)
{
    struct walker *walker = task->context;
    if (answer) {
        walker->last = *answer;
        walker->answers++;
    }
    if (walker->left == 0)
        return;
    walker->left--;
    http_send(task, &walker->request);
}

static inline struct walker *run_tasks(struct fake *fake, const struct http_request *request, size_t tasks,
                                       size_t requests)
{
    struct walker *walkers = arena_array(&fake->arena, struct walker, tasks);
    struct http_task *list = arena_array(&fake->arena, struct http_task, tasks);
    for (size_t i = 0; i < tasks; i++) {
        walkers[i] = (struct walker){.request = *request, .left = requests};
        list[i] = (struct http_task){.step = walk, .context = &walkers[i]};
    }
    http_run(fake->http, list, tasks);
    return walkers;
}

#endif
