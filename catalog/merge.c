#include "catalog/merge_steps.h"

static void list(struct merger *m, struct str_list *ids, struct str id)
{
    *list_push(ids, m->arena) = id;
}

void merge_set_state(struct unit *unit, enum unit_state state)
{
    unit->state_changed |= unit->state != state;
    unit->state = state;
}

static void set_obsolete(struct unit *unit, bool is_obsolete)
{
    unit->state_changed |= unit->is_obsolete != is_obsolete;
    unit->is_obsolete = is_obsolete;
}

static void remove_unit(struct merger *m, struct unit *unit)
{
    unit->removed = true;
    m->report->translated_lost += unit->has_target && !unit->is_obsolete;
    list(m, &m->report->removed, unit->id);
}

static void set_source(struct unit *unit, const struct message *message)
{
    unit->source = message->pattern;
    unit->source_is_string = !str_is(message->kind, "html");
    unit->source_changed = true;
}

static void rewrite_as_peer(struct merger *m, struct unit *unit, const struct message *message)
{
    set_source(unit, message);
    unit->target_changed = unit->has_target && !m->options->keep_targets;
    merge_set_note(unit, message, m->options, m->arena);
}

// ---- own mode: a unit whose message is there

void merge_forget_previous(struct unit *unit)
{
    unit->state_changed |= unit->has_previous;
    unit->has_previous = false;
}

const struct pattern *merge_only_text(const struct unit *unit)
{
    const struct variant_list *forms = unit->target.variants;
    bool is_made_for_text = unit->has_previous && !pattern_is_select(&unit_rare(unit)->previous);
    if (!is_made_for_text || !pattern_is_select(&unit->target) || forms->count == 0)
        return NULL;
    for (size_t i = 1; i < forms->count; i++)
        if (!pattern_equal(&forms->at[0].value, &forms->at[i].value))
            return NULL;
    return &forms->at[0].value;
}

void merge_unite_forms(struct unit *unit, const struct pattern *source)
{
    const struct pattern *text = pattern_is_select(source) ? NULL : merge_only_text(unit);
    if (text)
        unit->target = *text;
    unit->target_changed |= text != NULL;
}

// The translation is of another text now, and maybe in another context, or again of what it was made for.
static void mark_changed(struct merger *m, struct unit *unit, const struct message *message,
                         struct str context)
{
    if (!unit->has_target || unit->state == UNIT_NEW)
        return;
    merge_unite_forms(unit, &message->pattern);
    if (merge_bring_back(m, unit, unit->context, &message->pattern, context))
        return;
    // Of another text it stays one, and nobody says which form a message without a number takes.
    bool is_proposal = (unit->state == UNIT_NEEDS_REVIEW && unit->has_previous) ||
                       (pattern_is_select(&unit->target) && !pattern_is_select(&message->pattern)) ||
                       merge_is_other_context(m, unit->context, context);
    if (!unit->has_previous) // else the translation was made from an even older one
        merge_set_previous(m, unit, unit, &unit->source, unit->context);
    merge_set_state(unit, is_proposal ? UNIT_NEEDS_REVIEW : UNIT_STALE);
}

static void set_context(struct merger *m, struct unit *unit, struct str context)
{
    unit->source_changed |= merge_is_other_context(m, unit->context, context);
    unit->context = context;
}

static void update_contents(struct merger *m, struct unit *unit, const struct message *message)
{
    if (!pattern_equal(&unit->source, &message->pattern)) {
        unit->source = message->pattern;
        unit->source_changed = true;
        unit->target_changed |= unit->has_target && merge_renew_target(unit, &message->pattern, m->arena);
    }
    if (m->options->without_notes)
        return;
    merge_set_note(unit, message, m->options, m->arena);
    merge_drop_note(unit, message, m->options->tool);
    merge_set_locations(unit, message, m->options, m->arena);
}

