#include "catalog/message_set.h"

#include <stdlib.h>

void message_set_reserve(struct message_set *set, size_t count, struct arena *arena)
{
    list_reserve(set, count, arena);
    map_reserve(&set->numbers, count, arena);
}

size_t message_set_add(struct message_set *set, struct message *message, struct arena *arena)
{
    struct map_entry *entry = map_entry(&set->numbers, message->id, arena);
    if (entry->value)
        return (size_t)(uintptr_t)entry->value;
    *list_push(set, arena) = message;
    entry->value = (void *)(uintptr_t)set->count;
    return 0;
}

size_t message_set_find(const struct message_set *set, struct str id)
{
    return (size_t)(uintptr_t)map_get(&set->numbers, id);
}

struct keyed {
    struct str key;
    uint32_t number;
};

static int compare_keyed(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int order = str_compare(x->key, y->key);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

uint32_t *messages_by_key(const struct message_set *set, struct arena *arena)
{
    struct keyed *sorted = arena_array(arena, struct keyed, set->count);
    uint32_t *order = arena_array(arena, uint32_t, set->count);
    for (size_t i = 0; i < set->count; i++)
        sorted[i] = (struct keyed){message_key(set->at[i]), (uint32_t)i};
    if (set->count)
        qsort(sorted, set->count, sizeof *sorted, compare_keyed);
    for (size_t i = 0; i < set->count; i++)
        order[i] = sorted[i].number;
    return order;
}
