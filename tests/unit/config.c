#include "cli/config.h"

#include "cli/config_key.h"
#include "tests/unit/unit.h"

#define BASE                                                                                                 \
    "\"sourceLocale\":\"en\",\"targetLocales\":[\"de\",\"fr\"],\"inputFiles\":[\"src/*.js\"],"               \
    "\"interchange\":{\"format\":\"xliff\",\"xliffDir\":\"./x/\"},"
#define OUTPUT "\"output\":{\"mode\":\"runtime\",\"outputDir\":\"../o\"}"

struct reading {
    struct arena arena;
    struct diags diags;
    struct config config;
};

static int set_up(void **state)
{
    static const struct reading none;
    struct reading *reading = test_malloc(sizeof *reading);
    *reading = none;
    reading->diags.arena = &reading->arena;
    *state = reading;
    return 0;
}

static int tear_down(void **state)
{
    struct reading *reading = *state;
    arena_free(&reading->arena);
    test_free(reading);
    return 0;
}

static bool parse(struct reading *reading, const char *path, const char *text)
{
    reading->diags.count = 0;
    return config_parse(str_of(path), str_of(text), &reading->arena, &reading->diags, &reading->config);
}

static void drop_in_resolves_what_the_peer_resolves(void **state)
{
    struct reading *r = *state;
    assert_true(parse(r, "conf/lit-localize.json",
                      "{" BASE "\"tsConfig\":\"tsconfig.json\",\"output\":{\"mode\":\"runtime\","
                      "\"outputDir\":\"../o\",\"localeCodesModule\":\"./src/codes.ts\"}}"));
    const struct config *c = &r->config;
    assert_true(c->drop_in && c->has_output && c->has_input_files && !c->is_transform);
    expect_str(c->folder, "conf");
    expect_str(c->ts_config, "conf/tsconfig.json");
    expect_str(c->catalog_folder, "conf/x");
    expect_str(c->bundle_folder, "o");
    expect_str(c->locale_codes_module, "src/codes.ts"); // not the configuration's folder
    expect_str(c->input_files.at[0], "src/*.js");
    expect_str(c->target_locales.at[1], "fr");
    expect_str(c->format_options.original, "lit-localize-inputs");
    expect_str(c->dialects.at[0], "lit");
    assert_true(c->bundle_options.typescript); // because of tsConfig
    assert_true(c->format_options.peer_bytes && c->bundle_options.peer_bytes &&
                c->dialect_options.peer_bytes);
}

static void drop_in_language_wins_over_the_guess(void **state)
{
    struct reading *r = *state;
    assert_true(parse(r, "l.json",
                      "{" BASE "\"tsConfig\":\"t\",\"output\":{\"mode\":\"runtime\",\"outputDir\":\"o\","
                      "\"language\":\"js\"}}"));
    assert_false(r->config.bundle_options.typescript);
    assert_true(parse(r, "l.json", "{" BASE OUTPUT "}"));
    assert_false(r->config.bundle_options.typescript);
}

static void drop_in_takes_xlb_and_transform(void **state)
{
    struct reading *r = *state;
    assert_true(
        parse(r, "a/l.json",
              "{\"sourceLocale\":\"en\",\"targetLocales\":[],\"tsConfig\":\"t\",\"interchange\":{\"format\":"
              "\"xlb\",\"outputFile\":\"e.xlb\",\"translationsGlob\":\"./*.xlb\"},"
              "\"output\":{\"mode\":\"transform\",\"outputDir\":\"d\"}}"));
    expect_str(r->config.catalog_format, "xlb");
    expect_str(r->config.catalog_file, "a/e.xlb");
    expect_str(r->config.catalog_glob, "./*.xlb");
    expect_str(r->config.bundle_folder, "d"); // of the current directory
    assert_true(r->config.is_transform && !r->config.has_input_files);
}

static void drop_in_patches_come_as_javascript_sees_them(void **state)
{
    struct reading *r = *state;
    assert_true(
        parse(r, "lit-localize.json",
              "{" BASE OUTPUT ",\"patches\":{\"de\":{\"b\":[{\"before\":\"1\",\"after\":\"2\"},"
              "{\"after\":\"4\",\"before\":\"3\"}],\"10\":[{\"before\":\"x\",\"after\":\"\"}],"
              "\"9\":[{\"before\":\"y\",\"after\":\"\"}],\"b\":[{\"before\":\"5\",\"after\":\"6\"}]}}}"));
    const struct patch_list *patches = &r->config.bundle_options.patches;
    assert_int_equal(patches->count, 3);
    expect_str(patches->at[0].id, "9");
    expect_str(patches->at[1].id, "10");
    expect_str(patches->at[2].id, "b");
    expect_str(patches->at[2].before, "5"); // the last of two
    expect_str(patches->at[2].after, "6");
    expect_str(patches->at[2].locale, "de");
    assert_int_equal(diags_count(&r->diags, SEVERITY_WARNING), 1);
}

