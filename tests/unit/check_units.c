// Checks across units, and what units, projects and glossaries say of them.
#include "tests/unit/check_fixture.h"

static void check_units(struct found *found, const char *units)
{
    read_catalog(found, document(&found->arena, "de", units));
    check_found(found);
}

#define UNIT(id, source, target, more)                                                                       \
    "<trans-unit id=\"" id "\"><source>" source "</source><target>" target "</target>" more "</trans-unit>"

static void units_are_held_against_each_other(void **state)
{
    struct found found = {0};
    (void)state;
    found.options.levels.of[KIND_REUSED] = CHECK_NOTE;
    check_units(&found,
                UNIT("a", "Open", "Offen", "") UNIT("b", "Open", "Öffnen", "") UNIT("c", "Close", "Zu", "")
                    UNIT("d", "Shut down", "Zu", "") UNIT("e", "Open", "Auf", "<note>a verb</note>"));
    assert_int_equal(found.diags.count, 2);
    assert_int_equal(found.diags.at[0].kind, KIND_INCONSISTENT);
    assert_int_equal(found.diags.at[1].kind, KIND_REUSED);
    assert_int_equal(found.diags.at[0].related.count, 1);
    struct span other = found.diags.at[0].related.at[0].span;
    expect_str(str_slice(other.text, other.start, other.end), "Offen");
    arena_free(&found.arena);
}

static void notes_say_what_to_ignore(void **state)
{
    static const char *const notes[] = {
        "<note from=\"glot-ignore\">repeated-word</note>",
        "<note>Looks good.\nglot-ignore: numbers, repeated-word</note>",
        "<note from=\"glot-ignore\">all</note>",
    };
    (void)state;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        struct found found = {0};
        struct str unit = arena_print(&found.arena, UNIT("a", "A file", "Eine Datei Datei", "%s"), notes[i]);
        check_units(&found, arena_cstr(&found.arena, unit));
        assert_int_equal(found.diags.count, 0);
        found.options.tells_unused = true;
        check_found(&found);
        assert_int_equal(found.diags.count, i == 1);
        arena_free(&found.arena);
    }
}

static void unknown_names_in_notes_are_told(void **state)
{
    struct found found = {0};
    (void)state;
    check_units(&found,
                UNIT("a", "A file", "Eine Datei", "<note from=\"glot-ignore\">repeated-words</note>"));
    const struct diag *diag = find_kind(&found.diags, "ignore-unknown");
    assert_non_null(diag);
    expect_str(str_slice(diag->span.text, diag->span.start, diag->span.end), "repeated-words");
    expect_str(diag->hint, "Did you mean `repeated-word`?");
    arena_free(&found.arena);
}

static void levels_are_the_projects(void **state)
{
    static const struct {
        enum check_level level;
        size_t count;
        enum severity severity;
    } rows[] = {{CHECK_DEFAULT, 1, SEVERITY_WARNING},
                {CHECK_OFF, 0, SEVERITY_WARNING},
                {CHECK_NOTE, 1, SEVERITY_NOTE},
                {CHECK_ERROR, 1, SEVERITY_ERROR}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct found found = {0};
        found.options.levels.of[KIND_REPEATED_WORD] = (unsigned char)rows[i].level;
        check_units(&found, UNIT("a", "A file", "Eine Datei Datei", ""));
        assert_int_equal(found.diags.count, rows[i].count);
        if (rows[i].count)
            assert_int_equal(found.diags.at[0].severity, rows[i].severity);
        arena_free(&found.arena);
    }
}

static void what_waits_for_review_is_a_warning_at_most(void **state)
{
    struct found found = {0};
    (void)state;
    check_units(&found, "<trans-unit id=\"a\"><source>Hi " X(
                            "0", "${a}") "</source><target "
                                         "state=\"needs-review-translation\">Hallo</target></trans-unit>");
    assert_int_equal(found.diags.count, 1);
    assert_int_equal(found.diags.at[0].kind, KIND_PLACEHOLDER_MISSING);
    assert_int_equal(found.diags.at[0].severity, SEVERITY_WARNING);
    arena_free(&found.arena);
}

static void what_nobody_uses_is_not_checked(void **state)
{
    struct found found = {0};
    (void)state;
    read_catalog(&found,
                 document(&found.arena, "de",
                          UNIT("a", "A file", "Datei Datei", "") UNIT("b", "A file", "Datei Datei", "")
                              UNIT("c", "A file", "Datei Datei", "")));
    found.catalog.units.at[0].is_obsolete = true;
    found.catalog.units.at[1].is_locked = true;
    found.catalog.units.at[2].removed = true;
    check_found(&found);
    assert_int_equal(found.diags.count, 0);
    arena_free(&found.arena);
}

static void names_are_what_translators_keep(void **state)
{
    struct found found = {0};
    (void)state;
    read_catalog(&found, document(&found.arena, "ar",
                                  UNIT("a", "Run kadmin now", "\xd8\xb4 kadmin", "")
                                      UNIT("b", "Heimdal kadmin", "Heimdal kadmin", "")
                                          UNIT("c", "Heimdal server", "Heimdal server", "")));
    check_found(&found);
    assert_int_equal(found.diags.count, 1);
    assert_string_equal(kind_rows[found.diags.at[0].kind].name, "unchanged");
    assert_true(found.diags.at[0].span.start > found.catalog.units.at[2].bytes.start);
    arena_free(&found.arena);
}

