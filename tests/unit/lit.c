// Lit's messages as they are read from one source: markers by binding, texts, ids, options, diagnostics.

#include "extractor/scan.h"
#include "tests/unit/unit.h"

#include <stdio.h>

extern const struct dialect dialect_lit;

struct reading {
    struct arena arena, scratch;
    struct scan scan;
    TSTree *tree;
    struct symbols symbols;
};

static void read_source(struct reading *reading, const char *path, struct str source, bool peer_bytes)
{
    const struct grammar_row *row = grammar_of_path(str_of(path));
    TSParser *parser = ts_parser_new();
    reading->tree = grammar_parse(parser, row->grammar, source);
    assert_non_null(reading->tree);
    ts_parser_delete(parser);
    symbols_resolve(row->grammar, &reading->symbols);
    reading->scan = (struct scan){.dialect = &dialect_lit,
                                  .path = str_of(path),
                                  .text = source,
                                  .source = source,
                                  .symbols = &reading->symbols,
                                  .is_javascript = row->is_javascript,
                                  .root = ts_tree_root_node(reading->tree),
                                  .arena = &reading->arena,
                                  .scratch = &reading->scratch};
    scan_begin(&reading->scan);
    dialect_lit.read(&reading->scan, &(struct dialect_options){.peer_bytes = peer_bytes});
    scan_end(&reading->scan);
}

static void finish(struct reading *reading)
{
    ts_tree_delete(reading->tree);
    arena_free(&reading->arena);
    arena_free(&reading->scratch);
}

// How many messages a source has.
static size_t count_in(const char *path, const char *source)
{
    struct reading reading = {0};
    read_source(&reading, path, str_of(source), true);
    size_t count = reading.scan.messages.count;
    finish(&reading);
    return count;
}

#define IMPORT "import {msg, str} from '@lit/localize';\n"

