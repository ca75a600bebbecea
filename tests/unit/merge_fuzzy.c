// Merging: translations of texts that are alike.

#include "catalog/merge.h"
#include "tests/messages.h"
#include "tests/unit/unit.h"

struct story {
    struct arena arena;
    struct message_set messages;
    struct catalog catalog, other; // the catalog, and another one that serves as a memory
    struct merge_report report;
    struct merge_options options;
};

static void start(struct story *story)
{
    *story = (struct story){.options = {.fuzzy = 75, .tool = STR("glot")}};
}

// "Hello {name}!": braces hold code; placeholders are numbered from `first` on.
static struct pattern parsed(struct story *story, const char *text, size_t first)
{
    struct pattern out = {0};
    struct str rest = str_of(text);
    while (rest.len) {
        size_t open = str_find_byte(rest, '{', 0);
        pattern_add_text(&out, str_slice(rest, 0, open), &story->arena);
        if (open == STR_NONE)
            break;
        size_t close = str_find_byte(rest, '}', open);
        pattern_add_code(&out, PART_PLACEHOLDER, str_slice(rest, open + 1, close),
                         arena_print(&story->arena, "%zu", first++), &story->arena);
        rest = str_from(rest, close + 1);
    }
    return out;
}

static void say(struct story *story, const char *id, const char *text)
{
    struct span place = {.path = STR("a.ts"), .start = story->messages.count + 1};
    struct message *message =
        say_message(&story->messages,
                    (struct message){.id = str_of(id), .file = STR("/p/a.ts"), .span = place}, &story->arena);
    message->pattern = parsed(story, text, 0);
}

static struct unit *know_in(struct story *story, struct catalog *catalog, const char *id, const char *source,
                            const char *target)
{
    struct unit *unit = catalog_add(catalog, str_of(id), &story->arena);
    unit->source = parsed(story, source, 0);
    unit->target = parsed(story, target, 0);
    unit->has_target = *target;
    unit->state = *target ? UNIT_TRANSLATED : UNIT_NEW;
    return unit;
}

static struct unit *know(struct story *story, const char *id, const char *source, const char *target)
{
    return know_in(story, &story->catalog, id, source, target);
}

static void run(struct story *story)
{
    struct merge_source source;
    struct memory memory = {0};
    const struct memory *memories = &memory;
    merge_remember(&story->other, STR("other.xlf"), &story->arena, &memory);
    memory_index(&memory, &story->arena);
    story->options.memories = &memories;
    story->options.memory_count = 1;
    merge_prepare(&story->messages, false, &story->arena, &source);
    merge(&story->catalog, &source, &story->options, &story->arena, &story->report);
}

static void expect_unit(struct story *story, const char *id, enum unit_state state, const char *target,
                        const char *previous)
{
    const struct unit *unit = catalog_find(&story->catalog, str_of(id));
    assert_non_null(unit);
    assert_string_equal(unit_state_name(unit->state), unit_state_name(state));
    assert_int_equal(unit->has_target, target != NULL);
    if (target)
        expect_str(pattern_flatten(&unit->target, &story->arena), target);
    assert_int_equal(unit->has_previous, previous != NULL);
    if (previous)
        expect_str(pattern_flatten(&unit_rare(unit)->previous, &story->arena), previous);
}

// ---- vanished units

static void an_edited_text_keeps_its_unit(void **state)
{
    (void)state;
    struct story story;
    start(&story);
    know(&story, "h1", "You have been logged out of this session", "Abgemeldet");
    know(&story, "h2", "Delete the group", "Gruppe");
    say(&story, "h3", "You have been logged out of this session.");
    say(&story, "h4", "Delete this group");
    run(&story);
    assert_int_equal(story.catalog.units.count, 2);
    expect_unit(&story, "h3", UNIT_STALE, "Abgemeldet", "You have been logged out of this session");
    expect_unit(&story, "h4", UNIT_NEEDS_REVIEW, "Gruppe", "Delete the group");
    assert_int_equal(story.report.moved.count, 2);
    assert_int_equal(story.report.translated_lost, 0);
    arena_free(&story.arena);
}