static void limits_count_what_they_say(void **state)
{
    static const struct {
        struct length_limit limit;
        size_t count;
    } rows[] = {
        {{4, LIMIT_CODE_POINTS}, 0}, {{3, LIMIT_CODE_POINTS}, 1}, {{5, LIMIT_UTF8}, 1}, {{6, LIMIT_UTF8}, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct found found = {0};
        read_catalog(&found,
                     document(&found.arena, "de",
                              UNIT("a", "Size " X("0", "${a}"), "Gr\xc3\xb6\xc3\x9f" X("0", "${a}"), "")));
        unit_change_rare(&found.catalog.units.at[0], &found.arena)->limit = rows[i].limit;
        check_found(&found);
        assert_int_equal(find_kind(&found.diags, "too-long") != NULL, rows[i].count);
        arena_free(&found.arena);
    }
}

static void terms_are_those_of_the_glossary(void **state)
{
    static const char csv[] = "term,de,zh,translate,note\nuser,Benutzer|Nutzer,\xe7\x94\xa8\xe6\x88\xb7,,\n"
                              "authentik,,,no,\"a \"\"name\"\"\"\naccess token,Zugriffstoken,,,\n";
    static const struct {
        const char *locale, *source, *target;
        bool is_found;
    } rows[] = {
        {"de-AT", "All users", "Alle Benutzern", false},
        {"de", "All users", "Alle Nutzer", false},
        {"de", "All users", "Alle Anwender", true},
        {"fr", "All users", "Tous les comptes", false},
        {"zh-Hans", "User", "\xe7\x94\xa8\xe6\x88\xb7\xe5\x90\x8d", false},
        {"de", "Welcome to authentik", "Willkommen", true},
        {"de", "The access token", "Der Token", true},
        {"de", "The access token", "Des Zugriffstokens", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct found found = {0};
        struct glossary glossary;
        struct str unit =
            arena_print(&found.arena, UNIT("a", "%s", "%s", ""), rows[i].source, rows[i].target);
        read_catalog(&found, document(&found.arena, rows[i].locale, arena_cstr(&found.arena, unit)));
        assert_true(glossary_read(str_of(csv), STR("g.csv"), &found.arena, &found.diags, &glossary));
        found.options.glossary = &glossary;
        check_found(&found);
        if ((find_kind(&found.diags, "glossary") != NULL) != rows[i].is_found)
            fail_msg("[%s] %s → %s", rows[i].locale, rows[i].source, rows[i].target);
        arena_free(&found.arena);
    }
}

static void a_table_without_terms_is_no_glossary(void **state)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct glossary glossary;
    (void)state;
    assert_false(glossary_read(STR("word,de\na,b\n"), STR("g.csv"), &arena, &diags, &glossary));
    assert_int_equal(diags.at[0].kind, KIND_GLOSSARY_INVALID);
    arena_free(&arena);
}

// Places are found again through references, CDATA, comments and annotations.
static void places_are_exact(void **state)
{
    static const struct row rows[] = {
        {"repeated-word", "de", "a", "&lt;&#228;&gt; x <![CDATA[Datei]]> Datei", "Datei"},
        {"repeated-word", "de", "a", "<!-- Datei Datei -->Datei <mrk mtype=\"seg\">Datei</mrk>", "Datei"},
        {"repeated-word", "de", "a" X("0", "&lt;b&gt;"), "Datei " X("0", "&lt;b&gt;") "Datei Datei", "Datei"},
        {"spaces", "de", "<g id=\"1\">a</g>", "<g id=\"1\">b&#32; a</g>", "&#32; "},
        {"brackets", "de", "<ph id=\"1\">{x}</ph>", "<ph id=\"1\">{x}</ph> (", "("},
    };
    (void)state;
    CHECK_ROWS(rows);
}

// What keeps a translation out of a bundle: errors only, whoever has to look at it, and nothing about
// sources.
static void a_gate_lets_through_what_has_no_error(void **state)
{
    static const struct {
        const char *target, *attributes;
        bool passes;
    } rows[] = {
        {"Hallo {name}", "", true},        {"Hallo", "", false},
        {"Hallo  {name}", "", true},       {"Hallo", " state=\"needs-review-translation\"", false},
        {"Hallo {name} {name}", "", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct found found = {.options.is_gate = true};
        struct arena scratch = {0};
        found.options.levels.of[KIND_SOURCE_NOTE] = CHECK_ERROR;
        struct str unit = arena_print(&found.arena,
                                      "<trans-unit id=\"a\"><source>Hello {name}</source>"
                                      "<target%s>%s</target></trans-unit>",
                                      rows[i].attributes, rows[i].target);
        read_catalog(&found, document(&found.arena, "de", arena_cstr(&found.arena, unit)));
        struct checker *checker =
            checker_open(&found.catalog, &found.options, &found.arena, &scratch, &found.diags);
        assert_int_equal(checker_passes(checker, 0), rows[i].passes);
        assert_int_equal(found.diags.count, rows[i].passes ? 0 : 1);
        assert_true(rows[i].passes || found.diags.at[0].severity == SEVERITY_ERROR);
        arena_free(&scratch);
        arena_free(&found.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_are_held_against_each_other),
        cmocka_unit_test(notes_say_what_to_ignore),
        cmocka_unit_test(unknown_names_in_notes_are_told),
        cmocka_unit_test(levels_are_the_projects),
        cmocka_unit_test(what_waits_for_review_is_a_warning_at_most),
        cmocka_unit_test(what_nobody_uses_is_not_checked),
        cmocka_unit_test(names_are_what_translators_keep),
        cmocka_unit_test(limits_count_what_they_say),
        cmocka_unit_test(terms_are_those_of_the_glossary),
        cmocka_unit_test(a_table_without_terms_is_no_glossary),
        cmocka_unit_test(places_are_exact),
        cmocka_unit_test(a_gate_lets_through_what_has_no_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
