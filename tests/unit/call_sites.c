// Which calls by name the bytes show, and where they do not tell.
#include "extractor/call_sites.h"
#include "extractor/lexer.h"
#include "tests/unit/unit.h"

extern const struct dialect dialect_gettext;

struct row {
    const char *name, *text;
    const char *abridged; // plain ones between brackets of their own; NULL: the file has to be parsed whole
};

static const struct row rows[] = {
    {"a.ts", "_('x'); i18n._('y'); this.i18n?.gettext(`z`)", "[_('x'][_('y'][gettext(`z`]"},
    {"a.ts", "ngettext('a', \"b\", f(_('n'))); pgettext('c', 'd',)",
     "[ngettext('a', \"b\"][_('n'][pgettext('c', 'd']"},
    {"a.ts", "_('a' + 'b'); _(('c')); _('\\x41', _('d')); _(/* e */ 'e')",
     "_('a' + 'b');_(('c'));_('\\x41', _('d'));_(/* e */ 'e');"},
    {"a.ts", "ngettext('a'); ngettext('a', b); _('a' ,)", "[ngettext('a']ngettext('a', b);[_('a']"},
    {"a.ts", "`${_('x')}`; '_(1)'; /_('r')/; // _('c')", "[_('x']"},
    {"a.ts", "a_('x'); _a('x'); $_('x'); _ ('b'); f(..._('s'))", "[_ ('b'][_('s']"},
    // What is no call with a constant, or none by that name.
    {"a.ts", "function _(x) { return x } class A { _(a: string) {} gettext(): void; }", ""},
    {"a.ts", "_(x); _(); _(-1, 'x'); _(f('x')); _`x`; _!('x'); (_)('x'); _.call(0, 'x')", ""},
    {"a.ts", "_((x, y) => 'z'); _((a)); _(x, _('y'))", "[_('y']"},
    {"a.ts", "import {_, ngettext} from 'a'; const {gettext} = i18n; export {_}; let pgettext = _;", ""},
    {"a.ts", "a < b; f<T>('x'); x = a?.('b'); x = a ?.5 : _", ""},
    // What new creates, and what it may.
    {"a.ts", "new _('x')", NULL},
    {"a.ts", "new i18n._('x')", NULL},
    {"a.ts", "new /* c */ i18n._('x')", NULL},
    {"a.ts", "f()._('x')", NULL},
    {"a.ts", "a[0]._('x')", NULL},
    {"a.ts", "i18n . _('x')", NULL},
    {"a.ts", "i18n\n  ._('x')", NULL},
    // Between the name and its bracket.
    {"a.ts", "_\n('x')", NULL},
    {"a.ts", "_ /* c */ ('x')", NULL},
    {"a.ts", "_?.('x')", NULL},
    {"a.ts", "_/* c */?./* d */('x')", NULL},
    {"a.ts", "_<string>('x')", NULL},
    {"a.ts", "_?.<string>('x')", NULL},
    {"a.ts", "_ < b", NULL},
    {"a.ts", "_\xc2\xa0('x')", NULL},
    {"a.ts", "\xc2\xa0_('x')", NULL},
    {"a.ts", "_(\xc2\xa0'x')", NULL},
    {"a.ts", "\\u{5f}_('x')", NULL},
    {"a.ts", "@_('x') class A {}", NULL},
    {"a.ts", "this.#_('x')", NULL},
    {"a.ts", "_(, 'x')", NULL},
    {"a.ts", "/'/_('x')", NULL},
    {"a.ts", "new\xc2\xa0 _('x')", NULL},
    // Where strings, comments and elements may be.
    {"a.ts", "a++ /'/ b; _('x'); /'/", NULL},
    {"a.ts", "<!-- _('x')", NULL},
    {"a.ts", "_('x'", NULL},
    {"a.ts", "f(_('x')", NULL},
};

static void add_call(struct str text, const struct site *site, struct buf *out)
{
    buf_text(out, site->marker ? "[" : "");
    buf_add(out, str_slice(text, site->start, site->end));
    buf_text(out, site->marker ? "]" : ";");
}

static void check(const struct row *row, const struct str_list *keywords, bool is_traced)
{
    struct arena arena = {0};
    struct source source = {.text = str_of(row->text), .row = grammar_of_path(str_of(row->name))};
    struct trace trace = {.arena = &arena};
    struct specifier_question question = {.text = source.text, .row = source.row, .trace = &trace};
    struct site_list sites = {0};
    struct buf told = {0};
    if (is_traced)
        specifiers_of_bytes(&question, &arena, &source.specifiers);
    bool is_sure =
        call_sites_find(&source, &dialect_gettext, &(struct dialect_options){.keywords = *keywords},
                        is_traced ? &trace : NULL, &arena, &sites);
    for (size_t i = 0; i < sites.count; i++)
        add_call(source.text, &sites.at[i], &told);
    struct str calls = is_sure ? buf_finish(&told, &arena) : STR("(unsure)");
    if (!str_equal(calls, row->abridged ? str_of(row->abridged) : STR("(unsure)")))
        fail_msg("%s: " STR_FORMAT, row->text, STR_ARG(calls));
    buf_free(&told);
    arena_free(&arena);
}

static void finds_calls_where_the_bytes_tell(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check(&rows[i], &(struct str_list){0}, false);
        check(&rows[i], &(struct str_list){0}, true);
    }
}

