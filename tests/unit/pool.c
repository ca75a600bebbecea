// Items that turn up on the way: each is worked on once, and settled once, in order, behind its work.
#include "base/pool.h"
#include "tests/unit/unit.h"

#include <sched.h>
#include <stdatomic.h>

enum { most = 5000 };

struct growth {
    size_t count;            // of the items that are known
    size_t settled;          // items
    atomic_uint works[most]; // how often each was worked on
};

static void work(void *context, size_t worker, size_t item)
{
    struct growth *growth = context;
    (void)worker;
    if (item % 7 == 0)
        sched_yield();
    atomic_fetch_add(&growth->works[item], 1);
}

// Each item brings up to three others.
static size_t settle(void *context, size_t item)
{
    struct growth *growth = context;
    assert_int_equal(item, growth->settled);
    assert_int_equal(atomic_load(&growth->works[item]), 1);
    growth->settled++;
    growth->count += item % 4;
    if (growth->count > most)
        growth->count = most;
    return growth->count;
}

static void assert_growth(size_t workers, size_t first)
{
    struct growth growth = {.count = first};
    struct arena arena = {0};
    struct growing_pool *pool = pool_open(workers, work, &growth, &arena);
    for (size_t known = 0; known < first; known += known / 2 + 1)
        pool_grow(pool, known);
    pool_grow(pool, first);
    pool_close(pool, settle);
    arena_free(&arena);
    assert_int_equal(growth.settled, growth.count);
    for (size_t i = 0; i < most; i++)
        assert_int_equal(atomic_load(&growth.works[i]), i < growth.count);
}

static void test_growing_items(void **state)
{
    (void)state;
    const size_t workers[] = {0, 1, 2, 3, 64, 1000};
    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
        assert_growth(workers[i], 0);
        assert_growth(workers[i], 1);
        assert_growth(workers[i], 4);
        assert_growth(workers[i], most);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_growing_items)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
