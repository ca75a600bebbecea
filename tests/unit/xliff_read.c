// What is read of XLIFF 1.2 by other tools, and what is refused.
#include "tests/unit/xliff_fixture.h"

// ---- refusals

#define FILE_OF(body)   "<xliff><file target-language=\"de\"><body>" body "</body></file></xliff>"
#define UNIT_OF(inside) FILE_OF("<trans-unit id=\"a\">" inside "</trans-unit>")

static const struct refusal {
    const char *text;
    enum kind kind;
    bool in_own_mode;  // refused there, too
    const char *place; // what the span starts with
} refusals[] = {
    {"<xliff><file target-language=\"de\"><body>", KIND_XML_MALFORMED, true, ""},
    {FILE_OF("&foo;"), KIND_XML_MALFORMED, true, NULL},
    {FILE_OF("\x01"), KIND_XML_MALFORMED, true, NULL},
    {FILE_OF("&#1;"), KIND_XML_MALFORMED, true, NULL},
    {FILE_OF("\xff"), KIND_XML_ENCODING, true, "\xff"},
    {"\xff\xfe<\0", KIND_XML_ENCODING, true, NULL},
    {"<?xml version='1.0' encoding='ISO-8859-1'?>" FILE_OF(""), KIND_XML_ENCODING, true, "ISO-8859-1"},
    {"<!-- x --><!DOCTYPE xliff>" FILE_OF(""), KIND_XML_DOCTYPE, true, "<!DOCTYPE"},
    {"<html/>", KIND_CATALOG_STRUCTURE, true, "<html/>"},
    {"<xliff version=\"2.0\"><file/></xliff>", KIND_CATALOG_STRUCTURE, false, "<xliff"},
    {"<xliff><file target-language=\"de\"/><file target-language=\"de\"/></xliff>", KIND_CATALOG_STRUCTURE,
     false, "<file"},
    {"<xliff><file><body/></file></xliff>", KIND_CATALOG_LOCALE, false, "<file>"},
    {"<xliff><file><trans-unit id=\"a\"><target/></trans-unit></file></xliff>", KIND_CATALOG_LOCALE, true,
     NULL},
    {UNIT_OF("<note><trans-unit id=\"b\"/></note>"), KIND_CATALOG_STRUCTURE, true, "<trans-unit id=\"b\"/>"},
    {FILE_OF("<trans-unit/>"), KIND_UNIT_WITHOUT_ID, true, "<trans-unit/>"},
    {UNIT_OF("<target/><target/>"), KIND_UNIT_TARGETS, true, "<trans-unit id=\"a\">"},
    {UNIT_OF("<target/><alt-trans><target/></alt-trans>"), KIND_UNIT_TARGETS, false, NULL},
    {UNIT_OF("<target><g id=\"1\"/></target>"), KIND_UNIT_CONTENT, false, "<g id=\"1\"/>"},
    {UNIT_OF("<target><!-- --></target>"), KIND_UNIT_CONTENT, false, "<!-- -->"},
    {UNIT_OF("<target><![CDATA[x]]></target>"), KIND_UNIT_CONTENT, false, "<![CDATA[x]]>"},
    {UNIT_OF("<target><x id=\"1\"/></target>"), KIND_UNIT_PLACEHOLDER, false, "<x id=\"1\"/>"},
    {UNIT_OF("<target><x equiv-text=\"1\"/></target>"), KIND_UNIT_PLACEHOLDER, false, NULL},
    {UNIT_OF("<target><ph id=\"1\"/></target>"), KIND_UNIT_PLACEHOLDER, false, NULL},
};

static void expect_refusal(const struct refusal *refusal, const struct format_options *options,
                           bool is_refused)
{
    struct arena arena = {0};
    struct diags diags;
    struct catalog catalog;
    assert_int_equal(read_text(refusal->text, options, &arena, &diags, &catalog), !is_refused);
    if (is_refused) {
        assert_int_equal(diags.count, 1);
        assert_int_equal(diags.at[0].kind, refusal->kind);
        struct span span = diags.at[0].span;
        if (refusal->place)
            assert_true(str_starts(str_from(span.text, span.start), str_of(refusal->place)));
    }
    arena_free(&arena);
}

static void what_cannot_be_read_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        expect_refusal(&refusals[i], &drop_in, true);
        expect_refusal(&refusals[i], &own, refusals[i].in_own_mode);
    }
}

