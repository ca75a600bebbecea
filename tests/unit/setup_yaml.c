// What transifex.yml says of the exchange.
#include "tests/unit/setup_fixture.h"

// The file of authentik, whose application lies in the folder web.
#define AUTHENTIK                                                                                            \
    "---\n"                                                                                                  \
    "git:\n"                                                                                                 \
    "  filters:\n"                                                                                           \
    "    - filter_type: file\n"                                                                              \
    "      # all supported i18n types: https://docs.transifex.com/formats\n"                                 \
    "      file_format: XLIFF\n"                                                                             \
    "      source_language: en\n"                                                                            \
    "      source_file: web/xliff/en.xlf\n"                                                                  \
    "      translation_files_expression: \"web/xliff/<lang>.xlf\"\n"                                         \
    "    - filter_type: file\n"                                                                              \
    "      file_format: PO\n"                                                                                \
    "      source_language: en\n"                                                                            \
    "      source_file: locale/en/LC_MESSAGES/django.po\n"                                                   \
    "      translation_files_expression: \"locale/<lang>/LC_MESSAGES/django.po\"\n"

static void the_file_of_an_integration_says_which_files(void **state)
{
    struct fixture *f = *state;
    assert_true(read_yaml(f, "../.github/transifex.yml", AUTHENTIK));
    assert_int_equal(f->diags.count, 0);
    assert_int_equal(f->setup.resources.count, 2);
    const struct sync_resource *r = &f->resource;
    assert_false(choose(f, "../web/xliff/<lang>.xlf", "")); // its address is said nowhere
    assert_int_equal(f->diags.count, 2);
    expect_str(f->diags.at[0].message, "the project of web/xliff/en.xlf is not said");
    expect_str(f->diags.at[0].hint, "Give it on the command line: --project ORGANIZATION/PROJECT.");
    expect_str(f->diags.at[1].message, "the resource of web/xliff/en.xlf is not said");
    expect_str(r->name, "web/xliff/en.xlf");
    expect_str(r->source_file, "../web/xliff/en.xlf");
    expect_str(r->file_filter, "../web/xliff/<lang>.xlf");
    expect_str(r->type, "XLIFF");
    expect_str(r->source_locale, "en");
    expect_str(r->address.service, "transifex");
    expect_str(str_slice(r->span.text, r->span.start, r->span.end), "\"web/xliff/<lang>.xlf\"");
}

static void settings_map_the_codes_of_the_service(void **state)
{
    struct fixture *f = *state;
    assert_true(read_yaml(
        f, "transifex.yml",
        "\xef\xbb\xbf# \xc3\xbc\nfilters:\n- {filter_type: file, source_file: /a.po, mode: onlyreviewed,\n"
        "   translation_files_expression: '/<lang>.po'}\n"
        "settings:\n  pr_branch_name: x\n  language_mapping: {zh_CN: zh-Hans, no: nb}\n"));
    assert_int_equal(f->diags.count, 0);
    struct setup_choice choice = {.catalogs = STR("<lang>.po"), .project = STR("a/b"), .resource = STR("c")};
    assert_true(setup_choose(&f->setup, &choice, &f->arena, &f->diags, &f->resource));
    expect_str(f->resource.address.project, "a/b");
    expect_str(f->resource.address.resource, "c");
    expect_str(f->resource.source_file, "a.po");
    assert_int_equal(f->resource.mode, READ_REVIEWED);
    assert_int_equal(f->resource.languages.count, 2);
    expect_str(f->resource.languages.at[0].code, "zh_CN");
    expect_str(f->resource.languages.at[1].code, "no");
    expect_str(f->resource.languages.at[1].locale, "nb");
    struct span span = f->resource.languages.at[1].span;
    expect_str(str_slice(span.text, span.start, span.end), "no: nb");
}

#define FILTER "filters:\n- filter_type: file\n  source_file: a.po\n"

