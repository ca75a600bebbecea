#include "catalog/formats/i18next_entries.h"

struct walk {
    const struct jsonc_file *json;
    struct arena *arena;
    struct diags *diags;
    struct i18next_file *out;
    bool wants_old; // the second round: plurals of version 3
    bool has_new;   // there is a plural of version 4
};

// The members of one object by their keys, and the plurals among them.
struct object {
    struct map members; // key → const struct jsonc *, texts only
    struct map plurals; // base → struct i18next_entry *
};

enum plural_category i18next_suffix(struct str key, struct str *base)
{
    size_t line = str_rfind_byte(key, '_');
    if (line == STR_NONE || line == 0)
        return PLURAL_COUNT;
    *base = str_slice(key, 0, line);
    return plural_find(str_from(key, line + 1));
}

static const struct jsonc *text_at(const struct object *object, struct str key)
{
    return map_get(&object->members, key);
}

static bool is_ordinal(struct str base)
{
    return base.len > 8 && str_ends(base, STR("_ordinal"));
}

static struct i18next_entry *plural_at(struct walk *w, struct object *object, struct str base)
{
    struct map_entry *entry = map_entry(&object->plurals, base, w->arena);
    if (!entry->value) {
        struct i18next_entry *plural = arena_new(w->arena, struct i18next_entry);
        plural->is_plural = true;
        plural->is_ordinal = is_ordinal(base);
        entry->value = plural;
    }
    return entry->value;
}

static bool is_text(const struct jsonc *member)
{
    return member->kind == JSONC_STRING;
}

static void collect_new(struct walk *w, const struct jsonc *node, struct object *object)
{
    for (const struct jsonc *member = node->first; member; member = member->next) {
        struct str base;
        enum plural_category category = is_text(member) ? i18next_suffix(member->key, &base) : PLURAL_COUNT;
        if (category == PLURAL_COUNT || text_at(object, base))
            continue;
        struct i18next_entry *plural = plural_at(w, object, base);
        plural->member = plural->member ? plural->member : member;
        plural->forms[category] = member;
    }
}

static void collect_old(struct walk *w, const struct jsonc *node, struct object *object)
{
    for (const struct jsonc *member = node->first; member; member = member->next) {
        struct str suffix = STR("_plural");
        struct str base =
            str_slice(member->key, 0, member->key.len - (member->key.len < suffix.len ? 0 : suffix.len));
        const struct jsonc *one = str_ends(member->key, suffix) ? text_at(object, base) : NULL;
        if (!is_text(member) || !one)
            continue;
        struct i18next_entry *plural = plural_at(w, object, base);
        plural->is_old = true;
        plural->forms[PLURAL_ONE] = one;
        plural->forms[PLURAL_OTHER] = member;
        plural->member = one->start < member->start ? one : member;
    }
}

static bool is_plural(const struct i18next_entry *plural)
{
    const struct jsonc *other = plural->forms[PLURAL_OTHER];
    size_t forms = 0;
    for (size_t i = 0; i < PLURAL_COUNT; i++)
        forms += plural->forms[i] != NULL;
    return other && (forms > 1 || str_find(other->text, STR("{{count"), 0) != STR_NONE);
}

static void index_members(struct walk *w, const struct jsonc *node, struct object *object)
{
    for (const struct jsonc *member = node->first; member; member = member->next)
        if (is_text(member))
            map_set(&object->members, member->key, (void *)(uintptr_t)member, w->arena);
}

// ---- walking

static void add_entry(struct walk *w, struct str id, const struct i18next_entry *entry)
{
    struct i18next_entry *added = list_push(&w->out->entries, w->arena);
    *added = *entry;
    added->id = id;
}

static struct str join_id(struct walk *w, struct str path, struct str key)
{
    return path.len ? arena_join(w->arena, (struct str[]){path, STR("."), key}, 3) : key;
}

static void walk_object(struct walk *w, const struct jsonc *node, struct str path, int depth);
static void walk_array(struct walk *w, const struct jsonc *node, struct str path, int depth);

static void walk_value(struct walk *w, const struct jsonc *value, struct str path, int depth)
{
    if (is_text(value))
        add_entry(w, path, &(struct i18next_entry){.member = value});
    else if (value->kind == JSONC_OBJECT)
        walk_object(w, value, path, depth);
    else if (value->kind == JSONC_ARRAY)
        walk_array(w, value, path, depth);
}

static bool is_too_deep(struct walk *w, const struct jsonc *value, int depth)
{
    if (depth < i18next_depth_greatest)
        return false;
    diag_add(w->diags, KIND_JSON_CATALOG, jsonc_span(w->json, value),
             "texts are nested too deep, at most %d; these are left as they are", i18next_depth_greatest)
        ->severity = SEVERITY_WARNING;
    return true;
}

static void walk_array(struct walk *w, const struct jsonc *node, struct str path, int depth)
{
    size_t number = 0;
    if (is_too_deep(w, node, depth))
        return;
    for (const struct jsonc *value = node->first; value; value = value->next)
        walk_value(w, value, join_id(w, path, arena_print(w->arena, "%zu", number++)), depth + 1);
}

// The plural that a member belongs to, or NULL.
static const struct i18next_entry *plural_of(const struct object *object, const struct jsonc *member,
                                             struct str *base)
{
    *base = member->key;
    if (!is_text(member))
        return NULL;
    if (str_ends(member->key, STR("_plural")))
        *base = str_slice(member->key, 0, member->key.len - 7);
    const struct i18next_entry *plural = map_get(&object->plurals, *base);
    if (!plural && i18next_suffix(member->key, base) != PLURAL_COUNT)
        plural = map_get(&object->plurals, *base);
    for (size_t i = 0; plural && i < PLURAL_COUNT; i++)
        if (plural->forms[i] == member)
            return is_plural(plural) ? plural : NULL;
    return NULL;
}

static void walk_object(struct walk *w, const struct jsonc *node, struct str path, int depth)
{
    struct object object = {0};
    if (is_too_deep(w, node, depth))
        return;
    index_members(w, node, &object);
    (w->wants_old ? collect_old : collect_new)(w, node, &object);
    for (const struct jsonc *member = node->first; member; member = member->next) {
        struct str base;
        const struct i18next_entry *plural = plural_of(&object, member, &base);
        w->has_new = w->has_new || (plural && !plural->is_old);
        if (plural && plural->member == member)
            add_entry(w, join_id(w, path, base), plural);
        else if (!plural)
            walk_value(w, member, join_id(w, path, member->key), depth + 1);
    }
}

static bool has_objects(const struct jsonc *root)
{
    for (const struct jsonc *member = root->first; member; member = member->next)
        if (member->kind == JSONC_OBJECT)
            return true;
    return false;
}

void i18next_entries(const struct jsonc_file *json, struct arena *arena, struct diags *diags,
                     struct i18next_file *out)
{
    struct walk walk = {.json = json, .arena = arena, .diags = diags, .out = out};
    size_t before = diags->count;
    *out = (struct i18next_file){.is_nested = has_objects(json->root)};
    walk_object(&walk, json->root, (struct str){0}, 0);
    if (walk.has_new)
        return;
    out->entries.count = 0;
    diags->count = before; // said again in the second round
    walk.wants_old = true;
    walk_object(&walk, json->root, (struct str){0}, 0);
    for (size_t i = 0; i < out->entries.count; i++)
        out->is_old = out->is_old || out->entries.at[i].is_old;
}
