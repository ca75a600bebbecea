// Exchanges with a service in memory: what comes of edits on both sides, and what is refused.
#include "tests/unit/exchange_world.h"

static void first_push_brings_source_and_translations(void **state)
{
    struct world *world = new_world();
    (void)state;
    say(world, "a", "Save");
    say(world, "b", "Hello {user.name}!");
    translate_here(world, 0, "b", "Hallo {user.name}!");
    assert_true(run(world));
    expect_str(pattern_flatten(&catalog_find(&world->shelf.source, STR("b"))->source, &world->arena),
               "Hello {0}!");
    expect_str(there(world, 0, "b"), "Hallo {0}!");
    assert_int_equal(world->exchange.plan.changes.added, 2);
    // What was written is read once more, and then nothing is.
    assert_true(run(world));
    size_t calls = world->shelf.calls;
    assert_true(run(world));
    assert_int_equal(world->shelf.calls, calls);
    assert_int_equal(sent(world, 0), 0);
    assert_false(world->exchange.plan.is_needed);
    free_world(world);
}

static void a_pull_brings_translations_with_their_code(void **state)
{
    struct world *world = new_world();
    (void)state;
    say(world, "b", "Hello {user.name}!");
    assert_true(run(world));
    translate_there(world, 1, "b", "Bonjour {0} !");
    assert_true(run(world));
    expect_str(here(world, 1, "b"), "Bonjour user.name !");
    assert_int_equal(world->exchange.locales.at[1].taken, 1);
    free_world(world);
}

static void renaming_a_variable_changes_nothing_there(void **state)
{
    struct world *world = new_world();
    (void)state;
    say(world, "b", "Hello {user.name}!");
    assert_true(run(world));
    translate_there(world, 1, "b", "Bonjour {0} !");
    assert_true(run(world));
    say(world, "b", "Hello {account?.name}!");
    assert_true(run(world));
    assert_false(world->exchange.plan.is_needed);
    expect_str(there(world, 1, "b"), "Bonjour {0} !");
    free_world(world);
}

static void typography_keeps_and_words_drop_translations(void **state)
{
    struct world *world = new_world();
    (void)state;
    say(world, "a", "Save file");
    say(world, "b", "Open file");
    translate_here(world, 0, "a", "Datei speichern");
    translate_here(world, 0, "b", "Datei öffnen");
    assert_true(run(world));
    say(world, "a", "Save file.");
    say(world, "b", "Close window");
    assert_true(run(world));
    expect_str(there(world, 0, "a"), "Datei speichern");
    expect_str(there(world, 0, "b"), "–");
    assert_int_equal(catalog_find(&world->targets[0], STR("a"))->state, UNIT_STALE);
    // Both are still here, to be looked at.
    expect_str(here(world, 0, "b"), "Datei öffnen");
    free_world(world);
}

static void a_push_refuses_to_drop_what_nobody_pulled(void **state)
{
    struct world *world = new_world();
    (void)state;
    say(world, "a", "Save file");
    assert_true(run(world));
    translate_there(world, 0, "a", "Datei speichern");
    say(world, "a", "Throw away");
    world->options.directions = EXCHANGE_PUSH;
    assert_false(run(world));
    expect_str(there(world, 0, "a"), "Datei speichern");
    assert_int_equal(world->diags.at[world->diags.count - 1].kind, KIND_SYNC_LOSS);
    // A sync takes it first.
    world->options.directions = EXCHANGE_PULL | EXCHANGE_PUSH;
    assert_true(run(world));
    expect_str(here(world, 0, "a"), "Datei speichern");
    free_world(world);
}

static void both_sides_changed_is_a_conflict(void **state)
{
    struct world *world = new_world();
    (void)state;
    say(world, "a", "Save");
    translate_here(world, 0, "a", "Sichern");
    assert_true(run(world));
    translate_here(world, 0, "a", "Speichern");
    translate_there(world, 0, "a", "Ablegen");
    assert_true(run(world));
    assert_int_equal(conflicts(world, 0), 1);
    expect_str(here(world, 0, "a"), "Speichern");
    expect_str(there(world, 0, "a"), "Ablegen");
    world->options.reconcile.policy = POLICY_THEIRS;
    assert_true(run(world));
    expect_str(here(world, 0, "a"), "Ablegen");
    free_world(world);
}

