#include "catalog/catalog.h"

#include <stdint.h>

struct unit *catalog_find(const struct catalog *catalog, struct str id)
{
    uintptr_t number = (uintptr_t)map_get(&catalog->index, id);
    return number ? &catalog->units.at[number - 1] : NULL;
}

// Ids of further files get the file's number in front, behind a byte that no id has.
static struct str index_key(size_t file, struct str id, struct arena *arena)
{
    return file == 0 ? id : arena_print(arena, "\xff%zu:" STR_FORMAT, file, STR_ARG(id));
}

struct unit *catalog_find_in(const struct catalog *catalog, size_t file, struct str id, struct arena *scratch)
{
    struct unit *unit = catalog_find(catalog, index_key(file, id, scratch));
    return unit && unit->file == file ? unit : NULL;
}

void catalog_reserve(struct catalog *catalog, size_t count, struct arena *arena)
{
    list_reserve(&catalog->units, count + count / 16, arena); // a few new units then move nothing
    map_reserve(&catalog->index, count, arena);
}

static void index_unit(struct catalog *catalog, struct unit *unit, struct arena *arena)
{
    struct map_entry *entry = map_entry(&catalog->index, index_key(unit->file, unit->id, arena), arena);
    uintptr_t earlier = (uintptr_t)entry->value;
    void *number = (void *)((uintptr_t)(unit - catalog->units.at) + 1);
    if (earlier && str_equal(catalog->units.at[earlier - 1].id, unit->id) &&
        catalog->units.at[earlier - 1].file == unit->file)
        catalog->units.at[earlier - 1].is_shadowed = true;
    unit->is_shadowed = false;
    entry->value = number;
    entry = unit->file ? map_entry(&catalog->index, unit->id, arena) : entry;
    entry->value = entry->value ? entry->value : number; // who does not care for files finds it, too
}

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
    struct map_entry *old = map_entry(&catalog->index, index_key(unit->file, unit->id, arena), arena);
    if ((uintptr_t)old->value == (uintptr_t)(unit - catalog->units.at) + 1)
        old->value = NULL;
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

void unit_set_previous(struct unit *unit, const struct pattern *source, struct arena *arena)
{
    struct pattern previous = *source; // which may be of the members that are copied
    unit_change_rare(unit, arena)->previous = previous;
    unit->has_previous = true;
}

const char *unit_state_name(enum unit_state state)
{
    static const char *const names[] = {"new", "translated", "needs-review", "stale", "reviewed", "final"};
    return names[state];
}

void unit_settle_target(struct unit *unit, bool is_done)
{
    if (!unit->has_target || is_done || !pattern_is_blank(&unit->target) || pattern_is_blank(&unit->source))
        return;
    unit->has_target = false;
    unit->target = (struct pattern){0};
    unit->state = UNIT_NEW;
}
