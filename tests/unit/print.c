// Expressions as TypeScript's printer prints them.

#include "extractor/print.h"
#include "extractor/grammar.h"
#include "tests/unit/unit.h"

static TSNode first_of_type(TSNode node, const char *type)
{
    while (!ts_node_is_null(node) && !node_is(node, type))
        node = ts_node_child(node, ts_node_child_count(node) - 1);
    return node;
}

// Prints what stands in the template m`${…}` with this text between the braces.
static struct str printed(struct str expression, enum grammar grammar, struct arena *arena)
{
    struct str source = arena_join(arena, (struct str[]){STR("m`${"), expression, STR("}`")}, 3);
    TSParser *parser = ts_parser_new();
    TSTree *tree = grammar_parse(parser, grammar, source);
    TSNode template = first_of_type(ts_tree_root_node(tree), "template_string");
    TSNode substitution = ts_node_named_child(template, 0);
    uint32_t at = 0;
    while (ts_node_is_extra(ts_node_named_child(substitution, at)))
        at++;
    struct buf out = {0};
    print_expression(ts_node_named_child(substitution, at), source, &out);
    ts_tree_delete(tree);
    ts_parser_delete(parser);
    return buf_finish(&out, arena);
}

static void expect(const char *expression, const char *wanted)
{
    struct arena arena = {0};
    expect_str(printed(str_of(expression), GRAMMAR_TYPESCRIPT, &arena), wanted);
    arena_free(&arena);
}

static void expect_jsx(const char *expression, const char *wanted)
{
    struct arena arena = {0};
    expect_str(printed(str_of(expression), GRAMMAR_TSX, &arena), wanted);
    arena_free(&arena);
}

static void spaces_operators(void **state)
{
    (void)state;
    expect("  a  ", "a");
    expect("a+b*c", "a + b * c");
    expect("a?.b!.c [ d ]", "a?.b!.c[d]");
    expect("a?b:c", "a ? b : c");
    expect("- -a", "- -a");
    expect("!( a )", "!(a)");
    expect("typeof(a)", "typeof (a)");
    expect("(a=b,c)", "(a = b, c)");
    expect("a as   b", "a as b");
}

static void sets_calls_on_one_line(void **state)
{
    (void)state;
    expect("f(\n  a,\n  b,\n)", "f(a, b)");
    expect("new Foo", "new Foo");
    expect("f<A,B>( ...a )", "f<A, B>(...a)");
    expect("import('a')", "import('a')");
}

static void keeps_breaks_at_operators(void **state)
{
    (void)state;
    expect("a\n  .b()\n  .c()", "a\n    .b()\n    .c()");
    expect("a &&\n b", "a &&\n    b");
    expect("a\n&& b", "a\n    && b");
    expect("a\n ? b\n : c", "a\n    ? b\n    : c");
    expect("a\r\n  .b", "a\n    .b");
    expect("(\n  a\n)", "(a)");
}

static void keeps_literals_on_their_lines(void **state)
{
    (void)state;
    expect("{\n  a,\n  b: 1,\n}", "{\n    a,\n    b: 1,\n}");
    expect("{ a , b:1, }", "{ a, b: 1, }");
    expect("[\na, b]", "[\n    a, b\n]");
    expect("[a,\nb]", "[a,\n    b]");
    expect("[ , a,, ]", "[, a, ,]");
    expect("{}", "{}");
    expect("[\n]", "[]");
}

static void prints_templates_verbatim_but_for_their_expressions(void **state)
{
    (void)state;
    expect("html`<b>  ${ a+b }\n </b>`", "html `<b>  ${a + b}\n </b>`");
    expect("`a${`${ b }`}`", "`a${`${b}`}`");
    expect("'\\u00e9' + \"ä\"", "'\\u00e9' + \"ä\"");
    expect("/[/]a/gi", "/[/]a/gi");
}

static void prints_new_notations_of_numbers_by_value(void **state)
{
    (void)state;
    expect("1_000.50", "1000.5");
    expect("0x1_F", "31");
    expect("1_0e-8", "1e-7");
    expect("1_000_000_000_000_000_000_000_0", "1e+22");
    expect("1_0e999", "Infinity");
    expect("0.0_0", "0");
    expect("0o17", "0o17");
    expect("0b11n", "3n");
    expect("0XFFn", "0xffn");
    expect("1 .toFixed()", "1..toFixed()");
    expect("1.5.toFixed()", "1.5.toFixed()");
}

