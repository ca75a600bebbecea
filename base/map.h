// A hash map from byte strings to pointers, in an arena. Entries keep the order of insertion.
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

struct map_entry {
    struct str key;
    void *value;
};

struct map_entry_list {
    struct map_entry *at;
    size_t count, capacity;
};

struct map_slot {
    uint32_t hash;   // a part of it, so that few other keys are looked at
    uint32_t number; // of the entry, from 1 on; 0 for free
};

// Zero-initialise.
struct map {
    struct map_entry_list entries; // in order of insertion
    struct map_slot *slots;
    size_t slot_count; // a power of two
};

// Makes room for that many entries, so that adding them moves nothing.
void map_reserve(struct map *map, size_t count, struct arena *arena);
// The value under the key, or NULL.
void *map_get(const struct map *map, struct str key);
// Whether the key is there (a value may be NULL).
bool map_has(const struct map *map, struct str key);
// The entry under the key, made with a NULL value if it is not there. The key's bytes are not copied.
// The pointer is good until the next insertion.
struct map_entry *map_entry(struct map *map, struct str key, struct arena *arena);

static inline void map_set(struct map *map, struct str key, void *value, struct arena *arena)
{
    map_entry(map, key, arena)->value = value;
}

#endif
