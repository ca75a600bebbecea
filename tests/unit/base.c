// Slices, arenas, lists, maps, paths and UTF.

#include "base/map.h"
#include "base/path.h"
#include "base/utf.h"
#include "tests/unit/unit.h"

static void finds_in_slices(void **state)
{
    (void)state;
    struct str text = STR("one two one");
    assert_int_equal(str_find(text, STR("one"), 0), 0);
    assert_int_equal(str_find(text, STR("one"), 1), 8);
    assert_true(str_find(text, STR("three"), 0) == STR_NONE);
    assert_int_equal(str_find(text, STR(""), 3), 3);
    assert_true(str_find(text, STR("e"), 99) == STR_NONE);
    assert_int_equal(str_rfind_byte(text, 'o'), 8);
    expect_str(str_slice(text, 4, 7), "two");
    expect_str(str_slice(text, 9, 99), "ne");
    expect_str(str_slice(text, 7, 4), "");
    expect_str(str_trim(STR(" \t a b\n")), "a b");
}

// Blocks of bytes are looked at as one: the needle at each place of texts of each length, among near misses.
static void finds_at_every_place(void **state)
{
    (void)state;
    char text[200];
    const struct needle needle = needle_of(STR("i--t")); // its rarest two bytes are those within
    for (size_t len = 4; len <= sizeof text; len += len < 140 ? 1 : 7) {
        for (size_t i = 0; i < len; i++)
            text[i] = "ia-t"[i % 4];
        struct str all = {text, len};
        assert_true(str_find(all, STR("i--t"), 0) == STR_NONE);
        for (size_t at = 0; at + 4 <= len; at++) {
            char kept[4];
            memcpy(kept, text + at, 4);
            memcpy(text + at, "i--t", 4);
            assert_int_equal(str_find(all, STR("i--t"), 0), at);
            assert_int_equal(str_find(all, STR("i--t"), at), at);
            assert_int_equal(needle_find(all, &needle, at / 2), at);
            assert_true(str_find(all, STR("i--t"), at + 1) == STR_NONE);
            memcpy(text + at, kept, 4);
        }
    }
}

static void orders_by_bytes(void **state)
{
    (void)state;
    assert_int_equal(str_compare(STR("a"), STR("b")), -1);
    assert_int_equal(str_compare(STR("a"), STR("a")), 0);
    assert_int_equal(str_compare(STR("ab"), STR("a")), 1);
    assert_int_equal(str_compare(STR("\xff"), STR("a")), 1);
    assert_int_equal(str_compare(STR(""), STR("")), 0);
}

static void measures_misspellings(void **state)
{
    (void)state;
    assert_int_equal(str_distance(STR("check"), STR("chekc"), 3), 2);
    assert_int_equal(str_distance(STR("jobs"), STR("jobs"), 3), 0);
    assert_int_equal(str_distance(STR(""), STR("abc"), 9), 3);
    assert_int_equal(str_distance(STR("abcdef"), STR("uvwxyz"), 2), 3);
}

static void reads_whole_numbers(void **state)
{
    (void)state;
    size_t number = 7;
    assert_false(str_number(STR(""), 9, &number));
    assert_false(str_number(STR("-1"), 9, &number));
    assert_false(str_number(STR("1x"), 99, &number));
    assert_false(str_number(STR("101"), 100, &number));
    assert_false(str_number(STR("9"), 8, &number));
    assert_false(str_number(STR("18446744073709551616"), SIZE_MAX, &number));
    assert_int_equal(number, 7);
    assert_true(str_number(STR("100"), 100, &number));
    assert_int_equal(number, 100);
    assert_true(str_number(STR("0"), 0, &number));
    assert_int_equal(number, 0);
    assert_true(str_number(STR("18446744073709551615"), SIZE_MAX, &number));
    assert_true(number == SIZE_MAX);
}

static void gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (size_t size = 1; size < 300000; size = size * 3 + 1) {
        unsigned char *bytes = arena_alloc(&arena, size, 1);
        assert_int_equal((uintptr_t)bytes % (size % 16 == 0 ? 16 : 8), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xaa, size);
    }
    arena_reset(&arena);
    unsigned char *again = arena_alloc(&arena, 100, 1);
    assert_int_equal(again[99], 0);
    arena_free(&arena);
}

