// The pure parts of the transport: what services say of waiting, budgets, waiting lines, heads and URLs.
#include "sync/retry.h"
#include "sync/bucket.h"
#include "sync/head.h"
#include "sync/pace.h"
#include "sync/queue.h"
#include "sync/url.h"

#include "tests/unit/unit.h"

#include <math.h>

// ---- what services say of waiting

enum { example = 784111777 }; // Sun, 06 Nov 1994 08:49:37 GMT, of RFC 9110

static void retry_after_is_seconds_or_a_date(void **unused)
{
    (void)unused;
    static const struct {
        const char *header;
        double seconds;
    } headers[] = {
        {"120", 120},
        {" 0 ", 0},
        {"", -1},
        {"soon", -1},
        {"-5", -1},
        {"1.5", -1},
        {"12 s", -1},
        {"99999999999999999999999999999999999999", 1e8},
        {"Sun, 06 Nov 1994 08:49:47 GMT", 10},
        {"Sunday, 06-Nov-94 08:49:47 GMT", 10},
        {"Sun Nov  6 08:49:47 1994", 10},
        {"Mon, 07 Nov 1994 08:49:37 GMT", 86400},
        {"Wed, 01 Mar 1995 00:00:00 GMT", 9904223},
        {"Sun, 06 Nov 1994 08:49:07 GMT", 0},
        {"Sun, 06 Nov 9999 08:49:37 GMT", 1e8},
        {"Fri, 01 Jan 0001 00:00:00 GMT", -1},
        {"Sun, 06 Nuv 1994 08:49:47 GMT", -1},
        {"Sun, 32 Nov 1994 08:49:47 GMT", -1},
        {"Sun, 06 Nov 1994 25:49:47 GMT", -1},
        {"Sun, 06 Nov 1994 08:49:47", -1},
        {"Sun, 06 Nov 1994 08:49:47 GMT+1", -1},
        {"Sun, 06 Nov 1994 -8:49:47 GMT", -1},
        {"Sun, 06 Nov", -1},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (retry_after(str_of(headers[i].header), example) != headers[i].seconds)
            fail_msg("%s: %g", headers[i].header, retry_after(str_of(headers[i].header), example));
    assert_true(retry_after((struct str){0}, example) < 0);
    // Leap years, and the two digits of years.
    assert_true(retry_after(STR("Thu, 29 Feb 2024 00:00:00 GMT"), 1709164799) == 1);
    assert_true(retry_after(STR("Saturday, 01-Jan-00 00:00:00 GMT"), 946684799) == 1);
}

static void a_throttle_tells_seconds_in_its_words(void **unused)
{
    (void)unused;
    assert_true(retry_expected(STR("{\"errors\":[{\"code\":\"Throttled\",\"detail\":\"Request was throttled. "
                                   "Expected available in 43 seconds.\"}]}")) == 43);
    assert_true(retry_expected(STR("expected available in 1 second.")) == 1);
    assert_true(retry_expected(STR("Expected available in a minute.")) < 0);
    assert_true(retry_expected(STR("Expected available in ")) < 0);
    assert_true(retry_expected((struct str){0}) < 0);
}

static void waits_double_up_to_the_longest(void **unused)
{
    (void)unused;
    const struct retry_policy policy = {.tries = 100, .budget = 1e9, .first = 1, .longest = 60};
    struct retry_state state = {0};
    const struct retry_try tried = {.status = 503, .asked = -1};
    for (unsigned i = 0; i < 99; i++) {
        struct retry_verdict verdict = retry_judge(&policy, &state, &tried, 1e9, 0.5);
        assert_true(verdict.is_again);
        assert_true(verdict.seconds == fmin(60, ldexp(1, (int)i)) / 2);
    }
    assert_false(retry_judge(&policy, &state, &tried, 1e9, 0.5).is_again);
}

static void the_budget_of_waiting_ends_retries(void **unused)
{
    (void)unused;
    const struct retry_policy policy = {.tries = 100, .budget = 100, .first = 1, .longest = 60};
    struct retry_state state = {0};
    const struct retry_try tried = {.status = 503, .asked = 40};
    assert_true(retry_judge(&policy, &state, &tried, 1e9, 0).is_again);
    assert_true(retry_judge(&policy, &state, &tried, 1e9, 0).is_again);
    assert_false(retry_judge(&policy, &state, &tried, 1e9, 0).is_again);
    assert_true(state.waited == 80);
    state = (struct retry_state){0};
    assert_false(retry_judge(&policy, &state, &tried, 40, 0).is_again); // the run ends before
}

// ---- budgets

static void a_bucket_gives_no_more_in_any_minute(void **unused)
{
    (void)unused;
    static const double rates[] = {2, 3, 10, 60, 450, 1200};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        struct bucket bucket = bucket_open(rates[i], 5);
        static double taken[5000];
        size_t count = 0, first = 0;
        double time = 5;
        for (; count < (size_t)rates[i] * 3 && count < 5000; count++) {
            if (count == (size_t)rates[i])
                time += 100; // a rest fills it again
            time = bucket_time(&bucket, time);
            bucket_take(&bucket, time);
            taken[count] = time;
            while (time - taken[first] >= 60)
                first++;
            assert_in_range(count - first + 1, 1, (size_t)rates[i]);
        }
        assert_true(time < 5 + 100 + 5 * 60); // and not much less
    }
}

