// Which language of a service is which locale of a project.
#include "tests/unit/unit.h"

#include "sync/language.h"

enum { most = 8 };

struct entry {
    const char *code, *locale;
};

struct testcase {
    const char *codes[most], *locales[most];
    struct entry map[4];
    const char *pairs;     // "de_DE=de fr=fr"
    const char *leftovers; // a letter of the fate and the name: "U:xx", of a locale "u:xx"
};

static struct str_list list_of(const char *const *names, struct arena *arena)
{
    struct str_list list = {0};
    for (size_t i = 0; i < most && names[i]; i++)
        *list_push(&list, arena) = str_of(names[i]);
    return list;
}

static struct languages match(const struct testcase *c, struct arena *arena)
{
    struct str_list codes = list_of(c->codes, arena), locales = list_of(c->locales, arena);
    struct setup_language_list map = {0};
    for (size_t i = 0; i < 4 && c->map[i].code; i++)
        *list_push(&map, arena) = (struct setup_language){str_of(c->map[i].code), str_of(c->map[i].locale),
                                                          span_file(STR("glot.json"))};
    struct language_sides sides = {.codes = &codes,
                                   .source_code = STR("en"),
                                   .locales = &locales,
                                   .source_locale = STR("en"),
                                   .explicit_map = &map};
    struct languages out;
    language_match(&sides, arena, &out);
    return out;
}

static struct str printed(const struct languages *languages, bool pairs, struct arena *arena)
{
    static const char fates[2][6] = {"USATMO", "usatmo"};
    struct buf out = {0};
    for (size_t i = 0; pairs && i < languages->pairs.count; i++)
        buf_print(&out, "%s" STR_FORMAT "=" STR_FORMAT, i ? " " : "", STR_ARG(languages->pairs.at[i].code),
                  STR_ARG(languages->pairs.at[i].locale));
    for (size_t i = 0; !pairs && i < languages->leftovers.count; i++) {
        const struct language_leftover *leftover = &languages->leftovers.at[i];
        buf_print(&out, "%s%c:" STR_FORMAT, i ? " " : "", fates[leftover->is_locale][leftover->fate],
                  STR_ARG(leftover->name));
    }
    return buf_finish(&out, arena);
}

static const struct testcase cases[] = {
    {{"de", "fr"}, {"de", "fr"}, {{0}}, "de=de fr=fr", ""},
    // Spellings of one locale; the order is that of the locales.
    {{"pt_BR", "de_DE"}, {"de-DE", "pt-BR"}, {{0}}, "de_DE=de-DE pt_BR=pt-BR", ""},
    {{"sr@latin", "zh-Hans"}, {"sr-Latn", "zh_Hans"}, {{0}}, "sr@latin=sr-Latn zh-Hans=zh_Hans", ""},
    // What goes without saying.
    {{"zh_CN", "no"}, {"zh-Hans", "nb"}, {{0}}, "zh_CN=zh-Hans no=nb", ""},
    {{"de_DE"}, {"de"}, {{0}}, "de_DE=de", ""},
    // Several could be meant.
    {{"de-DE", "de_DE"}, {"de-de"}, {{0}}, "", "A:de-DE A:de_DE a:de-de"},
    {{"zh_CN", "zh_Hans_CN"}, {"zh-Hans"}, {{0}}, "", "A:zh_CN A:zh_Hans_CN a:zh-Hans"},
    {{"de_DE", "fr"}, {"de-DE", "de_DE", "fr"}, {{0}}, "fr=fr", "A:de_DE a:de-DE a:de_DE"},
    // A second spelling of what has its counterpart.
    {{"de", "de_DE"}, {"de"}, {{0}}, "de=de", "T:de_DE"},
    {{"pt"}, {"pt", "pt-BR"}, {{0}}, "pt=pt", "t:pt-BR"},
    // Nothing on the other side.
    {{"ar_AA", "de"}, {"de", "ja"}, {{0}}, "de=de", "U:ar_AA u:ja"},
    {{"es_MX"}, {"es"}, {{0}}, "", "U:es_MX u:es"},
    {{"klingon!"}, {"de"}, {{0}}, "", "U:klingon! u:de"},
    // The source.
    {{"en", "de"}, {"de"}, {{0}}, "de=de", "S:en"},
    {{"en_US", "de"}, {"de"}, {{0}}, "de=de", "S:en_US"},
    {{"en_US"}, {"en-US"}, {{0}}, "en_US=en-US", ""},
    {{"de"}, {"de", "en"}, {{0}}, "de=de", "s:en"},
    // The map wins.
    {{"de", "de_DE"}, {"de"}, {{"de_DE", "de"}}, "de_DE=de", "T:de"},
    {{"pt"}, {"pt-PT"}, {{"pt", "pt-PT"}}, "pt=pt-PT", ""},
    {{"de-DE", "de_DE"}, {"de"}, {{"de_DE", "de"}, {"de-DE", ""}}, "de_DE=de", "O:de-DE"},
    {{"de_DE"}, {"de-DE"}, {{"de_DE", "de_de"}}, "de_DE=de-DE", ""},
    {{"de_DE"}, {"fr"}, {{"de_DE", "de"}}, "", "M:de_DE u:fr"},
    {{"fr"}, {"de", "fr"}, {{"de_DE", "de"}}, "fr=fr", "m:de"},
    {{"de", "fr"}, {"de", "fr"}, {{"de", "de"}, {"fr", "de"}}, "", "A:de a:de A:fr u:fr"},
    {{"de"}, {"de", "fr"}, {{"de", "de"}, {"de", "fr"}}, "", "A:de a:de a:fr"},
    {{"de"}, {"de"}, {{"de", "de"}, {"de", "de"}}, "de=de", ""},
    {{"de"}, {"de"}, {{"de_DE", "de"}, {"de", "de"}}, "de=de", ""},
    {{"en_GB"}, {"en-GB"}, {{"xx", "yy"}}, "en_GB=en-GB", ""},
};

