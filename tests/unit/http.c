// Many tasks share the transport and its budgets.
#include "tests/unit/fake_wire.h"

static void no_more_than_the_parallel_ones_are_under_way(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.parallel = 5;
    fake_open(&fake, "200+1", &options);
    struct walker *walkers = run_tasks(&fake, &get, 50, 2);
    assert_int_equal(fake.most_flying, 5);
    assert_int_equal(fake.sent, 100);
    assert_true(fabs(fake.time - 20) < 0.001);
    for (size_t i = 0; i < 50; i++)
        assert_int_equal(walkers[i].answers, 2);
    fake_end(&fake);
}

static size_t most_in_a_minute(const struct fake *fake)
{
    size_t most = 0;
    for (size_t first = 0, i = 0; i < fake->sent; i++) {
        while (fake->sent_at[i] - fake->sent_at[first] >= 60)
            first++;
        most = i - first + 1 > most ? i - first + 1 : most;
    }
    return most;
}

static void the_budget_of_a_minute_holds_in_any_minute(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.requests_a_minute = 450;
    fake_open(&fake, "200", &options);
    run_tasks(&fake, &get, 30, 60);
    assert_int_equal(fake.sent, 1800);
    assert_in_range(most_in_a_minute(&fake), 440, 450);
    assert_true(fake.time > 200 && fake.time < 270);
    fake_end(&fake);
}

static void polls_have_a_budget_of_their_own(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.requests_a_minute = 10;
    options.polls_a_minute = 600;
    fake_open(&fake, "200", &options);
    struct walker walkers[2] = {{.request = get, .left = 20}, {.request = get, .left = 600}};
    walkers[1].request.is_poll = true;
    struct http_task tasks[2] = {{.step = walk, .context = &walkers[0]},
                                 {.step = walk, .context = &walkers[1]}};
    http_run(fake.http, tasks, 2);
    assert_true(fake.time > 100 && fake.time < 140); // what 20 calls take; the polls take a minute
    fake_end(&fake);
}

static void a_storage_counts_on_no_budget(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.requests_a_minute = 1;
    fake_open(&fake, "200", &options);
    struct http_request request = get;
    request.is_foreign = true;
    run_tasks(&fake, &request, 1, 100);
    assert_true(fake.time < 0.001);
    fake_end(&fake);
}

static void a_throttle_holds_back_all_who_share_the_budget(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.parallel = 1;
    fake_open(&fake, "429/30 200", &options);
    run_tasks(&fake, &get, 10, 1);
    assert_int_equal(fake.sent, 11);
    for (size_t i = 1; i < fake.sent; i++)
        assert_true(fake.sent_at[i] >= 30);
    fake_end(&fake);
}

static void a_request_waits_for_its_delay(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    fake_open(&fake, "200", NULL);
    struct http_request request = get;
    request.delay = 2.5;
    run_tasks(&fake, &request, 3, 2);
    assert_true(fabs(fake.sent_at[0] - 2.5) < 0.001 && fabs(fake.time - 5) < 0.001);
    fake_end(&fake);
}

static void a_hundred_thousand_tasks_are_no_burden(void **unused)
{
    (void)unused;
    enum { many = effort(100000) };
    struct fake fake = {0};
    fake_open(&fake, "200", NULL);
    run_tasks(&fake, &get, many, 1);
    assert_int_equal(fake.sent, many);
    fake_end(&fake);
}

// ---- events

static void note(void *context, const struct http_event *event)
{
    static const char *const names[] = {"sends", "answers", "repeats", "ends"};
    buf_print(context, "%s%u ", names[event->kind], event->tries);
    assert_true((event->kind == HTTP_REPEATS) == (event->seconds > 0));
    assert_true((event->request == NULL) == (event->kind == HTTP_TASK_ENDS));
}

static void events_tell_what_happens(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct buf seen = {0};
    struct http_options options = options_of(&fake);
    options.on_event = note;
    options.event_context = &seen;
    fake_open(&fake, "503 200 404", &options);
    run_tasks(&fake, &get, 1, 2);
    expect_str(buf_str(&seen), "sends1 repeats1 sends2 answers2 sends1 answers1 ends1 ");
    buf_free(&seen);
    fake_end(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_more_than_the_parallel_ones_are_under_way),
        cmocka_unit_test(the_budget_of_a_minute_holds_in_any_minute),
        cmocka_unit_test(polls_have_a_budget_of_their_own),
        cmocka_unit_test(a_storage_counts_on_no_budget),
        cmocka_unit_test(a_throttle_holds_back_all_who_share_the_budget),
        cmocka_unit_test(a_request_waits_for_its_delay),
        cmocka_unit_test(a_hundred_thousand_tasks_are_no_burden),
        cmocka_unit_test(events_tell_what_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
