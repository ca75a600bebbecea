// The transport over a false wire and a false clock: an hour of retries takes no time.
#include "sync/http.h"
#include "sync/wire.h"

#include "unit.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

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

static double fake_now(void *context)
{
    return ((struct fake *)context)->time;
}

static void fake_wait(void *context, double until)
{
    struct fake *fake = context;
    assert_true(isfinite(until));
    fake->time = fmax(fake->time, until);
}

static double fake_date(void *context)
{
    return 784111777 + fake_now(context); // Sun, 06 Nov 1994 08:49:37 GMT
}

static const char *next_word(struct fake *fake)
{
    const char *word = fake->script;
    for (size_t i = 0; i < fake->word && strchr(word, ' '); i++)
        word = strchr(word, ' ') + 1;
    fake->word++;
    return word;
}

static double number_behind(const char *word, char mark)
{
    size_t len = strcspn(word, " ");
    const char *at = memchr(word, mark, len);
    return at ? strtod(at + 1, NULL) : -1;
}

static void fake_begin(void *context, const struct wire_request *request, void *owner)
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

static enum http_trouble trouble_of(const char *word)
{
    for (size_t i = 0; i < sizeof script_words / sizeof *script_words; i++)
        if (strncmp(word, script_words[i].word, strlen(script_words[i].word)) == 0)
            return script_words[i].trouble;
    return HTTP_FINE;
}

static const char *name_of(enum http_trouble trouble)
{
    for (size_t i = 0; i < sizeof script_words / sizeof *script_words; i++)
        if (script_words[i].trouble == trouble)
            return script_words[i].word;
    return "";
}

static struct wire_answer answer_of(struct fake *fake, const struct flight *flight)
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

static void take_flight(struct fake *fake, size_t number)
{
    fake->flights[number] = fake->flights[--fake->flying];
}

static bool fake_next(void *context, double seconds, int watched, struct wire_answer *out)
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

static void fake_drop(void *context, void *owner, struct wire_answer *out)
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

static void fake_close(void *context)
{
    assert_int_equal(((struct fake *)context)->flying, 0);
}

static struct http_options options_of(struct fake *fake)
{
    fake->wire = (struct wire){fake_begin, fake_next, fake_drop, fake_close, fake};
    return (struct http_options){.origin = STR(ORIGIN),
                                 .authorization = STR("Bearer " TOKEN),
                                 .clock = {fake_now, fake_wait, fake_date, fake},
                                 .seed = 7,
                                 .wire = &fake->wire};
}

static void fake_open(struct fake *fake, const char *script, const struct http_options *options)
{
    struct http_options plain = options_of(fake);
    fake->diags.arena = &fake->arena;
    fake->script = script;
    fake->http = http_open(options ? options : &plain, &fake->arena, &fake->diags);
    assert_non_null(fake->http);
}

// Whatever happened: no text that came out has the token in it.
static void fake_end(struct fake *fake)
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

static bool was_sent(const struct fake *fake, struct str line)
{
    return str_find(buf_str(&fake->log), line, 0) != STR_NONE;
}

// ---- every case of retries and outcomes

static const struct http_request get = {.url = STR_INIT(ORIGIN "/a"), .wants_json = true};
static const struct http_request write_once = {
    .method = HTTP_POST, .url = STR_INIT(ORIGIN "/a"), .body = STR_INIT("{\"data\":1}"), .wants_json = true};
static const struct http_request write_again = {.method = HTTP_POST,
                                                .url = STR_INIT(ORIGIN "/a"),
                                                .body = STR_INIT("{\"data\":1}"),
                                                .is_repeatable = true,
                                                .wants_json = true};

