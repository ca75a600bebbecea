// Transifex: reading.
#include "tests/unit/transifex_session.h"

// ---- reading

static bool read_french(struct session *session, struct remote_read *read)
{
    read->code = STR("fr");
    return session->remote.service->read(&session->remote, read, 1);
}

#define FRENCH                                                                                               \
    "/resource_translations?filter%5Bresource%5D=" RESOURCE                                                  \
    "&filter%5Blanguage%5D=l:fr&include=resource_string&limit=1000"

static void reads_string_by_string(void **state)
{
    (void)state;
    struct session session;
    struct remote_read read = {0};
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 3, 2, 1);
    const char *first =
        print(&session, "%s,%s",
              translation(&session, "a", "Bonjour &amp; <x id=\\\"0\\\" equiv-text=\\\"{0}\\\"/>", no_flags),
              translation(&session, "b", "Oui", ",\"reviewed\":true,\"proofread\":false"));
    const char *strings =
        print(&session, "%s,%s", string(&session, "a", "Hi &amp; <x id=\\\"0\\\" equiv-text=\\\"{0}\\\"/>"),
              string(&session, "b", "Yes"));
    AWAIT(
        &session,
        {HTTP_GET, FRENCH "&filter%5Btranslated%5D=true", NULL, 200,
         .answer = list(&session, first, strings, "/resource_translations?page[cursor]=2")},
        {HTTP_GET, "https://rest.test/resource_translations?page[cursor]=2", NULL, 200,
         .answer = list(&session, translation(&session, "c", "Non", ",\"reviewed\":true,\"proofread\":true"),
                        string(&session, "c", "No"), NULL)});
    assert_true(read_french(&session, &read));
    expect_silence(&session);
    assert_false(read.is_delta);
    assert_int_equal(read.catalog.units.count, 3);
    expect_unit(&session, &read.catalog, "a", "Hi & {0={0}}", "Bonjour & {0={0}}", UNIT_TRANSLATED);
    expect_unit(&session, &read.catalog, "b", "Yes", "Oui", UNIT_REVIEWED);
    expect_unit(&session, &read.catalog, "c", "No", "Non", UNIT_FINAL);
    end(&session);
}

static void reads_sources(void **state)
{
    (void)state;
    struct session session;
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 0, 0, 0);
    struct remote_read reads[] = {{0}, {.code = STR("fr")}}; // French has nothing: nothing is asked for
    const char *rows =
        print(&session, "%s,%s,%s", string(&session, "a", "Hi"), string(&session, "b", "1 &lt; 2"),
              string(&session, "c", "{n, plural, one {a file} other {# files}}"));
    AWAIT(&session, {HTTP_GET, "/resource_strings?filter%5Bresource%5D=" RESOURCE "&limit=1000", NULL, 200,
                     .answer = list(&session, rows, "", NULL)});
    assert_true(session.remote.service->read(&session.remote, reads, 2));
    expect_silence(&session);
    assert_int_equal(reads[1].catalog.units.count, 0);
    expect_unit(&session, &reads[0].catalog, "b", "1 < 2", NULL, UNIT_NEW);
    assert_true(pattern_is_select(&catalog_find(&reads[0].catalog, STR("c"))->source));
    end(&session);
}

