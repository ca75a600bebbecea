// XLIFF 1.2: the two laws, fresh files, splices in own mode, refusals. Drop-in updates are held against their
// peer in tests/peers/xliff.mjs.
#include "tests/unit/unit.h"

#include "base/file.h"
#include "catalog/format.h"

static const struct format_options own = {.original = STR_INIT("app"), .tool = STR_INIT("glot")};
static const struct format_options drop_in = {
    .peer_bytes = true, .original = STR_INIT("lit-localize-inputs"), .tool = STR_INIT("lit-localize")};

static const struct format *xliff(void)
{
    return format_find(STR("xliff"));
}

static bool read_text(const char *text, const struct format_options *options, struct arena *arena,
                      struct diags *diags, struct catalog *out)
{
    *diags = (struct diags){.arena = arena};
    return xliff()->read(str_of(text), STR("de.xlf"), options, arena, diags, out);
}

static struct str write_text(const struct catalog *catalog, const struct format_options *options,
                             struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct buf out = {0};
    assert_true(xliff()->write(catalog, options, arena, &diags, &out));
    return buf_finish(&out, arena);
}

// ---- chance

struct chance {
    uint64_t state;
};

static size_t below(struct chance *chance, size_t limit)
{
    chance->state = chance->state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(chance->state >> 33) % limit;
}

// ---- generated catalogs

static struct str any_text(struct chance *chance, struct arena *arena)
{
    static const char *const words[] = {"Hello", "w\xc3\xb6rld", "a & b", "<b>", "\"q\"",    "it's",
                                        "\n",    "\r",           "\t",    "]]>", "\xc2\x85", "\xe2\x80\xa8"};
    struct str pieces[4];
    size_t count = 1 + below(chance, 4);
    for (size_t i = 0; i < count; i++)
        pieces[i] = str_of(words[below(chance, sizeof words / sizeof *words)]);
    return arena_join(arena, pieces, count);
}

static struct pattern any_pattern(struct chance *chance, struct arena *arena)
{
    struct pattern pattern = {0};
    for (size_t i = 0, count = below(chance, 5); i < count; i++)
        if (below(chance, 2))
            pattern_add_text(&pattern, any_text(chance, arena), arena);
        else
            pattern_add_code(&pattern, PART_PLACEHOLDER + (enum part_kind)below(chance, 4),
                             any_text(chance, arena), arena_print(arena, "%zu", i), arena);
    return pattern;
}

static void fill_unit(struct unit *unit, struct chance *chance, struct arena *arena)
{
    static const enum unit_state states[] = {UNIT_TRANSLATED, UNIT_NEEDS_REVIEW, UNIT_STALE,
                                             UNIT_NEW,        UNIT_REVIEWED,     UNIT_FINAL};
    unit->source = any_pattern(chance, arena);
    unit->has_target = below(chance, 2);
    if (unit->has_target) {
        unit->target = any_pattern(chance, arena);
        unit->state = pattern_is_blank(&unit->target) ? UNIT_TRANSLATED : states[below(chance, 6)];
    }
    if (below(chance, 5) == 0)
        unit->is_obsolete = true;
    if (below(chance, 4) == 0) {
        unit->has_previous = true;
        unit_change_rare(unit, arena)->previous = any_pattern(chance, arena);
    }
    if (below(chance, 4) == 0)
        unit->context = any_text(chance, arena);
    for (size_t i = 0, count = below(chance, 3); i < count; i++)
        *list_push(&unit->notes, arena) =
            (struct note){.from = below(chance, 2) ? STR("glot") : STR(""), .text = any_text(chance, arena)};
    for (size_t i = 0, count = below(chance, 3); i < count; i++)
        *list_push(&unit->locations, arena) = arena_print(arena, "src/a.ts:%zu", i + 1);
}

static struct catalog any_catalog(struct chance *chance, struct arena *arena)
{
    struct catalog catalog = {.source_locale = STR("en"), .target_locale = STR("de")};
    for (size_t i = 0, count = below(chance, 8); i < count; i++)
        fill_unit(catalog_add(&catalog, arena_print(arena, "id%zu", i), arena), chance, arena);
    return catalog;
}

static void expect_unit(const struct unit *got, const struct unit *wanted)
{
    assert_true(str_equal(got->id, wanted->id));
    assert_true(str_equal(got->context, wanted->context));
    assert_true(pattern_equal(&got->source, &wanted->source));
    assert_int_equal(got->has_target, wanted->has_target);
    assert_true(!got->has_target || pattern_equal(&got->target, &wanted->target));
    assert_int_equal(got->state, wanted->state);
    assert_int_equal(got->is_obsolete, wanted->is_obsolete);
    assert_int_equal(got->has_previous, wanted->has_previous);
    assert_true(!got->has_previous || pattern_equal(&unit_rare(got)->previous, &unit_rare(wanted)->previous));
    size_t note = 0;
    for (size_t i = 0; i < wanted->notes.count; i++) {
        if (wanted->notes.at[i].removed)
            continue;
        assert_true(note < got->notes.count);
        assert_true(str_equal(got->notes.at[note].from, wanted->notes.at[i].from));
        assert_true(str_equal(got->notes.at[note++].text, wanted->notes.at[i].text));
    }
    assert_int_equal(got->notes.count, note);
    assert_int_equal(got->locations.count, wanted->locations.count);
    for (size_t i = 0; i < got->locations.count; i++)
        assert_true(str_equal(got->locations.at[i], wanted->locations.at[i]));
}

