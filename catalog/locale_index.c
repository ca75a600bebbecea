#include "catalog/locale_index.h"

#include "catalog/locale.h"

static void add(struct map *map, struct str key, size_t number, struct arena *arena)
{
    struct map_entry *entry = map_entry(map, key, arena);
    if (!entry->value)
        entry->value = (void *)(uintptr_t)(number + 1);
}

// What is no locale is found by its bytes.
static struct str same_key(struct str spelling, struct arena *arena)
{
    struct str tag = locale_canonical(spelling, arena);
    return tag.len ? tag : arena_copy(arena, spelling);
}

void locale_index_add(struct locale_index *index, struct str spelling, struct arena *arena)
{
    size_t number = index->count++;
    struct str full = locale_maximal(spelling, arena);
    add(&index->same, same_key(spelling, arena), number, arena);
    if (full.len)
        add(&index->alike, full, number, arena);
}

static size_t get(const struct map *map, struct str key)
{
    uintptr_t number = key.len ? (uintptr_t)map_get(map, key) : 0;
    return number ? number - 1 : STR_NONE;
}

size_t locale_index_find_same(const struct locale_index *index, struct str spelling)
{
    struct arena scratch = {0};
    size_t number = get(&index->same, same_key(spelling, &scratch));
    arena_free(&scratch);
    return number;
}

size_t locale_index_find(const struct locale_index *index, struct str spelling)
{
    size_t number = locale_index_find_same(index, spelling);
    if (number != STR_NONE)
        return number;
    struct arena scratch = {0};
    number = get(&index->alike, locale_maximal(spelling, &scratch));
    arena_free(&scratch);
    return number;
}
