// TMX: both laws, inline codes, languages, document types, splices.
#include "tests/unit/any_catalog.h"
#include "tests/unit/format_fixture.h"

static bool reads(struct fixture *f, const char *text)
{
    return reads_as(f, "tmx", "de.tmx", text);
}

static struct str written(struct fixture *f)
{
    return written_as(f, "tmx");
}

static void reads_what_it_wrote(void **state)
{
    struct fixture *f = *state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct arena arena = {0};
        struct chance chance = {.state = seed, .holds = format_find(STR("tmx"))->holds};
        chance.is_xml = true;
        struct catalog wanted = any_catalog(&chance, &arena);
        f->catalog = wanted;
        struct str text = arena_copy(&arena, written(f));
        if (!reads(f, arena_cstr(&arena, text)))
            fail_msg("%s", arena_cstr(&arena, text));
        assert_int_equal(f->catalog.units.count, wanted.units.count);
        for (size_t i = 0; i < wanted.units.count; i++)
            expect_unit(&f->catalog.units.at[i], &wanted.units.at[i], NULL);
        for (size_t i = 0; i < wanted.units.count; i++)
            f->catalog.units.at[i].target_changed = f->catalog.units.at[i].source_changed =
                f->catalog.units.at[i].notes_changed = true;
        assert_true(str_equal(written(f), text));
        f->catalog.bytes = (struct str){0};
        assert_true(str_equal(written(f), text));
        arena_free(&arena);
    }
}

#define TMX(header, body)                                                                                    \
    "<?xml version=\"1.0\"?>\n" header "<tmx version=\"1.4\"><header srclang=\"EN-us\"/><body>" body         \
    "</body></tmx>\n"
#define DOCTYPE "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"

static const char codes[] = TMX(
    DOCTYPE,
    "\n <tu>\n  <note>n</note><prop type=\"x\">p</prop>\n"
    "  <tuv xml:lang=\"de\"><seg>Hallo <bpt i=\"1\" x=\"7\">&lt;b&gt;</bpt>du<ept i=\"1\">&lt;/b&gt;</ept>"
    "<ph x=\"2\">br<sub>t</sub></ph><it pos=\"end\" x=\"3\">&lt;/i></it><hi type=\"t\">x</hi></seg></tuv>\n"
    "  <tuv lang=\"en_US\"><seg>Hello</seg></tuv>\n </tu>\n <tu tuid=\"b\"><tuv xml:lang=\"en-US\"><seg/>"
    "</tuv><tuv xml:lang=\"fr\"><seg>F</seg></tuv></tu>\n");

static void reads_codes_and_languages(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, codes));
    expect_str(f->catalog.source_locale, "en-US");
    const struct unit *u = f->catalog.units.at;
    expect_str(u[0].id, "1");
    expect_str(u[0].notes.at[0].text, "n");
    expect_str(u[1].id, "b");
    assert_int_equal(f->diags.at[0].kind, KIND_TMX_LANGUAGES);
}

static void reads_inline_codes(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(
        f, TMX("", "<tu><tuv xml:lang=\"en-US\"><seg>Hello</seg></tuv><tuv xml:lang=\"de\"><seg>Hallo "
                   "<bpt i=\"1\" x=\"7\">&lt;b&gt;</bpt>du<ept i=\"1\">&lt;/b&gt;</ept><ph x=\"2\">br</ph>"
                   "<it pos=\"end\" x=\"3\">&lt;/i></it><hi type=\"t\">x</hi></seg></tuv></tu>")));
    assert_int_equal(f->diags.count, 0);
    expect_pattern(&f->catalog.units.at[0].target,
                   "Hallo {#7=<b>}du{/7=</b>}{2=br}{/3=</i>}{#=<hi type=\"t\">}x{/=</hi>}");
}

static void writes_what_it_read(void **state)
{
    static const char *const texts[] = {codes, TMX("<!-- c -->" DOCTYPE, ""),
                                        TMX("<!DOCTYPE tmx PUBLIC '-//X' 'tmx14.dtd' >", "<tu/>\n"), NULL};
    expect_written_as(*state, "tmx", "de.tmx", texts);
}

