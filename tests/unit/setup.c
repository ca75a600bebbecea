// What .tx/config says of the exchange, which file counts, and which resource is meant.
#include "tests/unit/setup_fixture.h"

// ---- .tx/config

static void sections_of_today_are_read_with_all_their_keys(void **state)
{
    struct fixture *f = *state;
    assert_true(read_tx(f, "[main]\n"
                           "host = https://app.transifex.com\n"
                           "lang_map = pt_BR: pt-br, zh_CN: zh-Hans\n"
                           "\n"
                           "[o:acme:p:web:r:en_xlf]\n"
                           "file_filter  = xliff/<lang>.xlf   ; translations\n"
                           "source_file  = xliff/en.xlf\n"
                           "source_lang  = en\n"
                           "type         = XLIFF\n"
                           "minimum_perc = 60\n"
                           "mode = onlyreviewed\n"
                           "lang_map     = de_DE: de\n"
                           "trans.pt_PT  = tier2/pt_PT.xlf\n"
                           "resource_name = Web UI\n"
                           "replace_edited_strings = false\n"
                           "keep_translations      = T\n"));
    assert_int_equal(f->diags.count, 0);
    assert_true(choose(f, "web/xliff/<lang>.xlf", ""));
    const struct sync_resource *r = &f->resource;
    expect_str(r->address.service, "transifex");
    expect_str(r->address.project, "acme/web");
    expect_str(r->address.resource, "en_xlf");
    expect_str(r->address.host, "");
    expect_str(r->site, "https://app.transifex.com");
    expect_str(r->name, "web.en_xlf");
    expect_str(r->file_filter, "web/xliff/<lang>.xlf");
    expect_str(r->source_file, "web/xliff/en.xlf");
    expect_str(r->source_locale, "en");
    expect_str(r->type, "XLIFF");
    expect_str(r->resource_name, "Web UI");
    assert_int_equal(r->minimum, 60);
    assert_int_equal(r->mode, READ_REVIEWED);
    assert_int_equal(r->shrink, setup_shrink);
    assert_true(r->keep_translations && !r->replace_edited_strings);
    assert_int_equal(r->languages.count, 3);
    expect_str(r->languages.at[0].code, "de_DE");
    expect_str(r->languages.at[0].locale, "de");
    expect_str(r->languages.at[1].code, "pt_BR");
    expect_str(r->languages.at[2].locale, "zh-Hans");
    assert_int_equal(r->paths.count, 1);
    expect_str(r->paths.at[0].locale, "pt_PT");
    expect_str(r->paths.at[0].path, "web/tier2/pt_PT.xlf");
}

static void sections_of_the_old_client_lack_the_organization(void **state)
{
    struct fixture *f = *state;
    assert_true(read_tx(f, "[main]\nhost = https://www.transifex.com\nminimum_perc = 10\ntype = PO\n"
                           "mode = developer\n"
                           "[web.en_xlf]\nfile_filter = <lang>.xlf\n[web.other]\nminimum_perc = -1\n"
                           "trans.de = o/de.po\n"));
    assert_int_equal(f->setup.resources.count, 2);
    const struct sync_resource *r = &f->setup.resources.at[0];
    expect_str(r->address.project, "web");
    expect_str(r->address.resource, "en_xlf");
    expect_str(r->type, "PO");
    assert_int_equal(r->minimum, 10);
    expect_str(r->file_filter, "web/<lang>.xlf");
    expect_str(f->setup.resources.at[1].paths.at[0].path, "web/o/de.po");
    assert_false(choose(f, "web/<lang>.xlf", ""));
    expect_diag(f, KIND_SYNC_ADDRESS, "web.en_xlf", "the organization of web.en_xlf is not said");
    struct setup_choice choice = {.catalogs = STR("web/<lang>.xlf"), .project = STR("acme/web")};
    assert_true(setup_choose(&f->setup, &choice, &f->arena, &f->diags, &f->resource));
    expect_str(f->resource.address.project, "acme/web");
}

static void a_map_of_the_resource_wins_over_that_of_all(void **state)
{
    struct fixture *f = *state;
    assert_true(read_tx(f, "[o:a:p:b:r:c]\nlang_map = de_DE: de,fr_FR:fr\nfile_filter=<lang>.po\n"
                           "[main]\nlang_map = de_DE: german, pt_BR:\n   pt-BR\n"));
    assert_true(choose(f, "web/<lang>.po", ""));
    assert_int_equal(f->resource.languages.count, 3);
    expect_str(f->resource.languages.at[0].locale, "de");
    expect_str(f->resource.languages.at[2].locale, "pt-BR");
}

static void a_code_that_is_mapped_twice_counts_as_it_stands_last(void **state)
{
    struct fixture *f = *state;
    assert_true(read_tx(f, "[o:a:p:b:r:c]\nfile_filter=<lang>.po\nlang_map = de: x, de: y\n"));
    assert_true(choose(f, "web/<lang>.po", ""));
    assert_int_equal(f->resource.languages.count, 1);
    expect_str(f->resource.languages.at[0].locale, "y");
    expect_diag(f, KIND_SYNC_DOUBLE_KEY, "de: y", "\"de\" is mapped twice");
}

