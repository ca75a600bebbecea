// JavaScript's view of the members of an object.
#include "base/byte.h"
#include "base/map.h"
#include "cli/config_key.h"

#include <stdlib.h>

// The value of an array index (ECMA-262, 6.1.7): such keys come first, as numbers do.
static bool is_index(struct str key, uint64_t *value)
{
    *value = 0;
    if (key.len == 0 || key.len > 10 || (key.at[0] == '0' && key.len > 1))
        return false;
    for (size_t i = 0; i < key.len; i++) {
        if (!byte_is_digit(key.at[i]))
            return false;
        *value = *value * 10 + (uint64_t)(key.at[i] - '0');
    }
    return *value < UINT32_MAX;
}

static int compare_indexes(const void *a, const void *b)
{
    uint64_t x, y;
    is_index((*(const struct jsonc *const *)a)->key, &x);
    is_index((*(const struct jsonc *const *)b)->key, &y);
    return (x > y) - (x < y);
}

struct config_members config_members_of(const struct jsonc *object, struct arena *arena)
{
    struct map last = {0};
    for (struct jsonc *member = object->first; member; member = member->next)
        map_set(&last, member->key, member, arena);
    struct config_members members = {0};
    uint64_t index;
    for (size_t i = 0; i < last.entries.count; i++)
        if (is_index(last.entries.at[i].key, &index))
            *list_push(&members, arena) = last.entries.at[i].value;
    if (members.count > 1)
        qsort(members.at, members.count, sizeof *members.at, compare_indexes);
    for (size_t i = 0; i < last.entries.count; i++)
        if (!is_index(last.entries.at[i].key, &index))
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
