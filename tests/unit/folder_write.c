// A folder that people share: what becomes of translations, and what is written is read again.
#include "tests/unit/folder_share.h"

#include "tests/unit/any_catalog.h"

static void keeps_what_a_changed_text_had(void **state)
{
    struct scratch *s = *state;
    static const char *const changed[] = {"a", "Green apple", "c", "Plum", "d", "Fig", NULL};
    set_up_fruit(s);
    translate(s, "fr", "a", "Apple", "Pomme");
    translate(s, "fr", "b", "Pear", "Poire");
    struct remote remote = look(s);
    struct catalog source = source_of(s, changed);
    struct write_counts counts;
    assert_true(push_source(&remote, &source, false, &counts));
    assert_int_equal(counts.created, 1);
    assert_int_equal(counts.updated, 1);
    assert_int_equal(counts.deleted, 1);
    struct catalog french = read_language(s, "fr", READ_TRANSLATED);
    assert_int_equal(french.units.count, 3);
    expect_translation(&french, "a", "Pomme", UNIT_STALE);
    expect_str(unit_rare(catalog_find(&french, STR("a")))->previous.parts.at[0].text, "Apple");
    assert_true(has_text(s, "fr.xlf", "Poire")); // waits for its text to come back
    push(s, fruit, false);
    french = read_language(s, "fr", READ_TRANSLATED);
    expect_translation(&french, "a", "Pomme", UNIT_TRANSLATED);
    expect_translation(&french, "b", "Poire", UNIT_TRANSLATED);
}

static void keeps_translations_as_they_are_when_told_to(void **state)
{
    struct scratch *s = *state;
    static const char *const changed[] = {"a", "Apple!", "b", "Pear", "c", "Plum", NULL};
    set_up_fruit(s);
    translate(s, "fr", "a", "Apple", "Pomme");
    push(s, changed, true);
    struct catalog french = read_language(s, "fr", READ_TRANSLATED);
    expect_translation(&french, "a", "Pomme", UNIT_TRANSLATED);
    assert_true(has_text(s, "fr.xlf", "Apple!"));
}

static void a_translation_of_another_text_waits_for_review(void **state)
{
    struct scratch *s = *state;
    set_up_fruit(s);
    translate(s, "fr", "a", "Big apple", "Grande pomme");
    struct catalog french = read_language(s, "fr", READ_TRANSLATED);
    expect_translation(&french, "a", "Grande pomme", UNIT_STALE);
    expect_str(unit_rare(catalog_find(&french, STR("a")))->previous.parts.at[0].text, "Big apple");
}

static void writes_only_what_is_new(void **state)
{
    struct scratch *s = *state;
    set_up_fruit(s);
    translate(s, "fr", "a", "Apple", "Pomme");
    struct str before = text_of(s, "fr.xlf");
    struct remote_write same = translate(s, "fr", "a", "Apple", "Pomme");
    assert_int_equal(same.counts.skipped, 1);
    assert_true(str_equal(before, text_of(s, "fr.xlf")));
    struct remote_write unknown = translate(s, "fr", "z", "Zucchini", "Courgette");
    assert_int_equal(unknown.outcome, WRITE_DONE);
    assert_int_equal(unknown.counts.skipped, 1);
    EXPECT_KINDS(s, KIND_SERVICE_UNIT);
    struct remote_write taken_away = translate(s, "fr", "a", "Apple", NULL);
    assert_int_equal(taken_away.counts.deleted, 1);
    struct catalog french = read_language(s, "fr", READ_TRANSLATED);
    expect_translation(&french, "a", NULL, UNIT_NEW);
}

static void states_need_to_be_asked_for(void **state)
{
    struct scratch *s = *state;
    set_up_fruit(s);
    for (int round = 0; round < 3; round++) {
        struct remote remote = look(s);
        struct remote_write write = {.code = STR("fr"), .with_states = round == 1};
        say(s, &write.catalog, "a", "Apple", "Pomme", UNIT_REVIEWED);
        assert_true(remote.service->write(&remote, &write, 1));
        struct catalog french = read_language(s, "fr", READ_TRANSLATED);
        expect_translation(&french, "a", "Pomme", round ? UNIT_REVIEWED : UNIT_TRANSLATED);
    }
}

