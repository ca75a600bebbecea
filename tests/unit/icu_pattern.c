// ICU messages as patterns and back. tests/fuzz/icu.c states the laws; here are the forms.

#include "catalog/icu_pattern.h"
#include "catalog/icu_print.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

struct fixture {
    struct arena arena;
    struct buf out;
    struct icu_fault fault;
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

static struct pattern read(struct fixture *f, const char *text, const struct icu_options *options)
{
    struct pattern pattern;
    assert_true(icu_read_pattern(str_of(text), options, &f->arena, &pattern, &f->fault));
    return pattern;
}

static struct str shown(struct fixture *f, const struct pattern *pattern)
{
    f->out.len = 0;
    pattern_print(pattern, &f->out);
    return buf_str(&f->out);
}

static struct str printed(struct fixture *f, const struct pattern *pattern, const struct icu_options *options)
{
    f->out.len = 0;
    assert_true(icu_print_pattern(pattern, options, &f->out));
    return buf_str(&f->out);
}

static void choices_go_outside(void **state)
{
    static const struct {
        const char *text, *pattern, *printed;
    } rows[] = {
        {"Hi {name}, <b>you</b><br/> '{'", "Hi {name={name}}, {#b=<b>}you{/b=</b>}{#/br=<br/>} {", NULL},
        {"{n, plural, one {# file} other {# files}}",
         ".match $n:plural\none {{{n=#} file}}\nother {{{n=#} files}}", NULL},
        {"In {d}: {n, plural, one {a} other {b}}.",
         ".match $n:plural\none {{In {d={d}}: a.}}\nother {{In {d={d}}: b.}}",
         "{n, plural, one {In {d}: a.} other {In {d}: b.}}"},
        {"{g, select, m {{n, plural, one {a} other {b}}} other {c}}",
         ".match $g:select $n:plural\nm one {{a}}\nm other {{b}}\nother * {{c}}", NULL},
        {"{n, plural, one {a} other {b}} {m, selectordinal, one {c} other {d}}",
         ".match $n:plural $m:ordinal\none one {{a c}}\none other {{a d}}\nother one {{b c}}\nother other "
         "{{b d}}",
         "{n, plural, one {{m, selectordinal, one {a c} other {a d}}} other {{m, selectordinal, one {b c} "
         "other {b d}}}}"},
        // One argument, one selector; the keys of both uses.
        {"{n, plural, one {a} other {b}} {n, plural, few {c} other {d}}",
         ".match $n:plural\none {{a d}}\nfew {{b c}}\nother {{b d}}",
         "{n, plural, one {a d} few {b c} other {b d}}"},
        // Which category =0 has in the first use depends on the locale.
        {"{n, plural, one {a} other {b}}{n, plural, =0 {c} other {d}}",
         ".match $n:plural $n:plural\none =0 {{ac}}\none other {{ad}}\nother =0 {{bc}}\nother other {{bd}}",
         "{n, plural, one {{n, plural, =0 {ac} other {ad}}} other {{n, plural, =0 {bc} other {bd}}}}"},
        // `#` where another choice stands inside.
        {"{n, plural, one {# {g, select, a {x} other {y}}} other {z}}",
         ".match $n:plural $g:select\none a {{{n={n, number}} x}}\none other {{{n={n, number}} y}}\nother * "
         "{{z}}",
         "{n, plural, one {{g, select, a {{n, number} x} other {{n, number} y}}} other {z}}"},
        {"{n, plural, offset:1 other {#{g, select, other {x}}}}",
         ".match $n:plural $g:select\nother other {{{n={n, plural, offset:1 other {#}}}x}}",
         "{n, plural, offset:1 other {{g, select, other {{n, plural, offset:1 other {#}}x}}}}"},
        {"{n, plural, other {{n} b}}", ".match $n:plural\nother {{{n={n}} b}}", NULL},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pattern pattern = read(f, rows[i].text, &icu_formatjs);
        expect_str(shown(f, &pattern), rows[i].pattern);
        expect_str(printed(f, &pattern, &icu_formatjs), rows[i].printed ? rows[i].printed : rows[i].text);
    }
}

static void apostrophes_stand_only_where_they_must(void **state)
{
    static const struct {
        const char *text, *printed;
    } rows[] = {
        {"it's", "it's"},
        {"the users'", "the users'"},
        {"l'", "l'"},
        {"''{x}", "''{x}"},
        {"'{'x'}'", "'{x}'"},
        {"'{'", "'{'"},
        {"'<'b>", "'<b>'"},
        {"a < b", "a < b"},
        {"I <3 '{'''", "I <3 '{'''"},
        {"'{''{'", "'{''{'"},
        {"<b>l''</b>", "<b>l''</b>"},
        {"{n, plural, other {'#' '}' o''}}", "{n, plural, other {'#' '}' o''}}"},
        {"#1 '#'", "#1 ''#'"},
        {"a '}' b", "a '}' b"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct icu_message message;
        assert_true(icu_parse(str_of(rows[i].text), &icu_formatjs, &f->arena, &message, &f->fault));
        f->out.len = 0;
        assert_true(icu_print(&message.nodes, &icu_formatjs, &f->out));
        expect_str(buf_str(&f->out), rows[i].printed);
    }
}

// As other formats make them.
static void foreign_patterns_are_printed_by_name(void **state)
{
    struct fixture *f = *state;
    struct pattern pattern = pattern_of_text(STR("Hi "), &f->arena);
    pattern_add_code(&pattern, PART_PLACEHOLDER, STR("${user.name}"), STR("0"), &f->arena);
    pattern_add_code(&pattern, PART_OPEN, STR("<a href=\"x\">"), STR("a"), &f->arena);
    pattern_add_text(&pattern, STR("{}"), &f->arena);
    pattern_add_code(&pattern, PART_CLOSE, STR("</a>"), STR("a"), &f->arena);
    expect_str(printed(f, &pattern, &icu_formatjs), "Hi {0}<a>'{}'</a>");
    assert_false(icu_print_pattern(&pattern, &icu_flutter, &f->out));
    pattern.parts.count = 4; // the tag stays open
    f->out.len = 0;
    assert_false(icu_print_pattern(&pattern, &icu_formatjs, &f->out));
    assert_int_equal(f->out.len, 0);
}

static void add_variant(struct fixture *f, struct pattern *pattern, const char *a, const char *b,
                        const char *text)
{
    struct variant *variant = pattern_add_variant(pattern, &f->arena);
    *list_push(&variant->keys, &f->arena) = str_of(a);
    *list_push(&variant->keys, &f->arena) = str_of(b);
    pattern_add_text(&variant->value, str_of(text), &f->arena);
}

// As MessageFormat 2 chooses: the first selector counts more than the second.
static void gaps_are_filled_from_the_best_variant(void **state)
{
    struct fixture *f = *state;
    struct pattern pattern = {0};
    pattern_add_selector(&pattern, (struct selector){.argument = STR("n"), .kind = SELECT_PLURAL}, &f->arena);
    pattern_add_selector(&pattern, (struct selector){.argument = STR("g"), .kind = SELECT_EXACT}, &f->arena);
    add_variant(f, &pattern, "*", "a", "1");
    add_variant(f, &pattern, "one", "b", "2");
    add_variant(f, &pattern, "few", "*", "3");
    add_variant(f, &pattern, "*", "*", "4");
    expect_str(
        printed(f, &pattern, &icu_formatjs),
        "{n, plural, one {{g, select, a {1} b {2} other {4}}} few {3} other {{g, select, a {1} other {4}}}}");
}

static void what_cannot_be_a_pattern_is_a_fault(void **state)
{
    static const struct {
        const char *text;
        enum icu_error error;
        size_t start;
    } rows[] = {
        {"a {n, plural, one {x}}", ICU_NO_OTHER, 21},
        {"a {n, plural, offset:-1 other {x}}", ICU_BAD_OFFSET, 2},
        {"{a", ICU_UNCLOSED_BRACE, 2},
    };
    struct icu_options options = icu_formatjs;
    struct fixture *f = *state;
    struct pattern pattern;
    options.requires_other = false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_false(icu_read_pattern(str_of(rows[i].text), &options, &f->arena, &pattern, &f->fault));
        assert_int_equal(f->fault.error, rows[i].error);
        assert_int_equal(f->fault.start, rows[i].start);
    }
}

// Ten choices of four options would be a million texts.
static void texts_that_multiply_have_an_end(void **state)
{
    struct fixture *f = *state;
    struct pattern pattern;
    enum { many = effort(100000) };
    struct buf text = {0};
    for (int i = 0; i < 10; i++)
        buf_print(&text, "{n%d, select, a {1} b {2} c {3} other {4}}", i);
    assert_false(icu_read_pattern(buf_str(&text), &icu_formatjs, &f->arena, &pattern, &f->fault));
    assert_int_equal(f->fault.error, ICU_TOO_MANY);
    text.len = 0;
    for (int i = 0; i < many; i++)
        buf_text(&text, "a{n, plural, one {b} other {c}}d");
    pattern = (struct pattern){0};
    assert_true(icu_read_pattern(buf_str(&text), &icu_formatjs, &f->arena, &pattern, &f->fault));
    assert_int_equal(pattern.variants->count, 2);
    assert_int_equal(pattern.variants->at[0].value.parts.at[0].text.len, 3 * many);
    buf_free(&text);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(choices_go_outside),
        TEST(apostrophes_stand_only_where_they_must),
        TEST(foreign_patterns_are_printed_by_name),
        TEST(gaps_are_filled_from_the_best_variant),
        TEST(what_cannot_be_a_pattern_is_a_fault),
        TEST(texts_that_multiply_have_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