static const struct row elements[] = {
    {"a.tsx", "x = <p>it's _('t') {_('x')} \"{a}</p>; _('y')", "[_('x'][_('y']"},
    {"a.tsx", "x = <p a='{' b=\"it's\" c d={_('x')} {...e}/>; _('y')", "[_('x'][_('y']"},
    {"a.tsx", "x = <><a.b c-d='\\'>'<e:f>'</e:f>'<g-h/>'</a.b>'</>; _('y')", "[_('y']"},
    {"a.tsx", "x = <p d={1} e={<b>'{_('x')}</b>}>{<i>'{a < b ? <u>`</u> : _('y')}</i>}'</p>",
     "[_('x'][_('y']"},
    {"a.tsx", "x = <p>{/* ' </p> */}{`</p> ${<b>'{_('x')}</b>}`}{'}'}</p>", "[_('x']"},
    {"a.tsx", "x = _('a', <b>) '</b>, _('n')) + _('y'); x = _('a' + b(<i>) _('</i>))",
     "[_('a'][_('n'][_('y']_('a' + b(<i>) _('</i>));"},
    {"a.tsx", "x = <_ _='_(1)' />; x = <p>_<b>_('a')</b></p>; _('y')", "[_('y']"},
    {"a.tsx", "x = <T,>(a: T) => '</T>' + _('y')", "[_('y']"},
    {"a.tsx", "x = a < b && c > d; x = f<A<B>>(_('y')); x = <p>{a}</p> / 2", "[_('y']"},
    {"a.tsx", "x = <p>\xe6\x97\xa5' {_('y')}</p>", "[_('y']"},
    // Types, or what may be some.
    {"a.tsx", "x = <T>(a)</T>", NULL},
    {"a.tsx", "type F = <T>(x: T) => '</T>'", NULL},
    {"a.tsx", "x = <T> /* c */ (a)</T>", NULL},
    {"a.tsx", "x = <T>\xc2\xa0(a)</T>", NULL},
    {"a.tsx", "x = <T extends A></T>", NULL},
    {"a.tsx", "x = <const T='a'></const>", NULL},
    {"a.tsx", "class C { delete<T>(a: T) { return '</T>' } }", NULL},
    {"a.tsx", "x = a.delete<b>('</b>')", NULL},
    {"a.tsx", "if (a) <p>'</p>", NULL},
    {"a.tsx", "x = y\n<p>'</p>", NULL},
    // What is rare, or none.
    {"a.tsx", "x = <p /* ' */ a='b'></p>", NULL},
    {"a.tsx", "x = <p a=<b/>></p>", NULL},
    {"a.tsx", "x = <p a='&' b='&'></p>", NULL},
    {"a.tsx", "x = <A<T>></A>", NULL},
    {"a.tsx", "x = <p>a > b</p>", NULL},
    {"a.tsx", "x = <p>}</p>", NULL},
    {"a.tsx", "x = <p></q>", NULL},
    {"a.tsx", "x = <p>", NULL},
    {"a.tsx", "x = <p>{", NULL},
    {"a.tsx", "x = <p>{_('x')", NULL},
    {"a.ts", "x = <T>(_('x'))", "[_('x']"},
};

static void steps_over_elements(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        check(&elements[i], &(struct str_list){0}, false);
        check(&elements[i], &(struct str_list){0}, true);
    }
}

static void counts_elements_that_are_open(void **state)
{
    (void)state;
    for (size_t depth = most_elements - 1; depth < most_elements + 2; depth++) {
        struct buf text = {0};
        struct arena arena = {0};
        buf_text(&text, "x = ");
        for (size_t i = 0; i < depth; i++)
            buf_text(&text, "<p>'");
        buf_text(&text, "{_('x')}");
        for (size_t i = 0; i < depth; i++)
            buf_text(&text, "</p>");
        const char *whole = arena_cstr(&arena, buf_finish(&text, &arena));
        struct row row = {"a.tsx", whole, depth <= most_elements ? "[_('x']" : NULL};
        check(&row, &(struct str_list){0}, false);
        arena_free(&arena);
    }
}

static void takes_names_that_have_no_other_meaning(void **state)
{
    static const struct {
        const char *keyword;
        struct row row;
    } cases[] = {
        {"t", {"a.ts", "t('x'); let t: T; t = (x)", "[t('x']"}},
        {"t:2", {"a.ts", "t('x', 'y')", "[t('x', 'y']"}},
        {"t:2", {"a.ts", "t(x, 'y')", NULL}},
        {"t:2", {"a.ts", "t()", NULL}},
        {"t:1,1t", {"a.ts", "t('x'); t('x', 'y'); t('x', y)", "[t('x'][t('x', 'y']t('x', y);"}},
        {"t:9", {"a.ts", "t('x', 'y')", "t('x', 'y');"}},
        {"require", {"a.ts", "f('x')", NULL}},
        {"if", {"a.ts", "f('x')", NULL}},
        {"a.b", {"a.ts", "f('x')", NULL}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(&cases[i].row, &(struct str_list){.at = (struct str[]){str_of(cases[i].keyword)}, .count = 1},
              true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_calls_where_the_bytes_tell),
        cmocka_unit_test(steps_over_elements),
        cmocka_unit_test(counts_elements_that_are_open),
        cmocka_unit_test(takes_names_that_have_no_other_meaning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
