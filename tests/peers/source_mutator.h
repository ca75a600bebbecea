// Changes a source by chance, as one who hunts for the ends of a lexer would: tokens go, come twice or change
// places, names are exchanged for those of markers and back, and code comes in that looks like something else.
#ifndef TESTS_SOURCE_MUTATOR_H
#define TESTS_SOURCE_MUTATOR_H

#include "base/buf.h"
#include "extractor/lexer.h"

// xorshift64*: the same everywhere for a seed, which must not be 0.
static inline uint64_t chance_next(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return *seed * 0x2545f4914f6cdd1du >> 16;
}

static inline size_t chance_below(uint64_t *seed, size_t end)
{
    return end ? (size_t)(chance_next(seed) % end) : 0;
}

// Statements, which keep a source well-formed where one begins. `@` stands for a marker's name.
static const char *const mutator_statements[] = {
    "const @ = (x) => x;", "let @;", "var @ = 1;", "function @(x) { return x; }", "class @ {}", "enum @ { A }",
    "interface @ { (x: string): string }", "type @ = string;", "namespace @ { }", "import {@} from './c';",
    "import {@ as m} from './c';", "import * as m from './c';", "import m from './c';", "import @ from './c';",
    "import {m as @, s as str} from './c'; @('c'); @(str`c ${1}`);", "export {@};", "export default @;",
    "export {@ as m};", "export const t = @;", "export * from './c';", "export * as x from './c';",
    "export {m as t} from './c';", "import {msg as t, str as x} from '@lit/localize'; t('t'); t(x`t ${1}`, {id: 't'});",
    "import {'msg' as t} from '@lit/localize'; t('t');", "import type {MsgFn} from '@lit/localize'; let t: MsgFn; t('t');",
    "import * as L from '@lit/localize'; L.msg('L'); L.@('L');", "import L = require('@lit/localize'); L.msg('L');",
    "import {m\\u0073g as t} from '@lit/localize'; t('e');", "import {msg as t} from '@lit/\\u006cocalize'; t('e');",
    "import {msg as t} from '@lit/localize' with {type: 'x'}; t('w');", "import '@lit/localize';",
    "export * from '@lit/localize';", "export {msg as m} from '@lit/localize';", "const {@: t} = o; t('o');",
    "const {msg: t} = await import('@lit/localize'); t('a');", "import('@lit/localize').then((l) => l.msg('l'));",
    "import('@lit/localize').then(({msg}) => msg('l'));", "const {msg: t} = require('@lit/localize'); t('r');",
    "declare module 'y' { export const @: number; }", "declare const @: (x: string) => string;",
    "try { f(); } catch (@) { @('c'); }", "for (const @ of a) @('f');", "{ let @ = f; @('b'); }", "@: for (;;) break @;",
    "if (a) /'/.test(b);", "if (a) /\"/.test(@('i')) / c;", "debugger\n/`/.test(b);", "while (n --> 0) @('n');",
    "let q = a / b; let r = c / d; @('d');", "let q: A[]\n/'/.test(b);", "let q: A\n/'/.test(b);", "x = 1./2 + '/';",
    "x = a++ / b + '/';", "x = a! / b + '/';", "x = {} / b + '/';", "x = f() / b + '/';", "x = `${a}` / b + '/';",
    "x = [...'/'];", "x = a.return / b + '/';", "x = a?.in / b + '/';", "x = a. in / b + '/';", "x = y\n/ b + '/';",
    "x = typeof /'/;", "x = void /`/;", "x = b in /'/;", "x = [/'/, /[/'\"]/, /\\/'/];", "x = a ? /'/ : /\"/;",
    "x = () => /'/;", "x = !/'/.test(a);", "x = '\\'';", "x = '\\\\';", "x = \"it's\";", "x = `it's ${`${@('n')}`} '`;",
    "x = `\\``;", "x = `\\${'`;", "x = `$${1}`;", "x = `${{a: '}'}.a}`;", "x = `${/}`/.test(a)}`;", "x = `a\n'b\n\"c`;",
    "// it's ` /* @('c')", "/* it's ` // @('c') */", "/** @type {import('./c')} */", "//\xe2\x80\xa8@('l');", "//\r@('r');",
    "// c\r\n@('n');", "<!-- @('h')", "--> @('h')", "x = a<!--b;", "x = o.@('m');", "x = o\n  .@('m');", "x = o.\n  @('m');",
    "x = o . @('m');", "x = o?.@('m');", "x = o?. @('m');", "x = o./* c */@('m');", "x = o.#@('m');", "f(...@('s'));",
    "f(... @('s'));", "x = new @('n');", "x = new (@('n'))();", "x = @<string>('t');", "x = @?.('o');", "x = @!('n');",
    "x = (@)('p');", "x = (0, @)('z');", "x = @.call(0, 'c');", "x = @`t ${1}`;", "x = @ ('s');", "x = @\n('n');",
    "x = @ /* c */ ('c');", "x = @ // c\n('c');", "x = await @('w');", "x = typeof @('t');", "x = typeof @;", "x = {@};",
    "x = {@: 1};", "x = {@() {}};", "x = {@(a = 'x') {}};", "x = {'@': 1};", "x = {[@('k')]: 1};", "x = [@('a'), @];",
    "x = a ? @('t') : @('e');", "x = a < @('l');", "x = a < (-1) && @('g');", "x = a<b>(@('g'));", "x = a << @('s');",
    "x = <any>@('a');", "x = @('a') as any;", "x = @('a')!;", "x = @('a').length / 2;", "x = @('a') / 2 / b;",
    "x = @('/' + b);", "x = @('a', {id: '/', desc: '`'});", "x = @(`a\n'b`);", "x = @(str`a ${b / c} ${'}'}`);",
    "x = @(str`a ${@('i')} ${/`/.test('')}`);", "x = @(html`<b title=\"${a}\">it's</b>`);", "x = @('a', 'b', 'c');", "x = @();", "x = @(, 'h');", "x = @('h',, 'i');",
    "x = @('\\u0041\\x42\\\nC');", "x = @('a'/* ) */);", "x = @('a' // )\n);", "x = @({a: '}'});", "x = @\\u0020('u');",
    "x = m\\u0073g('u');", "x = \\u006dsg('u');", "let m\\u0073g = 1;", "x = \xc3\xa9@('u');", "x = @\xc3\xa9('u');",
    "x = \xc2\xa0@('u');", "x = o.\xc2\xa0@('u');", "x = 1..@('u');", "x = 1.@('u');", "@('p'); @('p', {desc: 'p'});",
    "class C { @ = 1; }", "class C { @('x') {} }", "class C { static @ = @('s'); }", "class C { @ = @('s'); }",
    "class C { #@ = 1; f() { return #@ in this / 2 + '/'; } }", "class C { get @() { return @('g'); } }", "class C { x: typeof @; }",
    "class C { [@('k')]() {} }", "class C extends @('e') {}", "@@('d') class C {}", "class C { @@('d') x; }", "class C { x = @('a')\n y = 1 }",
    "function f(@) { return @('p'); }", "function f({@}) { return @('p'); }", "function f(a = @('d')) {}", "(@) => @('a');",
    "(function @() { @('n'); });", "(class @ { x = @('n'); });", "(@('a')) => 1;", "async (@) => @('a');", "@ => @('a');",
    "switch (a) { case @('c'): break; default: @('d'); }", "switch (a) { case 1: let @ = f; @('c'); }", "label: @('l');",
    "with (o) @('w');", "eval('var @ = 1');", "return @('r');", "yield @('y');", "throw /'/;", "do /'/.test(a); while (b)",
    "if (a) x; else /'/.test(b);", "export default /'/;", "new /'/.constructor();", "for (const x of /'/.exec(a)) ;",
    "x = await /'/.exec(a);", "x = yield / 2 + '/';", "x = <p>it's {@('j')}</p>;", "x = <p title='\"'/>;", "x = <>{@('j')}</>;",
    "if (a) <p>http://x {@('j')}</p>;", "x = a && <p>` {@('j')} `</p>;", "x = a < b; y = c > d; @('g');", "x = a<b; y = '/>';",
    "return <p>{@('j')}</p>;", "x = <@>it's</@>;",
    "x = <@ a='@(1)' @={@('j')}/>;", "x = <p>@('text') {@('j')}</p>;", "x = <p>(@('text')) {@('j')}</p>;", "x = <p a=\"it's {\" {...@('j')}>`</p>;",
    "x = <a.b c-d='\\'>{@('j')}'</a.b>;", "x = <p>{a < b ? <b>'</b> : <i>{@('j')}\"</i>}</p>;", "x = <p>&amp; &#39; it's {@('j')}</p>;",
    "x = <p>// {@('j')} /* </p>;", "x = <p>{/* </p> ' */}{@('j')}</p>;", "x = <p a={<b>it's</b>} b=<i>'</i>>{@('j')}</p>;", "x = <p a='&' b='&'>{@('j')}</p>;",
    "x = <p /* ' */ a='b' // '\n>{@('j')}</p>;", "x = <T>(a: T) => @('g');", "x = <T>(a)</T>;", "type F = <T>(x: T) => '</T>';", "x = <const T,>(a: T) => '</const>';",
    "x = <T extends A>(a: T) => @('g');", "x = <T = \"a\">(a: T) => '</T>';", "interface I { <T>(a: T): '</T>'; }", "class C { delete<T>(a: T) { return '</T>'; } }",
    "x = new <T>(a)</T>;", "x = <p>{@('j')}</q>;", "x = <p>{@('j')}</>;", "x = <><p>'</p>{@('j')}</>;", "x = <p>\n  {@('j')}\n  it's\n</p>;",
    "x = <p>\xc2\xa0(a)</p>; @('j');", "x = <T>\xc2\xa0(a: T) => '</T>';", "x = a<b>'</b>; @('j');", "x = a.delete<b>('</b>'); @('j');", "x = (a)<b>('</b>');",
    "x = <p>{`${<b>it's {@('j')}</b>}`}</p>;", "x = [<a/>, <b>'</b>, @('j')];", "x = {a: <p>'</p>, b: @('j')};", "(a) => <p>it's {@('j')}</p>;",
    "x = <p>a > b {@('j')}</p>;", "x = <p>} {@('j')}</p>;", "x = <p>{@('j')}</p> / 2 / <p>'</p>;", "x = <p>{}</p>;", "x = <A<string> b={@('j')}>'</A>;",
    "x = <p>it's<!-- {@('j')} --></p>;", "x = @(<p>it's</p>);", "x = @('a', <p>it's {@('j')}</p>);", "x = @(<p>) ' {@('j')}</p>, 'b');", "x = yield <p>'</p>;",
    "x = await <p>'</p>;", "x = typeof <p>'</p>;", "x = a\n<p>'</p>;", "; <p>'{@('j')}</p>;", "{ <p>'{@('j')}</p> }", "x = <p>import('q') export {a} require('q')</p>;", "x = (<p>//{@('j')}</p>);", "else <p>//</p>;", "x = <T,>(a: T) => @('g');", "#!x", "'use strict';",
    "<<<<<<< ours\n@('o');\n=======\n@('t');\n>>>>>>> theirs", "let a: import('@lit/localize').MsgFn; a('i');",
    "const {msg: t}: typeof import('@lit/localize') = l; t('i');", "x = @('a'), @('b');", "x = @('a') + @('b') + \"'\" + @('c');",
    "abstract class C { abstract @(x: 'a'): void; }", "declare function @(x: 'a'): void;", "interface I { @('a'); }", "type T = {@: 'a'};",
    "type T = `${typeof @}`;", "type T = A<B<C>>; @('t');", "type T = 'a' | \"b\"\n/'/.test(a);", "x = a satisfies @;", "export = @;",
    "export import x = @;", "import x = @;", "global.@ = @;", "delete o.@;", "x = o['@']('m');", "x = o[`@`]('m');", "x = o[@('k')];",
};
static const char *const mutator_snippets[] = {
    "'", "\"", "`", "/", "//", "/*", "*/", "/**", "\\", "${", "}", "{", "(", ")", "[", "]", "<", ">", "</", "/>", "<!--", "-->", ".", "...", "?.",
    "#", "\n", "\r", "\r\n", " ", "\xc2\xa0", "\xe2\x80\xa8", "\xef\xbb\xbf", "=>", "=", ";", ",", ":", "!", "++", "--", "@", "async ", "new ",
    "await ", "typeof ", "return ", "yield ", "of ", "in ", "/'/", "/[/]/", "/\"/g", "'\\''", "`${1}`", "`${`a`}`", "/* ' */", "// `\n", "<b>it's</b>",
    "<p/>", "<p>", "</p>", "<>", "</>", "<p a='", "={", "&", "it's", "a / b / c", "x! / 2 / ", "msg('n')", "msg", "str", "str`a ${1}`", "import ", "export ", "import('x')", "require('x')", "\\u006d",
};
static const char *const mutator_names[] = {
    "msg", "str", "html", "localized", "MsgFn", "m", "s", "t", "x", "as", "from", "type", "default", "function", "class", "const", "of", "return", "this", "import",
};
enum {
    statement_count = sizeof mutator_statements / sizeof *mutator_statements,
    snippet_count = sizeof mutator_snippets / sizeof *mutator_snippets,
    name_count = sizeof mutator_names / sizeof *mutator_names,
};