static void expect_catalog(const struct catalog *got, const struct catalog *wanted)
{
    assert_true(str_equal(got->source_locale, wanted->source_locale));
    assert_true(str_equal(got->target_locale, wanted->target_locale));
    size_t number = 0;
    for (size_t i = 0; i < wanted->units.count; i++) {
        if (wanted->units.at[i].removed)
            continue;
        assert_true(number < got->units.count);
        expect_unit(&got->units.at[number++], &wanted->units.at[i]);
    }
    assert_int_equal(got->units.count, number);
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    struct chance chance = {1};
    for (size_t i = 0; i < effort(2000); i++) {
        struct arena arena = {0};
        struct diags diags = {.arena = &arena};
        struct format_options options = own;
        options.content_placeholders = i % 2;
        struct catalog catalog = any_catalog(&chance, &arena), again;
        struct str text = write_text(&catalog, &options, &arena);
        assert_true(xliff()->read(text, STR("de.xlf"), &options, &arena, &diags, &again));
        expect_catalog(&again, &catalog);
        expect_str(write_text(&again, &options, &arena), arena_cstr(&arena, text));
        arena_free(&arena);
    }
}

// ---- splices of generated catalogs

static void change_unit(struct catalog *catalog, size_t number, struct chance *chance, struct arena *arena)
{
    struct unit *unit = &catalog->units.at[number];
    if (below(chance, 5) == 0) {
        unit->removed = true;
        return;
    }
    if (below(chance, 2))
        return;
    struct range bytes = unit->bytes;
    struct str context = unit->context;
    *unit = (struct unit){.id = unit->id, .bytes = bytes};
    fill_unit(unit, chance, arena);
    unit->context = context; // part of the identity: no writer changes it
    for (size_t i = 0; i < unit->notes.count; i++)
        unit->notes.at[i].removed = below(chance, 3) == 0;
    if (below(chance, 3) == 0)
        catalog_rename(catalog, unit, arena_print(arena, "renamed%zu", number), arena);
    unit->source_changed = unit->target_changed = unit->notes_changed = unit->state_changed = true;
}

// The same file in another hand: other indentation, CRLF, comments between units.
static struct str in_another_hand(struct str text, struct chance *chance, struct arena *arena)
{
    static const char *const breaks[] = {"\n", "\r\n", "\n\t", "\n    ", "<!-- x -->\n", ""};
    const char *line = breaks[below(chance, sizeof breaks / sizeof *breaks)];
    struct buf out = {0};
    for (size_t at = 0; at < text.len; at++) {
        bool between = text.at[at] == '\n' && at > 0 && text.at[at - 1] == '>' && at + 1 < text.len &&
                       str_starts(str_from(text, at + 1), STR("<trans-unit"));
        if (between)
            buf_text(&out, line);
        else if (text.at[at] == '\n' && line[0] == '\r')
            buf_text(&out, "\r\n");
        else
            buf_byte(&out, text.at[at]);
    }
    return buf_finish(&out, arena);
}

static void changes_are_written_into_the_file(void **state)
{
    (void)state;
    struct chance chance = {2};
    for (size_t i = 0; i < effort(2000); i++) {
        struct arena arena = {0};
        struct diags diags = {.arena = &arena};
        struct catalog first = any_catalog(&chance, &arena), read, again;
        struct str text = in_another_hand(write_text(&first, &own, &arena), &chance, &arena);
        assert_true(xliff()->read(text, STR("de.xlf"), &own, &arena, &diags, &read));
        expect_str(write_text(&read, &own, &arena), arena_cstr(&arena, text));
        for (size_t j = 0; j < read.units.count; j++)
            change_unit(&read, j, &chance, &arena);
        for (size_t j = 0, count = below(&chance, 3); j < count; j++)
            fill_unit(catalog_add(&read, arena_print(&arena, "new%zu", j), &arena), &chance, &arena);
        struct str spliced = write_text(&read, &own, &arena);
        assert_true(xliff()->read(spliced, STR("de.xlf"), &own, &arena, &diags, &again));
        expect_catalog(&again, &read);
        if (str_find(text, STR("\r\n"), 0) != STR_NONE)
            for (size_t at = 0; (at = str_find_byte(spliced, '\n', at)) != STR_NONE; at++)
                assert_true(spliced.at[at - 1] == '\r');
        arena_free(&arena);
    }
}

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
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(changes_are_written_into_the_file),
        cmocka_unit_test(real_files_stay_as_they_are),
        cmocka_unit_test(fresh_files_are_the_peers),
        cmocka_unit_test(new_children_follow_the_layout),
        cmocka_unit_test(states_are_attributes),
        cmocka_unit_test(empty_bodies_are_filled),
        cmocka_unit_test(foreign_markup_is_code),
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
