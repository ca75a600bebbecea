#include "catalog/merge.h"

#include "base/path.h"
#include "base/utf.h"

#include <stdlib.h>

// ---- the order of new units

// Sorts by two keys: stable, so the second key first.
static void order_as_peer(const struct message_list *messages, uint32_t *order, struct arena *arena)
{
    struct collator collator = {0};
    struct str *keys = arena_array(arena, struct str, messages->count);
    for (size_t i = 0; i < messages->count; i++)
        keys[i] = messages->at[i].file;
    collate_sort(&collator, keys, order, messages->count, arena);
    for (size_t i = 0; i < messages->count; i++)
        keys[i] = messages->at[i].note;
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

static void order_by_place(const struct message_list *messages, uint32_t *order, struct arena *arena)
{
    struct placed *placed = arena_array(arena, struct placed, messages->count);
    for (size_t i = 0; i < messages->count; i++)
        placed[i] = (struct placed){(uint32_t)i, messages->at[i].span.path, messages->at[i].span.start};
    if (messages->count)
        qsort(placed, messages->count, sizeof *placed, by_place);
    for (size_t i = 0; i < messages->count; i++)
        order[i] = placed[i].number;
}

void merge_prepare(const struct message_list *messages, bool peer_bytes, struct arena *arena,
                   struct merge_source *out)
{
    uint32_t *order = arena_array(arena, uint32_t, messages->count);
    *out = (struct merge_source){.messages = messages, .order = order};
    for (size_t i = 0; i < messages->count; i++) {
        order[i] = (uint32_t)i;
        map_set(&out->numbers, messages->at[i].id, (void *)(uintptr_t)(i + 1), arena);
    }
    if (peer_bytes)
        order_as_peer(messages, order, arena);
    else
        order_by_place(messages, order, arena);
}

static const struct message *message_of(const struct merge_source *source, struct str id)
{
    uintptr_t number = (uintptr_t)map_get(&source->numbers, id);
    return number ? &source->messages->at[number - 1] : NULL;
}

// ---- notes and places

// Catalogs that began in drop-in mode keep lit-localize's name on the developer's notes.
static bool is_developers(const struct note *note, struct str tool)
{
    return str_equal(note->from, tool) || str_is(note->from, "lit-localize");
}

// The note that says what the developer says: the first that is signed so, or that has this text.
static struct note *developers_note(struct unit *unit, struct str tool, struct str text)
{
    for (size_t i = 0; i < unit->notes.count; i++)
        if (is_developers(&unit->notes.at[i], tool) || str_equal(utf_trim(unit->notes.at[i].text), text))
            return &unit->notes.at[i];
    return NULL;
}

static void set_note(struct unit *unit, const struct message *message, const struct merge_options *options,
                     struct arena *arena)
{
    if (message->note.len == 0)
        return;
    struct note *note = developers_note(unit, options->tool, message->note);
    if (!note) {
        note = list_push(&unit->notes, arena);
        *note = (struct note){0};
    }
    unit->notes_changed = options->peer_bytes || unit->notes_changed || !str_equal(note->text, message->note);
    if (note->from.len == 0) {
        unit->notes_changed = true;
        note->from = options->tool;
    }
    note->text = message->note;
}

// A developer's note whose words left the code.
static void drop_note(struct unit *unit, const struct message *message, struct str tool)
{
    for (size_t i = 0; i < unit->notes.count && message->note.len == 0; i++)
        if (is_developers(&unit->notes.at[i], tool))
            unit->notes.at[i].removed = unit->notes_changed = true;
}

static bool lists_equal(const struct str_list *a, const struct str_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!str_equal(a->at[i], b->at[i]))
            return false;
    return true;
}

static void set_locations(struct unit *unit, const struct message *message,
                          const struct merge_options *options, struct arena *arena)
{
    struct str_list locations = {0};
    for (size_t i = 0; i < message->uses.count && options->with_locations; i++) {
        struct span span = message->uses.at[i];
        struct str path = path_relative(arena, options->folder, span.path);
        struct str location =
            arena_print(arena, STR_FORMAT ":%zu", STR_ARG(path), place_line(span.text, span.start));
        bool is_on_same_line = locations.count && str_equal(location, locations.at[locations.count - 1]);
        if (!is_on_same_line)
            *list_push(&locations, arena) = location;
    }
    if (lists_equal(&unit->locations, &locations))
        return;
    unit->locations = locations;
    unit->notes_changed = true;
}

// ---- matching

// Object replacement character: stands for a piece of code.
#define CODE_SYMBOL "\xef\xbf\xbc"

