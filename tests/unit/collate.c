// Our own order of ASCII is that of ICU's root collation, and texts beyond ASCII are ordered by ICU itself.

#include "base/collate.h"
#include "tests/unit/unit.h"

#include <stdlib.h>
#include <unicode/ucol.h>

static int sign(int number)
{
    return (number > 0) - (number < 0);
}

static int by_icu(UCollator *root, struct str a, struct str b)
{
    UErrorCode status = U_ZERO_ERROR;
    return (int)ucol_strcollUTF8(root, a.at, (int32_t)a.len, b.at, (int32_t)b.len, &status);
}

// A small generator of our own, so that a failure can be repeated.
static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

static void orders_ascii_as_icu_does(void **state)
{
    (void)state;
    UErrorCode status = U_ZERO_ERROR;
    UCollator *root = ucol_open("", &status);
    assert_true(U_SUCCESS(status));
    struct collator collator = {0};
    unsigned seed = 7;
    for (size_t round = 0; round < 200000; round++) {
        char texts[2][8];
        struct str a = {texts[0], next_random(&seed) % 8}, b = {texts[1], next_random(&seed) % 8};
        for (size_t i = 0; i < 16; i++) // few letters, so that near-equal texts are common
            texts[i / 8][i % 8] =
                round % 2 ? "aAbB_-./ 1"[next_random(&seed) % 10] : (char)(next_random(&seed) % 128);
        if (sign(collate(&collator, a, b)) != sign(by_icu(root, a, b)))
            fail_msg("`" STR_FORMAT "` against `" STR_FORMAT "`", STR_ARG(a), STR_ARG(b));
    }
    assert_null(collator.handle);
    ucol_close(root);
}

static void orders_other_text_by_icu(void **state)
{
    (void)state;
    struct collator collator = {0};
    assert_true(collate(&collator, STR("e"), STR("é")) < 0);
    assert_true(collate(&collator, STR("é"), STR("f")) < 0);
    assert_true(collate(&collator, STR("ä"), STR("z")) < 0);
    assert_true(collate(&collator, STR("z"), STR("中")) < 0);
    assert_true(collate(&collator, STR("\"b"), STR("“a")) > 0); // quotes are variants of one another
    assert_true(collate(&collator, STR("\"a"), STR("“a")) < 0);
    assert_true(collate(&collator, STR("it's"), STR("it’r")) > 0);
    collator_close(&collator);
}

static void sorts_stably(void **state)
{
    (void)state;
    struct arena scratch = {0};
    struct collator collator = {0};
    const struct str keys[] = {STR("b"),   STR("a\x01"), STR("B"),  STR("a"),
                               STR("a/b"), STR("a.b"),   STR("a b")};
    uint32_t order[] = {0, 1, 2, 3, 4, 5, 6};
    collate_sort(&collator, keys, order, 7, &scratch);
    static const uint32_t wanted[] = {1, 3, 6, 5, 4, 0, 2}; // "a\x01" equals "a" and stays before it
    assert_memory_equal(order, wanted, sizeof order);
    arena_free(&scratch);
}

// Long common starts, ignored bytes and texts beyond ASCII: what sorting knows of keys must not change the
// order.
// Keys that begin with the same, as paths do, and others.
static void sorts_as_it_compares(void **state)
{
    (void)state;
    enum { key_count = 600 };
    static const char *const crumbs[] = {"a", "A", "b", "\x01", " ", "-", "1", "é", "e", "中", "aaaaaaaa"};
    static const char *const beginnings[] = {"", "src/\x01Elements-1/"};
    uint32_t random = 1;
    for (size_t way = 0; way < 4; way++) {
        struct arena scratch = {0};
        struct collator collator = {0};
        struct str keys[key_count];
        uint32_t order[key_count / 2];
        for (uint32_t i = 0; i < key_count; i++) {
            keys[i] = str_of(beginnings[way % 2]);
            for (int length = 0; length < 12 && (random = random * 1664525 + 1013904223) >> 29 != 0;
                 length++) {
                const char *crumb = crumbs[(random >> 16) % 11];
                bool is_wanted = way < 2 || (unsigned char)crumb[0] < 0x80; // also without all but ASCII
                keys[i] = arena_print(&scratch, STR_FORMAT "%s", STR_ARG(keys[i]), is_wanted ? crumb : "");
            }
            if (i % 2)
                order[i / 2] = i;
        }
        collate_sort(&collator, keys, order, key_count / 2, &scratch);
        for (size_t i = 1; i < key_count / 2; i++) {
            int compared = collate(&collator, keys[order[i - 1]], keys[order[i]]);
            assert_true(compared < 0 || (compared == 0 && order[i - 1] < order[i]));
        }
        collator_close(&collator);
        arena_free(&scratch);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders_ascii_as_icu_does),
        cmocka_unit_test(orders_other_text_by_icu),
        cmocka_unit_test(sorts_stably),
        cmocka_unit_test(sorts_as_it_compares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
