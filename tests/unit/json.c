// JSON catalogs and JSON bundles.

#include "catalog/bundle.h"
#include "tests/unit/format_fixture.h"

static bool reads(struct fixture *f, const char *text)
{
    return reads_as(f, "json", "de.json", text);
}

static struct str written(struct fixture *f)
{
    return written_as(f, "json");
}

static struct unit *add(struct fixture *f, const char *id, const char *source)
{
    struct unit *unit = catalog_add(&f->catalog, str_of(id), &f->arena);
    unit->source = pattern_of_text(str_of(source), &f->arena);
    unit->source_changed = true;
    return unit;
}

// In the layout of a fresh file, every member in use.
static const char full[] =
    "{\n"
    "  \"sourceLocale\": \"en\",\n"
    "  \"targetLocale\": \"de\",\n"
    "  \"units\": [\n"
    "    {\n"
    "      \"id\": \"a\",\n"
    "      \"context\": \"menu\",\n"
    "      \"source\": \"Hello {0}, {#b}you{/b}{br/} {{x}}\",\n"
    "      \"target\": [\"Hallo \", {\"name\": \"0\", \"code\": \"${other}\"}],\n"
    "      \"previous\": \"Hi\",\n"
    "      \"codes\": {\"0\": \"${name}\", \"#b\": \"<b>\", \"/b\": \"</b>\", \"br/\": \"<br>\"},\n"
    "      \"state\": \"needs-review\",\n"
    "      \"notes\": [{\"from\": \"glot\", \"text\": \"n\"}, {\"text\": \"m\"}],\n"
    "      \"locations\": [\"a.ts:1\", \"b.ts:2\"]\n"
    "    },\n"
    "    {\n"
    "      \"id\": \"b\",\n"
    "      \"source\": {\"plural\": \"n\", \"one\": \"{n} file\", \"other\": \"{n} files\"},\n"
    "      \"target\": {\"match\": [{\"plural\": \"n\"}, {\"select\": \"g\"}], \"variants\": [{\"keys\": "
    "[\"one\", \"*\"], \"text\": "
    "\"x\"}]}\n"
    "    }\n"
    "  ]\n"
    "}\n";

static void reads_every_member(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, full));
    const struct unit *a = catalog_find(&f->catalog, STR("a")), *b = catalog_find(&f->catalog, STR("b"));
    expect_pattern(&a->source, "Hello {0=${name}}, {#b=<b>}you{/b=</b>}{#/br=<br>} {x}");
    expect_pattern(&a->target, "Hallo {0=${other}}");
    expect_pattern(&unit_rare(a)->previous, "Hi");
    expect_pattern(&b->source, ".match $n:plural\none {{{n=} file}}\nother {{{n=} files}}");
    expect_pattern(&b->target, ".match $n:plural $g:select\none * {{x}}");
    assert_int_equal(a->state, UNIT_NEEDS_REVIEW);
    assert_int_equal(b->state, UNIT_TRANSLATED);
    expect_str(a->context, "menu");
    expect_str(a->notes.at[0].from, "glot");
    expect_str(a->notes.at[1].text, "m");
    expect_str(a->locations.at[1], "b.ts:2");
}

static void writes_what_it_read(void **state)
{
    static const char *const texts[] = {
        full,
        "{\"units\":[]}",
        " { \"x\" : 1, \"units\" : [ ] } ",
        "{\"units\":[{\"id\":\"a\",\"source\":\"lone { and } {a b}\"} , {\"id\":\"a\",\"source\":\"\"}]}\n\n",
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_true(reads(f, texts[i]));
        expect_str(written(f), texts[i]);
    }
}

static void prints_a_fresh_file(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, full));
    f->catalog.bytes = (struct str){0};
    expect_str(written(f), full);
    f->catalog.units.count = 0;
    expect_str(written(f),
               "{\n  \"sourceLocale\": \"en\",\n  \"targetLocale\": \"de\",\n  \"units\": []\n}\n");
}

static void splices_only_what_changed(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "{ \"units\": [\n"
                         "\t{\"id\": \"a\", \"source\": \"A\"},\n"
                         "\t{\"id\": \"b\", \"mine\": [1,  2], \"source\": \"B\"},\n"
                         "\t{\"id\": \"c\", \"source\": \"C\"}\n"
                         "] }"));
    struct unit *b = catalog_find(&f->catalog, STR("b"));
    b->target = pattern_of_text(STR("\xc3\x84\""), &f->arena);
    b->has_target = b->target_changed = true;
    b->state = UNIT_TRANSLATED;
    add(f, "d", "D");
    expect_str(written(f),
               "{ \"units\": [\n"
               "\t{\"id\": \"a\", \"source\": \"A\"},\n"
               "\t{\n\t  \"id\": \"b\",\n\t  \"source\": \"B\",\n\t  \"target\": \"\xc3\x84\\\"\",\n"
               "\t  \"mine\": [1,  2]\n\t},\n"
               "\t{\"id\": \"c\", \"source\": \"C\"},\n"
               "\t{\n\t  \"id\": \"d\",\n\t  \"source\": \"D\"\n\t}\n"
               "] }");
}