static void takes_broken_texts_by_letters(void **state)
{
    (void)state;
    static const struct {
        const char *text, *read;
    } rows[] = {{"Fish & chips", "Fish & chips"},
                {"a < b", "a < b"},
                {"x</target><target>y", "x</target><target>y"},
                {"x</source></trans-unit><trans-unit id='evil'><source>y",
                 "x</source></trans-unit><trans-unit id='evil'><source>y"},
                {"<trans-unit id='evil'/>", "<trans-unit id='evil'/>"},
                {"<b>open", "<b>open"},
                {"a\\u0001<", "a\xef\xbf\xbd<"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        struct remote_read read = {0};
        begin(&session);
        open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
        AWAIT(&session, {HTTP_GET, FRENCH "*", NULL, 200,
                         .answer = list(&session, translation(&session, "a", rows[i].text, no_flags),
                                        string(&session, "a", "Hi"), NULL)});
        assert_true(read_french(&session, &read));
        assert_int_equal(read.catalog.units.count, 1);
        expect_unit(&session, &read.catalog, "a", "Hi", rows[i].read, UNIT_TRANSLATED);
        expect_diag(&session, KIND_SERVICE_TEXT, "the text of a ");
        end(&session);
    }
}

static void expect_failed_read(const char *answer, enum kind kind, const char *words)
{
    struct session session;
    struct remote_read read = {0};
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
    AWAIT(&session, {HTTP_GET, FRENCH "*", NULL, 200, .answer = answer});
    assert_false(read_french(&session, &read));
    assert_true(read.is_failed);
    assert_int_equal(read.catalog.units.count, 0);
    expect_diag(&session, kind, words);
    end(&session);
}

static void makes_no_catalog_of_bad_answers(void **state)
{
    (void)state;
    struct session scratch;
    begin(&scratch);
    const char *row = translation(&scratch, "a", "Oui", no_flags), *source = string(&scratch, "a", "Yes");
    const char *whole = list(&scratch, row, source, NULL);
    expect_failed_read(print(&scratch, "%.*s", (int)strlen(whole) / 2, whole), KIND_SERVICE_ANSWER,
                       "is no JSON");
    expect_failed_read(list(&scratch, row, "", NULL), KIND_SERVICE_ANSWER, "without its string");
    expect_failed_read("{\"data\":{\"type\":\"resource_translations\"}}", KIND_SERVICE_ANSWER, "no list");
    expect_failed_read(list(&scratch, "{\"type\":\"resource_strings\"}", source, NULL), KIND_SERVICE_ANSWER,
                       "without its string");
    expect_failed_read(list(&scratch, row, string(&scratch, "b", ""), NULL), KIND_SERVICE_ANSWER,
                       "without its string");
    expect_failed_read(list(&scratch, row, source, "https://evil.test/resource_translations"),
                       KIND_SERVICE_ANSWER, "evil.test");
    expect_failed_read(list(&scratch, row, source, "//evil.test/"), KIND_SERVICE_ANSWER, "evil.test");
    expect_failed_read(list(&scratch, row, source, "https://rest.test.evil.test/"), KIND_SERVICE_ANSWER,
                       "evil.test");
    end(&scratch);
}

static void tells_when_pages_are_missing(void **state)
{
    (void)state;
    struct session session;
    struct remote_read read = {0};
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 2, 0, 0);
    const char *page =
        list(&session, translation(&session, "a", "Oui", no_flags), string(&session, "a", "Yes"), NULL);
    const char *again = print(&session, "%s,%s", counters(&session, "en", "2026-11-01T00:00:00Z", 3, 3, 0, 0),
                              counters(&session, "fr", "2026-11-24T07:00:00Z", 3, 2, 0, 0));
    AWAIT(&session, {HTTP_GET, FRENCH "*", NULL, 200, .answer = page},
          {HTTP_GET, STATS, NULL, 200, .answer = list(&session, again, "", NULL)});
    assert_false(read_french(&session, &read));
    expect_diag(&session, KIND_SERVICE_ANSWER, "counts 2 texts, but gave 1");
    // Somebody took one away in the meantime: then the counters follow.
    again = print(&session, "%s,%s", counters(&session, "en", "2026-11-01T00:00:00Z", 3, 3, 0, 0),
                  counters(&session, "fr", "2026-11-24T07:00:09Z", 3, 1, 0, 0));
    AWAIT(&session, {HTTP_GET, FRENCH "*", NULL, 200, .answer = page},
          {HTTP_GET, STATS, NULL, 200, .answer = list(&session, again, "", NULL)});
    assert_true(read_french(&session, &read));
    assert_int_equal(read.catalog.units.count, 1);
    end(&session);
}

// ---- what changed since

