// A project, a service in memory, and runs that bring them together or end anywhere.
#ifndef TESTS_UNIT_EXCHANGE_WORLD_H
#define TESTS_UNIT_EXCHANGE_WORLD_H

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

static inline bool fails(struct shelf *shelf)
{
    return shelf->calls++ == shelf->fails_at;
}

static inline size_t locale_of(struct str code)
{
    for (size_t i = 0; i < locale_count; i++)
        if (str_is(code, locale_names[i]))
            return i;
    return STR_NONE;
}

static inline struct str version_text(struct remote *remote, size_t number)
{
    return arena_print(remote->arena, "v%zu", number);
}

static inline bool shelf_open(struct remote *remote)
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

static inline void copy_source(const struct catalog *from, struct catalog *out, struct arena *arena)
{
    *out = (struct catalog){0};
    for (size_t i = 0; i < from->units.count; i++)
        catalog_add(out, from->units.at[i].id, arena)->source = from->units.at[i].source;
}

static inline bool shelf_read(struct remote *remote, struct remote_read *reads, size_t count)
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

static inline bool shelf_create(struct remote *remote, const struct source_policy *policy)
{
    struct shelf *shelf = remote->own;
    (void)policy;
    shelf->exists = true;
    return true;
}

static inline void drop(struct shelf *shelf, struct str id)
{
    for (size_t i = 0; i < locale_count; i++) {
        struct unit *unit = catalog_find(&shelf->targets[i], id);
        if (unit)
            unit->has_target = false;
    }
}

static inline void replace_source(struct shelf *shelf, const struct catalog *source, bool keeps,
                                  struct arena *arena)
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

static inline enum write_outcome outcome_of(const struct shelf *shelf, bool has_failed)
{
    return !has_failed ? WRITE_DONE : shelf->fails_behind ? WRITE_UNKNOWN : WRITE_NOT_DONE;
}

static inline bool shelf_write_source(struct remote *remote, const struct catalog *source,
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

static inline bool shelf_write(struct remote *remote, struct remote_write *writes, size_t count)
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

static inline struct world *new_world(void)
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

static inline void free_world(struct world *world)
{
    arena_free(&world->arena);
    free(world);
}

// "Hello {name}!": braces hold code.
static inline struct pattern parse(struct world *world, const char *text)
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
static inline void say(struct world *world, const char *id, const char *text)
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
            unit_set_previous(target, &target->source, false, &world->arena);
        }
        target->source = pattern;
        target->is_obsolete = false;
    }
    unit->source = pattern;
    unit->is_obsolete = false;
}

static inline struct catalog copy_of(const struct catalog *catalog, struct arena *arena)
{
    struct catalog copy = {0};
    for (size_t i = 0; i < catalog->units.count; i++)
        if (!catalog->units.at[i].removed)
            *catalog_add(&copy, catalog->units.at[i].id, arena) = catalog->units.at[i];
    return copy;
}

// The message leaves the code; what is translated stays in the catalogs, out of use, and the rest goes.
static inline void take_back(struct world *world, const char *id)
{
    catalog_find(&world->source, str_of(id))->is_obsolete = true;
    for (size_t i = 0; i < locale_count; i++) {
        struct unit *target = catalog_find(&world->targets[i], str_of(id));
        target->is_obsolete = target->has_target;
        target->removed = !target->has_target;
        world->targets[i] = copy_of(&world->targets[i], &world->arena);
    }
}

static inline void translate_here(struct world *world, size_t locale, const char *id, const char *text)
{
    struct unit *unit = catalog_find(&world->targets[locale], str_of(id));
    assert_non_null(unit);
    unit->target = parse(world, text);
    unit->has_target = true;
    unit->has_previous = false;
    unit->state = UNIT_TRANSLATED;
}

static inline void translate_there(struct world *world, size_t locale, const char *id, const char *text)
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

static inline struct str flat(const struct unit *unit, struct arena *arena)
{
    return unit && unit->has_target ? pattern_flatten(&unit->target, arena) : STR("–");
}

static inline struct str here(struct world *world, size_t locale, const char *id)
{
    return flat(catalog_find(&world->targets[locale], str_of(id)), &world->arena);
}

static inline struct str there(struct world *world, size_t locale, const char *id)
{
    return flat(catalog_find(&world->shelf.targets[locale], str_of(id)), &world->arena);
}

// ---- a run

enum ending { ENDS_AFTER_LOOK, ENDS_BEFORE_WRITING, ENDS_AFTER_WRITING, ENDS_AFTER_SENDING, ENDS_WELL };

// Writes states as files do.
static inline struct sync_state kept(struct world *world, const struct sync_state *state)
{
    struct sync_state read = {0};
    struct buf text = {0};
    state_print(state, &world->arena, &text);
    assert_true(
        state_read(buf_finish(&text, &world->arena), STR("state"), &world->arena, &world->diags, &read));
    return read;
}

static inline void begin(struct world *world, struct catalog *copies)
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

static inline void keep_states(struct world *world)
{
    for (size_t i = 0; i < locale_count; i++)
        if (world->exchange.locales.at[i].is_read)
            world->states[i] = kept(world, &world->exchange.locales.at[i].next);
    world->source_state = kept(world, &world->exchange.source_next);
}

static inline bool run_until(struct world *world, enum ending ending)
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

static inline bool run(struct world *world)
{
    return run_until(world, ENDS_WELL);
}

static inline size_t conflicts(const struct world *world, size_t locale)
{
    return world->exchange.locales.at[locale].found.counts[VERDICT_CONFLICT];
}

static inline size_t sent(const struct world *world, size_t locale)
{
    return world->exchange.locales.at[locale].write.catalog.units.count;
}

#endif
