// How far a catalog is translated (catalog/coverage.h), and locales found by any spelling
// (catalog/locale_index.h).
#include "catalog/coverage.h"
#include "catalog/locale_index.h"
#include "tests/messages.h"
#include "tests/unit/unit.h"

static void add_message(struct message_set *messages, const char *id, const char *text, struct arena *arena)
{
    say_message(messages, (struct message){.id = str_of(id), .pattern = pattern_of_text(str_of(text), arena)},
                arena);
}

static struct unit *add_unit(struct catalog *catalog, const char *id, const char *source, const char *target,
                             struct arena *arena)
{
    struct unit *unit = catalog_add(catalog, str_of(id), arena);
    unit->source = pattern_of_text(str_of(source), arena);
    unit->has_target = target != NULL;
    unit->target = pattern_of_text(str_of(target), arena);
    unit->state = target ? UNIT_TRANSLATED : UNIT_NEW;
    return unit;
}

struct story {
    struct arena arena;
    struct message_set messages;
    struct coverage_source source;
    struct catalog catalog;
    struct coverage counted;
};

static void tell(struct story *story)
{
    struct arena *arena = &story->arena;
    add_message(&story->messages, "a", "One two", arena);
    add_message(&story->messages, "b", "Three", arena);
    add_message(&story->messages, "c", "Four five six", arena);
    add_message(&story->messages, "d", "Seven", arena);
    add_message(&story->messages, "e", "Eight", arena);
    coverage_prepare(&story->messages, arena, &story->source);
    add_unit(&story->catalog, "a", "One  two", "Eins zwei", arena); // white space is no change
    add_unit(&story->catalog, "b", "Three", "Drei", arena)->state = UNIT_NEEDS_REVIEW;
    add_unit(&story->catalog, "c", "Four", "Vier", arena); // the text has changed
    add_unit(&story->catalog, "d", "Seven", NULL, arena);
    add_unit(&story->catalog, "gone", "Gone", "Weg", arena);
    add_unit(&story->catalog, "old", "Old", "Alt", arena)->is_obsolete = true;
}

static void counts_against_the_sources(void **state)
{
    (void)state;
    struct story story = {0};
    struct words words = {0};
    tell(&story);
    coverage_count(&story.catalog, &story.source, false, NULL, &words, &story.counted);
    const struct coverage *got = &story.counted;
    assert_int_equal(got->messages, 5);
    assert_int_equal(got->translated, 1);
    assert_int_equal(got->needs_review, 2);
    assert_int_equal(got->missing, 2);
    assert_int_equal(got->absent, 1);
    assert_int_equal(got->obsolete, 2);
    assert_int_equal(got->vanished, 1);
    assert_int_equal(got->words, 8);
    assert_int_equal(got->translated_words, 2);
    assert_int_equal(coverage_permille(got), 200);
    coverage_count(&story.catalog, &story.source, true, NULL, &words, &story.counted);
    assert_int_equal(got->translated, 2); // drop-in catalogs do not tell that a text changed
    coverage_count(NULL, &story.source, false, NULL, &words, &story.counted);
    assert_int_equal(got->missing, 5);
    words_close(&words);
    arena_free(&story.arena);
}

static void counts_what_a_file_holds(void **state)
{
    (void)state;
    struct story story = {0};
    struct words words = {0};
    tell(&story);
    add_unit(&story.catalog, "brand", "glot", NULL, &story.arena)->is_locked = true;
    add_unit(&story.catalog, "d", "Seven", "Sieben", &story.arena); // the last of an id counts
    coverage_count(&story.catalog, NULL, false, NULL, &words, &story.counted);
    assert_int_equal(story.counted.messages, 5);
    assert_int_equal(story.counted.translated, 4);
    assert_int_equal(story.counted.obsolete, 1);
    words_close(&words);
    arena_free(&story.arena);
}

static void nothing_to_do_is_done(void **state)
{
    (void)state;
    assert_int_equal(coverage_permille(&(struct coverage){0}), 1000);
    assert_int_equal(coverage_permille(&(struct coverage){.messages = 100000, .translated = 99999}), 999);
}

static void two_catalogs_are_compared(void **state)
{
    (void)state;
    struct story story = {0};
    struct catalog other = {0};
    struct translation_mark_list first, second;
    tell(&story);
    add_unit(&other, "a", "One two", "Ein, zwei", &story.arena);
    add_unit(&other, "d", "Seven", "Sieben", &story.arena);
    add_unit(&other, "e", "Eight", "Acht", &story.arena);
    add_unit(&other, "unknown", "Gone", "Weg", &story.arena);
    coverage_mark(&story.catalog, &story.source, false, &story.arena, &first);
    coverage_mark(&other, &story.source, false, &story.arena, &second);
    struct mark_difference difference = marks_compare(&first, &second);
    assert_int_equal(difference.only_first, 1); // c
    assert_int_equal(difference.only_second, 2);
    assert_int_equal(difference.different, 1);
    arena_free(&story.arena);
}

static void locales_are_found_by_any_spelling(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct locale_index index = {0};
    const char *const locales[] = {"de", "de_DE", "zh-Hans", "no", "not a locale", "de-de"};
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++)
        locale_index_add(&index, str_of(locales[i]), &arena);
    assert_int_equal(locale_index_find(&index, STR("de-DE")), 1);
    assert_int_equal(locale_index_find(&index, STR("DE")), 0);
    assert_int_equal(locale_index_find(&index, STR("zh_CN")), 2);
    assert_int_equal(locale_index_find_same(&index, STR("zh_CN")), STR_NONE);
    assert_int_equal(locale_index_find(&index, STR("nb-NO")), 3);
    assert_int_equal(locale_index_find(&index, STR("not a locale")), 4);
    assert_int_equal(locale_index_find(&index, STR("")), STR_NONE);
    assert_int_equal(locale_index_find(&index, STR("fr")), STR_NONE);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_against_the_sources),
        cmocka_unit_test(counts_what_a_file_holds),
        cmocka_unit_test(nothing_to_do_is_done),
        cmocka_unit_test(two_catalogs_are_compared),
        cmocka_unit_test(locales_are_found_by_any_spelling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
