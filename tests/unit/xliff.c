// XLIFF 1.2: real files stay as they are, fresh files are the peer's, and splices follow the layout. Drop-in
// updates are held against their peer in tests/peers/xliff.mjs.
#include "tests/unit/xliff_fixture.h"

// ---- real files

static const char *const real_files[] = {"ar_AA.xlf", "fr_FR.xlf",   "nl-NL.xlf",       "no_NO.xlf",
                                         "tr_TR.xlf", "zh-Hans.xlf", "transifex/en.xlf"};

static struct str mutated(struct str text, struct chance *chance, struct arena *arena)
{
    static const char *const pieces[] = {" ",         "\n",   "<!-- x -->", "<", "&amp;", "<x id=\"1\"/>",
                                         "</target>", "\xff", "\r"};
    struct str inserted = str_of(pieces[below(chance, sizeof pieces / sizeof *pieces)]);
    size_t at = below(chance, text.len), cut = below(chance, 2) * below(chance, 20);
    return arena_join(arena, (struct str[]){str_slice(text, 0, at), inserted, str_from(text, at + cut)}, 3);
}

static bool expect_unchanged(struct str text, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct catalog catalog;
    if (!xliff()->read(text, STR("real.xlf"), &own, arena, &diags, &catalog))
        return false;
    assert_true(str_equal(write_text(&catalog, &own, arena), text));
    return true;
}

static void real_files_stay_as_they_are(void **state)
{
    (void)state;
    struct chance chance = {3};
    size_t found = 0, still_read = 0;
    for (size_t i = 0; i < sizeof real_files / sizeof *real_files; i++) {
        struct arena arena = {0}, scratch = {0};
        struct diags diags = {.arena = &arena};
        struct str text, path = arena_print(&arena, "../shared/xliff/dev/authentik/%s", real_files[i]);
        if (file_read(path, &arena, &diags, &text) == FILE_READ) {
            found++;
            assert_true(expect_unchanged(text, &arena));
            for (size_t j = 0; j < effort(20); j++) {
                still_read += expect_unchanged(mutated(text, &chance, &scratch), &scratch);
                arena_reset(&scratch);
            }
        }
        arena_free(&arena);
        arena_free(&scratch);
    }
    if (found == 0) {
        print_message("SKIPPED real catalogs: ../shared/xliff/dev/authentik is absent\n");
        return;
    }
    assert_true(still_read > 0);
}

// ---- fresh files

static void fresh_files_are_the_peers(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct catalog catalog = {.source_locale = STR("en"), .target_locale = STR("de")};
    expect_str(write_text(&catalog, &drop_in, &arena),
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n"
               "<file target-language=\"de\" source-language=\"en\" original=\"lit-localize-inputs\" "
               "datatype=\"plaintext\">\n<body/>\n</file>\n</xliff>\n");
    struct unit *unit = catalog_add(&catalog, STR("s1"), &arena);
    pattern_add_text(&unit->source, STR("Hi & "), &arena);
    pattern_add_code(&unit->source, PART_PLACEHOLDER, STR("${a}\n\"<"), STR("0"), &arena);
    *list_push(&unit->notes, &arena) = (struct note){.from = STR("lit-localize"), .text = STR("who")};
    catalog_add(&catalog, STR("empty"), &arena)->source_is_string = true;
    catalog_add(&catalog, STR("none"), &arena)->has_target = true;
    expect_str(write_text(&catalog, &drop_in, &arena),
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n"
               "<file target-language=\"de\" source-language=\"en\" original=\"lit-localize-inputs\" "
               "datatype=\"plaintext\">\n<body>\n"
               "<trans-unit id=\"s1\">\n"
               "  <source>Hi &amp; <x id=\"0\" equiv-text=\"${a}&#10;&quot;&lt;\"/></source>\n"
               "  <note from=\"lit-localize\">who</note>\n"
               "</trans-unit>\n"
               "<trans-unit id=\"empty\">\n  <source></source>\n</trans-unit>\n"
               "<trans-unit id=\"none\">\n  <source/>\n  <target/>\n</trans-unit>\n"
               "</body>\n</file>\n</xliff>\n");
    arena_free(&arena);
}

// ---- own splices, by example

#define HEAD                                                                                                 \
    "<xliff version='1.2'>\r\n  <file source-language=\"en\" target-language=\"de\">\r\n    <body>\r\n"
#define TAIL "    </body>\r\n  </file>\r\n</xliff>"

static const char mixed[] =
    HEAD "      <!-- kept -->\r\n"
         "      <trans-unit id='a'  resname=\"k\">\r\n"
         "        <source>Hi <x id=\"0\" ctype=\"x-b\" equiv-text=\"${a}\"/> &quot;</source>\r\n"
         "        <note>n</note>\r\n"
         "      </trans-unit>\r\n"
         "      <trans-unit id='b'><source>B</source><target state=\"final\">b</target>"
         "</trans-unit>\r\n" TAIL;

