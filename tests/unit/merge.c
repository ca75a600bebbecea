// Merging: what happens to a unit when the sources change.

#include "catalog/merge.h"
#include "tests/messages.h"
#include "tests/unit/unit.h"

struct story {
    struct arena arena;
    struct message_set messages;
    struct catalog catalog;
    struct merge_report report;
    struct merge_options options;
};

static struct str parse_parts(struct story *story, const char *text, struct pattern *out)
{
    // "Hello {name}!": braces hold code; placeholders are numbered.
    struct str rest = str_of(text);
    size_t number = 0;
    while (rest.len) {
        size_t open = str_find_byte(rest, '{', 0);
        pattern_add_text(out, str_slice(rest, 0, open), &story->arena);
        if (open == STR_NONE)
            break;
        size_t close = str_find_byte(rest, '}', open);
        pattern_add_code(out, PART_PLACEHOLDER, str_slice(rest, open + 1, close),
                         arena_print(&story->arena, "%zu", number++), &story->arena);
        rest = str_from(rest, close + 1);
    }
    return str_of(text);
}

static struct message *say(struct story *story, const char *id, const char *text)
{
    struct span place = {.path = STR("a.ts"), .start = story->messages.count + 1};
    struct message *message =
        say_message(&story->messages,
                    (struct message){.id = str_of(id), .file = STR("/p/a.ts"), .span = place}, &story->arena);
    parse_parts(story, text, &message->pattern);
    return message;
}

static struct unit *know(struct story *story, const char *id, const char *source, const char *target)
{
    struct unit *unit = catalog_add(&story->catalog, str_of(id), &story->arena);
    parse_parts(story, source, &unit->source);
    unit->has_target = target != NULL;
    if (target)
        parse_parts(story, target, &unit->target);
    unit->state = target ? UNIT_TRANSLATED : UNIT_NEW;
    unit->bytes = (struct range){1, 2};
    return unit;
}

static void run(struct story *story)
{
    struct merge_source source;
    story->options.tool = story->options.peer_bytes ? STR("lit-localize") : STR("glot");
    merge_prepare(&story->messages, story->options.peer_bytes, &story->arena, &source);
    merge(&story->catalog, &source, &story->options, &story->arena, &story->report);
}

static struct unit *unit_of(struct story *story, const char *id)
{
    struct unit *unit = catalog_find(&story->catalog, str_of(id));
    assert_non_null(unit);
    return unit;
}

static struct str shown(struct story *story, const struct pattern *pattern)
{
    return pattern_flatten(pattern, &story->arena);
}

static bool is_untouched(const struct unit *unit)
{
    return !unit->source_changed && !unit->target_changed && !unit->notes_changed && !unit->state_changed &&
           !unit->removed;
}

static void leaves_what_says_the_same(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "a", "Hello {x}");
    know(&story, "a", "Hello {x}", "Hallo {x}");
    run(&story);
    assert_true(is_untouched(unit_of(&story, "a")));
    arena_free(&story.arena);
}

static void keeps_a_translation_when_a_variable_is_renamed(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "a", "Hello {newName}");
    know(&story, "a", "Hello {oldName}", "{oldName}, hallo");
    run(&story);
    struct unit *unit = unit_of(&story, "a");
    assert_int_equal(unit->state, UNIT_TRANSLATED);
    assert_true(unit->source_changed && unit->target_changed);
    expect_str(shown(&story, &unit->target), "newName, hallo");
    assert_int_equal(story.report.changed.count, 0);
    arena_free(&story.arena);
}

static void marks_a_changed_text_under_a_kept_id(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "a", "Delete it");
    know(&story, "a", "Keep it", "Behalten");
    run(&story);
    struct unit *unit = unit_of(&story, "a");
    assert_int_equal(unit->state, UNIT_STALE);
    assert_true(unit->state_changed && unit->source_changed && unit->has_previous);
    expect_str(shown(&story, &unit_rare(unit)->previous), "Keep it");
    expect_str(shown(&story, &unit->target), "Behalten");
    arena_free(&story.arena);
}

