// Which places of a file are the sites of its markers, and where the bytes do not tell.
#include "extractor/sites.h"
#include "extractor/lexer.h"
#include "tests/unit/unit.h"

extern const struct dialect dialect_lit;

struct row {
    const char *name, *text;
    const char *abridged; // NULL: the file has to be parsed whole
};

#define IMPORT "import {msg, str} from '@lit/localize'"
#define MODULE IMPORT ";"

static const struct row rows[] = {
    {"a.ts", MODULE "\nclass A { a = msg('x') }", IMPORT ";\nmsg('x');\n"},
    {"a.ts", MODULE "f(msg(str`x ${msg(\"y\")} )`, {id: ')'}))",
     IMPORT ";\nmsg(str`x ${msg(\"y\")} )`, {id: ')'});\n"},
    {"a.ts", "import {str as m, msg} from '@lit/localize'; msg('x'); m`a`; f(msg(m`y${1}`))",
     "import {str as m, msg} from '@lit/localize';\nmsg('x');\nmsg(m`y${1}`);\n"},
    {"a.ts", "import {\n  localized, // how\n  msg as m,\n} from '@lit/localize';m(`x`)",
     "import {\n  localized, // how\n  msg as m,\n} from '@lit/localize';\nm(`x`);\n"},
    {"a.ts", "\xef\xbb\xbf" MODULE "msg('x')", IMPORT ";\nmsg('x');\n"},
    {"a.ts", MODULE "a.msg('x'); messages('y'); my_msg('z'); '${msg(1)}'; /msg('r')/; // msg('c')",
     IMPORT ";\n"},
    {"a.ts", MODULE "str`a`; msg /* c */ ('x')", IMPORT ";\nmsg /* c */ ('x');\n"},
    {"a.js", MODULE "const a = b < c ? msg('x') : d", IMPORT ";\nmsg('x');\n"},
    // Another binding, another module, another form.
    {"a.ts", MODULE "function f(msg) { return msg('x') }", NULL},
    {"a.ts", MODULE "const {msg} = o; msg('x')", NULL},
    {"a.ts", MODULE "export {msg}", NULL},
    {"a.ts", MODULE "const t = msg; t('x')", NULL},
    {"a.ts", MODULE "f(...msg('x'))", IMPORT ";\nmsg('x');\n"},
    {"a.ts", MODULE "f(... msg('x'))", NULL},
    {"a.ts", MODULE "new msg('x')", NULL},
    {"a.ts", MODULE "msg(x)", NULL},
    {"a.ts", MODULE "interface I { msg(x: string): string }", NULL},
    {"a.ts", MODULE "msg<string>('x')", NULL},
    {"a.ts", MODULE "msg?.('x')", NULL},
    {"a.ts", MODULE "\xc2\xa0msg('x')", NULL},
    {"a.ts", "import {str} from '@lit/localize'; msg('x')", "import {str} from '@lit/localize';\n"},
    {"a.ts", "import type {msg} from '@lit/localize'; msg('x')", NULL},
    {"a.ts", "import {type msg} from '@lit/localize'; msg('x')", NULL},
    {"a.ts", "import {type msg as t} from '@lit/localize'; t('x')", NULL},
    {"a.ts", "import type {A, B as msg} from '@lit/localize'; let a: msg; b('x')", ""},
    {"a.ts", "import type A from '@lit/localize'; msg('x')", NULL},
    {"a.ts", "import type {A} from '@lit/localize';" MODULE "msg('x')", IMPORT ";\nmsg('x');\n"},
    {"a.ts", "import {type A, msg, type B as C} from '@lit/localize'; msg('x')",
     "import {type A, msg, type B as C} from '@lit/localize';\nmsg('x');\n"},
    {"a.ts", "import {type as msg, str as type} from '@lit/localize'; type`x`",
     "import {type as msg, str as type} from '@lit/localize';\n"},
    {"a.ts", MODULE "{ const importData = a.import, import_ = msg('x') }", IMPORT ";\nmsg('x');\n"},
    {"a.ts", "import * as l from '@lit/localize'; l.msg('x')", NULL},
    {"a.ts", "import l, {msg} from '@lit/localize'; msg('x')", NULL},
    {"a.ts", "import {msg} from './msg'; msg('x')", NULL},
    {"a.ts", MODULE "export * from '@lit/localize'", NULL},
    {"a.ts", MODULE "(await import('@lit/localize')).msg('x')", NULL},
    // Brackets that do not match, and what may be an element or a regular expression.
    {"a.ts", MODULE "f(msg('x')", NULL},
    {"a.ts", MODULE "msg('x'}", NULL},
    {"a.ts", MODULE "msg('x", NULL},
    {"a.tsx", MODULE "const e = <p>msg('x')</p>", IMPORT ";\n"},
    {"a.tsx", MODULE "const e = <msg a={msg('x')}>it's {msg('y')}</msg>", IMPORT ";\nmsg('x');\nmsg('y');\n"},
    {"a.tsx", MODULE "const e = <p a={msg}/>", NULL},
    // White space beyond ASCII.
    {"a.ts", MODULE "f(() =>{\xc2\xa0return /'/; }); msg('x'); /'/", NULL},
    {"a.ts", MODULE "new\xc2\xa0 msg('x')", NULL},
    {"a.js", MODULE "if\xc2\xa0 (a) <p>'</p>; msg('x')", NULL},
    {"a.ts", MODULE "if (a) /b/.test(msg('x')) / c", NULL},
    {"a.ts", MODULE "{ import L = require('@lit/localize'); L.msg('x') }", NULL},
    {"a.ts", "import {msg\xc2\xa0} from '@lit/localize'; msg('x')", NULL},
    {"a.ts", MODULE "{ import {msg as t} from '@lit/localize'; t('x') }", NULL},
    {"a.ts", MODULE "{ import * as L from '@lit/localize'; L.msg('x') }", NULL},
    // Members whose dot stands apart.
    {"a.ts", MODULE "a.\n  msg('x')", NULL},
    {"a.ts", MODULE "a?. msg('x')", NULL},
    {"a.ts", MODULE "a./**/msg('x')", NULL},
    {"a.ts", MODULE "a\n  .msg('x')", IMPORT ";\n"},
    // Comments that end, or begin, where few expect it.
    {"a.ts", MODULE "// a\rmsg('x')", NULL},
    {"a.ts", MODULE "// a\xe2\x80\xa8msg('x')", NULL},
    {"a.ts", MODULE "// a\r\nmsg('x')", IMPORT ";\nmsg('x');\n"},
    {"a.ts", MODULE "\n<!-- msg('x')", NULL},
    {"a.ts", MODULE "\n--> msg('x')", NULL},
    {"a.ts", MODULE "a-- > msg('x')", IMPORT ";\nmsg('x');\n"},
    // An element behind a bracket, and comparisons.
    {"a.js", MODULE "if (a) <p>http://b {msg('x')}</p>", NULL},
    {"a.js", MODULE "if (a) b; else <p>'//</p>; msg('x')", IMPORT ";\nmsg('x');\n"},
    {"a.js", MODULE "a < <p>//</p>; msg('x')", NULL},
    {"a.js", MODULE "if (f(a) < b) msg('x')", IMPORT ";\nmsg('x');\n"},
    {"a.js", MODULE "a << b; msg('x')", IMPORT ";\nmsg('x');\n"},
    // Regular expressions behind words, and with flags; divisions.
    {"a.ts", MODULE "export default /'/; msg('x')", IMPORT ";\nmsg('x');\n"},
    {"a.ts", MODULE "class A extends /'/ {}; msg('x')", IMPORT ";\nmsg('x');\n"},
    {"a.ts", MODULE "/[/]/msg('x')", IMPORT ";\n"},
    {"a.ts", MODULE "f(.../'/g); msg('x')", NULL},
    {"a.ts", MODULE "let a: B\n/'/.test(c); msg('x')", NULL},
    {"a.ts", MODULE "let a: B[]\n/'/.test(c); msg('x')", NULL},
    {"a.ts", MODULE "debugger\n/'/.test(c); msg('x')", NULL},
    {"a.ts", MODULE "1./2 + '/'; msg('x')", NULL},
    {"a.ts", MODULE "a.return / 2; msg('x')", IMPORT ";\nmsg('x');\n"},
    {"a.ts", MODULE "a. in / 2 + '/'; msg('x')", NULL},
    // A parameter of the same name, whose reach the bytes show.
    {"a.ts", MODULE "a.map((msg) => msg.x); msg('y')", IMPORT ";\nmsg('y');\n"},
    {"a.ts", MODULE "a.map((msg) => { return msg.x('a', msg) }, 1); msg('y')", IMPORT ";\nmsg('y');\n"},
    {"a.ts", MODULE "a.map(async (msg: M<A>, i = msg) => { msg('x') }); msg('y')", IMPORT ";\nmsg('y');\n"},
    {"a.ts", MODULE "a.map((msg) => h`<li>${msg}, ${msg('x')}</li>`); msg('y')", IMPORT ";\nmsg('y');\n"},
    {"a.ts", MODULE "a.map((msg) => b.map((msg) => msg), 1); msg('y')", NULL},
    {"a.ts", MODULE "a.map((msg) => (b, msg)); msg('y')", IMPORT ";\nmsg('y');\n"},
    {"a.ts", MODULE "a.map((msg) => msg.x, msg)", NULL},
    {"a.ts", MODULE "a.map((msg) => [1, msg('x')])", NULL},
    {"a.ts", MODULE "a.map((msg) => msg, msg('x'))", NULL},
    {"a.ts", MODULE "a.map((x, msg) => msg)", NULL},
    {"a.ts", MODULE "a.map((msg): string => msg)", NULL},
    {"a.ts", MODULE "a.map(<T>(msg: T) => msg)", NULL},
    {"a.ts", MODULE "a.map((msg) =>", NULL},
    {"a.ts", MODULE "a.map((msg) => { msg('x')", NULL},
    {"a.ts", MODULE "const f = (msg) => msg", NULL},
    {"a.ts", MODULE "let m: (msg: string) => void = msg", NULL},
    {"a.ts", MODULE "let m: Map<string, (msg: string) => void> = msg", NULL},
    {"a.ts", MODULE "f(msg)", NULL},
    {"a.ts", MODULE "for ((msg) => 0; msg('x');) {}", NULL},
    {"a.ts", MODULE "for (async (msg) => 0; msg('x');) {}", NULL},
    {"a.ts", MODULE "g(c ? // (\n(/*d*/ msg) => 0 : msg('x'))", NULL},
    // What clauses hide.
    {"a.ts", MODULE "import {\n // msg('x')\n a} from './b'; msg('y')", IMPORT ";\nmsg('y');\n"},
    {"a.ts", MODULE "import /* msg('x') */ './b'; msg('y')", IMPORT ";\nmsg('y');\n"},
    {"a.ts", MODULE "export { a /* msg('x') */ }; msg('y')", IMPORT ";\nmsg('y');\n"},
    {"a.ts", MODULE "export {a as \"msg('x')\"}; msg('y')", IMPORT ";\nmsg('y');\n"},
    {"a.ts", "import {msg} from // import {} from\n'@lit/localize'; msg('x')", NULL},
    {"a.ts", "import * as l from // import {msg} from\n'@lit/localize'; l.msg('x')", NULL},
    // Several comments to be stepped over backwards.
    {"a.ts", MODULE "a./*b*/in/*c*/ / 2; msg('x'); 3 / 4", NULL},
    {"a.ts", MODULE "a./*b*/in/*1*//*2*//*3*//*4*//*5*//*6*//*7*//*8*//*9*/ / 2; msg('x'); 3 / 4", NULL},
    {"a.ts", MODULE "5..in / 2; msg('x'); 3 / 4", NULL},
    {"a.ts", MODULE "type A = B/*\r*/ /'/.test(msg('x'));//'", NULL},
    // Names that are spelled another way.
    {"a.ts", MODULE "\\u0061msg('x')", NULL},
    {"a.ts", MODULE "x\\u{61}in / 2; msg('x'); 3 / 4", NULL},
    {"a.ts", MODULE "const a = '\\u0061', b = /\\u0061/, c = `\\u0061`; msg('x')", IMPORT ";\nmsg('x');\n"},
    {"a.ts", "import {msg as u0061} from '@lit/localize'; \\u0061('x')", NULL},
    // Keys.
    {"a.ts", MODULE "f({msg: msg('x')}); type A = {b: C; msg: D}", IMPORT ";\nmsg('x');\n"},
    {"a.ts", MODULE "const {msg: a} = b; a('x')", IMPORT ";\n"},
    {"a.ts", MODULE "f({a, msg: 1})", NULL},
    {"a.ts", MODULE "function f(a, msg: B) {}", NULL},
    {"a.ts", MODULE "f({msg})", NULL},
    {"a.ts", MODULE "h`${msg ? a : b}`", NULL},
    {"a.ts", MODULE "a.map((str) => msg(str`x`))", NULL},
    {"a.ts", MODULE "a.map((str) => str); msg(str`x`)", IMPORT ";\nmsg(str`x`);\n"},
};

