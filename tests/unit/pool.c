// Items that turn up on the way: each is worked on once, and settled once, in order, behind its work. Threads
// come where the system lets them.
#include "base/pool.h"
#include "tests/unit/unit.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

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

static void is_here(void *context, size_t worker, size_t item)
{
    atomic_uint *workers = context;
    (void)item;
    atomic_fetch_or(workers, 1u << worker);
    for (int i = 0; i < 1000 && atomic_load(workers) != 3; i++)
        usleep(1000);
}

static bool have_threads(void)
{
    atomic_uint workers = 0;
    pool_run(2, 2, is_here, &workers);
    return atomic_load(&workers) == 3;
}

// As some sandboxes do it.
static bool forbid_choosing_processors(void)
{
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_sched_setaffinity, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof steps / sizeof *steps, steps};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static void threads_where_processors_cannot_be_chosen(void **state)
{
    (void)state;
    int status;
    assert_true(have_threads());
    pid_t child = fork();
    if (child == 0)
        _exit(!forbid_choosing_processors() || have_threads() ? 0 : 1);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_growing_items),
                                       cmocka_unit_test(threads_where_processors_cannot_be_chosen)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