static void splices_only_what_changed(void **state)
{
    struct fixture *f = *state;
    assert_true(
        reads(f, TMX(DOCTYPE, "\n  <tu a='1'>\n    <tuv xml:lang=\"en-us\"><seg>A</seg></tuv>\n  </tu>\n"
                              "  <tu><tuv xml:lang=\"en-us\"><seg>B</seg></tuv></tu>\n")));
    f->catalog.target_locale = STR("de");
    struct unit *u = f->catalog.units.at;
    u[0].target = pattern_of_text(STR("<Ä>"), &f->arena);
    u[0].has_target = u[0].target_changed = true;
    u[1].removed = true;
    expect_str(written(f), TMX(DOCTYPE, "\n  <tu a='1'>\n    <tuv xml:lang=\"en-us\"><seg>A</seg></tuv>\n    "
                                        "<tuv xml:lang=\"de\"><seg>&lt;Ä&gt;</seg></tuv>\n  </tu>\n"));
}

// Where no header says it, the first language is that of the sources.
static void languages_keep_their_order(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(
        f, "<tmx><body><tu><tuv xml:lang=\"en\"/><tuv xml:lang=\"de\"><seg>A</seg></tuv></tu></body></tmx>"));
    f->catalog.units.at[0].source = pattern_of_text(STR("B"), &f->arena);
    f->catalog.units.at[0].source_changed = true;
    expect_str(written(f),
               "<tmx><body><tu><tuv xml:lang=\"en\"><seg>B</seg></tuv><tuv xml:lang=\"de\"><seg>A</seg></tuv>"
               "</tu></body></tmx>");
}

// Else the second one would be the translation from then on.
static void a_translation_goes_with_its_doubles(void **state)
{
    struct fixture *f = *state;
    assert_true(
        reads(f, "<tmx><body><tu><tuv xml:lang=\"en\"><seg>A</seg></tuv><tuv xml:lang=\"de\"><seg>B</seg>"
                 "</tuv><tuv xml:lang=\"DE\"><seg>C</seg></tuv></tu></body></tmx>"));
    expect_pattern(&f->catalog.units.at[0].target, "B");
    f->catalog.units.at[0].has_target = false;
    f->catalog.units.at[0].target_changed = true;
    expect_str(written(f), "<tmx><body><tu><tuv xml:lang=\"en\"><seg>A</seg></tuv></tu></body></tmx>");
}

// "3~" and "4~" are of no language, and so not of the same.
static void takes_no_other_language_for_the_wanted_one(void **state)
{
    struct fixture *f = *state;
    f->options.locale = STR("3~");
    assert_true(reads(f, "<tmx><body><tu><tuv xml:lang=\"en\"><seg>A</seg></tuv>"
                         "<tuv xml:lang=\"4~\"><seg>B</seg></tuv></tu></body></tmx>"));
    assert_false(f->catalog.units.at[0].has_target);
    f->options.locale = STR("4~");
    assert_true(reads(f, "<tmx><body><tu><tuv xml:lang=\"en\"><seg>A</seg></tuv>"
                         "<tuv xml:lang=\"4~\"><seg>B</seg></tuv></tu></body></tmx>"));
    expect_pattern(&f->catalog.units.at[0].target, "B");
}

static void refuses_other_document_types(void **state)
{
    static const char *const texts[] = {
        TMX("<!DOCTYPE tmx SYSTEM \"a\" [<!ENTITY a \"b\">]>", ""),
        TMX("<!DOCTYPE tmx>", ""),
        TMX("<!DOCTYPE html SYSTEM \"a\">", ""),
        TMX("<!DOCTYPE tmx [ ]>", ""),
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_false(reads(f, texts[i]));
        assert_int_equal(f->diags.at[0].kind, KIND_XML_DOCTYPE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_codes_and_languages),
        TEST(reads_inline_codes),
        TEST(writes_what_it_read),
        TEST(splices_only_what_changed),
        TEST(reads_what_it_wrote),
        TEST(refuses_other_document_types),
        TEST(languages_keep_their_order),
        TEST(takes_no_other_language_for_the_wanted_one),
        TEST(a_translation_goes_with_its_doubles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