static void reads_only_changes(void **state)
{
    (void)state;
    struct session session;
    struct map known = {0};
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
    struct remote_read read = {.since = session.remote.languages.at[0].version, .known = &known};
    map_set(&known, STR("a"), NULL, &session.arena);
    open_with(&session, "2026-11-25T07:00:00Z", 2, 0, 0);
    const char *rows = print(&session, "%s,%s", translation(&session, "a", "Oui!", no_flags),
                             translation(&session, "b", "Non", no_flags));
    const char *strings = print(&session, "%s,%s", string(&session, "a", "Yes"), string(&session, "b", "No"));
    AWAIT(&session, {HTTP_GET, FRENCH "&filter%5Bdate_translated%5D%5Bgt%5D=2026-11-24T06:59:59Z", NULL, 200,
                     .answer = list(&session, rows, strings, NULL)});
    assert_true(read_french(&session, &read));
    assert_true(read.is_delta);
    assert_int_equal(read.catalog.units.count, 2);
    // The same answer, but one was taken away: the counters do not agree, so all is read.
    open_with(&session, "2026-11-25T07:00:00Z", 1, 0, 0);
    AWAIT(&session,
          {HTTP_GET, FRENCH "&filter%5Bdate_translated*", NULL, 200,
           .answer = list(&session, rows, strings, NULL)},
          {HTTP_GET, FRENCH "&filter%5Btranslated%5D=true", NULL, 200,
           .answer = list(&session, translation(&session, "b", "Non", no_flags), string(&session, "b", "No"),
                          NULL)});
    assert_true(read_french(&session, &read));
    assert_false(read.is_delta);
    assert_int_equal(read.catalog.units.count, 1);
    expect_silence(&session);
    end(&session);
}

static void reads_all_where_reviews_changed(void **state)
{
    (void)state;
    struct session session;
    struct map known = {0};
    begin(&session);
    open_with(&session, "2026-11-24T07:00:00Z", 1, 0, 0);
    struct remote_read read = {.since = session.remote.languages.at[0].version, .known = &known};
    map_set(&known, STR("a"), NULL, &session.arena);
    open_with(&session, "2026-11-25T07:00:00Z", 1, 1, 0);
    AWAIT(&session, {HTTP_GET, FRENCH "&filter%5Btranslated%5D=true", NULL, 200,
                     .answer = list(&session, translation(&session, "a", "Oui", ",\"reviewed\":true"),
                                    string(&session, "a", "Yes"), NULL)});
    assert_true(read_french(&session, &read));
    assert_false(read.is_delta);
    expect_unit(&session, &read.catalog, "a", "Yes", "Oui", UNIT_REVIEWED);
    // Reviewed ones are as they were, by the counters alone.
    open_with(&session, "2026-11-25T07:00:00Z", 1, 1, 0);
    read = (struct remote_read){
        .mode = READ_REVIEWED, .since = session.remote.languages.at[0].version, .known = &known};
    open_with(&session, "2026-11-26T07:00:00Z", 2, 1, 0);
    AWAIT(&session, {HTTP_GET, "x", .is_done = true});
    assert_true(read_french(&session, &read));
    assert_true(read.is_delta);
    assert_int_equal(read.catalog.units.count, 0);
    end(&session);
}

// ---- files

// 3,000 texts are three pages, so a file is what is asked for.
static void open_large(struct session *session, int translated, int reviewed)
{
    struct remote *remote = &session->remote;
    const char *rows =
        print(session, "%s,%s", counters(session, "en", "2026-11-01T00:00:00Z", 3000, 3000, 0, 0),
              counters(session, "fr", "2026-11-24T07:00:00Z", 3000, translated, reviewed, 0));
    remote->source.code = STR("en");
    AWAIT(session, {HTTP_GET, STATS, NULL, 200, .answer = list(session, rows, "", NULL)});
    assert_true(remote->service->open(remote));
}

static const char *large_file(struct session *session, const char *language, int count)
{
    struct buf out = {0};
    buf_print(
        &out,
        "<?xml version=\"1.0\" ?><xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" "
        "version=\"1.2\"><file "
        "target-language=\"%s\" source-language=\"en\" original=\"sources\" datatype=\"plaintext\"><body>",
        language);
    for (int i = 0; i < count; i++)
        buf_print(&out, "<trans-unit id=\"u%d\"><source>Yes</source><target>Oui</target></trans-unit>", i);
    buf_text(&out, "<trans-unit id=\"z\"><source>No</source></trans-unit></body></file></xliff>");
    return arena_cstr(&session->arena, buf_finish(&out, &session->arena));
}

#define DOWNLOADS "/resource_translations_async_downloads"

