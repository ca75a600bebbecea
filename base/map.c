#include "base/map.h"

#include "base/hash.h"

static uint32_t hash_of(struct str key)
{
    return (uint32_t)hash_bytes(key);
}

static bool is_same(struct str a, struct str b)
{
    return a.len == b.len && (a.at == b.at || str_equal(a, b));
}

// The slot that holds the key, or the free slot where it belongs.
static struct map_slot *slot_of(const struct map *map, struct str key, uint32_t hash)
{
    size_t mask = map->slot_count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct map_slot *slot = &map->slots[i];
        if (slot->number == 0 || (slot->hash == hash && is_same(map->entries.at[slot->number - 1].key, key)))
            return slot;
    }
}

static void set_slots(struct map *map, size_t count, struct arena *arena)
{
    struct map_slot *slots = arena_array(arena, struct map_slot, count);
    for (size_t i = 0; i < map->slot_count; i++) {
        struct map_slot slot = map->slots[i];
        size_t to = slot.hash & (count - 1);
        while (slot.number && slots[to].number)
            to = (to + 1) & (count - 1);
        if (slot.number)
            slots[to] = slot;
    }
    map->slots = slots;
    map->slot_count = count;
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
    uint32_t number = slot_of(map, key, hash_of(key))->number;
    return number ? &map->entries.at[number - 1] : NULL;
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
    if ((map->entries.count + 1) * 2 > map->slot_count)
        set_slots(map, map->slot_count ? map->slot_count * 2 : 16, arena);
    uint32_t hash = hash_of(key);
    struct map_slot *slot = slot_of(map, key, hash);
    if (slot->number)
        return &map->entries.at[slot->number - 1];
    struct map_entry *entry = list_push(&map->entries, arena);
    *entry = (struct map_entry){.key = key};
    *slot = (struct map_slot){hash, (uint32_t)map->entries.count};
    return entry;
}