// A variable, where the way through the text was gone before.
static const struct row led_rows[] = {
    {"a.ts", MODULE "{ const msg = f(); g(msg.x, msg('x')) } msg('y')", IMPORT ";\nmsg('y');\n"},
    {"a.ts", MODULE "msg('x'); function f() { if (g()) {}\nlet msg: T; msg = {} } msg('y')",
     IMPORT ";\nmsg('x');\nmsg('y');\n"},
    {"a.ts", MODULE "h`${a.map(() => { let msg; return h`${msg}` })} ${msg('y')}`", IMPORT ";\nmsg('y');\n"},
    {"a.ts", MODULE "{ msg('x'); const msg = 5 }", NULL},
    {"a.ts", MODULE "const msg = 5", NULL},
    {"a.ts", MODULE "{ const a = 1, msg = 5 }", NULL},
    {"a.ts", MODULE "{ const {msg} = a }", NULL},
    {"a.ts", MODULE "{ for (const msg of a) g(msg) }", NULL},
    {"a.ts", MODULE "{ x = y as const\nmsg.z }", NULL},
    {"a.ts", MODULE "{ x = y as\nconst\nmsg = z }", NULL},
    {"a.ts", MODULE "{ let msg }", NULL},
    {"a.ts", MODULE "class A { let\nmsg: B = msg('x') }", NULL},
    {"a.ts", MODULE "{ var msg = 5 }", NULL},
    {"a.ts", MODULE "declare namespace A { export const msg: string }", NULL},
};

