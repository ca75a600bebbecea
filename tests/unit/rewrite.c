// Copies of sources for one locale: which bytes are replaced by what, and where markup is.

#include "extractor/rewrite.h"

#include "extractor/rewrite_names.h"
#include "extractor/rewrite_position.h"
#include "tests/unit/unit.h"

#define LIT "import {html} from 'lit';\n"
#define LOC "import {msg, str} from '@lit/localize';\n"

struct told {
    struct arena arena, scratch;
    struct diags diags;
    struct symbols symbols;
    TSTree *tree;
    struct scan scan;
    struct rewrite_locale locale;
    bool peer_bytes;
    struct source_piece_list pieces;
};

static void add(struct told *t, const char *id, const struct part *parts, size_t count)
{
    struct pattern *pattern = arena_new(&t->arena, struct pattern);
    for (size_t i = 0; i < count; i++)
        *list_push(&pattern->parts, &t->arena) = parts[i];
    map_set(&t->locale.translations, str_of(id), pattern, &t->arena);
}

static struct str copy_of(struct told *t, const char *path, struct str text)
{
    const struct grammar_row *row = grammar_of_path(str_of(path));
    TSParser *parser = ts_parser_new();
    t->tree = grammar_parse(parser, row->grammar, text);
    ts_parser_delete(parser);
    symbols_resolve(row->grammar, &t->symbols);
    t->diags.arena = &t->arena;
    t->locale.name = STR("de");
    t->scan = (struct scan){.dialect = &rewrite_names,
                            .path = str_of(path),
                            .text = text,
                            .source = text,
                            .symbols = &t->symbols,
                            .is_javascript = row->is_javascript,
                            .root = ts_tree_root_node(t->tree),
                            .arena = &t->arena,
                            .scratch = &t->scratch};
    struct rewrite_options options = {.peer_bytes = t->peer_bytes};
    scan_begin(&t->scan);
    rewrite_names.read(&t->scan, &(struct dialect_options){0});
    const struct rewrite_plan *plan = rewrite_plan(&t->scan, &options, &t->diags);
    struct buf out = {0};
    if (plan && rewrite(plan, &t->locale, &t->arena, &t->diags, &t->pieces))
        source_pieces_join(&out, text, t->pieces.at, t->pieces.count);
    else
        buf_add(&out, text);
    scan_end(&t->scan);
    ts_tree_delete(t->tree);
    return buf_finish(&out, &t->arena);
}

static void release(struct told *t)
{
    arena_free(&t->arena);
    arena_free(&t->scratch);
}

static void check(const char *source, const char *copy)
{
    struct told t = {0};
    expect_str(copy_of(&t, "a.ts", str_of(source)), copy);
    assert_int_equal(t.diags.count, 0);
    release(&t);
}

static void texts_without_translation(void **state)
{
    (void)state;
    check(LOC "a(msg('x'), msg(`y`));\n", "a('x', `y`);\n");
    check(LOC "a(msg(str`x ${b} y`), msg('x', {id: 'i', desc: 'd'}));\n", "a(`x ${b} y`, 'x');\n");
    check(LOC "a(msg(str`x ${msg('y')} ${msg(str`z ${c}`)}`));\n", "a(`x y z ${c}`);\n");
    check(LIT LOC "a(msg(html`x <b>${b}</b>`));\n", LIT "a(html`x <b>${b}</b>`);\n");
    check(LOC "a(\n  msg('x') // why\n);\n", "a(\n  'x' // why\n);\n");
    check(LOC "const m = msg; m('x');\n", "import {msg} from '@lit/localize';\nconst m = msg; 'x';\n");
    check(LOC "function f(msg) { return msg('x'); }\na(msg('y'));\n",
          "function f(msg) { return msg('x'); }\na('y');\n");
}

static void statements_do_not_run_into_each_other(void **state)
{
    (void)state;
    check(LOC "const a = b\nmsg(str`x`)\n", "const a = b\nvoid 0, `x`\n");
    check(LIT LOC "function f() { return(msg)(html`x`) }\n", LIT "function f() { return html`x` }\n");
    check(LOC "const a = b;\nmsg(str`x`)\n", "const a = b;\n`x`\n");
    check("import {configureTransformLocalization} from "
          "'@lit/localize';\na()\nconfigureTransformLocalization({});\n",
          "a()\nvoid 0, ({getLocale: () => \"de\"});\n");
}

