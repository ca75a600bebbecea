// Transifex: writing.
#include "tests/unit/transifex_session.h"

// ---- writing

static void add_unit(struct session *session, struct catalog *catalog, const char *id, const char *source,
                     const char *target, enum unit_state state)
{
    struct unit *unit = catalog_add(catalog, str_of(id), &session->arena);
    unit->source = pattern_of_text(str_of(source), &session->arena);
    pattern_add_code(&unit->source, PART_PLACEHOLDER, STR("{0}"), STR("0"), &session->arena);
    unit->has_target = target != NULL;
    if (target) {
        unit->target = pattern_of_text(str_of(target), &session->arena);
        pattern_add_code(&unit->target, PART_PLACEHOLDER, STR("{0}"), STR("0"), &session->arena);
    }
    unit->state = state;
}

static bool write_french(struct session *session, struct remote_write *write)
{
    write->code = STR("fr");
    return session->remote.service->write(&session->remote, write, 1);
}

static void writes_few_translations_by_strings(void **state)
{
    (void)state;
    struct session session;
    struct remote_write write = {0};
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
    add_unit(&session, &write.catalog, "s12d6dde9b30c3093", "Hi & ", "Bonjour \"&\" ", UNIT_REVIEWED);
    add_unit(&session, &write.catalog, "hello", "Bye", NULL, UNIT_NEW);
    AWAIT(&session, {HTTP_PATCH, "/resource_translations",
                     "{\"data\":[{\"type\":\"resource_translations\",\"id\":\"" RESOURCE
                     ":s:4ee8b9dcaf4bf6d72f4863e52312a0e5:l:fr\",\"attributes\":{\"strings\":{\"other\":"
                     "\"Bonjour \\\"&amp;\\\" <x id=\\\"0\\\" equiv-text=\\\"{0}\\\"/>\"}}},"
                     "{\"type\":\"resource_translations\",\"id\":\"" RESOURCE
                     ":s:b0ed9cf22c0a5186d1c5b483a910dd33:l:fr\",\"attributes\":{\"strings\":null}}]}",
                     200, .answer = "{\"data\":[{},{}]}"});
    assert_true(write_french(&session, &write));
    expect_silence(&session);
    assert_int_equal(write.outcome, WRITE_DONE);
    assert_int_equal(write.counts.updated, 1);
    assert_int_equal(write.counts.deleted, 1);
    // States only where they are asked for.
    write.with_states = true;
    AWAIT(&session, {HTTP_PATCH, "/resource_translations", "equiv-text=\\\"{0}\\\"/>\"},\"reviewed\":true}}",
                     200, .answer = "{\"data\":[{},{}]}"});
    assert_true(write_french(&session, &write));
    end(&session);
}

static void tells_what_became_of_a_write(void **state)
{
    (void)state;
    static const struct {
        struct scripted row;
        enum write_outcome outcome;
        enum kind kind;
    } rows[] = {{{.status = 0}, WRITE_UNKNOWN, KIND_SERVICE_UNREACHABLE},
                {{.status = 403, .answer = "{\"errors\":[]}"}, WRITE_NOT_DONE, KIND_SERVICE_REFUSED},
                {{.status = 200, .answer = "{\"data\":[{},{},{}]}"}, WRITE_UNKNOWN, KIND_SERVICE_COUNTS},
                {{.status = 200, .answer = "{\"data\""}, WRITE_UNKNOWN, KIND_SERVICE_ANSWER},
                {{.status = 502, .answer = "<html>", .media_type = "text/html"},
                 WRITE_UNKNOWN,
                 KIND_SERVICE_UNREACHABLE}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        struct remote_write write = {0};
        struct scripted row = rows[i].row;
        begin(&session);
        open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
        add_unit(&session, &write.catalog, "a", "Hi ", "Bonjour ", UNIT_TRANSLATED);
        row.method = HTTP_PATCH;
        row.url = "/resource_translations";
        await(&session, &row, 1);
        assert_false(write_french(&session, &write));
        assert_int_equal(write.outcome, rows[i].outcome);
        expect_diag(&session, rows[i].kind, "");
        end(&session);
    }
}

#define UPLOADS "/resource_translations_async_uploads"