static void takes_units_out_with_their_commas(void **state)
{
    struct fixture *f = *state;
    static const char text[] = "{\"units\":[ {\"id\":\"a\"} , {\"id\":\"b\"} ,{\"id\":\"c\"} ]}";
    static const struct {
        bool removed[3];
        const char *wanted;
    } rows[] = {
        {{true, false, false}, "{\"units\":[ {\"id\":\"b\"} ,{\"id\":\"c\"} ]}"},
        {{false, true, false}, "{\"units\":[ {\"id\":\"a\"} ,{\"id\":\"c\"} ]}"},
        {{true, true, false}, "{\"units\":[ {\"id\":\"c\"} ]}"},
        {{false, false, true}, "{\"units\":[ {\"id\":\"a\"} , {\"id\":\"b\"} ]}"},
        {{true, true, true}, "{\"units\":[]}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(reads(f, text));
        for (size_t j = 0; j < 3; j++)
            f->catalog.units.at[j].removed = rows[i].removed[j];
        expect_str(written(f), rows[i].wanted);
    }
}

static void adds_to_an_empty_file(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "{\"units\": []}"));
    add(f, "a", "A");
    expect_str(written(f),
               "{\"units\": [\n    {\n      \"id\": \"a\",\n      \"source\": \"A\"\n    }\n  ]}");
}

static void refuses_what_is_no_catalog(void **state)
{
    static const char *const texts[] = {
        "[]",
        "{}",
        "{\"units\": {}}",
        "{\"units\": [1]}",
        "{\"units\": [{\"source\": \"\"}]}",
        "{\"units\": [{\"id\": \"\"}]}",
        "{\"units\": [{\"id\": \"a\", \"source\": 1}]}",
        "{\"units\": [{\"id\": \"a\", \"source\": [1]}]}",
        "{\"units\": [{\"id\": \"a\", \"source\": [{\"name\": \"a\", \"code\": \"\", \"kind\": \"text\"}]}]}",
        "{\"units\": [{\"id\": \"a\", \"source\": {\"one\": \"\"}}]}",
        "{\"units\": [{\"id\": \"a\", \"source\": {\"match\": [{}], \"variants\": []}}]}",
        "{\"units\": [{\"id\": \"a\", \"codes\": {\"a\": 1}}]}",
        "{\"units\": [{\"id\": \"a\", \"state\": \"done\"}]}",
        "{\"units\": [{\"id\": \"a\", \"previous\": \"A\", \"previousState\": \"stale\"}]}",
        "{\"units\": [{\"id\": \"a\", \"notes\": {}}]}",
        "{\"units\": [{\"id\": \"a\", \"locations\": [1]}]}",
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        f->diags.count = 0;
        assert_false(reads(f, texts[i]));
        assert_int_equal(f->diags.count, 1);
        assert_int_equal(f->diags.at[0].kind, KIND_JSON_CATALOG);
    }
}

static void refuses_deep_choices(void **state)
{
    struct fixture *f = *state;
    struct buf text = {0};
    buf_text(&text, "{\"units\": [{\"id\": \"a\", \"source\": ");
    for (int i = 0; i < 10000; i++)
        buf_text(&text, "{\"plural\": \"n\", \"one\": ");
    buf_text(&text, "\"\"");
    buf_repeat(&text, '}', 10000);
    buf_text(&text, "}]}");
    buf_byte(&text, '\0');
    assert_false(reads(f, text.at));
    buf_free(&text);
}

static void builds_objects_of_texts(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(
        f,
        "{\"units\": [{\"id\": \"a\", \"target\": \"Hallo {0}\"}, {\"id\": \"b\", \"target\": \"{1}\"}]}"));
    struct message messages[] = {{.id = STR("c")}, {.id = STR("b")}, {.id = STR("a")}};
    pattern_add_text(&messages[0].pattern, STR("{C}"), &f->arena);
    pattern_add_code(&messages[1].pattern, PART_OPEN, STR("<b>"), STR("1"), &f->arena);
    pattern_add_code(&messages[1].pattern, PART_OPEN, STR("<i>"), STR("2"), &f->arena);
    pattern_add_code(&messages[2].pattern, PART_PLACEHOLDER, STR("${x}"), STR("0"), &f->arena);
    struct message_set set = {0};
    for (size_t i = 0; i < 3; i++)
        message_set_add(&set, &messages[i], &f->arena);
    struct bundle_options options = {0};
    struct collator collator = {0};
    struct bundle_request request = {.locale = STR("de"),
                                     .messages = &set,
                                     .catalog = &f->catalog,
                                     .options = &options,
                                     .collator = &collator};
    struct bundle_report report;
    const struct bundle *bundle = bundle_find(STR("json"));
    assert_true(bundle_prepare(bundle, &request, &f->arena, &f->diags, &report));
    assert_int_equal(f->diags.count, 1);
    assert_int_equal(f->diags.at[0].kind, KIND_PLACEHOLDER_MISSING);
    assert_true(bundle->write(&request, &f->arena, &f->diags, &f->out));
    expect_str(buf_str(&f->out),
               "{\n  \"a\": \"Hallo {0}\",\n  \"b\": \"{#1}{#2}\",\n  \"c\": \"{{C}}\"\n}\n");
    assert_int_equal(report.translated, 1);
    expect_str(report.missing.at[0], "c");
    expect_str(report.missing.at[1], "b");
    collator_close(&collator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_every_member),
        TEST(writes_what_it_read),
        TEST(prints_a_fresh_file),
        TEST(splices_only_what_changed),
        TEST(takes_units_out_with_their_commas),
        TEST(adds_to_an_empty_file),
        TEST(refuses_what_is_no_catalog),
        TEST(refuses_deep_choices),
        TEST(builds_objects_of_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