static void new_children_follow_the_layout(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags;
    struct catalog catalog;
    assert_true(read_text(mixed, &own, &arena, &diags, &catalog));
    assert_int_equal(diags.count, 0);
    struct unit *a = catalog_find(&catalog, STR("a"));
    a->has_target = a->target_changed = a->notes_changed = true;
    a->state = UNIT_NEEDS_REVIEW;
    a->target = a->source;
    *list_push(&a->notes, &arena) = (struct note){.from = STR("glot"), .text = STR("second")};
    *list_push(&a->locations, &arena) = STR("src/a.ts:7");
    catalog_find(&catalog, STR("b"))->removed = true;
    struct unit *c = catalog_add(&catalog, STR("c"), &arena);
    c->source = pattern_of_text(STR("two\nlines"), &arena);
    expect_str(write_text(&catalog, &own, &arena),
               HEAD "      <!-- kept -->\r\n"
                    "      <trans-unit id='a'  resname=\"k\">\r\n"
                    "        <source>Hi <x id=\"0\" ctype=\"x-b\" equiv-text=\"${a}\"/> &quot;</source>\r\n"
                    "        <target state=\"needs-review-translation\">Hi <x id=\"0\" ctype=\"x-b\" "
                    "equiv-text=\"${a}\"/> \"</target>\r\n"
                    "        <note>n</note>\r\n"
                    "        <note from=\"glot\">second</note>\r\n"
                    "        <context-group purpose=\"location\"><context "
                    "context-type=\"sourcefile\">src/a.ts</context><context "
                    "context-type=\"linenumber\">7</context></context-group>\r\n"
                    "      </trans-unit>\r\n"
                    "      <trans-unit id=\"c\"><source>two\r\nlines</source></trans-unit>\r\n" TAIL);
    arena_free(&arena);
}

static void states_are_attributes(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags;
    struct catalog catalog;
    assert_true(read_text(mixed, &own, &arena, &diags, &catalog));
    struct unit *b = catalog_find(&catalog, STR("b"));
    b->state = UNIT_STALE;
    b->state_changed = true;
    struct str stale = write_text(&catalog, &own, &arena);
    assert_true(
        str_find(stale,
                 STR("<trans-unit id='b'><source>B</source><target state=\"needs-review-translation\" "
                     "state-qualifier=\"fuzzy-match\">b</target></trans-unit>"),
                 0) != STR_NONE);
    b->state = UNIT_FINAL;
    b->is_obsolete = true;
    struct str obsolete = write_text(&catalog, &own, &arena);
    assert_true(
        str_find(obsolete,
                 STR("<trans-unit id='b' translate=\"no\" extradata=\"glot:obsolete\"><source>B</source>"
                     "<target state=\"final\">b</target></trans-unit>"),
                 0) != STR_NONE);
    assert_true(read_text(arena_cstr(&arena, obsolete), &own, &arena, &diags, &catalog));
    b = catalog_find(&catalog, STR("b"));
    assert_true(b->is_obsolete);
    assert_int_equal(b->state, UNIT_FINAL);
    b->is_obsolete = false;
    b->state_changed = true;
    expect_str(write_text(&catalog, &own, &arena), mixed);
    arena_free(&arena);
}

static void empty_bodies_are_filled(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after;
    } cases[] = {
        {"<xliff>\n  <file>\n    <body/>\n  </file>\n</xliff>\n",
         "<xliff>\n  <file>\n    <body>\n      <trans-unit id=\"a\">\n        <source>A</source>\n      "
         "</trans-unit>\n"
         "    </body>\n  </file>\n</xliff>\n"},
        {"<xliff>\n<file>\n<body>\n</body>\n</file>\n</xliff>\n",
         "<xliff>\n<file>\n<body>\n<trans-unit id=\"a\">\n  <source>A</source>\n</trans-unit>\n"
         "</body>\n</file>\n</xliff>\n"},
        {"<xliff><file><body></body></file></xliff>",
         "<xliff><file><body><trans-unit id=\"a\"><source>A</source></trans-unit></body></file></xliff>"},
        {"<p:xliff xmlns:p=\"u\"><p:file><p:body/></p:file></p:xliff>",
         "<p:xliff xmlns:p=\"u\"><p:file><p:body><p:trans-unit id=\"a\"><p:source>A</p:source></p:trans-unit>"
         "</p:body></p:file></p:xliff>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct diags diags;
        struct catalog catalog;
        assert_true(read_text(cases[i].before, &own, &arena, &diags, &catalog));
        catalog_add(&catalog, STR("a"), &arena)->source = pattern_of_text(STR("A"), &arena);
        expect_str(write_text(&catalog, &own, &arena), cases[i].after);
        arena_free(&arena);
    }
}

static void foreign_markup_is_code(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags;
    struct catalog catalog;
    const char *text =
        "<xliff><file target-language=\"de\"><body><trans-unit id=\"a\"><source>A <g id=\"1\">b <bx "
        "id=\"2\"/></g><!-- no --><![CDATA[<c>]]></source></trans-unit></body></file></xliff>";
    assert_true(read_text(text, &own, &arena, &diags, &catalog));
    struct unit *unit = catalog_find(&catalog, STR("a"));
    struct buf shown = {0};
    pattern_print(&unit->source, &shown);
    expect_str(buf_str(&shown), "A {#1=<g id=\"1\">}b {#2=<bx id=\"2\"/>}{/1=</g>}<c>");
    buf_free(&shown);
    unit->has_target = unit->target_changed = true;
    unit->state = UNIT_TRANSLATED;
    unit->target = unit->source;
    assert_true(str_find(write_text(&catalog, &own, &arena),
                         STR("<target>A <g id=\"1\">b <bx id=\"2\"/></g>&lt;c&gt;</target>"), 0) != STR_NONE);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_files_stay_as_they_are),    cmocka_unit_test(fresh_files_are_the_peers),
        cmocka_unit_test(new_children_follow_the_layout), cmocka_unit_test(states_are_attributes),
        cmocka_unit_test(empty_bodies_are_filled),        cmocka_unit_test(foreign_markup_is_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
