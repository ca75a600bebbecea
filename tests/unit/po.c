// PO: both laws, what is read of every line, splices, refusals. tests/peers/po.mjs holds it against gettext.
#include "tests/unit/any_catalog.h"
#include "tests/unit/format_fixture.h"

static bool reads(struct fixture *f, const char *text)
{
    return reads_as(f, "po", "de.po", text);
}

static struct str written(struct fixture *f)
{
    return written_as(f, "po");
}

#define HEADER                                                                                               \
    "msgid \"\"\n"                                                                                           \
    "msgstr \"\"\n"                                                                                          \
    "\"Language: pl\\n\"\n"                                                                                  \
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"                                                       \
    "\"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : "    \
    "\"\n"                                                                                                   \
    "\"2);\\n\"\n"                                                                                           \
    "\"X-Source-Language: en\\n\"\n"

static const char foreign[] = HEADER "\n"
                                     "# a person\n"
                                     "#\n"
                                     "# still\n"
                                     "#. a program {0} = x\n"
                                     "#: src/a.ts:12 \xe2\x81\xa8src/a b.ts\xe2\x81\xa9:3\n"
                                     "#: src/c.ts\n"
                                     "#, fuzzy, c-format, range: 1..2\n"
                                     "#| msgctxt \"menu\"\n"
                                     "#| msgid \"Old\"\n"
                                     "msgctxt \"menu\"\n"
                                     "msgid \"\"\n"
                                     "\"New {0}\\n\"\n"
                                     "\"\\t\\\"\\\\\\101\\x42\"\n"
                                     "msgstr \"Nowy\"\n"
                                     "\n"
                                     "msgid \"a file\"\n"
                                     "msgid_plural \"%d files\"\n"
                                     "msgstr[0] \"plik\"\n"
                                     "msgstr[1] \"pliki\"\n"
                                     "msgstr[2] \"plik\xc3\xb3w\"\n"
                                     "msgid \"x\" msgstr \"y\"\n"
                                     "\n"
                                     "#~| msgid \"gon\"\n"
                                     "#~ msgid \"gone\"\n"
                                     "#~ msgstr \"\"\n"
                                     "\n"
                                     "# the end\n";

static void reads_every_line(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, foreign));
    assert_int_equal(f->diags.count, 0);
    assert_int_equal(f->catalog.units.count, 4);
    expect_str(f->catalog.target_locale, "pl");
    expect_str(f->catalog.source_locale, "en");
    const struct unit *u = f->catalog.units.at;
    expect_str(u->id, "menu\x04New {0}\n\t\"\\AB");
    expect_str(u->context, "menu");
    expect_str(u->notes.at[0].from, "translator");
    expect_str(u->notes.at[0].text, "a person\n\nstill");
    expect_str(u->notes.at[1].from, "glot");
    expect_str(u->notes.at[1].text, "a program {0} = x");
    assert_int_equal(u->locations.count, 3);
    expect_str(u->locations.at[1], "src/a b.ts:3");
    assert_int_equal(u->state, UNIT_NEEDS_REVIEW);
    assert_int_equal(unit_rare(u)->flags.count, 2);
    expect_str(unit_rare(u)->flags.at[1], "range: 1..2");
    expect_pattern(&unit_rare(u)->previous, "Old");
    expect_pattern(&u->source, "New {0}\n\t\"\\AB");
    expect_pattern(&u[1].source, ".match $n:plural\none {{a file}}\nother {{%d files}}");
    expect_pattern(&u[1].target, ".match $n:plural\none {{plik}}\nfew {{pliki}}\nmany {{plik\xc3\xb3w}}\n"
                                 "other {{plik\xc3\xb3w}}");
    expect_pattern(&u[2].target, "y");
    assert_true(u[3].is_obsolete && !u[3].has_target && u[3].has_previous);
}

static void writes_what_it_read(void **state)
{
    static const char *const texts[] = {
        foreign,
        HEADER,
        "# only a comment",
        "\xef\xbb\xbfmsgid \"a\"\r\nmsgstr \"b\"\r\n",
        "\n\n  msgid   \"a\" \"b\"\n\n\n msgstr \"\" # c\n",
        "msgctxt \"\" msgid \"a\" msgstr \"1\" msgid \"a\" msgstr \"2\"",
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_true(reads(f, texts[i]));
        expect_str(written(f), texts[i]);
    }
}