struct key_writer {
    struct buf text;
    bool has_space; // pending: written before the next letter, dropped beside code
    bool after_code;
};

static void key_text(struct key_writer *key, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        if (utf_is_js_space(utf_next(text, &at))) {
            key->has_space = true;
            continue;
        }
        if (key->has_space && key->text.len > 0 && !key->after_code)
            buf_byte(&key->text, ' ');
        key->has_space = key->after_code = false;
        buf_add(&key->text, str_slice(text, start, at));
    }
}

static void key_code(struct key_writer *key)
{
    buf_text(&key->text, CODE_SYMBOL);
    key->has_space = false;
    key->after_code = true;
}

static void key_parts(struct key_writer *key, const struct part_list *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        if (parts->at[i].kind == PART_TEXT)
            key_text(key, parts->at[i].text);
        else
            key_code(key);
}

static void key_pattern(struct key_writer *key, const struct pattern *pattern)
{
    key_parts(key, &pattern->parts);
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++) {
        buf_byte(&key->text, '\x1f');
        key_pattern(key, &pattern->variants->at[i].value);
    }
}

struct str merge_text_key(const struct pattern *pattern, struct arena *arena)
{
    struct key_writer key = {0};
    key_pattern(&key, pattern);
    return buf_finish(&key.text, arena);
}

static const struct part *part_named(const struct part_list *parts, struct str name)
{
    for (size_t i = 0; i < parts->count; i++)
        if (parts->at[i].kind != PART_TEXT && str_equal(parts->at[i].name, name))
            return &parts->at[i];
    return NULL;
}

// The target with the code that the new source has under the same names. *changed tells whether any differs.
static struct part_list renewed_parts(const struct part_list *target, const struct part_list *source,
                                      struct arena *arena, bool *changed)
{
    struct part_list renewed = {0};
    for (size_t i = 0; i < target->count; i++) {
        struct part part = target->at[i];
        const struct part *now = part.kind == PART_TEXT ? NULL : part_named(source, part.name);
        if (now && !str_equal(now->text, part.text)) {
            part.text = now->text;
            *changed = true;
        }
        *list_push(&renewed, arena) = part;
    }
    return renewed;
}

static bool renew_target(struct unit *unit, const struct pattern *source, struct arena *arena)
{
    bool changed = false;
    if (!pattern_is_select(&unit->target))
        unit->target.parts = renewed_parts(&unit->target.parts, &source->parts, arena, &changed);
    return changed;
}

// ---- merging

struct merger {
    struct catalog *catalog;
    const struct merge_source *source;
    const struct merge_options *options;
    struct arena *arena;
    struct merge_report *report;
    struct map vanished; // text key → struct number_list: units that left the code and have a translation
};

struct number_list {
    size_t *at;
    size_t count, capacity;
};

static void list(struct merger *m, struct str_list *ids, struct str id)
{
    *list_push(ids, m->arena) = id;
}

static void set_state(struct unit *unit, enum unit_state state)
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
    set_note(unit, message, m->options, m->arena);
}

// ---- own mode: a unit whose message is there

static bool says_the_same(struct merger *m, const struct pattern *a, const struct pattern *b)
{
    return pattern_equal_text(a, b) || str_equal(merge_text_key(a, m->arena), merge_text_key(b, m->arena));
}

static void forget_previous(struct unit *unit)
{
    unit->state_changed |= unit->has_previous;
    unit->has_previous = false;
}

// The translation is of another text now, or again of the text that it was made from.
static void mark_changed(struct merger *m, struct unit *unit, const struct message *message)
{
    if (!unit->has_target || unit->state == UNIT_NEW)
        return;
    if (unit->has_previous && says_the_same(m, &unit->previous, &message->pattern)) {
        forget_previous(unit);
        set_state(unit, UNIT_TRANSLATED);
        return;
    }
    if (!unit->has_previous) // else the translation was made from an even older one
        unit->previous = unit->source;
    unit->has_previous = true;
    set_state(unit, UNIT_NEEDS_REVIEW);
}

static void update_contents(struct merger *m, struct unit *unit, const struct message *message)
{
    if (!pattern_equal(&unit->source, &message->pattern)) {
        unit->source = message->pattern;
        unit->source_changed = true;
        unit->target_changed |= unit->has_target && renew_target(unit, &message->pattern, m->arena);
    }
    set_note(unit, message, m->options, m->arena);
    drop_note(unit, message, m->options->tool);
    set_locations(unit, message, m->options, m->arena);
}