static void adopts_the_memory_of_another_arena(void **state)
{
    (void)state;
    struct arena arena = {0}, other = {0};
    struct str mine = arena_copy(&arena, STR("mine")), theirs = arena_copy(&other, STR("theirs"));
    size_t both = arena_footprint(&arena) + arena_footprint(&other);
    arena_adopt(&arena, &other);
    assert_int_equal(arena_footprint(&arena), both);
    assert_int_equal(arena_footprint(&other), 0);
    arena_copy(&arena, STR("more"));
    expect_str(mine, "mine");
    expect_str(theirs, "theirs");
    arena_free(&arena);
    other = (struct arena){0};
    arena_copy(&other, STR("x"));
    arena_adopt(&arena, &other); // into an empty one
    arena_copy(&arena, STR("y"));
    arena_free(&arena);
}

static void large_things_leave_a_block_to_small_ones(void **state)
{
    (void)state;
    enum { large = (8 << 20) - 100 }; // and what stands in front of it: whole pages
    struct arena arena = {0}, other = {0};
    const char *first = arena_copy(&arena, STR("first")).at;
    size_t before = arena_footprint(&arena);
    memset(arena_space(&arena, 1, large), 1, large);
    assert_int_equal(arena_footprint(&arena) - before, 8 << 20);
    assert_ptr_equal(arena_copy(&arena, STR("next")).at, first + 8);
    arena_space(&other, 1, 60 << 10); // leaves less than is free here
    arena_adopt(&arena, &other);
    assert_ptr_equal(arena_copy(&arena, STR("third")).at, first + 16);
    arena_space(&other, 1, 1 << 10); // leaves more
    arena_adopt(&other, &arena);
    size_t both = arena_footprint(&other);
    assert_true(both > 8 << 20);
    assert_string_equal(first, "first");
    arena_reset(&other); // keeps the large block
    arena_space(&other, 1, large);
    assert_true(arena_footprint(&other) < both);
    arena_free(&other);
}

static void gives_large_things_back(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct str small = arena_copy(&arena, STR("small"));
    size_t before = arena_footprint(&arena);
    const char *large = arena_space(&arena, 1, (8 << 20) - 100);
    arena_return(&arena, small.at); // shares its block: stays
    assert_true(arena_footprint(&arena) > 8 << 20);
    expect_str(small, "small");
    arena_return(&arena, large);
    assert_int_equal(arena_footprint(&arena), before);
    large = arena_space(&arena, 1, (7 << 20) + 100); // leaves more than the first block has
    arena_return(&arena, large);                     // others may stand there
    assert_true(arena_footprint(&arena) > 7 << 20);
    arena_free(&arena);
}

static void keeps_the_order_of_a_map(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct map map = {0};
    assert_null(map_get(&map, STR("x")));
    for (size_t i = 0; i < 5000; i++)
        map_set(&map, arena_print(&arena, "key %zu", i * 7),
                arena_cstr(&arena, arena_print(&arena, "%zu", i)), &arena);
    assert_int_equal(map.entries.count, 5000);
    for (size_t i = 0; i < 5000; i++) {
        struct str key = arena_print(&arena, "key %zu", i * 7);
        expect_str(map.entries.at[i].key, key.at);
        assert_string_equal(map_get(&map, key), arena_print(&arena, "%zu", i).at);
    }
    assert_false(map_has(&map, STR("key 1")));
    assert_true(map_has(&map, STR("key 0")));
    arena_free(&arena);
}

