// The hub's inside, without a socket, and with a clock that stands still unless it is told.
#include "sync/hub/hub.h"

#include "base/digest.h"
#include "base/json_writer.h"
#include "sync/hub/identifier.h"
#include "sync/hub/multipart.h"
#include "sync/hub/outbox.h"
#include "sync/hub/rate.h"
#include "sync/hub/template.h"
#include "sync/uri.h"
#include "tests/unit/unit.h"

// ---- pieces

static void decodes_addresses(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct uri uri;
    assert_true(uri_read(STR("/a%20b/o%3Ac?filter[x]=1&filter%5By%5D=p+q%2B&z"), &arena, &uri));
    assert_int_equal(uri.segments.count, 2);
    expect_str(uri.segments.at[0], "a b");
    expect_str(uri.segments.at[1], "o:c");
    expect_str(uri_get(&uri, STR("filter[x]")), "1");
    expect_str(uri_get(&uri, STR("filter[y]")), "p q+");
    assert_non_null(uri_get(&uri, STR("z")).at);
    assert_null(uri_get(&uri, STR("y")).at);
    static const char *const bad[] = {"", "a", "/%", "/%4", "/%g0", "/%00", "/%ff", "/?a=%c3"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(uri_read(str_of(bad[i]), &arena, &uri));
    arena_free(&arena);
}

static void reads_forms_of_all_clients(void **state)
{
    static const struct {
        const char *type, *body;
    } rows[] = {
        {"multipart/form-data;boundary=b",
         "--b\r\nContent-Disposition: form-data; name=\"content\"; filename=\"content.txt\"\r\n"
         "Content-Type: application/octet-stream\r\n\r\nX\r\n--b\r\n"
         "Content-Disposition: form-data; name=\"resource\"\r\n\r\nr\r\n--b--\r\n"},
        {"multipart/form-data; boundary=\"b\"",
         "--b\r\nContent-Disposition: form-data; name=\"resource\"\r\n\r\nr\r\n--b\r\n"
         "Content-Disposition: form-data; name=\"content\"; filename=\"content\"\r\n\r\nX\r\n--b--"},
        {"Multipart/Form-Data; charset=utf-8; Boundary=b",
         "before\r\n--b \t\r\ncontent-disposition:form-data;name=content\r\n\r\nX\r\n"
         "--b\r\nContent-Disposition: form-data; name=resource\r\n\r\nr\r\n--b--after"},
    };
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str boundary;
        struct form form;
        assert_true(multipart_boundary(str_of(rows[i].type), &boundary));
        assert_true(multipart_read(str_of(rows[i].body), boundary, &arena, &form));
        expect_str(form_get(&form, "content"), "X");
        expect_str(form_get(&form, "resource"), "r");
        assert_null(form_get(&form, "language").at);
    }
    struct str boundary;
    assert_false(multipart_boundary(STR("application/json; boundary=b"), &boundary));
    assert_false(multipart_boundary(STR("multipart/form-data"), &boundary));
    arena_free(&arena);
}