static void languages_find_their_locales(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct languages languages = match(&cases[i], &arena);
        expect_str(printed(&languages, true, &arena), cases[i].pairs);
        expect_str(printed(&languages, false, &arena), cases[i].leftovers);
        for (size_t j = 0; j < languages.leftovers.count; j++)
            assert_true(languages.leftovers.at[j].reason.len > 0);
        arena_free(&arena);
    }
}

static void leftovers_are_told_with_a_hint(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    const struct testcase reversed = {{"zh_CN", "de"}, {"zh-Hans", "de"}, {{"zh-Hans", "zh_CN"}}, "", ""};
    const struct testcase wrong = {{"zh_CN", "de"}, {"zh-Hans", "de"}, {{"de", "zh_CN"}}, "", ""};
    struct languages languages = match(&reversed, &arena);
    language_report(&languages, span_file(STR("glot.json")), &diags);
    assert_int_equal(diags.count, 0); // neither side of the entry means anything: found without it
    languages = match(&wrong, &arena);
    language_report(&languages, span_file(STR("x")), &diags);
    assert_int_equal(diags.count, 2);
    assert_int_equal(diags.at[0].kind, KIND_LANGUAGE_UNMATCHED);
    expect_str(diags.at[0].span.path, "glot.json");
    expect_str(diags.at[0].message, "the service's `de` is not exchanged: it is mapped to `zh_CN`, which is "
                                    "no target locale of the project");
    expect_str(diags.at[1].message,
               "the project's `de` is not exchanged: the service does not have it; of its "
               "language it has `de`");
    languages = match(&(struct testcase){{"de-DE", "de_DE"}, {"de"}, {{0}}, "", ""}, &arena);
    diags.count = 0;
    language_report(&languages, span_file(STR("x")), &diags);
    assert_int_equal(diags.count, 3);
    assert_int_equal(diags.at[0].kind, KIND_LANGUAGE_AMBIGUOUS);
    expect_str(diags.at[0].hint, "Map the right one by name.");
    arena_free(&arena);
}

static void pairs_are_found(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct languages languages = match(&(struct testcase){{"de_DE"}, {"de-DE"}, {{0}}, "", ""}, &arena);
    expect_str(language_of_locale(&languages, STR("de_de"))->code, "de_DE");
    expect_str(language_of_code(&languages, STR("de_DE"))->locale, "de-DE");
    assert_null(language_of_code(&languages, STR("de-DE")));
    assert_null(language_of_locale(&languages, STR("fr")));
    arena_free(&arena);
}

static void locales_are_spelled_as_services_do(void **state)
{
    (void)state;
    static const struct {
        const char *locale, *known[3], *wanted;
    } spellings[] = {
        {"de-DE", {0}, "de_DE"},
        {"de", {0}, "de"},
        {"zh-Hans", {0}, "zh-Hans"},
        {"zh-Hant-TW", {0}, "zh-Hant_TW"},
        {"sr-Latn", {0}, "sr@latin"},
        {"sr-Latn-RS", {0}, "sr_RS@latin"},
        {"es-419", {0}, "es_419"},
        {"ca-valencia", {0}, "ca@valencia"},
        {"pt_BR", {0}, "pt_BR"},
        {"not a locale", {0}, "not a locale"},
        {"zh-Hans", {"zh_CN", "zh_TW"}, "zh_CN"},
        {"zh-Hans", {"zh_CN", "zh-Hans"}, "zh-Hans"},
        {"zh-Hans", {"zh_CN", "zh_Hans_CN"}, "zh-Hans"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        struct str_list known = {0};
        for (size_t j = 0; j < 3 && spellings[i].known[j]; j++)
            *list_push(&known, &arena) = str_of(spellings[i].known[j]);
        expect_str(language_code(str_of(spellings[i].locale), NULL, &known, &arena), spellings[i].wanted);
    }
    struct setup_language_list map = {0};
    *list_push(&map, &arena) = (struct setup_language){.code = STR("zh"), .locale = STR("zh_Hans")};
    expect_str(language_code(STR("zh-Hans"), &map, &(struct str_list){0}, &arena), "zh");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_find_their_locales),
        cmocka_unit_test(leftovers_are_told_with_a_hint),
        cmocka_unit_test(pairs_are_found),
        cmocka_unit_test(locales_are_spelled_as_services_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
