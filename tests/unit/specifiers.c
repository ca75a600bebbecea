#include "extractor/specifiers.h"
#include "extractor/suffixes.h"

#include "tests/unit/unit.h"

struct row {
    const char *name, *text;
    const char *expected; // specifiers with a digit for the kind, separated by blanks
    bool is_sure;         // the bytes tell
};

static const struct row rows[] = {
    {"a.ts", "import a from 'x';\nexport * from \"y\"\nimport 'z'", "x1 y1 z1", true},
    {"a.ts", "import {a as b, type c} from './x'; export {d} from './y'; export {e};", "./x1 ./y1", true},
    {"a.ts", "import x = require('x'); import y = A.B; export import z = require(\"z\");", "x2 z2", true},
    {"a.ts", "const a = () => import('b'); import c from 'c';", "c1 b3", true},
    {"a.ts", "await import(`b`); await import(`b${c}`); import(b);", "b3", true},
    {"a.ts", "let t: import('x').T;", "x4", false},
    {"a.ts", "// import 'a'\n/* import 'b' */ const s = \"import 'c'\", t = `import 'd' ${\"}\"}`;", "",
     true},
    {"a.ts", "const r = /import 'a'/g; const q = a / b; import 'x'", "x1", true},
    {"a.ts", "const r = a.import('x'), {import: s} = t; importer('y');", "", true},
    {"a.ts", "import.meta.url; import 'x'", "x1", true},
    {"a.ts", "require('x');", "", true},
    {"a.js", "const a = require('x'), b = foo.require('y'), c = require(z), d = require('v', w);", "x5",
     false},
    {"a.js", "const a = require('x');\nimport('y')", "x5 y3", true},
    {"a.js", "/** @type {import('x').T} */\nlet a;\n/** @import {B} from \"y\" */", "x4 y4", true},
    {"a.js", "/** import('x') */ let a;", "", true},
    {"a.js", "import(/** @type {import('x').T} */ 'y'); /** @import {B} from 'z' */ require('w');",
     "y3 x4 z4 w5", true},
    {"a.js", "import a, {/** @import {B} from 'x' */ b} from 'y';", "y1 x4", false}, // passed over
    {"a.js", "export {/** @import {B} from 'x' */ b};", "x4", false},
    {"a.ts", "/** @import {B} from 'x' */ let a;", "", true},
    {"a.js", "const {t}: typeof import('x') = y", "x3", true},
    {"a.js", "a . import('x')", "", false},
    {"a.js", "module.exports = {...require('x'), ...a.require('y')}", "x5", true},
    {"a.tsx", "const a = <p>it's</p>; import 'x'", "x1", true},
    {"a.tsx", "const a = <p>import 'a' {import('b').then(c)}</p>; import 'x'", "x1 b3", true},
    {"a.ts", "const a = () => import('b'\xc2\xa0);", "b3", false},
    {"a.ts", "export {a} \xc2\xa0 from 'b';", "b1", false},
    {"a.js", "require \xe3\x80\x80('b');", "b5", false},
    {"a.tsx", "const a = <T>(b: T) => '</T>'; import 'x'", "x1", false},
    {"a.ts",
     "/// <reference path=\"r.ts\" />\n/// <reference types='t' />\nimport 'x'\n/// <reference path='late' "
     "/>",
     "r.ts0 x1", true},
    {"a.ts", "#!/usr/bin/env node\nimport 'x'", "x1", true},
    {"a.ts", "declare module 'm' { import a from 'x'; import b from './y'; }", "x1", false},
    {"a.ts", "export {}; declare module 'm' { import a from 'x'; }", "", false},
    {"a.d.ts", "declare module '*.md' { const a: string; export default a; }", "", true},
    {"a.d.ts", "import 'x'; export = a; export as namespace a;", "x1", true},
    {"a.d.ts", "import 'x'; declare const a: import('b').C;", "x1 b4", false},
    {"a.d.ts", "module 'm' { export * from 'x'; }", "x1", false},
    {"a.ts", "module 'm' { export * from 'x'; }", "", false},
    {"a.ts", "import '\\u0061b'; import ''", "ab1", true},
    {"a.ts", "if (a) { b }", "", true},
    {"a.ts", "}", "", false},
    {"a.ts", "", "", true},
};

static void check(const struct row *row, const struct specifier_list *found)
{
    struct buf text = {0};
    for (size_t i = 0; i < found->count; i++)
        buf_print(&text, "%s" STR_FORMAT "%d", i ? " " : "", STR_ARG(found->at[i].text),
                  (int)found->at[i].kind);
    if (!str_is(buf_str(&text), row->expected))
        fail_msg("%s: expected <%s>, found <%.*s>", row->text, row->expected, (int)text.len, text.at);
    buf_free(&text);
}

static void gives_the_order_of_the_peer(void **state)
{
    (void)state;
    TSParser *parser = ts_parser_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct str name = str_of(rows[i].name);
        struct specifier_question question = {.text = str_of(rows[i].text),
                                              .row = grammar_of_path(name),
                                              .is_declaration = suffix_class_of(name) == SUFFIX_DECLARATION};
        struct specifier_list by_bytes = {0}, by_tree = {0}, read = {0};
        bool is_sure = specifiers_of_bytes(&question, &arena, &by_bytes);
        if (is_sure != rows[i].is_sure)
            fail_msg("%s: the bytes %s", rows[i].text, is_sure ? "tell" : "do not tell");
        if (is_sure)
            check(&rows[i], &by_bytes);
        else
            assert_int_equal(by_bytes.count, 0);
        TSTree *tree = grammar_parse(parser, question.row->grammar, question.text);
        specifiers_of_tree(&question, ts_tree_root_node(tree), &arena, &by_tree);
        ts_tree_delete(tree);
        check(&rows[i], &by_tree);
        specifiers_read(&question, parser, &arena, &read);
        check(&rows[i], &read);
        arena_free(&arena);
    }
    ts_parser_delete(parser);
}

static void survives_depth(void **state)
{
    (void)state;
    enum { depth = 20000 };
    struct arena arena = {0};
    struct buf text = {0};
    buf_repeat(&text, '(', depth);
    buf_repeat(&text, '{', depth);
    buf_text(&text, "import('x')");
    TSParser *parser = ts_parser_new();
    struct specifier_question question = {.text = buf_str(&text), .row = grammar_of_path(STR("a.js"))};
    struct specifier_list found = {0};
    specifiers_read(&question, parser, &arena, &found);
    assert_true(found.count <= 1);
    ts_parser_delete(parser);
    buf_free(&text);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gives_the_order_of_the_peer),
                                       cmocka_unit_test(survives_depth)};
    return cmocka_run_group_tests_name("specifiers", tests, NULL, NULL);
}
