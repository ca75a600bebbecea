// Exchanges with a service in memory: what comes of edits on both sides, of failures, and of runs that end
// anywhere.
#include "sync/exchange.h"
#include "sync/neutral.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>

enum { locale_count = 2, unit_greatest = 12, author_greatest = 400 };

static const char *const locale_names[locale_count] = {"de", "fr"};

// ---- a service

// What it keeps. Every change gives it another version.
struct shelf {
    struct catalog source, targets[locale_count]; // of the targets all units have a text
    size_t version[locale_count + 1];             // the last one is that of the source
    size_t clock, calls;
    size_t fails_at;   // the number of the call that fails; STR_NONE: none
    bool fails_behind; // it does what it was asked for all the same
    bool exists;
};

struct world {
    struct arena arena;
    struct diags diags;
    struct shelf shelf;
    struct remote remote;
    // The project: what the files hold.
    struct catalog source, targets[locale_count];
    struct sync_state states[locale_count], source_state;
    struct exchange_options options;
    struct exchange exchange;
};

static bool fails(struct shelf *shelf)
{
    return shelf->calls++ == shelf->fails_at;
}

static size_t locale_of(struct str code)
{
    for (size_t i = 0; i < locale_count; i++)
        if (str_is(code, locale_names[i]))
            return i;
    return STR_NONE;
}

static struct str version_text(struct remote *remote, size_t number)
{
    return arena_print(remote->arena, "v%zu", number);
}

static bool shelf_open(struct remote *remote)
{
    struct shelf *shelf = remote->own;
    remote->exists = shelf->exists;
    remote->source = (struct remote_language){.code = STR("en"),
                                              .version = version_text(remote, shelf->version[locale_count])};
    remote->languages.count = 0;
    for (size_t i = 0; i < locale_count; i++)
        *list_push(&remote->languages, remote->arena) =
            (struct remote_language){.code = str_of(locale_names[i]),
                                     .total = shelf->source.units.count,
                                     .translated = shelf->targets[i].units.count,
                                     .version = version_text(remote, shelf->version[i])};
    return true;
}

static void copy_source(const struct catalog *from, struct catalog *out, struct arena *arena)
{
    *out = (struct catalog){0};
    for (size_t i = 0; i < from->units.count; i++)
        catalog_add(out, from->units.at[i].id, arena)->source = from->units.at[i].source;
}

static bool shelf_read(struct remote *remote, struct remote_read *reads, size_t count)
{
    struct shelf *shelf = remote->own;
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        reads[i].is_failed = fails(shelf);
        good &= !reads[i].is_failed;
        copy_source(&shelf->source, &reads[i].catalog, remote->arena);
        if (!reads[i].code.len)
            continue;
        const struct catalog *targets = &shelf->targets[locale_of(reads[i].code)];
        for (size_t j = 0; j < reads[i].catalog.units.count; j++) {
            struct unit *unit = &reads[i].catalog.units.at[j], *text = catalog_find(targets, unit->id);
            if (!text || !text->has_target)
                continue;
            unit->target = text->target;
            unit->has_target = true;
            unit->state = UNIT_TRANSLATED;
        }
    }
    return good;
}

static bool shelf_create(struct remote *remote, const struct source_policy *policy)
{
    struct shelf *shelf = remote->own;
    (void)policy;
    shelf->exists = true;
    return true;
}

static void drop(struct shelf *shelf, struct str id)
{
    for (size_t i = 0; i < locale_count; i++) {
        struct unit *unit = catalog_find(&shelf->targets[i], id);
        if (unit)
            unit->has_target = false;
    }
}

static void replace_source(struct shelf *shelf, const struct catalog *source, bool keeps, struct arena *arena)
{
    for (size_t i = 0; i < shelf->source.units.count; i++) {
        const struct unit *old = &shelf->source.units.at[i], *new = catalog_find(source, old->id);
        if (!new || (!keeps && !pattern_equal(&new->source, &old->source)))
            drop(shelf, old->id);
    }
    copy_source(source, &shelf->source, arena);
    for (size_t i = 0; i <= locale_count; i++)
        shelf->version[i] = ++shelf->clock;
}

static enum write_outcome outcome_of(const struct shelf *shelf, bool has_failed)
{
    return !has_failed ? WRITE_DONE : shelf->fails_behind ? WRITE_UNKNOWN : WRITE_NOT_DONE;
}

static bool shelf_write_source(struct remote *remote, const struct catalog *source,
                               const struct source_policy *policy, enum write_outcome *outcome,
                               struct write_counts *counts)
{
    struct shelf *shelf = remote->own;
    bool has_failed = fails(shelf);
    (void)counts;
    *outcome = outcome_of(shelf, has_failed);
    if (*outcome != WRITE_NOT_DONE)
        replace_source(shelf, source, policy->keep_translations, remote->arena);
    return !has_failed;
}