static void schema_is_put_first_as_the_peer_does(void **state)
{
    struct reading *r = *state;
    assert_true(parse(r, "lit-localize.json",
                      "{ \"targetLocales\" : [ ], \"sourceLocale\":\"\\u00e9\\u2028\\ud83d\","
                      "\"inputFiles\":[\"a\"], \"patches\":{\"de\":{\"\\/\\u0001\":[]}}, "
                      "\"interchange\":{\"format\":\"xliff\",\"xliffDir\":\"x\"},"
                      "\"output\":{\"mode\":\"transform\"}}"));
    expect_str(
        config_with_schema(&r->config, &r->arena),
        "{\n  \"$schema\": "
        "\"https://raw.githubusercontent.com/lit/lit/main/packages/localize-tools/config.schema.json\",\n"
        "  \"targetLocales\": [],\n  \"sourceLocale\": \"\xc3\xa9\xe2\x80\xa8\\ud83d\",\n"
        "  \"inputFiles\": [\n    \"a\"\n  ],\n  \"patches\": {\n    \"de\": {\n      \"/\\u0001\": []\n    "
        "}\n  },\n  "
        "\"interchange\": {\n"
        "    \"format\": \"xliff\",\n    \"xliffDir\": \"x\"\n  },\n"
        "  \"output\": {\n    \"mode\": \"transform\"\n  }\n}\n");
    assert_true(parse(r, "lit-localize.json", "{\"$schema\":\"\"," BASE OUTPUT "}"));
    assert_int_equal(config_with_schema(&r->config, &r->arena).len, 0);
    assert_true(parse(r, "glot.json", "{\"sourceLocale\":\"en\",\"locales\":[],\"sources\":[]}"));
    assert_int_equal(config_with_schema(&r->config, &r->arena).len, 0);
}

static void own_mode_has_defaults(void **state)
{
    struct reading *r = *state;
    assert_true(
        parse(r, "a/glot.json", "{/**/\"sourceLocale\":\"en\",\"locales\":[\"de\",],\"sources\":[\"*\"],}"));
    const struct config *c = &r->config;
    assert_true(!c->drop_in && !c->has_output && c->has_input_files);
    expect_str(c->catalog_format, "xliff");
    expect_str(c->catalog_folder, "a/translations");
    expect_str(c->bundle_format, "lit");
    assert_int_equal(c->dialects.count, 1);
    expect_str(c->dialects.at[0], "lit");
    expect_str(c->format_options.tool, "glot");
    assert_false(c->format_options.peer_bytes || c->with_locations);
}

static void own_mode_reads_every_key(void **state)
{
    struct reading *r = *state;
    assert_true(parse(
        r, "a/glot.json",
        "{\"sourceLocale\":\"en\",\"locales\":[\"de\"],\"tsconfig\":\"t.json\",\"dialects\":[\"gettext\"],"
        "\"keywords\":[\"_\"],\"catalogs\":{\"folder\":\"/c\",\"placeholders\":\"ph\",\"locations\":true},"
        "\"bundles\":{\"folder\":\"b\",\"localeCodes\":\"src/codes.ts\"}}"));
    const struct config *c = &r->config;
    expect_str(c->ts_config, "a/t.json");
    expect_str(c->catalog_folder, "/c");
    expect_str(c->bundle_folder, "a/b");
    expect_str(c->locale_codes_module, "a/src/codes.ts"); // of the configuration's folder, as all paths
    expect_str(c->dialect_options.keywords.at[0], "_");
    assert_int_equal(c->dialects.count, 1);
    expect_str(c->dialects.at[0], "gettext");
    assert_true(c->has_output && c->bundle_options.typescript);
    assert_true(c->format_options.content_placeholders && c->with_locations);
}

static void keys_tell_what_a_file_of_another_name_is(void **state)
{
    struct reading *r = *state;
    parse(r, "web.json", "{\"sourceLocale\":\"en\",\"locales\":[],\"sources\":[]}");
    assert_false(r->config.drop_in);
    parse(r, "web.json", "{\"sourceLocale\":\"en\",\"targetLocales\":[],\"inputFiles\":[]}");
    assert_true(r->config.drop_in);
    parse(r, "web.json", "{}");
    assert_true(r->config.drop_in);
    parse(r, "web/glot.json", "{\"targetLocales\":[],\"inputFiles\":[]}");
    assert_false(r->config.drop_in);
}

static void an_empty_ts_config_is_none(void **state)
{
    struct reading *r = *state;
    assert_false(
        parse(r, "lit-localize.json",
              "{\"sourceLocale\":\"en\",\"targetLocales\":[],\"tsConfig\":\"\",\"interchange\":{\"format\":"
              "\"xliff\",\"xliffDir\":\"\"}," OUTPUT "}"));
    assert_int_equal(r->diags.count, 1);
    assert_int_equal(r->diags.at[0].kind, KIND_CONFIG_MISSING_KEY);
    expect_str(r->config.catalog_folder, ".");
}

static void deep_nesting_is_survived(void **state)
{
    struct reading *r = *state;
    enum { depth = 20000 };
    struct buf text = {0};
    buf_text(&text, "{\"$schema\":");
    buf_repeat(&text, '[', depth);
    buf_repeat(&text, ']', depth);
    buf_byte(&text, '}');
    assert_false(config_parse(STR("lit-localize.json"), buf_str(&text), &r->arena, &r->diags, &r->config));
    buf_free(&text);
}

