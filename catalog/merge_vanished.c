// Merging: units that left the code, found again by text and context.
#include "catalog/format.h"
#include "catalog/merge_steps.h"

// ---- contexts

// Where a format has no place for them nobody knows what a unit's context is.
static struct str known_context(const struct merger *m, struct str context)
{
    const struct format *format = m->catalog->format;
    bool is_unknown = format && !(format->holds & HOLDS_CONTEXT);
    return is_unknown ? STR("") : context;
}

bool merge_is_other_context(const struct merger *m, struct str before, struct str now)
{
    return !str_equal(known_context(m, before), known_context(m, now));
}

void merge_set_previous(struct merger *m, struct unit *unit, const struct unit *made,
                        const struct pattern *source, struct str context)
{
    unit_set_previous(unit, source, unit_is_made_unreviewed(made), m->arena);
    struct unit_rare *rare = unit_change_rare(unit, m->arena);
    rare->previous_context = context;
    rare->has_previous_context = true;
}

bool merge_is_back(const struct merger *m, const struct unit *unit, struct str before,
                   const struct pattern *source, struct str now)
{
    const struct unit_rare *rare = unit_rare(unit);
    bool has_forms = pattern_is_select(&unit->target) && !pattern_is_select(source) && !merge_only_text(unit);
    return unit->has_previous && !has_forms &&
           !merge_is_other_context(m, rare->has_previous_context ? rare->previous_context : before, now) &&
           merge_says_the_same(&rare->previous, source, m->arena);
}

bool merge_bring_back(struct merger *m, struct unit *unit, struct str before, const struct pattern *source,
                      struct str now)
{
    if (!merge_is_back(m, unit, before, source, now))
        return false;
    merge_unite_forms(unit, source);
    merge_set_state(unit, unit_is_made_unreviewed(unit) ? UNIT_NEEDS_REVIEW : UNIT_TRANSLATED);
    merge_forget_previous(unit);
    return true;
}

void merge_mark_found(struct merger *m, struct unit *unit, struct str before, const struct pattern *source,
                      struct str now)
{
    if (unit->state == UNIT_NEW || merge_bring_back(m, unit, before, source, now))
        return;
    bool has_forms = unit->has_previous && pattern_is_select(&unit->target) && !pattern_is_select(source);
    if (!has_forms && !merge_is_other_context(m, before, now))
        return;
    if (!unit->has_previous)
        merge_set_previous(m, unit, unit, &unit->source, before);
    merge_set_state(unit, UNIT_NEEDS_REVIEW);
}

// ---- vanished units

// In the order in which they are taken: those whose translation was made for the text come before those that
// have it from another one, and what left the code just now before what left it long ago.
enum { rank_lent = 2, rank_long_ago = 1, rank_count = 4 };

// Those of one key. What is taken is passed over once.
struct vanished {
    struct number_list ranks[rank_count];
    size_t starts[rank_count];
};

static struct str key_in_context(const struct merger *m, struct str key, struct str context)
{
    return arena_join(m->arena, (struct str[]){known_context(m, context), STR("\x04"), key}, 3);
}

static void offer(struct merger *m, const struct unit *unit, struct str key, bool is_lent)
{
    struct map_entry *entry = map_entry(&m->vanished, key, m->arena);
    if (!entry->value)
        entry->value = arena_new(m->arena, struct vanished);
    struct vanished *vanished = entry->value;
    unsigned rank = (is_lent ? rank_lent : 0U) + (unit->is_obsolete ? rank_long_ago : 0U);
    *list_push(&vanished->ranks[rank], m->arena) = (size_t)(unit - m->catalog->units.at);
}

// Under what its translation was made for; empty where nobody says that.
static struct str former_key(const struct merger *m, const struct unit *unit)
{
    const struct unit_rare *rare = unit_rare(unit);
    struct str key = unit->has_previous ? merge_text_key(&rare->previous, m->arena) : STR("");
    struct str context = rare->has_previous_context ? rare->previous_context : unit->context;
    return key.len ? key_in_context(m, key, context) : key;
}

void merge_offer_vanished(struct merger *m, const struct unit *unit)
{
    struct str key = merge_text_key(&unit->source, m->arena), former = former_key(m, unit);
    struct str whole = key_in_context(m, key, unit->context);
    bool is_lent = former.len && !str_equal(former, whole);
    if (is_lent)
        offer(m, unit, former, false);
    if (key.len == 0)
        return;
    offer(m, unit, key, false);
    offer(m, unit, whole, is_lent);
}

static struct unit *first_free(struct merger *m, const struct number_list *numbers, size_t *start)
{
    for (; *start < numbers->count; ++*start) {
        struct unit *unit = &m->catalog->units.at[numbers->at[*start]];
        if (!merge_is_taken(m, unit))
            return unit;
    }
    return NULL;
}

// A unit that was found by what its translation was made for gets that with the code of the message. False
// where code is left over.
static bool recover(struct merger *m, struct unit *unit, const struct pattern *source)
{
    struct pattern target;
    struct unit made = *unit;
    if (merge_says_the_same(&unit->source, source, m->arena))
        return true;
    merge_unite_forms(&made, source);
    if (!merge_fit(&unit_rare(unit)->previous, &made.target, source, m->arena, &target) &&
        !merge_fit(&unit->source, &made.target, source, m->arena, &target))
        return false;
    unit->target_changed |= !pattern_equal(&unit->target, &target);
    unit->target = target;
    return true;
}

struct unit *merge_take_vanished(struct merger *m, const struct message *message, bool is_any)
{
    if (m->vanished.entries.count == 0)
        return NULL;
    struct str key = merge_text_key(&message->pattern, m->arena);
    if (key.len && !is_any)
        key = key_in_context(m, key, message->context);
    struct vanished *vanished = key.len ? map_get(&m->vanished, key) : NULL;
    struct unit *found = NULL;
    for (size_t i = 0; vanished && !found && i < rank_count; i++)
        found = first_free(m, &vanished->ranks[i], &vanished->starts[i]);
    return found && recover(m, found, &message->pattern) ? found : NULL;
}
