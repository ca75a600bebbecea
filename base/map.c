#include "base/map.h"

#include "base/hash.h"

// The slot that holds the key, or the free slot where it belongs.
static size_t slot_of(const struct map *map, struct str key)
{
    size_t mask = map->slot_count - 1;
    for (size_t i = (size_t)hash_bytes(key) & mask;; i = (i + 1) & mask)
        if (map->slots[i] == 0 || str_equal(map->entries.at[map->slots[i] - 1].key, key))
            return i;
}

static void set_slots(struct map *map, size_t count, struct arena *arena)
{
    map->slot_count = count;
    map->slots = arena_array(arena, uint32_t, map->slot_count);
    for (size_t i = 0; i < map->entries.count; i++)
        map->slots[slot_of(map, map->entries.at[i].key)] = (uint32_t)(i + 1);
}

void map_reserve(struct map *map, size_t count, struct arena *arena)
{
    size_t slots = map->slot_count ? map->slot_count : 16;
    while (slots < count * 2)
        slots *= 2;
    if (slots > map->slot_count)
        set_slots(map, slots, arena);
    list_reserve(&map->entries, count, arena);
}

static struct map_entry *find(const struct map *map, struct str key)
{
    if (map->slot_count == 0)
        return NULL;
    uint32_t slot = map->slots[slot_of(map, key)];
    return slot ? &map->entries.at[slot - 1] : NULL;
}

void *map_get(const struct map *map, struct str key)
{
    struct map_entry *entry = find(map, key);
    return entry ? entry->value : NULL;
}

bool map_has(const struct map *map, struct str key)
{
    return find(map, key) != NULL;
}

struct map_entry *map_entry(struct map *map, struct str key, struct arena *arena)
{
    struct map_entry *found = find(map, key);
    if (found)
        return found;
    if ((map->entries.count + 1) * 2 > map->slot_count)
        set_slots(map, map->slot_count ? map->slot_count * 2 : 16, arena);
    struct map_entry *entry = list_push(&map->entries, arena);
    *entry = (struct map_entry){.key = key};
    map->slots[slot_of(map, key)] = (uint32_t)map->entries.count;
    return entry;
}