static void reads_identifiers(void **state)
{
    (void)state;
    struct identifier parts;
    assert_true(identifier_read(STR("o:a.c:p:web:r:en_xlf:s:00:l:pt_BR"), "oprsl", &parts));
    expect_str(parts.organization, "a.c");
    expect_str(parts.string, "00");
    expect_str(parts.language, "pt_BR");
    static const char *const bad[] = {
        "o:a:p:w:r:", "o:a:p:w", "o:a:p:w:r:x:", "o:a:p:w:r:x:s:y", "o:a:r:w:r:x", ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(identifier_read(str_of(bad[i]), "opr", &parts));
    assert_true(slug_is_valid(STR("en_xlf--b")));
    assert_false(slug_is_valid(STR("en.xlf")));
    assert_true(organization_slug_is_valid(STR("en.xlf")));
    assert_false(slug_is_valid(STR("")));
}

static void signs_as_transifex_does(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct digest *digest = digest_open(&arena, &diags);
    assert_non_null(digest);
    struct str body = STR("{\"project\": \"web\", \"translated\": 100, \"resource\": \"en_xlf\", \"event\": "
                          "\"translation_completed\", \"language\": \"de_DE\"}");
    struct letter_proof proof =
        letter_sign(digest, STR("s3cr3t"), STR("https://ci.example.org/hooks/tx"), 1795503600, body, &arena);
    expect_str(proof.date, "Tue, 24 Nov 2026 07:00:00 GMT");
    expect_str(proof.digest, "159a2e4934baef3bc161e4c669d13925");
    expect_str(proof.signature, "/mMVlTRG4ssqRcA8VLbPnrGcG4VOEHmFkSVViua2m00=");
    expect_str(digest_md5(digest, STR("s12d6dde9b30c3093:"), &arena), "4ee8b9dcaf4bf6d72f4863e52312a0e5");
    expect_str(digest_md5(digest, STR("hello:menu"), &arena), "0799489e26f65b78e0b190df07ea25c9");
    struct str bytes;
    assert_true(digest_from_base64(digest, STR("PHg+\n w7w="), &arena, &bytes));
    expect_str(bytes, "<x>\xc3\xbc");
    assert_false(digest_from_base64(digest, STR("PHg"), &arena, &bytes));
    assert_true(digest_equal(STR("ab"), STR("ab")) && !digest_equal(STR("ab"), STR("abc")));
    assert_int_equal(digest_random(41, &arena).len, 41);
    arena_free(&arena);
}

static void refills_a_bucket(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct rate rate = {.a_minute = 60, .arena = &arena};
    for (int i = 0; i < 60; i++)
        assert_int_equal(rate_take(&rate, STR("a"), 100), 0);
    assert_int_equal(rate_take(&rate, STR("a"), 100), 2);
    assert_int_equal(rate_take(&rate, STR("b"), 100), 0);
    assert_int_equal(rate_take(&rate, STR("a"), 101), 0);
    assert_int_not_equal(rate_take(&rate, STR("a"), 101), 0);
    assert_int_equal(rate_take(&rate, STR("a"), 100000), 0);
    arena_free(&arena);
}

static void prints_json(void **state)
{
    (void)state;
    struct buf out = {0};
    struct json json = {.out = &out};
    json_open(&json, '{');
    json_put_text(&json, "a", STR("\"\n"));
    json_put_text(&json, "b", (struct str){0});
    json_open_in(&json, "c", '[');
    json_number(&json, -5);
    json_bool(&json, true);
    json_open(&json, '{');
    json_close(&json, '}');
    json_close(&json, ']');
    json_put_time(&json, "d", 1795503600);
    json_put_time(&json, "e", 0);
    json_close(&json, '}');
    expect_str(buf_str(&out),
               "{\"a\":\"\\\"\\n\",\"b\":null,\"c\":[-5,true,{}],\"d\":\"2026-11-24T07:00:00Z\",\"e\":null}");
    buf_free(&out);
}

static void copies_json(void **state)
{
    static const char text[] = "{\"a\":[1,{\"b\":[]},\"\\u00e9\",null],\"c\":{},\"d\":false}";
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct jsonc_file file;
    struct buf out = {0};
    struct json json = {.out = &out};
    assert_true(jsonc_read(STR("a"), str_of(text), JSONC_STRICT, &arena, &diags, &file));
    json_reprint(&json, file.root);
    expect_str(buf_str(&out), "{\"a\":[1,{\"b\":[]},\"\xc3\xa9\",null],\"c\":{},\"d\":false}");
    buf_free(&out);
    arena_free(&arena);
}

static void knows_sound_texts(void **state)
{
    static const char *const good[] = {"", "a", "a &amp; b", "<x id=\"0\"/>", "<g id='a'>b</g> \"", "&#34;"};
    static const char *const bad[] = {"&",      "<",    "a & b",     "</s><s>", "<g>",
                                      "&nbsp;", "\x01", "<x id=0/>", "]]>"};
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(template_text_is_sound(str_of(good[i]), &arena));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(template_text_is_sound(str_of(bad[i]), &arena));
    expect_str(template_plain(STR("a<x id=\">\"/>b &amp; c"), &arena), "a b & c");
    arena_free(&arena);
}

static void takes_no_unit_out_of_a_text(void **state)
{
    static const char text[] = "<xliff><file><body><trans-unit id=\"a\"><source>A<trans-unit id=\"b\">"
                               "<source>B</source></trans-unit></source></trans-unit></body></file></xliff>";
    (void)state;
    struct arena arena = {0};
    struct template_string_list sources;
    struct str fault = {0};
    assert_true(template_sources(str_of(text), &arena, &sources, &fault));
    assert_int_equal(sources.count, 1);
    expect_str(sources.at[0].text, "A<trans-unit id=\"b\"><source>B</source></trans-unit>");
    arena_free(&arena);
}

// Text in front of a source joins that in front of a target which goes: a download is a template of itself.
static void a_target_stands_as_its_source_does(void **state)
{
    static const struct {
        const char *unit, *download;
    } rows[] = {
        {"\n  <source>A</source>", "\n  <source>A</source>\n  <target>B</target>"},
        {"<source>A</source>", "<source>A</source><target>B</target>"},
        {" <source>A</source>", " <source>A</source> <target>B</target>"},
        {"x <source>A</source>", "x <source>A</source> <target>B</target>"},
        {"\n  x<target/> <source>A</source>", "\n  x <source>A</source> <target>B</target>"},
        {"\n  x\n <target/> <source>A</source>", "\n  x\n  <source>A</source>\n  <target>B</target>"},
    };
    static struct filling filling = {.target = STR_INIT("B")};
    (void)state;
    struct arena arena = {0};
    struct map fillings = {0};
    map_set(&fillings, STR("a"), &filling, &arena);
    const struct rendering rendering = {.language = STR("de"), .fillings = &fillings};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = {0};
        template_render(
            arena_print(&arena, "<xliff><trans-unit id=\"a\">%s</trans-unit></xliff>", rows[i].unit),
            &rendering, &arena, &out);
        struct str download = buf_finish(&out, &arena);
        expect_str(
            download,
            arena_cstr(
                &arena,
                arena_print(&arena,
                            "<?xml version=\"1.0\" ?><xliff><trans-unit id=\"a\">%s</trans-unit></xliff>",
                            rows[i].download)));
        template_render(download, &rendering, &arena, &out);
        assert_true(str_equal(buf_finish(&out, &arena), download));
    }
    arena_free(&arena);
}

