// A text of which most is copied from elsewhere, and named rather than printed.

#include "base/pieces.h"
#include "tests/unit/unit.h"

// 300 bytes, of which no two neighbours are alike.
static struct str make_source(struct arena *arena)
{
    char *bytes = arena_space(arena, 1, 300);
    for (size_t i = 0; i < 300; i++)
        bytes[i] = (char)('a' + i % 26);
    return (struct str){bytes, 300};
}

static struct str join(const struct pieces *pieces, const struct buf *printed, struct arena *arena)
{
    struct str_list list = pieces_list(pieces, printed);
    return arena_join(arena, list.at, list.count);
}

static void names_long_texts_and_prints_short_ones(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pieces pieces = {.arena = &arena};
    struct buf printed = {0};
    struct str source = make_source(&arena);
    assert_true(pieces_are_empty(&pieces, &printed));
    pieces_copy(&pieces, &printed, str_slice(source, 0, 100));
    assert_int_equal(printed.len, 100);
    pieces_copy(&pieces, &printed, str_slice(source, 150, 300));
    assert_int_equal(printed.len, 100);
    assert_int_equal(pieces.copied.count, 1);
    assert_false(pieces_are_empty(&pieces, &printed));
    buf_text(&printed, "!");
    struct str wanted[] = {str_slice(source, 0, 100), str_slice(source, 150, 300), STR("!")};
    assert_true(str_equal(join(&pieces, &printed, &arena), arena_join(&arena, wanted, 3)));
    assert_true(pieces_list(&pieces, &printed).at[1].at == source.at + 150);
    buf_free(&printed);
    arena_free(&arena);
}

static void goes_on_with_what_follows_in_the_source(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pieces pieces = {.arena = &arena};
    struct buf printed = {0};
    struct str source = make_source(&arena);
    pieces_copy(&pieces, &printed, str_slice(source, 0, 200));
    pieces_copy(&pieces, &printed, str_slice(source, 200, 201)); // short, but it lies behind
    assert_int_equal(pieces.copied.count, 1);
    assert_int_equal(printed.len, 0);
    buf_text(&printed, "-"); // what is printed between ends that
    pieces_copy(&pieces, &printed, str_slice(source, 201, 202));
    assert_int_equal(pieces.copied.count, 1);
    struct str wanted[] = {str_slice(source, 0, 201), STR("-"), str_slice(source, 201, 202)};
    assert_true(str_equal(join(&pieces, &printed, &arena), arena_join(&arena, wanted, 3)));
    buf_free(&printed);
    arena_free(&arena);
}

static void knows_its_last_byte(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pieces pieces = {.arena = &arena};
    struct buf printed = {0};
    struct str source = make_source(&arena);
    assert_false(pieces_end_with(&pieces, &printed, 'a'));
    buf_text(&printed, "x");
    assert_true(pieces_end_with(&pieces, &printed, 'x'));
    pieces_copy(&pieces, &printed, str_slice(source, 0, 130));
    assert_true(pieces_end_with(&pieces, &printed, source.at[129]));
    assert_false(pieces_end_with(&pieces, &printed, 'x'));
    buf_text(&printed, "y");
    assert_true(pieces_end_with(&pieces, &printed, 'y'));
    buf_free(&printed);
    arena_free(&arena);
}

static void prints_all_where_there_are_no_pieces(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf printed = {0};
    struct str source = make_source(&arena);
    assert_true(pieces_are_empty(NULL, &printed));
    pieces_copy(NULL, &printed, source);
    assert_true(str_equal(buf_str(&printed), source));
    assert_true(pieces_end_with(NULL, &printed, source.at[299]));
    buf_free(&printed);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_long_texts_and_prints_short_ones),
        cmocka_unit_test(goes_on_with_what_follows_in_the_source),
        cmocka_unit_test(knows_its_last_byte),
        cmocka_unit_test(prints_all_where_there_are_no_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
