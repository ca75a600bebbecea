// When a burst of changes is over, by a clock that the test holds.

#include "base/settle.h"
#include "tests/unit/unit.h"

static void nothing_is_due_without_a_change(void **state)
{
    (void)state;
    struct settle settle = {0};
    assert_int_equal(settle_wait(&settle, 1000), -1);
    settle_free(&settle);
}

static void a_change_is_due_when_it_was_quiet(void **state)
{
    (void)state;
    struct settle settle = {0};
    settle_note(&settle, STR("a"), SETTLE_DONE, 1000);
    assert_int_equal(settle_wait(&settle, 1000), settle_quiet);
    assert_int_equal(settle_wait(&settle, 1000 + settle_quiet - 1), 1);
    assert_int_equal(settle_wait(&settle, 1000 + settle_quiet), 0);
    assert_int_equal(settle_wait(&settle, 99999), 0);
    settle_free(&settle);
}

static void a_burst_is_one_batch(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct settle settle = {0};
    for (int i = 0; i < 10; i++)
        settle_note(&settle, i % 2 ? STR("a") : STR("b"), SETTLE_DONE, 1000 + 10 * i);
    assert_int_equal(settle_wait(&settle, 1090), settle_quiet);
    struct str_list paths = settle_take(&settle, &arena);
    assert_int_equal(paths.count, 2);
    assert_true(str_is(paths.at[0], "b") && str_is(paths.at[1], "a"));
    assert_int_equal(settle_wait(&settle, 2000), -1);
    assert_int_equal(settle_take(&settle, &arena).count, 0);
    settle_free(&settle);
    arena_free(&arena);
}

static void a_burst_without_end_is_cut(void **state)
{
    (void)state;
    struct settle settle = {0};
    long long now = 1000;
    for (; now < 1000 + settle_longest - 5; now += 5) {
        settle_note(&settle, STR("a"), SETTLE_DONE, now);
        assert_true(settle_wait(&settle, now) > 0);
    }
    settle_note(&settle, STR("a"), SETTLE_DONE, 1000 + settle_longest - 2);
    assert_int_equal(settle_wait(&settle, 1000 + settle_longest - 2), 2);
    assert_int_equal(settle_wait(&settle, 1000 + settle_longest), 0);
    settle_free(&settle);
}

static void a_file_that_is_open_is_waited_for(void **state)
{
    (void)state;
    struct settle settle = {0};
    settle_note(&settle, STR("a"), SETTLE_OPEN, 1000);
    settle_note(&settle, STR("b"), SETTLE_DONE, 1000);
    assert_true(settle_wait(&settle, 1000 + settle_longest) > 0);
    settle_note(&settle, STR("a"), SETTLE_OPEN, 1600);
    settle_note(&settle, STR("a"), SETTLE_DONE, 1610);
    assert_int_equal(settle_wait(&settle, 1610), 0); // that of b is long past what is longest
    settle_free(&settle);
}

static void a_file_that_stays_open_is_not_waited_for_for_ever(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct settle settle = {0};
    settle_note(&settle, STR("a"), SETTLE_OPEN, 1000);
    assert_int_equal(settle_wait(&settle, 1000 + settle_open - 1), 1);
    assert_int_equal(settle_wait(&settle, 1000 + settle_open), 0);
    settle_take(&settle, &arena);
    settle_note(&settle, STR("a"), SETTLE_DONE, 4000);
    assert_int_equal(settle_wait(&settle, 4000), settle_quiet);
    settle_free(&settle);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_due_without_a_change),
        cmocka_unit_test(a_change_is_due_when_it_was_quiet),
        cmocka_unit_test(a_burst_is_one_batch),
        cmocka_unit_test(a_burst_without_end_is_cut),
        cmocka_unit_test(a_file_that_is_open_is_waited_for),
        cmocka_unit_test(a_file_that_stays_open_is_not_waited_for_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