static void joints(void **state)
{
    (void)state;
    check(LOC "a(msg(str`$${'{x}'}`));\n", "a(`$\\{x}`);\n");
    check(LOC "a(msg(str`\\$${'{x}'}`));\n", "a(`\\${x}`);\n");
    check(LOC "a(msg(str`\\0${'1'}`));\n", "a(`\\0\\x31`);\n");
    check(LOC "a(msg(str`a${'`\\n$'}${b}`));\n", "a(`a\\`\n\\$${b}`);\n");
    check(LOC "a(msg(str`${'it\\'s'}${`\\n${`${b}c`}`}`));\n", "a(`it's\\n${b}c`);\n");
}

static void markup(void **state)
{
    (void)state;
    check(LIT LOC "html`<p>${msg('a <b>')} ${'&'} ${`<${c}>`}</p>`;\n",
          LIT "html`<p>a &lt;b&gt; &amp; &lt;${c}&gt;</p>`;\n");
    check(LIT LOC "html`<p a=${msg('x')} .b=\"${msg('x')}\" c='y ${msg('x')}'>${msg('x')}</p>`;\n",
          LIT "html`<p a=${'x'} .b=\"${'x'}\" c='y ${'x'}'>x</p>`;\n");
    check(LIT LOC
          "html`<!-- ${msg('x')} --><style>${msg('x')}</style><textarea>${'y'}</textarea>${msg('x')}`;\n",
          LIT "html`<!-- ${'x'} --><style>${'x'}</style><textarea>${'y'}</textarea>x`;\n");
    check(LIT LOC "html`${html`<i>${msg('x')}</i>`}${html`<i `}`;\n", LIT "html`<i>x</i>${html`<i `}`;\n");
    check(LIT LOC "html`${a ? msg('x') : html`<i>${msg('y')}</i>`}`;\n",
          LIT "html`${a ? 'x' : html`<i>y</i>`}`;\n");
    check(LIT LOC "msg(str`${msg(html`<b>`)}`);\n", LIT "`${html`<b>`}`;\n");
    check("import {html} from 'other';\n" LOC "html`<p>${msg('x')}${'y'}</p>`;\n",
          "import {html} from 'other';\nhtml`<p>${'x'}${'y'}</p>`;\n");
    check(LIT "html`${'x'}`;\n", LIT "html`${'x'}`;\n"); // nothing of @lit/localize
}

static void imports(void **state)
{
    (void)state;
    check("import {localized, msg, str as s} from '@lit/localize'; // c\na(msg(s`x`));\n",
          " // c\na(`x`);\n");
    check("import {msg, MsgFn, type A, B,} from '@lit/localize';\nlet a: MsgFn, b: B; msg('x');\n",
          "import {MsgFn, B,} from '@lit/localize';\nlet a: MsgFn, b: B; 'x';\n");
    check("import {MsgFn, msg} from '@lit/localize';\nlet a: MsgFn = b(msg('x'));\n",
          "import {MsgFn} from '@lit/localize';\nlet a: MsgFn = b('x');\n");
    check("import * as L from '@lit/localize';\nL.msg('x'); a(L.LOCALE_STATUS_EVENT);\n",
          "'x'; a(\"lit-localize-status\");\n");
    check("import '@lit/localize';\nimport '@lit/localize/init/install.js';\n",
          "import '@lit/localize/init/install.js';\n");
    check("export {msg} from '@lit/localize';\n", "export {msg} from '@lit/localize';\n");
    check("import {msg} from '@lit/localize';\nexport {msg};\n",
          "import {msg} from '@lit/localize';\nexport {msg};\n");
}

static void names(void **state)
{
    (void)state;
    check("import {LOCALE_STATUS_EVENT as E} from '@lit/localize';\na({E, [E]: 1}); type T = typeof E;\n",
          "import {LOCALE_STATUS_EVENT as E} from '@lit/localize';\n"
          "a({E: \"lit-localize-status\", [\"lit-localize-status\"]: 1}); type T = typeof E;\n");
    check("import {localized} from '@lit/localize';\n@localized()\n@b() class A {}\n", "@b() class A {}\n");
    check("import {updateWhenLocaleChanges} from '@lit/localize';\nupdateWhenLocaleChanges(this);\n",
          "undefined;\n");
    check("import {configureTransformLocalization as c} from '@lit/localize';\nexport const {getLocale} = "
          "c({a});\n",
          "export const {getLocale} = ({getLocale: () => \"de\"});\n");
}