static void update_own(struct merger *m, struct unit *unit, const struct message *message)
{
    struct merge_report *report = m->report;
    struct str context = merge_context_of(m->source, unit, message);
    bool is_back = unit->is_obsolete,
         has_new_text = !merge_says_the_same(&unit->source, &message->pattern, m->arena),
         has_new_context = merge_is_other_context(m, unit->context, context);
    set_obsolete(unit, false);
    if (has_new_text)
        mark_changed(m, unit, message, context);
    else if (has_new_context && unit->has_target)
        merge_mark_found(m, unit, unit->context, &message->pattern, context);
    set_context(m, unit, context);
    update_contents(m, unit, message);
    if (is_back)
        list(m, &report->revived, unit->id);
    if (has_new_text || has_new_context)
        list(m, &report->changed, unit->id);
    else if (!is_back &&
             (unit->source_changed || unit->target_changed || unit->notes_changed || unit->state_changed))
        list(m, &report->updated, unit->id);
}

// ---- own mode: a unit whose message is gone

bool merge_is_taken(const struct merger *m, const struct unit *unit)
{
    struct message room;
    size_t at = SIZE_MAX;
    return unit->removed || merge_message_of(m->source, unit, &at, &room);
}

// A translator's note is worth keeping, too.
static bool is_worth_keeping(const struct unit *unit, struct str tool)
{
    for (size_t i = 0; i < unit->notes.count; i++)
        if (!note_is_developers(&unit->notes.at[i], tool))
            return true;
    return unit->has_target;
}

static void retire(struct merger *m, struct unit *unit)
{
    if (m->options->prune || !is_worth_keeping(unit, m->options->tool)) {
        remove_unit(m, unit);
    } else if (!unit->is_obsolete) {
        m->report->translated_lost += unit->has_target;
        set_obsolete(unit, true);
        list(m, &m->report->obsolete, unit->id);
    }
}

// ---- own mode: messages that have no translation yet

// A unit that was there already takes the translation of the other one, which goes.
static void take_over(struct merger *m, struct unit *unit, struct unit *old)
{
    unit->target = old->target;
    unit->has_target = unit->target_changed = true;
    unit_take_previous(unit, old, m->arena);
    merge_set_state(unit, old->state);
    merge_mark_found(m, unit, old->context, &unit->source, unit->context);
    merge_renew_target(unit, &unit->source, m->arena);
    for (size_t i = 0; i < old->notes.count; i++)
        if (!note_is_developers(&old->notes.at[i], m->options->tool)) {
            *list_push(&unit->notes, m->arena) = old->notes.at[i];
            unit->notes_changed = true;
        }
    old->removed = true;
    list(m, &m->report->moved, unit->id);
}

static struct unit *add_unit(struct merger *m, const struct message *message)
{
    struct unit *unit = catalog_add_in(m->catalog, message->catalog_file, message->id, m->arena);
    unit->context = message->context;
    set_source(unit, message);
    merge_set_note(unit, message, m->options, m->arena);
    if (!m->options->peer_bytes && !m->options->without_notes)
        merge_set_locations(unit, message, m->options, m->arena);
    list(m, &m->report->added, unit->id);
    return unit;
}

void merge_move_unit(struct merger *m, struct unit *unit, const struct message *message)
{
    catalog_rename(m->catalog, unit, message->id, m->arena);
    unit->context = message->context;
    set_obsolete(unit, false);
    update_contents(m, unit, message);
    list(m, &m->report->moved, unit->id);
}

// A unit stays in its file.
bool merge_is_elsewhere(const struct merger *m, const struct unit *unit, const struct message *message)
{
    return m->source->match && unit->file != message->catalog_file;
}

// Whether a unit that was there without a translation looks for one as a new one does: with another text it
// is one.
static bool is_seeking(const struct merger *m, const struct unit *unit)
{
    return m->options->seek_all || (unit->source_changed && !m->options->peer_bytes);
}

// Whether the message has a place: under its id, or as a vanished unit (see merge_take_vanished).
static bool place_message(struct merger *m, const struct message *message, bool is_any)
{
    struct unit *unit = merge_find(m->catalog, m->source, message, &m->catalog_at);
    if (unit && unit->has_target)
        return true;
    struct unit *old = merge_take_vanished(m, message, is_any);
    if (!unit && old && merge_is_elsewhere(m, old, message)) {
        size_t number = (size_t)(old - m->catalog->units.at);
        unit = add_unit(m, message);
        old = &m->catalog->units.at[number];
    }
    if (!unit && old) {
        merge_mark_found(m, old, old->context, &message->pattern, message->context);
        merge_move_unit(m, old, message);
    } else if (old) {
        take_over(m, unit, old);
    }
    return old || (unit && !is_seeking(m, unit) && (is_any || m->vanished.entries.count == 0));
}

