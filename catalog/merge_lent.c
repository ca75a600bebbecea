// Merging: translations that stand at another message than that which they were made for.
#include "catalog/merge_steps.h"

static bool is_waiting(const struct unit *unit)
{
    bool is_state = unit->state == UNIT_NEEDS_REVIEW || unit->state == UNIT_STALE;
    return unit->has_target && unit->has_previous && is_state && !unit->is_locked && !unit->is_shadowed &&
           !unit->removed;
}

static struct str key_of(struct merger *m, const struct pattern *text, struct str context)
{
    return arena_join(m->arena, (struct str[]){context, STR("\x04"), merge_text_key(text, m->arena)}, 3);
}

static struct str own_key(struct merger *m, const struct unit *unit)
{
    return key_of(m, &unit->source, unit->context);
}

// What its translation was made for, where that is known to be another text or context; else empty.
static struct str lent_key(struct merger *m, const struct unit *unit)
{
    const struct unit_rare *rare = unit_rare(unit);
    if (!is_waiting(unit) || !rare->has_previous_context)
        return STR("");
    struct str key = key_of(m, &rare->previous, rare->previous_context);
    return str_equal(key, own_key(m, unit)) ? STR("") : key;
}

static void note_lent(struct merger *m, struct map *lent, struct unit *unit)
{
    struct str key = lent_key(m, unit);
    if (key.len)
        map_set(lent, key, unit, m->arena);
}

// A stale translation is shown, and only what is made for the message may take its place.
static bool may_go(struct merger *m, const struct unit *unit, bool is_used, const struct unit *for_other)
{
    return !is_used || unit->state == UNIT_NEEDS_REVIEW ||
           str_equal(lent_key(m, unit), own_key(m, for_other));
}

static void set_target(struct merger *m, struct unit *unit, const struct pattern *target)
{
    unit->target = *target;
    unit->target_changed = unit->state_changed = true;
    if (!merge_bring_back(m, unit, unit->context, &unit->source, unit->context))
        merge_set_state(unit, UNIT_NEEDS_REVIEW);
}

// False where code is left over.
static bool exchange(struct merger *m, struct unit *unit, struct unit *other)
{
    struct pattern own, proposal;
    struct unit before = *unit;
    if (!merge_fit(&other->source, &other->target, &unit->source, m->arena, &own) ||
        !merge_fit(&unit->source, &unit->target, &other->source, m->arena, &proposal))
        return false;
    unit_take_previous(unit, other, m->arena);
    unit_take_previous(other, &before, m->arena);
    set_target(m, unit, &own);
    set_target(m, other, &proposal);
    return true;
}

static void give_back(struct merger *m, struct map *lent, struct unit *unit)
{
    struct str key = own_key(m, unit);
    struct unit *other = map_get(lent, key);
    if (!other || !str_equal(lent_key(m, other), key) || !may_go(m, unit, true, other) ||
        !may_go(m, other, merge_is_taken(m, other), unit) || !exchange(m, unit, other))
        return;
    note_lent(m, lent, other);
    *list_push(&m->report->filled, m->arena) = unit->id;
}

void merge_give_back(struct merger *m)
{
    struct unit_list *units = &m->catalog->units;
    struct map lent = {0};
    for (size_t i = 0; i < units->count; i++)
        note_lent(m, &lent, &units->at[i]);
    for (size_t i = 0; i < units->count && lent.entries.count; i++)
        if (lent_key(m, &units->at[i]).len && merge_is_taken(m, &units->at[i]))
            give_back(m, &lent, &units->at[i]);
}
