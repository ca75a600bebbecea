// Which forms of a drop-in catalog are seen to be settled; that these are, the law says on the way.
#include "tests/fuzz/settled_law.h"
#include "tests/unit/unit.h"

#define HEAD                                                                                                 \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:"   \
    "document:1.2\">\n<file target-language=\"de\" source-language=\"en\" original=\"lit-localize-inputs\" " \
    "datatype=\"plaintext\">\n<body>\n"

#define UNIT_S1                                                                                              \
    "<trans-unit id=\"s1\">\n  <source>Salt &amp; &lt;pepper&gt;</source>\n  "                               \
    "<target>Salz</target>\n</trans-unit>\n"
#define UNIT_H2                                                                                              \
    "<trans-unit id=\"h2\">\n  <source>Hello <x id=\"0\" equiv-text=\"&lt;b title=&quot;a&quot;&gt;\"/>!\n"  \
    "</source>\n  <target>\"Hallo\" &amp; <x id=\"0\" "                                                      \
    "equiv-text=\"&lt;b&gt;&#10;\"/></target>\n</trans-unit>\n"
#define UNIT_S3                                                                                              \
    "<trans-unit id=\"s3\">\n  <source>\xc3\xa4 ]]</source>\n"                                               \
    "  <note from=\"lit-localize\">Shown \"once\" &gt; 1</note>\n</trans-unit>\n"
#define UNIT_S4                                                                                              \
    "<trans-unit id=\"s4\">\n  <source> <x id=\"0\" equiv-text=\"${a}&#9;\"/></source>\n</trans-unit>\n"
#define START_OF_S3 "<trans-unit id=\"s3\">\n  <source>\xc3\xa4 ]]</source>\n"
#define FOOT        "</body>\n</file>\n</xliff>\n"

static const char base[] = HEAD UNIT_S1 UNIT_H2 UNIT_S3 UNIT_S4 FOOT;

// The base with the first place of one text replaced.
static const struct change {
    const char *old, *new;
    bool is_settled;
} changes[] = {
    {"", "", true},
    {" encoding=\"UTF-8\"?>\n", "?>", true},
    {"\n<body>\n", "\n    <body>\n      ", true},
    {"<target>Salz</target>", "<target/>", true},
    {"<target>Salz</target>", "<target> </target>", true},
    {"<target>Salz</target>", "", true},
    {"</trans-unit>\n<", "</trans-unit>\n&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD\n<", true},
    {"target-language=\"de\" source-language=\"en\"", "source-language=\"en\" target-language=\"de\"", true},
    {"Salz", "Salz \xe2\x80\xa9 \xc2\xa0", true},
    // what would change
    {"<target>Salz</target>", "<target></target>", false},
    {"Salz", "S&#97;lz", false},
    {"Salz", "S&quot;alz", false},
    {"Salz", "S > alz", false},
    {"Salz", "Salz\r\n", false},
    {"Salz", "Salz \xe2\x80\xa8", false},
    {"Salz", "Salz \xc2\x85", false},
    {"Salz", "<x id=\"00\" equiv-text=\"a\"/>", false},
    {"Salz", "<x id=\"0\" equiv-text=\"a>\"/>", false},
    {"Salz", "<x id=\"0\" equiv-text=\"a\nb\"/>", false},
    {"Salz", "<x  id=\"0\" equiv-text=\"a\"/>", false},
    {"Salz", "<x id=\"0\" ctype=\"x-open\" equiv-text=\"a\"/>", false},
    {"Salt &amp;", "Salt and", false},
    {"\"once\"", "\"twice\"", false},
    {"<note from=\"lit-localize\">", "<note>", false},
    {"id=\"s1\"", "id=\"s5\"", false},
    {"id=\"s1\"", "id=\"h2\"", false},
    {"<trans-unit id=\"s1\">", "<trans-unit  id=\"s1\">", false},
    {"</xliff>\n", "</xliff>", false},
    {"</xliff>\n", "</xliff>\n\n", false},
    // what would be complained about
    {" target-language=\"de\"", "", false},
    {" target-language=\"de\"", " target-language=\"\"", false},
    {"Salz", "<b/>", false},
    {"Salz", "<x id=\"0\"/>", false},
    {"Salz", "<x id=\"0\" equiv-text=\"\"/>", false},
    {"Salz", "<x</target>", false},
    {"Salz", "S\x01lz", false},
    {"Salz", "S\xff", false},
    {"Salz", "\xef\xbf\xbe", false},
    {"</body>", "</body><body></body>", false},
    {"<target>Salz</target>", "<target>Salz</target><target>Salz</target>", false},
    {" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"", " xmlns=\"http://www.w3.org/1999/xhtml\"", false},
    {"version=\"1.2\"", "version=\"2.0\"", false},
};