// ---- the whole

struct bench {
    struct arena arena;
    struct diags diags;
    struct hub *hub;
    int64_t now;
    struct str authorization;
};

static int64_t now_of(void *context)
{
    return ((struct bench *)context)->now;
}

static void set_up_slow(struct bench *bench, double requests_a_minute)
{
    *bench = (struct bench){.now = 1795503600, .authorization = STR("Bearer 1/t")};
    bench->diags.arena = &bench->arena;
    struct hub_options options = {
        .file = STR(":memory:"), .requests_a_minute = requests_a_minute, .now = now_of, .context = bench};
    struct hub_project project = {.name = STR("acme/web"), .source = STR("en"), .token = STR("1/t")};
    *list_push(&project.languages, &bench->arena) = STR("de");
    bench->hub = hub_open(&options, &bench->arena, &bench->diags);
    assert_non_null(bench->hub);
    assert_true(hub_add_project(bench->hub, &project, &bench->diags));
}

static void set_up(struct bench *bench)
{
    set_up_slow(bench, 0);
}

static void take_down(struct bench *bench)
{
    hub_close(bench->hub);
    arena_free(&bench->arena);
}

static struct hub_answer ask(struct bench *bench, enum hub_method method, const char *target,
                             const char *body)
{
    struct hub_answer answer;
    struct hub_request request = {.method = method,
                                  .target = str_of(target),
                                  .authorization = bench->authorization,
                                  .content_type = STR("application/vnd.api+json"),
                                  .origin = STR("http://h"),
                                  .body = str_of(body)};
    hub_answer(bench->hub, &request, &bench->arena, &answer);
    return answer;
}

#define RESOURCE "\"resource\":{\"data\":{\"type\":\"resources\",\"id\":\"o:acme:p:web:r:en\"}}"

static void make_resource(struct bench *bench)
{
    assert_int_equal(ask(bench, HUB_POST, "/resources",
                         "{\"data\":{\"type\":\"resources\",\"attributes\":{\"name\":\"en\",\"slug\":\"en\"},"
                         "\"relationships\":{"
                         "\"project\":{\"data\":{\"type\":\"projects\",\"id\":\"o:acme:p:web\"}},"
                         "\"i18n_format\":{\"data\":{\"type\":\"i18n_formats\",\"id\":\"XLIFF\"}}}}}")
                         .status,
                     201);
    assert_int_equal(
        ask(bench, HUB_POST, "/resource_strings_async_uploads",
            "{\"data\":{\"type\":\"resource_strings_async_uploads\",\"attributes\":{\"content_encoding\":"
            "\"text\","
            "\"content\":\"<xliff><trans-unit id=\\\"a\\\"><source>A</source></trans-unit></xliff>\"},"
            "\"relationships\":{" RESOURCE "}}}")
            .status,
        202);
}

static bool has(struct str text, const char *piece)
{
    return str_find(text, str_of(piece), 0) != STR_NONE;
}

static void links_end_with_time(void **state)
{
    (void)state;
    struct bench bench;
    set_up(&bench);
    make_resource(&bench);
    struct hub_answer job =
        ask(&bench, HUB_POST, "/resource_strings_async_downloads",
            "{\"data\":{\"type\":\"resource_strings_async_downloads\",\"relationships\":{" RESOURCE "}}}");
    assert_int_equal(job.status, 202);
    struct hub_answer found = ask(&bench, HUB_GET, arena_cstr(&bench.arena, job.content_location), "");
    assert_int_equal(found.status, 303);
    const char *link = arena_cstr(&bench.arena, str_from(found.location, strlen("http://h")));
    bench.authorization = STR("");
    assert_int_equal(ask(&bench, HUB_GET, link, "").status, 200);
    bench.now += 300;
    assert_int_equal(ask(&bench, HUB_GET, link, "").status, 200);
    bench.now += 1;
    assert_int_equal(ask(&bench, HUB_GET, link, "").status, 403);
    take_down(&bench);
}

