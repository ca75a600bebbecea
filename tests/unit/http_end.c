// The end of a run: its deadline, and signals.
#include "tests/unit/fake_wire.h"

#include <signal.h>
#include <unistd.h>

static void after_the_deadline_nothing_is_sent(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.total_seconds = 10;
    options.parallel = 2;
    fake_open(&fake, "200+4", &options);
    struct walker *walkers = run_tasks(&fake, &get, 20, 1);
    size_t overdue = 0;
    for (size_t i = 0; i < 20; i++) {
        overdue += walkers[i].last.trouble == HTTP_OVERDUE;
        assert_int_equal(walkers[i].answers, 1);
    }
    assert_int_equal(overdue, 16);
    assert_int_equal(fake.sent, 6);
    assert_true(fabs(fake.time - 10) < 0.001);
    assert_int_equal(walkers[19].last.outcome, HTTP_NOT_DONE);
    assert_int_equal(http_failure_kind(&walkers[19].last), KIND_SERVICE_UNREACHABLE);
    fake_end(&fake);
}

static void a_write_under_way_at_the_deadline_may_still_be_answered(void **unused)
{
    (void)unused;
    static const struct {
        const char *script;
        enum http_outcome outcome;
        double end;
    } ends[] = {{"201+11", HTTP_DONE, 11}, {"201+30", HTTP_UNKNOWN, 12}};
    for (size_t i = 0; i < 2; i++) {
        struct fake fake = {0};
        struct http_options options = options_of(&fake);
        options.total_seconds = 10;
        fake_open(&fake, ends[i].script, &options);
        assert_int_equal(http_ask(fake.http, &write_once).outcome, ends[i].outcome);
        assert_true(fabs(fake.time - ends[i].end) < 0.001);
        fake_end(&fake);
    }
}

static void no_retry_is_begun_that_the_deadline_would_end(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.total_seconds = 20;
    fake_open(&fake, "503/30", &options);
    struct http_answer answer = http_ask(fake.http, &get);
    assert_int_equal(answer.status, 503);
    assert_int_equal(answer.tries, 1);
    assert_true(fake.time < 0.001);
    fake_end(&fake);
}

static void a_task_that_goes_on_after_the_end_is_ended(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    struct http_options options = options_of(&fake);
    options.total_seconds = 10;
    fake_open(&fake, "200+4", &options);
    struct walker *walkers = run_tasks(&fake, &get, 1, 1000000);
    assert_int_equal(fake.sent, 3);
    assert_true(walkers[0].answers < 100);
    fake_end(&fake);
}

static void interrupt(struct http_task *task, const struct http_answer *answer)
{
    if (answer)
        kill(getpid(), SIGTERM);
    walk(task, answer);
}

static void a_signal_ends_the_run_and_waits_for_its_caller(void **unused)
{
    (void)unused;
    struct fake fake = {0};
    fake_open(&fake, "200+5", NULL);
    struct walker walkers[2] = {{.request = get, .left = 100}, {.request = write_once, .left = 1}};
    struct http_task tasks[2] = {{.step = interrupt, .context = &walkers[0]},
                                 {.step = walk, .context = &walkers[1]}};
    http_run(fake.http, tasks, 2);
    assert_true(http_is_interrupted(fake.http));
    assert_int_equal(walkers[0].last.trouble, HTTP_INTERRUPTED);
    assert_true(fake.time <= 7.001);
    // The process still runs: it ends at http_close, were the signal not taken here.
    assert_int_equal(http_ask(fake.http, &get).trouble, HTTP_INTERRUPTED);
    assert_int_equal(fake.sent, 2);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    assert_int_equal(sigtimedwait(&set, NULL, &(struct timespec){0}), SIGTERM);
    fake_end(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(after_the_deadline_nothing_is_sent),
        cmocka_unit_test(a_write_under_way_at_the_deadline_may_still_be_answered),
        cmocka_unit_test(no_retry_is_begun_that_the_deadline_would_end),
        cmocka_unit_test(a_task_that_goes_on_after_the_end_is_ended),
        cmocka_unit_test(a_signal_ends_the_run_and_waits_for_its_caller),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