static const struct row {
    const struct http_request *request;
    const char *script, *end; // tries, outcome, status or trouble
    double least, most;       // seconds that it takes; 0, 0: any
} rows[] = {
    // what is good or final at once
    {&get, "200", "1 done 200", 0, 0.001},
    {&get, "303", "1 done 303", 0, 0.001},
    {&get, "400", "1 done 400", 0, 0.001},
    {&get, "401", "1 done 401", 0, 0.001},
    {&get, "404", "1 done 404", 0, 0.001},
    {&get, "501", "1 done 501", 0, 0.001},
    {&write_once, "202", "1 done 202", 0, 0.001},
    {&write_once, "409", "1 done 409", 0, 0.001},
    // what passes
    {&get, "408 200", "2 done 200", 0, 1},
    {&get, "425 200", "2 done 200", 0, 1},
    {&get, "429 200", "2 done 200", 0, 1},
    {&get, "500 200", "2 done 200", 0, 1},
    {&get, "502 200", "2 done 200", 0, 1},
    {&get, "503 200", "2 done 200", 0, 1},
    {&get, "504 200", "2 done 200", 0, 1},
    {&get, "521 404", "2 done 404", 0, 1},
    {&get, "503 503 503 503 503 200", "6 done 200", 0, 31},
    {&get, "503", "6 not_done 503", 0, 31},
    {&get, "noname noconn noproxy time! slow! 200", "6 done 200", 0, 0},
    {&get, "cut cut! garbled! page 200", "5 done 200", 0, 0},
    {&get, "noname", "6 not_done noname", 0, 0},
    {&get, "page", "6 not_done page", 0, 0},
    // what does not
    {&get, "tls", "1 not_done tls", 0, 0.001},
    {&get, "large!", "1 not_done large", 0, 0.001},
    {&get, "503 404", "2 done 404", 0, 0},
    // how long the service wants us to wait
    {&get, "429/7 200", "2 done 200", 7, 8},
    {&get, "429~9 200", "2 done 200", 9, 10},
    {&get, "429@ 200", "2 done 200", 60, 61},
    {&get, "503/11 200", "2 done 200", 11, 12},
    {&get, "429/0 200", "2 done 200", 0, 1},
    {&get, "503~9 200", "2 done 200", 0, 1},
    {&get, "429/301 200", "1 not_done 429", 0, 0.001},
    {&get, "429/200 429/99 429/99 200", "3 not_done 429", 299, 301},
    // writes that may be sent once: again only when nothing can have been done
    {&write_once, "408 425 429 503 521 201", "6 done 201", 0, 0},
    {&write_once, "noname noconn noproxy cut time 201", "6 done 201", 0, 0},
    {&write_once, "503", "6 not_done 503", 0, 0},
    {&write_once, "cut!", "1 unknown cut", 0, 0.001},
    {&write_once, "time!", "1 unknown time", 0, 0.001},
    {&write_once, "slow!", "1 unknown slow", 0, 0.001},
    {&write_once, "garbled!", "1 unknown garbled", 0, 0.001},
    {&write_once, "large!", "1 unknown large", 0, 0.001},
    {&write_once, "page", "1 unknown page", 0, 0.001},
    {&write_once, "500", "1 unknown 500", 0, 0.001},
    {&write_once, "502", "1 unknown 502", 0, 0.001},
    {&write_once, "504", "1 unknown 504", 0, 0.001},
    {&write_once, "520", "1 unknown 520", 0, 0.001},
    {&write_once, "503 502 201", "2 unknown 502", 0, 0},
    {&write_once, "tls", "1 not_done tls", 0, 0.001},
    // writes that may be sent again
    {&write_again, "502 cut! 504 500 503 201", "6 done 201", 0, 0},
    {&write_again, "502", "6 unknown 502", 0, 0},
    {&write_again, "503", "6 not_done 503", 0, 0},
    {&write_again, "cut! 503", "6 unknown 503", 0, 0},
    {&write_again, "cut! 429/301", "2 unknown 429", 0, 0},
    {&write_again, "cut! noname", "6 unknown noname", 0, 0},
    {&write_again, "noconn! 503", "6 unknown 503", 0, 0}, // the wire sent it before, and could not again
    {&write_again, "cut! tls", "2 unknown tls", 0, 0},
    {&write_again, "page 200", "2 done 200", 0, 0},
};

static void check_row(const struct row *row, enum http_method method)
{
    static const char *const outcomes[] = {"done", "not_done", "unknown"};
    struct fake fake = {0};
    struct http_request request = *row->request;
    request.method = method;
    fake_open(&fake, row->script, NULL);
    struct http_answer answer = http_ask(fake.http, &request);
    struct str end = arena_print(&fake.arena, answer.trouble ? "%u %s %s" : "%u %s %s%ld", answer.tries,
                                 outcomes[answer.outcome], name_of(answer.trouble), answer.status);
    expect_str(end, row->end);
    if (row->most > 0 && (fake.time < row->least || fake.time > row->most))
        fail_msg("\"%s\" took %g s", row->script, fake.time);
    assert_true((answer.trouble != HTTP_FINE) == (answer.failure.len > 0));
    assert_int_equal(http_request_count(fake.http), fake.sent);
    assert_int_equal(answer.tries, fake.sent);
    for (size_t i = 0; i < fake.bodies.count; i++)
        assert_true(str_equal(fake.bodies.at[i], row->request->body));
    fake_end(&fake);
}

