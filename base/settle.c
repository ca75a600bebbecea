#include "base/settle.h"

void settle_note(struct settle *settle, struct str path, enum settle_change change, long long now)
{
    bool is_first = settle->changed.entries.count == 0;
    if (!map_has(&settle->changed, path))
        path = arena_copy(&settle->arena, path);
    struct map_entry *entry = map_entry(&settle->changed, path, &settle->arena);
    settle->open -= entry->value != NULL;
    entry->value = change == SETTLE_OPEN ? settle : NULL;
    settle->open += entry->value != NULL;
    if (is_first)
        settle->first = now;
    settle->last = now;
}

static long long least(long long a, long long b)
{
    return a < b ? a : b;
}

long long settle_wait(const struct settle *settle, long long now)
{
    if (settle->changed.entries.count == 0)
        return -1;
    long long due = settle->first + settle_open;
    if (settle->open == 0)
        due = least(settle->last + settle_quiet, settle->first + settle_longest);
    return due > now ? due - now : 0;
}

struct str_list settle_take(struct settle *settle, struct arena *arena)
{
    struct str_list paths = {0};
    for (size_t i = 0; i < settle->changed.entries.count; i++)
        *list_push(&paths, arena) = arena_copy(arena, settle->changed.entries.at[i].key);
    settle_free(settle);
    return paths;
}

void settle_free(struct settle *settle)
{
    arena_free(&settle->arena);
    *settle = (struct settle){0};
}