static void files_in_two_languages_are_refused(void **state)
{
    (void)state;
    const struct refusal refusal = {
        "<xliff><file target-language=\"de\"/><file target-language=\"fr\"/></xliff>", KIND_CATALOG_LOCALE,
        true, "<file target-language=\"fr\"/>"};
    expect_refusal(&refusal, &own, true);
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf text = {0};
    for (size_t i = 0; i < 10000; i++)
        buf_text(&text, "<group>");
    struct refusal refusal = {arena_cstr(&arena, buf_str(&text)), KIND_XML_LIMIT, true, NULL};
    expect_refusal(&refusal, &own, true);
    text.len = 0;
    buf_text(&text, "<xliff");
    for (size_t i = 0; i < 100; i++)
        buf_print(&text, " a%zu=\"\"", i);
    buf_text(&text, "/>");
    refusal.text = arena_cstr(&arena, buf_str(&text));
    expect_refusal(&refusal, &own, true);
    buf_free(&text);
    arena_free(&arena);
}

static void left_over_merge_marks_are_pointed_at(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags;
    struct catalog catalog;
    assert_true(
        read_text(FILE_OF("\n&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD\n"), &drop_in, &arena, &diags, &catalog));
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.at[0].kind, KIND_CATALOG_STRAY_TEXT);
    assert_true(str_find(diags.at[0].hint, STR("merge conflict"), 0) != STR_NONE);
    assert_false(read_text(FILE_OF("\n<<<<<<< HEAD\n"), &drop_in, &arena, &diags, &catalog));
    assert_true(str_find(diags.at[0].hint, STR("merge conflict"), 0) != STR_NONE);
    arena_free(&arena);
}

static void blank_targets_are_no_translations(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        bool has_target;
    } cases[] = {
        {"<source>A</source><target/>", false},
        {"<source>A</source><target>\n  </target>", false},
        {"<source>A</source><target state=\"needs-translation\"/>", false},
        {"<source>A</source><target state=\"needs-review-translation\"></target>", false},
        {"<source>A</source><target state=\"translated\"/>", true},
        {"<source>A</source><target state=\"final\"/>", true},
        {"<source>A</source><target><x id=\"0\" equiv-text=\"x\"/></target>", true},
        {"<source> </source><target> </target>", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct diags diags;
        struct catalog catalog;
        struct str text = arena_print(&arena, FILE_OF("<trans-unit id=\"a\">%s</trans-unit>"), cases[i].unit);
        assert_true(read_text(text.at, &own, &arena, &diags, &catalog));
        assert_int_equal(catalog.units.at[0].has_target, cases[i].has_target);
        expect_str(write_text(&catalog, &own, &arena), text.at);
        assert_true(read_text(text.at, &drop_in, &arena, &diags, &catalog));
        assert_true(catalog.units.at[0].has_target);
        arena_free(&arena);
    }
}

