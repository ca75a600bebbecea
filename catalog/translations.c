#include "catalog/translations.h"

#include <stdlib.h>

bool unit_translates(const struct unit *unit)
{
    return unit->has_target && !unit_is_proposal(unit) && !unit->removed;
}

// For the unit that the catalog's index knows under the id of each message.
static void join_indexed(const struct bundle_request *request, uint32_t *of_unit)
{
    const struct message_set *messages = request->messages;
    for (size_t i = 0; i < messages->count; i++) {
        const struct unit *unit = catalog_find(request->catalog, messages->at[i]->id);
        if (unit)
            of_unit[unit - request->catalog->units.at] = (uint32_t)i + 1;
    }
}

void translations_join(const struct bundle_request *request, struct arena *arena, struct translations *out)
{
    const struct catalog *catalog = request->catalog;
    out->of_message = arena_array(arena, uint32_t, request->messages->count);
    out->of_unit = arena_array(arena, uint32_t, catalog ? catalog->units.count : 0);
    if (!catalog)
        return;
    join_indexed(request, out->of_unit);
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        uint32_t *message = &out->of_unit[i];
        if (*message == 0) { // left the code, or a later unit has its id
            const struct unit *indexed = catalog_find(catalog, unit->id);
            *message = indexed ? out->of_unit[indexed - catalog->units.at] : 0;
        }
        if (!unit_translates(unit))
            continue;
        if (*message)
            out->of_message[*message - 1] = (uint32_t)i + 1;
    }
}

uint32_t *translations_sorted(const struct bundle_request *request, struct arena *arena, size_t *count)
{
    const struct unit_list *units = &request->catalog->units;
    struct str *ids = arena_array(arena, struct str, units->count);
    uint32_t *order = arena_array(arena, uint32_t, units->count);
    *count = 0;
    for (size_t i = 0; i < units->count; i++) {
        ids[i] = units->at[i].id;
        if (unit_translates(&units->at[i]))
            order[(*count)++] = (uint32_t)i;
    }
    collate_sort(request->collator, ids, order, *count, arena);
    return order;
}

uint32_t *messages_sorted(const struct bundle_request *request, struct arena *arena)
{
    size_t count = request->messages->count;
    struct str *ids = arena_array(arena, struct str, count);
    uint32_t *order = arena_array(arena, uint32_t, count);
    for (size_t i = 0; i < count; i++) {
        ids[i] = request->messages->at[i]->id;
        order[i] = (uint32_t)i;
    }
    collate_sort(request->collator, ids, order, count, arena);
    return order;
}

struct numbered {
    struct str key;
    uint32_t number;
};

static int compare_numbered(const void *a, const void *b)
{
    return str_compare(((const struct numbered *)a)->key, ((const struct numbered *)b)->key);
}

uint32_t *messages_by_key(const struct bundle_request *request, struct arena *arena)
{
    size_t count = request->messages->count;
    struct numbered *sorted = arena_array(arena, struct numbered, count);
    uint32_t *order = arena_array(arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct numbered){message_key(request->messages->at[i]), (uint32_t)i};
    if (count)
        qsort(sorted, count, sizeof *sorted, compare_numbered);
    for (size_t i = 0; i < count; i++)
        order[i] = sorted[i].number;
    return order;
}

void translations_obsolete(const struct bundle_request *request, const struct translations *translations,
                           struct arena *arena, struct str_list *out)
{
    if (!request->catalog)
        return;
    struct str_list ids = {0};
    for (size_t i = 0; i < request->catalog->units.count; i++)
        if (translations->of_unit[i] == 0 && unit_translates(&request->catalog->units.at[i]))
            *list_push(&ids, arena) = request->catalog->units.at[i].id;
    uint32_t *order = arena_array(arena, uint32_t, ids.count);
    for (size_t i = 0; i < ids.count; i++)
        order[i] = (uint32_t)i;
    collate_sort(request->collator, ids.at, order, ids.count, arena);
    for (size_t i = 0; i < ids.count; i++)
        *list_push(out, arena) = ids.at[order[i]];
}
