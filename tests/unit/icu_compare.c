// What is found in translations that are ICU messages.

#include "catalog/icu_compare.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

struct fixture {
    struct arena arena;
    struct buf out;
    struct plural_rules cardinal, ordinal;
};

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct fixture));
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    buf_free(&f->out);
    arena_free(&f->arena);
    free(f);
    return 0;
}

static struct icu_message parse(struct fixture *f, const char *text)
{
    struct icu_options options = icu_formatjs;
    struct icu_message message;
    struct icu_fault fault;
    options.requires_other = false;
    assert_true(icu_parse(str_of(text), &options, &f->arena, &message, &fault));
    return message;
}

// "start-end what; …"
static struct str shown(struct fixture *f, const struct icu_finding_list *findings)
{
    f->out.len = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct icu_finding *finding = &findings->at[i];
        buf_print(&f->out, "%s%zu-%zu ", i ? "; " : "", finding->start, finding->end);
        buf_add(&f->out, icu_finding_message(finding, &f->arena));
    }
    return buf_str(&f->out);
}

static void arguments_have_to_be_the_same(void **state)
{
    static const struct {
        const char *source, *target, *wanted;
    } rows[] = {
        {"{a} {b}", "{b} {a}", ""},
        {"{a} <b>x</b>", "x",
         "0-0 the translation lacks the argument `a`; 0-0 the translation lacks the tag <b>"},
        {"x", "{a}<b/>",
         "0-3 the source has no argument `a`, so nothing would stand here; 3-7 the source has no tag <b>"},
        {"{n, plural, other {#}}", "{n}", ""},
        {"{n}", "{n, plural, other {#}}", ""},
        {"{n, number}", "a {n, date}", "2-11 `n` is of another type here than in the source"},
        {"<a>{a}</a>", "<a>{a}</a>", ""},
        {"{g, select, male {x} other {y}}", "{g, select, mann {x} other {y}}",
         "0-31 the choice by `g` lacks the option `male` of the source; 12-16 the source has no option "
         "`mann` for `g`, so "
         "this text is never shown"},
        {"{g, select, a {x} other {y}}", "z", "0-0 the translation lacks the argument `g`"},
        {"{n, plural, one {{x}} other {y}}", "{n, plural, other {{y}}}",
         "0-0 the translation lacks the argument `x`; 19-22 the source has no argument `y`, so nothing would "
         "stand here"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct icu_message source = parse(f, rows[i].source), target = parse(f, rows[i].target);
        struct icu_finding_list findings = {0};
        icu_compare(&source, &target, &f->arena, &findings);
        expect_str(shown(f, &findings), rows[i].wanted);
    }
}

static void plurals_have_the_forms_of_their_language(void **state)
{
    static const struct {
        const char *locale, *text, *wanted;
    } rows[] = {
        {"en", "{n, plural, one {a} other {b}}", ""},
        {"en", "{n, plural, =1 {a} other {b}}", ""},
        {"en", "{n, plural, offset:1 =2 {a} other {b}}", ""},
        {"en", "{n, plural, =2 {a} other {b}}",
         "0-29 the plural by `n` lacks the form `one` of its language"},
        {"en", "{n, plural, one {a} few {c} other {b}}",
         "20-23 the language has no form `few`, so this text is never shown"},
        {"en", "{n, selectordinal, one {st} two {nd} few {rd} other {th}}", ""},
        {"fr", "{n, plural, one {a} other {b}}", ""},
        {"ru", "{n, plural, =1 {a} few {b} many {c} other {d}}",
         "0-46 the plural by `n` lacks the form `one` of its language"},
        {"ja", "{n, plural, other {b}}", ""},
        {"ja_JP", "{n, plural, one {a} other {b}}",
         "12-15 the language has no form `one`, so this text is never shown"},
        {"en", "{n, plural, ones {a} one {b}}",
         "0-29 the choice by `n` lacks the option `other`; 12-16 `ones` is no form of a plural"},
        {"x-none", "{n, plural, few {a} other {b}}", ""},
        {"en", "{g, select, a {b}}", "0-18 the choice by `g` lacks the option `other`"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct icu_message message = parse(f, rows[i].text);
        struct icu_finding_list findings = {0};
        locale_plurals(str_of(rows[i].locale), false, &f->cardinal);
        locale_plurals(str_of(rows[i].locale), true, &f->ordinal);
        icu_check_choices(&message, &f->cardinal, &f->ordinal, &f->arena, &findings);
        expect_str(shown(f, &findings), rows[i].wanted);
    }
}

static void apostrophes_of_the_language_swallow_arguments(void **state)
{
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"l'{x}", "1-2 this apostrophe makes `x` plain text"},
        {"l''{x}", ""},
        {"l\xe2\x80\x99{x}", ""},
        {"d'{x} et d'{y}", "1-2 this apostrophe makes `x` plain text"},
        {"d\xc3\xa9j\xc3\xa0'{x, number}'", "6-7 this apostrophe makes `x` plain text"},
        {"l'<b>x", "1-2 this apostrophe makes `b` plain text"},
        {"write '{x}' or '<b>'", ""},
        {"'{x}' or {x}", ""},
        {"write '{x}", "6-7 this apostrophe makes `x` plain text"},
        {"l'{'x", ""},
        {"it's {x}", ""},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct icu_message message = parse(f, rows[i].text);
        struct icu_finding_list findings = {0};
        icu_check_quotes(&message, &f->arena, &findings);
        expect_str(shown(f, &findings), rows[i].wanted);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(arguments_have_to_be_the_same),
        TEST(plurals_have_the_forms_of_their_language),
        TEST(apostrophes_of_the_language_swallow_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