// The token around an offset: a word, a stretch of blanks, or one byte.
static inline struct str mutator_token(struct str text, size_t at)
{
    size_t start = at, end = at;
    bool is_word = at < text.len && is_word_byte(text.at[at]);
    while (is_word && start > 0 && is_word_byte(text.at[start - 1]))
        start--;
    while (is_word && end < text.len && is_word_byte(text.at[end]))
        end++;
    return str_slice(text, start, is_word ? end : at + 1);
}

static inline void mutator_splice(struct str text, struct str old, struct str new, struct buf *out)
{
    size_t start = (size_t)(old.at - text.at);
    buf_add(out, str_slice(text, 0, start));
    buf_add(out, new);
    buf_add(out, str_from(text, start + old.len));
}

// A statement of the table on a line of its own, its `@` now the name of a marker.
static inline void mutator_add_statement(uint64_t *seed, struct buf *out)
{
    static const char *const markers[] = {"msg", "msg", "msg", "str", "m", "t"};
    const char *name = markers[chance_below(seed, 6)];
    const char *statement = mutator_statements[chance_below(seed, statement_count)];
    buf_byte(out, '\n');
    for (const char *at = statement; *at; at++) {
        // The specifier and doubled ones are meant.
        if (*at != '@' || strncmp(at, "@lit", 4) == 0 || strncmp(at, "@type", 5) == 0 || at[1] == '@')
            buf_byte(out, *at);
        else
            buf_text(out, name);
    }
    buf_byte(out, '\n');
}

