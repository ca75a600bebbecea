// Rows of slices are apart, aligned, at least as long as was asked for, and used again.
#include "base/slices.h"

#include "base/pool.h"
#include "tests/unit/unit.h"

#include <string.h>

enum { items = 200, rounds = 5, held_rows = 4, longest = 20 }; // slices

struct taken {
    unsigned char *at;
    size_t count;
    unsigned char mark;
};

static struct taken take(size_t count, unsigned char mark)
{
    struct taken row = {.count = count, .mark = mark};
    row.at = slices_take(&row.count);
    assert_true(row.count >= count);
    assert_int_equal((uintptr_t)row.at % 16, 0);
    memset(row.at, mark, row.count * slice_size);
    return row;
}

static void check_and_give(const struct taken *row)
{
    for (size_t i = 0; i < row->count * slice_size; i += 4093)
        if (row->at[i] != row->mark)
            fail_msg("byte %zu is another's", i);
    slices_give(row->at, row->count);
}

// Several rows at a time, which those of other threads must not show through.
static void use_rows(void *context, size_t worker, size_t item)
{
    struct taken held[held_rows];
    (void)context;
    (void)worker;
    for (size_t round = 0; round < rounds; round++) {
        for (size_t i = 0; i < held_rows; i++)
            held[i] = take((item + i + round) % longest + 1, (unsigned char)(item * held_rows + i));
        for (size_t i = 0; i < held_rows; i++)
            check_and_give(&held[(i + round) % held_rows]);
    }
}

static void keeps_rows_apart(void **state)
{
    (void)state;
    pool_run(4, effort(items), use_rows, NULL);
}

// What the system gives and takes is the allocator's affair under sanitizers, which watch it.
static void uses_rows_again(void **state)
{
    (void)state;
    if (effort(8) < 8)
        skip();
    for (size_t count = 1; count <= longest; count++) {
        struct taken row = take(count, 1);
        check_and_give(&row);
        struct taken again = take(count, 2);
        assert_ptr_equal(again.at, row.at);
        assert_int_equal(again.count, row.count);
        check_and_give(&again);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_rows_apart), cmocka_unit_test(uses_rows_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