static void keeps_obsolete_units_and_revives_them(void **state)
{
    (void)state;
    struct story story = {0};
    know(&story, "gone", "Gone", "Weg");
    know(&story, "empty", "Nothing to lose", NULL);
    run(&story);
    assert_true(unit_of(&story, "gone")->is_obsolete);
    assert_false(unit_of(&story, "gone")->removed);
    assert_true(unit_of(&story, "empty")->removed);
    unit_of(&story, "gone")->state_changed = false;
    say(&story, "gone", "Gone");
    run(&story);
    assert_int_equal(unit_of(&story, "gone")->state, UNIT_TRANSLATED);
    assert_true(unit_of(&story, "gone")->state_changed);
    assert_int_equal(story.report.revived.count, 1);
    arena_free(&story.arena);
}

static void prunes_on_request(void **state)
{
    (void)state;
    struct story story = {.options.prune = true};
    know(&story, "gone", "Gone", "Weg");
    run(&story);
    assert_true(unit_of(&story, "gone")->removed);
    assert_int_equal(story.report.translated_lost, 1);
    arena_free(&story.arena);
}

static void finds_reformatted_templates(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "h2", "\n    {<p>}\n      Read   the terms\n    {</p>}");
    know(&story, "h1", "{<p>}Read the terms{</p>}", "{<p>}Lies das{</p>}");
    run(&story);
    struct unit *unit = unit_of(&story, "h2");
    assert_true(unit->has_target);
    assert_int_equal(unit->state, UNIT_TRANSLATED);
    assert_int_equal(story.catalog.units.count, 1);
    expect_str(unit_rare(unit)->read_id, "h1");
    assert_int_equal(story.report.moved.count, 1);
    assert_int_equal(story.report.added.count, 0);
    arena_free(&story.arena);
}

static void does_not_take_one_translation_twice(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "n1", "Same");
    say(&story, "n2", "Same");
    know(&story, "old", "Same", "Gleich");
    run(&story);
    assert_true(unit_of(&story, "n1")->has_target);
    assert_false(unit_of(&story, "n2")->has_target);
    arena_free(&story.arena);
}

static void rewrites_everything_as_the_peer_does(void **state)
{
    (void)state;
    struct story story = {.options.peer_bytes = true};
    say(&story, "a", "Hello");
    know(&story, "a", "Hello", "Hallo");
    know(&story, "gone", "Gone", "Weg");
    run(&story);
    assert_true(unit_of(&story, "a")->source_changed && unit_of(&story, "a")->target_changed);
    assert_true(unit_of(&story, "gone")->removed);
    assert_int_equal(story.report.translated_lost, 1);
    assert_int_equal(story.report.translated_before, 2);
    arena_free(&story.arena);
}

static void orders_new_units_as_the_peer_does(void **state)
{
    (void)state;
    struct story story = {.options.peer_bytes = true};
    say(&story, "1", "a")->note = STR("zebra");
    say(&story, "2", "b")->file = STR("/p/b.ts");
    say(&story, "3", "c")->note = STR("Ant");
    say(&story, "4", "d")->file = STR("/p/B.ts");
    say(&story, "5", "e");
    run(&story);
    static const char *const wanted[] = {"5", "2", "4", "3", "1"};
    for (size_t i = 0; i < 5; i++)
        expect_str(story.catalog.units.at[i].id, wanted[i]);
    arena_free(&story.arena);
}

static void finds_the_developers_note(void **state)
{
    (void)state;
    struct story story = {0};
    struct message *message = say(&story, "a", "Hello");
    message->note = STR("new words");
    message->has_note = true;
    struct unit *unit = know(&story, "a", "Hello", "Hallo");
    *list_push(&unit->notes, &story.arena) = (struct note){.from = STR("translator"), .text = STR("mine")};
    *list_push(&unit->notes, &story.arena) = (struct note){.from = STR("glot"), .text = STR("old words")};
    run(&story);
    unit = unit_of(&story, "a");
    assert_true(unit->notes_changed);
    assert_int_equal(unit->notes.count, 2);
    expect_str(unit->notes.at[0].text, "mine");
    expect_str(unit->notes.at[1].text, "new words");
    arena_free(&story.arena);
}

static void add_note(struct story *story, struct unit *unit, const char *from, const char *text)
{
    *list_push(&unit->notes, &story->arena) = (struct note){.from = str_of(from), .text = str_of(text)};
}

