#include "catalog/message_set.h"

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
