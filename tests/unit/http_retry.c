// What is sent again, when, and what becomes of it.
#include "tests/unit/fake_wire.h"

static const struct row {
    const struct http_request *request;
    const char *script, *end; // tries, outcome, status or trouble
    double least, most;       // seconds that it takes; 0, 0: any
} rows[] = {
    // what is good or final at once
    {&get, "200", "1 done 200", 0, 0.001},
    {&get, "303", "1 done 303", 0, 0.001},
    {&get, "400", "1 done 400", 0, 0.001},
    {&get, "401", "1 done 401", 0, 0.001},
    {&get, "404", "1 done 404", 0, 0.001},
    {&get, "501", "1 done 501", 0, 0.001},
    {&write_once, "202", "1 done 202", 0, 0.001},
    {&write_once, "409", "1 done 409", 0, 0.001},
    // what passes
    {&get, "408 200", "2 done 200", 0, 1},
    {&get, "425 200", "2 done 200", 0, 1},
    {&get, "429 200", "2 done 200", 0, 1},
    {&get, "500 200", "2 done 200", 0, 1},
    {&get, "502 200", "2 done 200", 0, 1},
    {&get, "503 200", "2 done 200", 0, 1},
    {&get, "504 200", "2 done 200", 0, 1},
    {&get, "521 404", "2 done 404", 0, 1},
    {&get, "503 503 503 503 503 200", "6 done 200", 0, 31},
    {&get, "503", "6 not_done 503", 0, 31},
    {&get, "noname noconn noproxy time! slow! 200", "6 done 200", 0, 0},
    {&get, "cut cut! garbled! page 200", "5 done 200", 0, 0},
    {&get, "noname", "6 not_done noname", 0, 0},
    {&get, "page", "6 not_done page", 0, 0},
    // what does not
    {&get, "tls", "1 not_done tls", 0, 0.001},
    {&get, "large!", "1 not_done large", 0, 0.001},
    {&get, "503 404", "2 done 404", 0, 0},
    // how long the service wants us to wait
    {&get, "429/7 200", "2 done 200", 7, 8},
    {&get, "429~9 200", "2 done 200", 9, 10},
    {&get, "429@ 200", "2 done 200", 60, 61},
    {&get, "503/11 200", "2 done 200", 11, 12},
    {&get, "429/0 200", "2 done 200", 0, 1},
    {&get, "503~9 200", "2 done 200", 0, 1},
    {&get, "429/301 200", "1 not_done 429", 0, 0.001},
    {&get, "429/200 429/99 429/99 200", "3 not_done 429", 299, 301},
    // writes that may be sent once: again only when nothing can have been done
    {&write_once, "408 425 429 503 521 201", "6 done 201", 0, 0},
    {&write_once, "noname noconn noproxy cut time 201", "6 done 201", 0, 0},
    {&write_once, "503", "6 not_done 503", 0, 0},
    {&write_once, "cut!", "1 unknown cut", 0, 0.001},
    {&write_once, "time!", "1 unknown time", 0, 0.001},
    {&write_once, "slow!", "1 unknown slow", 0, 0.001},
    {&write_once, "garbled!", "1 unknown garbled", 0, 0.001},
    {&write_once, "large!", "1 unknown large", 0, 0.001},
    {&write_once, "page", "1 unknown page", 0, 0.001},
    {&write_once, "500", "1 unknown 500", 0, 0.001},
    {&write_once, "502", "1 unknown 502", 0, 0.001},
    {&write_once, "504", "1 unknown 504", 0, 0.001},
    {&write_once, "520", "1 unknown 520", 0, 0.001},
    {&write_once, "503 502 201", "2 unknown 502", 0, 0},
    {&write_once, "tls", "1 not_done tls", 0, 0.001},
    // writes that may be sent again
    {&write_again, "502 cut! 504 500 503 201", "6 done 201", 0, 0},
    {&write_again, "502", "6 unknown 502", 0, 0},
    {&write_again, "503", "6 not_done 503", 0, 0},
    {&write_again, "cut! 503", "6 unknown 503", 0, 0},
    {&write_again, "cut! 429/301", "2 unknown 429", 0, 0},
    {&write_again, "cut! noname", "6 unknown noname", 0, 0},
    {&write_again, "noconn! 503", "6 unknown 503", 0, 0}, // the wire sent it before, and could not again
    {&write_again, "cut! tls", "2 unknown tls", 0, 0},
    {&write_again, "page 200", "2 done 200", 0, 0},
};

static void check_row(const struct row *row, enum http_method method)
{
    static const char *const outcomes[] = {"done", "not_done", "unknown"};
    struct fake fake = {0};
    struct http_request request = *row->request;
    request.method = method;
    fake_open(&fake, row->script, NULL);
    struct http_answer answer = http_ask(fake.http, &request);
    struct str end = arena_print(&fake.arena, answer.trouble ? "%u %s %s" : "%u %s %s%ld", answer.tries,
                                 outcomes[answer.outcome], name_of(answer.trouble), answer.status);
    expect_str(end, row->end);
    if (row->most > 0 && (fake.time < row->least || fake.time > row->most))
        fail_msg("\"%s\" took %g s", row->script, fake.time);
    assert_true((answer.trouble != HTTP_FINE) == (answer.failure.len > 0));
    assert_int_equal(http_request_count(fake.http), fake.sent);
    assert_int_equal(answer.tries, fake.sent);
    for (size_t i = 0; i < fake.bodies.count; i++)
        assert_true(str_equal(fake.bodies.at[i], row->request->body));
    fake_end(&fake);
}

static void cases_of_retries_end_as_the_table_says(void **unused)
{
    (void)unused;
    static const enum http_method writes[] = {HTTP_POST, HTTP_PATCH, HTTP_PUT, HTTP_DELETE};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool is_get = rows[i].request == &get;
        for (size_t j = 0; j < (is_get ? 1 : sizeof writes / sizeof *writes); j++)
            check_row(&rows[i], is_get ? HTTP_GET : writes[j]);
    }
}

static void the_same_seed_gives_the_same_waits(void **unused)
{
    (void)unused;
    double ends[3];
    for (size_t i = 0; i < 3; i++) {
        struct fake fake = {0};
        struct http_options options = options_of(&fake);
        options.seed = i < 2 ? 3 : 4;
        fake_open(&fake, "503", &options);
        http_ask(fake.http, &get);
        ends[i] = fake.time;
        fake_end(&fake);
    }
    assert_true(ends[0] == ends[1]);
    assert_true(ends[0] != ends[2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_of_retries_end_as_the_table_says),
        cmocka_unit_test(the_same_seed_gives_the_same_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