static void an_empty_or_small_source_is_refused(void **state)
{
    struct world *world = new_world();
    (void)state;
    for (int i = 0; i < 10; i++)
        say(world, arena_cstr(&world->arena, arena_print(&world->arena, "u%d", i)), "Text");
    assert_true(run(world));
    world->source = (struct catalog){0};
    assert_false(run(world));
    assert_int_equal(world->diags.at[world->diags.count - 1].kind, KIND_SYNC_SHRINK);
    say(world, "u1", "Text");
    world->options.shrink = 20;
    assert_false(run(world));
    assert_int_equal(world->shelf.source.units.count, 10);
    world->options.allow_shrink = true;
    assert_true(run(world));
    assert_int_equal(world->shelf.source.units.count, 1);
    free_world(world);
}

static void what_was_edited_there_stays_unless_it_is_to_be_replaced(void **state)
{
    struct world *world = new_world();
    (void)state;
    say(world, "a", "Save");
    say(world, "b", "Open");
    assert_true(run(world));
    assert_true(run(world));
    catalog_find(&world->shelf.source, STR("a"))->source = parse(world, "Save it");
    world->shelf.version[locale_count] = ++world->shelf.clock;
    say(world, "b", "Close");
    assert_true(run(world));
    assert_int_equal(world->exchange.plan.changes.theirs, 1);
    expect_str(pattern_flatten(&catalog_find(&world->shelf.source, STR("a"))->source, &world->arena),
               "Save it");
    expect_str(pattern_flatten(&catalog_find(&world->shelf.source, STR("b"))->source, &world->arena),
               "Close");
    world->options.replace_edited = true;
    assert_true(run(world));
    assert_int_equal(world->exchange.plan.changes.theirs, 0);
    expect_str(pattern_flatten(&catalog_find(&world->shelf.source, STR("a"))->source, &world->arena), "Save");
    free_world(world);
}

static void what_leaves_the_service_stays_here(void **state)
{
    struct world *world = new_world();
    (void)state;
    say(world, "a", "Save");
    say(world, "b", "Open");
    say(world, "c", "Close");
    assert_true(run(world));
    translate_there(world, 0, "a", "Speichern");
    translate_there(world, 1, "c", "Fermer");
    take_back(world, "a");
    // A push has no place for it,
    world->options.directions = EXCHANGE_PUSH;
    assert_false(run(world));
    assert_int_equal(world->diags.at[world->diags.count - 1].kind, KIND_SYNC_LOSS);
    expect_str(there(world, 0, "a"), "Speichern");
    // nor has a catalog that keeps only what is in use;
    world->options.directions = EXCHANGE_PULL | EXCHANGE_PUSH;
    world->options.reconcile.holds_obsolete = false;
    assert_false(run(world));
    expect_str(there(world, 0, "a"), "Speichern");
    world->options.reconcile.holds_obsolete = true;
    assert_true(run(world));
    expect_str(there(world, 0, "a"), "–");
    expect_str(here(world, 0, "a"), "Speichern");
    assert_true(catalog_find(&world->targets[0], STR("a"))->is_obsolete);
    expect_str(here(world, 1, "c"), "Fermer");
    // The message comes back.
    say(world, "a", "Save");
    assert_true(run(world));
    expect_str(there(world, 0, "a"), "Speichern");
    free_world(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_push_brings_source_and_translations),
        cmocka_unit_test(a_pull_brings_translations_with_their_code),
        cmocka_unit_test(renaming_a_variable_changes_nothing_there),
        cmocka_unit_test(typography_keeps_and_words_drop_translations),
        cmocka_unit_test(a_push_refuses_to_drop_what_nobody_pulled),
        cmocka_unit_test(both_sides_changed_is_a_conflict),
        cmocka_unit_test(an_empty_or_small_source_is_refused),
        cmocka_unit_test(what_was_edited_there_stays_unless_it_is_to_be_replaced),
        cmocka_unit_test(what_leaves_the_service_stays_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