static void a_bucket_without_an_end_gives_at_once(void **unused)
{
    (void)unused;
    struct bucket bucket = bucket_open(0, 5);
    for (size_t i = 0; i < 1000; i++) {
        assert_true(bucket_time(&bucket, 5) == 5);
        bucket_take(&bucket, 5);
    }
    bucket_close(&bucket, 9);
    bucket_close(&bucket, 7);
    assert_true(bucket_time(&bucket, 5) == 9);
    assert_true(bucket_time(&bucket, 10) == 10);
}

// ---- the pace of an answer

static void an_answer_is_late_or_trickles(void **unused)
{
    (void)unused;
    struct pace pace = pace_open(100, 60, 20);
    assert_int_equal(pace_judge(&pace, 159, 0), HTTP_FINE);
    assert_true(pace_time(&pace) == 160);
    struct pace late = pace;
    assert_int_equal(pace_judge(&late, 160, 0), HTTP_NO_TIME);
    pace_begin(&pace, 150);
    pace_begin(&pace, 155); // its second line
    assert_int_equal(pace_judge(&pace, 165, 0), HTTP_FINE);
    assert_int_equal(pace_judge(&pace, 170, 20 * pace_least), HTTP_FINE);
    assert_true(pace_time(&pace) == 190);
    assert_int_equal(pace_judge(&pace, 190, 40 * pace_least - 1), HTTP_TOO_SLOW);
    assert_int_equal(pace_judge(&pace, 210, 60 * pace_least - 1), HTTP_FINE);
}

// ---- waiting lines

static void what_is_due_first_comes_first(void **unused)
{
    (void)unused;
    struct arena arena = {0};
    struct queue queue = {0};
    assert_true(isinf(queue_due(&queue)));
    static char marks[1000];
    for (size_t i = 0; i < 1000; i++)
        queue_add(&queue, (double)(i * 7919 % 100), &marks[i], &arena);
    double before = -1;
    const char *mark_before = NULL;
    while (queue.count) {
        double due = queue_due(&queue);
        const char *mark = queue_take(&queue);
        assert_true(due > before || (due == before && mark > mark_before));
        before = due;
        mark_before = mark;
    }
    arena_free(&arena);
}

// ---- heads

