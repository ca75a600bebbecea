#include "catalog/formats/json_catalog.h"

// ---- reading

bool json_catalog_open(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
                       struct jsonc_file *out)
{
    if (!jsonc_read(path, bytes, JSONC_STRICT, arena, diags, out))
        return false;
    if (out->root->kind == JSONC_OBJECT)
        return true;
    diag_add(diags, KIND_JSON_CATALOG, jsonc_span(out, out->root), "a catalog is an object of texts, not %s",
             jsonc_kind_name(out->root->kind));
    return false;
}

struct unit *json_catalog_add(struct catalog *catalog, const struct jsonc_file *file,
                              const struct jsonc *member, struct str id, struct arena *arena,
                              struct diags *diags)
{
    struct span span = jsonc_key_span(file, member);
    if (id.len == 0) {
        diag_add(diags, KIND_UNIT_WITHOUT_ID, span, "a text has an empty key; it is left as it is")
            ->severity = SEVERITY_WARNING;
        return NULL;
    }
    const struct unit *earlier = catalog_find(catalog, id);
    if (earlier) {
        struct diag *diag =
            diag_add(diags, KIND_UNIT_DUPLICATE, span, "the id `" STR_FORMAT "` is there twice", STR_ARG(id));
        diag_relate(diags, diag, unit_span(catalog, earlier), "the earlier text");
    }
    struct unit *unit = catalog_add(catalog, id, arena);
    unit->bytes = byte_range(member->key_start, member->end);
    return unit;
}

// ---- writing

bool monolingual_changed(const struct catalog *catalog, const struct unit *unit)
{
    return catalog->target_locale.len ? unit->target_changed : unit->source_changed;
}

struct str unit_note(const struct unit *unit, struct arena *arena)
{
    struct str_list lines = {0};
    for (size_t i = 0; i < unit->notes.count; i++) {
        if (unit->notes.at[i].removed)
            continue;
        if (lines.count)
            *list_push(&lines, arena) = STR("\n");
        *list_push(&lines, arena) = unit->notes.at[i].text;
    }
    return arena_join(arena, lines.at, lines.count);
}

void json_writing_index(struct json_writing *writing, size_t start, const void *what)
{
    uint32_t *key = arena_new(writing->arena, uint32_t); // as in struct range
    *key = (uint32_t)start;
    map_set(&writing->starts, (struct str){(const char *)key, sizeof *key}, (void *)(uintptr_t)what,
            writing->arena);
}

bool json_writing_open(const struct catalog *catalog, struct arena *arena, struct diags *diags,
                       struct json_writing *out)
{
    *out = (struct json_writing){.catalog = catalog, .arena = arena, .diags = diags};
    struct str bytes = catalog->bytes.len ? catalog->bytes : STR("{}\n");
    if (!json_catalog_open(bytes, catalog->path, arena, diags, &out->file))
        return false;
    out->edits = (struct json_edits){.file = &out->file, .arena = arena};
    return true;
}

enum json_task json_writing_task(const struct json_writing *writing, const struct unit *unit,
                                 const void **what)
{
    const struct catalog *catalog = writing->catalog;
    struct str start = {(const char *)&unit->bytes.start, sizeof unit->bytes.start};
    *what = unit->bytes.end && catalog->bytes.len ? map_get(&writing->starts, start) : NULL;
    bool has_text = monolingual_text(catalog, unit) != NULL;
    if (!*what)
        return has_text && unit_is_in_use(unit) ? JSON_ADD : JSON_LEAVE;
    if (unit->removed || (!has_text && monolingual_changed(catalog, unit)))
        return JSON_REMOVE;
    bool is_changed =
        monolingual_changed(catalog, unit) || unit->notes_changed || unit_rare(unit)->read_id.len;
    return is_changed ? JSON_CHANGE : JSON_LEAVE;
}