static void cases_of_retries_end_as_the_table_says(void **unused)
{
    (void)unused;
    static const enum http_method writes[] = {HTTP_POST, HTTP_PATCH, HTTP_PUT, HTTP_DELETE};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool is_get = rows[i].request == &get;
        for (size_t j = 0; j < (is_get ? 1 : sizeof writes / sizeof *writes); j++)
            check_row(&rows[i], is_get ? HTTP_GET : writes[j]);
    }
}

static void the_same_seed_gives_the_same_waits(void **unused)
{
    (void)unused;
    double ends[3];
    for (size_t i = 0; i < 3; i++) {
        struct fake fake = {0};
        struct http_options options = options_of(&fake);
        options.seed = i < 2 ? 3 : 4;
        fake_open(&fake, "503", &options);
        http_ask(fake.http, &get);
        ends[i] = fake.time;
        fake_end(&fake);
    }
    assert_true(ends[0] == ends[1]);
    assert_true(ends[0] != ends[2]);
}

// ---- many tasks

struct walker {
    struct http_request request;
    size_t left; // requests to be sent
    struct http_answer last;
    size_t answers;
};

static void walk(struct http_task *task, const struct http_answer *answer)
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

static struct walker *run_tasks(struct fake *fake, const struct http_request *request, size_t tasks,
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

static void no_more_than_the_parallel_ones_are_under_way(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.parallel = 5;
    fake_open(&fake, "200+1", &options);
    struct walker *walkers = run_tasks(&fake, &get, 50, 2);
    assert_int_equal(fake.most_flying, 5);
    assert_int_equal(fake.sent, 100);
    assert_true(fabs(fake.time - 20) < 0.001);
    for (size_t i = 0; i < 50; i++)
        assert_int_equal(walkers[i].answers, 2);
    fake_end(&fake);
}

static size_t most_in_a_minute(const struct fake *fake)
{
    size_t most = 0;
    for (size_t first = 0, i = 0; i < fake->sent; i++) {
        while (fake->sent_at[i] - fake->sent_at[first] >= 60)
            first++;
        most = i - first + 1 > most ? i - first + 1 : most;
    }
    return most;
}

static void the_budget_of_a_minute_holds_in_any_minute(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.requests_a_minute = 450;
    fake_open(&fake, "200", &options);
    run_tasks(&fake, &get, 30, 60);
    assert_int_equal(fake.sent, 1800);
    assert_in_range(most_in_a_minute(&fake), 440, 450);
    assert_true(fake.time > 200 && fake.time < 270);
    fake_end(&fake);
}

static void polls_have_a_budget_of_their_own(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.requests_a_minute = 10;
    options.polls_a_minute = 600;
    fake_open(&fake, "200", &options);
    struct walker walkers[2] = {{.request = get, .left = 20}, {.request = get, .left = 600}};
    walkers[1].request.is_poll = true;
    struct http_task tasks[2] = {{.step = walk, .context = &walkers[0]},
                                 {.step = walk, .context = &walkers[1]}};
    http_run(fake.http, tasks, 2);
    assert_true(fake.time > 100 && fake.time < 140); // what 20 calls take; the polls take a minute
    fake_end(&fake);
}

static void a_storage_counts_on_no_budget(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.requests_a_minute = 1;
    fake_open(&fake, "200", &options);
    struct http_request request = get;
    request.is_foreign = true;
    run_tasks(&fake, &request, 1, 100);
    assert_true(fake.time < 0.001);
    fake_end(&fake);
}

static void a_throttle_holds_back_all_who_share_the_budget(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.parallel = 1;
    fake_open(&fake, "429/30 200", &options);
    run_tasks(&fake, &get, 10, 1);
    assert_int_equal(fake.sent, 11);
    for (size_t i = 1; i < fake.sent; i++)
        assert_true(fake.sent_at[i] >= 30);
    fake_end(&fake);
}

static void a_request_waits_for_its_delay(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    fake_open(&fake, "200", NULL);
    struct http_request request = get;
    request.delay = 2.5;
    run_tasks(&fake, &request, 3, 2);
    assert_true(fabs(fake.sent_at[0] - 2.5) < 0.001 && fabs(fake.time - 5) < 0.001);
    fake_end(&fake);
}

static void a_hundred_thousand_tasks_are_no_burden(void **unused)
{
    (void)unused;
    enum { many = effort(100000) };
    struct fake fake = {0};
    fake_open(&fake, "200", NULL);
    run_tasks(&fake, &get, many, 1);
    assert_int_equal(fake.sent, many);
    fake_end(&fake);
}

// ---- the end of a run

static void after_the_deadline_nothing_is_sent(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.total_seconds = 10;
    options.parallel = 2;
    fake_open(&fake, "200+4", &options);
    struct walker *walkers = run_tasks(&fake, &get, 20, 1);
    size_t overdue = 0;
    for (size_t i = 0; i < 20; i++) {
        overdue += walkers[i].last.trouble == HTTP_OVERDUE;
        assert_int_equal(walkers[i].answers, 1);
    }
    assert_int_equal(overdue, 16);
    assert_int_equal(fake.sent, 6);
    assert_true(fabs(fake.time - 10) < 0.001);
    assert_int_equal(walkers[19].last.outcome, HTTP_NOT_DONE);
    assert_int_equal(http_failure_kind(&walkers[19].last), KIND_SERVICE_UNREACHABLE);
    fake_end(&fake);
}

static void a_write_under_way_at_the_deadline_may_still_be_answered(void **unused)
{
    (void)unused;
    static const struct {
        const char *script;
        enum http_outcome outcome;
        double end;
    } ends[] = {{"201+11", HTTP_DONE, 11}, {"201+30", HTTP_UNKNOWN, 12}};
    for (size_t i = 0; i < 2; i++) {
        struct fake fake = {0};
        struct http_options options = options_of(&fake);
        options.total_seconds = 10;
        fake_open(&fake, ends[i].script, &options);
        assert_int_equal(http_ask(fake.http, &write_once).outcome, ends[i].outcome);
        assert_true(fabs(fake.time - ends[i].end) < 0.001);
        fake_end(&fake);
    }
}

static void no_retry_is_begun_that_the_deadline_would_end(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.total_seconds = 20;
    fake_open(&fake, "503/30", &options);
    struct http_answer answer = http_ask(fake.http, &get);
    assert_int_equal(answer.status, 503);
    assert_int_equal(answer.tries, 1);
    assert_true(fake.time < 0.001);
    fake_end(&fake);
}

static void a_task_that_goes_on_after_the_end_is_ended(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.total_seconds = 10;
    fake_open(&fake, "200+4", &options);
    struct walker *walkers = run_tasks(&fake, &get, 1, 1000000);
    assert_int_equal(fake.sent, 3);
    assert_true(walkers[0].answers < 100);
    fake_end(&fake);
}

static void interrupt(struct http_task *task, const struct http_answer *answer)
{
    if (answer)
        kill(getpid(), SIGTERM);
    walk(task, answer);
}

static void a_signal_ends_the_run_and_waits_for_its_caller(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    fake_open(&fake, "200+5", NULL);
    struct walker walkers[2] = {{.request = get, .left = 100}, {.request = write_once, .left = 1}};
    struct http_task tasks[2] = {{.step = interrupt, .context = &walkers[0]},
                                 {.step = walk, .context = &walkers[1]}};
    http_run(fake.http, tasks, 2);
    assert_true(http_is_interrupted(fake.http));
    assert_int_equal(walkers[0].last.trouble, HTTP_INTERRUPTED);
    assert_true(fake.time <= 7.001);
    // The process still runs: it ends at http_close, were the signal not taken here.
    assert_int_equal(http_ask(fake.http, &get).trouble, HTTP_INTERRUPTED);
    assert_int_equal(fake.sent, 2);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    assert_int_equal(sigtimedwait(&set, NULL, &(struct timespec){0}), SIGTERM);
    fake_end(&fake);
}

// ---- the token, and where requests may go

static void the_token_goes_to_the_origin_only(void **unused)
{
    (void)unused;
    static const struct {
        const char *url;
        bool is_foreign, is_sent, with_token;
    } urls[] = {
        {ORIGIN "/a", false, true, true},
        {"HTTPS://REST.example.com:443/a?b#c", false, true, true},
        {ORIGIN "/a", true, true, false},
        {"https://storage.example.com/f", true, true, false},
        {"https://storage.example.com/f", false, false, false},
        {"https://rest.example.com.evil.org/", false, false, false},
        {"https://rest.example.com@evil.org/", false, false, false},
        {"https://rest.example.com@evil.org/", true, false, false},
        {"https://evil.org\\@rest.example.com/", false, false, false},
        {"https://rest.example.com:444/", false, false, false},
        {"http://rest.example.com/", false, false, false},
        {"http://storage.example.com/", true, false, false},
        {"http://127.0.0.1/", true, false, false},
        {"/a", false, false, false},
        {"", false, false, false},
        {"file:///etc/passwd", true, false, false},
        {ORIGIN "/a b", false, false, false},
        {ORIGIN "/a\r\nX-Y: z", false, false, false},
    };
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct fake fake = {0};
        struct http_options options = options_of(&fake);
        struct http_header header = {STR("X-Service"), STR("yes")};
        options.headers = (struct http_header_list){&header, 1, 1};
        fake_open(&fake, "200", &options);
        struct http_request request = {.url = str_of(urls[i].url), .is_foreign = urls[i].is_foreign};
        struct http_answer answer = http_ask(fake.http, &request);
        bool is_right = (fake.sent == 1) == urls[i].is_sent &&
                        was_sent(&fake, STR("Authorization: Bearer " TOKEN "\n")) == urls[i].with_token &&
                        was_sent(&fake, STR("X-Service: yes\n")) == urls[i].with_token &&
                        (answer.trouble == HTTP_FINE) == urls[i].is_sent &&
                        str_find(answer.failure, STR(TOKEN), 0) == STR_NONE;
        if (!is_right)
            fail_msg("%s: " STR_FORMAT, urls[i].url, STR_ARG(buf_str(&fake.log)));
        assert_true(!urls[i].is_sent || was_sent(&fake, STR("User-Agent: glot/" GLOT_VERSION "\n")));
        fake_end(&fake);
    }
}