static void normalises_paths(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const char *const cases[][2] = {{"a/b", "a/b"},
                                           {"./a//b/", "a/b"},
                                           {"a/../b", "b"},
                                           {"../../a", "../../a"},
                                           {"a/../../b", "../b"},
                                           {"/../a", "/a"},
                                           {"", "."},
                                           {"a/..", "."},
                                           {"/", "/"},
                                           {"./", "."},
                                           {"/a/./b/..", "/a"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_str(path_normalise(&arena, str_of(cases[i][0])), cases[i][1]);
    arena_free(&arena);
}

static void takes_paths_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    expect_str(path_folder(STR("a/b/c.ts")), "a/b");
    expect_str(path_folder(STR("c.ts")), ".");
    expect_str(path_folder(STR("/c.ts")), "/");
    expect_str(path_name(STR("a/b/c.ts")), "c.ts");
    expect_str(path_suffix(STR("a.b/c.d.ts")), ".ts");
    expect_str(path_suffix(STR(".hidden")), "");
    assert_true(path_is_within(STR("/a"), STR("/a")));
    assert_true(path_is_within(STR("/"), STR("/a")));
    assert_false(path_is_within(STR("/a"), STR("/ab")));
    expect_str(path_common_folder(STR("/a/b"), STR("/a/bc/d")), "/a");
    expect_str(path_common_folder(STR("/a/b/c"), STR("/a/b")), "/a/b");
    expect_str(path_common_folder(STR("/a"), STR("/b")), "/");
    expect_str(path_join(&arena, STR("a/b"), STR("../c")), "a/c");
    expect_str(path_join(&arena, STR("a/b"), STR("/c")), "/c");
    expect_str(path_relative(&arena, STR("/a/b"), STR("/a/b/c/d")), "c/d");
    expect_str(path_relative(&arena, STR("/a/b"), STR("/a/c")), "../c");
    expect_str(path_relative(&arena, STR("/a/b"), STR("/a/bc")), "../bc");
    expect_str(path_relative(&arena, STR("/a/b"), STR("/a/b")), ".");
    expect_str(path_relative(&arena, STR("/"), STR("/a")), "a");
    arena_free(&arena);
}

static void reads_and_writes_code_points(void **state)
{
    (void)state;
    struct buf buf = {0};
    static const uint32_t points[] = {0,      0x41,   0x7f,   0x80,    0x7ff,   0x800,
                                      0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        utf_add(&buf, points[i]);
    size_t at = 0;
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        assert_int_equal(utf_next(buf_str(&buf), &at), points[i]);
    assert_int_equal(at, buf.len);
    assert_true(utf_first_invalid(buf_str(&buf)) == STR_NONE);
    buf_free(&buf);
}

static void finds_what_is_not_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t at;
    } cases[] = {
        {"abcdefghij\xff", 10},  {"\xc0\x80", 0},  {"a\xe0\x80\x80", 1}, {"\xed\xa0\x80", 0},
        {"\xf4\x90\x80\x80", 0}, {"x\xe2\x82", 1}, {"\x80", 0},          {"\xf8\x88\x80\x80\x80", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(utf_first_invalid(str_of(cases[i].bytes)), cases[i].at);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t before = 0; before < 160; before++) { // many bytes are looked at at once
            char text[240] = "ab\xc3\xa4 cdefghijklmnopqrstu\xe2\x82\xac vwxyzabcdefghijklmnop";
            memset(text + before, '.', sizeof text - before);
            for (size_t k = before; k > 0 && (unsigned char)text[k - 1] >= 0x80; k--)
                text[k - 1] = '.'; // no half character
            memcpy(text + before, cases[i].bytes, strlen(cases[i].bytes));
            assert_int_equal(utf_first_invalid((struct str){text, sizeof text}), before + cases[i].at);
        }
}

// Where no code point can be read.
static size_t invalid_by_reading(struct str text)
{
    for (size_t at = 0, start = 0; at < text.len; start = at) {
        uint32_t point = utf_next(text, &at);
        if (point == UTF_INVALID || (point >= 0xd800 && point <= 0xdfff))
            return start;
    }
    return STR_NONE;
}

static void judges_utf8_as_it_reads_it(void **state)
{
    (void)state;
    static const unsigned char thirds[] = {0, 'a', 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xe4, 0xff};
    for (unsigned i = 0; i < 0x10000 * sizeof thirds; i++) {
        unsigned pair = i / sizeof thirds;
        char bytes[] = {(char)(pair >> 8), (char)pair, (char)thirds[i % sizeof thirds], (char)0x80};
        for (size_t len = 1; len <= sizeof bytes; len++) {
            struct str text = {bytes, len};
            if (utf_first_invalid(text) != invalid_by_reading(text))
                fail_msg("%x %zu", pair, len);
        }
    }
}

// Long enough to be looked at in blocks: of well-formed sequences, one byte is another one.
static void judges_long_utf8_as_it_reads_it(void **state)
{
    (void)state;
    static const char *const sequences[] = {"a",
                                            " ",
                                            "\xc2\x80",
                                            "\xdf\xbf",
                                            "\xe0\xa0\x80",
                                            "\xec\x80\x80",
                                            "\xed\x9f\xbf",
                                            "\xef\xbf\xbf",
                                            "\xf0\x90\x80\x80",
                                            "\xf4\x8f\xbf\xbf"};
    uint32_t chance = 1;
    for (size_t round = 0; round < 40000; round++) {
        struct buf buf = {0};
        for (size_t wanted = 20 + round % 90; buf.len < wanted;) {
            chance = chance * 1664525 + 1013904223;
            buf_text(&buf, sequences[(chance >> 16) % (round % 2 ? 10 : 5)]);
        }
        struct str text = buf_str(&buf);
        assert_true(utf_first_invalid(text) == STR_NONE);
        chance = chance * 1664525 + 1013904223;
        buf.at[(chance >> 8) % buf.len] = (char)(chance >> 24);
        assert_int_equal(utf_first_invalid(text), invalid_by_reading(text));
        text.len -= round % 4;
        assert_int_equal(utf_first_invalid(text), invalid_by_reading(text));
        buf_free(&buf);
    }
}

static void joins_surrogates_that_meet(void **state)
{
    (void)state;
    struct buf buf = {0};
    utf_add(&buf, 0xd83d);
    assert_int_equal(buf.len, 3);
    utf_add(&buf, 0xde00);
    expect_str(buf_str(&buf), "😀");
    utf_add(&buf, 0xde00);
    struct buf strict = {0};
    utf_add_strict(&strict, buf_str(&buf));
    expect_str(buf_str(&strict), "😀\xef\xbf\xbd");
    assert_int_equal(utf_units(buf_str(&buf)), 3);
    buf_free(&buf);
    buf_free(&strict);
}

static void trims_as_javascript_does(void **state)
{
    (void)state;
    expect_str(utf_trim(STR("\xc2\xa0\xef\xbb\xbf a\xe3\x80\x80 b \xe2\x80\xa9")), "a\xe3\x80\x80 b");
    expect_str(utf_trim(STR(" \n")), "");
    expect_str(utf_trim(STR("\xe2\x80\x8b")), "\xe2\x80\x8b"); // ZERO WIDTH SPACE is no white space there
}

// What comes after a mark goes: of the block that was filled, whole blocks, and large things beside them.
static void rewinds_to_a_mark(void **state)
{
    (void)state;
    enum { large = 5 * 1000 * 1000 };
    struct arena arena = {0};
    struct arena_mark empty = arena_mark(&arena);
    memset(arena_space(&arena, 1, 100), 'x', 100);
    arena_rewind(&arena, empty);
    struct str kept = arena_copy(&arena, STR("kept"));
    struct arena_mark mark = arena_mark(&arena);
    size_t footprint = 0;
    for (int round = 0; round < 6; round++) {
        char *first = arena_space(&arena, 1, 10);
        for (size_t size = 1; size <= large; size *= 7)
            memset(arena_space(&arena, 1, size), 'y', size);
        memset(arena_space(&arena, 1, large), 'z', large);
        assert_true(round < 2 || arena_footprint(&arena) == footprint); // what goes is used again
        footprint = arena_footprint(&arena);
        arena_rewind(&arena, mark);
        assert_ptr_equal(arena_space(&arena, 1, 10), first);
        arena_rewind(&arena, mark);
        expect_str(kept, "kept");
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_in_slices),
        cmocka_unit_test(finds_at_every_place),
        cmocka_unit_test(orders_by_bytes),
        cmocka_unit_test(measures_misspellings),
        cmocka_unit_test(reads_whole_numbers),
        cmocka_unit_test(gives_zeroed_aligned_memory),
        cmocka_unit_test(adopts_the_memory_of_another_arena),
        cmocka_unit_test(large_things_leave_a_block_to_small_ones),
        cmocka_unit_test(gives_large_things_back),
        cmocka_unit_test(keeps_the_order_of_a_map),
        cmocka_unit_test(normalises_paths),
        cmocka_unit_test(takes_paths_apart),
        cmocka_unit_test(reads_and_writes_code_points),
        cmocka_unit_test(finds_what_is_not_utf8),
        cmocka_unit_test(judges_utf8_as_it_reads_it),
        cmocka_unit_test(judges_long_utf8_as_it_reads_it),
        cmocka_unit_test(joins_surrogates_that_meet),
        cmocka_unit_test(trims_as_javascript_does),
        cmocka_unit_test(rewinds_to_a_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
