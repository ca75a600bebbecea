// Calls that are read from their bytes, and those that only look as if they could be.
#include "extractor/plain_call.h"

#include "tests/unit/unit.h"

// The tag, the texts and the expressions between `|`; NULL where a tree has to tell.
static const struct row {
    const char *call, *expected;
} rows[] = {
    {"msg('a')", "|a"},
    {"msg( \"a\" , )", "|a"},
    {"msg(`a\nb`)", "|a\nb"},
    {"msg('a\\'\\\"\\`\\\\\\nb', {desc: \"\\\"c\\\"\"})", "|a'\"`\\\nb"},
    {"msg('a\\tb')", NULL},
    {"msg('a\\x41')", NULL},
    {"msg('a\\\nb')", NULL},
    {"msg('a\\'", NULL},
    {"msg('a', b)", NULL},
    {"msg(`a${b}`)", NULL}, // a template with expressions needs a tag
    // Expressions of names, members, calls, and a few signs.
    {"msg(str`a`)", "str|a"},
    {"msg(str`${a}`)", "str||a|"},
    {"msg(\n  str`Hi ${this.user?.name}!${ b }`,\n)", "str|Hi |this.user?.name|!|b|"},
    {"msg(html`<a href=${a.b.c}>$ {x} $$${$_1}</a>`, {id: 'x', desc: \"d\"})",
     "html|<a href=|a.b.c|>$ {x} $$|$_1|</a>"},
    {"msg(str`${a.default.new}`)", "str||a.default.new|"},
    {"msg(str`${a\n.b}`)", NULL},
    {"msg(str`${a .b}`)", NULL},
    {"msg(str`${a\n}`)", "str||a|"},
    {"msg(str`${/* a */ b}`)", NULL},
    {"msg(str`${a // b\n}`)", NULL},
    {"msg(str`${}`)", NULL},
    {"msg(str`${1}`)", NULL},
    {"msg(str`${a.1}`)", NULL},
    {"msg(str`${a?.5:b}`)", NULL},
    {"msg(str`${a?b:c}`)", NULL},
    {"msg(str`${a..b}`)", NULL},
    {"msg(str`${a?..b}`)", NULL},
    {"msg(str`${a.#b}`)", NULL},
    {"msg(str`${a.b()}`)", "str||a.b()|"},
    {"msg(str`${a[0]}`)", "str||a[0]|"},
    {"msg(str`${f(a, \"b\", 20, g(this.c?.d)).e[f(1)]['x'](h)}`)",
     "str||f(a, \"b\", 20, g(this.c?.d)).e[f(1)]['x'](h)|"},
    {"msg(str`${f(a(b(c(d(e(f(g(h)))))))}`)", NULL}, // too deep
    {"msg(str`${f(a,b)}`)", NULL},
    {"msg(str`${f( a)}`)", NULL},
    {"msg(str`${f(a, )}`)", NULL},
    {"msg(str`${f(, a)}`)", NULL},
    {"msg(str`${f(a}`)", NULL},
    {"msg(str`${f (a)}`)", NULL},
    {"msg(str`${f<A>(a)}`)", NULL},
    {"msg(str`${f(...a)}`)", NULL},
    {"msg(str`${f(a => a)}`)", NULL},
    {"msg(str`${f?.(a)}`)", NULL},
    {"msg(str`${f('\\'')}`)", NULL},
    {"msg(str`${f('\xc3\xa9')}`)", NULL},
    {"msg(str`${f('a\n')}`)", NULL},
    {"msg(str`${f(`a`)}`)", NULL},
    {"msg(str`${f(01)}`)", NULL},
    {"msg(str`${f(0)}`)", "str||f(0)|"},
    {"msg(str`${f(1.5)}`)", NULL},
    {"msg(str`${f(1n)}`)", NULL},
    {"msg(str`${f(-1)}`)", NULL},
    {"msg(str`${a[]}`)", NULL},
    {"msg(str`${a[b}`)", NULL},
    {"msg(str`${a || \"\"}`)", "str||a || \"\"|"},
    {"msg(str`${a ?? b.c() ?? 'd'}`)", "str||a ?? b.c() ?? 'd'|"},
    {"msg(str`${a + 1}`)", "str||a + 1|"},
    {"msg(str`${f(1 + a, b && c)}`)", "str||f(1 + a, b && c)|"},
    {"msg(str`${a ?? b || c}`)", NULL}, // no JavaScript
    {"msg(str`${a && b || c}`)", NULL},
    {"msg(str`${a||b}`)", NULL},
    {"msg(str`${a ||  b}`)", NULL},
    {"msg(str`${a || }`)", NULL},
    {"msg(str`${a - b}`)", "str||a - b|"},
    {"msg(str`${a % b}`)", NULL},
    {"msg(str`${a - b + c}`)", NULL}, // no need
    {"msg(str`${a < b}`)", NULL},
    {"msg(str`${a === 1 ? '' : f('s')}`)", "str||a === 1 ? '' : f('s')|"},
    {"msg(str`${f(a ? b : c, d)}`)", "str||f(a ? b : c, d)|"},
    {"msg(str`${a ? b ? c : d : e}`)", NULL},
    {"msg(str`${a ? b}`)", NULL},
    {"msg(str`${a ? `b` : c}`)", NULL},
    {"msg(str`${'a' + b}`)", NULL}, // may be a text that is part of the message
    {"msg(str`${type.set.of}`)", "str||type.set.of|"},
    {"msg(str`${f(await)}`)", NULL},
    {"msg(str`${f(true)}`)", NULL},
    {"msg(str`${a!}`)", NULL},
    {"msg(str`${a, b}`)", NULL},
    {"msg(str`${\xc3\xa9}`)", NULL},
    {"msg(str`${a.\xc3\xa9}`)", NULL},
    {"msg(str`${a`)", NULL},
    // Words that are no names.
    {"msg(str`${await}`)", NULL},
    {"msg(str`${async}`)", NULL},
    {"msg(str`${function}`)", NULL},
    {"msg(str`${import.meta}`)", NULL},
    {"msg(str`${new.target}`)", NULL},
    {"msg(str`${super.a}`)", NULL},
    {"msg(str`${null}`)", NULL},
    // Tags.
    {"msg(a.str`b`)", NULL},
    {"msg(str `b`)", NULL},
    {"msg(str<A>`b`)", NULL},
    {"msg(str)", NULL},
    {"msg(\xc3\xa9`b`)", NULL},
    {"msg(str`a\\n`)", NULL},
    {"msg(str`a\r\n`)", NULL},
    {"msg(str`a\x1e`)", NULL},
    // A template is no option.
    {"msg('a', {id: `${b}`})", NULL},
    {"msg('a', {id: str`b`})", NULL},
};

static struct str written(const struct plain_call *call, struct arena *arena)
{
    struct buf out = {0};
    buf_add(&out, call->tag);
    for (size_t i = 0; i <= call->template.code_count; i++) {
        buf_byte(&out, '|');
        buf_add(&out, call->template.texts[i]);
        if (i < call->template.code_count)
            buf_print(&out, "|" STR_FORMAT, STR_ARG(call->template.codes[i]));
    }
    return buf_finish(&out, arena);
}

static void reads_what_the_bytes_tell(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct plain_call call;
        struct str text = str_of(rows[i].call);
        bool is_plain = plain_call_read(text, 0, strlen("msg"), text.len, &arena, &call);
        struct str out = is_plain ? written(&call, &arena) : STR("(a tree has to tell)");
        if (!str_equal(out, rows[i].expected ? str_of(rows[i].expected) : STR("(a tree has to tell)")))
            fail_msg("%s: " STR_FORMAT, rows[i].call, STR_ARG(out));
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_what_the_bytes_tell)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