static void knows_the_developers_note_of_drop_in_mode(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "a", "Hello")->note = STR("new words");
    say(&story, "b", "Bye");
    add_note(&story, know(&story, "a", "Hello", "Hallo"), "lit-localize", "old words");
    struct unit *b = know(&story, "b", "Bye", NULL);
    add_note(&story, b, "lit-localize", "these left the code");
    add_note(&story, b, "translator", "mine");
    add_note(&story, know(&story, "gone", "Gone", NULL), "lit-localize", "nobody needs this");
    run(&story);
    const struct unit *a = unit_of(&story, "a");
    assert_int_equal(a->notes.count, 1);
    expect_str(a->notes.at[0].from, "lit-localize");
    expect_str(a->notes.at[0].text, "new words");
    b = unit_of(&story, "b");
    assert_true(b->notes_changed && b->notes.at[0].removed && !b->notes.at[1].removed);
    assert_true(unit_of(&story, "gone")->removed);
    assert_int_equal(story.report.updated.count, 2);
    arena_free(&story.arena);
}

static void trusts_a_translation_again_when_its_text_is_back(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "a", "Delete it");
    struct unit *unit = know(&story, "a", "Keep it", "Löschen");
    unit->state = UNIT_NEEDS_REVIEW;
    unit->has_previous = true;
    parse_parts(&story, "Delete  it", &unit_change_rare(unit, &story.arena)->previous);
    run(&story);
    unit = unit_of(&story, "a");
    assert_int_equal(unit->state, UNIT_TRANSLATED);
    assert_true(unit->state_changed && !unit->has_previous);
    arena_free(&story.arena);
}

// Its text changes, and comes back.
static enum unit_state state_after_detour(enum unit_state before, enum unit_state *meanwhile)
{
    struct story story = {0};
    struct message *message = say(&story, "a", "Delete it");
    know(&story, "a", "Delete it", "Löschen")->state = before;
    message->pattern = (struct pattern){0};
    parse_parts(&story, "Keep it", &message->pattern);
    run(&story);
    *meanwhile = unit_of(&story, "a")->state;
    message->pattern = (struct pattern){0};
    parse_parts(&story, "Delete it", &message->pattern);
    run(&story);
    assert_false(unit_of(&story, "a")->has_previous);
    enum unit_state after = unit_of(&story, "a")->state;
    arena_free(&story.arena);
    return after;
}

static void asks_for_the_review_that_was_missing_when_a_text_is_back(void **state)
{
    (void)state;
    static const enum unit_state rows[][2] = {
        {UNIT_NEEDS_REVIEW, UNIT_NEEDS_REVIEW},
        {UNIT_STALE, UNIT_NEEDS_REVIEW}, // nobody knows from what
        {UNIT_TRANSLATED, UNIT_TRANSLATED},
        {UNIT_FINAL, UNIT_TRANSLATED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum unit_state meanwhile;
        assert_int_equal(state_after_detour(rows[i][0], &meanwhile), rows[i][1]);
        assert_int_equal(meanwhile, UNIT_STALE);
    }
}

static void forgets_the_previous_source_when_somebody_has_looked(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "done", "New");
    say(&story, "open", "New, too");
    struct unit *done = know(&story, "done", "New", "Neu");
    done->has_previous = true;
    struct unit *open = know(&story, "open", "New, too", "Auch neu");
    open->has_previous = true;
    open->state = UNIT_NEEDS_REVIEW;
    run(&story);
    assert_false(unit_of(&story, "done")->has_previous);
    assert_true(unit_of(&story, "done")->state_changed);
    assert_true(is_untouched(unit_of(&story, "open")) && unit_of(&story, "open")->has_previous);
    arena_free(&story.arena);
}

static void keeps_a_state_while_a_unit_is_out_of_use(void **state)
{
    (void)state;
    struct story story = {0};
    know(&story, "a", "A", "a")->state = UNIT_NEEDS_REVIEW;
    run(&story);
    assert_true(unit_of(&story, "a")->is_obsolete);
    say(&story, "a", "A");
    run(&story);
    assert_false(unit_of(&story, "a")->is_obsolete);
    assert_int_equal(unit_of(&story, "a")->state, UNIT_NEEDS_REVIEW);
    arena_free(&story.arena);
}

