#include "catalog/catalog.h"

#include <stdint.h>

struct unit *catalog_find(const struct catalog *catalog, struct str id)
{
    uintptr_t number = (uintptr_t)map_get(&catalog->index, id);
    return number ? &catalog->units.at[number - 1] : NULL;
}

void catalog_reserve(struct catalog *catalog, size_t count, struct arena *arena)
{
    list_reserve(&catalog->units, count, arena);
    map_reserve(&catalog->index, count, arena);
}

struct unit *catalog_add(struct catalog *catalog, struct str id, struct arena *arena)
{
    struct unit *unit = list_push(&catalog->units, arena);
    *unit = (struct unit){.id = id};
    uintptr_t number = catalog->units.count;
    map_set(&catalog->index, id, (void *)number, arena);
    return unit;
}

const char *unit_state_name(enum unit_state state)
{
    static const char *const names[] = {"new", "translated", "needs-review", "stale", "obsolete"};
    return names[state];
}

bool unit_is_finished(const struct unit *unit)
{
    return unit->has_target && unit->state == UNIT_TRANSLATED && !unit->removed;
}