static void plain_origins_are_for_this_machine(void **unused)
{
    (void)unused;
    static const struct {
        const char *origin;
        bool is_fine;
    } origins[] = {
        {"http://127.0.0.1:8080", true},   {"http://localhost", true},        {"http://[::1]:1", true},
        {"http://a.localhost:9/", true},   {"https://x.org/weblate/", true},  {"http://x.org", false},
        {"http://127.0.0.1.x.org", false}, {"http://localhost.x.org", false}, {"x.org", false},
        {"https://u:p@x.org", false},      {"https://x.org/?a", false},       {"", false},
    };
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
        struct fake fake = {0};
        fake.diags.arena = &fake.arena;
        struct http_options options = options_of(&fake);
        options.origin = str_of(origins[i].origin);
        fake.http = http_open(&options, &fake.arena, &fake.diags);
        assert_int_equal(fake.http != NULL, origins[i].is_fine);
        assert_int_equal(fake.diags.count, !origins[i].is_fine);
        fake_end(&fake);
    }
}

static void a_token_with_a_line_break_is_refused(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    fake.diags.arena = &fake.arena;
    struct http_options options = options_of(&fake);
    options.authorization = STR("Bearer " TOKEN "\r\nX: y");
    assert_null(http_open(&options, &fake.arena, &fake.diags));
    assert_int_equal(fake.diags.at[0].kind, KIND_SERVICE_REFUSED);
    fake_end(&fake);
}