static void two_codes_cannot_be_one_locale(void **state)
{
    struct fixture *f = *state;
    assert_true(read_tx(f, "[o:a:p:b:r:c]\nfile_filter=<lang>.po\nlang_map = zh: zh-Hans, zh_CN: zh-Hans\n"));
    assert_false(choose(f, "web/<lang>.po", ""));
    expect_diag(f, KIND_SYNC_BAD_VALUE, "zh_CN: zh-Hans",
                "two languages of the service are the locale zh-Hans");
}

static void mistakes_are_told_where_they_stand(void **state)
{
    static const struct {
        const char *text;
        bool good;
        enum kind kind;
        const char *at, *message;
    } rows[] = {
        {"[main]\nhosts = x\n", true, KIND_SYNC_UNKNOWN_KEY, "hosts", "\"hosts\" is no key of [main]"},
        {"[a.b]\nfile-filter = <lang>.po\n", true, KIND_SYNC_UNKNOWN_KEY, "file-filter",
         "\"file-filter\" is no key of a resource"},
        {"host = x\n[main]\nhost = x\n[a.b]\nhost = x\n", true, KIND_SYNC_UNKNOWN_KEY, "host",
         "\"host\" is no key of a resource"},
        {"[main]\nlang_map = pt_BR pt\n", false, KIND_SYNC_BAD_VALUE, "pt_BR pt",
         "this is no pair of a code of the service and a locale"},
        {"[main]\nlang_map = a: b, , c: d\n", false, KIND_SYNC_BAD_VALUE, "a: b, , c: d",
         "this is no pair of a code of the service and a locale"},
        {"[main]\nlang_map = a: ../b\n", false, KIND_SYNC_BAD_VALUE, "a: ../b",
         "this is no pair of a code of the service and a locale"},
        {"[acme]\n", false, KIND_SYNC_BAD_VALUE, "acme", "\"acme\" is not the address of a resource"},
        {"[o:a:p:b:c:d]\n", false, KIND_SYNC_BAD_VALUE, "o:a:p:b:c:d",
         "\"o:a:p:b:c:d\" is not the address of a resource"},
        {"[o:a:p:b/c:r:d]\n", false, KIND_SYNC_BAD_VALUE, "o:a:p:b/c:r:d",
         "\"o:a:p:b/c:r:d\" is not the address of a resource"},
        {"[a.b.c]\n", false, KIND_SYNC_BAD_VALUE, "a.b.c", "\"a.b.c\" is not the address of a resource"},
        {"[a.b]\nfile_filter = de.po\n", false, KIND_SYNC_BAD_VALUE, "de.po",
         "a pattern of files without <lang>: \"de.po\""},
        {"[a.b]\nfile_filter = x/<lang>-<lang>.po\n", false, KIND_SYNC_BAD_VALUE, "x/<lang>-<lang>.po",
         "<lang> stands twice in one part of the pattern \"x/<lang>-<lang>.po\""},
        {"[a.b]\nkeep_translations = yes\n", false, KIND_SYNC_BAD_VALUE, "yes",
         "\"keep_translations\" must be true or false, not \"yes\""},
        {"[a.b]\nminimum_perc = 101\n", false, KIND_SYNC_BAD_VALUE, "101",
         "\"minimum_perc\" must be a whole number from 0 to 100, not \"101\""},
        {"[a.b]\nmode = review\n", false, KIND_SYNC_BAD_VALUE, "review",
         "\"mode\" must be \"translated\", \"reviewed\" or \"proofread\", not \"review\""},
        {"[a.b]\ntrans.de =\n", false, KIND_SYNC_BAD_VALUE, "",
         "\"trans.de\" must be the path of a file, not \"\""},
        {"[a.b]\ntype = PO\ntype = QT\n", true, KIND_SYNC_DOUBLE_KEY, "type", "\"type\" is there twice"},
        {"[a.b]\n[a.b]\n", true, KIND_SYNC_DOUBLE_KEY, "a.b", "the section \"a.b\" is there twice"},
        {"[a.b\n", false, KIND_SYNC_MALFORMED, "[a.b", "a section without its closing bracket"},
        {"[a.b]\nwhat\n", false, KIND_SYNC_MALFORMED, "what", "neither a section nor \"name = value\""},
        {"[a.b]\n= 7\n", false, KIND_SYNC_MALFORMED, "= 7", "a value without a name"},
        {"[a.b]\n\xff\n", false, KIND_FILE_NOT_UTF8, "\xff", "this byte is not UTF-8"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(read_tx(f, rows[i].text), rows[i].good);
        expect_diag(f, rows[i].kind, rows[i].at, rows[i].message);
    }
}

static void ini_files_are_read_as_tx_reads_them(void **state)
{
    struct fixture *f = *state;
    assert_true(read_tx(f,
                        "\xef\xbb\xbf; a comment\r\n[main]\r\nhost: https://x # here\r\n"
                        "  [ o:a:p:b:r:c ]  \r\n   type = \"PO\"\r\n\tresource_name = 'a b'\r\n"
                        "source_file = a\\b.po\r\nfile_filter = x\\<lang>\\<lang>.po\r\n[DEFAULT]\r\nx = 1"));
    assert_int_equal(f->diags.count, 0);
    const struct sync_resource *r = &f->setup.resources.at[0];
    expect_str(r->site, "https://x");
    expect_str(r->type, "PO");
    expect_str(r->resource_name, "a b");
    expect_str(r->source_file, "web/a/b.po");
    expect_str(r->file_filter, "web/x/<lang>/<lang>.po");
}

// ---- choosing the file

static void the_nearest_file_above_counts_and_tx_before_yaml(void **state)
{
    static const char *const files[] = {"a/b/c/x", "a/.tx/config", "a/b/transifex.yml",
                                        ".github/transifex.yml", NULL};
    struct fixture *f = *state;
    struct entered place;
    enter_folder(f, files, &place);
    assert_true(setup_find(STR("a/b/c"), &f->arena, &f->diags, &f->setup));
    expect_str(f->setup.path, "a/.tx/config");
    assert_int_equal(f->diags.count, 0);
    setup_tell_unread(STR("a/b/c"), &f->setup, &f->arena, &f->diags);
    assert_int_equal(f->diags.count, 2);
    expect_str(f->diags.at[0].span.path, "a/b/transifex.yml");
    expect_str(f->diags.at[1].message, "is not read, since there is a/.tx/config");
    unlink("a/.tx/config");
    assert_true(setup_find(STR("a/b/c"), &f->arena, &f->diags, &f->setup));
    expect_str(f->setup.path, "a/b/transifex.yml");
    assert_int_equal(chdir("a/b/c"), 0);
    unlink("../transifex.yml");
    assert_true(setup_find(path_absolute(&f->arena, STR(".")), &f->arena, &f->diags, &f->setup));
    expect_str(f->setup.path, "../../../.github/transifex.yml");
    leave_folder(&place);
}

// ---- choosing the resource

static void the_resource_is_the_one_that_has_the_catalogs(void **state)
{
    struct fixture *f = *state;
    assert_true(read_tx(f, "[o:a:p:b:r:po]\nfile_filter = po/<lang>.po\n"
                           "[o:a:p:b:r:xlf]\nfile_filter = ./x/../xliff/<lang>.xlf\n"));
    assert_true(choose(f, "web/xliff/<lang>.xlf", ""));
    expect_str(f->resource.address.resource, "xlf");
    assert_true(choose(f, "web/xliff/<lang>.xlf", "b.po"));
    expect_str(f->resource.address.resource, "po");
    assert_true(choose(f, "", "po"));
    assert_false(choose(f, "json/<lang>.json", ""));
    assert_int_equal(f->diags.count, 1);
    expect_str(f->diags.at[0].message,
               "no resource has the project's catalogs, json/<lang>.json, as its files");
    assert_int_equal(f->diags.at[0].related.count, 2);
    f->diags.count = 0;
    assert_false(choose(f, "web/xliff/<lang>.xlf", "b.xlff"));
    expect_str(f->diags.at[0].message, "no resource is called \"b.xlff\"");
    expect_str(f->diags.at[0].hint, "Did you mean \"b.xlf\"?");
}

static void several_that_fit_are_for_people_to_tell_apart(void **state)
{
    struct fixture *f = *state;
    assert_true(read_tx(f, "[o:a:p:b:r:en--develop]\nfile_filter = <lang>.ts\n"
                           "[o:a:p:b:r:en--master]\nfile_filter = <lang>.ts\n"));
    assert_false(choose(f, "web/<lang>.ts", ""));
    expect_str(f->diags.at[0].message,
               "2 resources have the project's catalogs, web/<lang>.ts, as their files");
    expect_str(f->diags.at[0].hint, "Say which one is meant: --resource b.en--develop.");
    assert_true(choose(f, "web/<lang>.ts", "b.en--master"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(sections_of_today_are_read_with_all_their_keys),
        CASE(sections_of_the_old_client_lack_the_organization),
        CASE(a_map_of_the_resource_wins_over_that_of_all),
        CASE(a_code_that_is_mapped_twice_counts_as_it_stands_last),
        CASE(two_codes_cannot_be_one_locale),
        CASE(mistakes_are_told_where_they_stand),
        CASE(ini_files_are_read_as_tx_reads_them),
        CASE(the_nearest_file_above_counts_and_tx_before_yaml),
        CASE(the_resource_is_the_one_that_has_the_catalogs),
        CASE(several_that_fit_are_for_people_to_tell_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