static void a_head_is_read_line_by_line(void **unused)
{
    (void)unused;
    struct arena arena = {0};
    struct head head = {0};
    static const char *const lines[] = {
        "HTTP/1.1 100 Continue\r\n",
        "Location: /wrong\r\n",
        "\r\n",
        "HTTP/2 303 \r\n",
        "LOCATION:  /a b \r\n",
        "content-type: Application/JSON; charset=utf-8\r\n",
        "ETag: W/\"x:y\"\r\n",
        "Retry-After: 5\r\n",
        "retry-after: 6\r\n",
        "no header\r\n",
        ": nothing\r\n",
        "\r\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        head_read(&head, str_of(lines[i]), &arena);
    expect_str(head.location, "/a b");
    expect_str(head.media_type, "application/json");
    expect_str(head.etag, "W/\"x:y\"");
    expect_str(head.retry_after, "5");
    arena_free(&arena);
}

// ---- URLs

static void references_resolve_as_the_standard_says(void **unused)
{
    (void)unused;
    static const struct {
        const char *reference, *url;
    } all[] = {
        // RFC 3986, 5.4, but for what is no URL of http
        {"g:h", ""},
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q"},
        {"g#s", "http://a/b/c/g"},
        {"g?y#s", "http://a/b/c/g?y"},
        {";x", "http://a/b/c/;x"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../g", "http://a/g"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"g/./h", "http://a/b/c/g/h"},
        {"g/../h", "http://a/b/c/h"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
        {"HTTPS://B/x", "HTTPS://B/x"},
        {"/a b/\xc3\xa4", "http://a/a%20b/%C3%A4"},
        {"http://u@b/", ""},
        {"//b\\c", ""},
        {"/a\r\nb", ""},
        {"/a\tb", ""},
        {"javascript:alert(1)", ""},
    };
    struct arena arena = {0};
    struct url base;
    assert_true(url_read(STR("http://a/b/c/d;p?q"), &base));
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct str url = url_resolve(&base, str_of(all[i].reference), &arena);
        if (!str_is(url, all[i].url))
            fail_msg("%s: " STR_FORMAT, all[i].reference, STR_ARG(url));
    }
    assert_true(url_read(STR("https://a?q"), &base));
    expect_str(url_resolve(&base, STR("g"), &arena), "https://a/g");
    expect_str(url_resolve(&base, STR("//g/h"), &arena), "https://g/h");
    arena_free(&arena);
}

static void origins_are_the_same_or_not(void **unused)
{
    (void)unused;
    static const struct {
        const char *a, *b;
        bool is_same;
    } pairs[] = {
        {"https://x.org", "https://x.org/a?b", true},
        {"https://x.org:443/", "HTTPS://X.ORG", true},
        {"http://x.org:80", "http://x.org", true},
        {"http://[::1]:8/", "http://[::1]:8", true},
        {"https://x.org", "http://x.org", false},
        {"https://x.org:444", "https://x.org", false},
        {"https://x.org", "https://x.org.", false},
        {"https://x.org", "https://x.org@y.org", false},
        {"https://x.org", "https://x.org:443@y.org", false},
        {"https://x.org", "https://x.org\\.y.org", false},
        {"https://x.org", "https:x.org", false},
        {"https://x.org", "https:///x.org", false},
        {"https://x.org", "https://x%2eorg", false},
        {"https://x.org", " https://x.org", false},
        {"https://x.org", "https://x.org:", true},
        {"https://x.org:0", "https://x.org:0", false},
        {"https://x.org:65536", "https://x.org:65536", false},
        {"https://x.org:4a", "https://x.org:4a", false},
        {"https://[::1", "https://[::1", false},
        {"https://[::1]x", "https://[::1]x", false},
        {"", "", false},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (http_same_origin(str_of(pairs[i].a), str_of(pairs[i].b)) != pairs[i].is_same)
            fail_msg("%s and %s", pairs[i].a, pairs[i].b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(retry_after_is_seconds_or_a_date),
        cmocka_unit_test(a_throttle_tells_seconds_in_its_words),
        cmocka_unit_test(waits_double_up_to_the_longest),
        cmocka_unit_test(the_budget_of_waiting_ends_retries),
        cmocka_unit_test(a_bucket_gives_no_more_in_any_minute),
        cmocka_unit_test(a_bucket_without_an_end_gives_at_once),
        cmocka_unit_test(an_answer_is_late_or_trickles),
        cmocka_unit_test(what_is_due_first_comes_first),
        cmocka_unit_test(a_head_is_read_line_by_line),
        cmocka_unit_test(references_resolve_as_the_standard_says),
        cmocka_unit_test(origins_are_the_same_or_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