static void what_a_service_repeats_of_the_token_is_blotted_out(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    fake_open(&fake, "401$", NULL);
    struct http_answer answer = http_ask(fake.http, &get);
    expect_str(answer.body, "no ****************** nor ******************1/0123");
    fake.script = "200$";
    fake.word = 0;
    answer = http_ask(fake.http, &get);
    expect_str(answer.body, "no " TOKEN " nor " TOKEN "1/0123"); // a translation may say what it likes
    fake_end(&fake);
}

static void a_redirect_is_handed_over_and_not_followed(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    fake_open(&fake, "303", NULL);
    struct http_answer answer = http_ask(fake.http, &get);
    assert_int_equal(answer.outcome, HTTP_DONE);
    assert_int_equal(fake.sent, 1);
    fake_end(&fake);
}

// ---- words

static void failures_are_told_in_words(void **unused)
{
    (void)unused;
    static const struct {
        const char *script, *words;
        enum kind kind;
    } told[] = {
        {"503/8",
         "rest.example.com answered 503 Service Unavailable six times within 43 s, and asks to wait 8 s",
         KIND_SERVICE_BUSY},
        {"429/900", "rest.example.com answered 429 Too Many Requests, and asks to wait 900 s",
         KIND_SERVICE_BUSY},
        {"401", "rest.example.com answered 401 Unauthorized", KIND_SERVICE_REFUSED},
        {"402", "rest.example.com answered 402 Payment Required", KIND_SERVICE_PLAN},
        {"403", "rest.example.com answered 403 Forbidden", KIND_SERVICE_REFUSED},
        {"404", "rest.example.com answered 404 Not Found", KIND_SERVICE_MISSING},
        {"418", "rest.example.com answered 418", KIND_SERVICE_FAILED},
        {"tls", "rest.example.com could not be reached in safety: so it is", KIND_SERVICE_UNREACHABLE},
        {"large!", "rest.example.com sent a larger answer than glot takes: so it is", KIND_SERVICE_ANSWER},
        {"303", "rest.example.com answered 303 See Other", KIND_SERVICE_ANSWER},
    };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        struct fake fake = {0};
        fake_open(&fake, told[i].script, NULL);
        struct http_answer answer = http_ask(fake.http, &get);
        expect_str(http_failure(&get, &answer, &fake.arena), told[i].words);
        assert_int_equal(http_failure_kind(&answer), told[i].kind);
        fake_end(&fake);
    }
}