// U+2068 and U+2069 stand around names with spaces, and are no part of any.
static void marks_of_places_are_no_names(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "#: \xe2\x81\xa8\n#: a\xe2\x81\xa9.ts:1\n#: \xe2\x81\xa8 b\xe2\x81\xa9:\xe2\x81\xa9"
                         "c\n"
                         "msgid \"a\"\nmsgstr \"\"\n"));
    const struct unit *unit = &f->catalog.units.at[0];
    assert_int_equal(unit->locations.count, 2);
    expect_str(unit->locations.at[0], "a.ts:1");
    expect_str(unit->locations.at[1], " b:c");
}

// Entries and their keywords may go on a line that begins with #~.
static void what_goes_on_an_obsolete_line_stays_obsolete(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "#~ msgid \"a\" msgstr \"A\" msgid \"b\" msgstr \"B\"\n"));
    *list_push(&f->catalog.units.at[0].notes, &f->arena) =
        (struct note){.from = STR("translator"), .text = STR("why")};
    f->catalog.units.at[0].notes_changed = true;
    expect_str(written(f), "# why\n"
                           "#~ msgid \"a\" \n"
                           "#~ msgstr \"A\" \n"
                           "#~ msgid \"b\" msgstr \"B\"\n");
}

static void obsolete_header_is_no_message(void **state)
{
    struct fixture *f = *state;
    static const char text[] = "#~ msgid \"\"\n"
                               "#~ msgstr \"Language: de\\n\"\n"
                               "\n"
                               "msgid \"Yes\"\n"
                               "msgstr \"\"\n";
    assert_true(reads(f, text));
    assert_int_equal(f->catalog.units.count, 1);
    expect_str(f->catalog.units.at[0].id, "Yes");
    expect_str(written(f), text);
}

static void splices_only_what_changed(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, HEADER "\n"
                                "# keep\n"
                                "#:  b.c:1   a.c:2\n"
                                "#, fuzzy\n"
                                "#| msgid \"o\"\n"
                                "msgid \"\"\n"
                                "\"a\"\n"
                                "msgstr \"\"\n"
                                "\"A\"\n"
                                "\n\n"
                                "msgid \"b\"\n"
                                "msgstr \"\"\n"
                                "\n"
                                "msgid \"c\"\n"
                                "msgstr \"C\"\n"
                                "# end\n"));
    struct unit *u = f->catalog.units.at;
    u[0].state = UNIT_TRANSLATED;
    u[0].has_previous = false;
    u[0].state_changed = true;
    u[1].removed = true;
    u[2].is_obsolete = u[2].state_changed = true;
    struct unit *d = catalog_add(&f->catalog, STR("d"), &f->arena);
    d->source = pattern_of_text(STR("d"), &f->arena);
    expect_str(written(f), HEADER "\n"
                                  "# keep\n"
                                  "#:  b.c:1   a.c:2\n"
                                  "msgid \"\"\n"
                                  "\"a\"\n"
                                  "msgstr \"\"\n"
                                  "\"A\"\n"
                                  "\n"
                                  "#~ msgid \"c\"\n"
                                  "#~ msgstr \"C\"\n"
                                  "\n"
                                  "msgid \"d\"\n"
                                  "msgstr \"\"\n"
                                  "# end\n");
}