static struct str apply(const struct change *change, struct arena *arena)
{
    struct str text = str_of(base), old = str_of(change->old);
    size_t at = str_find(text, old, 0);
    assert_true(at != STR_NONE);
    return arena_join(
        arena, (struct str[]){str_slice(text, 0, at), str_of(change->new), str_from(text, at + old.len)}, 3);
}

static void test_forms(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct arena arena = {0};
        if (settled_check(apply(&changes[i], &arena), &arena) != changes[i].is_settled)
            fail_msg("%s -> %s", changes[i].old, changes[i].new);
        arena_free(&arena);
    }
}

// Wherever it stands in a long text, of which many bytes are looked at at once.
static void test_characters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_settled;
    } rows[] = {{"\xc2\x85", false},     {"\xe2\x80\xa8", false},   {"\xef\xbf\xbe", false},
                {"\xef\xbf\xbf", false}, {"\x01", false},           {"\r", false},
                {"\xed\xa0\x80", false}, {"\xc3", false},           {"\xc2\x84", true},
                {"\xe2\x80\xa9", true},  {"\xef\xbf\xbd", true},    {"\n", true},
                {"\xed\x9f\xbf", true},  {"\xf4\x8f\xbf\xbf", true}};
    const struct str letters = STR("1234567890123456789012345678901234567890");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t before = 0; before <= letters.len; before++) {
            struct arena arena = {0};
            struct str parts[] = {STR("\xc3\xa4"), str_slice(letters, 0, before), str_of(rows[i].text),
                                  str_slice(letters, 0, before % 21), STR("\xc3\xa4")};
            struct change change = {"Salz", arena_join(&arena, parts, 5).at, rows[i].is_settled};
            if (settled_check(apply(&change, &arena), &arena) != change.is_settled)
                fail_msg("%s", change.new);
            arena_free(&arena);
        }
}

// Cut off at each byte, and each byte replaced by each of some: never settled where anything would be done.
static void test_small_changes(void **state)
{
    (void)state;
    static const char bytes[] = "<>&\"' \n\t\rx0]/=";
    for (size_t i = 0; i < sizeof base - 1; i++) {
        struct arena arena = {0};
        assert_false(settled_check(arena_copy(&arena, str_slice(str_of(base), 0, i)), &arena));
        for (size_t j = i % effort(8) ? sizeof bytes - 4 : 0; j < sizeof bytes - 1; j++) {
            char *changed = arena_cstr(&arena, str_of(base));
            changed[i] = bytes[j];
            settled_check((struct str){changed, sizeof base - 1}, &arena);
        }
        arena_free(&arena);
    }
}

