// Transifex: opening, resources, languages, branches.
#include "tests/unit/transifex_session.h"

// ---- opening

static void opens_by_one_request(void **state)
{
    (void)state;
    struct session session;
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 2, 1, 0);
    const struct remote *remote = &session.remote;
    assert_true(remote->exists);
    assert_int_equal(remote->source.total, 3);
    assert_int_equal(remote->languages.count, 1);
    expect_str(remote->languages.at[0].code, "fr");
    assert_int_equal(remote->languages.at[0].translated, 2);
    assert_int_equal(remote->languages.at[0].reviewed, 1);
    assert_int_equal(http_request_count(remote->http), 1);
    end(&session);
}

// The project's source language never changes: a version tells it.
static void asks_once_for_the_source_language(void **state)
{
    (void)state;
    struct session session;
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 2, 1, 0);
    struct remote *remote = &session.remote;
    remote->since = remote->languages.at[0].version;
    remote->source = (struct remote_language){0};
    const char *rows = print(&session, "%s,%s", counters(&session, "en", "2026-11-01T00:00:00Z", 3, 3, 0, 0),
                             counters(&session, "fr", "2026-11-24T07:00:00Z", 3, 2, 1, 0));
    AWAIT(&session, {HTTP_GET, STATS, NULL, 200, .answer = list(&session, rows, "", NULL)});
    assert_true(remote->service->open(remote));
    expect_silence(&session);
    expect_str(remote->source.code, "en");
    assert_true(str_equal(remote->languages.at[0].version, remote->since));
    end(&session);
}

static void versions_tell_changes(void **state)
{
    (void)state;
    static const struct {
        const char *time;
        int translated, reviewed, proofread;
    } rows[] = {{"2026-11-24T07:00:01Z", 2, 1, 0},
                {"2026-11-24T07:00:00Z", 1, 1, 0},
                {"2026-11-24T07:00:00Z", 2, 0, 0},
                {"2026-11-24T07:00:00Z", 2, 1, 1}};
    struct session session;
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 2, 1, 0);
    struct str version = session.remote.languages.at[0].version;
    open_with(&session, "2026-11-24T07:00:00Z", 2, 1, 0);
    assert_true(str_equal(session.remote.languages.at[0].version, version));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        open_with(&session, rows[i].time, rows[i].translated, rows[i].reviewed, rows[i].proofread);
        assert_false(str_equal(session.remote.languages.at[0].version, version));
    }
    end(&session);
}