static void the_likest_pair_comes_first(void **state)
{
    (void)state;
    struct story story;
    start(&story);
    know(&story, "old", "Delete all the users", "Alle");
    say(&story, "n1", "Delete all the groups");
    say(&story, "n2", "Delete all the users?");
    run(&story);
    expect_unit(&story, "n2", UNIT_STALE, "Alle", "Delete all the users");
    // The other one still learns from it.
    expect_unit(&story, "n1", UNIT_NEEDS_REVIEW, "Alle", "Delete all the users");
    assert_int_equal(story.report.moved.count, 1);
    assert_int_equal(story.report.proposed.count, 1);
    arena_free(&story.arena);
}

static void an_edit_that_is_taken_back_leaves_no_trace(void **state)
{
    (void)state;
    struct story story;
    start(&story);
    know(&story, "h1", "Delete the group", "Gruppe");
    say(&story, "h2", "Delete this group");
    run(&story);
    expect_unit(&story, "h2", UNIT_NEEDS_REVIEW, "Gruppe", "Delete the group");
    story.messages = (struct message_set){0};
    say(&story, "h1", "Delete the group");
    run(&story);
    expect_unit(&story, "h1", UNIT_TRANSLATED, "Gruppe", NULL);
    assert_int_equal(story.catalog.units.count, 1);
    arena_free(&story.arena);
}

static void an_edit_of_what_nobody_has_reviewed_leaves_that_when_it_is_taken_back(void **state)
{
    (void)state;
    struct story story;
    start(&story);
    know(&story, "h1", "Delete the group", "Gruppe")->state = UNIT_NEEDS_REVIEW;
    know(&story, "h3", "You have been logged out of this session", "Abgemeldet")->state = UNIT_NEEDS_REVIEW;
    say(&story, "h2", "Delete this group");
    say(&story, "h4", "You have been logged out of this session.");
    run(&story);
    expect_unit(&story, "h2", UNIT_NEEDS_REVIEW, "Gruppe", "Delete the group");
    expect_unit(&story, "h4", UNIT_STALE, "Abgemeldet", "You have been logged out of this session");
    story.messages = (struct message_set){0};
    say(&story, "h1", "Delete the group");
    say(&story, "h3", "You have been logged out of this session");
    run(&story);
    expect_unit(&story, "h1", UNIT_NEEDS_REVIEW, "Gruppe", NULL);
    expect_unit(&story, "h3", UNIT_NEEDS_REVIEW, "Abgemeldet", NULL);
    arena_free(&story.arena);
}

// A stale translation lends itself as what it was: nobody has reviewed it.
static void what_nobody_has_reviewed_is_lent_for_review_only(void **state)
{
    (void)state;
    struct story story;
    start(&story);
    struct unit *unit = know(&story, "a", "Store", "Sichern");
    struct pattern previous = parsed(&story, "Save", 0);
    unit->state = UNIT_STALE;
    unit_set_previous(unit, &previous, true, &story.arena);
    say(&story, "a", "Store");
    say(&story, "new", "Save");
    run(&story);
    expect_unit(&story, "new", UNIT_NEEDS_REVIEW, "Sichern", "Save");
    assert_true(unit_is_made_unreviewed(catalog_find(&story.catalog, STR("new"))));
    arena_free(&story.arena);
}

static void a_proposal_stays_one_when_its_text_changes_again(void **state)
{
    (void)state;
    struct story story;
    start(&story);
    struct unit *unit = know(&story, "a", "Delete this group", "Gruppe");
    unit->state = UNIT_NEEDS_REVIEW;
    struct pattern previous = parsed(&story, "Delete the group", 0);
    unit_set_previous(unit, &previous, false, &story.arena);
    say(&story, "a", "Keep it");
    run(&story);
    expect_unit(&story, "a", UNIT_NEEDS_REVIEW, "Gruppe", "Delete the group");
    assert_true(unit_is_proposal(catalog_find(&story.catalog, STR("a"))));
    arena_free(&story.arena);
}

