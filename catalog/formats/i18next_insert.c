#include "catalog/formats/i18next_insert.h"

enum { depth_greatest = 16 }; // ids with more dots are keys with dots from there on

struct fresh_list {
    struct fresh **at;
    size_t count, capacity;
};

// A text or an object that is not in the file yet. Where "a" and "a.b" both come in, it is both: then the
// latter is written as a key with a dot, which i18next finds, too.
struct fresh {
    struct str key;
    struct str printed; // of a text
    struct fresh_list members;
    struct map index; // of the members by key
};

// An object of the file.
struct level {
    const struct jsonc *object;
    struct map members; // key → const struct jsonc *
    struct fresh fresh; // its new members
};

static struct level *level_of(struct i18next_insertion *insertion, const struct jsonc *object)
{
    struct level *level = map_get(&insertion->levels, (struct str){(const char *)&object, sizeof object});
    if (level)
        return level;
    level = arena_new(insertion->arena, struct level);
    level->object = object;
    for (const struct jsonc *member = object->first; member; member = member->next)
        map_set(&level->members, member->key, (void *)(uintptr_t)member, insertion->arena);
    map_set(&insertion->levels, (struct str){(const char *)&level->object, sizeof level->object}, level,
            insertion->arena);
    return level;
}

static struct fresh *fresh_member(struct fresh *object, struct str key, struct arena *arena)
{
    struct map_entry *entry = map_entry(&object->index, key, arena);
    if (!entry->value) {
        struct fresh *member = arena_new(arena, struct fresh);
        member->key = key;
        *list_push(&object->members, arena) = member;
        entry->value = member;
    }
    return entry->value;
}

// The first key of a path and what is behind its dot. False for a path without a dot, or with an empty key.
static bool split_path(struct str path, struct str *key, struct str *rest)
{
    size_t dot = str_find_byte(path, '.', 0);
    if (dot == STR_NONE || dot == 0 || dot + 1 == path.len || path.at[dot + 1] == '.' ||
        path.at[path.len - 1] == '.')
        return false;
    *key = str_slice(path, 0, dot);
    *rest = str_from(path, dot + 1);
    return true;
}

// The last object of the file on the path, which is cut by the keys that led there.
static struct level *descend(struct i18next_insertion *insertion, struct str *path, int *depth)
{
    struct level *level = level_of(insertion, insertion->root);
    struct str key, rest;
    while (insertion->is_nested && *depth < depth_greatest && split_path(*path, &key, &rest)) {
        const struct jsonc *member = map_get(&level->members, key);
        if (!jsonc_is(member, JSONC_OBJECT))
            break;
        level = level_of(insertion, member);
        *path = rest;
        ++*depth;
    }
    return level;
}

static bool give_way(struct i18next_insertion *insertion, const struct jsonc *value, struct str printed)
{
    if (value->kind == JSONC_OBJECT || value->kind == JSONC_ARRAY || value->kind == JSONC_STRING)
        return false;
    json_edit_value(insertion->edits, value, printed);
    return true;
}

bool i18next_insert(struct i18next_insertion *insertion, struct str id, struct str printed)
{
    struct str path = id, key, rest;
    int depth = 0;
    struct level *level = descend(insertion, &path, &depth);
    const struct jsonc *there = map_get(&level->members, path);
    if (there)
        return give_way(insertion, there, printed);
    struct fresh *fresh = &level->fresh;
    while (insertion->is_nested && depth++ < depth_greatest && split_path(path, &key, &rest)) {
        if (fresh == &level->fresh && map_has(&level->members, key))
            break; // a text of that name is in the way
        fresh = fresh_member(fresh, key, insertion->arena);
        path = rest;
    }
    fresh = fresh_member(fresh, path, insertion->arena);
    if (fresh->printed.len)
        return false;
    fresh->printed = printed;
    return true;
}

// ---- printing

struct member_list {
    struct json_member *at;
    size_t count, capacity;
};

static void collect(const struct fresh *object, struct str prefix, const struct json_layout *outer,
                    struct arena *arena, struct member_list *out)
{
    for (size_t i = 0; i < object->members.count; i++) {
        const struct fresh *member = object->members.at[i];
        struct str key = arena_join(arena, (struct str[]){prefix, member->key}, 2);
        bool is_text = member->printed.len > 0;
        if (is_text)
            *list_push(out, arena) = (struct json_member){key, member->printed};
        if (is_text && member->members.count)
            collect(member, arena_join(arena, (struct str[]){key, STR(".")}, 2), outer, arena, out);
        if (is_text)
            continue;
        struct json_layout layout = json_layout_inside(outer, arena);
        struct member_list members = {0};
        collect(member, (struct str){0}, &layout, arena, &members);
        *list_push(out, arena) =
            (struct json_member){key, json_object_print(members.at, members.count, &layout, arena)};
    }
}

void i18next_insertion_end(struct i18next_insertion *insertion)
{
    for (size_t i = 0; i < insertion->levels.entries.count; i++) {
        const struct level *level = insertion->levels.entries.at[i].value;
        struct json_layout layout = json_layout_of(insertion->edits->file, level->object, insertion->arena);
        struct member_list members = {0};
        collect(&level->fresh, (struct str){0}, &layout, insertion->arena, &members);
        for (size_t j = 0; j < members.count; j++)
            json_edit_add(insertion->edits, level->object, members.at[j].key, members.at[j].printed);
    }
}
