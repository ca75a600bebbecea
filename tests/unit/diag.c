// How a diagnostic looks to people.

#include "base/diag.h"
#include "base/utf.h"
#include "tests/unit/unit.h"

// What follows the first line, for a span over the first "<…>" of the text.
static struct str excerpt(struct arena *arena, struct str text)
{
    struct diags diags = {.arena = arena};
    size_t start = str_find_byte(text, '<', 0), end = str_find_byte(text, '>', start) + 1;
    struct diag *diag =
        diag_add(&diags, KIND_USAGE, (struct span){STR("a.js"), text, start, end}, "something is wrong");
    diag_hint(&diags, diag, "mend it");
    struct buf out = {0};
    diag_print(diag, &(struct places){.arena = arena}, false, &out);
    struct str shown = buf_finish(&out, arena);
    return str_from(shown, str_find_byte(shown, '\n', 0) + 1);
}

static void marks_the_place_below_the_line(void **state)
{
    (void)state;
    struct arena arena = {0};
    expect_str(excerpt(&arena, STR("one\nf(<x>);\nthree")), "    2 | f(<x>);\n"
                                                            "      |   ^~~\n"
                                                            "      = mend it\n");
    expect_str(excerpt(&arena, STR("\tf(\t<x\ny>)\r\n")), "    1 | \tf(\t<x\n"
                                                          "      | \t  \t^~\n"
                                                          "      = mend it\n");
    arena_free(&arena);
}

static void marks_by_the_columns_of_a_terminal(void **state)
{
    (void)state;
    struct arena arena = {0};
    expect_str(excerpt(&arena, STR("'日本', 'e\xcc\x81', <'語'>")), "    1 | '日本', 'e\xcc\x81', <'語'>\n"
                                                                    "      |              ^~~~~~\n"
                                                                    "      = mend it\n");
    expect_str(excerpt(&arena, STR("\x1b[31m<\x07>")), "    1 | \\x1b[31m<\\x07>\n"
                                                       "      |         ^~~~~~\n"
                                                       "      = mend it\n");
    arena_free(&arena);
}

static void outlives_what_it_shows_once_it_owns_that(void **state)
{
    (void)state;
    struct arena arena = {0};
    char path[] = "a.js", text[] = "f(x)", other[] = "g(y)";
    struct diags diags = {.arena = &arena};
    struct span span = {str_of(path), str_of(text), 2, 3};
    struct diag *diag = diag_add(&diags, KIND_USAGE, span, "something is wrong");
    diag_relate(&diags, diag, (struct span){str_of(path), str_of(other), 2, 3}, "beside this");
    diag = diag_add(&diags, KIND_USAGE, (struct span){str_of(path), text_unread, 1, 2}, "wrong, too");
    diag_add(&diags, KIND_USAGE, span, "once more");
    diags_own(&diags, 0);
    memset(path, '#', sizeof path - 1);
    memset(text, '#', sizeof text - 1);
    memset(other, '#', sizeof other - 1);
    expect_str(diags.at[0].span.path, "a.js");
    expect_str(diags.at[0].span.text, "f(x)");
    expect_str(diags.at[0].related.at[0].span.text, "g(y)");
    assert_true(span_is_unread(diags.at[1].span));
    assert_ptr_equal(diags.at[2].span.text.at, diags.at[0].span.text.at);
    arena_free(&arena);
}

static void keeps_the_gutter_beyond_all_line_numbers(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf text = {0};
    buf_repeat(&text, '\n', 123455);
    buf_text(&text, "<x>");
    expect_str(str_slice(excerpt(&arena, buf_str(&text)), 0, 26), "123456 | <x>\n"
                                                                  "       | ^~~\n");
    buf_free(&text);
    arena_free(&arena);
}

