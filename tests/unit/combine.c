// Several catalogs into one: over random ones, no translation may get lost without a word.

#include "catalog/combine.h"
#include "tests/unit/unit.h"

enum { rounds = 400, ids = 6, texts = 3, words = 3 };

struct world {
    struct arena arena;
    struct diags diags;
    uint32_t seed;
};

static size_t below(struct world *world, size_t count)
{
    world->seed = world->seed * 1664525u + 1013904223u;
    return (world->seed >> 8) % count;
}

static struct pattern text(struct world *world, const char *format, size_t number)
{
    struct pattern pattern = {0};
    pattern_add_text(&pattern, arena_print(&world->arena, format, number), &world->arena);
    if (number % 2)
        pattern_add_code(&pattern, PART_PLACEHOLDER, STR("${x}"), STR("0"), &world->arena);
    return pattern;
}

static void make_unit(struct world *world, struct catalog *catalog, size_t id)
{
    static const enum unit_state states[] = {UNIT_TRANSLATED, UNIT_TRANSLATED, UNIT_REVIEWED,
                                             UNIT_NEEDS_REVIEW, UNIT_STALE};
    struct unit *unit = catalog_add(catalog, arena_print(&world->arena, "id%zu", id), &world->arena);
    size_t number = below(world, texts);
    unit->source = text(world, "source %zu", number);
    unit->has_target = below(world, 3);
    if (!unit->has_target)
        return;
    unit->target = text(world, number % 2 ? "Wort %zu" : "Text %zu", number + 2 * below(world, words));
    unit->state = states[below(world, 5)];
    unit->has_previous = unit->state == UNIT_STALE || (unit->state == UNIT_NEEDS_REVIEW && below(world, 2));
    if (unit->has_previous)
        unit_change_rare(unit, &world->arena)->previous = text(world, "before %zu", number);
}

static struct catalog make_catalog(struct world *world)
{
    struct catalog catalog = {.path = STR("a.xlf")};
    for (size_t i = 0; i < ids; i++)
        if (below(world, 4))
            make_unit(world, &catalog, i);
    return catalog;
}

static struct catalog copy_of(struct world *world, const struct catalog *catalog)
{
    struct catalog copy = {.path = catalog->path};
    for (size_t i = 0; i < catalog->units.count; i++)
        *catalog_add(&copy, catalog->units.at[i].id, &world->arena) = catalog->units.at[i];
    return copy;
}

static bool holds(const struct unit *unit, const struct pattern *target)
{
    if (unit->has_target && pattern_equal_text(&unit->target, target))
        return true;
    for (size_t i = 0; i < unit_rare(unit)->suggestions.count; i++)
        if (pattern_equal_text(&unit_rare(unit)->suggestions.at[i].target, target))
            return true;
    return false;
}

// Each translation of either is there, as target or as suggestion.
static void expect_nothing_lost(const struct catalog *result, const struct catalog *from)
{
    for (size_t i = 0; i < from->units.count; i++) {
        const struct unit *unit = catalog_find(result, from->units.at[i].id);
        assert_non_null(unit);
        assert_true(!from->units.at[i].has_target || holds(unit, &from->units.at[i].target));
    }
}

static size_t told(const struct combine_report *report)
{
    return report->conflicts + report->kept + report->replaced.count + report->outdated.count;
}

// Without suggestions, what is not in the result has been counted.
static void expect_losses_told(const struct catalog *result, const struct catalog *a, const struct catalog *b,
                               const struct combine_report *report)
{
    size_t lost = 0;
    const struct catalog *const both[] = {a, b};
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < both[i]->units.count; j++) {
            const struct unit *unit = &both[i]->units.at[j];
            if (unit->has_target && !unit_is_proposal(unit))
                lost += !holds(catalog_find(result, unit->id), &unit->target);
        }
    assert_true(lost <= told(report));
}

static void expect_states(const struct catalog *result)
{
    for (size_t i = 0; i < result->units.count; i++) {
        const struct unit *unit = &result->units.at[i];
        assert_true(unit->state != UNIT_STALE || unit->has_previous);
        assert_true(!unit_is_done(unit) || !unit->has_previous);
    }
}

static void check_round(struct world *world, bool with_suggestions)
{
    struct catalog a = make_catalog(world), b = make_catalog(world), result = copy_of(world, &a);
    struct combine_options options = {.choice = (enum combine_choice)below(world, 4),
                                      .with_suggestions = with_suggestions};
    struct combine_report report = {0}, again = {0};
    catalog_combine(&result, &b, &options, &world->arena, &world->diags, &report);
    if (with_suggestions) {
        expect_nothing_lost(&result, &a);
        expect_nothing_lost(&result, &b);
    } else {
        expect_losses_told(&result, &a, &b, &report);
    }
    expect_states(&result);
    struct catalog first = copy_of(world, &result);
    catalog_combine(&result, &b, &options, &world->arena, &world->diags, &again);
    assert_int_equal(again.added.count + again.filled.count + again.stale.count, 0);
    for (size_t i = 0; i < first.units.count; i++)
        assert_true(options.choice == COMBINE_LAST ||
                    pattern_equal(&first.units.at[i].target, &result.units.at[i].target));
}

static void no_translation_is_lost_without_a_word(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= rounds; seed++) {
        struct world world = {.seed = seed};
        world.diags.arena = &world.arena;
        check_round(&world, seed % 2);
        arena_free(&world.arena);
    }
}

static void code_of_the_first_counts(void **state)
{
    (void)state;
    struct world world = {.seed = 1};
    world.diags.arena = &world.arena;
    struct catalog a = {0}, b = {0};
    struct unit *unit = catalog_add(&a, STR("id"), &world.arena);
    unit->source = text(&world, "source %zu", 1);
    unit->source.parts.at[1].text = STR("${user.x}");
    unit = catalog_add(&b, STR("id"), &world.arena);
    unit->source = text(&world, "source %zu", 1);
    unit->target = text(&world, "Quelle %zu", 1);
    unit->has_target = true;
    unit->state = UNIT_TRANSLATED;
    struct combine_report report = {0};
    catalog_combine(&a, &b, &(struct combine_options){0}, &world.arena, &world.diags, &report);
    assert_int_equal(report.filled.count, 1);
    expect_str(pattern_flatten(&a.units.at[0].target, &world.arena), "Quelle 1${user.x}");
    arena_free(&world.arena);
}

static void a_translation_of_another_text_says_whether_it_needed_review(void **state)
{
    (void)state;
    struct world world = {.seed = 1};
    world.diags.arena = &world.arena;
    const enum unit_state states[] = {UNIT_TRANSLATED, UNIT_NEEDS_REVIEW};
    for (size_t i = 0; i < 2; i++) {
        struct catalog a = {0}, b = {0};
        struct combine_report report = {0};
        catalog_add(&a, STR("id"), &world.arena)->source = text(&world, "source %zu", 2);
        struct unit *unit = catalog_add(&b, STR("id"), &world.arena);
        unit->source = text(&world, "source %zu", 0);
        unit->target = text(&world, "Text %zu", 0);
        unit->has_target = true;
        unit->state = states[i];
        catalog_combine(&a, &b, &(struct combine_options){0}, &world.arena, &world.diags, &report);
        assert_int_equal(a.units.at[0].state, UNIT_STALE);
        assert_int_equal(unit_is_made_unreviewed(&a.units.at[0]), states[i] == UNIT_NEEDS_REVIEW);
    }
    arena_free(&world.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_translation_is_lost_without_a_word), cmocka_unit_test(code_of_the_first_counts),
        cmocka_unit_test(a_translation_of_another_text_says_whether_it_needed_review)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