static void downloads_a_file(void **state)
{
    (void)state;
    struct session session;
    struct remote_read read = {0};
    begin(&session);
    open_large(&session, 2500, 2500);
    const char *pending = job(&session, "resource_translations_async_downloads", "pending", "");
    AWAIT(&session,
          {HTTP_POST, DOWNLOADS,
           "{\"data\":{\"type\":\"resource_translations_async_downloads\",\"attributes\":{\"content_"
           "encoding\":\"text\",\"file_type\":\"default\",\"mode\":\"onlytranslated\"},\"relationships\":{"
           "\"language\":{\"data\":{\"type\":\"languages\",\"id\":\"l:fr\"}},\"resource\":{\"data\":{"
           "\"type\":\"resources\",\"id\":\"" RESOURCE "\"}}}}}",
           202, .answer = pending},
          {HTTP_GET, DOWNLOADS "/j0b", NULL, 200, .answer = pending},
          {HTTP_GET, DOWNLOADS "/j0b", NULL, 303, .location = "https://storage.test/files/1?auth=old",
           .answer = ""},
          {HTTP_GET, "https://storage.test/files/1?auth=old", NULL, 403, .answer = "expired"},
          {HTTP_GET, DOWNLOADS "/j0b", NULL, 303, .location = "https://storage.test/files/1?auth=new",
           .answer = ""},
          {HTTP_GET, "https://storage.test/files/1?auth=new", NULL, 200,
           .media_type = "application/octet-stream", .answer = large_file(&session, "fr", 2500)});
    double before = session.wire.time;
    assert_true(read_french(&session, &read));
    expect_silence(&session);
    expect_unit(&session, &read.catalog, "u7", "Yes", "Oui", UNIT_REVIEWED);
    expect_unit(&session, &read.catalog, "z", "No", NULL, UNIT_NEW);
    assert_true(session.wire.time - before >= 0.8 &&
                session.wire.time - before < 3); // polls after 0.3 and 0.5 s
    end(&session);
}

static void reads_strings_where_states_differ(void **state)
{
    (void)state;
    struct session session;
    struct remote_read read = {.mode = READ_REVIEWED};
    begin(&session);
    open_large(&session, 2500, 1);
    AWAIT(&session, {HTTP_GET, FRENCH "&filter%5Breviewed%5D=true", NULL, 200,
                     .answer = list(&session, translation(&session, "a", "Oui", ",\"reviewed\":true"),
                                    string(&session, "a", "Yes"), NULL)});
    assert_true(read_french(&session, &read));
    expect_unit(&session, &read.catalog, "a", "Yes", "Oui", UNIT_REVIEWED);
    end(&session);
}

static void expect_failed_file(const struct scripted *last, enum kind kind, const char *words)
{
    struct session session;
    struct remote_read read = {0};
    begin(&session);
    open_large(&session, 2500, 0);
    AWAIT(&session, {HTTP_POST, DOWNLOADS, NULL, 202, .answer = job(&session, "x", "pending", "")},
          {HTTP_GET, DOWNLOADS "/j0b", NULL, 303, .location = "https://storage.test/f?auth=secret",
           .answer = ""},
          *last);
    assert_false(read_french(&session, &read));
    assert_true(read.is_failed);
    assert_int_equal(read.catalog.units.count, 0);
    expect_diag(&session, kind, words);
    for (size_t i = 0; i < session.diags.count; i++)
        assert_int_equal(str_find(session.diags.at[i].message, STR("secret"), 0), STR_NONE);
    end(&session);
}

static void makes_no_catalog_of_bad_files(void **state)
{
    (void)state;
    struct session scratch;
    begin(&scratch);
    const char *whole = large_file(&scratch, "fr", 10);
#define STORED(status, type, answer)                                                                         \
    (&(struct scripted){HTTP_GET, "https://storage.test/f?auth=secret", NULL, status, NULL, type, answer,    \
                        false})
    const char *stream = "application/octet-stream",
               *half = print(&scratch, "%.*s", (int)strlen(whole) / 2, whole);
    expect_failed_file(STORED(200, stream, ""), KIND_SERVICE_ANSWER, "is empty");
    expect_failed_file(STORED(200, stream, "<!DOCTYPE html><html><body>Sorry</body></html>"),
                       KIND_SERVICE_ANSWER, "cannot be read");
    expect_failed_file(STORED(200, "text/html", "<html><body>Sorry</body></html>"), KIND_SERVICE_ANSWER,
                       "a web page");
    expect_failed_file(STORED(200, stream, half), KIND_SERVICE_ANSWER, "cannot be read");
    expect_failed_file(STORED(200, stream, large_file(&scratch, "de", 10)), KIND_SERVICE_ANSWER,
                       "another language: de");
    expect_failed_file(STORED(400, "text/html", ""), KIND_SERVICE_FAILED, "400");
    end(&scratch);
}

