// Speaks for a service (sync/service.h) to those that ask: service_driver SERVICE HOST PROJECT RESOURCE
// [TOKEN] opens the resource and says what it found, then answers one request a line:
//     {"read": [CODE, …], "mode": "translated" | "reviewed" | "proofread"}      "" is the source
//     {"write": CODE, "units": [UNIT, …], "states": true | false}
//     {"source": [UNIT, …], "locale": "en"}      {"add": [CODE, …]}      {"open": true}
// UNIT is {"id": …, "source": …, "target": …, "state": …}, texts in neutral form. Each answer has "good", and
// in "told" the diagnostics since the last one. Waiting takes no time.
#include "sync/http.h"
#include "sync/service.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct driver {
    struct arena arena;
    struct diags diags;
    struct remote remote;
    double waited;
};

static double now(void *context)
{
    const struct driver *driver = context;
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9 + driver->waited;
}

static void wait_until(void *context, double until)
{
    struct driver *driver = context;
    double left = until - now(context);
    driver->waited += left > 0 ? left : 0;
}

static double date(void *context)
{
    (void)context;
    return (double)time(NULL);
}

// ---- JSON

static json_t *string_of(struct str text)
{
    return json_stringn_nocheck(text.at ? text.at : "", text.len);
}

static struct str text_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (struct str){json_string_value(value), json_string_length(value)}
                                 : (struct str){0};
}

// "Hi {0}" with a placeholder for each name in braces.
static struct pattern pattern_of(struct str text, struct arena *arena)
{
    struct pattern pattern = {0};
    for (size_t at = 0; at < text.len;) {
        size_t open = str_find_byte(text, '{', at), close = str_find_byte(text, '}', at);
        if (open == STR_NONE || close == STR_NONE || close < open)
            open = close = text.len;
        pattern_add_text(&pattern, str_slice(text, at, open), arena);
        if (open < text.len)
            pattern_add_code(&pattern, PART_PLACEHOLDER, str_slice(text, open, close + 1),
                             str_slice(text, open + 1, close), arena);
        at = close + 1;
    }
    return pattern;
}

static json_t *text_of_pattern(const struct pattern *pattern, struct arena *arena)
{
    return string_of(pattern_flatten(pattern, arena));
}

static void read_units(const json_t *list, struct arena *arena, struct catalog *out)
{
    size_t index;
    json_t *object;
    json_array_foreach(list, index, object)
    {
        struct unit *unit = catalog_add(out, text_of(object, "id"), arena);
        struct str state = text_of(object, "state");
        unit->source = pattern_of(text_of(object, "source"), arena);
        unit->has_target = json_is_string(json_object_get(object, "target"));
        unit->target = pattern_of(text_of(object, "target"), arena);
        unit->state = unit->has_target ? UNIT_TRANSLATED : UNIT_NEW;
        for (enum unit_state s = UNIT_NEW; s <= UNIT_FINAL; s++)
            if (str_is(state, unit_state_name(s)))
                unit->state = s;
    }
}

static json_t *units_of(const struct catalog *catalog, struct arena *arena)
{
    json_t *list = json_array();
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        json_t *object =
            json_pack("{s:o, s:o, s:s}", "id", string_of(unit->id), "source",
                      text_of_pattern(&unit->source, arena), "state", unit_state_name(unit->state));
        if (unit->has_target)
            json_object_set_new(object, "target", text_of_pattern(&unit->target, arena));
        if (unit->has_previous)
            json_object_set_new(object, "previous", text_of_pattern(&unit_rare(unit)->previous, arena));
        json_array_append_new(list, object);
    }
    return list;
}

// ---- answers

static void finish(struct driver *driver, bool good, json_t *answer)
{
    json_t *told = json_array();
    for (size_t i = 0; i < driver->diags.count; i++) {
        const struct diag *diag = &driver->diags.at[i];
        json_array_append_new(told,
                              json_pack("{s:s, s:o, s:o}", "kind", kind_rows[diag->kind].name, "message",
                                        string_of(diag->message), "hint", string_of(diag->hint)));
    }
    driver->diags.count = 0;
    json_object_set_new(answer, "good", json_boolean(good));
    json_object_set_new(answer, "told", told);
    json_dumpf(answer, stdout, JSON_COMPACT);
    putchar('\n');
    fflush(stdout);
    json_decref(answer);
}

static json_t *language_of(const struct remote_language *language)
{
    return json_pack("{s:o, s:i, s:i, s:i, s:i, s:o}", "code", string_of(language->code), "total",
                     (int)language->total, "translated", (int)language->translated, "reviewed",
                     (int)language->reviewed, "proofread", (int)language->proofread, "version",
                     string_of(language->version));
}

static void answer_open(struct driver *driver)
{
    struct remote *remote = &driver->remote;
    remote->languages = (struct remote_language_list){0};
    bool good = remote->service->open(remote);
    json_t *languages = json_array();
    for (size_t i = 0; i < remote->languages.count; i++)
        json_array_append_new(languages, language_of(&remote->languages.at[i]));
    finish(driver, good,
           json_pack("{s:b, s:o, s:o}", "exists", remote->exists, "source", language_of(&remote->source),
                     "languages", languages));
}

