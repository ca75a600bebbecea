#include "catalog/translations.h"

bool unit_translates(const struct unit *unit)
{
    return unit->has_target && !unit_is_proposal(unit) && !unit->removed;
}

void translations_join(const struct bundle_request *request, struct arena *arena, struct translations *out)
{
    const struct catalog *catalog = request->catalog;
    out->of_message = arena_array(arena, uint32_t, request->messages->count);
    out->of_unit = arena_array(arena, uint32_t, catalog ? catalog->units.count : 0);
    for (size_t i = 0; catalog && i < catalog->units.count; i++) {
        size_t number = message_set_find(request->messages, catalog->units.at[i].id);
        out->of_unit[i] = (uint32_t)number;
        if (number && unit_translates(&catalog->units.at[i]))
            out->of_message[number - 1] = (uint32_t)i + 1;
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

// All of them, as numbers from 0.
static uint32_t *sort_ids(const struct bundle_request *request, const struct str *ids, size_t count,
                          struct arena *arena)
{
    uint32_t *order = arena_array(arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    collate_sort(request->collator, ids, order, count, arena);
    return order;
}

uint32_t *messages_sorted(const struct bundle_request *request, struct arena *arena)
{
    struct str *ids = arena_array(arena, struct str, request->messages->count);
    for (size_t i = 0; i < request->messages->count; i++)
        ids[i] = request->messages->at[i]->id;
    return sort_ids(request, ids, request->messages->count, arena);
}

void translations_obsolete(const struct bundle_request *request, const struct translations *translations,
                           struct arena *arena, struct str_list *out)
{
    struct str_list ids = {0};
    for (size_t i = 0; request->catalog && i < request->catalog->units.count; i++)
        if (translations->of_unit[i] == 0 && unit_translates(&request->catalog->units.at[i]))
            *list_push(&ids, arena) = request->catalog->units.at[i].id;
    const uint32_t *order = sort_ids(request, ids.at, ids.count, arena);
    for (size_t i = 0; i < ids.count; i++)
        *list_push(out, arena) = ids.at[order[i]];
}
