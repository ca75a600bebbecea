// Choices by number for runtimes with a fixed number of forms, and code in texts.
#include "catalog/bundles/bundled.h"
#include "catalog/bundles/i18next_plural.h"
#include "catalog/icu.h"
#include "catalog/icu_pattern.h"
#include "tests/unit/unit.h"

static struct arena arena;

static struct pattern choice(const char *text)
{
    struct icu_fault fault;
    struct pattern pattern;
    assert_true(icu_read_pattern(str_of(text), &icu_formatjs, &arena, &pattern, &fault));
    return pattern;
}

static const char *text_of(const struct pattern *pattern)
{
    return pattern ? arena_cstr(&arena, pattern_flatten(pattern, &arena)) : "-";
}

// The text of each form, between bars; with the clash behind them.
static const char *filled(const char *locale, const char *formula, const char *text)
{
    static struct plural_rules rules;
    static struct po_plural plural;
    static struct number_forms forms;
    const struct pattern *texts[number_forms_greatest];
    struct variant_query queries[choice_selectors_greatest];
    struct str clash = {0};
    struct buf out = {0};
    struct pattern pattern = choice(text);
    locale_plurals(str_of(locale), false, &rules);
    assert_true(po_plural_read(str_of(formula), &plural));
    number_forms_map(&plural, &rules, &forms);
    bool good = number_forms_fill(&forms, &pattern, 0, queries, texts, &clash);
    for (size_t i = 0; i < plural.count; i++)
        buf_print(&out, "%s|", text_of(texts[i]));
    if (!good)
        buf_print(&out, " " STR_FORMAT, STR_ARG(clash));
    return arena_cstr(&arena, buf_finish(&out, &arena));
}

static const char english[] = "nplurals=2; plural=n!=1;", french[] = "nplurals=2; plural=n>1;";
static const char one_form[] = "nplurals=1; plural=0;",
                  zero_apart[] = "nplurals=3; plural=n==0 ? 0 : n==1 ? 1 : 2;";

static void forms_show_what_is_meant_for_their_numbers(void **state)
{
    (void)state;
    assert_string_equal(filled("en", english, "{n, plural, one {a} other {b}}"), "a|b|");
    assert_string_equal(filled("fr", french, "{n, plural, one {a} many {c} other {b}}"), "a|b|");
    assert_string_equal(filled("pl", english, "{n, plural, other {b}}"), "b|b|");
    assert_string_equal(filled("zh", one_form, "{n, plural, one {a} other {b}}"), "b|");
}

static void exact_keys_need_a_form_of_their_own(void **state)
{
    (void)state;
    assert_string_equal(filled("en", english, "{n, plural, =1 {x} one {a} other {b}}"), "x|b|");
    assert_string_equal(filled("en", english, "{n, plural, =0 {x} one {a} other {b}}"), "a|b| =0");
    assert_string_equal(filled("en", english, "{n, plural, =0 {b} one {a} other {b}}"), "a|b|");
    assert_string_equal(filled("en", zero_apart, "{n, plural, =0 {x} one {a} other {b}}"), "x|a|b|");
    assert_string_equal(filled("fr", zero_apart, "{n, plural, =0 {x} one {a} other {b}}"), "x|a|b|");
    assert_string_equal(filled("en", english, "{n, plural, =1000 {x} one {a} other {b}}"), "a|b| =1000");
    assert_string_equal(filled("en", english, "{n, plural, =1234567 {x} other {b}}"), "b|b| =1234567");
}

static void categories_may_not_share_a_form(void **state)
{
    (void)state;
    assert_string_equal(filled("pl", english, "{n, plural, one {a} few {b} other {c}}"), "a|b| many");
    assert_string_equal(filled("pl", english, "{n, plural, one {a} few {c} other {c}}"), "a|c|");
    assert_string_equal(filled("fr", english, "{n, plural, one {a} other {b}}"), "a|a| other");
}

static void values_count_more_than_categories_and_these_more_than_other(void **state)
{
    (void)state;
    struct pattern pattern = choice("{g, select, male {{n, plural, =1 {m1} one {mo} other {mx}}} other {{n, "
                                    "plural, one {oo} other {ox}}}}");
    // Of g, and of n in each of the two plurals.
    struct variant_query male_1[] = {
        {STR("male"), PLURAL_COUNT}, {STR("=1"), PLURAL_ONE}, {STR("=1"), PLURAL_ONE}};
    struct variant_query male_one[] = {
        {STR("male"), PLURAL_COUNT}, {STR(""), PLURAL_ONE}, {STR(""), PLURAL_ONE}};
    struct variant_query none_few[] = {
        {STR("none"), PLURAL_COUNT}, {STR(""), PLURAL_FEW}, {STR(""), PLURAL_FEW}};
    assert_string_equal(text_of(pattern_choose(&pattern, male_1)), "m1");
    assert_string_equal(text_of(pattern_choose(&pattern, male_one)), "mo");
    assert_string_equal(text_of(pattern_choose(&pattern, none_few)), "ox");
}

static void languages_of_i18next_3_have_their_suffixes(void **state)
{
    static const struct {
        const char *locale, *last;
        size_t count;
    } rows[] = {{"en", "_plural", 2}, {"pt-BR", "_plural", 2}, {"pt-PT", "_plural", 2},
                {"pl-PL", "_2", 3},   {"ar", "_5", 6},         {"zh-Hans", "_0", 1},
                {"or", "_1", 2},      {"tlh", "", 1},          {"de_AT", "_plural", 2}};
    struct i18next_forms *forms = arena_new(&arena, struct i18next_forms);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        i18next_forms_v3(str_of(rows[i].locale), forms);
        assert_int_equal(forms->plural.count, rows[i].count);
        assert_string_equal(forms->suffixes[rows[i].count - 1], rows[i].last);
    }
    i18next_forms_v3(STR("pt-BR"), forms);
    assert_int_equal(forms->plural.of[0], 0);
    i18next_forms_v3(STR("pt-PT"), forms);
    assert_int_equal(forms->plural.of[0], 1);
}

static bool is_inert(const char *text, size_t start, size_t end)
{
    struct code_range range = {start, end};
    return bundled_is_inert(str_of(text), &(struct code_range_list){&range, end > 0, 1}, "{{", '}');
}

static void code_stands_only_where_it_was_put(void **state)
{
    (void)state;
    assert_true(is_inert("a {{n}} b", 2, 7));
    assert_true(is_inert("a {{n}} {{ b", 2, 7));
    assert_false(is_inert("{{ a {{n}} b", 5, 10));
    assert_false(is_inert("a {{{n}} b", 3, 8));
    assert_false(is_inert("{{n}}", 0, 0));
    assert_true(is_inert("}} {{", 0, 0));
    assert_true(is_inert("", 0, 0));
}

static int release(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_show_what_is_meant_for_their_numbers),
        cmocka_unit_test(exact_keys_need_a_form_of_their_own),
        cmocka_unit_test(categories_may_not_share_a_form),
        cmocka_unit_test(values_count_more_than_categories_and_these_more_than_other),
        cmocka_unit_test(languages_of_i18next_3_have_their_suffixes),
        cmocka_unit_test(code_stands_only_where_it_was_put),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