static void every_trouble_has_words_and_a_kind(void **unused)
{
    (void)unused;
    struct arena arena = {0};
    for (enum http_trouble trouble = HTTP_FINE + 1; trouble < HTTP_TROUBLE_COUNT; trouble++) {
        struct http_answer answer = {.trouble = trouble};
        assert_true(kind_is_of_world(http_failure_kind(&answer)));
        struct str words = http_failure(&get, &answer, &arena);
        assert_int_equal(str_find(words, STR("null"), 0), STR_NONE);
        assert_true(words.len > strlen("rest.example.com ."));
    }
    arena_free(&arena);
}

static void the_query_of_a_link_is_not_told(void **unused)
{
    (void)unused;
    struct arena arena = {0};
    struct http_request request = {.url = STR("https://storage.example.com:8443/f?auth=secret")};
    struct http_answer answer = {.status = 403};
    expect_str(http_failure(&request, &answer, &arena), "storage.example.com:8443 answered 403 Forbidden");
    arena_free(&arena);
}

// ---- events

static void note(void *context, const struct http_event *event)
{
    static const char *const names[] = {"sends", "answers", "repeats", "ends"};
    buf_print(context, "%s%u ", names[event->kind], event->tries);
    assert_true((event->kind == HTTP_REPEATS) == (event->seconds > 0));
    assert_true((event->request == NULL) == (event->kind == HTTP_TASK_ENDS));
}

static void events_tell_what_happens(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct buf seen = {0};
    struct http_options options = options_of(&fake);
    options.on_event = note;
    options.event_context = &seen;
    fake_open(&fake, "503 200 404", &options);
    run_tasks(&fake, &get, 1, 2);
    expect_str(buf_str(&seen), "sends1 repeats1 sends2 answers2 sends1 answers1 ends1 ");
    buf_free(&seen);
    fake_end(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_of_retries_end_as_the_table_says),
        cmocka_unit_test(the_same_seed_gives_the_same_waits),
        cmocka_unit_test(no_more_than_the_parallel_ones_are_under_way),
        cmocka_unit_test(the_budget_of_a_minute_holds_in_any_minute),
        cmocka_unit_test(polls_have_a_budget_of_their_own),
        cmocka_unit_test(a_storage_counts_on_no_budget),
        cmocka_unit_test(a_throttle_holds_back_all_who_share_the_budget),
        cmocka_unit_test(a_request_waits_for_its_delay),
        cmocka_unit_test(a_hundred_thousand_tasks_are_no_burden),
        cmocka_unit_test(after_the_deadline_nothing_is_sent),
        cmocka_unit_test(a_write_under_way_at_the_deadline_may_still_be_answered),
        cmocka_unit_test(no_retry_is_begun_that_the_deadline_would_end),
        cmocka_unit_test(a_task_that_goes_on_after_the_end_is_ended),
        cmocka_unit_test(a_signal_ends_the_run_and_waits_for_its_caller),
        cmocka_unit_test(the_token_goes_to_the_origin_only),
        cmocka_unit_test(plain_origins_are_for_this_machine),
        cmocka_unit_test(a_token_with_a_line_break_is_refused),
        cmocka_unit_test(what_a_service_repeats_of_the_token_is_blotted_out),
        cmocka_unit_test(a_redirect_is_handed_over_and_not_followed),
        cmocka_unit_test(failures_are_told_in_words),
        cmocka_unit_test(every_trouble_has_words_and_a_kind),
        cmocka_unit_test(the_query_of_a_link_is_not_told),
        cmocka_unit_test(events_tell_what_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