static void finds_markers_by_binding(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        size_t count;
    } cases[] = {
        {IMPORT "msg('a')", 1},
        {"import {msg as m} from '@lit/localize'; m('a')", 1},
        {"import * as L from '@lit/localize'; L.msg('a'); L['msg']('b'); L?.msg('c'); L.other('d')", 3},
        {"import {msg} from '@lit/localize/init/install.js'; msg('a')", 1},
        {"import {msg} from './mine.js'; msg('a')", 0},
        {"msg('a')", 0},
        {IMPORT "(msg)('a'); msg!('b'); msg?.('c'); msg<string>('d'); (msg satisfies X)('e')", 5},
        {IMPORT "(msg as any)('a'); new msg('b'); msg.call(null, 'c')", 0},
        {IMPORT "(msg as typeof msg)('a'); (0, msg)('b'); (c ? msg : msg)('c'); (c ? msg : d)('d')", 3},
        {IMPORT "const local = msg, again = local; again('a')", 1},
        {"import * as L from '@lit/localize'; const {msg: m} = L; m('a')", 1},
        {IMPORT "const o = {msg, n: {m: msg}}; o.msg('a'); o.n.m('b')", 2},
        {IMPORT "const list = [msg]; list[0]('a')", 1},
        {IMPORT "class A { m = msg; f() { this.m('a') } }", 1},
        {IMPORT "function f(m: typeof msg, n: string) { m('a'); n('b') }", 1},
        {"const L = await import('@lit/localize'); L.msg('a')", 1},
        {"import('@lit/localize').then(({msg}) => msg('a')); import('x').then(({msg}) => msg('b'))", 1},
        {"import L = require('@lit/localize'); L.msg('a')", 1},
        {IMPORT "const a = b, b = a; a('x')", 0},
        {IMPORT "const o = {msg}, {msg: m, ...r} = o; m('a'); r.msg('b')", 2},
        {IMPORT "const {m = msg} = {}, {n = msg} = {n: x}; m('a'); n('b')", 1},
        {IMPORT "function f({m = msg}, [n = msg] = []) { m('a'); n('b') }", 2},
        {IMPORT "call(({m = msg}) => m('a'))", 0},
        {IMPORT "[msg].map(x); [msg][0]('a'); [msg, x][0]('b'); [, msg][0]('c'); [...msg][0]('d')", 1},
        {IMPORT "({a: msg, ...x}).a('a'); ({...x, a: msg}).a('b'); ({a: msg, [x]: y}).a('c')", 1},
        {IMPORT
         "type M = typeof msg; function f<T extends M>(a: M, b: T, c: {m: M}) { a('a'); b('b'); c.m('c') }",
         3},
        {IMPORT "function f(m?: typeof msg) { m?.('a'); m!('b'); m('c') }", 2},
        {IMPORT "class A { static m = msg; f() { this.m('a'); A.m('b') } static g() { this.m('c') } }", 2},
        {IMPORT "class A { m = msg } class B extends A { f() { this.m('a'); super.m('b'); (function () { "
                "this.m('c') }) } }",
         2},
        {IMPORT "class A { constructor(private m = msg, n = msg) {} f() { this.m('a'); this.n('b') } }", 1},
        {IMPORT "namespace N { export const m = msg; const n = msg } N.m('a'); N.n('b')", 1},
        {IMPORT "Object.freeze({m: msg}).m('a'); (() => msg)()('b'); (async () => msg)()('c')", 2},
        {IMPORT "function f() { { const msg = x; var m = msg } m('a') }", 0},
        {IMPORT "function f() { const n = msg; { var m = n } m('a') }", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (count_in("a.ts", cases[i].source) != cases[i].count)
            fail_msg("%s: %zu messages", cases[i].source, count_in("a.ts", cases[i].source));
    assert_int_equal(count_in("a.js", "const {msg} = require('@lit/localize'); msg('a')"), 1);
    assert_int_equal(
        count_in("a.js", "function require() {} const {msg} = require('@lit/localize'); msg('a')"), 0);
}

static void honours_shadowing(void **state)
{
    (void)state;
    static const char *const shadows[] = {
        "function f(msg) { msg('a') }",
        "function f({msg}) { msg('a') }",
        "function f([x, ...msg]) { msg('a') }",
        "const f = (msg) => msg('a')",
        "const f = msg => msg('a')",
        "{ let msg = x; msg('a') }",
        "{ const {a: {b: msg}} = x; msg('a') }",
        "{ function msg() {} msg('a') }",
        "{ class msg {} msg('a') }",
        "function f() { msg('a'); if (x) { var msg = y } }",
        "function f() { msg('a'); for (var msg in y) {} }",
        "for (const msg of list) msg('a')",
        "for (let msg = 0;;) msg('a')",
        "try {} catch (msg) { msg('a') }",
        "switch (x) { case 1: msg('a'); let msg }",
        "(function msg() { msg('a') })",
        "(class msg { f() { msg('a') } })",
        "class A { f(msg) { msg('a') } static { let msg; msg('b') } }",
        "namespace N { const msg = x; msg('a') }",
    };
    for (size_t i = 0; i < sizeof shadows / sizeof *shadows; i++) {
        char source[256];
        snprintf(source, sizeof source, IMPORT "%s", shadows[i]);
        if (count_in("a.ts", source) != 0)
            fail_msg("%s", source);
        snprintf(source, sizeof source, IMPORT "%s; msg('after')", shadows[i]);
        if (count_in("a.ts", source) != 1)
            fail_msg("%s", source);
    }
}

// Ids that lit-localize 0.8.2 gives.
static void derives_the_ids_of_the_peer(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"msg('')", "scbf29ce484222325"},
        {"msg('Hello World')", "s3d58dee72d4e0c27"},
        {"msg(html`Hello World`)", "h3d58dee72d4e0c27"},
        {"msg(str`Hello ${user}!`)", "s00ad08ebae1e0f74"},
        {"msg(html`Hello <b>${user}</b>!`)", "h82ccc38d4d46eaa9"},
        {"msg(html`a ${n} b <a href=\"${url}\">c</a>`)", "h899b5e66660d4a86"},
        {"msg('Größe: 5 µm — “ok”')", "sfa4cf80e6186b3a4"},
        {"msg('你好，世界')", "s08b9d6d7be1158fc"},
        {"msg('Party 🎉 time')", "sfad23a37e24dfa33"},
        {"msg('\\u{1F600}')", "se5e45a0a241b88d8"},
        {"msg('\\ud83d\\ude00')", "se5e45a0a241b88d8"},
        {"msg('\\ud83d')", "sb03bb04c8770a9c8"},
        {"msg('Caf\\u00e9')", "sdfc5fa9ce9c823bc"},
        {"msg('Cafe\\u0301')", "s07502da14096f44b"},
        {"msg('line1\\nline2')", "sef73246d2fddb7d0"},
        {"msg(str`${a} has ${b} items`)", "sa5263d21c4de4037"},
        {"msg(str`${a}`)", "saf63d34c8601dd41"},
        {"msg(str`${a}${b}`)", "s087d6a07b52b286d"},
        {"msg('<b>x</b>')", "sb812d80341ccb84c"},
        {"msg(html`<b>x</b>`)", "hb812d80341ccb84c"},
        {"msg(' leading and trailing ')", "s4c9fada1668fbcc6"},
        {"msg('x', {id: ' my id '})", " my id "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading = {0};
        struct str source = arena_print(&reading.arena, IMPORT "%s", cases[i][0]);
        read_source(&reading, "a.ts", source, true);
        assert_int_equal(reading.scan.messages.count, 1);
        expect_str(reading.scan.messages.at[0].id, cases[i][1]);
        finish(&reading);
    }
}

