// Whole histories of edits, failures, and runs that end anywhere: nothing is lost.
#include "tests/unit/exchange_world.h"

// A translation that somebody wrote; whether its source has changed since, and whether somebody who saw it,
// or translated the new source, wrote another one in its place.
struct authored {
    size_t locale;
    char id[8], text[24];
    bool is_outdated, is_superseded;
};

struct history {
    struct world *world;
    struct authored written[author_greatest];
    size_t count;
    uint64_t seed;
};

// splitmix64
static uint32_t dice(struct history *history, uint32_t sides)
{
    uint64_t z = history->seed += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return (uint32_t)((z ^ (z >> 31)) % sides);
}

static void write_down(struct history *history, size_t locale, const char *id, struct str seen)
{
    for (size_t i = 0; i < history->count; i++) {
        struct authored *authored = &history->written[i];
        if (authored->locale == locale && strcmp(authored->id, id) == 0)
            authored->is_superseded |= authored->is_outdated || str_is(seen, authored->text);
    }
    struct authored *authored = &history->written[history->count];
    authored->locale = locale;
    snprintf(authored->id, sizeof authored->id, "%s", id);
    snprintf(authored->text, sizeof authored->text, "T%zu", history->count++);
}

// Whether the service has the source that is here.
static bool is_pushed(struct world *world, const char *id)
{
    const struct unit *ours = catalog_find(&world->source, str_of(id));
    return ours && neutral_fingerprint(&ours->source) ==
                       neutral_fingerprint(&catalog_find(&world->shelf.source, str_of(id))->source);
}

static void change_source(struct history *history, const char *id)
{
    char text[40];
    // No two units say the same: it would look as if one had got the other's id.
    snprintf(text, sizeof text, "%s says word%u", id, dice(history, 3));
    say(history->world, id, text);
    for (size_t i = 0; i < history->count; i++)
        history->written[i].is_outdated |= strcmp(history->written[i].id, id) == 0;
}

static void one_event(struct history *history)
{
    struct world *world = history->world;
    char id[8];
    snprintf(id, sizeof id, "u%u", dice(history, unit_greatest));
    size_t locale = dice(history, locale_count);
    const struct unit *unit = catalog_find(&world->source, str_of(id));
    switch (dice(history, 7)) {
    case 0:
        change_source(history, id);
        break;
    case 1:
    case 2:
        if (!unit || unit->is_obsolete)
            break;
        write_down(history, locale, id, here(world, locale, id));
        translate_here(world, locale, id, history->written[history->count - 1].text);
        break;
    case 3:
    case 4:
        if (!catalog_find(&world->shelf.source, str_of(id)))
            break;
        write_down(history, locale, id, there(world, locale, id));
        history->written[history->count - 1].is_outdated = !is_pushed(world, id);
        translate_there(world, locale, id, history->written[history->count - 1].text);
        break;
    case 5:
        if (unit && !unit->is_obsolete)
            take_back(world, id);
        break;
    default:
        world->shelf.fails_at = dice(history, 4) ? STR_NONE : world->shelf.calls + dice(history, 4);
        world->shelf.fails_behind = dice(history, 2);
        run_until(world, dice(history, 3) ? ENDS_WELL : (enum ending)dice(history, ENDS_WELL));
        world->shelf.fails_at = STR_NONE;
    }
}

static void nothing_is_lost(struct history *history)
{
    struct world *world = history->world;
    for (size_t i = 0; i < history->count; i++) {
        const struct authored *authored = &history->written[i];
        bool is_here = str_is(here(world, authored->locale, authored->id), authored->text);
        bool is_there = str_is(there(world, authored->locale, authored->id), authored->text);
        if (!authored->is_superseded && !is_here && !is_there)
            fail_msg("%s of %s is lost: here " STR_FORMAT ", there " STR_FORMAT, authored->text, authored->id,
                     STR_ARG(here(world, authored->locale, authored->id)),
                     STR_ARG(there(world, authored->locale, authored->id)));
    }
}

static void no_history_loses_a_text(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= effort(300); seed++) {
        struct history history = {.world = new_world(), .seed = seed};
        for (size_t i = 0; i < 60; i++) {
            one_event(&history);
            nothing_is_lost(&history);
        }
        struct world *world = history.world;
        run(world);
        run(world);
        nothing_is_lost(&history);
        // Once somebody has decided on what is in conflict, nothing is left to do.
        world->options.reconcile.policy = POLICY_THEIRS;
        for (size_t i = 0; i < 3; i++)
            run(world);
        for (size_t i = 0; i < locale_count; i++) {
            assert_int_equal(world->exchange.locales.at[i].taken, 0);
            assert_int_equal(sent(world, i), 0);
            assert_int_equal(conflicts(world, i), 0);
        }
        assert_false(world->exchange.plan.is_needed);
        free_world(world);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_history_loses_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