static void marks_the_header_when_a_unit_needs_it(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "msgid \"\"\n"
                         "msgstr \"Language: de\\n\"\n"
                         "\n"
                         "#. {0} = the name\n"
                         "msgid \"Hi {0}\"\n"
                         "msgstr \"\"\n"));
    struct unit *u = catalog_add(&f->catalog, STR("bye"), &f->arena);
    pattern_add_text(&u->source, STR("Bye {"), &f->arena);
    pattern_add_code(&u->source, PART_PLACEHOLDER, STR("${name}"), STR("0"), &f->arena);
    *list_push(&u->notes, &f->arena) = (struct note){.from = STR("lit-localize"), .text = STR("id: no")};
    struct str text = arena_copy(&f->arena, written(f));
    expect_str(text, "msgid \"\"\n"
                     "msgstr \"\"\n"
                     "\"Language: de\\n\"\n"
                     "\"X-Glot-Placeholders: named\\n\"\n"
                     "\"X-Glot-Notes: glot\\n\"\n"
                     "\n"
                     "#. \\{0} = the name\n"
                     "msgid \"Hi {0}\"\n"
                     "msgstr \"\"\n"
                     "\n"
                     "#. [from lit-localize] \\id: no\n"
                     "#. id: bye\n"
                     "#. {0} = ${name}\n"
                     "msgid \"Bye {{{0}\"\n"
                     "msgstr \"\"\n");
    assert_true(reads(f, arena_cstr(&f->arena, text)));
    expect_str(f->catalog.units.at[0].notes.at[0].text, "{0} = the name");
    expect_pattern(&f->catalog.units.at[0].source, "Hi {0}");
    expect_pattern(&f->catalog.units.at[1].source, "Bye {{0=${name}}");
    expect_str(f->catalog.units.at[1].notes.at[0].text, "id: no");
}

// A file in another encoding can be read while all of it is ASCII. What is added is UTF-8.
static void header_names_utf8_once_a_text_needs_it(void **state)
{
    struct fixture *f = *state;
    static const char latin[] = "msgid \"\"\n"
                                "msgstr \"\"\n"
                                "\"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n"
                                "\"Language: de\\n\"\n"
                                "\n"
                                "msgid \"Yes\"\n"
                                "msgstr \"Ja\"\n";
    static const char *const texts[] = {"No", "Na\xc3\xafve"}, *const places[] = {"a.ts:1", "a b.ts:1"};
    for (int i = 0; i < 4; i++) {
        assert_true(reads(f, latin));
        struct unit *u = catalog_add(&f->catalog, STR("no"), &f->arena);
        u->source = pattern_of_text(str_of(texts[i % 2]), &f->arena);
        *list_push(&u->locations, &f->arena) = str_of(places[i / 2]);
        struct str text = arena_copy(&f->arena, written(f));
        assert_int_equal(str_find(text, STR("charset=ISO-8859-1"), 0) == STR_NONE, i > 0);
        assert_int_equal(
            str_find(text, STR("\"Content-Type: text/plain; charset=UTF-8\\n\"\n"), 0) == STR_NONE, i == 0);
        assert_true(reads(f, arena_cstr(&f->arena, text)));
        expect_pattern(&f->catalog.units.at[1].source, texts[i % 2]);
    }
}

static void tells_equal_keys_apart(void **state)
{
    struct fixture *f = *state;
    f->catalog = (struct catalog){.target_locale = STR("de")};
    for (int i = 0; i < 2; i++) {
        struct unit *u = catalog_add(&f->catalog, i ? STR("second") : STR("first"), &f->arena);
        u->source = pattern_of_text(STR("Same"), &f->arena);
    }
    catalog_add(&f->catalog, STR("empty"), &f->arena);
    struct str text = arena_copy(&f->arena, written(f));
    assert_true(str_find(text, STR("#. id: second\n#. context:\nmsgctxt \"second\"\nmsgid \"Same\"\n"), 0) !=
                STR_NONE);
    assert_true(reads(f, arena_cstr(&f->arena, text)));
    expect_str(f->catalog.units.at[1].id, "second");
    expect_str(f->catalog.units.at[1].context, "");
    expect_str(f->catalog.units.at[2].id, "empty");
}

static bool is_of_program(struct str from)
{
    return !str_is(from, "translator") && !str_is(from, "Anna");
}

static void reads_what_it_wrote(void **state)
{
    struct fixture *f = *state;
    for (uint64_t seed = 1; seed <= effort(400); seed++) {
        struct arena arena = {0};
        struct chance chance = {.state = seed, .holds = format_find(STR("po"))->holds};
        struct catalog wanted = any_catalog(&chance, &arena);
        f->catalog = wanted;
        struct str text = arena_copy(&arena, written(f));
        if (!reads(f, arena_cstr(&arena, text)))
            fail_msg("%s", arena_cstr(&arena, text));
        assert_int_equal(f->catalog.units.count, wanted.units.count);
        for (size_t i = 0; i < wanted.units.count; i++)
            expect_unit(&f->catalog.units.at[i], &wanted.units.at[i], is_of_program);
        for (size_t i = 0; i < wanted.units.count; i++)
            f->catalog.units.at[i].target_changed = f->catalog.units.at[i].notes_changed = true;
        assert_true(str_equal(written(f), text));
        f->catalog.bytes = (struct str){0};
        assert_true(str_equal(written(f), text));
        arena_free(&arena);
    }
}

