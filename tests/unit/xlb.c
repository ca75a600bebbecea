// XLB: fresh files and reading. It is held against its peer in tests/peers/xliff.mjs, too.
#include "tests/unit/unit.h"

#include "catalog/format.h"

static const struct format_options drop_in = {.peer_bytes = true, .tool = STR_INIT("lit-localize")};

static const struct format *xlb(void)
{
    return format_find(STR("xlb"));
}

static struct str write_text(const struct catalog *catalog, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct buf out = {0};
    assert_true(xlb()->write(catalog, &drop_in, arena, &diags, &out));
    return buf_finish(&out, arena);
}

static void fresh_files_are_the_peers(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct catalog catalog = {.source_locale = STR("en")};
    expect_str(write_text(&catalog, &arena),
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<localizationbundle locale=\"en\">\n  <messages>\n  </messages>\n"
               "</localizationbundle>\n");
    struct unit *unit = catalog_add(&catalog, STR("s1"), &arena);
    pattern_add_text(&unit->source, STR("Hi & "), &arena);
    pattern_add_code(&unit->source, PART_PLACEHOLDER, STR("<b>\"${a}\""), STR("0"), &arena);
    *list_push(&unit->notes, &arena) = (struct note){.from = STR("lit-localize"), .text = STR("who")};
    catalog_add(&catalog, STR("empty"), &arena)->source_is_string = true;
    catalog_add(&catalog, STR("none"), &arena);
    expect_str(write_text(&catalog, &arena), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                             "<localizationbundle locale=\"en\">\n  <messages>\n"
                                             "    <msg name=\"s1\" desc=\"who\">Hi &amp; <ph "
                                             "name=\"0\">&lt;b&gt;\"${a}\"</ph></msg>\n"
                                             "    <msg name=\"empty\"></msg>\n    <msg name=\"none\"/>\n"
                                             "  </messages>\n</localizationbundle>\n");
    arena_free(&arena);
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct catalog catalog = {.target_locale = STR("de")}, again;
    struct unit *unit = catalog_add(&catalog, STR("a<b>\"\n"), &arena);
    unit->has_target = true;
    pattern_add_text(&unit->target, STR("]]> & \n"), &arena);
    pattern_add_code(&unit->target, PART_PLACEHOLDER, STR("${a}"), STR("7"), &arena);
    *list_push(&unit->notes, &arena) = (struct note){.text = STR("a\tb")};
    struct str text = write_text(&catalog, &arena);
    assert_true(xlb()->read(text, STR("de.xlb"), &drop_in, &arena, &diags, &again));
    expect_str(again.target_locale, "de");
    assert_int_equal(again.units.count, 1);
    expect_str(again.units.at[0].id, "a<b>\"\n");
    expect_str(again.units.at[0].notes.at[0].text, "a\tb");
    assert_true(again.units.at[0].has_target);
    assert_true(pattern_equal(&again.units.at[0].target, &unit->target));
    expect_str(write_text(&again, &arena), arena_cstr(&arena, text));
    again.bytes = (struct str){0}; // from scratch, the same
    expect_str(write_text(&again, &arena), arena_cstr(&arena, text));
    arena_free(&arena);
}

static void what_cannot_be_read_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum kind kind;
    } cases[] = {
        {"<a/>", KIND_CATALOG_STRUCTURE},
        {"<a><localizationbundle locale='de'/><localizationbundle locale='de'/></a>", KIND_CATALOG_STRUCTURE},
        {"<localizationbundle/>", KIND_CATALOG_LOCALE},
        {"<localizationbundle locale='de'><msg/></localizationbundle>", KIND_UNIT_WITHOUT_ID},
        {"<localizationbundle locale='de'><msg name='a'><b/></msg></localizationbundle>", KIND_UNIT_CONTENT},
        {"<localizationbundle locale='de'><msg name='a'><!-- --></msg></localizationbundle>",
         KIND_UNIT_CONTENT},
        {"<localizationbundle locale='de'><msg name='a'><ph name='0'/></msg></localizationbundle>",
         KIND_UNIT_PLACEHOLDER},
        {"<localizationbundle locale='de'><msg name='a'><ph>x</ph></msg></localizationbundle>",
         KIND_UNIT_PLACEHOLDER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct diags diags = {.arena = &arena};
        struct catalog catalog;
        assert_false(xlb()->read(str_of(cases[i].text), STR("x"), &drop_in, &arena, &diags, &catalog));
        assert_int_equal(diags.count, 1);
        assert_int_equal(diags.at[0].kind, cases[i].kind);
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fresh_files_are_the_peers),
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(what_cannot_be_read_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
