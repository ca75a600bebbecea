// The module of locale codes.

#include "catalog/locale_codes.h"
#include "tests/unit/unit.h"

static void expect_module(struct str_list *targets, bool is_typescript, const char *targets_text,
                          const char *all_text)
{
    struct arena arena = {0};
    struct collator collator = {0};
    struct buf out = {0};
    locale_codes_write("lit-localize", STR("en"), targets, is_typescript, &collator, &arena, &out);
    struct str wanted = arena_print(
        &arena,
        "// Do not modify this file by hand!\n"
        "// Re-generate this file by running lit-localize.\n"
        "\n"
        "/**\n"
        " * The locale code that templates in this source code are written in.\n"
        " */\n"
        "export const sourceLocale = `en`;\n"
        "\n"
        "/**\n"
        " * The other locale codes that this application is localized into. Sorted\n"
        " * lexicographically.\n"
        " */\n"
        "export const targetLocales = [\n%s]%s;\n"
        "\n"
        "/**\n"
        " * All valid project locale codes. Sorted lexicographically.\n"
        " */\n"
        "export const allLocales = [\n%s]%s;\n",
        targets_text, is_typescript ? " as const" : "", all_text, is_typescript ? " as const" : "");
    expect_str(buf_str(&out), wanted.at);
    buf_free(&out);
    collator_close(&collator);
    arena_free(&arena);
}

static void sorts_as_people_do(void **state)
{
    (void)state;
    struct str codes[] = {STR("zh_CN"), STR("zh-Hans"), STR("FR"), STR("fr"), STR("de")};
    struct str_list targets = {codes, 5, 5};
    expect_module(&targets, true, "  `de`,\n  `fr`,\n  `FR`,\n  `zh_CN`,\n  `zh-Hans`,\n",
                  "  `de`,\n  `en`,\n  `fr`,\n  `FR`,\n  `zh_CN`,\n  `zh-Hans`,\n");
}

static void keeps_doubles_and_escapes(void **state)
{
    (void)state;
    struct str codes[] = {STR("en"), STR("a`$\\&")};
    struct str_list targets = {codes, 2, 2};
    expect_module(&targets, false, "  `a\\`\\$\\\\&amp;`,\n  `en`,\n",
                  "  `a\\`\\$\\\\&amp;`,\n  `en`,\n  `en`,\n");
}

static void has_a_comma_without_targets(void **state)
{
    (void)state;
    struct str_list targets = {0};
    expect_module(&targets, false, "  ,\n", "  `en`,\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorts_as_people_do),
        cmocka_unit_test(keeps_doubles_and_escapes),
        cmocka_unit_test(has_a_comma_without_targets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
