#include "extractor/glob.h"

#include "base/buf.h"

#include "extractor/wildcard.h"
#include "tests/unit/unit.h"

static void expands_braces(void **state)
{
    static const char *const rows[][2] = {
        {"{a,bb}/x", "a/x bb/x"},
        {"{bb,a}", "a bb"},
        {"a{1..3}", "a1 a2 a3"},
        {"{03..1}", "03 02 01"},
        {"{a..c}{,x}", "a b c ax bx cx"},
        {"{a}", "{a}"},
        {"\\{a,b}", "\\{a,b}"},
        {"{a,{b,c}d}", "a bd cd"},
        {"{a,a}", "a"},
        {"${a,b}", "${a,b}"},
        {"{a,b", "{a,b"},
        {"[{a,b}]", "[{a,b}]"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct str_list list = {0};
        struct buf text = {0};
        glob_expand(str_of(rows[i][0]), &arena, &list);
        for (size_t k = 0; k < list.count; k++)
            buf_print(&text, "%s" STR_FORMAT, k ? " " : "", STR_ARG(list.at[k]));
        if (!str_is(buf_str(&text), rows[i][1]))
            fail_msg("%s gave <%.*s>", rows[i][0], (int)text.len, text.at);
        buf_free(&text);
        arena_free(&arena);
    }
}

static void matches_as_the_peer(void **state)
{
    static const struct {
        const char *pattern, *path;
        bool matches, matches_with_dots;
    } rows[] = {
        {"*.ts", "a.ts", true, true},
        {"*.ts", ".a.ts", false, true},
        {"*.ts", "a/b.ts", false, false},
        {"**/*.ts", "a.ts", true, true},
        {"**/*.ts", "a/b/c.ts", true, true},
        {"**/*.ts", "a/.b/c.ts", false, true},
        {"a/**/b", "a/b", true, true},
        {"a/**/b", "a/x/y/b", true, true},
        {"a/**", "a", true, true},
        {"a/**", "ab", false, false},
        {"**.ts", "a/b.ts", true, true},
        {"a**.ts", "a/b.ts", false, false},
        {"?.ts", "a.ts", true, true},
        {"?.ts", "..ts", false, true},
        {"[ab].ts", "b.ts", true, true},
        {"[ab].ts", "[ab].ts", true, true},
        {"[!a].ts", "a.ts", false, false},
        {"[a-c]", "b", true, true},
        {"@(a|b)", "b", true, true},
        {"?(a)b", "b", true, true},
        {"+(a|b)", "abab", true, true},
        {"*(a|b)", "", false, false},
        {"!(a).ts", "b.ts", true, true},
        {"!(a).ts", "a.ts", false, false},
        {"!(*.test).ts", "a.test.ts", false, false},
        {"!(*.test).ts", "a.ts", true, true},
        {"*.!(js)", "a.ts", true, true},
        {"\\[a\\].ts", "[a].ts", true, true},
        {"./a.ts", "a.ts", true, true},
        {".*", ".a", true, true},
        {"[z-a]", "b", false, false},
        {"a(", "a(", true, true},
        {"a[", "a[", true, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        for (int with_dots = 0; with_dots < 2; with_dots++) {
            struct glob glob;
            bool matches = glob_compile(str_of(rows[i].pattern), with_dots, &arena, &glob) &&
                           glob_match(&glob, str_of(rows[i].path), &arena);
            if (matches != (with_dots ? rows[i].matches_with_dots : rows[i].matches))
                fail_msg("%s on %s, dots %d: %d", rows[i].pattern, rows[i].path, with_dots, matches);
        }
        arena_free(&arena);
    }
}

static void is_never_slow(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf path = {0};
    struct glob glob;
    buf_repeat(&path, 'a', effort(2000));
    assert_true(glob_compile(STR("*(*(a|a)|*a*)*a*a*a*a*a*a*a*ab"), false, &arena, &glob));
    assert_false(glob_match(&glob, buf_str(&path), &arena));
    buf_free(&path);
    arena_free(&arena);
}

static void finds_the_base(void **state)
{
    static const char *const rows[][2] = {{"src/**/*.ts", "src"}, {"*.ts", "."},
                                          {"a/b.ts", "a"},        {"a/{b,c}/d", "a"},
                                          {"./src/*", "./src"},   {"a/\\[b\\]/*", "a/[b]"},
                                          {"../x/*.ts", "../x"},  {"/x/*.ts", "/x"}};
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!str_is(glob_base(str_of(rows[i][0]), &arena), rows[i][1]))
            fail_msg("%s", rows[i][0]);
    arena_free(&arena);
}

static void matches_wildcards(void **state)
{
    static const struct {
        const char *pattern, *path;
        bool file, folder, exclude;
    } rows[] = {
        {"**/*", "/p/a.ts", true, true, true},
        {"**/*", "/p/.a/b.ts", false, false, true},
        {"**/*", "/p/node_modules/b.ts", false, false, true},
        {"node_modules/*", "/p/node_modules/b.ts", true, true, true},
        {"src", "/p/src/a/b.ts", true, true, true},
        {"src", "/p/src", false, true, false},
        {"src/*", "/p/src/a/b.ts", false, false, true},
        {"*.js", "/p/a.min.js", false, true, true},
        {"*.min.js", "/p/a.min.js", true, true, true},
        {"**/a?.ts", "/p/x/ab.ts", true, true, true},
        {"../q/*", "/q/a.ts", true, true, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct wildcard wildcard;
        wildcard_compile(str_of(rows[i].pattern), STR("/p"), &arena, &wildcard);
        const bool expected[] = {rows[i].file, rows[i].folder, rows[i].exclude};
        for (int use = 0; use < 3; use++)
            if (wildcard_match(&wildcard, str_of(rows[i].path), (enum wildcard_use)use) != expected[use])
                fail_msg("%s on %s, use %d", rows[i].pattern, rows[i].path, use);
        arena_free(&arena);
    }
    assert_non_null(wildcard_fault(STR("a/**"), false));
    assert_null(wildcard_fault(STR("a/**"), true));
    assert_non_null(wildcard_fault(STR("**/../a"), true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expands_braces),    cmocka_unit_test(matches_as_the_peer),
        cmocka_unit_test(is_never_slow),     cmocka_unit_test(finds_the_base),
        cmocka_unit_test(matches_wildcards),
    };
    return cmocka_run_group_tests_name("glob", tests, NULL, NULL);
}
