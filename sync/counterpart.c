#include "sync/counterpart.h"

#include "base/map.h"
#include "catalog/merge.h"

const struct unit *counterpart_find(const struct catalog *other, const struct unit *unit)
{
    if (unit->file == 0)
        return catalog_find(other, unit->id);
    const struct unit *found = catalog_find_in(other, unit->file, unit->id);
    return found || other->files.count > 1 ? found : catalog_find(other, unit->id);
}

// ---- by words

// Units of one text without a counterpart.
struct claim {
    size_t remote, local; // the last one of each
    size_t remotes, locals;
};

static struct claim *find_claim(const struct map *claims, const struct pattern *source, struct arena *arena)
{
    struct str key = merge_text_key(source, arena);
    return key.len ? map_get(claims, key) : NULL;
}

static void offer_remote(struct map *claims, const struct catalog *remote, size_t number, struct arena *arena)
{
    const struct unit *unit = &remote->units.at[number];
    struct str key = merge_text_key(unit_made_for(unit), arena);
    if (key.len == 0 || !unit->has_target || unit->state == UNIT_NEW || unit->is_shadowed)
        return;
    struct map_entry *entry = map_entry(claims, key, arena);
    if (!entry->value)
        entry->value = arena_new(arena, struct claim);
    struct claim *claim = entry->value;
    claim->remote = number;
    claim->remotes++;
}

// By what it says now, else by what it said when it was translated.
static void claim_local(const struct map *claims, const struct catalog *local, size_t number,
                        struct arena *arena)
{
    const struct unit *unit = &local->units.at[number];
    struct claim *claim = find_claim(claims, &unit->source, arena);
    if (!claim && unit->has_previous)
        claim = find_claim(claims, unit_made_for(unit), arena);
    if (!claim)
        return;
    claim->local = number;
    claim->locals++;
}

static void pair_by_words(struct counterparts *pairs, const struct catalog *local,
                          const struct catalog *remote, struct arena *arena)
{
    struct map claims = {0};
    for (size_t i = 0; i < remote->units.count; i++)
        if (pairs->local_of[i] == STR_NONE)
            offer_remote(&claims, remote, i, arena);
    for (size_t i = 0; claims.entries.count && i < local->units.count; i++) {
        const struct unit *unit = &local->units.at[i];
        if (pairs->remote_of[i] == STR_NONE && unit_is_in_use(unit))
            claim_local(&claims, local, i, arena);
    }
    for (size_t i = 0; i < claims.entries.count; i++) {
        const struct claim *claim = claims.entries.at[i].value;
        if (claim->locals != 1 || claim->remotes != 1)
            continue;
        pairs->remote_of[claim->local] = claim->remote;
        pairs->local_of[claim->remote] = claim->local;
        pairs->has_moved[claim->local] = true;
    }
}

// ---- all

static size_t *none_of(size_t count, struct arena *arena)
{
    size_t *numbers = arena_space(arena, sizeof *numbers, count);
    for (size_t i = 0; i < count; i++)
        numbers[i] = STR_NONE;
    return numbers;
}

struct counterparts counterparts_of(const struct catalog *local, const struct catalog *remote, bool is_delta,
                                    struct arena *arena)
{
    struct counterparts pairs = {.remote_of = none_of(local->units.count, arena),
                                 .local_of = none_of(remote->units.count, arena),
                                 .has_moved = arena_array(arena, bool, local->units.count)};
    for (size_t i = 0; i < local->units.count; i++) {
        const struct unit *unit = &local->units.at[i];
        const struct unit *there = unit_counts(unit) ? counterpart_find(remote, unit) : NULL;
        if (!there)
            continue;
        pairs.remote_of[i] = (size_t)(there - remote->units.at);
        pairs.local_of[pairs.remote_of[i]] = i;
    }
    if (!is_delta)
        pair_by_words(&pairs, local, remote, arena);
    return pairs;
}
