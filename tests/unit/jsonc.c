#include "base/jsonc.h"

#include "tests/unit/unit.h"

struct fixture {
    struct arena arena;
    struct diags diags;
    struct jsonc_file file;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){0};
    fixture.diags.arena = &fixture.arena;
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    arena_free(&((struct fixture *)*state)->arena);
    return 0;
}

static bool reads(struct fixture *fixture, const char *text, enum jsonc_mode mode)
{
    return jsonc_read(STR("a.json"), str_of(text), mode, &fixture->arena, &fixture->diags, &fixture->file);
}

static void reads_values(void **state)
{
    struct fixture *fixture = *state;
    assert_true(reads(fixture, " {\"a\": [1, -2.5e3, true, null], \"b\\n\": \"x\\u00e9\\ud83d\\ude00\"} ",
                      JSONC_STRICT));
    const struct jsonc *root = fixture->file.root, *list = jsonc_get(root, "a");
    assert_int_equal(root->count, 2);
    assert_int_equal(root->start, 1);
    assert_int_equal(list->count, 4);
    assert_true(str_is(list->first->next->text, "-2.5e3"));
    assert_true(list->first->next->next->truth);
    assert_int_equal(list->last->kind, JSONC_NULL);
    assert_true(str_is(jsonc_get(root, "b\n")->text, "x\xc3\xa9\xf0\x9f\x98\x80"));
    assert_true(str_is(str_slice(fixture->file.text, list->start, list->end), "[1, -2.5e3, true, null]"));
    assert_true(str_is(str_slice(fixture->file.text, list->key_start, list->key_end), "\"a\""));
    assert_null(jsonc_get(root, "c"));
    assert_null(jsonc_get(NULL, "c"));
}

static void takes_comments_only_when_lenient(void **state)
{
    struct fixture *fixture = *state;
    const char *text = "\xef\xbb\xbf// first\n{ /* a */ \"a\": [1, /**/], // end\n }\n// last";
    assert_true(reads(fixture, text, JSONC_LENIENT));
    assert_int_equal(jsonc_get(fixture->file.root, "a")->count, 1);
    assert_false(reads(fixture, text, JSONC_STRICT));
    assert_false(reads(fixture, "[1,]", JSONC_STRICT));
    assert_true(reads(fixture, "[1,]", JSONC_LENIENT));
}

static void keeps_the_last_of_repeated_keys(void **state)
{
    struct fixture *fixture = *state;
    assert_true(reads(fixture, "{\"a\": 1, \"a\": 2}", JSONC_STRICT));
    assert_true(str_is(jsonc_get(fixture->file.root, "a")->text, "2"));
}

static void refuses_with_a_place(void **state)
{
    static const struct {
        const char *text;
        size_t place;
    } rows[] = {
        {"", 0},        {"{", 1},        {"[1 2]", 3},    {"{\"a\" 1}", 5},   {"{a: 1}", 1}, {"\"a", 2},
        {"\"\\x\"", 1}, {"01", 0},       {"1.", 0},       {"-", 0},           {"[1] 2", 4},  {"{,}", 1},
        {"[,]", 1},     {"[1,,2]", 3},   {"tru", 0},      {"\"\\u12g4\"", 1}, {"[1}", 2},    {"/* a", 0},
        {"'a'", 0},     {"\"a\nb\"", 2}, {"\"\xff\"", 1}, {"{\"a\":}", 5},    {"[1e]", 1}};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture->diags.count = 0;
        assert_false(reads(fixture, rows[i].text, JSONC_LENIENT));
        assert_null(fixture->file.root);
        assert_int_equal(fixture->diags.count, 1);
        assert_int_equal(fixture->diags.at[0].span.start, rows[i].place);
    }
}

static void survives_depth(void **state)
{
    struct fixture *fixture = *state;
    enum { depth = effort(1000000) };
    char *text = arena_array(&fixture->arena, char, 2 * depth + 1);
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    assert_true(reads(fixture, text, JSONC_STRICT));
    text[depth] = 0;
    assert_false(reads(fixture, text, JSONC_STRICT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_comments_only_when_lenient, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_the_last_of_repeated_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_with_a_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(survives_depth, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("jsonc", tests, NULL, NULL);
}
