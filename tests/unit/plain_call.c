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
    {"msg('a\\'')", NULL},
    {"msg('a', b)", NULL},
    {"msg(`a${b}`)", NULL}, // a template with expressions needs a tag
    // Expressions are names and their members.
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
    {"msg(str`${a.b()}`)", NULL},
    {"msg(str`${a[0]}`)", NULL},
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