static void prints_functions(void **state)
{
    (void)state;
    expect("x=>x", "x => x");
    expect("async x=>x", "async (x) => x");
    expect("(a,{b=1,...c},[d]:e=f)=>{}", "(a, { b = 1, ...c }, [d]: e = f) => { }");
    expect("()=>{\nreturn a}", "() => {\n    return a;\n}");
    expect("function(){if(a)b;else{c}}", "function () { if (a)\n    b;\nelse {\n    c;\n} }");
    expect("class extends A{a=1;b(){}}", "class extends A {\n    a = 1;\n    b() { }\n}");
}

static void prints_types(void **state)
{
    (void)state;
    expect("a as |A|B", "a as A | B");
    expect("a as {b:c,d?():e}", "a as {\n    b: c;\n    d?(): e;\n}");
    expect("a as [b,c]", "a as [\n    b,\n    c\n]");
    expect("a as {[K in T]?:U}", "a as {\n    [K in T]?: U;\n}");
    expect("<A>a", "<A>a");
}

static void keeps_comments_inside(void **state)
{
    (void)state;
    expect("/* a */ b /* c */", "b /* c */");
    expect("\n// a\nb", "// a\nb");
    expect("a + // b\n c", "a + // b\n    c");
    expect("f(a, /* b */ c)", "f(a, /* b */ c)");
    expect("{\n  // a\n  b,\n}", "{\n    // a\n    b,\n}");
    expect("{\n  /*\n   * a\n   */\n  b }", "{\n    /*\n     * a\n     */\n    b\n}");
}

static void prints_jsx(void **state)
{
    (void)state;
    expect_jsx("<a  b='c' {...d}>{ e }  {}</a>", "<a b='c' {...d}>{e}  </a>");
    expect_jsx("<a/>", "<a />");
    expect_jsx("<><A.B c={ d }/></>", "<><A.B c={d}/></>");
}

static void mends_what_the_grammar_nests_wrongly(void **state)
{
    (void)state;
    expect("a <\nb <\nc", "a <\n    b <\n    c");
    expect("a &&\nb!.c(d =>\ne)", "a &&\n    b!.c(d => e)");
    expect("a &&\nb!.c -\nd", "a &&\n    b!.c -\n        d");
}

static void leaves_broken_source_as_it_is(void **state)
{
    (void)state;
    expect("a+(b  c)", "a + (b  c)");
}

static void repeat(struct buf *buf, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_text(buf, text);
}

// The result is at least as long as the source without its white space.
static void expect_survival(const char *open, const char *middle, const char *close, size_t count)
{
    struct arena arena = {0};
    struct buf source = {0};
    repeat(&source, open, count);
    buf_text(&source, middle);
    repeat(&source, close, count);
    struct str text = printed(buf_str(&source), GRAMMAR_TYPESCRIPT, &arena);
    assert_true(text.len >= source.len);
    buf_free(&source);
    arena_free(&arena);
}

static void survives_depth(void **state)
{
    (void)state;
    expect_survival("(", "a", ")", effort(10000));
    expect_survival("[", "a", "]", effort(10000));
    expect_survival("", "a", "+a", effort(100000));
    expect_survival("", "a", "<a", effort(5000));
    expect_survival("", "a", ".b", effort(10000));
    expect_survival("", "a", "!\n.b", effort(3000));
    expect_survival("a?b:", "c", "", effort(10000));
    expect_survival("", "a", "**a", effort(10000));
    expect_survival("a=>", "b", "", effort(10000));
    expect_survival("", "a", ",a", effort(100000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spaces_operators),
        cmocka_unit_test(sets_calls_on_one_line),
        cmocka_unit_test(keeps_breaks_at_operators),
        cmocka_unit_test(keeps_literals_on_their_lines),
        cmocka_unit_test(prints_templates_verbatim_but_for_their_expressions),
        cmocka_unit_test(prints_new_notations_of_numbers_by_value),
        cmocka_unit_test(prints_functions),
        cmocka_unit_test(prints_types),
        cmocka_unit_test(keeps_comments_inside),
        cmocka_unit_test(prints_jsx),
        cmocka_unit_test(mends_what_the_grammar_nests_wrongly),
        cmocka_unit_test(leaves_broken_source_as_it_is),
        cmocka_unit_test(survives_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