// What is in the context that a message asks for is taken by it before others take it from another one.
static void place_in_any_context(struct merger *m)
{
    size_t kept = 0;
    m->catalog_at = 0;
    for (size_t i = 0; i < m->waiting.count; i++) {
        struct message room;
        if (!place_message(m, merge_message(m->source, m->waiting.at[i], &room), true))
            m->waiting.at[kept++] = m->waiting.at[i];
    }
    m->waiting.count = kept;
}

// Messages without a translation: likely vanished units become them, the others get units of their own. These
// wait instead of the messages then.
static void place_waiting(struct merger *m, struct number_list *waiting)
{
    if (m->options->fuzzy)
        merge_move_alike(m, waiting);
    for (size_t i = 0; i < waiting->count; i++) {
        struct message room;
        const struct message *message = merge_message(m->source, waiting->at[i], &room);
        const struct unit *unit = merge_unit_of(m, message);
        if (!unit)
            unit = add_unit(m, message);
        waiting->at[i] = (size_t)(unit - m->catalog->units.at);
    }
}

// ---- all units

// Whether its message is there.
static bool update_unit(struct merger *m, struct unit *unit)
{
    struct message room;
    const struct message *message = merge_message_of(m->source, unit, &m->template_at, &room);
    m->report->translated_before += unit->has_target && !unit->is_obsolete;
    if (message && unit->is_shadowed)
        return true;
    if (!m->options->peer_bytes && unit_is_done(unit))
        merge_forget_previous(unit); // somebody has looked at it
    if (message && m->options->peer_bytes)
        rewrite_as_peer(m, unit, message);
    else if (message)
        update_own(m, unit, message);
    else if (m->options->peer_bytes)
        remove_unit(m, unit);
    else if (unit->has_target && !unit->is_shadowed)
        merge_offer_vanished(m, unit);
    return message != NULL;
}

void merge_place(struct merger *m)
{
    struct unit_list *units = &m->catalog->units;
    struct number_list unknown = {0};
    for (size_t i = 0; i < units->count; i++)
        if (!update_unit(m, &units->at[i]))
            *list_push(&unknown, m->arena) = i;
    const uint32_t *order = merge_order_of(m->source);
    for (size_t i = 0; i < merge_message_count(m->source); i++) {
        struct message room;
        size_t number = order ? order[i] : i;
        const struct message *message = merge_message(m->source, number, &room);
        if (message && !place_message(m, message, false))
            *list_push(&m->waiting, m->arena) = number;
    }
    if (m->vanished.entries.count)
        place_in_any_context(m);
    if (m->waiting.count)
        place_waiting(m, &m->waiting);
    if (!m->options->peer_bytes)
        merge_give_back(m);
    for (size_t i = 0; i < unknown.count && !m->options->peer_bytes; i++)
        if (!merge_is_taken(m, &units->at[unknown.at[i]]))
            *list_push(&m->gone, m->arena) = unknown.at[i];
}

void merge_complete(struct merger *m)
{
    if (m->waiting.count && m->options->fuzzy)
        merge_propose(m);
    for (size_t i = 0; i < m->gone.count; i++)
        retire(m, &m->catalog->units.at[m->gone.at[i]]);
}

void merge(struct catalog *catalog, const struct merge_source *source, const struct merge_options *options,
           struct arena *arena, struct merge_report *report)
{
    struct merger m = {
        .catalog = catalog, .source = source, .options = options, .arena = arena, .report = report};
    *report = (struct merge_report){0};
    merge_place(&m);
    merge_complete(&m);
}

bool merge_is_accident(size_t translated_before, size_t translated_lost, size_t message_count)
{
    enum { few_translations = 10 }; // so few can go in one honest change
    bool are_most_lost = translated_lost * 4 > translated_before * 3;
    return translated_lost > 0 &&
           (message_count == 0 || (translated_before >= few_translations && are_most_lost));
}
