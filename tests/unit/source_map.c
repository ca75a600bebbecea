// Source maps: the bytes of small ones. That random ones lead back to their places is compared in
// tests/peers/source_map.mjs.
#include "tests/unit/unit.h"

#include "base/source_map.h"

#define COPY(start, end)                                                                                     \
    {                                                                                                        \
        start, end,                                                                                          \
        {                                                                                                    \
            NULL, 0                                                                                          \
        }                                                                                                    \
    }
#define PUT(offset, literal)                                                                                 \
    {                                                                                                        \
        offset, offset, STR_INIT(literal)                                                                    \
    }

static void expect_map(struct source_map map, const char *text, const char *json)
{
    struct arena arena = {0};
    struct buf out = {0};
    source_pieces_join(&out, map.source, map.pieces, map.count);
    expect_str(buf_str(&out), text);
    out.len = 0;
    source_map_write(&out, &map, &arena);
    expect_str(buf_str(&out), json);
    buf_free(&out);
    arena_free(&arena);
}

#define EXPECT_MAPPINGS(bytes, text, mappings, ...)                                                          \
    do {                                                                                                     \
        const struct source_piece pieces[] = {__VA_ARGS__};                                                  \
        expect_map((struct source_map){STR(bytes), STR("a.ts"), pieces, sizeof pieces / sizeof *pieces, 0},  \
                   text,                                                                                     \
                   "{\"version\":3,\"sources\":[\"a.ts\"],\"names\":[],\"mappings\":\"" mappings "\"}");     \
    } while (0)

static void test_words_and_lines(void **state)
{
    (void)state;
    EXPECT_MAPPINGS("ab(c)\n\n  d", "ab(c)\n\n  d", "AAAA,GAAG;;AAEH,EAAE", COPY(0, 10));
}

static void test_put_text_belongs_to_its_place(void **state)
{
    (void)state;
    EXPECT_MAPPINGS("a(xy) b", "a(Hola, x\nz) b", "AAAA,EAAE;AAAA,CAAE,EAAE", COPY(0, 2),
                    PUT(2, "Hola, x\nz"), COPY(4, 7));
}

static void test_nothing_stands_where_a_text_is_empty(void **state)
{
    (void)state;
    EXPECT_MAPPINGS("a b c", "a c", "AAAA,EAAI", COPY(0, 2), PUT(2, ""), COPY(4, 5));
    EXPECT_MAPPINGS("a", "", "", PUT(0, ""), COPY(1, 1));
    expect_map((struct source_map){STR("a"), STR("b"), NULL, 0, false}, "",
               "{\"version\":3,\"sources\":[\"b\"],\"names\":[],\"mappings\":\"\"}");
}

static void test_pieces_change_places(void **state)
{
    (void)state;
    EXPECT_MAPPINGS("a\nb\nc", "cba", "AAEA,CADA,CADA", COPY(4, 5), COPY(2, 3), COPY(0, 1));
}

static void test_all_line_ends(void **state)
{
    (void)state;
    EXPECT_MAPPINGS("a\rb\r\nc\xe2\x80\xa8"
                    "d\xe2\x80\xa9"
                    "e",
                    "a\rb\r\nc\xe2\x80\xa8"
                    "d\xe2\x80\xa9"
                    "e",
                    "AAAA;AACA;AACA;AACA;AACA", COPY(0, 14));
}

static void test_a_line_end_cut_in_two(void **state)
{
    (void)state;
    EXPECT_MAPPINGS("a\r\nb", "a\r\nb", "AAAA;AACA", COPY(0, 2), COPY(2, 4));
    EXPECT_MAPPINGS("a\r\nb", "a\rx\nb", "AAAA;AAAE;AACF", COPY(0, 2), PUT(2, "x"), COPY(2, 4));
    EXPECT_MAPPINGS("a\rb", "a\rx", "AAAA;AACA", COPY(0, 2), PUT(2, "x"));
    EXPECT_MAPPINGS("a\r\nb", "\nb", ";AACA", COPY(2, 4));
    EXPECT_MAPPINGS("a\r\nb", "a\r\n b", "AAAA;AAAC,CACD", COPY(0, 2), PUT(1, "\n "), COPY(3, 4));
}

static void test_columns_are_utf16_units(void **state)
{
    (void)state;
    EXPECT_MAPPINGS("\xf0\x9f\x8c\x8d b", "\xf0\x9f\x8c\x8d b", "AAAA,GAAG", COPY(0, 6));
    EXPECT_MAPPINGS("\xff b", "\xff b", "AAAA,EAAE", COPY(0, 3));
}

static void test_a_byte_order_mark_counts_nothing(void **state)
{
    (void)state;
    EXPECT_MAPPINGS("\xef\xbb\xbf"
                    "a b",
                    "\xef\xbb\xbf"
                    "a b",
                    "AAAA,EAAE", COPY(0, 6));
    EXPECT_MAPPINGS("\xef\xbb\xbf"
                    "a b",
                    "b", "AAAE", COPY(5, 6));
}

static void test_sources_content(void **state)
{
    (void)state;
    const struct source_piece pieces[] = {COPY(0, 11)};
    expect_map(
        (struct source_map){STR("\xef\xbb\xbf\"\n\xed\xa0\x80\xff\xc3\xa9"), STR("../ä\".ts"), pieces, 1,
                            true},
        "\xef\xbb\xbf\"\n\xed\xa0\x80\xff\xc3\xa9",
        "{\"version\":3,\"sources\":[\"../ä\\\".ts\"],\"sourcesContent\":[\"\\\"\\n\\ud800\xef\xbf\xbdé\"],"
        "\"names\":[],\"mappings\":\"AAAA;AACA\"}");
}

static void test_great_numbers(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf source = {0}, out = {0};
    buf_repeat(&source, '\n', 100000);
    buf_repeat(&source, ' ', 100000);
    buf_byte(&source, 'x');
    const struct source_piece pieces[] = {COPY(200000, 200001)};
    source_map_write(&out, &(struct source_map){buf_str(&source), STR(""), pieces, 1, false}, &arena);
    expect_str(buf_str(&out), "{\"version\":3,\"sources\":[\"\"],\"names\":[],\"mappings\":\"AAgqjGgqjG\"}");
    buf_free(&source);
    buf_free(&out);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_and_lines),
        cmocka_unit_test(test_put_text_belongs_to_its_place),
        cmocka_unit_test(test_nothing_stands_where_a_text_is_empty),
        cmocka_unit_test(test_pieces_change_places),
        cmocka_unit_test(test_all_line_ends),
        cmocka_unit_test(test_a_line_end_cut_in_two),
        cmocka_unit_test(test_columns_are_utf16_units),
        cmocka_unit_test(test_a_byte_order_mark_counts_nothing),
        cmocka_unit_test(test_sources_content),
        cmocka_unit_test(test_great_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
