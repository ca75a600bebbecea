#include "catalog/merge_steps.h"

#include <pthread.h>
#include <stdlib.h>

// ---- the order of new units

// Sorts by two keys: stable, so the second key first.
static void order_as_peer(const struct message_set *messages, uint32_t *order, struct arena *arena)
{
    struct collator collator = {0};
    struct str *keys = arena_array(arena, struct str, messages->count);
    for (size_t i = 0; i < messages->count; i++)
        keys[i] = messages->at[i]->file;
    collate_sort(&collator, keys, order, messages->count, arena);
    for (size_t i = 0; i < messages->count; i++)
        keys[i] = messages->at[i]->note;
    collate_sort(&collator, keys, order, messages->count, arena);
    collator_close(&collator);
}

struct placed {
    uint32_t number;
    struct str path;
    size_t offset;
};

static int by_place(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    int order = str_compare(x->path, y->path);
    if (order == 0)
        order = (x->offset > y->offset) - (x->offset < y->offset);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

static void order_by_place(const struct message_set *messages, uint32_t *order, struct arena *arena)
{
    struct placed *placed = arena_array(arena, struct placed, messages->count);
    bool is_in_order = true; // as the messages of one file are
    for (size_t i = 0; i < messages->count; i++) {
        placed[i] = (struct placed){(uint32_t)i, messages->at[i]->span.path, messages->at[i]->span.start};
        is_in_order = is_in_order && (i == 0 || by_place(&placed[i - 1], &placed[i]) < 0);
    }
    if (!is_in_order)
        qsort(placed, messages->count, sizeof *placed, by_place);
    for (size_t i = 0; i < messages->count; i++)
        order[i] = placed[i].number;
}

// The numbers of the messages in that order, which are not known before they are needed: nothing is new to
// most catalogs of most runs.
struct merge_order {
    pthread_mutex_t lock;
    bool is_known;
    bool peer_bytes;
    uint32_t *numbers;
};

static void find_order(const struct message_set *messages, struct merge_order *order)
{
    struct arena scratch = {0};
    for (size_t i = 0; i < messages->count; i++)
        order->numbers[i] = (uint32_t)i;
    if (order->peer_bytes)
        order_as_peer(messages, order->numbers, &scratch);
    else
        order_by_place(messages, order->numbers, &scratch);
    arena_free(&scratch);
}

static const uint32_t *order_of(const struct merge_source *source)
{
    struct merge_order *order = source->order;
    if (!order)
        return NULL;
    pthread_mutex_lock(&order->lock);
    if (!order->is_known)
        find_order(source->messages, order);
    order->is_known = true;
    pthread_mutex_unlock(&order->lock);
    return order->numbers;
}

void merge_prepare(const struct message_set *messages, bool peer_bytes, struct arena *arena,
                   struct merge_source *out)
{
    struct merge_order *order = arena_new(arena, struct merge_order);
    *order = (struct merge_order){.lock = PTHREAD_MUTEX_INITIALIZER,
                                  .peer_bytes = peer_bytes,
                                  .numbers = arena_array(arena, uint32_t, messages->count)};
    *out = (struct merge_source){.messages = messages, .order = order};
}

// ---- messages, of the sources or of a template

const struct message *merge_message(const struct merge_source *source, size_t number, struct message *room)
{
    if (!source->template)
        return source->messages->at[number];
    const struct unit *unit = &source->template->units.at[number];
    if (unit->is_shadowed || unit->is_obsolete)
        return NULL;
    *room = (struct message){.id = unit->id,
                             .pattern = unit->source,
                             .context = unit->context,
                             .catalog_file = source->match ? source->match->files[unit->file] : 0,
                             .kind = unit->source_is_string ? STR("") : STR("html")};
    return room;
}

static size_t message_count(const struct merge_source *source)
{
    return source->template ? source->template->units.count : source->messages->count;
}

// In a file of that number, or, with FILE_NONE, in the first one that has it.
static struct unit *find_near(const struct catalog *catalog, uint32_t file, struct str id, size_t *at)
{
    struct unit *unit = *at < catalog->units.count ? &catalog->units.at[*at] : NULL;
    bool is_near =
        unit && unit->file == (file == FILE_NONE ? 0 : file) && !unit->is_shadowed && str_equal(unit->id, id);
    if (!is_near)
        unit = file == FILE_NONE ? catalog_find(catalog, id) : catalog_find_in(catalog, file, id);
    if (unit)
        *at = (size_t)(unit - catalog->units.at) + 1;
    return unit;
}

struct unit *merge_find(const struct catalog *catalog, const struct merge_source *source,
                        const struct message *message, size_t *at)
{
    return find_near(catalog, source->match ? message->catalog_file : FILE_NONE, message->id, at);
}

struct unit *merge_unit_of(const struct merger *m, const struct message *message)
{
    size_t at = SIZE_MAX;
    return merge_find(m->catalog, m->source, message, &at);
}

// What the sources say for a unit of the catalog, or NULL.
static const struct message *message_of(const struct merge_source *source, const struct unit *unit,
                                        size_t *at, struct message *room)
{
    if (source->template) {
        uint32_t file = source->match ? source->match->models[unit->file] : FILE_NONE;
        bool has_file = !source->match || file != FILE_NONE;
        const struct unit *model = has_file ? find_near(source->template, file, unit->id, at) : NULL;
        return model ? merge_message(source, (size_t)(model - source->template->units.at), room) : NULL;
    }
    size_t number = message_set_find(source->messages, unit->id);
    return number ? source->messages->at[number - 1] : NULL;
}

static bool has_message(const struct merge_source *source, const struct unit *unit)
{
    struct message room;
    size_t at = SIZE_MAX;
    return message_of(source, unit, &at, &room) != NULL;
}

// ---- merging

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

// The text that all forms of a choice are, or NULL.
static const struct pattern *only_text(const struct pattern *choice)
{
    for (size_t i = 1; i < choice->variants->count; i++)
        if (!pattern_equal(&choice->variants->at[0].value, &choice->variants->at[i].value))
            return NULL;
    return choice->variants->count ? &choice->variants->at[0].value : NULL;
}

void merge_unite_forms(struct unit *unit, const struct pattern *source)
{
    bool was_text = unit->has_previous && !pattern_is_select(&unit_rare(unit)->previous);
    if (!was_text || pattern_is_select(source) || !pattern_is_select(&unit->target))
        return;
    const struct pattern *text = only_text(&unit->target);
    if (text)
        unit->target = *text;
    unit->target_changed |= text != NULL;
}

// The translation is of another text now, or again of the text that it was made from.
static void mark_changed(struct merger *m, struct unit *unit, const struct message *message)
{
    if (!unit->has_target || unit->state == UNIT_NEW)
        return;
    merge_unite_forms(unit, &message->pattern);
    if (merge_bring_back(m, unit, unit->context, &message->pattern, unit->context))
        return;
    bool is_proposal =
        unit->state == UNIT_NEEDS_REVIEW && unit->has_previous; // of another text: it stays one
    // Nobody says which form a message without a number takes.
    bool is_choice = pattern_is_select(&unit->target) && !pattern_is_select(&message->pattern);
    if (!unit->has_previous) // else the translation was made from an even older one
        merge_set_previous(m, unit, &unit->source, unit->context);
    merge_set_state(unit, is_proposal || is_choice ? UNIT_NEEDS_REVIEW : UNIT_STALE);
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
    bool is_back = unit->is_obsolete,
         has_new_text = !merge_says_the_same(&unit->source, &message->pattern, m->arena);
    set_obsolete(unit, false);
    if (has_new_text)
        mark_changed(m, unit, message);
    update_contents(m, unit, message);
    if (is_back)
        list(m, &report->revived, unit->id);
    if (has_new_text)
        list(m, &report->changed, unit->id);
    else if (!is_back &&
             (unit->source_changed || unit->target_changed || unit->notes_changed || unit->state_changed))
        list(m, &report->updated, unit->id);
}

// ---- own mode: a unit whose message is gone

bool merge_is_taken(const struct merger *m, const struct unit *unit)
{
    return unit->removed || has_message(m->source, unit);
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
    merge_mark_context(m, unit, old->context, &unit->source, unit->context);
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

// Whether the message has a place: under its id, or as a vanished unit of its text (and context, unless any
// will do).
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
        merge_mark_context(m, old, old->context, &message->pattern, message->context);
        merge_move_unit(m, old, message);
    } else if (old) {
        take_over(m, unit, old);
    }
    return old || (unit && !m->options->seek_all && (is_any || m->vanished.entries.count == 0));
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
    const struct message *message = message_of(m->source, unit, &m->template_at, &room);
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
    const uint32_t *order = order_of(m->source);
    for (size_t i = 0; i < message_count(m->source); i++) {
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
