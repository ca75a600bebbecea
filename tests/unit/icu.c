// ICU messages: trees, quotes, and where errors are shown. tests/peers/icu.mjs holds the same parser against
// FormatJS.

#include "catalog/icu.h"
#include "catalog/icu_fault.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

struct fixture {
    struct arena arena;
    struct diags diags;
    struct buf out;
    struct icu_message message;
    struct icu_fault fault;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->diags.arena = &f->arena;
    *state = f;
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

static bool parses(struct fixture *f, const char *text, const struct icu_options *options)
{
    return icu_parse(str_of(text), options, &f->arena, &f->message, &f->fault);
}

static const struct icu_node *node(const struct fixture *f, size_t i)
{
    assert_true(i < f->message.nodes.count);
    return &f->message.nodes.at[i];
}

static void reads_what_a_message_is_made_of(void **state)
{
    struct fixture *f = *state;
    assert_true(
        parses(f, "Hi {name}, {n , number, ::currency/EUR } {d, date, short}<b>x</b><br/>", &icu_formatjs));
    assert_int_equal(f->message.nodes.count, 8);
    expect_str(node(f, 0)->text, "Hi ");
    assert_int_equal(node(f, 1)->kind, ICU_ARGUMENT);
    assert_int_equal(node(f, 1)->start, 3);
    assert_int_equal(node(f, 1)->end, 9);
    expect_str(node(f, 3)->style, "currency/EUR");
    assert_true(node(f, 3)->is_skeleton);
    expect_str(node(f, 5)->style, "short");
    assert_false(node(f, 5)->is_skeleton);
    assert_int_equal(node(f, 6)->kind, ICU_TAG);
    expect_str(node(f, 6)->children.at[0].text, "x");
    assert_int_equal(node(f, 7)->kind, ICU_EMPTY_TAG);
}

static void reads_choices(void **state)
{
    struct fixture *f = *state;
    assert_true(parses(f,
                       "{n, plural, offset:1 =0 {none} one {{g, select, a {#} other {}}} other {# of {n}}}",
                       &icu_formatjs));
    const struct icu_node *plural = node(f, 0);
    assert_int_equal(plural->kind, ICU_PLURAL);
    assert_int_equal(plural->offset, 1);
    assert_int_equal(plural->choice, 0);
    assert_int_equal(f->message.choice_count, 2);
    assert_int_equal(plural->options.count, 3);
    expect_str(plural->options.at[0].key, "=0");
    const struct icu_node *select = &icu_option_find(plural, STR("one"))->value.at[0];
    assert_int_equal(select->kind, ICU_SELECT);
    assert_int_equal(select->options.at[0].value.at[0].kind, ICU_LITERAL);
    const struct icu_node *pound = &icu_option_find(plural, STR("other"))->value.at[0];
    assert_int_equal(pound->kind, ICU_POUND);
    assert_int_equal(pound->offset, 1);
    expect_str(pound->text, "n");
    assert_null(icu_option_find(plural, STR("few")));
}

static void options_decide_what_is_syntax(void **state)
{
    struct fixture *f = *state;
    assert_true(parses(f, "<0>{n, plural, other {{g, select, other {#}}}}</0> {x, list, and}", &icu_lingui));
    assert_int_equal(node(f, 0)->kind, ICU_TAG);
    expect_str(node(f, 0)->text, "0");
    const struct icu_node *plural = &node(f, 0)->children.at[0];
    assert_int_equal(plural->options.at[0].value.at[0].options.at[0].value.at[0].kind, ICU_POUND);
    assert_int_equal(node(f, 2)->kind, ICU_CUSTOM);
    expect_str(node(f, 2)->type, "list");
    expect_str(node(f, 2)->style, "and");

    assert_true(parses(f, "l'{x} <b> {n, plural, other {#}}", &icu_flutter));
    expect_str(node(f, 0)->text, "l'");
    expect_str(node(f, 2)->text, " <b> ");
    expect_str(node(f, 3)->options.at[0].value.at[0].text, "#");
}

static void apostrophes_quote_only_syntax(void **state)
{
    static const struct {
        const char *text, *literal;
        size_t quote_count;
    } rows[] = {
        {"it's", "it's", 0},         {"it''s", "it's", 0},   {"'{'a'}'", "{a}", 2}, {"l'{x}", "l{x}", 1},
        {"'{''}'", "{'}", 1},        {"'<b>'''", "<b>'", 1}, {"'", "'", 0},         {"a'b'c", "a'b'c", 0},
        {"'#'", "'#'", 0},           {"'{'''", "{'", 1},     {"''''", "''", 0},     {"a } b", "a } b", 0},
        {"a < b <3", "a < b <3", 0},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(parses(f, rows[i].text, &icu_formatjs));
        assert_int_equal(f->message.nodes.count, 1);
        expect_str(node(f, 0)->text, rows[i].literal);
        assert_int_equal(f->message.quotes.count, rows[i].quote_count);
    }
    assert_true(parses(f, "l'{x} et", &icu_formatjs));
    assert_int_equal(f->message.quotes.at[0].start, 1);
    assert_int_equal(f->message.quotes.at[0].end, 8);
    assert_false(f->message.quotes.at[0].is_closed);
}

// "a {b" | message: the place is shown as the text with [] around what is marked, and () around the related
// place.
static struct span verbatim(const void *of, size_t start, size_t end)
{
    struct span span = *(const struct span *)of;
    span.start = start;
    span.end = end;
    return span;
}

static struct str shown(struct fixture *f, const char *text)
{
    struct span whole = {.path = STR("m"), .text = str_of(text), .start = 0, .end = strlen(text)};
    struct icu_place place = {verbatim, &whole};
    struct diag *diag = icu_report(&f->fault, str_of(text), &place, &f->diags);
    f->out.len = 0;
    for (size_t i = 0; i <= strlen(text); i++) {
        if (diag->related.count && i == diag->related.at[0].span.start)
            buf_byte(&f->out, '~');
        if (i == diag->span.start)
            buf_byte(&f->out, '[');
        if (i == diag->span.end)
            buf_byte(&f->out, ']');
        if (i < strlen(text))
            buf_byte(&f->out, text[i]);
    }
    buf_text(&f->out, " ");
    buf_add(&f->out, diag->message);
    return buf_str(&f->out);
}

static void errors_are_shown_where_they_are(void **state)
{
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"a {b", "a ~{b[] `}` is wanted here, not the end of the message"},
        {"{}", "[{}] there is no name between the braces"},
        {"{{b}}", "~{[{]b}} the name of an argument is wanted here, not `{`"},
        {"{a b}", "~{a [b]} `}` or `,` is wanted behind the name of an argument, not `b`"},
        {"{a,}", "{a,[}] a type such as number, date, plural or select is wanted here, not `}`"},
        {"{a, plurl, other {}}", "{a, [plurl], other {}} `plurl` is no type of an argument"},
        {"{a, number, }", "~{a, number, []} a style is wanted behind the comma"},
        {"{a, number, ::a/}", "{a, number, [::a/]} `::a/` is no number skeleton"},
        {"{a, date, 'x}", "{a, date, ~'[x}] an apostrophe in a style is never closed"},
        {"{a, plural}", "~{a, plural[]} options are wanted behind the type"},
        {"{a, plural, offset:x}",
         "{a, plural, offset:[x]} the offset of a plural is a whole number, not `x`"},
        {"{a, plural, one}", "{a, plural, one[}] the text of an option begins with `{`, not `}`"},
        {"{a, plural, one {}}", "~{a, plural, one {}[]} the choice lacks the option `other`"},
        {"{a, select, b {} b {}}", "{a, select, b {} [b] {}} the option `b` is there twice"},
        {"{a, select, b {x other {}}", "{a, select, b {x other [{}]} there is no name between the braces"},
        {"<b>x", "~<b>x[] the tag is not closed before the end of the message"},
        {"<b>x</i>", "~<b>x</[i]> a tag is closed here that is not open"},
        {"x</b>", "x[]</b> a tag is closed here that is not open"},
        {"<a href>", "~<a [h]ref> `>` is wanted here, not `h`"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_false(parses(f, rows[i].text, &icu_formatjs));
        expect_str(shown(f, rows[i].text), rows[i].wanted);
    }
}

