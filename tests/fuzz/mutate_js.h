// Mutation of JavaScript and TypeScript: strings, templates, calls, what stands in brackets, words
// (structure.h). Included once by a fuzz target.
#ifndef TESTS_FUZZ_MUTATE_JS_H
#define TESTS_FUZZ_MUTATE_JS_H

#include "tests/fuzz/structure.h"

static bool is_js_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

static bool is_js_start(struct str text, size_t at)
{
    char c = text.at[at];
    return strchr("'\"`([{", c) ? c != 0 : is_js_letter(c) && (at == 0 || !is_js_letter(text.at[at - 1]));
}

static size_t js_string_end(struct str text, size_t at)
{
    char quote = text.at[at++];
    for (; at < text.len && text.at[at] != quote; at++)
        at += text.at[at] == '\\';
    return at < text.len ? at + 1 : text.len;
}

static size_t js_bracket_end(struct str text, size_t at)
{
    size_t depth = 0;
    for (; at < text.len; at++) {
        char c = text.at[at];
        if (c && strchr("'\"`", c))
            at = js_string_end(text, at) - 1;
        depth += c && strchr("([{", c);
        depth -= c && strchr(")]}", c) && depth > 0;
        if (depth == 0)
            return at < text.len ? at + 1 : text.len;
    }
    return text.len;
}

// A word ends with the arguments that it is called with.
static size_t js_end_of(struct str text, size_t at)
{
    if (strchr("'\"`", text.at[at]))
        return js_string_end(text, at);
    if (strchr("([{", text.at[at]))
        return js_bracket_end(text, at);
    while (at < text.len && is_js_letter(text.at[at]))
        at++;
    return at < text.len && text.at[at] == '(' ? js_bracket_end(text, at) : at;
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t len, size_t most, unsigned seed)
{
    static const char *const around[][2] = {{"(", ")"},
                                            {"[", "]"},
                                            {"{", "}"},
                                            {"`${", "}`"},
                                            {"msg(", ")"},
                                            {"str`${", "}`"},
                                            {"html`<b>${", "}</b>`"},
                                            {"() => ", ""},
                                            {"function f(){", "}"},
                                            {"/*", "*/"},
                                            {"a?", ":b"},
                                            {"<T>", "</T>"},
                                            {"class A{", "}"},
                                            {"/", "/g"},
                                            {"const {", "} = a;"}};
    static const char *const words[] = {"import {msg, str} from '@lit/localize';",
                                        "msg('a')",
                                        "msg(str`a${b}`)",
                                        "msg(html`<b>${x}</b>`)",
                                        ", {id: 'a', desc: 'b'}",
                                        "export * from './a.js';",
                                        "import * as l from '@lit/localize';",
                                        "l.msg('x')",
                                        "let msg = 1;",
                                        "t('a')",
                                        "i18n._('a', `b`)",
                                        "x.t(('a' + 'b'), c)",
                                        "<p title=\"it's\">it's {t('a')} &amp;</p>",
                                        "<b/>",
                                        "\n",
                                        ";",
                                        "\\u{6d}sg",
                                        " as const",
                                        "?.",
                                        "...",
                                        "//",
                                        "<!--",
                                        "`",
                                        "${",
                                        "}",
                                        "/",
                                        "await ",
                                        "yield ",
                                        "async ",
                                        "import('./b')",
                                        "require('c')",
                                        "\xe2\x80\xa8",
                                        "#x",
                                        "@d ",
                                        "{{",
                                        "!"};
    static const struct structure js = {
        is_js_start, js_end_of, around, sizeof around / sizeof *around, words, sizeof words / sizeof *words};
    return structure_mutate(&js, bytes, len, most, seed);
}

#endif