static void answer_read(struct driver *driver, const json_t *request)
{
    static const char *const modes[] = {"translated", "reviewed", "proofread"};
    const json_t *codes = json_object_get(request, "read");
    size_t count = json_array_size(codes);
    struct remote_read *reads = arena_array(&driver->arena, struct remote_read, count);
    for (size_t i = 0; i < count; i++) {
        const json_t *code = json_array_get(codes, i);
        reads[i].code = (struct str){json_string_value(code), json_string_length(code)};
        for (size_t mode = 0; mode < 3; mode++)
            if (str_is(text_of(request, "mode"), modes[mode]))
                reads[i].mode = (enum read_mode)mode;
    }
    bool good = driver->remote.service->read(&driver->remote, reads, count);
    json_t *catalogs = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(catalogs, reads[i].is_failed ? json_false()
                                                           : units_of(&reads[i].catalog, &driver->arena));
    finish(driver, good, json_pack("{s:o}", "catalogs", catalogs));
}

static json_t *written(enum write_outcome outcome, const struct write_counts *counts)
{
    static const char *const outcomes[] = {"done", "not-done", "unknown"};
    return json_pack("{s:s, s:i, s:i, s:i, s:i}", "outcome", outcomes[outcome], "created",
                     (int)counts->created, "updated", (int)counts->updated, "skipped", (int)counts->skipped,
                     "deleted", (int)counts->deleted);
}

static void answer_write(struct driver *driver, const json_t *request)
{
    struct remote_write write = {.code = text_of(request, "write"),
                                 .with_states = json_is_true(json_object_get(request, "states"))};
    read_units(json_object_get(request, "units"), &driver->arena, &write.catalog);
    bool good = driver->remote.service->write(&driver->remote, &write, 1);
    finish(driver, good, written(write.outcome, &write.counts));
}

static void answer_source(struct driver *driver, const json_t *request)
{
    struct catalog source = {.source_locale = text_of(request, "locale")};
    struct source_policy policy = {.keep_translations = json_is_true(json_object_get(request, "keep"))};
    enum write_outcome outcome;
    struct write_counts counts;
    read_units(json_object_get(request, "source"), &driver->arena, &source);
    bool good = driver->remote.service->write_source(&driver->remote, &source, &policy, &outcome, &counts);
    finish(driver, good, written(outcome, &counts));
}

static void answer_add(struct driver *driver, const json_t *request)
{
    struct str_list codes = {0};
    size_t index;
    json_t *code;
    json_array_foreach(json_object_get(request, "add"), index, code) * list_push(&codes, &driver->arena) =
        (struct str){json_string_value(code), json_string_length(code)};
    finish(driver, driver->remote.service->add_languages(&driver->remote, &codes), json_object());
}

static const struct {
    const char *key;
    void (*answer)(struct driver *driver, const json_t *request);
} requests[] = {
    {"read", answer_read}, {"write", answer_write}, {"source", answer_source}, {"add", answer_add}};

static void answer(struct driver *driver, const json_t *request)
{
    if (json_object_get(request, "open"))
        answer_open(driver);
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
        if (json_object_get(request, requests[i].key))
            requests[i].answer(driver, request);
}

static bool set_up(struct driver *driver, char **arguments, int count)
{
    struct remote *remote = &driver->remote;
    struct http_options options = {
        .clock = {now, wait_until, date, driver}, .tries = 3, .seed = 1, .request_seconds = 5};
    driver->diags.arena = &driver->arena;
    *remote = (struct remote){.service = service_find(str_of(arguments[1])),
                              .arena = &driver->arena,
                              .diags = &driver->diags,
                              .address = {.service = str_of(arguments[1]),
                                          .host = str_of(arguments[2]),
                                          .project = str_of(arguments[3]),
                                          .resource = str_of(arguments[4])},
                              .credentials = {.origin = STR("the test")}};
    if (count > 5)
        remote->credentials.token = str_of(arguments[5]);
    if (!remote->service || !remote->service->transport)
        return remote->service != NULL;
    remote->service->transport(remote, &options);
    options.requests_a_minute = 0;
    remote->http = http_open(&options, &driver->arena, &driver->diags);
    return remote->http != NULL;
}

int main(int count, char **arguments)
{
    struct driver driver = {0};
    char *line = NULL;
    size_t capacity = 0;
    if (count < 5 || !set_up(&driver, arguments, count))
        return 2;
    answer_open(&driver);
    json_t *asked = json_array(); // requests live to the end: texts are slices of them
    while (getline(&line, &capacity, stdin) > 0) {
        json_t *request = json_loads(line, 0, NULL);
        json_array_append_new(asked, request);
        answer(&driver, request);
    }
    json_decref(asked);
    free(line);
    driver.remote.service->close(&driver.remote);
    if (driver.remote.http)
        http_close(driver.remote.http);
    arena_free(&driver.arena);
    return 0;
}