static void run_time_configuration_is_refused(void **state)
{
    (void)state;
    struct told t = {0};
    copy_of(&t, "a.ts",
            STR("import {configureLocalization} from '@lit/localize';\nconfigureLocalization({});\n"));
    assert_int_equal(t.diags.count, 1);
    assert_int_equal(t.diags.at[0].kind, KIND_LIT_RUNTIME_CONFIGURATION);
    release(&t);
}

#define TEXT(words)                                                                                          \
    {                                                                                                        \
        .text = STR_INIT(words)                                                                              \
    }
#define CODE(number)                                                                                         \
    {                                                                                                        \
        .code = &(struct part_code)                                                                          \
        {                                                                                                    \
            PART_PLACEHOLDER, STR_INIT(number)                                                               \
        }                                                                                                    \
    }

static void check_translated(bool peer_bytes, const char *source, const struct part *parts, size_t count,
                             const char *copy)
{
    struct told t = {.peer_bytes = peer_bytes};
    add(&t, "i", parts, count);
    expect_str(copy_of(&t, "a.ts", str_of(source)), copy);
    release(&t);
}

static void translations(void **state)
{
    (void)state;
    const struct part plain[] = {TEXT("A & `B` ${c}")};
    check_translated(false, LOC "a(msg('x', {id: 'i'}));\n", plain, 1, "a(`A & \\`B\\` \\${c}`);\n");
    check_translated(true, LOC "a(msg('x', {id: 'i'}));\n", plain, 1, "a(`A &amp; \\`B\\` \\${c}`);\n");
    const char *joined = LIT LOC "html`<p>${msg('x', {id: 'i'})}</p>`;\n";
    check_translated(false, joined, plain, 1, LIT "html`<p>A &amp; \\`B\\` \\${c}</p>`;\n");
    check_translated(true, joined, plain, 1, LIT "html`<p>A &amp; \\`B\\` \\${c}</p>`;\n");
    check_translated(false, LOC "a(msg('x', {id: 'i'}));\n", NULL, 0, "a(``);\n");
    const struct part swapped[] = {CODE("1"), TEXT(" vor "), CODE("0")};
    check_translated(false, LOC "a(msg(str`${b} before ${c()}`, {id: 'i'}));\n", swapped, 3,
                     "a(`${c()} vor ${b}`);\n");
    const struct part marked[] = {TEXT("<"), CODE("0"), TEXT(" y"), CODE("1")};
    check_translated(false,
                     LIT LOC "a(msg(html`x <a href=\"${u}\" .oneProp=${msg('v')}>${n} z</a>`, {id: 'i'}));\n",
                     marked, 4, LIT "a(html`&lt;<a href=\"${u}\" .oneProp=\"${'v'}\">${n} y</a>`);\n");
    const struct part foreign[] = {CODE("7")};
    check_translated(false, LOC "a(msg(str`x ${b}`, {id: 'i'}));\n", foreign, 1, "a(`x ${b}`);\n");
}

static enum markup_place place_behind(const char *text)
{
    struct markup_position position = {0};
    markup_position_text(&position, str_of(text));
    return position.place;
}

static void places_in_markup(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum markup_place place;
    } rows[] = {
        {"", PLACE_TEXT},
        {"a < b", PLACE_TEXT},
        {"<a", PLACE_TAG_NAME},
        {"<a b", PLACE_TAG},
        {"<a b=", PLACE_BEFORE_VALUE},
        {"<a b= \"", PLACE_DOUBLE},
        {"<a b='>", PLACE_SINGLE},
        {"<a b='c'>", PLACE_TEXT},
        {"<a b=c", PLACE_UNQUOTED},
        {"<a b=c>", PLACE_TEXT},
        {"</a", PLACE_TAG_NAME},
        {"</a>", PLACE_TEXT},
        {"<!-- > ->", PLACE_COMMENT},
        {"<!-- -->", PLACE_TEXT},
        {"<!-->", PLACE_TEXT},
        {"<!-- --!>", PLACE_TEXT},
        {"<!doctype", PLACE_BOGUS},
        {"<!doctype html>", PLACE_TEXT},
        {"<style>a > b <i> </styles>", PLACE_RAW},
        {"<STYLE x>a</style >", PLACE_TEXT},
        {"<title></title>", PLACE_TEXT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(place_behind(rows[i].text), rows[i].place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_without_translation),
        cmocka_unit_test(statements_do_not_run_into_each_other),
        cmocka_unit_test(joints),
        cmocka_unit_test(markup),
        cmocka_unit_test(imports),
        cmocka_unit_test(names),
        cmocka_unit_test(run_time_configuration_is_refused),
        cmocka_unit_test(translations),
        cmocka_unit_test(places_in_markup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