// Other projects keep code in their catalogs; it stays, and nobody sees it.
static void leaves_the_code_of_placeholders(void **state)
{
    struct scratch *s = *state;
    put(s, "source.xlf",
        "<xliff version=\"1.2\"><file source-language=\"en\" original=\"x\" datatype=\"plaintext\"><body>"
        "<trans-unit id=\"a\"><source>Hi <x id=\"0\" equiv-text=\"${user.name}\"/></source></trans-unit>"
        "</body></file></xliff>");
    struct remote remote = look(s);
    add_languages(&remote, (const char *const[]){"fr", NULL});
    struct remote_read read = {0};
    assert_true(remote.service->read(&remote, &read, 1));
    const struct unit *hello = &read.catalog.units.at[0];
    expect_str(pattern_flatten(&hello->source, &s->arena), "Hi {0}");
    struct remote_write write = {.code = STR("fr")};
    struct unit *unit = catalog_add(&write.catalog, STR("a"), &s->arena);
    *unit = *hello;
    unit->target = hello->source;
    unit->has_target = true;
    unit->state = UNIT_TRANSLATED;
    assert_true(remote.service->write(&remote, &write, 1));
    assert_true(has_text(s, "fr.xlf", "<target>Hi <x id=\"0\" equiv-text=\"${user.name}\"/>"));
    struct write_counts counts;
    assert_true(push_source(&remote, &read.catalog, false, &counts));
    assert_true(has_text(s, "source.xlf", "${user.name}"));
    assert_int_equal(counts.updated, 0);
}

// ---- property: what is written is read again, in every format

static void expect_same(const struct catalog *wanted, const struct catalog *got)
{
    assert_int_equal(got->units.count, wanted->units.count);
    for (size_t i = 0; i < wanted->units.count; i++) {
        const struct unit *a = &wanted->units.at[i], *b = &got->units.at[i];
        assert_true(str_equal(a->id, b->id));
        assert_true(pattern_equal(&a->source, &b->source));
        assert_int_equal(a->has_target, b->has_target);
        assert_int_equal(a->state, b->state);
        assert_true(!a->has_target || pattern_equal(&a->target, &b->target));
        assert_int_equal(a->has_previous, b->has_previous);
        assert_true(!a->has_previous || pattern_equal(&unit_rare(a)->previous, &unit_rare(b)->previous));
    }
}

// What can cross the contract.
static void settle_for_contract(struct catalog *catalog, struct arena *arena)
{
    for (size_t i = 0; i < catalog->units.count; i++) {
        struct unit *unit = &catalog->units.at[i];
        struct neutral_fault_list unsaid = {0};
        unit->source = neutral_pattern(&unit->source, arena);
        unit->target = neutral_pattern(&unit->target, arena);
        neutral_restore(&unit->target, &unit->source, arena, &unsaid, &unit->target);
        struct pattern previous = neutral_pattern(&unit_rare(unit)->previous, arena);
        unit_change_rare(unit, arena)->previous = previous;
        unit->has_previous = unit->has_previous && unit->has_target &&
                             (unit->state == UNIT_STALE || unit->state == UNIT_NEEDS_REVIEW);
        if (unit->state == UNIT_NEW && unit->has_target)
            unit->state = UNIT_NEEDS_REVIEW;
        if (unit->state == UNIT_STALE && !unit->has_previous)
            unit->state = UNIT_NEEDS_REVIEW;
    }
}

static void expect_read_again(struct scratch *s, const char *project, const char *suffix,
                              struct chance *chance)
{
    bool good;
    struct remote remote = look_in(s, project, suffix, &good);
    assert_true(good);
    struct catalog catalog = any_catalog(chance, &s->arena), source = catalog;
    struct write_counts counts;
    settle_for_contract(&catalog, &s->arena);
    assert_true(push_source(&remote, &source, false, &counts));
    add_languages(&remote, (const char *const[]){"de", NULL});
    struct remote_write write = {.code = STR("de"), .catalog = catalog, .with_states = true};
    assert_true(remote.service->write(&remote, &write, 1));
    remote = look_in(s, project, suffix, &good);
    struct remote_read read = {.code = STR("de")};
    assert_true(remote.service->read(&remote, &read, 1));
    expect_same(&catalog, &read.catalog);
}

static void what_is_written_is_read_again(void **state)
{
    struct scratch *s = *state;
    static const char *const suffixes[] = {"", ".xliff", ".po", ".csv", ".json"};
    static const char *const names[] = {"xliff", "xliff", "po", "csv", "json"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        for (uint64_t seed = 0; seed < 6; seed++) {
            unsigned holds = format_find(str_of(names[i]))->holds & ~(unsigned)HOLDS_OBSOLETE;
            if (i < 2) // a choice is ICU MessageFormat there, which cannot say all that comes by chance
                holds &= ~(unsigned)HOLDS_PLURALS;
            struct chance chance = {seed * 77, holds, i < 2};
            struct str project = arena_print(&s->arena, "p%zu-%zu", i, (size_t)seed);
            expect_read_again(s, arena_cstr(&s->arena, project), suffixes[i], &chance);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(keeps_what_a_changed_text_had),
        TEST(keeps_translations_as_they_are_when_told_to),
        TEST(a_translation_of_another_text_waits_for_review),
        TEST(writes_only_what_is_new),
        TEST(states_need_to_be_asked_for),
        TEST(leaves_the_code_of_placeholders),
        TEST(what_is_written_is_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