static void hints_say_what_to_do(void **state)
{
    static const struct {
        const char *text, *hint;
    } rows[] = {
        {"{{b}}", "Arguments of ICU messages stand in single braces: {name}."},
        {"{a\xc2\xa0}", "Put a usual space there: no-break spaces only belong into text."},
        {"{a, Plural, other {}}", "Did you mean `plural`?"},
        {"{a, plural, one {}}", ""},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_false(parses(f, rows[i].text, &icu_formatjs));
        shown(f, rows[i].text);
        expect_str(f->diags.at[f->diags.count - 1].hint, rows[i].hint);
    }
    assert_int_equal(f->diags.at[f->diags.count - 1].kind, KIND_ICU_OTHER);
}

static void depth_has_an_end(void **state)
{
    struct fixture *f = *state;
    struct buf text = {0};
    for (int i = 0; i < 100000; i++)
        buf_text(&text, "{a,select,other{");
    buf_byte(&text, '\0');
    assert_false(parses(f, text.at, &icu_formatjs));
    assert_int_equal(f->fault.error, ICU_TOO_DEEP);
    assert_int_equal(f->fault.start, 65 * 16);
    buf_free(&text);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(reads_what_a_message_is_made_of),
        TEST(reads_choices),
        TEST(options_decide_what_is_syntax),
        TEST(apostrophes_quote_only_syntax),
        TEST(errors_are_shown_where_they_are),
        TEST(hints_say_what_to_do),
        TEST(depth_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