// ---- proposals

static void the_same_text_elsewhere_is_taken_when_all_agree(void **state)
{
    (void)state;
    struct story story;
    start(&story);
    know(&story, "a", "Save {x}", "{x} sichern");
    say(&story, "a", "Save {x}");
    know(&story, "b", "Open", "Offen");
    know(&story, "c", "Open", "Auf");
    say(&story, "b", "Open");
    say(&story, "c", "Open");
    say(&story, "new", "Save {x}");
    say(&story, "doubtful", "Open");
    run(&story);
    expect_unit(&story, "new", UNIT_TRANSLATED, "x sichern", NULL);
    expect_unit(&story, "doubtful", UNIT_NEEDS_REVIEW, "Offen", "Open");
    assert_true(unit_is_made_unreviewed(catalog_find(&story.catalog, STR("doubtful"))));
    assert_int_equal(story.report.filled.count, 1);
    arena_free(&story.arena);
}

static void another_context_or_other_code_needs_a_look(void **state)
{
    (void)state;
    struct story story;
    start(&story);
    know(&story, "a", "Save {x}", "{x} sichern")->context = STR("file");
    say(&story, "a", "Save {x}");
    story.messages.at[0]->context = STR("file");
    say(&story, "b", "Save {x}");
    say(&story, "c", "Save {y}");
    story.messages.at[2]->context = STR("file");
    run(&story);
    expect_unit(&story, "b", UNIT_NEEDS_REVIEW, "x sichern", "Save x");
    expect_unit(&story, "c", UNIT_NEEDS_REVIEW, "y sichern", "Save x");
    arena_free(&story.arena);
}

static void memories_come_after_the_catalog_itself(void **state)
{
    (void)state;
    struct story story;
    start(&story);
    know_in(&story, &story.other, "o1", "Delete the group", "anders");
    know_in(&story, &story.other, "o2", "Never seen before", "noch nie");
    know(&story, "a", "Delete the group", "Gruppe");
    say(&story, "a", "Delete the group");
    say(&story, "b", "Delete this group");
    say(&story, "c", "Never seen before");
    run(&story);
    expect_unit(&story, "b", UNIT_NEEDS_REVIEW, "Gruppe", "Delete the group");
    expect_unit(&story, "c", UNIT_TRANSLATED, "noch nie", NULL);
    arena_free(&story.arena);
}

static void old_units_are_filled_on_request_only(void **state)
{
    (void)state;
    for (int seek = 0; seek < 2; seek++) {
        struct story story;
        start(&story);
        story.options.seek_all = seek;
        know_in(&story, &story.other, "o", "Never seen before", "noch nie");
        know(&story, "a", "Never seen before", "");
        say(&story, "a", "Never seen before");
        run(&story);
        expect_unit(&story, "a", seek ? UNIT_TRANSLATED : UNIT_NEW, seek ? "noch nie" : NULL, NULL);
        arena_free(&story.arena);
    }
}

static void what_is_less_alike_is_suggested_where_there_is_a_place(void **state)
{
    (void)state;
    for (int with = 0; with < 2; with++) {
        struct story story;
        start(&story);
        story.options.with_suggestions = with;
        know(&story, "a", "Delete the group", "Gruppe");
        say(&story, "a", "Delete the group");
        say(&story, "b", "Delete group members");
        run(&story);
        expect_unit(&story, "b", UNIT_NEW, NULL, NULL);
        const struct unit *unit = catalog_find(&story.catalog, STR("b"));
        assert_int_equal(unit_rare(unit)->suggestions.count, with);
        assert_int_equal(unit->suggestions_changed, with);
        if (with)
            assert_in_range(unit_rare(unit)->suggestions.at[0].similarity, 60, 74);
        arena_free(&story.arena);
    }
}