static void says_what_is_wrong_and_where(void **state)
{
    (void)state;
    static const struct {
        const char *call;
        enum kind kind;
        const char *place;
    } cases[] = {
        {"msg()", KIND_LIT_ARGUMENT_COUNT, "msg()"},
        {"msg('a', {}, 1)", KIND_LIT_ARGUMENT_COUNT, "msg('a', {}, 1)"},
        {"msg(x)", KIND_LIT_ARGUMENT, "x"},
        {"msg('a' + 'b')", KIND_LIT_ARGUMENT, "'a' + 'b'"},
        {"msg(('a'))", KIND_LIT_ARGUMENT, "('a')"},
        {"msg(...a)", KIND_LIT_ARGUMENT, "...a"},
        {"msg(`a ${x}`)", KIND_LIT_TAG, "`a ${x}`"},
        {"msg(svg`a`)", KIND_LIT_TAG, "svg`a`"},
        {"msg(lit.html`a`)", KIND_LIT_TAG, "lit.html`a`"},
        {"msg('a', x)", KIND_LIT_OPTIONS, "x"},
        {"msg('a', {id})", KIND_LIT_OPTIONS, "id"},
        {"msg('a', {...x})", KIND_LIT_OPTIONS, "...x"},
        {"msg('a', {id() {}})", KIND_LIT_OPTIONS, "id() {}"},
        {"msg('a', {['id']: 'x'})", KIND_LIT_OPTIONS, "['id']"},
        {"msg('a', {idd: 'x'})", KIND_LIT_OPTIONS, "idd: 'x'"},
        {"msg('a', {id: ' '})", KIND_LIT_ID, "' '"},
        {"msg('a', {id: x})", KIND_LIT_ID, "x"},
        {"msg('a', {desc: `b${x}`})", KIND_LIT_DESC, "`b${x}`"},
        {"msg('\\x1e')", KIND_LIT_DELIMITER, "'\\x1e'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading = {0};
        struct str source = arena_print(&reading.arena, IMPORT "%s", cases[i].call);
        read_source(&reading, "a.ts", source, true);
        assert_int_equal(reading.scan.messages.count, 0);
        assert_int_equal(reading.scan.diags.count, 1);
        const struct diag *diag = &reading.scan.diags.at[0];
        if (diag->kind != cases[i].kind)
            fail_msg("%s: %s", cases[i].call, kind_rows[diag->kind].name);
        expect_str(str_slice(source, diag->span.start, diag->span.end), cases[i].place);
        finish(&reading);
    }
}

static void reads_outer_messages_first(void **state)
{
    (void)state;
    struct reading reading = {0};
    read_source(&reading, "a.ts",
                STR(IMPORT "msg(str`outer ${msg('inner')}`, {id: 'o', desc: 'd'}); msg('last')"), true);
    assert_int_equal(reading.scan.messages.count, 3);
    expect_str(reading.scan.messages.at[0].id, "o");
    expect_str(reading.scan.messages.at[0].note, "d");
    expect_str(reading.scan.messages.at[1].raw, "inner");
    expect_str(reading.scan.messages.at[2].raw, "last");
    finish(&reading);
}

static void survives_broken_and_deep_sources(void **state)
{
    (void)state;
    assert_int_equal(count_in("a.ts", IMPORT "msg('a'); let = ; msg('b')"), 2);
    struct buf deep = {0};
    buf_text(&deep, IMPORT);
    for (size_t i = 0; i < effort(10000); i++)
        buf_text(&deep, "f(() => {");
    buf_text(&deep, "msg('deep')");
    for (size_t i = 0; i < effort(10000); i++)
        buf_text(&deep, "})");
    struct reading reading = {0};
    read_source(&reading, "a.ts", buf_str(&deep), true);
    assert_int_equal(reading.scan.messages.count, 1);
    finish(&reading);
    buf_free(&deep);
}

// A misspelt name would never match and never fail otherwise.
static void knows_every_symbol_of_the_grammars(void **state)
{
    (void)state;
    for (enum grammar grammar = 0; grammar < GRAMMAR_COUNT; grammar++) {
        struct symbols s;
        symbols_resolve(grammar, &s);
#define CHECK_SYMBOL(name) assert_true(s.name != 0);
        s.type_assertion |= grammar == GRAMMAR_TSX; // `<T>x` is an element there
        SYMBOLS(CHECK_SYMBOL)
#undef CHECK_SYMBOL
#define CHECK_FIELD(name) assert_true(s.field.name != 0);
        FIELDS(CHECK_FIELD)
#undef CHECK_FIELD
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_every_symbol_of_the_grammars),
        cmocka_unit_test(finds_markers_by_binding),
        cmocka_unit_test(honours_shadowing),
        cmocka_unit_test(derives_the_ids_of_the_peer),
        cmocka_unit_test(says_what_is_wrong_and_where),
        cmocka_unit_test(reads_outer_messages_first),
        cmocka_unit_test(survives_broken_and_deep_sources),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