static void states_of_other_tools_are_understood(void **state)
{
    (void)state;
    static const struct {
        const char *attributes;
        enum unit_state state;
    } cases[] = {{"", UNIT_TRANSLATED},
                 {"state=\"translated\"", UNIT_TRANSLATED},
                 {"state=\"signed-off\"", UNIT_REVIEWED},
                 {"state=\"final\"", UNIT_FINAL},
                 {"state=\"x-mine\"", UNIT_TRANSLATED},
                 {"state=\"new\"", UNIT_NEW},
                 {"state=\"needs-translation\"", UNIT_NEW},
                 {"state=\"needs-adaptation\"", UNIT_NEEDS_REVIEW},
                 {"state=\"needs-review-l10n\"", UNIT_NEEDS_REVIEW},
                 {"state=\"needs-review-translation\" state-qualifier=\"leveraged-mt\"", UNIT_NEEDS_REVIEW},
                 {"state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\"", UNIT_STALE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct diags diags;
        struct catalog catalog;
        struct str text = arena_print(
            &arena, FILE_OF("<trans-unit id=\"a\"><source>A</source><target %s>a</target></trans-unit>"),
            cases[i].attributes);
        assert_true(read_text(text.at, &own, &arena, &diags, &catalog));
        assert_int_equal(catalog.units.at[0].state, cases[i].state);
        assert_true(catalog.units.at[0].has_target);
        assert_true(read_text(text.at, &drop_in, &arena, &diags, &catalog));
        assert_int_equal(catalog.units.at[0].state, UNIT_TRANSLATED); // the other tool takes every target
        arena_free(&arena);
    }
}

static void the_last_of_two_units_counts(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags;
    struct catalog catalog;
    const char *text = FILE_OF("<trans-unit id=\"a\"><target>1</target></trans-unit><trans-unit id=\"a\"/>");
    assert_true(read_text(text, &own, &arena, &diags, &catalog));
    assert_int_equal(diags.at[0].kind, KIND_UNIT_DUPLICATE);
    assert_true(catalog_find(&catalog, STR("a"))->has_target); // the earlier one's, rather than none
    assert_true(read_text(text, &drop_in, &arena, &diags, &catalog));
    assert_true(catalog_find(&catalog, STR("a"))->has_target);
    arena_free(&arena);
}

static void what_xml_cannot_hold_is_no_text(void **state)
{
    (void)state;
    static const char *const texts[] = {"\x02", "a\x1b[0m", "\xef\xbf\xbe", "\xef\xbf\xbf"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena arena = {0};
        struct diags diags = {.arena = &arena};
        struct buf out = {0};
        struct catalog catalog = {.source_locale = STR("en"), .target_locale = STR("de")};
        catalog_add(&catalog, STR("a"), &arena)->source = pattern_of_text(str_of(texts[i]), &arena);
        assert_false(xliff()->write(&catalog, &drop_in, &arena, &diags, &out));
        assert_int_equal(diags.at[0].kind, KIND_XML_CHARACTER);
        assert_int_equal(out.len, 0);
        arena_free(&arena);
    }
    struct arena arena = {0};
    struct catalog catalog = {0};
    catalog_add(&catalog, STR("a"), &arena)->source = pattern_of_text(STR("\xed\xa0\x80"), &arena);
    assert_true(str_find(write_text(&catalog, &own, &arena),
                         STR("<source><x id=\"c0\" ctype=\"x-glot-cp\" equiv-text=\"\\ud800\"/></source>"),
                         0) != STR_NONE);
    arena_free(&arena);
}

static void obsolete_units_in_groups_stay(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags;
    struct catalog catalog;
    struct buf out = {0};
    const char *text = FILE_OF("<group><trans-unit id=\"a\"/></group>");
    assert_true(read_text(text, &drop_in, &arena, &diags, &catalog));
    catalog_find(&catalog, STR("a"))->removed = true;
    assert_false(xliff()->write(&catalog, &drop_in, &arena, &diags, &out));
    assert_int_equal(diags.at[0].kind, KIND_UNIT_IN_GROUP);
    assert_int_equal(out.len, 0);
    assert_true(xliff()->write(&catalog, &own, &arena, &diags, &out));
    expect_str(buf_str(&out), FILE_OF("<group></group>"));
    buf_free(&out);
    arena_free(&arena);
}

// Deliberate differences from the peer in drop-in mode.

static void white_space_in_end_tags_is_nothing(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags;
    struct catalog catalog;
    assert_true(read_text(UNIT_OF("<note>1</note><note>2</note >"), &drop_in, &arena, &diags, &catalog));
    assert_int_equal(catalog.units.at[0].notes.count, 2);
    expect_str(catalog.units.at[0].notes.at[1].text, "2");
    expect_str(write_text(&catalog, &drop_in, &arena), UNIT_OF("<note>1</note><note>2</note>") "\n");
    arena_free(&arena);
}

static void xhtml_is_refused_where_it_would_be_rewritten(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags;
    struct catalog catalog;
    struct buf out = {0};
    const char *text = UNIT_OF("<p xmlns=\"http://www.w3.org/1999/xhtml\"/>");
    assert_true(read_text(text, &drop_in, &arena, &diags, &catalog));
    assert_false(xliff()->write(&catalog, &drop_in, &arena, &diags, &out));
    assert_int_equal(diags.at[0].kind, KIND_XML_REWRITTEN);
    expect_str(write_text(&catalog, &own, &arena), text);
    arena_free(&arena);
}

static void foreign_notes_keep_their_form(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags;
    struct catalog catalog;
    const char *text = UNIT_OF("<note from=\"me\"><![CDATA[who]]></note>");
    assert_true(read_text(text, &drop_in, &arena, &diags, &catalog));
    catalog.units.at[0].notes_changed = true;
    expect_str(write_text(&catalog, &drop_in, &arena),
               UNIT_OF("<note from=\"me\"><![CDATA[who]]></note>") "\n");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_read_is_named),
        cmocka_unit_test(files_in_two_languages_are_refused),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(left_over_merge_marks_are_pointed_at),
        cmocka_unit_test(blank_targets_are_no_translations),
        cmocka_unit_test(states_of_other_tools_are_understood),
        cmocka_unit_test(the_last_of_two_units_counts),
        cmocka_unit_test(what_xml_cannot_hold_is_no_text),
        cmocka_unit_test(obsolete_units_in_groups_stay),
        cmocka_unit_test(white_space_in_end_tags_is_nothing),
        cmocka_unit_test(xhtml_is_refused_where_it_would_be_rewritten),
        cmocka_unit_test(foreign_notes_keep_their_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
