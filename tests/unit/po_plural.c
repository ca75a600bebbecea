// The plural forms of PO: formulas, and which form is which category.
#include "catalog/formats/po_plural.h"
#include "tests/unit/format_fixture.h"

static void every_language_has_a_formula(void **state)
{
    (void)state;
    for (int first = 'a'; first <= 'z'; first++)
        for (int second = 'a'; second <= 'z'; second++) {
            char locale[] = {(char)first, (char)second, 0};
            struct plural_rules rules;
            struct po_plural plural;
            struct po_forms forms;
            struct arena arena = {0};
            locale_plurals(str_of(locale), false, &rules);
            const char *formula = po_plural_formula(&rules);
            if (!formula || !po_plural_read(str_of(formula), &plural))
                fail_msg("%s", locale);
            po_forms_map(&plural, &rules, &arena, &forms);
            assert_true(forms.is_mapped);
            for (size_t i = 0; i < forms.keys.count; i++)
                assert_true(plural_find(forms.keys.at[i].key) < PLURAL_COUNT);
            arena_free(&arena);
        }
}

static void expect_forms(const char *locale, const char *formula, const char *wanted)
{
    struct plural_rules rules;
    struct po_plural plural;
    struct po_forms forms;
    struct arena arena = {0};
    struct buf out = {0};
    locale_plurals(str_of(locale), false, &rules);
    assert_true(po_plural_read(str_of(formula), &plural));
    po_forms_map(&plural, *locale ? &rules : NULL, &arena, &forms);
    for (size_t i = 0; i < forms.keys.count; i++)
        buf_print(&out, STR_FORMAT "=%zu ", STR_ARG(forms.keys.at[i].key), forms.keys.at[i].number);
    expect_str(buf_str(&out), wanted);
    buf_free(&out);
    arena_free(&arena);
}

static void forms_and_categories_belong_together(void **state)
{
    (void)state;
    // Slovenian as gettext's manual once had it: the last category comes first
    expect_forms("sl", "nplurals=4; plural=(n%100==1 ? 1 : n%100==2 ? 2 : n%100==3 || n%100==4 ? 3 : 0)",
                 "one=1 two=2 few=3 other=0 ");
    // Russian with a form for fractions, as services have it
    expect_forms(
        "ru",
        "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? "
        "1 : n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);",
        "one=0 few=1 many=2 other=3 ");
    // a form of its own for none
    expect_forms("de", "nplurals=3; plural=n == 0 ? 0 : n == 1 ? 1 : 2;", "=0=0 one=1 other=2 ");
    // Latvian as gettext has it
    expect_forms("lv", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
                 "=0=2 zero=1 one=0 other=1 ");
    // too few forms
    expect_forms("ru", "nplurals=1; plural=0;", "one=0 few=0 many=0 other=0 ");
    expect_forms("", "nplurals=2; plural=n>1;", "one=0 other=1 ");
    expect_forms("", "nplurals=3; plural=n>2?2:n>1;", "0=0 1=1 2=2 ");
    // two forms share a category
    expect_forms("de", "nplurals=3; plural=n==1?0:n<10?1:2;", "0=0 1=1 2=2 ");
}

static void formulas_are_expressions_of_c(void **state)
{
    static const struct {
        const char *expression;
        int of_3; // -1: refused
    } cases[] = {{"1", 1},
                 {"n", -1},
                 {"n%2", 1},
                 {"n%2*2", 2},
                 {"!n", 0},
                 {"!!n", 1},
                 {"n==3&&n!=4", 1},
                 {"n>3||n>=3", 1},
                 {"n<3?1:n<=3?2:0", 2},
                 {"(n)/2%2", 1},
                 {"n/0", -1},
                 {"n%0", -1},
                 {"n>5?n/0:1", -1},
                 {"", -1},
                 {"n==", -1},
                 {"(n", -1},
                 {"n?1", -1},
                 {"1 1", -1},
                 {"m", -1},
                 {"n==3?2:n==4?1:0", 2},
                 {"2-1-1", 0},
                 {"n>1", 1}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct po_plural plural;
        char text[100] = "nplurals=3; plural=";
        strncat(text, cases[i].expression, 60);
        bool good = po_plural_read(str_of(text), &plural);
        if (good != (cases[i].of_3 >= 0) || (good && plural.of[3] != cases[i].of_3))
            fail_msg("%s", cases[i].expression);
    }
    struct buf deep = {0};
    struct po_plural plural;
    buf_text(&deep, "nplurals=2; plural=");
    buf_repeat(&deep, '(', 900);
    assert_false(po_plural_read(buf_str(&deep), &plural));
    buf_repeat(&deep, '!', 9000);
    assert_false(po_plural_read(buf_str(&deep), &plural));
    buf_free(&deep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_language_has_a_formula),
        TEST(forms_and_categories_belong_together),
        TEST(formulas_are_expressions_of_c),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