static void mistakes_in_yaml_are_told_where_they_stand(void **state)
{
    static const struct {
        const char *text;
        bool good;
        enum kind kind;
        const char *at, *message;
    } rows[] = {
        {FILTER "  translation_files_expression: <lang>.po\n  source_lang: en\n", true, KIND_SYNC_UNKNOWN_KEY,
         "source_lang", "\"source_lang\" is no key of a filter"},
        {FILTER "  translation_files_expression: de.po\n", false, KIND_SYNC_BAD_VALUE, "de.po",
         "a pattern of files without <lang>: \"de.po\""},
        {FILTER, false, KIND_SYNC_BAD_VALUE, "f", "the filter has no \"translation_files_expression\""},
        {FILTER "  translation_files_expression:\n", false, KIND_SYNC_BAD_VALUE,
         "translation_files_expression", "the filter has no \"translation_files_expression\""},
        {FILTER "  translation_files_expression: [a]\n", false, KIND_SYNC_BAD_VALUE, "[a]",
         "\"translation_files_expression\" must be a text"},
        {"filters: x\n", false, KIND_SYNC_BAD_VALUE, "x", "\"filters\" must be a list"},
        {"filters: [x]\n", false, KIND_SYNC_BAD_VALUE, "x", "\"every filter\" must be a mapping"},
        {"- x\n", false, KIND_SYNC_BAD_VALUE, "- x", "\"the file\" must be a mapping"},
        {"filters:\n- filter_type: fil\n", false, KIND_SYNC_BAD_VALUE, "fil",
         "\"filter_type\" must be \"file\" or \"dir\""},
        {"settings:\n  language_mappings: {}\n", true, KIND_SYNC_UNKNOWN_KEY, "language_mappings",
         "\"language_mappings\" is no key of \"settings\""},
        {"settings:\n  language_mapping:\n    de: [x]\n    fr: fr\n", false, KIND_SYNC_BAD_VALUE, "de: [x]",
         "this is no pair of a code of the service and a locale"},
        {"# \xc3\xbc\na: [\xc3\xbc, *x]\n", false, KIND_SYNC_MALFORMED, "*x", "aliases are not read"},
        {"a: 1\n---\nb: 2\n", false, KIND_SYNC_MALFORMED, "---", "a second document in one file"},
        {"? [a]\n: 1\n", false, KIND_SYNC_MALFORMED, "[", "a key must be a text"},
        {"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", false, KIND_SYNC_MALFORMED, "[",
         "this is nested deeper than any configuration needs"},
        {"\xc3\xbc: 'a\n", false, KIND_SYNC_MALFORMED, "", "found unexpected end of stream"},
        {"a: b: c\n", false, KIND_SYNC_MALFORMED, ":", "mapping values are not allowed in this context"},
        {"a: \x01\n", false, KIND_SYNC_MALFORMED, "\x01", "control characters are not allowed"},
        {"a: \xff\n", false, KIND_FILE_NOT_UTF8, "\xff", "this byte is not UTF-8"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(read_yaml(f, "transifex.yml", rows[i].text), rows[i].good);
        expect_diag(f, rows[i].kind, rows[i].at, rows[i].message);
    }
    assert_true(read_yaml(f, "transifex.yml", "") && f->setup.resources.count == 0);
    assert_true(read_yaml(f, "transifex.yml", "git:\n") && f->setup.resources.count == 0);
}

static void a_filter_for_a_folder_is_one_resource_for_each_file(void **state)
{
    static const char *const files[] = {"l/en/a.po", "l/en/b.po", "l/en/c.txt", "l/en/x/d.po", NULL};
    struct fixture *f = *state;
    struct entered place;
    enter_folder(f, files, &place);
    assert_true(read_yaml(f, ".github/transifex.yml",
                          "filters:\n- filter_type: dir\n  file_format: PO\n  source_file_extension: po\n"
                          "  source_file_dir: /l/en/\n  ignore_files: [/l/en/b.po]\n"
                          "  translation_files_expression: l/<lang>/\n"));
    leave_folder(&place);
    assert_int_equal(f->diags.count, 0);
    assert_int_equal(f->setup.resources.count, 1);
    expect_str(f->setup.resources.at[0].name, "l/en/a.po");
    expect_str(f->setup.resources.at[0].source_file, "l/en/a.po");
    expect_str(f->setup.resources.at[0].file_filter, "l/<lang>/a.po");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(the_file_of_an_integration_says_which_files),
        CASE(settings_map_the_codes_of_the_service),
        CASE(mistakes_in_yaml_are_told_where_they_stand),
        CASE(a_filter_for_a_folder_is_one_resource_for_each_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