// What one catalog shows of the order of ids is only a guess about the next one.
static void test_orders(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_settled;
    } rows[] = {{base, true},
                {HEAD UNIT_S4 UNIT_H2 UNIT_S1 UNIT_S3 FOOT, true},
                {HEAD UNIT_S1 UNIT_S3 UNIT_H2 UNIT_S4 FOOT, true},
                {HEAD UNIT_S1 UNIT_H2 UNIT_S1 UNIT_S4 FOOT, false},
                {HEAD UNIT_S1 UNIT_H2 UNIT_S3 UNIT_S4 UNIT_S1 FOOT, false},
                {HEAD UNIT_S1 UNIT_H2 UNIT_S3 START_OF_S3 UNIT_S4 FOOT, false},
                {HEAD UNIT_S1 UNIT_H2 UNIT_S3 START_OF_S3 UNIT_S4 FOOT, false},
                {base, true}};
    struct arena arena = {0};
    struct message_set messages = {0};
    struct merge_source source;
    struct settled_texts texts;
    struct settled settled;
    struct diags said = {.arena = &arena};
    settled_messages(&arena, &messages);
    merge_prepare(&messages, true, &arena, &source);
    assert_true(settled_texts_of(&source, &arena, &texts));
    for (size_t i = 0; i < 2 * (sizeof rows / sizeof *rows); i++) {
        size_t row = i % (sizeof rows / sizeof *rows);
        assert_int_equal(settled_prove(&texts, str_of(rows[row].text), STR("x"), &arena, &said, &settled),
                         rows[row].is_settled);
    }
    arena_free(&arena);
}

// Room for a few units is enough for any number of them, wherever its borders fall.
static void test_pieces(void **state)
{
    (void)state;
    static const char *const texts_of[] = {
        HEAD UNIT_S1 UNIT_H2 UNIT_S3 UNIT_S4 FOOT,
        HEAD UNIT_S4 "\n\n" UNIT_S3 UNIT_H2 UNIT_S1 FOOT,
    };
    struct arena arena = {0};
    struct message_set messages = {0};
    struct merge_source source;
    struct settled_texts texts;
    struct settled seen;
    settled_messages(&arena, &messages);
    merge_prepare(&messages, true, &arena, &source);
    assert_true(settled_texts_of(&source, &arena, &texts));
    for (size_t i = 0; i < 2; i++)
        for (size_t room = 4 * (sizeof HEAD + sizeof UNIT_H2); room < 4 * sizeof base; room++)
            assert_true(settled_in_pieces(&texts, str_of(texts_of[i]), room, 1, &arena, &seen));
    assert_int_equal(seen.translated, 2);
    assert_string_equal(arena_cstr(&arena, seen.target_locale), "de");
    assert_false(settled_in_pieces(&texts, str_of(base), 64, 1, &arena, &seen));
    arena_free(&arena);
}

static struct str repeat(const char *text, size_t count, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = 0; i < count; i++)
        buf_text(&out, text);
    buf_byte(&out, '\0');
    return buf_finish(&out, arena);
}

// What libxml2 bounds are tags and texts, not files.
static void test_sizes(void **state)
{
    (void)state;
    const struct {
        const char *text;
        size_t count;
        bool is_settled;
    } rows[] = {{"Salz <x id=\"0\" equiv-text=\"a\"/>", 270000, true},
                {"Salz und Pfeffer ", 400000, true},
                {"Salz und Pfeffer ", 600000, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct change change = {"Salz", repeat(rows[i].text, rows[i].count, &arena).at, true};
        assert_int_equal(settled_check(apply(&change, &arena), &arena), rows[i].is_settled);
        arena_free(&arena);
    }
}

static void test_unknown_forms(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct settled_texts texts;
    const struct format_options own = {.tool = STR("glot")};
    const struct format_options contents = {
        .peer_bytes = true, .content_placeholders = true, .tool = STR("lit-localize")};
    assert_false(settled_open(format_find(STR("xliff")), &own, 1, &arena, &texts));
    assert_false(settled_open(format_find(STR("xliff")), &contents, 1, &arena, &texts));
    assert_false(settled_open(format_find(STR("xlb")), &settled_options, 1, &arena, &texts));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),         cmocka_unit_test(test_characters),
        cmocka_unit_test(test_small_changes), cmocka_unit_test(test_orders),
        cmocka_unit_test(test_pieces),        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_unknown_forms)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