// What may be worth a word, where words are wanted.
static const struct row lookalikes[] = {
    {"a.ts", "import {str} from '@lit/localize'; msg('x')", NULL},
    {"a.ts", "import {str} from '@lit/localize'; msg?.('x')", NULL},
    {"a.ts", "import {str} from '@lit/localize'; msg<string>('x')", NULL},
    {"a.ts", MODULE "a.map((msg) => msg)", NULL},
    {"a.ts", MODULE "msg('x')", IMPORT ";\nmsg('x');\n"},
};

static void check(const struct row *row, bool is_traced, bool with_lookalikes)
{
    struct arena arena = {0};
    struct source source = {.path = str_of(row->name), .text = str_of(row->text)};
    struct site_list sites = {0};
    source.row = grammar_of_path(source.path);
    struct trace trace = {.arena = &arena};
    struct specifier_question question = {
        .text = source.text, .row = source.row, .trace = is_traced ? &trace : NULL};
    TSParser *parser = ts_parser_new();
    specifiers_read(&question, parser, &arena, &source.specifiers);
    bool is_sure =
        sites_find(&source, &dialect_lit, &(struct dialect_options){.with_lookalikes = with_lookalikes},
                   &trace, &arena, &sites);
    struct str abridged = is_sure ? sites_join(source.text, &sites, &arena) : STR("(unsure)");
    struct str expected = row->abridged ? str_of(row->abridged) : STR("(unsure)");
    if (!str_equal(abridged, expected))
        fail_msg("%s: " STR_FORMAT, row->text, STR_ARG(abridged));
    ts_parser_delete(parser);
    arena_free(&arena);
}