// ---- refusals

static void refuses_what_gettext_refuses(void **state)
{
    static const struct {
        const char *text, *message;
        enum kind kind;
        size_t start;
    } cases[] = {
        {"msgid \"a\nmsgstr \"b\"\n", "the string does not end on its line", KIND_PO_SYNTAX, 6},
        {"msgid \"a\"\n", "the entry ends without msgstr", KIND_PO_SYNTAX, 10},
        {"msgctxt \"a\"\n", "the entry ends without msgid", KIND_PO_SYNTAX, 12},
        {"msgid \"\\q\"\nmsgstr \"\"\n", "this escape means nothing in a PO file", KIND_PO_SYNTAX, 7},
        {"msgid \"a\"\nmsgstr \"\\303\\251\\351\"\n", "the bytes of the escapes are not UTF-8",
         KIND_PO_SYNTAX, 18},
        {"msgid \"a\"\n# c\nmsgstr \"\"\n", "a comment stands inside an entry", KIND_PO_SYNTAX, 10},
        {"msgid \"a\"\nmsgstr[0] \"\"\n", "a plural form, and no msgid_plural before it", KIND_PO_SYNTAX, 10},
        {"msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"\"\n",
         "the plural forms are not numbered in order from 0", KIND_PO_SYNTAX, 27},
        {"#~ msgid \"a\"\nmsgstr \"\"\n", "all lines of an entry begin with #~, or none does", KIND_PO_SYNTAX,
         13},
        {"<<<<<<< HEAD\nmsgid \"a\"\nmsgstr \"\"\n", "a line of a merge conflict", KIND_PO_SYNTAX, 0},
        {"domain \"a\"\n", "the file has several domains", KIND_PO_SYNTAX, 0},
        {"msgid \"a\"\nmsgstr \"\"\n#~ msgid \"a\"\n#~ msgstr \"\"\n",
         "the same text with the same context is there already", KIND_PO_DUPLICATE, 20},
        {"msgid \"\xff\"\nmsgstr \"\"\n", "the bytes from here on are not UTF-8", KIND_FILE_NOT_UTF8, 7},
        {"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\nmsgid \"\xc3\xa9\"\nmsgstr "
         "\"\"\n",
         "the file says that it is in ISO-8859-1", KIND_PO_ENCODING, 0},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(reads(f, cases[i].text));
        expect_str(f->diags.at[0].message, cases[i].message);
        assert_int_equal(f->diags.at[0].kind, cases[i].kind);
        assert_int_equal(f->diags.at[0].span.start, cases[i].start);
    }
}

static void refuses_what_it_cannot_write(void **state)
{
    static const struct str bad[] = {STR_INIT("a\0b"), STR_INIT("\xed\xa0\xbd")};
    struct fixture *f = *state;
    for (size_t i = 0; i < 2; i++) {
        f->catalog = (struct catalog){.target_locale = STR("de")};
        catalog_add(&f->catalog, STR("x"), &f->arena)->source = pattern_of_text(bad[i], &f->arena);
        f->diags.count = 0;
        assert_false(format_find(STR("po"))->write(&f->catalog, &f->options, &f->arena, &f->diags, &f->out));
        assert_int_equal(f->diags.at[0].kind, KIND_CATALOG_CHARACTER);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_every_line),
        TEST(writes_what_it_read),
        TEST(what_goes_on_an_obsolete_line_stays_obsolete),
        TEST(marks_of_places_are_no_names),
        TEST(obsolete_header_is_no_message),
        TEST(splices_only_what_changed),
        TEST(marks_the_header_when_a_unit_needs_it),
        TEST(header_names_utf8_once_a_text_needs_it),
        TEST(tells_equal_keys_apart),
        TEST(reads_what_it_wrote),
        TEST(refuses_what_gettext_refuses),
        TEST(refuses_what_it_cannot_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
