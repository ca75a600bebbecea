// Spellings of locales and their plural categories (catalog/locale.h).
#include "catalog/locale.h"
#include "tests/unit/unit.h"

static void spellings_become_canonical(void **state)
{
    (void)state;
    static const struct {
        const char *spelling, *canonical;
    } cases[] = {{"de_DE", "de-DE"},
                 {"de-de", "de-DE"},
                 {"iw", "he"},
                 {"zh_CN.UTF-8", "zh-CN"},
                 {"sr@latin", "sr-Latn"},
                 {"b+sr+Latn", "sr-Latn"},
                 {"zh-hans", "zh-Hans"},
                 {"en-XA", "en-XA"},
                 {"pt_br", "pt-BR"},
                 {"", ""},
                 {"x", ""},
                 {"translations", ""},
                 {"de--DE", ""},
                 {"../de", ""},
                 {"es-419", "es-419"}};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str got = locale_canonical(str_of(cases[i].spelling), &arena);
        if (!str_is(got, cases[i].canonical))
            fail_msg("%s became " STR_FORMAT ", not %s", cases[i].spelling, STR_ARG(got), cases[i].canonical);
    }
    arena_free(&arena);
}

static void same_and_alike_locales_are_told(void **state)
{
    (void)state;
    assert_true(locale_same(STR("de_DE"), STR("de-DE")));
    assert_false(locale_same(STR("de"), STR("de-DE")));
    assert_true(locale_alike(STR("de"), STR("de-DE")));
    assert_true(locale_alike(STR("zh_CN"), STR("zh-Hans")));
    assert_true(locale_alike(STR("no_NO"), STR("nb")));
    assert_false(locale_alike(STR("pt"), STR("pt-PT")));
    assert_true(locale_same(STR("no locale"), STR("no locale")));
    assert_false(locale_same(STR("no locale"), STR("no-locale!")));
}

static void scripts_and_directions_are_known(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_true(str_is(locale_script(STR("fa"), &arena), "Arab"));
    assert_true(str_is(locale_script(STR("zh_TW"), &arena), "Hant"));
    assert_true(locale_is_right_to_left(STR("ar_AA")));
    assert_false(locale_is_right_to_left(STR("ru")));
    assert_true(str_is(locale_title(STR("pt_BR"), &arena), "Portuguese (Brazil)"));
    arena_free(&arena);
}

static void expect_categories(const char *locale, bool ordinal, const char *wanted)
{
    struct arena arena = {0};
    struct plural_rules rules;
    struct buf got = {0};
    locale_plurals(str_of(locale), ordinal, &rules);
    for (enum plural_category i = PLURAL_ZERO; i < PLURAL_COUNT; i++)
        if (rules.has[i])
            buf_print(&got, "%s%s", got.len ? " " : "", plural_names[i]);
    assert_true(str_is(buf_finish(&got, &arena), wanted));
    arena_free(&arena);
}

static void plural_categories_are_those_of_cldr(void **state)
{
    (void)state;
    expect_categories("en", false, "one other");
    expect_categories("pl_PL", false, "one few many other");
    expect_categories("ar", false, "zero one two few many other");
    expect_categories("ja", false, "other");
    expect_categories("en", true, "one two few other");
    expect_categories("xx", false, "other");
    struct plural_rules rules;
    locale_plurals(STR("pl"), false, &rules);
    assert_int_equal(rules.of[1], PLURAL_ONE);
    assert_int_equal(rules.of[22], PLURAL_FEW);
    assert_int_equal(rules.of[5], PLURAL_MANY);
    assert_false(rules.has_small[PLURAL_OTHER]); // fractions only
    locale_plurals(STR("fr"), false, &rules);
    assert_true(rules.has[PLURAL_MANY] && !rules.has_small[PLURAL_MANY]);
}

static void parents_are_those_of_cldr(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"pt-BR", "pt"},
                                           {"pt_AO", "pt-PT"},
                                           {"pt-PT", "pt"},
                                           {"es-MX", "es-419"},
                                           {"es-419", "es"},
                                           {"en-AU", "en-001"},
                                           {"en-001", "en"},
                                           {"zh-TW", "zh-Hant"},
                                           {"zh-Hant", ""},
                                           {"zh-CN", "zh"},
                                           {"zh-HK", "zh-Hant"},
                                           {"zh-Hant-HK", "zh-Hant"},
                                           {"zh-Hant-MO", "zh-Hant-HK"},
                                           {"sr-Latn", ""},
                                           {"nb", "no"},
                                           {"de", ""},
                                           {"de-CH-1996", "de-CH"},
                                           {"none at all", ""}};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str got = locale_parent(str_of(cases[i][0]), &arena);
        if (!str_is(got, cases[i][1]))
            fail_msg("%s inherits from " STR_FORMAT ", not %s", cases[i][0], STR_ARG(got), cases[i][1]);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_become_canonical), cmocka_unit_test(same_and_alike_locales_are_told),
        cmocka_unit_test(scripts_and_directions_are_known), cmocka_unit_test(parents_are_those_of_cldr),
        cmocka_unit_test(plural_categories_are_those_of_cldr)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
