// The formats whose files are one JSON object of texts: both laws, and bad files.
#include "tests/unit/json_fixture.h"

static void files_come_back_byte_for_byte(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof fixtures / sizeof *fixtures; i++) {
        assert_true(reads(f, fixtures[i].format, fixtures[i].text));
        expect_str(written(f), fixtures[i].text);
    }
}

static void expect_same_units(const struct catalog *a, const struct catalog *b)
{
    size_t j = 0;
    for (size_t i = 0; i < a->units.count; i++) {
        const struct unit *x = &a->units.at[i];
        if (x->is_shadowed)
            continue;
        assert_true(j < b->units.count);
        const struct unit *y = &b->units.at[j++];
        assert_true(str_equal(x->id, y->id));
        assert_true(pattern_equal(&x->source, &y->source));
        assert_int_equal(x->notes.count, y->notes.count);
        assert_true(x->notes.count == 0 || str_equal(x->notes.at[0].text, y->notes.at[0].text));
        assert_true(str_equal(x->context, y->context));
    }
    assert_int_equal(j, b->units.count);
}

// A fresh file, and one in which every text is printed anew.
static void catalogs_come_back_with_all_they_say(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof fixtures / sizeof *fixtures; i++) {
        assert_true(reads(f, fixtures[i].format, fixtures[i].text));
        struct catalog catalog = f->catalog;
        for (size_t j = 0; j < f->catalog.units.count; j++)
            f->catalog.units.at[j].source_changed = f->catalog.units.at[j].notes_changed = true;
        struct str changed = arena_copy(&f->arena, written(f));
        f->catalog.bytes = (struct str){0};
        struct str fresh = arena_copy(&f->arena, written(f));
        assert_true(reads(f, fixtures[i].format, arena_cstr(&f->arena, fresh)));
        expect_same_units(&catalog, &f->catalog);
        assert_true(reads(f, fixtures[i].format, arena_cstr(&f->arena, changed)));
        for (size_t j = 0; j < catalog.units.count; j++)
            assert_true(pattern_equal(&catalog.units.at[j].source, &f->catalog.units.at[j].source));
    }
}

// ---- generated catalogs

static unsigned next(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed / 65536u % below;
}

static struct pattern any_text(struct fixture *f, const char *format, const char *argument, unsigned *seed)
{
    static const char *const texts[] = {
        "it's", " ", "\"\\\n", "\xc3\xa9\xf0\x9f\x98\x80", "a < b", "''", "#", "$", "<", "l'", "}}"};
    bool is_i18next = strcmp(format, "i18next") == 0, has_tags = strcmp(format, "arb") != 0;
    struct pattern pattern = {0};
    for (unsigned i = next(seed, 6); i > 0; i--) {
        unsigned kind = next(seed, 4);
        struct str name = str_of(argument ? argument : next(seed, 2) ? "name" : "0");
        struct str code =
            arena_print(&f->arena, is_i18next ? "{{" STR_FORMAT "}}" : "{" STR_FORMAT "}", STR_ARG(name));
        if (kind == 0)
            pattern_add_code(&pattern, PART_PLACEHOLDER, code, name, &f->arena);
        else if (kind == 1 && has_tags)
            pattern_add_code(&pattern, PART_STANDALONE, STR("<br/>"), STR("br"), &f->arena);
        else
            pattern_add_text(&pattern,
                             str_of(texts[next(seed, is_i18next ? 6
                                                     : has_tags ? 11
                                                                : 10)]),
                             &f->arena);
    }
    return pattern;
}

static struct pattern any_pattern(struct fixture *f, const char *format, unsigned *seed)
{
    static const char *const keys[] = {"one", "few", "other"};
    if (next(seed, 3))
        return any_text(f, format, NULL, seed);
    struct pattern pattern = {0};
    pattern_add_selector(&pattern, (struct selector){.argument = STR("count"), .kind = SELECT_PLURAL},
                         &f->arena);
    for (size_t i = next(seed, 2); i < 3; i++) {
        struct variant *variant = pattern_add_variant(&pattern, &f->arena);
        *list_push(&variant->keys, &f->arena) = str_of(keys[i]);
        variant->value = any_text(f, format, "count", seed);
    }
    return pattern;
}

