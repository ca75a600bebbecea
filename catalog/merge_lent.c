// Merging: translations that stand at another message than that which they were made for.
#include "catalog/merge_steps.h"

#include <string.h>

enum { holders_most = 64 }; // that are asked for what was made for one text

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
    merge_unite_forms(unit, &unit->source);
    if (!merge_bring_back(m, unit, unit->context, &unit->source, unit->context))
        merge_set_state(unit, UNIT_NEEDS_REVIEW);
}

// Two translations on their way to each other's message.
struct trade {
    struct unit *unit, *other;
    struct pattern for_unit, for_other; // with the code of these
};

// What one has, for the text of the other; false where code would be left over. A text among forms, and forms
// at a text, can only go back to what they were made for.
static bool fits(struct merger *m, const struct unit *from, const struct unit *to, struct pattern *out)
{
    bool is_choice = pattern_is_select(&to->source);
    if (pattern_is_select(&from->source) == is_choice)
        return merge_fit(&from->source, &from->target, &to->source, m->arena, out);
    *out = from->target;
    return pattern_is_select(&unit_rare(from)->previous) == is_choice &&
           merge_has_same_code(&from->source, &to->source);
}

static bool trade_fits(struct merger *m, struct trade *trade)
{
    return fits(m, trade->other, trade->unit, &trade->for_unit) &&
           fits(m, trade->unit, trade->other, &trade->for_other);
}

static void carry_out(struct merger *m, const struct trade *trade)
{
    struct unit before = *trade->unit;
    unit_take_previous(trade->unit, trade->other, m->arena);
    unit_take_previous(trade->other, &before, m->arena);
    set_target(m, trade->unit, &trade->for_unit);
    set_target(m, trade->other, &trade->for_other);
}

// Translations by what they were made for.
struct lending {
    struct map lent;  // those of units that wait for them, or for others: numbers of units
    struct map owned; // those that are done where they stand; made when the first one is asked for
    bool is_owned_known;
};

static void note_lent(struct merger *m, struct lending *lending, size_t number)
{
    struct str key = lent_key(m, &m->catalog->units.at[number]);
    if (!key.len)
        return;
    struct map_entry *entry = map_entry(&lending->lent, key, m->arena);
    if (!entry->value)
        entry->value = arena_new(m->arena, struct number_list);
    *list_push((struct number_list *)entry->value, m->arena) = number;
}

static bool is_owned(struct merger *m, struct lending *lending, struct str key)
{
    const struct unit_list *units = &m->catalog->units;
    for (size_t i = 0; i < units->count && !lending->is_owned_known; i++)
        if (units->at[i].has_target && unit_is_done(&units->at[i]) && !units->at[i].removed)
            map_set(&lending->owned, own_key(m, &units->at[i]), NULL, m->arena);
    lending->is_owned_known = true;
    return map_has(&lending->owned, key);
}

// Whether the other one, which has what was made for the unit, can give it.
static bool can_trade(struct merger *m, struct lending *lending, struct str key, struct trade *trade)
{
    const struct unit *unit = trade->unit, *other = trade->other;
    bool is_copy = other->state == UNIT_NEEDS_REVIEW && is_owned(m, lending, key);
    return !is_copy && may_go(m, unit, true, other) && may_go(m, other, merge_is_taken(m, other), unit) &&
           trade_fits(m, trade);
}

// How many of the first ones still have what was made for the key; the others among them leave the list.
static size_t find_holders(struct merger *m, struct number_list *numbers, struct str key)
{
    size_t seen = 0, count = 0;
    for (; seen < numbers->count && count < holders_most; seen++)
        if (str_equal(lent_key(m, &m->catalog->units.at[numbers->at[seen]]), key))
            numbers->at[count++] = numbers->at[seen];
    if (seen > count)
        memmove(numbers->at + count, numbers->at + seen, (numbers->count - seen) * sizeof *numbers->at);
    numbers->count -= seen - count;
    return count;
}

static struct str target_key(struct merger *m, const struct unit *unit)
{
    return merge_text_key(&unit->target, m->arena);
}

// The first who has what was made for the unit, and can give it. What somebody has to keep is not taken from
// another one either, who has a copy: else the next run, which sees the copies of this one, would do more.
static bool find_trade(struct merger *m, struct lending *lending, struct trade *trade)
{
    struct str key = own_key(m, trade->unit);
    struct number_list *numbers = map_get(&lending->lent, key);
    size_t count = numbers ? find_holders(m, numbers, key) : 0;
    struct map kept = {0}; // translations
    for (size_t i = 0; i < count; i++) {
        trade->other = &m->catalog->units.at[numbers->at[i]];
        if (!can_trade(m, lending, key, trade))
            map_set(&kept, target_key(m, trade->other), NULL, m->arena);
    }
    for (size_t i = 0; i < count; i++) {
        trade->other = &m->catalog->units.at[numbers->at[i]];
        if (!map_has(&kept, target_key(m, trade->other)))
            return can_trade(m, lending, key, trade);
    }
    return false;
}

// What the other one got may belong to a third one, and so on: each time one more has its own.
static void give_back(struct merger *m, struct lending *lending, struct unit *unit)
{
    struct trade trade = {.unit = unit};
    while (lent_key(m, trade.unit).len && merge_is_taken(m, trade.unit) && find_trade(m, lending, &trade)) {
        carry_out(m, &trade);
        note_lent(m, lending, (size_t)(trade.other - m->catalog->units.at));
        *list_push(&m->report->filled, m->arena) = trade.unit->id;
        trade.unit = trade.other;
    }
}

void merge_give_back(struct merger *m)
{
    const struct unit_list *units = &m->catalog->units;
    struct lending lending = {0};
    for (size_t i = 0; i < units->count; i++)
        note_lent(m, &lending, i);
    for (size_t i = 0; i < units->count && lending.lent.entries.count; i++)
        give_back(m, &lending, &units->at[i]);
}