static void writes_a_file_where_strings_are_not_found(void **state)
{
    (void)state;
    struct session session;
    struct remote_write write = {0};
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
    add_unit(&session, &write.catalog, "a", "Hi ", "Bonjour ", UNIT_REVIEWED);
    AWAIT(&session, {HTTP_PATCH, "/resource_translations", NULL, 404, .answer = NOT_FOUND},
          {HTTP_POST, UPLOADS, "<target>Bonjour <x id=\\\"0\\\" equiv-text=\\\"{0}\\\"/></target>", 202,
           .answer = job(&session, "x", "pending", "")},
          {HTTP_GET, UPLOADS "/j0b", NULL, 200,
           .answer = job(&session, "x", "succeeded",
                         ",\"details\":{\"translations_created\":1,\"translations_updated\":0}")});
    assert_true(write_french(&session, &write));
    expect_silence(&session);
    assert_int_equal(write.outcome, WRITE_DONE);
    assert_int_equal(write.counts.created, 1);
    end(&session);
}

static void writes_many_translations_by_file(void **state)
{
    (void)state;
    struct session session;
    struct remote_write write = {0};
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
    for (int i = 0; i < 301; i++)
        add_unit(&session, &write.catalog, print(&session, "u%d", i), "Hi ", "Bonjour ", UNIT_FINAL);
    AWAIT(
        &session,
        {HTTP_POST, UPLOADS, "target-language=\\\"fr\\\"", 202, .answer = job(&session, "x", "pending", "")},
        {HTTP_GET, UPLOADS "/j0b", NULL, 200,
         .answer = job(&session, "x", "succeeded",
                       ",\"details\":{\"translations_created\":1,\"translations_updated\":299}")});
    assert_true(write_french(&session, &write));
    expect_diag(&session, KIND_SERVICE_COUNTS, "of 301 translations the job j0b took 300");
    end(&session);
    // With states: batches of 150, and when the third fails what was written stays.
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
    write.with_states = true;
    struct buf done = {0};
    buf_text(&done, "{\"data\":[{}");
    buf_repeat(&done, ' ', 1);
    for (int i = 1; i < 150; i++)
        buf_text(&done, ",{}");
    buf_text(&done, "]}");
    const char *answer = arena_cstr(&session.arena, buf_finish(&done, &session.arena));
    write.catalog = (struct catalog){0};
    for (int i = 0; i < 301; i++)
        add_unit(&session, &write.catalog, print(&session, "u%d", i), "Hi ", "Bonjour ", UNIT_FINAL);
    AWAIT(
        &session,
        {HTTP_PATCH, "/resource_translations", "\"reviewed\":true,\"proofread\":true", 200, .answer = answer},
        {HTTP_PATCH, "/resource_translations", NULL, 200, .answer = answer},
        {HTTP_PATCH, "/resource_translations", NULL, 403, .answer = ""});
    assert_false(write_french(&session, &write));
    assert_int_equal(write.outcome, WRITE_UNKNOWN);
    assert_int_equal(write.counts.updated, 300);
    end(&session);
}

// ---- the source

#define SOURCES "/resource_strings_async_uploads"

static void writes_the_source(void **state)
{
    (void)state;
    struct session session;
    struct catalog source = {0};
    enum write_outcome outcome;
    struct write_counts counts;
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
    add_unit(&session, &source, "a", "Hi ", NULL, UNIT_NEW);
    *list_push(&source.units.at[0].notes, &session.arena) =
        (struct note){.from = STR("glot"), .text = STR("greets")};
    const char *after = counters(&session, "en", "2026-11-25T00:00:00Z", 1, 1, 0, 0);
    AWAIT(&session,
          {HTTP_POST, SOURCES, "<note from=\\\"developer\\\">greets</note>", 202,
           .answer = job(&session, "x", "pending", "")},
          {HTTP_GET, SOURCES "/j0b", NULL, 200,
           .answer = job(&session, "x", "succeeded",
                         ",\"details\":{\"strings_created\":1,\"strings_updated\":0,\"strings_skipped\":0,"
                         "\"strings_deleted\":3}")},
          {HTTP_GET, STATS, NULL, 200, .answer = list(&session, after, "", NULL)});
    assert_true(session.remote.service->write_source(
        &session.remote, &source, &(struct source_policy){.keep_translations = true}, &outcome, &counts));
    expect_silence(&session);
    assert_int_equal(outcome, WRITE_DONE);
    assert_int_equal(counts.created, 1);
    assert_int_equal(counts.deleted, 3);
    end(&session);
}