static bool shelf_write(struct remote *remote, struct remote_write *writes, size_t count)
{
    struct shelf *shelf = remote->own;
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        bool has_failed = fails(shelf);
        struct catalog *targets = &shelf->targets[locale_of(writes[i].code)];
        good &= !has_failed;
        writes[i].outcome = outcome_of(shelf, has_failed);
        for (size_t j = 0; writes[i].outcome != WRITE_NOT_DONE && j < writes[i].catalog.units.count; j++) {
            const struct unit *sent = &writes[i].catalog.units.at[j];
            struct unit *unit = catalog_find(targets, sent->id);
            if (!catalog_find(&shelf->source, sent->id))
                continue;
            unit = unit ? unit : catalog_add(targets, sent->id, remote->arena);
            unit->target = sent->target;
            unit->has_target = true;
        }
        if (writes[i].outcome != WRITE_NOT_DONE)
            shelf->version[locale_of(writes[i].code)] = ++shelf->clock;
    }
    return good;
}

static const struct service shelf_service = {.name = "shelf",
                                             .abilities =
                                                 ABLE_CREATE | ABLE_VERSIONS | ABLE_KEEP | ABLE_WRITE_SOURCE,
                                             .open = shelf_open,
                                             .create = shelf_create,
                                             .read = shelf_read,
                                             .write_source = shelf_write_source,
                                             .write = shelf_write};

// ---- a project

static struct world *new_world(void)
{
    struct world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    world->diags.arena = &world->arena;
    world->shelf.fails_at = STR_NONE;
    world->remote = (struct remote){
        .service = &shelf_service, .arena = &world->arena, .diags = &world->diags, .own = &world->shelf};
    world->options = (struct exchange_options){
        .directions = EXCHANGE_PULL | EXCHANGE_PUSH,
        .reconcile = {.greatest = UNIT_TRANSLATED, .holds_stale = true, .holds_obsolete = true},
        .shrink = 100};
    return world;
}

static void free_world(struct world *world)
{
    arena_free(&world->arena);
    free(world);
}

// "Hello {name}!": braces hold code.
static struct pattern parse(struct world *world, const char *text)
{
    struct pattern pattern = {0};
    struct str rest = arena_copy(&world->arena, str_of(text));
    for (size_t number = 0; rest.len; number++) {
        size_t open = str_find_byte(rest, '{', 0), close;
        pattern_add_text(&pattern, str_slice(rest, 0, open), &world->arena);
        if (open == STR_NONE)
            break;
        close = str_find_byte(rest, '}', open);
        pattern_add_code(&pattern, PART_PLACEHOLDER, str_slice(rest, open + 1, close),
                         arena_print(&world->arena, "%zu", number), &world->arena);
        rest = str_from(rest, close + 1);
    }
    return pattern;
}

// The code says so now; catalogs follow as `extract` would let them.
static void say(struct world *world, const char *id, const char *text)
{
    struct pattern pattern = parse(world, text);
    struct str name = arena_copy(&world->arena, str_of(id));
    struct unit *unit = catalog_find(&world->source, name);
    unit = unit ? unit : catalog_add(&world->source, name, &world->arena);
    for (size_t i = 0; i < locale_count; i++) {
        struct unit *target = catalog_find(&world->targets[i], name);
        bool is_new = !target;
        target = target ? target : catalog_add(&world->targets[i], name, &world->arena);
        if (!is_new && target->has_target && !pattern_equal_text(&target->source, &pattern) &&
            target->state != UNIT_STALE) {
            target->state = UNIT_STALE;
            unit_set_previous(target, &target->source, &world->arena);
        }
        target->source = pattern;
        target->is_obsolete = false;
    }
    unit->source = pattern;
    unit->is_obsolete = false;
}

static struct catalog copy_of(const struct catalog *catalog, struct arena *arena)
{
    struct catalog copy = {0};
    for (size_t i = 0; i < catalog->units.count; i++)
        if (!catalog->units.at[i].removed)
            *catalog_add(&copy, catalog->units.at[i].id, arena) = catalog->units.at[i];
    return copy;
}

// The message leaves the code; what is translated stays in the catalogs, out of use, and the rest goes.
static void take_back(struct world *world, const char *id)
{
    catalog_find(&world->source, str_of(id))->is_obsolete = true;
    for (size_t i = 0; i < locale_count; i++) {
        struct unit *target = catalog_find(&world->targets[i], str_of(id));
        target->is_obsolete = target->has_target;
        target->removed = !target->has_target;
        world->targets[i] = copy_of(&world->targets[i], &world->arena);
    }
}

static void translate_here(struct world *world, size_t locale, const char *id, const char *text)
{
    struct unit *unit = catalog_find(&world->targets[locale], str_of(id));
    assert_non_null(unit);
    unit->target = parse(world, text);
    unit->has_target = true;
    unit->has_previous = false;
    unit->state = UNIT_TRANSLATED;
}