static void expect_failed_job(const struct scripted *poll, enum kind kind, const char *words)
{
    struct session session;
    struct remote_read read = {0};
    begin(&session);
    open_large(&session, 2500, 0);
    AWAIT(&session, {HTTP_POST, DOWNLOADS, NULL, 202, .answer = job(&session, "x", "pending", "")}, *poll);
    assert_false(read_french(&session, &read));
    expect_diag(&session, kind, words);
    end(&session);
}

static void tells_of_jobs_that_fail(void **state)
{
    (void)state;
#define POLL(status, location, answer)                                                                       \
    (&(struct scripted){HTTP_GET, DOWNLOADS "/j0b", NULL, status, location, NULL, answer, false})
    expect_failed_job(
        POLL(200, NULL,
             "{\"data\":{\"id\":\"j0b\",\"attributes\":{\"status\":\"failed\",\"errors\":[{\"code\":\"parse_"
             "error\",\"detail\":\"line 3\"},{\"code\":\"other\",\"detail\":\"x\"}]}}}"),
        KIND_SERVICE_JOB, "the job j0b failed: parse_error: line 3");
    expect_failed_job(
        POLL(200, NULL, "{\"data\":{\"id\":\"j0b\",\"attributes\":{\"status\":\"failed\",\"errors\":[]}}}"),
        KIND_SERVICE_JOB, "without a reason");
    expect_failed_job(
        POLL(200, NULL, "{\"data\":{\"id\":\"j0b\",\"attributes\":{\"status\":\"succeeded\"}}}"),
        KIND_SERVICE_ANSWER, "not where the file is");
    expect_failed_job(POLL(200, NULL, "{\"data\":{\"id\":\"j0b\",\"attributes\":{\"status\":\"sleeping\"}}}"),
                      KIND_SERVICE_ANSWER, "not known: sleeping");
    expect_failed_job(POLL(200, NULL, "{\"data\":{\"id\":\"j0b\",\"attributes\":"), KIND_SERVICE_ANSWER,
                      "is no JSON");
    expect_failed_job(POLL(404, NULL, NOT_FOUND), KIND_SERVICE_MISSING, "404");
    expect_failed_job(POLL(303, "http://storage.test/plain", ""), KIND_SERVICE_ANSWER, "not safe");
    expect_failed_job(POLL(303, "file:///etc/passwd", ""), KIND_SERVICE_ANSWER, "");
}

static void ends_endless_jobs(void **state)
{
    (void)state;
    struct session session;
    struct remote_read read = {0};
    begin(&session);
    open_large(&session, 2500, 0);
    struct scripted rows[200] = {
        {HTTP_POST, DOWNLOADS, NULL, 202, .answer = job(&session, "x", "pending", "")}};
    size_t polls = 52; // 20.8 s for the first eight, then one each 13 s, within 600 s
    for (size_t i = 1; i <= polls; i++)
        rows[i] = (struct scripted){HTTP_GET, DOWNLOADS "/j0b", NULL, 200,
                                    .answer = job(&session, "x", "processing", "")};
    await(&session, rows, polls + 1);
    assert_false(read_french(&session, &read));
    expect_diag(&session, KIND_SERVICE_JOB, "the job j0b has not ended within 10 minutes");
    assert_true(session.wire.time >= 580 && session.wire.time <= 620);
    end(&session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_string_by_string),
                                       cmocka_unit_test(reads_sources),
                                       cmocka_unit_test(takes_broken_texts_by_letters),
                                       cmocka_unit_test(makes_no_catalog_of_bad_answers),
                                       cmocka_unit_test(tells_when_pages_are_missing),
                                       cmocka_unit_test(reads_only_changes),
                                       cmocka_unit_test(reads_all_where_reviews_changed),
                                       cmocka_unit_test(downloads_a_file),
                                       cmocka_unit_test(reads_strings_where_states_differ),
                                       cmocka_unit_test(makes_no_catalog_of_bad_files),
                                       cmocka_unit_test(tells_of_jobs_that_fail),
                                       cmocka_unit_test(ends_endless_jobs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