static void does_not_mark_what_is_only_reformatted(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "terms", "\n  {<p>}\n  Read the terms\n  {</p>}\n");
    know(&story, "terms", "{<p>}Read the terms{</p>}", "{<p>}Lies das{</p>}");
    run(&story);
    const struct unit *unit = unit_of(&story, "terms");
    assert_true(unit->source_changed && !unit->target_changed && !unit->state_changed);
    assert_int_equal(story.report.updated.count, 1);
    arena_free(&story.arena);
}

static void leaves_proposals_as_they_are(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "a", "Delete it");
    know(&story, "a", "Keep it", "Keep it")->state = UNIT_NEW;
    run(&story);
    assert_int_equal(unit_of(&story, "a")->state, UNIT_NEW);
    assert_false(unit_of(&story, "a")->has_previous);
    arena_free(&story.arena);
}

static void fills_a_unit_that_was_there_before_the_other_left(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "new", "Same");
    know(&story, "old", "Same", "Gleich");
    know(&story, "new", "Same", NULL);
    run(&story);
    assert_true(unit_of(&story, "new")->has_target && unit_of(&story, "new")->target_changed);
    assert_true(unit_of(&story, "old")->removed);
    assert_int_equal(story.report.translated_lost, 0);
    arena_free(&story.arena);
}

static void prefers_what_left_just_now(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "new", "Same");
    know(&story, "long-gone", "Same", "Alt")->is_obsolete = true;
    know(&story, "old", "Same", "Jung");
    run(&story);
    expect_str(shown(&story, &unit_of(&story, "new")->target), "Jung");
    assert_false(story.catalog.units.at[0].removed);
    arena_free(&story.arena);
}

static void counts_as_lost_what_was_in_use(void **state)
{
    (void)state;
    struct story story = {.options.prune = true};
    know(&story, "old", "Old", "Alt")->is_obsolete = true;
    know(&story, "gone", "Gone", "Weg");
    run(&story);
    assert_int_equal(story.report.removed.count, 2);
    assert_int_equal(story.report.translated_before, 1);
    assert_int_equal(story.report.translated_lost, 1);
    arena_free(&story.arena);
}

static void takes_places_out_unless_they_are_wanted(void **state)
{
    (void)state;
    struct story story = {0};
    say(&story, "a", "A");
    struct unit *unit = know(&story, "a", "A", "a");
    *list_push(&unit->locations, &story.arena) = STR("src/a.ts:7");
    run(&story);
    assert_int_equal(unit_of(&story, "a")->locations.count, 0);
    assert_true(unit_of(&story, "a")->notes_changed);
    arena_free(&story.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_what_says_the_same),
        cmocka_unit_test(keeps_a_translation_when_a_variable_is_renamed),
        cmocka_unit_test(marks_a_changed_text_under_a_kept_id),
        cmocka_unit_test(keeps_obsolete_units_and_revives_them),
        cmocka_unit_test(prunes_on_request),
        cmocka_unit_test(finds_reformatted_templates),
        cmocka_unit_test(does_not_take_one_translation_twice),
        cmocka_unit_test(rewrites_everything_as_the_peer_does),
        cmocka_unit_test(orders_new_units_as_the_peer_does),
        cmocka_unit_test(finds_the_developers_note),
        cmocka_unit_test(knows_the_developers_note_of_drop_in_mode),
        cmocka_unit_test(trusts_a_translation_again_when_its_text_is_back),
        cmocka_unit_test(asks_for_the_review_that_was_missing_when_a_text_is_back),
        cmocka_unit_test(forgets_the_previous_source_when_somebody_has_looked),
        cmocka_unit_test(keeps_a_state_while_a_unit_is_out_of_use),
        cmocka_unit_test(does_not_mark_what_is_only_reformatted),
        cmocka_unit_test(leaves_proposals_as_they_are),
        cmocka_unit_test(fills_a_unit_that_was_there_before_the_other_left),
        cmocka_unit_test(prefers_what_left_just_now),
        cmocka_unit_test(counts_as_lost_what_was_in_use),
        cmocka_unit_test(takes_places_out_unless_they_are_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