// What is made anew is read as it was made; nothing is told of a loss.
static void generated_catalogs_come_back(void **state)
{
    static const char *const names[] = {"formatjs", "arb", "i18next"};
    struct fixture *f = *state;
    unsigned seed = 1;
    for (unsigned round = 0; round < 300; round++) {
        const char *format = names[round % 3];
        assert_true(reads(f, format, "{}"));
        f->catalog.bytes = (struct str){0};
        for (unsigned i = 0; i < 8; i++) {
            struct unit *one = add(f, arena_cstr(&f->arena, arena_print(&f->arena, "id.%u", i)), "");
            one->source = any_pattern(f, format, &seed);
            if (strcmp(format, "i18next") != 0 && next(&seed, 2))
                *list_push(&one->notes, &f->arena) = (struct note){.text = STR("n\"")};
        }
        struct catalog catalog = f->catalog;
        struct str fresh = arena_copy(&f->arena, written(f));
        assert_true(reads(f, format, arena_cstr(&f->arena, fresh)));
        expect_same_units(&catalog, &f->catalog);
        assert_int_equal(f->diags.count, 0);
    }
}

// ---- bad files

static void refuses_what_is_no_catalog(void **state)
{
    static const struct {
        const char *format, *text;
        enum kind kind;
    } rows[] = {
        {"formatjs", "[]", KIND_JSON_CATALOG},
        {"formatjs", "{\"a\": 1}", KIND_JSON_CATALOG},
        {"formatjs", "{\"a\": [{\"type\": 0, \"value\": \"x\"}]}", KIND_JSON_CATALOG},
        {"formatjs", "{\"a\": \"x\",}", KIND_JSON_MALFORMED},
        {"formatjs", "{\"a\": \"\xff\"}", KIND_FILE_NOT_UTF8},
        {"arb", "{\"a\": {}}", KIND_JSON_CATALOG},
        {"i18next", "\"a\"", KIND_JSON_CATALOG},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        f->diags.count = 0;
        assert_false(reads(f, rows[i].format, rows[i].text));
        assert_int_equal(f->diags.at[0].kind, rows[i].kind);
    }
}

static void depth_and_doubles_are_told(void **state)
{
    struct fixture *f = *state;
    struct buf text = {0};
    for (int i = 0; i < 10000; i++)
        buf_text(&text, "{\"a\":");
    buf_text(&text, "\"x\"");
    buf_repeat(&text, '}', 10000);
    buf_byte(&text, '\0');
    assert_true(reads(f, "i18next", text.at));
    assert_int_equal(f->catalog.units.count, 0);
    assert_int_equal(f->diags.count, 1);
    expect_str(written(f), text.at);
    buf_free(&text);
    f->diags.count = 0;
    assert_true(reads(f, "i18next", "{\"a\": {\"b\": \"1\"}, \"a.b\": \"2\", \"\": \"3\"}"));
    assert_int_equal(f->diags.count, 2);
    assert_int_equal(f->diags.at[0].kind, KIND_UNIT_DUPLICATE);
    assert_int_equal(f->diags.at[1].kind, KIND_UNIT_WITHOUT_ID);
}

static void formats_are_told_apart(void **state)
{
    static const struct {
        const char *path, *text, *format;
    } rows[] = {
        {"a.json", "{\"units\": []}", "json"},
        {"a.json", "{\"a\": {\"defaultMessage\": \"x\"}}", "formatjs"},
        {"a.json", "{\"a\": \"Hi {name}\"}", "formatjs"},
        {"a.json", "{\"a\": \"Hi {{name}}\"}", "i18next"},
        {"a.json", "{\"a\": {\"b\": \"x\"}}", "i18next"},
        {"a.arb", "{}", "arb"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(format_of_file(str_of(rows[i].path), str_of(rows[i].text))->name, rows[i].format);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_come_back_byte_for_byte), TEST(catalogs_come_back_with_all_they_say),
        TEST(generated_catalogs_come_back),  TEST(refuses_what_is_no_catalog),
        TEST(depth_and_doubles_are_told),    TEST(formats_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