// The time of a change is no more than a second ago: another one may follow in the same second.
static void doubts_versions_of_the_same_second(void **state)
{
    (void)state;
    static const struct {
        const char *date;
        bool is_settled;
    } rows[] = {{"Tue, 24 Nov 2026 07:00:00 GMT", false},
                {"Tue, 24 Nov 2026 07:00:01 GMT", false},
                {"Tue, 24 Nov 2026 07:00:02 GMT", true},
                {"Tue, 24 Nov 2026 06:59:59 GMT", false},
                {"Tue, 24 Nov 2026 06:59:58 GMT", true}, // each change has a second of its own
                {"yesterday", true},
                {NULL, true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        begin(&session);
        session.wire.date = rows[i].date;
        open_with(&session, "2026-11-24T07:00:00Z", 2, 0, 0);
        struct str version = session.remote.languages.at[0].version;
        session.wire.date = "Tue, 24 Nov 2026 09:00:00 GMT";
        open_with(&session, "2026-11-24T07:00:00Z", 2, 0, 0);
        assert_int_equal(str_equal(session.remote.languages.at[0].version, version), rows[i].is_settled);
        end(&session);
    }
}

static const char project[] =
    "{\"data\":{\"type\":\"projects\",\"id\":\"" PROJECT "\",\"relationships\":{\"source_language\":{"
    "\"data\":{\"type\":\"languages\",\"id\":\"l:en\"}}}}}";

static void asks_the_project_for_its_source_language(void **state)
{
    (void)state;
    struct session session;
    begin(&session);
    const char *rows = counters(&session, "en", "2026-11-01T00:00:00Z", 3, 3, 0, 0);
    AWAIT(&session, {HTTP_GET, STATS, NULL, 200, .answer = list(&session, rows, "", NULL)},
          {HTTP_GET, "/projects/" PROJECT, NULL, 200, .answer = project});
    assert_true(session.remote.service->open(&session.remote));
    expect_str(session.remote.source.code, "en");
    assert_int_equal(session.remote.source.total, 3);
    assert_int_equal(session.remote.languages.count, 0);
    end(&session);
}

static void opens_what_is_not_there(void **state)
{
    (void)state;
    struct session session;
    begin(&session);
    AWAIT(
        &session, {HTTP_GET, STATS, NULL, 404, .answer = NOT_FOUND},
        {HTTP_GET, "/resources/" RESOURCE, NULL, 404, .answer = NOT_FOUND},
        {HTTP_GET, "/projects/" PROJECT, NULL, 200, .answer = project},
        {HTTP_GET, "/projects/" PROJECT "/languages", NULL, 200,
         .answer =
             "{\"data\":[{\"type\":\"languages\",\"id\":\"l:pt_BR\",\"attributes\":{\"code\":\"pt_BR\"}}]}"});
    assert_true(session.remote.service->open(&session.remote));
    assert_false(session.remote.exists);
    expect_str(session.remote.languages.at[0].code, "pt_BR");
    expect_silence(&session);
    end(&session);
}

static void tells_a_new_resource_from_one_without_counters(void **state)
{
    (void)state;
    static const struct {
        const char *attributes;
        bool is_fine;
    } rows[] = {{"\"string_count\":0", true}, {"\"name\":\"x\"", true}, {"\"string_count\":5", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        begin(&session);
        session.remote.source.code = STR("en");
        const char *resource =
            print(&session, "{\"data\":{\"type\":\"resources\",\"attributes\":{%s}}}", rows[i].attributes);
        struct scripted script[] = {
            {HTTP_GET, STATS, NULL, 400, .answer = "{\"errors\":[{\"code\":\"invalid\"}]}"},
            {HTTP_GET, "/resources/" RESOURCE, NULL, 200, .answer = resource},
            {HTTP_GET, "/projects/" PROJECT, NULL, 200, .answer = project},
            {HTTP_GET, "/projects/" PROJECT "/languages", NULL, 200, .answer = "{\"data\":[]}"}};
        await(&session, script, rows[i].is_fine ? 4 : 2);
        assert_int_equal(session.remote.service->open(&session.remote), rows[i].is_fine);
        assert_true(session.remote.exists);
        if (!rows[i].is_fine)
            expect_diag(&session, KIND_SERVICE_ANSWER, "it has 5 texts, but no counters");
        end(&session);
    }
}

static void refuses_to_open(void **state)
{
    (void)state;
    static const struct {
        struct scripted row;
        enum kind kind;
        const char *words;
    } rows[] = {
        {{.status = 401,
          .answer =
              "{\"errors\":[{\"status\":\"401\",\"code\":\"unauthorized\",\"detail\":\"Who are you?\"}]}"},
         KIND_SERVICE_REFUSED,
         "unauthorized: Who are you?"},
        {{.status = 422,
          .answer = "{\"errors\":[{\"code\":\"invalid\",\"title\":\"t\",\"detail\":\"d\",\"source\":{"
                    "\"parameter\":\"?filter[x]\"}}]}"},
         KIND_SERVICE_FAILED,
         "422: invalid: t: d, at ?filter[x]"},
        {{.status = 402, .answer = ""}, KIND_SERVICE_PLAN, "402"},
        {{.status = 200, .answer = "{\"data\":[{\"type\""}, KIND_SERVICE_ANSWER, "is no JSON"},
        {{.status = 200, .answer = "{\"rows\":[]}"}, KIND_SERVICE_ANSWER, "has no data"},
        {{.status = 200, .answer = "{\"data\":[]}", .media_type = "text/plain"},
         KIND_SERVICE_ANSWER,
         "of type text/plain"},
        {{.status = 302, .answer = "", .location = "https://login.test/?next=secret"},
         KIND_SERVICE_ANSWER,
         "https://login.test/"},
        {{.status = 200,
          .answer = "{\"data\":[{\"type\":\"resource_language_stats\",\"id\":\"x\",\"attributes\":{}}]}"},
         KIND_SERVICE_ANSWER,
         "lack one"},
        {{.status = 200, .answer = "{\"data\":[],\"links\":{\"next\":\"https://evil.test/x\"}}"},
         KIND_SERVICE_ANSWER,
         "https://evil.test/x"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        begin(&session);
        struct scripted row = rows[i].row;
        row.url = STATS;
        await(&session, &row, 1);
        assert_false(session.remote.service->open(&session.remote));
        expect_diag(&session, rows[i].kind, rows[i].words);
        for (size_t k = 0; k < session.diags.count; k++)
            assert_int_equal(str_find(session.diags.at[k].message, STR("secret"), 0), STR_NONE);
        end(&session);
    }
}

// ---- resources, languages, branches

static void makes_resources_and_languages(void **state)
{
    (void)state;
    struct session session;
    struct str_list codes = {0};
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
    session.remote.address.base = STR("main_xlf");
    *list_push(&codes, &session.arena) = STR("pt_BR");
    AWAIT(&session,
          {HTTP_POST, "https://rest.test/resources",
           "{\"data\":{\"type\":\"resources\",\"attributes\":{\"name\":\"en.xlf\",\"slug\":\"en_xlf\"},"
           "\"relationships\":{\"i18n_format\":{\"data\":{\"type\":\"i18n_formats\",\"id\":\"XLIFF\"}},"
           "\"project\":{\"data\":{\"type\":\"projects\",\"id\":\"" PROJECT
           "\"}},\"base\":{\"data\":{\"type\":\"resources\",\"id\":\"" PROJECT ":r:main_xlf\"}}}}}",
           201, .answer = "{\"data\":{}}"},
          {HTTP_POST, "/projects/" PROJECT "/relationships/languages",
           "{\"data\":[{\"type\":\"languages\",\"id\":\"l:pt_BR\"}]}", 204, .answer = ""});
    assert_true(
        session.remote.service->create(&session.remote, &(struct source_policy){.name = STR("en.xlf")}));
    assert_true(session.remote.service->add_languages(&session.remote, &codes));
    assert_int_equal(session.remote.languages.count, 2);
    expect_silence(&session);
    end(&session);
}

static void merges_and_deletes_branches(void **state)
{
    (void)state;
    struct session session;
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
    const struct service *service = session.remote.service;
    AWAIT(&session, {HTTP_GET, "x", .is_done = true});
    assert_false(service->delete_branch(&session.remote)); // of no branch
    assert_false(service->merge_branch(&session.remote));
    session.remote.address.base = STR("main_xlf");
    AWAIT(&session,
          {HTTP_POST, "/resource_async_merges", "\"conflict_resolution\":\"USE_BASE\"", 202,
           .answer = job(&session, "x", "CREATED", "")},
          {HTTP_GET, "/resource_async_merges/j0b", NULL, 200,
           .answer = job(&session, "x", "CHANGES_CREATED", "")},
          {HTTP_GET, "/resource_async_merges/j0b", NULL, 200, .answer = job(&session, "x", "COMPLETED", "")},
          {HTTP_DELETE, "/resources/" RESOURCE, NULL, 204, .answer = ""});
    assert_true(service->merge_branch(&session.remote));
    assert_true(service->delete_branch(&session.remote));
    end(&session);
}

static void names_resources_of_branches(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct service *service = service_find(STR("transifex"));
    static const char *const names[] = {"login",
                                        "feature/x",
                                        "fix/x",
                                        "feature-x",
                                        "Feature/x",
                                        "feature/x ",
                                        "日本",
                                        "日木",
                                        "a--b",
                                        "a-b",
                                        "-a",
                                        "a",
                                        "a-very-long-name-of-a-branch-that-goes-on-and-on-1",
                                        "a-very-long-name-of-a-branch-that-goes-on-and-on-2"};
    struct map seen = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str slug = service->branch_resource(STR("en_xlf"), str_of(names[i]), &arena);
        assert_false(map_has(&seen, slug));
        map_set(&seen, slug, NULL, &arena);
        assert_true(str_ends(slug, STR("--en_xlf")));
        for (size_t k = 0; k < slug.len; k++)
            assert_non_null(strchr("abcdefghijklmnopqrstuvwxyz0123456789_-", slug.at[k]));
    }
    expect_str(service->branch_resource(STR("en_xlf"), STR("login"), &arena), "login--en_xlf");
    arena_free(&arena);
}

static void refuses_bad_addresses(void **state)
{
    (void)state;
    static const struct {
        struct str project, resource;
    } rows[] = {{STR_INIT("acme"), STR_INIT("x")},       {STR_INIT("acme/"), STR_INIT("x")},
                {STR_INIT("acme/web/x"), STR_INIT("x")}, {STR_INIT("acme/web"), STR_INIT("en.xlf")},
                {STR_INIT("acme/web"), STR_INIT("")},    {STR_INIT("ac me/web"), STR_INIT("x")},
                {STR_INIT("acme/web?"), STR_INIT("x")}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        begin(&session);
        session.remote.address.project = rows[i].project;
        session.remote.address.resource = rows[i].resource;
        assert_false(session.remote.service->open(&session.remote));
        expect_diag(&session, KIND_CONFIG_BAD_VALUE, "of Transifex");
        end(&session);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(opens_by_one_request),
                                       cmocka_unit_test(asks_once_for_the_source_language),
                                       cmocka_unit_test(versions_tell_changes),
                                       cmocka_unit_test(doubts_versions_of_the_same_second),
                                       cmocka_unit_test(asks_the_project_for_its_source_language),
                                       cmocka_unit_test(opens_what_is_not_there),
                                       cmocka_unit_test(tells_a_new_resource_from_one_without_counters),
                                       cmocka_unit_test(refuses_to_open),
                                       cmocka_unit_test(makes_resources_and_languages),
                                       cmocka_unit_test(merges_and_deletes_branches),
                                       cmocka_unit_test(names_resources_of_branches),
                                       cmocka_unit_test(refuses_bad_addresses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
