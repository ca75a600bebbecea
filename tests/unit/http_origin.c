// The token, and where requests may go.
#include "tests/unit/fake_wire.h"

#include <unistd.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_token_goes_to_the_origin_only),
        cmocka_unit_test(plain_origins_are_for_this_machine),
        cmocka_unit_test(a_token_with_a_line_break_is_refused),
        cmocka_unit_test(what_a_service_repeats_of_the_token_is_blotted_out),
        cmocka_unit_test(a_redirect_is_handed_over_and_not_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
