// Answers of Transifex. Laws: nothing crashes; a catalog comes only of a whole document of JSON, and has a
// unit for each of its rows; of the same document cut off by a byte comes none.
#include "base/jsonc.h"
#include "catalog/format.h"
#include "sync/service.h"
#include "sync/wire.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { READ_SOURCE, READ_FRENCH, READ_CHANGES, READ_FILE, OPEN, WRITE_SOURCE, SCENARIOS };

// Answers every request with the same body, until it has answered often.
struct echo {
    struct str body;
    bool has_redirected;
    size_t answers;
    void *owner;
    enum http_method method;
    struct str url;
    double time;
};

static void begin(void *context, const struct wire_request *request, void *owner)
{
    struct echo *echo = context;
    echo->owner = owner;
    echo->method = request->method;
    echo->url = request->url;
}

static bool next(void *context, double seconds, int watched, struct wire_answer *out)
{
    struct echo *echo = context;
    (void)watched;
    *out = (struct wire_answer){.owner = echo->owner, .status = 200, .is_sent = true};
    if (!echo->owner) {
        echo->time += seconds > 0 ? seconds : 0;
        return false;
    }
    echo->owner = NULL;
    out->body = echo->body;
    out->head.media_type = STR("application/vnd.api+json");
    bool is_job = str_find(echo->url, STR("_async_"), 0) != STR_NONE;
    if (++echo->answers > 40)
        out->status = 404;
    else if (is_job && echo->method == HTTP_POST)
        out->body = STR("{\"data\":{\"id\":\"1\"}}");
    else if (is_job && str_find(echo->url, STR("downloads"), 0) != STR_NONE && !echo->has_redirected) {
        out->status = 303;
        out->head.location = STR("https://storage.test/1");
        echo->has_redirected = true;
    }
    return true;
}

static void drop(void *context, void *owner, struct wire_answer *out)
{
    (void)context;
    *out = (struct wire_answer){.owner = owner, .is_sent = true};
}

static void finish(void *context)
{
    (void)context;
}

static double now(void *context)
{
    return ((struct echo *)context)->time;
}

static void wait_until(void *context, double until)
{
    struct echo *echo = context;
    echo->time = until > echo->time ? until : echo->time;
}

// ---- one run

struct run {
    bool is_read;
    size_t units, answers;
};

static bool do_it(struct remote *remote, unsigned scenario, struct remote_read *read, struct arena *arena)
{
    struct map known = {0};
    map_set(&known, STR("a"), NULL, arena);
    if (scenario == OPEN)
        return remote->service->open(remote);
    if (scenario == WRITE_SOURCE) {
        struct catalog source = {0};
        enum write_outcome outcome;
        struct write_counts counts;
        catalog_add(&source, STR("a"), arena)->source = pattern_of_text(STR("Yes"), arena);
        return remote->service->write_source(remote, &source, &(struct source_policy){0}, &outcome, &counts);
    }
    if (scenario == READ_CHANGES) {
        read->since = STR("t|2026-11-24T07:00:00Z|||3|1|0|0");
        read->known = &known;
    }
    return remote->service->read(remote, read, 1);
}

static struct run run(unsigned scenario, struct str body)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct echo echo = {.body = body};
    struct wire wire = {begin, next, drop, finish, &echo};
    const struct format_options format = {0};
    struct remote remote = {.service = service_find(STR("transifex")),
                            .address = {.project = STR("acme/web"), .resource = STR("en_xlf")},
                            .arena = &arena,
                            .diags = &diags,
                            .options = &format};
    struct http_options options = {
        .wire = &wire, .clock = {now, wait_until, now, &echo}, .seed = 1, .tries = 1};
    remote.service->transport(&remote, &options);
    remote.http = http_open(&options, &arena, &diags);
    remote.source = (struct remote_language){.code = STR("en")};
    // What open would have found, from an answer of its own.
    echo.body =
        STR("{\"data\":[{\"attributes\":{\"total_strings\":3,\"translated_strings\":1,\"reviewed_strings\":0,"
            "\"proofread_strings\":0},\"relationships\":{\"language\":{\"data\":{\"id\":\"l:fr\"}}}},"
            "{\"attributes\":{\"total_strings\":1,\"translated_strings\":1,\"reviewed_strings\":0,"
            "\"proofread_strings\":0},\"relationships\":{\"language\":{\"data\":{\"id\":\"l:en\"}}}}]}");
    if (!remote.http || !remote.service->open(&remote))
        abort();
    if (scenario == READ_FILE)
        remote.languages.at[0].version = STR("||||9000|9000|0|0");
    echo.body = body;
    echo.answers = 0;
    struct remote_read read = {.code = scenario == READ_SOURCE ? STR("") : STR("fr")};
    struct run out = {.is_read = do_it(&remote, scenario, &read, &arena)};
    out.units = read.catalog.units.count;
    out.answers = echo.answers;
    if (!out.is_read && (diags.count == 0 || out.units > 0))
        abort();
    remote.service->close(&remote);
    http_close(remote.http);
    arena_free(&arena);
    return out;
}

static size_t row_count(struct str body)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct jsonc_file file;
    if (!jsonc_read(STR("x"), body, JSONC_STRICT, &arena, &diags, &file))
        abort();
    size_t count = jsonc_get(file.root, "data")->count;
    arena_free(&arena);
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (len < 2)
        return 0;
    unsigned scenario = bytes[0] % SCENARIOS;
    struct str body = str_trim((struct str){(const char *)bytes + 1, len - 1});
    struct run whole = run(scenario, body);
    if (!whole.is_read || body.len == 0)
        return 0;
    if ((scenario == READ_SOURCE || scenario == READ_FRENCH) &&
        whole.units != whole.answers * row_count(body))
        abort();
    if (run(scenario, str_slice(body, 0, body.len - 1)).is_read)
        abort();
    return 0;
}