static void translate_there(struct world *world, size_t locale, const char *id, const char *text)
{
    struct shelf *shelf = &world->shelf;
    struct str name = arena_copy(&world->arena, str_of(id));
    struct unit *unit = catalog_find(&shelf->targets[locale], name);
    struct pattern pattern = parse(world, text);
    assert_non_null(catalog_find(&shelf->source, name));
    unit = unit ? unit : catalog_add(&shelf->targets[locale], name, &world->arena);
    unit->target = neutral_pattern(&pattern, &world->arena);
    unit->has_target = true;
    shelf->version[locale] = ++shelf->clock;
}

static struct str flat(const struct unit *unit, struct arena *arena)
{
    return unit && unit->has_target ? pattern_flatten(&unit->target, arena) : STR("–");
}

static struct str here(struct world *world, size_t locale, const char *id)
{
    return flat(catalog_find(&world->targets[locale], str_of(id)), &world->arena);
}

static struct str there(struct world *world, size_t locale, const char *id)
{
    return flat(catalog_find(&world->shelf.targets[locale], str_of(id)), &world->arena);
}

// ---- a run

enum ending { ENDS_AFTER_LOOK, ENDS_BEFORE_WRITING, ENDS_AFTER_WRITING, ENDS_AFTER_SENDING, ENDS_WELL };

// Writes states as files do.
static struct sync_state kept(struct world *world, const struct sync_state *state)
{
    struct sync_state read = {0};
    struct buf text = {0};
    state_print(state, &world->arena, &text);
    assert_true(
        state_read(buf_finish(&text, &world->arena), STR("state"), &world->arena, &world->diags, &read));
    return read;
}

static void begin(struct world *world, struct catalog *copies)
{
    struct exchange *exchange = &world->exchange;
    *exchange = (struct exchange){.remote = &world->remote,
                                  .options = &world->options,
                                  .source = &world->source,
                                  .source_state = world->source_state};
    for (size_t i = 0; i < locale_count; i++) {
        copies[i] = copy_of(&world->targets[i], &world->arena);
        *list_push(&exchange->locales, &world->arena) =
            (struct exchange_locale){.locale = str_of(locale_names[i]),
                                     .code = str_of(locale_names[i]),
                                     .catalog = &copies[i],
                                     .is_present = true,
                                     .state = world->states[i]};
    }
}

static void keep_states(struct world *world)
{
    for (size_t i = 0; i < locale_count; i++)
        if (world->exchange.locales.at[i].is_read)
            world->states[i] = kept(world, &world->exchange.locales.at[i].next);
    world->source_state = kept(world, &world->exchange.source_next);
}

static bool run_until(struct world *world, enum ending ending)
{
    struct catalog copies[locale_count];
    begin(world, copies);
    assert_true(world->remote.service->open(&world->remote));
    bool good = exchange_look(&world->exchange, &world->arena, &world->diags);
    if (ending == ENDS_AFTER_LOOK)
        return good;
    exchange_take(&world->exchange, &world->arena);
    if (ending == ENDS_BEFORE_WRITING)
        return good;
    for (size_t i = 0; i < locale_count; i++)
        world->targets[i] = copy_of(&copies[i], &world->arena);
    if (ending == ENDS_AFTER_WRITING)
        return good;
    good &= exchange_send(&world->exchange, &world->arena);
    if (ending == ENDS_AFTER_SENDING)
        return good;
    exchange_settle(&world->exchange, &world->arena);
    keep_states(world);
    return good;
}

static bool run(struct world *world)
{
    return run_until(world, ENDS_WELL);
}

static size_t conflicts(const struct world *world, size_t locale)
{
    return world->exchange.locales.at[locale].found.counts[VERDICT_CONFLICT];
}

static size_t sent(const struct world *world, size_t locale)
{
    return world->exchange.locales.at[locale].write.catalog.units.count;
}

// ---- cases

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

static void what_was_edited_there_stays(void **state)
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

// ---- histories

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
        cmocka_unit_test(first_push_brings_source_and_translations),
        cmocka_unit_test(a_pull_brings_translations_with_their_code),
        cmocka_unit_test(renaming_a_variable_changes_nothing_there),
        cmocka_unit_test(typography_keeps_and_words_drop_translations),
        cmocka_unit_test(a_push_refuses_to_drop_what_nobody_pulled),
        cmocka_unit_test(both_sides_changed_is_a_conflict),
        cmocka_unit_test(an_empty_or_small_source_is_refused),
        cmocka_unit_test(what_was_edited_there_stays),
        cmocka_unit_test(what_leaves_the_service_stays_here),
        cmocka_unit_test(no_history_loses_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
