#include "sync/http_open.h"

#include "base/clock.h"
#include "base/file.h"

#include <math.h>
#include <poll.h>
#include <unistd.h>

// ---- the real clock

static double real_now(void *context)
{
    (void)context;
    return clock_seconds(CLOCK_MONOTONIC);
}

static double real_date(void *context)
{
    (void)context;
    return clock_seconds(CLOCK_REALTIME);
}

// A signal that is held back ends the wait.
static void real_wait(void *context, double until)
{
    const struct http *http = context;
    struct pollfd file = {.fd = http->signal_file, .events = POLLIN};
    double left = until - clock_seconds(CLOCK_MONOTONIC);
    if (left > 0)
        poll(&file, 1, (int)fmin(60e3, ceil(left * 1000)));
}

// ---- what the options must be

static bool refuse(struct diags *diags, struct str origin, const char *why, const char *hint)
{
    struct diag *diag = diag_add(diags, KIND_SERVICE_UNREACHABLE, (struct span){0}, "`" STR_FORMAT "` %s",
                                 STR_ARG(origin), why);
    diag_hint(diags, diag, "%s", hint);
    return false;
}

static bool check_origin(struct http *http, struct diags *diags)
{
    struct str origin = http->options.origin;
    if (!url_read(origin, &http->origin) || str_find_byte(http->origin.rest, '?', 0) != STR_NONE)
        return refuse(diags, origin, "is no address of a service",
                      "Write it as in https://rest.api.example.com, with no user name and no query in it.");
    if (http->origin.is_secure || url_is_loopback(&http->origin))
        return true;
    return refuse(diags, origin,
                  "would be reached without encryption, so that anyone on the way reads the token",
                  "Write https://. Plain http:// is for services on this machine.");
}

// A line break in a header would begin another one.
static bool check_authorization(const struct http *http, struct diags *diags)
{
    struct str text = http->options.authorization;
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.at[i] >= ' ' && text.at[i] != 0x7f)
            continue;
        diag_add(diags, KIND_SERVICE_REFUSED, (struct span){0},
                 "the token has a control character in it, which no token has");
        return false;
    }
    return true;
}

static bool check_ca_file(const struct http *http, struct diags *diags)
{
    struct str path = http->options.ca_file, text;
    if (path.len == 0)
        return true;
    struct arena scratch = {0};
    bool is_read = file_require(path, &scratch, diags, &text);
    bool has_one = is_read && (str_find(text, STR("-----BEGIN CERTIFICATE-----"), 0) != STR_NONE ||
                               str_find(text, STR("-----BEGIN TRUSTED"), 0) != STR_NONE);
    if (is_read && !has_one)
        diag_add(diags, KIND_FILE_UNREADABLE, span_file(path), "has no certificate in PEM form in it");
    arena_free(&scratch);
    return has_one;
}

// ---- opening

static void or_else(double *value, double otherwise)
{
    if (*value <= 0)
        *value = otherwise;
}

static void fill_in(struct http *http)
{
    struct http_options *options = &http->options;
    or_else(&options->request_seconds, 60);
    or_else(&options->slow_seconds, 20);
    or_else(&options->total_seconds, 1800);
    or_else(&options->retry_seconds, 300);
    or_else(&options->first_wait, 1);
    if (options->tries == 0)
        options->tries = 6;
    if (options->parallel == 0)
        options->parallel = 8;
    if (options->greatest == 0)
        options->greatest = http_greatest;
    if (!options->clock.now)
        options->clock = (struct http_clock){real_now, real_wait, real_date, http};
}

static void begin_budgets(struct http *http)
{
    double now = http->options.clock.now(http->options.clock.context);
    http->lanes[LANE_CALLS].bucket = bucket_open(http->options.requests_a_minute, now);
    http->lanes[LANE_POLLS].bucket = bucket_open(http->options.polls_a_minute, now);
    http->lanes[LANE_FOREIGN].bucket = bucket_open(0, now);
    http->policy = (struct retry_policy){.tries = http->options.tries,
                                         .budget = http->options.retry_seconds,
                                         .first = http->options.first_wait,
                                         .longest = 60};
    http->random = http->options.seed ? http->options.seed : (uint64_t)(now * 1e9);
}

static bool open_wire(struct http *http, struct diags *diags)
{
    const struct http_options *options = &http->options;
    if (options->wire) {
        http->wire = *options->wire;
        return true;
    }
    struct wire_options wire = {.ca_file = options->ca_file,
                                .parallel = options->parallel,
                                .greatest = options->greatest,
                                .slow_seconds = options->slow_seconds};
    return wire_open_curl(&wire, http->arena, diags, &http->wire);
}

struct http *http_open(const struct http_options *options, struct arena *arena, struct diags *diags)
{
    struct http *http = arena_new(arena, struct http);
    http->options = *options;
    http->arena = arena;
    fill_in(http);
    if (!check_origin(http, diags) || !check_authorization(http, diags) || !check_ca_file(http, diags) ||
        !open_wire(http, diags))
        return NULL;
    begin_budgets(http);
    signals_hold(&http->signals);
    http->signal_file = signals_file(&http->signals);
    signals_release(&http->signals);
    return http;
}

void http_close(struct http *http)
{
    http->wire.close(http->wire.context);
    if (http->signal_file >= 0)
        close(http->signal_file);
    if (http->is_holding)
        signals_release(&http->signals);
}

bool http_same_origin(struct str a, struct str b)
{
    struct url first, second;
    return url_read(a, &first) && url_read(b, &second) && url_same_origin(&first, &second);
}
