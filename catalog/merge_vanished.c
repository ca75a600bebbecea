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

void merge_mark_context(struct merger *m, struct unit *unit, struct str before, const struct pattern *source,
                        struct str now)
{
    if (unit->state == UNIT_NEW || !merge_is_other_context(m, before, now) ||
        merge_bring_back(m, unit, before, source, now))
        return;
    if (!unit->has_previous)
        merge_set_previous(m, unit, unit, &unit->source, before);
    merge_set_state(unit, UNIT_NEEDS_REVIEW);
}

// ---- vanished units

// Those of one key that left the code just now, and long ago. What is taken is passed over once.
struct vanished {
    struct number_list now, before;
    size_t now_start, before_start;
};

static struct str key_in_context(const struct merger *m, struct str key, struct str context)
{
    return arena_join(m->arena, (struct str[]){known_context(m, context), STR("\x04"), key}, 3);
}

static void offer(struct merger *m, const struct unit *unit, struct str key)
{
    struct map_entry *entry = map_entry(&m->vanished, key, m->arena);
    if (!entry->value)
        entry->value = arena_new(m->arena, struct vanished);
    struct vanished *vanished = entry->value;
    *list_push(unit->is_obsolete ? &vanished->before : &vanished->now, m->arena) =
        (size_t)(unit - m->catalog->units.at);
}

void merge_offer_vanished(struct merger *m, const struct unit *unit)
{
    struct str key = merge_text_key(&unit->source, m->arena);
    if (key.len == 0)
        return;
    offer(m, unit, key);
    offer(m, unit, key_in_context(m, key, unit->context));
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

// Rather one that left just now than one that left long ago.
struct unit *merge_take_vanished(struct merger *m, const struct message *message, bool is_any)
{
    if (m->vanished.entries.count == 0)
        return NULL;
    struct str key = merge_text_key(&message->pattern, m->arena);
    if (key.len && !is_any)
        key = key_in_context(m, key, message->context);
    struct vanished *vanished = key.len ? map_get(&m->vanished, key) : NULL;
    struct unit *found = vanished ? first_free(m, &vanished->now, &vanished->now_start) : NULL;
    return found || !vanished ? found : first_free(m, &vanished->before, &vanished->before_start);
}
