// Texts and plurals of i18next.
#include "tests/unit/json_fixture.h"

static void i18next_reads_texts_and_plurals(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "i18next", fixtures[8].text));
    assert_int_equal(f->catalog.units.count, 5);
    expect_source(f, "menu.open", "Open {name={{name}}}");
    expect_source(f, "menu.deep.a", "{$t(menu.open)=$t(menu.open, {\"name\": \"{{x}}\"})}");
    expect_source(f, "list.1.b", "c");
    assert_true(reads(f, "i18next", fixtures[9].text));
    assert_int_equal(f->catalog.units.count, 3);
    expect_source(
        f, "item",
        ".match $count:plural\none {{{count={{count}}} item}}\nother {{{count={{count, number}}} items}}");
    expect_source(f, "place_ordinal",
                  ".match $count:ordinal\none {{{count={{count}}}st}}\nother {{{count={{count}}}th}}");
    assert_true(reads(f, "i18next", fixtures[10].text));
    assert_int_equal(f->catalog.units.count, 3);
    expect_source(f, "key", ".match $count:plural\none {{item}}\nother {{{count={{count}}} items}}");
    expect_source(f, "gender_other", "they");
    assert_true(reads(f, "i18next", fixtures[11].text));
    expect_source(f, "a", "{#0=<0>}x{/0=</0>} {#b=<b>}y{/b=</b>}{#/br=<br/>}");
    expect_source(f, "b", "<p>unclosed {{");
    expect_source(f, "c", "$t( {{}} }}");
}

static void keys_that_only_look_like_plurals_are_texts(void **state)
{
    static const struct {
        const char *text;
        size_t units;
    } rows[] = {
        {"{\"a_one\": \"x\", \"a_two\": \"y\"}", 2},                 // no other
        {"{\"a_other\": \"x\"}", 1},                                 // alone
        {"{\"a\": \"x\", \"a_one\": \"y\", \"a_other\": \"z\"}", 3}, // a text is called a
        {"{\"a\": \"x\", \"a_plural\": \"y\", \"b_one\": \"1\", \"b_other\": \"2\"}", 3}, // version 4
        {"{\"a_plural\": \"y\"}", 1},
        {"{\"_one\": \"x\", \"_other\": \"y\"}", 2},
        {"{\"a_one\": {}, \"a_other\": \"y\"}", 1},
        {"{\"a_other\": \"{{count}}\"}", 1},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(reads(f, "i18next", rows[i].text));
        assert_int_equal(f->catalog.units.count, rows[i].units);
    }
    assert_non_null(catalog_find(&f->catalog, STR("a")));
}

static void add_form(struct fixture *f, struct pattern *pattern, const char *key, const char *text)
{
    struct variant *variant = pattern_add_variant(pattern, &f->arena);
    *list_push(&variant->keys, &f->arena) = str_of(key);
    pattern_add_text(&variant->value, str_of(text), &f->arena);
}

static struct pattern plural(struct fixture *f, const char *argument)
{
    struct pattern pattern = {0};
    pattern_add_selector(&pattern, (struct selector){.argument = str_of(argument), .kind = SELECT_PLURAL},
                         &f->arena);
    return pattern;
}

static void i18next_splices_plurals(void **state)
{
    struct fixture *f = *state;
    assert_true(
        reads(f, "i18next",
              "{\n  \"a\": {\n    \"n_one\": \"x\",\n    \"n_other\": \"y\",\n    \"z\": \"z\"\n  },\n"
              "  \"m_one\": \"x\",\n  \"m_other\": \"y {{count}}\"\n}\n"));
    struct pattern polish = plural(f, "count");
    add_form(f, &polish, "one", "1");
    add_form(f, &polish, "few", "2");
    add_form(f, &polish, "many", "5");
    add_form(f, &polish, "other", "y");
    unit(f, "a.n")->source = polish;
    unit(f, "a.n")->source_changed = true;
    change(f, "m", "all");
    expect_str(written(f),
               "{\n  \"a\": {\n    \"n_one\": \"1\",\n    \"n_few\": \"2\",\n    \"n_many\": \"5\",\n"
               "    \"n_other\": \"y\",\n    \"z\": \"z\"\n  },\n  \"m_other\": \"all\"\n}\n");
}

static void i18next_puts_texts_where_they_belong(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "i18next",
                      "{\n  \"a\": {\n    \"b\": {\"x\": \"1\"}\n  },\n  \"c\": \"2\",\n  \"d\": {\n    "
                      "\"e\": \"3\"\n  },\n  \"null\": null\n}"));
    add(f, "a.b.y", "4");
    add(f, "a.n.m.o", "5");
    add(f, "a.n.m.p", "6");
    add(f, "c.q", "7");
    add(f, "End. Of.", "8");
    add(f, "null", "9");
    unit(f, "d.e")->removed = true;
    expect_str(
        written(f),
        "{\n  \"a\": {\n    \"b\": {\"x\": \"1\", \"y\": \"4\"},\n    \"n\": {\n      \"m\": {\n        "
        "\"o\": \"5\",\n"
        "        \"p\": \"6\"\n      }\n    }\n  },\n  \"c\": \"2\",\n  \"null\": \"9\",\n  \"c.q\": \"7\",\n"
        "  \"End. Of.\": \"8\"\n}");
}

static void i18next_says_what_it_cannot_write(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "i18next", "{}"));
    struct unit *a = add(f, "a", "");
    a->source = plural(f, "n");
    add_form(f, &a->source, "=0", "none");
    add_form(f, &a->source, "other", "");
    pattern_add_code(&a->source.variants->at[1].value, PART_PLACEHOLDER, STR("#"), STR("n"), &f->arena);
    add(f, "b", "say {{x}}");
    expect_str(written(f),
               "{\n  \"a_zero\": \"none\",\n  \"a_other\": \"{{count}}\",\n  \"b\": \"say {{x}}\"\n}");
    assert_int_equal(f->diags.count, 1);
    assert_int_equal(f->diags.at[0].kind, KIND_CATALOG_UNFIT);
    pattern_selectors(&unit(f, "a")->source)->at[0].kind = SELECT_EXACT;
    f->out.len = 0;
    assert_false(f->format->write(&f->catalog, &f->options, &f->arena, &f->diags, &f->out));
    assert_int_equal(f->diags.at[1].kind, KIND_CATALOG_SELECT);
}

// Of a plural of version 3, which is written with the suffixes of version 4.
static void i18next_says_which_keys_become_forms(void **state)
{
    struct fixture *f = *state;
    assert_true(
        reads(f, "i18next", "{\"k\": \"one\", \"k_plural\": \"all\", \"k_few\": \"few\", \"j_few\": \"x\"}"));
    assert_int_equal(f->catalog.units.count, 3);
    f->catalog.bytes = (struct str){0};
    written(f);
    assert_int_equal(f->diags.count, 1);
    assert_int_equal(f->diags.at[0].kind, KIND_CATALOG_UNFIT);
    assert_true(str_starts(f->diags.at[0].message, STR("`k_few`")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(i18next_reads_texts_and_plurals),   TEST(keys_that_only_look_like_plurals_are_texts),
        TEST(i18next_splices_plurals),           TEST(i18next_puts_texts_where_they_belong),
        TEST(i18next_says_what_it_cannot_write), TEST(i18next_says_which_keys_become_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
