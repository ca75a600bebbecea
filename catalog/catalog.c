#include "catalog/catalog.h"

#include "base/hash.h"

#include <stdint.h>

// ---- the index

enum {
    first_slots = 16,
    slot_emptied = 0x7fffffff // the number of one whose unit has another id by now
};

static uint32_t hash_of(size_t file, struct str id)
{
    return (uint32_t)hash_bytes(id) ^ (uint32_t)file * 0x9e3779b1u;
}

static bool holds(const struct catalog *catalog, const struct unit_slot *slot, size_t file, struct str id)
{
    if (slot->number == slot_emptied)
        return false;
    const struct unit *unit = &catalog->units.at[slot->number - 1];
    return (slot->is_any_files ? file == 0 : unit->file == file) && str_equal(unit->id, id);
}

// The slot of that key, or the free one where it belongs. Needs slots.
static struct unit_slot *slot_of(const struct catalog *catalog, size_t file, struct str id, uint32_t hash)
{
    const struct unit_index *index = &catalog->index;
    size_t mask = index->slot_count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct unit_slot *slot = &index->slots[i];
        if (slot->number == 0 || (slot->hash == hash && holds(catalog, slot, file, id)))
            return slot;
    }
}

static struct unit *find(const struct catalog *catalog, size_t file, struct str id)
{
    if (catalog->index.slot_count == 0)
        return NULL;
    const struct unit_slot *slot = slot_of(catalog, file, id, hash_of(file, id));
    return slot->number ? &catalog->units.at[slot->number - 1] : NULL;
}

bool catalog_has_targets(const struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->units.count; i++)
        if (catalog->units.at[i].has_target)
            return true;
    return false;
}

struct unit *catalog_find(const struct catalog *catalog, struct str id)
{
    return find(catalog, 0, id);
}

struct unit *catalog_find_in(const struct catalog *catalog, size_t file, struct str id)
{
    struct unit *unit = find(catalog, file, id);
    return unit && unit->file == file ? unit : NULL;
}

// At most seven of eight slots are taken.
static bool has_room(const struct unit_index *index, size_t total)
{
    return total <= index->slot_count - index->slot_count / 8;
}

static void reserve_slots(struct unit_index *index, size_t total, struct arena *arena)
{
    struct unit_index wider = {.slot_count = index->slot_count ? index->slot_count : first_slots};
    if (index->slot_count && has_room(index, total))
        return;
    while (!has_room(&wider, total))
        wider.slot_count *= 2;
    wider.slots = arena_array(arena, struct unit_slot, wider.slot_count);
    for (size_t i = 0; i < index->slot_count; i++) {
        struct unit_slot slot = index->slots[i];
        size_t to = slot.hash & (wider.slot_count - 1);
        if (slot.number == 0 || slot.number == slot_emptied)
            continue;
        while (wider.slots[to].number)
            to = (to + 1) & (wider.slot_count - 1);
        wider.slots[to] = slot;
        wider.taken++;
    }
    *index = wider;
}

void catalog_reserve(struct catalog *catalog, size_t count, struct arena *arena)
{
    list_reserve(&catalog->units, count + count / 32, arena); // a few new units then move nothing
    reserve_slots(&catalog->index, count, arena);
}

static void take_slot(struct catalog *catalog, struct unit_slot *slot, uint32_t hash, const struct unit *unit,
                      bool is_any_files)
{
    catalog->index.taken += slot->number == 0;
    *slot = (struct unit_slot){.hash = hash,
                               .number = (uint32_t)(unit - catalog->units.at + 1) & slot_emptied,
                               .is_any_files = is_any_files};
}

static void index_unit(struct catalog *catalog, struct unit *unit, struct arena *arena)
{
    uint32_t hash = hash_of(unit->file, unit->id);
    reserve_slots(&catalog->index, catalog->index.taken + 2, arena);
    struct unit_slot *slot = slot_of(catalog, unit->file, unit->id, hash);
    if (slot->number && !slot->is_any_files)
        catalog->units.at[slot->number - 1].is_shadowed = true;
    unit->is_shadowed = false;
    take_slot(catalog, slot, hash, unit, false);
    if (unit->file == 0)
        return;
    hash = hash_of(0, unit->id);
    slot = slot_of(catalog, 0, unit->id, hash);
    if (slot->number == 0) // who does not care for files finds the first one
        take_slot(catalog, slot, hash, unit, true);
}

// Forgets that a unit is found by its id.
static void empty_slot(struct catalog *catalog, size_t file, const struct unit *unit)
{
    struct unit_slot *slot = slot_of(catalog, file, unit->id, hash_of(file, unit->id));
    if (slot->number && &catalog->units.at[slot->number - 1] == unit)
        slot->number = slot_emptied;
}

