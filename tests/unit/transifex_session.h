// What the tests of Transifex share: the service on the real transport, with a wire whose answers are written
// down.
#ifndef TESTS_UNIT_TRANSIFEX_SESSION_H
#define TESTS_UNIT_TRANSIFEX_SESSION_H

#include "catalog/format.h"
#include "sync/service.h"
#include "tests/unit/scripted_wire.h"

#define PROJECT  "o:acme:p:web"
#define RESOURCE PROJECT ":r:en_xlf"
#define STATS                                                                                                \
    "/resource_language_stats?filter%5Bproject%5D=o:acme:p:web&filter%5Bresource%5D=o:acme:p:web:r:en_xlf"

struct session {
    struct arena arena;
    struct diags diags;
    struct scripted_wire wire;
    struct wire carrier;
    struct format_options options;
    struct remote remote;
};

static inline const char *print(struct session *session, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static inline const char *print(struct session *session, const char *format, ...)
{
    char text[8192];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return arena_cstr(&session->arena, str_of(text));
}

static inline void begin(struct session *session)
{
    *session = (struct session){.diags.arena = NULL};
    session->diags.arena = &session->arena;
    session->wire.arena = &session->arena;
    session->carrier = scripted_wire_of(&session->wire);
    session->remote = (struct remote){.service = service_find(STR("transifex")),
                                      .address = {.service = STR("transifex"),
                                                  .host = STR("https://rest.test"),
                                                  .project = STR("acme/web"),
                                                  .resource = STR("en_xlf")},
                                      .credentials = {.token = STR("1/secret"), .origin = STR("TX_TOKEN")},
                                      .arena = &session->arena,
                                      .diags = &session->diags,
                                      .options = &session->options};
    struct http_options options = {
        .wire = &session->carrier, .clock = scripted_clock_of(&session->wire), .seed = 1};
    session->remote.service->transport(&session->remote, &options);
    session->remote.http = http_open(&options, &session->arena, &session->diags);
    assert_non_null(session->remote.http);
}

static inline void end(struct session *session)
{
    scripted_expect_end(&session->wire);
    assert_int_equal(session->wire.foreign_with_token, 0);
    if (session->remote.own)
        session->remote.service->close(&session->remote);
    http_close(session->remote.http);
    arena_free(&session->arena);
}

static inline void await(struct session *session, struct scripted *rows, size_t count)
{
    scripted_expect_end(&session->wire);
    session->wire.rows = arena_array(&session->arena, struct scripted, count);
    memcpy(session->wire.rows, rows, count * sizeof *rows);
    session->wire.count = count;
}
#define AWAIT(session, ...)                                                                                  \
    await(session, (struct scripted[]){__VA_ARGS__},                                                         \
          sizeof((struct scripted[]){__VA_ARGS__}) / sizeof(struct scripted))

static inline void expect_diag(struct session *session, enum kind kind, const char *words)
{
    for (size_t i = 0; i < session->diags.count; i++)
        if (session->diags.at[i].kind == kind &&
            str_find(session->diags.at[i].message, str_of(words), 0) != STR_NONE)
            return;
    for (size_t i = 0; i < session->diags.count; i++)
        print_error("%s: " STR_FORMAT "\n", kind_rows[session->diags.at[i].kind].name,
                    STR_ARG(session->diags.at[i].message));
    fail_msg("no diagnostic %s with: %s", kind_rows[kind].name, words);
}

static inline void expect_silence(struct session *session)
{
    for (size_t i = 0; i < session->diags.count; i++)
        print_error("%s: " STR_FORMAT "\n", kind_rows[session->diags.at[i].kind].name,
                    STR_ARG(session->diags.at[i].message));
    assert_int_equal(session->diags.count, 0);
}

// ---- documents

static inline const char *counters(struct session *session, const char *code, const char *time, int total,
                                   int translated, int reviewed, int proofread)
{
    return print(
        session,
        "{\"type\":\"resource_language_stats\",\"id\":\"" RESOURCE
        ":l:%s\",\"attributes\":{\"total_strings\":%d,"
        "\"translated_strings\":%d,\"untranslated_strings\":%d,\"reviewed_strings\":%d,\"proofread_strings\":"
        "%d,"
        "\"last_update\":\"%s\",\"last_translation_update\":\"%s\",\"last_review_update\":%s,"
        "\"last_proofread_update\":%s},\"relationships\":{\"language\":{\"data\":{\"type\":\"languages\","
        "\"id\":\"l:%s\"}}}}",
        code, total, translated, total - translated, reviewed, proofread, time, time,
        reviewed ? "\"2026-11-20T00:00:00Z\"" : "null", proofread ? "\"2026-11-21T00:00:00Z\"" : "null",
        code);
}

static inline const char *list(struct session *session, const char *rows, const char *included,
                               const char *next)
{
    return print(
        session,
        "{\"data\":[%s],\"included\":[%s],\"links\":{\"self\":\"x\",\"next\":%s%s%s,\"previous\":null}}",
        rows, included, next ? "\"" : "", next ? next : "null", next ? "\"" : "");
}

static inline const char *string(struct session *session, const char *key, const char *source)
{
    return print(session,
                 "{\"type\":\"resource_strings\",\"id\":\"" RESOURCE
                 ":s:%s\",\"attributes\":{\"key\":\"%s\",\"context\":\"\","
                 "\"strings\":{\"other\":\"%s\"},\"pluralized\":false}}",
                 key, key, source);
}

static inline const char *translation(struct session *session, const char *key, const char *target,
                                      const char *flags)
{
    return print(session,
                 "{\"type\":\"resource_translations\",\"id\":\"" RESOURCE
                 ":s:%s:l:fr\",\"attributes\":{\"strings\":%s%s%s"
                 "%s},\"relationships\":{\"resource_string\":{\"data\":{\"type\":\"resource_strings\",\"id\":"
                 "\"" RESOURCE ":s:%s\"}},\"language\":{\"data\":{\"type\":\"languages\",\"id\":\"l:fr\"}}}}",
                 key, target ? "{\"other\":\"" : "null", target ? target : "", target ? "\"}" : "", flags,
                 key);
}

static inline const char *job(struct session *session, const char *type, const char *status,
                              const char *further)
{
    return print(session, "{\"data\":{\"type\":\"%s\",\"id\":\"j0b\",\"attributes\":{\"status\":\"%s\"%s}}}",
                 type, status, further);
}

#define no_flags ",\"reviewed\":false,\"proofread\":false"

// The project has English with 3 texts and French with these counters.
static inline void open_with(struct session *session, const char *time, int translated, int reviewed,
                             int proofread)
{
    struct remote *remote = &session->remote;
    const char *rows = print(session, "%s,%s", counters(session, "en", "2026-11-01T00:00:00Z", 3, 3, 0, 0),
                             counters(session, "fr", time, 3, translated, reviewed, proofread));
    remote->source.code = STR("en");
    AWAIT(session, {HTTP_GET, STATS, NULL, 200, .answer = list(session, rows, "", NULL)});
    assert_true(remote->service->open(remote));
    expect_silence(session);
}

static inline struct str text_of(struct session *session, const struct pattern *pattern)
{
    struct buf out = {0};
    pattern_print(pattern, &out);
    return buf_finish(&out, &session->arena);
}

static inline void expect_unit(struct session *session, const struct catalog *catalog, const char *id,
                               const char *source, const char *target, enum unit_state state)
{
    const struct unit *unit = catalog_find(catalog, str_of(id));
    assert_non_null(unit);
    expect_str(text_of(session, &unit->source), source);
    assert_int_equal(unit->has_target, target != NULL);
    if (target)
        expect_str(text_of(session, &unit->target), target);
    assert_int_equal(unit->state, state);
}

#define NOT_FOUND                                                                                            \
    "{\"errors\":[{\"status\":\"404\",\"code\":\"not found\",\"title\":\"Not found\",\"detail\":\"nope\"}]}"
#endif