static void times_go_on_when_the_clock_does_not(void **state)
{
    (void)state;
    struct bench bench;
    set_up(&bench);
    make_resource(&bench);
    struct str id = STR("o:acme:p:web:r:en:s:"), hash = STR("");
    struct hub_answer list = ask(&bench, HUB_GET, "/resource_strings?filter[resource]=o:acme:p:web:r:en", "");
    size_t at = str_find(list.body, STR("\"string_hash\":\""), 0);
    assert_true(at != STR_NONE);
    hash = str_slice(list.body, at + 15, at + 47);
    struct str translation =
        arena_print(&bench.arena, STR_FORMAT STR_FORMAT ":l:de", STR_ARG(id), STR_ARG(hash));
    struct str target = arena_print(&bench.arena, "/resource_translations/" STR_FORMAT, STR_ARG(translation));
    for (int i = 1; i <= 3; i++) {
        struct str body = arena_print(&bench.arena,
                                      "{\"data\":{\"type\":\"resource_translations\",\"id\":\"" STR_FORMAT
                                      "\",\"attributes\":{\"strings\":{\"other\":\"%d\"}}}}",
                                      STR_ARG(translation), i);
        struct hub_answer answer =
            ask(&bench, HUB_PATCH, arena_cstr(&bench.arena, target), arena_cstr(&bench.arena, body));
        assert_int_equal(answer.status, 200);
        struct str wanted =
            arena_print(&bench.arena, "\"datetime_translated\":\"2026-11-24T07:00:0%dZ\"", i + 1);
        assert_true(has(answer.body, arena_cstr(&bench.arena, wanted)));
    }
    take_down(&bench);
}

static void tells_nothing_without_a_token(void **state)
{
    (void)state;
    struct bench bench;
    set_up(&bench);
    static const char *const bad[] = {"", "Bearer", "Bearer ", "Bearer 1/x", "Basic 1/t", "1/t"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        bench.authorization = str_of(bad[i]);
        assert_int_equal(ask(&bench, HUB_GET, "/organizations", "").status, 401);
        assert_int_equal(ask(&bench, HUB_GET, "/nowhere", "").status, 401);
        assert_int_equal(ask(&bench, HUB_OTHER, "/%", "").status, 401);
    }
    bench.authorization = STR("ULF 1/t");
    assert_int_equal(ask(&bench, HUB_GET, "/organizations", "").status, 200);
    bench.authorization = STR("");
    for (int i = 0; i < 200; i++)
        ask(&bench, HUB_GET, "/organizations", "");
    struct hub_answer answer = ask(&bench, HUB_GET, "/organizations", "");
    assert_int_equal(answer.status, 429);
    assert_true(answer.retry_after > 0);
    take_down(&bench);
}

static void counts_the_requests_of_a_token_however_it_is_written(void **state)
{
    (void)state;
    struct bench bench;
    set_up_slow(&bench, 10);
    static const char *const written[] = {"Bearer 1/t", "bearer 1/t", "ULF 1/t", "Bearer   1/t "};
    for (size_t i = 0; i < 10; i++) {
        bench.authorization = str_of(written[i % 4]);
        assert_int_equal(ask(&bench, HUB_GET, "/organizations", "").status, 200);
    }
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        bench.authorization = str_of(written[i]);
        assert_int_equal(ask(&bench, HUB_GET, "/organizations", "").status, 429);
    }
    take_down(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_addresses),
        cmocka_unit_test(reads_forms_of_all_clients),
        cmocka_unit_test(reads_identifiers),
        cmocka_unit_test(signs_as_transifex_does),
        cmocka_unit_test(refills_a_bucket),
        cmocka_unit_test(prints_json),
        cmocka_unit_test(copies_json),
        cmocka_unit_test(knows_sound_texts),
        cmocka_unit_test(takes_no_unit_out_of_a_text),
        cmocka_unit_test(a_target_stands_as_its_source_does),
        cmocka_unit_test(links_end_with_time),
        cmocka_unit_test(times_go_on_when_the_clock_does_not),
        cmocka_unit_test(tells_nothing_without_a_token),
        cmocka_unit_test(counts_the_requests_of_a_token_however_it_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