// ---- units

struct unit *catalog_add_in(struct catalog *catalog, size_t file, struct str id, struct arena *arena)
{
    struct unit *unit = list_push(&catalog->units, arena);
    *unit = (struct unit){.id = id, .file = (uint32_t)file};
    index_unit(catalog, unit, arena);
    return unit;
}

struct unit *catalog_add(struct catalog *catalog, struct str id, struct arena *arena)
{
    return catalog_add_in(catalog, 0, id, arena);
}

void catalog_rename(struct catalog *catalog, struct unit *unit, struct str id, struct arena *arena)
{
    empty_slot(catalog, unit->file, unit);
    if (unit->file)
        empty_slot(catalog, 0, unit);
    if (unit_rare(unit)->read_id.len == 0)
        unit_change_rare(unit, arena)->read_id = unit->id;
    unit->id = id;
    index_unit(catalog, unit, arena);
}

struct unit_rare *unit_change_rare(struct unit *unit, struct arena *arena)
{
    struct unit_rare *rare = arena_space(arena, sizeof *rare, 1);
    *rare = *unit_rare(unit);
    unit->rare = rare;
    return rare;
}

struct unit_rare *unit_make_rare(struct unit *unit, struct arena *arena)
{
    return unit->rare ? (struct unit_rare *)unit->rare : unit_change_rare(unit, arena);
}

void unit_forget_file(struct unit *unit, struct arena *arena)
{
    if (unit_rare(unit)->read_id.len)
        unit_change_rare(unit, arena)->read_id = (struct str){0};
    unit->bytes = unit->source_bytes = unit->target_bytes = (struct range){0};
}

struct span catalog_span(const struct catalog *catalog, struct range range)
{
    if (range.end == 0 || catalog->bytes.len == 0)
        return span_file(catalog->path);
    return (struct span){catalog->path, catalog->bytes, range.start, range.end};
}

struct span unit_span(const struct catalog *catalog, const struct unit *unit)
{
    return catalog_span(catalog, unit->bytes);
}

void unit_set_name(struct unit *unit, struct str name, struct arena *arena)
{
    if (name.len || unit_rare(unit)->name.len)
        unit_make_rare(unit, arena)->name = name;
}

void unit_add_suggestion(struct unit *unit, const struct suggestion *suggestion, struct arena *arena)
{
    struct unit_rare *rare = unit_change_rare(unit, arena);
    struct suggestion_list *list = &rare->suggestions;
    if (list->count < list->capacity) // the room may be taken by a copy of the unit
        list->capacity = list->count;
    *list_push(list, arena) = *suggestion;
}

void unit_set_previous(struct unit *unit, const struct pattern *source, bool needs_review,
                       struct arena *arena)
{
    struct pattern previous = *source; // which may be of the members that are copied
    struct unit_rare *rare = unit_change_rare(unit, arena);
    rare->previous = previous;
    rare->has_previous_context &= unit->has_previous;
    rare->previous_needs_review = needs_review;
    unit->has_previous = true;
}

void unit_settle_previous(struct unit *unit, struct arena *arena)
{
    if (!unit->has_previous || unit_rare(unit)->has_previous_context)
        return;
    struct unit_rare *rare = unit_make_rare(unit, arena);
    rare->previous_context = unit->context;
    rare->has_previous_context = true;
}

bool unit_has_other_context(const struct unit *unit)
{
    const struct unit_rare *rare = unit_rare(unit);
    return unit->has_previous && rare->has_previous_context &&
           !str_equal(rare->previous_context, unit->context);
}

void unit_take_previous(struct unit *unit, const struct unit *other, struct arena *arena)
{
    const struct unit_rare *from = unit_rare(other);
    unit->has_previous = false;
    if (!other->has_previous)
        return;
    unit_set_previous(unit, &from->previous, from->previous_needs_review, arena);
    struct unit_rare *rare = unit_change_rare(unit, arena);
    rare->previous_context = from->previous_context;
    rare->has_previous_context = from->has_previous_context;
}

const char *unit_state_name(enum unit_state state)
{
    static const char *const names[] = {"new", "translated", "needs-review", "stale", "reviewed", "final"};
    return names[state];
}

bool unit_has_choice(const struct unit *unit)
{
    return pattern_is_select(&unit->source) || (unit->has_target && pattern_is_select(&unit->target)) ||
           (unit->has_previous && pattern_is_select(&unit_rare(unit)->previous));
}

void unit_settle_target(struct unit *unit, bool is_done)
{
    if (!unit->has_target || is_done || !pattern_is_blank(&unit->target) || pattern_is_blank(&unit->source))
        return;
    unit->has_target = false;
    unit->target = (struct pattern){0};
    unit->state = UNIT_NEW;
}
