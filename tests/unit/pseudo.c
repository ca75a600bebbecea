// Pseudo-translations (catalog/pseudo.h): what is added can be taken away, what is code stays, growth has
// bounds.
#include "catalog/pseudo.h"
#include "catalog/icu.h"
#include "tests/unit/unit.h"

#include "base/utf.h"

static struct str made_of(const char *text, enum message_syntax syntax, struct pseudo_options options,
                          struct arena *arena)
{
    struct pattern source = pattern_of_text(str_of(text), arena), target;
    pseudo_pattern(&source, syntax, &options, arena, &target);
    return pattern_flatten(&target, arena);
}

static void texts_are_accented_longer_and_in_brackets(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pseudo_options options = pseudo_options_of(STR("en-XA"));
    expect_str(made_of("Save changes", SYNTAX_TEXT, options, &arena), "⟦Şȧāṽḗē ƈħȧāƞɠḗēş\u2002"
                                                                      "···⟧");
    options.has_long_words = true;
    expect_str(made_of("Save-all of", SYNTAX_TEXT, options, &arena), "⟦Şȧāṽḗē‑ȧāŀŀ\u00a0ǿōƒ···⟧");
    options = (struct pseudo_options){.is_plain = true};
    expect_str(made_of("Save", SYNTAX_TEXT, options, &arena), "⟦Save⟧");
    options = pseudo_options_of(STR("ar_XB"));
    expect_str(made_of("Save it", SYNTAX_TEXT, options, &arena), "\u202eSave\u202c \u202eit\u202c");
    expect_str(made_of("", SYNTAX_TEXT, options, &arena), "");
    arena_free(&arena);
}

static void code_and_addresses_stay(void **state)
{
    (void)state;
    static const char *const spared[] = {"<b class=\"total\">",
                                         "</b>",
                                         "&amp;",
                                         "&#39;",
                                         "{name}",
                                         "{{ value, number }}",
                                         "${a.b({c})}",
                                         "%s",
                                         "%1$d",
                                         "%(a)s",
                                         "$t(key)",
                                         "https://example.com/a?b=c",
                                         "www.example.com",
                                         "mailto:me@example.com",
                                         "me@example.com"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof spared / sizeof *spared; i++)
        for (size_t mirrored = 0; mirrored < 2; mirrored++) {
            struct pseudo_options options = {.is_mirrored = mirrored, .growth = 35};
            struct str text = arena_print(&arena, "ab %s, cd", spared[i]);
            struct str made = made_of(arena_cstr(&arena, text), SYNTAX_TEXT, options, &arena);
            if (str_find(made, str_of(spared[i]), 0) == STR_NONE)
                fail_msg("\"%s\" became " STR_FORMAT, spared[i], STR_ARG(made));
        }
    arena_free(&arena);
}

static void icu_messages_stay_icu_messages(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{n, plural, offset:1 =0 {No one} one {# item isn''t here} other {<b>#</b> items}} in {folder}",
        "it's '{'name'}' and '' and {d, date, ::yyyyMMdd}",
        "{g, select, male {his} other {their}} '<b>' text", "quote '{open to the end"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t mirrored = 0; mirrored < 2; mirrored++) {
            struct pseudo_options options = {.is_mirrored = mirrored, .growth = 35};
            struct str made = made_of(texts[i], SYNTAX_ICU, options, &arena);
            struct icu_message before, after;
            struct icu_fault fault;
            struct buf stripped = {0};
            assert_true(icu_parse(str_of(texts[i]), &icu_formatjs, &arena, &before, &fault));
            assert_true(icu_parse(made, &icu_formatjs, &arena, &after, &fault));
            pseudo_strip(made, &stripped);
            expect_str(buf_str(&stripped), texts[i]);
            buf_free(&stripped);
        }
    arena_free(&arena);
}

static size_t points_of(struct str text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.len; count++)
        utf_next(text, &at);
    return count;
}

static void long_texts_grow_by_a_third(void **state)
{
    (void)state;
    static const char letters[] = "abcdefghij klmnop qrstu vwxyz AEIOU.,-";
    struct arena arena = {0};
    unsigned long seed = 7;
    for (size_t round = 0; round < 2000; round++) {
        char text[200] = {0};
        size_t len = 21 + round % 170;
        for (size_t i = 0; i < len; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            text[i] = letters[(seed >> 33) % (sizeof letters - 1)];
        }
        struct pseudo_options options = {.growth = pseudo_growth};
        size_t grown = points_of(made_of(text, SYNTAX_TEXT, options, &arena)) - 2; // brackets
        if (grown * 100 < len * 130 || grown * 100 > len * 140)
            fail_msg("%zu became %zu: %s", len, grown, text);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

static void locked_and_obsolete_units_are_left_alone(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct catalog catalog = {0};
    struct pseudo_options options = {.growth = 35};
    for (size_t i = 0; i < 3; i++) {
        struct unit *unit = catalog_add(&catalog, arena_print(&arena, "%zu", i), &arena);
        unit->source = pattern_of_text(STR("Open"), &arena);
        unit->is_locked = i == 1;
        unit->is_obsolete = i == 2;
    }
    pseudo_catalog(&catalog, STR("en-XA"), &options, &arena);
    expect_str(catalog.target_locale, "en-XA");
    expect_str(pattern_flatten(&catalog.units.at[0].target, &arena), "⟦ǾŌƥḗēƞ\u2002"
                                                                     "·⟧");
    expect_str(pattern_flatten(&catalog.units.at[1].target, &arena), "Open");
    assert_false(catalog.units.at[2].has_target);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_accented_longer_and_in_brackets),
        cmocka_unit_test(code_and_addresses_stay),
        cmocka_unit_test(icu_messages_stay_icu_messages),
        cmocka_unit_test(long_texts_grow_by_a_third),
        cmocka_unit_test(locked_and_obsolete_units_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