// Before a line: where a statement or a member begins, more often than not.
static inline size_t mutator_line(uint64_t *seed, struct str text)
{
    size_t at = STR_NONE;
    for (size_t tries = 0; tries < 8; tries++) {
        at = str_find_byte(text, '\n', chance_below(seed, text.len));
        char before = at != STR_NONE && at > 0 ? text.at[at - 1] : 0;
        if (before == ';' || before == '}')
            break;
    }
    return at == STR_NONE ? text.len : at;
}

static inline void mutator_rename(uint64_t *seed, struct str text, struct buf *out)
{
    struct str old = mutator_token(text, chance_below(seed, text.len));
    struct str new = str_of(mutator_names[chance_below(seed, name_count)]);
    if (!is_word_byte(old.at[0]))
        new = old;
    for (size_t at = 0; at < text.len;) {
        struct str token = mutator_token(text, at);
        buf_add(out, str_equal(token, old) ? new : token);
        at += token.len;
    }
}

// One change; `out` is the new text.
static inline void source_mutate(uint64_t *seed, struct str text, struct buf *out)
{
    size_t at = chance_below(seed, text.len), kind = chance_below(seed, 16);
    struct str here = mutator_token(text, at), there = mutator_token(text, chance_below(seed, text.len));
    struct str snippet = str_of(mutator_snippets[chance_below(seed, snippet_count)]);
    size_t line = mutator_line(seed, text);
    if (kind < 7) {
        buf_add(out, str_slice(text, 0, line));
        mutator_add_statement(seed, out);
        buf_add(out, str_from(text, line));
    } else if (kind < 9) {
        mutator_splice(text, str_slice(here, 0, 0), snippet, out);
    } else if (kind < 10) {
        mutator_splice(text, here, snippet, out);
    } else if (kind < 11) {
        mutator_splice(text, here, STR(""), out);
    } else if (kind < 12) {
        mutator_splice(text, str_slice(here, 0, 0), there, out);
    } else if (kind < 13) {
        mutator_splice(text, here, there, out);
    } else if (kind < 14 && is_word_byte(here.at[0])) {
        mutator_splice(text, here, str_of(mutator_names[chance_below(seed, name_count)]), out);
    } else {
        mutator_rename(seed, text, out);
    }
}

#endif
