// Rows of slices are apart, aligned, of any length that is promised, and used again.
#include "base/slices.h"

#include "base/pool.h"
#include "tests/unit/unit.h"

#include <stdint.h>
#include <string.h>

enum { items = 200, rounds = 5 };

struct taken {
    unsigned char *at;
    size_t count;
    unsigned char mark;
};

static void check_and_give(const struct taken *row)
{
    for (size_t i = 0; i < row->count * slice_size; i += 4093)
        assert_int_equal(row->at[i], row->mark);
    slices_give(row->at, row->count);
}

static struct taken take(size_t count, unsigned char mark)
{
    struct taken row = {slices_take(count), count, mark};
    assert_int_equal((uintptr_t)row.at % 16, 0);
    memset(row.at, mark, count * slice_size);
    return row;
}

// A workload of its own for each item, which other threads' rows must not show through.
static void use_rows(void *context, size_t worker, size_t item)
{
    struct taken held[4];
    (void)context;
    (void)worker;
    for (size_t round = 0; round < rounds; round++) {
        for (size_t i = 0; i < 4; i++)
            held[i] = take((item + i + round) % most_slices + 1, (unsigned char)(item * 4 + i));
        for (size_t i = 0; i < 4; i++)
            check_and_give(&held[(i + round) % 4]);
    }
}

static void keeps_rows_apart(void **state)
{
    (void)state;
    pool_run(4, items, use_rows, NULL);
}

static void uses_rows_again(void **state)
{
    (void)state;
    for (size_t count = 1; count <= most_slices; count++) {
        struct taken row = take(count, (unsigned char)count);
        check_and_give(&row);
    }
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__)
    void *first = slices_take(3);
    slices_give(first, 3);
    void *again = slices_take(3);
    assert_ptr_equal(first, again);
    slices_give(again, 3);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_rows_apart), cmocka_unit_test(uses_rows_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