// The smallest configuration with a key `sync`, for a service that has host, project and resource.
#define OWN_SYNC(sync)                                                                                       \
    "{\"sourceLocale\":\"en\",\"locales\":[\"de\"],\"sources\":[\"*.ts\"],\"sync\":" sync "}"

static void own_mode_reads_what_is_said_of_a_service(void **state)
{
    struct reading *r = *state;
    assert_true(parse(r, "a/glot.json",
                      OWN_SYNC("{\"service\":\"transifex\",\"project\":\"acme/web\",\"resource\":\"en_xlf\","
                               "\"host\":\"http://127.0.0.1:1\",\"languages\":{\"de_DE\":\"de\",\"zh_CN\":"
                               "\"zh-Hans\"},\"mode\":\"proofread\",\"minimum\":60,\"source\":\"x/en.xlf\","
                               "\"shrink\":5,\"conflicts\":\"theirs\"}")));
    const struct sync_resource *sync = &r->config.sync;
    assert_true(r->config.has_sync);
    expect_str(sync->address.service, "transifex");
    expect_str(sync->address.host, "http://127.0.0.1:1");
    expect_str(sync->address.project, "acme/web");
    expect_str(sync->address.resource, "en_xlf");
    expect_str(sync->name, "en_xlf");
    expect_str(sync->source_file, "a/x/en.xlf");
    assert_int_equal(sync->languages.count, 2);
    expect_str(sync->languages.at[1].code, "zh_CN");
    expect_str(sync->languages.at[1].locale, "zh-Hans");
    assert_true(sync->mode == READ_PROOFREAD && sync->minimum == 60);
    assert_true(sync->shrink == 5 && sync->conflicts == SETUP_THEIRS);
    assert_true(parse(r, "glot.json",
                      OWN_SYNC("{\"service\":\"transifex\",\"project\":\"acme/web\","
                               "\"resource\":\"en_xlf\"}")));
    assert_true(sync->mode == READ_TRANSLATED && sync->minimum == 0);
    assert_true(sync->shrink == setup_shrink && sync->conflicts == SETUP_ASK);
}

static void what_is_said_of_a_service_must_be_what_it_wants(void **state)
{
    static const struct {
        const char *text, *message;
    } rows[] = {
        {OWN_SYNC("{\"service\":\"transifex\"}"),
         "the key \"sync.project\" is missing, which transifex needs"},
        {OWN_SYNC("{\"service\":\"transifex\",\"project\":\"web\",\"resource\":\"r\"}"),
         "\"web\" is no project of transifex"},
        {OWN_SYNC("{\"service\":\"transifex\",\"project\":\"a/b/c\",\"resource\":\"r\"}"),
         "\"a/b/c\" is no project of transifex"},
        {OWN_SYNC("{\"service\":\"transifex\",\"project\":\"a/b\",\"resource\":\"r\","
                  "\"languages\":{\"a\":\"de\",\"b\":\"de\"}}"),
         "two languages of the service are the locale de"},
        {OWN_SYNC("{\"service\":\"transifex\",\"project\":\"a/b\",\"resource\":\"r\","
                  "\"languages\":{\"a\":\"../de\"}}"),
         "\"../de\" is no locale"},
        {OWN_SYNC("{\"service\":\"transifex\",\"project\":\"a/b\",\"resource\":\"r\",\"mode\":\"review\"}"),
         "\"sync.mode\" must be \"translated\", \"reviewed\" or \"proofread\", not \"review\""},
    };
    struct reading *r = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_false(parse(r, "glot.json", rows[i].text));
        expect_str(r->diags.at[0].message, rows[i].message);
    }
}

static void tables_are_well_written(void **state)
{
    (void)state;
    const struct config_key *tables[] = {lit_keys, own_keys};
    for (size_t i = 0; i < 2; i++)
        for (const struct config_key *key = tables[i]; key->path; key++) {
            assert_true(key->meaning[strlen(key->meaning) - 1] == '.');
            bool has_choices = key->type == CONFIG_CHOICE || key->type == CONFIG_CHOICES ||
                               key->type == CONFIG_SECOND || key->type == CONFIG_NUMBER;
            assert_true(has_choices == (key->choice != NULL));
            if (key->type == CONFIG_SECOND)
                assert_true(key->choice(1) && !key->choice(2));
        }
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(drop_in_resolves_what_the_peer_resolves),
        CASE(drop_in_language_wins_over_the_guess),
        CASE(drop_in_takes_xlb_and_transform),
        CASE(drop_in_patches_come_as_javascript_sees_them),
        CASE(schema_is_put_first_as_the_peer_does),
        CASE(own_mode_has_defaults),
        CASE(own_mode_reads_every_key),
        CASE(keys_tell_what_a_file_of_another_name_is),
        CASE(an_empty_ts_config_is_none),
        CASE(deep_nesting_is_survived),
        CASE(own_mode_reads_what_is_said_of_a_service),
        CASE(what_is_said_of_a_service_must_be_what_it_wants),
        CASE(tables_are_well_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
