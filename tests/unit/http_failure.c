// What went wrong, in words.
#include "tests/unit/fake_wire.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failures_are_told_in_words),
        cmocka_unit_test(every_trouble_has_words_and_a_kind),
        cmocka_unit_test(the_query_of_a_link_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