static void update_own(struct merger *m, struct unit *unit, const struct message *message)
{
    struct merge_report *report = m->report;
    bool is_back = unit->is_obsolete, has_new_text = !says_the_same(m, &unit->source, &message->pattern);
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

// Kept by its text for messages to come.
static void offer_vanished(struct merger *m, struct unit *unit)
{
    struct str key = merge_text_key(&unit->source, m->arena);
    struct map_entry *entry = key.len ? map_entry(&m->vanished, key, m->arena) : NULL;
    if (!entry)
        return;
    if (!entry->value)
        entry->value = arena_new(m->arena, struct number_list);
    *list_push((struct number_list *)entry->value, m->arena) = (size_t)(unit - m->catalog->units.at);
}

static bool is_taken(const struct merger *m, const struct unit *unit)
{
    return unit->removed || message_of(m->source, unit->id);
}

// A vanished unit with this text that nobody has taken, or NULL; rather one that left just now than one that
// left long ago.
static struct unit *take_vanished(struct merger *m, const struct pattern *source)
{
    struct str key = merge_text_key(source, m->arena);
    const struct number_list *numbers = key.len ? map_get(&m->vanished, key) : NULL;
    struct unit *found = NULL;
    for (size_t i = 0; numbers && i < numbers->count; i++) {
        struct unit *unit = &m->catalog->units.at[numbers->at[i]];
        if (!is_taken(m, unit) && (!found || (found->is_obsolete && !unit->is_obsolete)))
            found = unit;
    }
    return found;
}

// A translator's note is worth keeping, too.
static bool is_worth_keeping(const struct unit *unit, struct str tool)
{
    for (size_t i = 0; i < unit->notes.count; i++)
        if (!is_developers(&unit->notes.at[i], tool))
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
    unit->previous = old->previous;
    unit->has_previous = old->has_previous;
    set_state(unit, old->state);
    renew_target(unit, &unit->source, m->arena);
    for (size_t i = 0; i < old->notes.count; i++)
        if (!is_developers(&old->notes.at[i], m->options->tool)) {
            *list_push(&unit->notes, m->arena) = old->notes.at[i];
            unit->notes_changed = true;
        }
    old->removed = true;
    list(m, &m->report->moved, unit->id);
}

static void add_unit(struct merger *m, const struct message *message)
{
    struct unit *unit = catalog_add(m->catalog, message->id, m->arena);
    unit->context = message->context;
    set_source(unit, message);
    set_note(unit, message, m->options, m->arena);
    if (!m->options->peer_bytes)
        set_locations(unit, message, m->options, m->arena);
    list(m, &m->report->added, unit->id);
}

static void move_unit(struct merger *m, struct unit *unit, const struct message *message)
{
    catalog_rename(m->catalog, unit, message->id, m->arena);
    unit->context = message->context;
    set_obsolete(unit, false);
    update_contents(m, unit, message);
    list(m, &m->report->moved, unit->id);
}

static void place_message(struct merger *m, const struct message *message)
{
    struct unit *unit = catalog_find(m->catalog, message->id);
    struct unit *old = !unit || !unit->has_target ? take_vanished(m, &message->pattern) : NULL;
    if (!unit && old)
        move_unit(m, old, message);
    else if (!unit)
        add_unit(m, message);
    else if (old)
        take_over(m, unit, old);
}

// ---- all units

static void update_unit(struct merger *m, struct unit *unit)
{
    const struct message *message = message_of(m->source, unit->id);
    m->report->translated_before += unit->has_target && !unit->is_obsolete;
    if (message && unit->is_shadowed)
        return;
    if (!m->options->peer_bytes && unit_is_done(unit))
        forget_previous(unit); // somebody has looked at it
    if (message && m->options->peer_bytes)
        rewrite_as_peer(m, unit, message);
    else if (message)
        update_own(m, unit, message);
    else if (m->options->peer_bytes)
        remove_unit(m, unit);
    else if (unit->has_target && !unit->is_shadowed)
        offer_vanished(m, unit);
}

void merge(struct catalog *catalog, const struct merge_source *source, const struct merge_options *options,
           struct arena *arena, struct merge_report *report)
{
    struct merger m = {
        .catalog = catalog, .source = source, .options = options, .arena = arena, .report = report};
    size_t had = catalog->units.count;
    *report = (struct merge_report){0};
    for (size_t i = 0; i < had; i++)
        update_unit(&m, &catalog->units.at[i]);
    for (size_t i = 0; i < source->messages->count; i++)
        place_message(&m, &source->messages->at[source->order[i]]);
    for (size_t i = 0; i < had && !options->peer_bytes; i++) {
        struct unit *unit = &catalog->units.at[i];
        if (!unit->removed && !message_of(source, unit->id))
            retire(&m, unit);
    }
}
