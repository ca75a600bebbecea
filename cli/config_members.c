// JavaScript's view of the members of an object.
#include "base/byte.h"
#include "base/map.h"
#include "cli/config_key.h"

#include <stdlib.h>

static int compare_indexes(const void *a, const void *b)
{
    size_t x = 0, y = 0;
    str_array_index((*(const struct jsonc *const *)a)->key, &x);
    str_array_index((*(const struct jsonc *const *)b)->key, &y);
    return (x > y) - (x < y);
}

struct config_members config_members_of(const struct jsonc *object, struct arena *arena)
{
    struct map last = {0};
    for (struct jsonc *member = object->first; member; member = member->next)
        map_set(&last, member->key, member, arena);
    struct config_members members = {0};
    size_t index;
    for (size_t i = 0; i < last.entries.count; i++)
        if (str_array_index(last.entries.at[i].key, &index))
            *list_push(&members, arena) = last.entries.at[i].value;
    if (members.count > 1)
        qsort(members.at, members.count, sizeof *members.at, compare_indexes);
    for (size_t i = 0; i < last.entries.count; i++)
        if (!str_array_index(last.entries.at[i].key, &index))
            *list_push(&members, arena) = last.entries.at[i].value;
    return members;
}

void config_warn_of_doubles(const struct config_reading *reading, const struct jsonc *object)
{
    struct map seen = {0};
    for (struct jsonc *member = object->first; member; member = member->next) {
        struct map_entry *entry = map_entry(&seen, member->key, reading->arena);
        if (entry->value) {
            struct diag *diag =
                diag_add(reading->diags, KIND_CONFIG_DOUBLE_KEY, jsonc_key_span(&reading->file, member),
                         "the key \"" STR_FORMAT "\" is there twice", STR_ARG(member->key));
            diag_relate(reading->diags, diag, jsonc_key_span(&reading->file, entry->value),
                        "this one does not count");
        }
        entry->value = member;
    }
}