static void compares_counters_with_what_was_sent(void **state)
{
    (void)state;
    struct session session;
    struct catalog source = {0};
    enum write_outcome outcome;
    struct write_counts counts;
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
    add_unit(&session, &source, "a", "Hi ", NULL, UNIT_NEW);
    const char *after =
        list(&session, counters(&session, "en", "2026-11-25T00:00:00Z", 0, 0, 0, 0), "", NULL);
    AWAIT(&session,
          {HTTP_POST, SOURCES, "\"keep_translations\":false,\"replace_edited_strings\":true", 202,
           .answer = job(&session, "x", "pending", "")},
          {HTTP_GET, SOURCES "/j0b", NULL, 200,
           .answer = job(&session, "x", "succeeded",
                         ",\"details\":{\"strings_created\":0,\"strings_updated\":0,\"strings_skipped\":0,"
                         "\"strings_deleted\":3}")},
          {HTTP_GET, STATS, NULL, 200, .answer = after}, {HTTP_GET, STATS, NULL, 200, .answer = after},
          {HTTP_GET, STATS, NULL, 200, .answer = after}, {HTTP_GET, STATS, NULL, 200, .answer = after});
    assert_false(session.remote.service->write_source(
        &session.remote, &source, &(struct source_policy){.replace_edited = true}, &outcome, &counts));
    expect_diag(&session, KIND_SERVICE_COUNTS, "1 texts were sent, and the service counts 0");
    assert_int_equal(outcome, WRITE_DONE);
    end(&session);
}

static void sends_no_empty_source(void **state)
{
    (void)state;
    struct session session;
    struct catalog source = {0};
    enum write_outcome outcome;
    struct write_counts counts;
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
    add_unit(&session, &source, "a", "Hi ", NULL, UNIT_NEW);
    source.units.at[0].is_obsolete = true;
    AWAIT(&session, {HTTP_GET, "x", .is_done = true});
    assert_false(session.remote.service->write_source(&session.remote, &source, &(struct source_policy){0},
                                                      &outcome, &counts));
    expect_diag(&session, KIND_SERVICE_EMPTY, "no message");
    assert_int_equal(outcome, WRITE_NOT_DONE);
    end(&session);
}

static void tells_what_became_of_a_source(void **state)
{
    (void)state;
    static const struct {
        struct scripted rows[2];
        size_t count;
        enum write_outcome outcome;
    } rows[] = {
        {{{HTTP_POST, SOURCES, .status = 0}}, 1, WRITE_UNKNOWN},
        {{{HTTP_POST, SOURCES, .status = 400, .answer = "{\"errors\":[{\"code\":\"invalid\"}]}"}},
         1,
         WRITE_NOT_DONE},
        {{{HTTP_POST, SOURCES, .status = 202, .answer = "{}"}}, 1, WRITE_UNKNOWN},
        {{{HTTP_POST, SOURCES, .status = 202, .answer = "{\"data\":{\"id\":\"j0b\"}}"},
          {HTTP_GET, SOURCES "/j0b", .status = 404, .answer = "{\"errors\":[{\"code\":\"not found\"}]}"}},
         2,
         WRITE_UNKNOWN},
        {{{HTTP_POST, SOURCES, .status = 202, .answer = "{\"data\":{\"id\":\"j0b\"}}"},
          {HTTP_GET, SOURCES "/j0b", .status = 200,
           .answer = "{\"data\":{\"attributes\":{\"status\":\"failed\",\"errors\":[{\"code\":\"parse_error\"}"
                     "]}}}"}},
         2,
         WRITE_NOT_DONE}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        struct catalog source = {0};
        enum write_outcome outcome;
        struct write_counts counts;
        struct scripted script[2] = {rows[i].rows[0], rows[i].rows[1]};
        begin(&session);
        open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
        add_unit(&session, &source, "a", "Hi ", NULL, UNIT_NEW);
        await(&session, script, rows[i].count);
        assert_false(session.remote.service->write_source(&session.remote, &source,
                                                          &(struct source_policy){0}, &outcome, &counts));
        assert_int_equal(outcome, rows[i].outcome);
        assert_true(session.diags.count > 0);
        end(&session);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(writes_few_translations_by_strings),
                                       cmocka_unit_test(tells_what_became_of_a_write),
                                       cmocka_unit_test(writes_a_file_where_strings_are_not_found),
                                       cmocka_unit_test(writes_many_translations_by_file),
                                       cmocka_unit_test(writes_the_source),
                                       cmocka_unit_test(compares_counters_with_what_was_sent),
                                       cmocka_unit_test(sends_no_empty_source),
                                       cmocka_unit_test(tells_what_became_of_a_source)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