static void abridges_where_the_bytes_tell(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(&rows[i], false, false);
}

// The way that the specifiers were found on.
static void follows_where_the_text_was_looked_at(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(&rows[i], true, false);
    for (size_t i = 0; i < sizeof led_rows / sizeof *led_rows; i++)
        check(&led_rows[i], true, false);
}

static void leaves_lookalikes_to_the_tree(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lookalikes / sizeof *lookalikes; i++)
        check(&lookalikes[i], true, true);
}

static void offsets_lead_back_to_the_file(void **state)
{
    (void)state;
    struct site at[] = {{.start = 10, .end = 15}, {.start = 20, .end = 22}};
    struct site_list sites = {.at = at, .count = 2, .capacity = 2};
    struct arena arena = {0};
    struct str abridged = sites_join(STR("0123456789abcdefghijklmnop"), &sites, &arena);
    assert_true(str_is(abridged, "abcde;\nkl;\n"));
    static const size_t expected[] = {10, 11, 12, 13, 14, 15, 15, 20, 21, 22, 22, 22};
    for (size_t i = 0; i <= abridged.len; i++)
        assert_int_equal(sites_offset(&sites, i), expected[i]);
    assert_int_equal(sites_offset(&(struct site_list){0}, 3), 0);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(abridges_where_the_bytes_tell),
        cmocka_unit_test(follows_where_the_text_was_looked_at),
        cmocka_unit_test(leaves_lookalikes_to_the_tree),
        cmocka_unit_test(offsets_lead_back_to_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