static void shows_long_lines_around_the_place(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf text = {0};
    buf_repeat(&text, '-', 200);
    buf_text(&text, "<x>");
    buf_repeat(&text, '-', 200);
    struct str shown = excerpt(&arena, buf_str(&text));
    struct str line = str_slice(shown, 8, str_find_byte(shown, '\n', 0));
    assert_true(str_starts(line, STR("…-")) && str_ends(line, STR("-…")));
    assert_true(utf_units(line) == 162);
    size_t caret = str_find_byte(shown, '^', 0), below = str_find_byte(shown, '\n', 0) + 1;
    assert_int_equal(caret - below, 8 + 61);
    buf_free(&text);
    arena_free(&arena);
}

static void shows_lines_whole_that_just_fit(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf text = {0};
    buf_text(&text, "\n");
    buf_repeat(&text, '-', 160);
    buf_text(&text, "<x>");
    buf_repeat(&text, '-', 97);
    buf_text(&text, "\r\n");
    struct str shown = excerpt(&arena, buf_str(&text));
    assert_int_equal(str_find_byte(shown, '\n', 0), 8 + 160 + 3 + 97);
    assert_true(str_find(shown, STR("…"), 0) == STR_NONE);
    buf_free(&text);
    arena_free(&arena);
}

static void sets_related_places_off(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct str text = STR("a b");
    struct diag *diag = diag_add(&diags, KIND_USAGE, (struct span){STR("a.js"), text, 2, 3}, "b again");
    diag_hint(&diags, diag, "take one out");
    diag_relate(&diags, diag, (struct span){STR("a.js"), text, 0, 1}, "the first");
    struct buf out = {0};
    diag_print(diag, &(struct places){.arena = &arena}, false, &out);
    expect_str(buf_finish(&out, &arena), "a.js:1:3: error: b again [usage]\n"
                                         "    1 | a b\n"
                                         "      |   ^\n"
                                         "      = take one out\n"
                                         "  a.js:1:1: see: the first\n"
                                         "      1 | a b\n"
                                         "        | ^\n");
    arena_free(&arena);
}

// Counts line and column of an offset one character after the other.
static struct place counted(struct str text, size_t offset)
{
    struct place place = {1, 1};
    bool has_bom;
    for (size_t at = text.len - utf_skip_bom(text, &has_bom).len; at < offset;) {
        uint32_t point = utf_next(text, &at);
        place.column = point == '\n' ? 1 : place.column + (point >= 0x10000 && point != UTF_INVALID ? 2 : 1);
        place.line += point == '\n';
    }
    return place;
}

static void knows_the_place_of_every_offset(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct places places = {.arena = &arena};
    struct buf text = {0};
    buf_text(&text, "\xef\xbb\xbf"
                    "first\n");
    for (size_t i = 0; i < 900; i++) // lines of all lengths around the distance of the marks
        buf_text(&text, i % 7 == 0 && i < 300 ? "\n"
                        : i % 3 == 0          ? "\xf0\x9f\x98\x80"
                        : i % 3 == 1          ? "\xc3\xa9"
                                              : "\xff");
    struct str whole = buf_str(&text);
    for (size_t at = 3; at <= whole.len; at++) {
        if (at < whole.len && ((unsigned char)whole.at[at] & 0xc0) == 0x80)
            continue; // inside of a character
        struct place place = place_of(&places, whole, at), expected = counted(whole, at);
        assert_int_equal(place.line, expected.line);
        assert_int_equal(place.column, expected.column);
        struct places fresh = {.arena = &arena};
        place = place_of(&fresh, whole, at);
        assert_int_equal(place.line, expected.line);
        assert_int_equal(place.column, expected.column);
        assert_int_equal(place_line(whole, at), expected.line);
    }
    assert_int_equal(place_of(&places, STR(""), 0).column, 1);
    buf_free(&text);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_the_place_below_the_line),
        cmocka_unit_test(marks_by_the_columns_of_a_terminal),
        cmocka_unit_test(outlives_what_it_shows_once_it_owns_that),
        cmocka_unit_test(keeps_the_gutter_beyond_all_line_numbers),
        cmocka_unit_test(shows_long_lines_around_the_place),
        cmocka_unit_test(shows_lines_whole_that_just_fit),
        cmocka_unit_test(sets_related_places_off),
        cmocka_unit_test(knows_the_place_of_every_offset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