static void nothing_is_proposed_without_fuzzy(void **state)
{
    (void)state;
    struct story story;
    start(&story);
    story.options.fuzzy = 0;
    know(&story, "a", "Delete the group", "Gruppe");
    say(&story, "b", "Delete this group");
    run(&story);
    expect_unit(&story, "b", UNIT_NEW, NULL, NULL);
    assert_true(catalog_find(&story.catalog, STR("a"))->is_obsolete);
    arena_free(&story.arena);
}

// ---- code

static void code_goes_to_its_place_by_what_it_says_then_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *from, *target, *source, *fitted; // NULL: it does not fit
    } rows[] = {
        {"Hi {n}, it is {t}", "{t}, {n}", "Hi {n}, it is {t}!", "t, n"},
        {"Hi {n} now", "Hallo {n}", "Hi {user.n} now", "Hallo user.n"},
        {"{<b>}Hi{</b>} {n}", "{<b>}Hallo{</b>} {n}", "{n} {<b>}Hi{</b>}", "<b>Hallo</b> n"},
        {"Hi {n}", "Hallo {n}", "Hi", NULL},
        {"Hi", "Hallo", "Hi {n}", NULL},
        {"Hi {n}", "Hallo", "Hi {n}", NULL},
        {"Hi {n}", "Hallo {n}", "Hi {<br>}", NULL},
        {"{n} and {n2}", "{n} und {n2}", "{n2} and {n}", "n und n2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct story story;
        start(&story);
        struct str name = arena_print(&story.arena, "row %zu", i);
        know(&story, "a", rows[i].from, rows[i].target);
        say(&story, "a", rows[i].from);
        say(&story, "b", arena_print(&story.arena, "%s", rows[i].source).at);
        story.options.fuzzy = 1;
        // Names follow the order of the text, in the target too: the test's targets name by source.
        struct unit *unit = catalog_find(&story.catalog, STR("a"));
        for (size_t j = 0; j < unit->target.parts.count; j++)
            for (size_t k = 0; k < unit->source.parts.count; k++)
                if (part_kind(&unit->source.parts.at[k]) != PART_TEXT &&
                    str_equal(unit->source.parts.at[k].text, unit->target.parts.at[j].text))
                    unit->target.parts.at[j].code = unit->source.parts.at[k].code;
        run(&story);
        const struct unit *new = catalog_find(&story.catalog, STR("b"));
        if (new->has_target != (rows[i].fitted != NULL))
            fail_msg("%.*s", STR_ARG(name));
        if (rows[i].fitted)
            expect_str(pattern_flatten(&new->target, &story.arena), rows[i].fitted);
        arena_free(&story.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edited_text_keeps_its_unit),
        cmocka_unit_test(the_likest_pair_comes_first),
        cmocka_unit_test(an_edit_that_is_taken_back_leaves_no_trace),
        cmocka_unit_test(an_edit_of_what_nobody_has_reviewed_leaves_that_when_it_is_taken_back),
        cmocka_unit_test(what_nobody_has_reviewed_is_lent_for_review_only),
        cmocka_unit_test(a_proposal_stays_one_when_its_text_changes_again),
        cmocka_unit_test(the_same_text_elsewhere_is_taken_when_all_agree),
        cmocka_unit_test(another_context_or_other_code_needs_a_look),
        cmocka_unit_test(memories_come_after_the_catalog_itself),
        cmocka_unit_test(old_units_are_filled_on_request_only),
        cmocka_unit_test(what_is_less_alike_is_suggested_where_there_is_a_place),
        cmocka_unit_test(nothing_is_proposed_without_fuzzy),
        cmocka_unit_test(code_goes_to_its_place_by_what_it_says_then_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
