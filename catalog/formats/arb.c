// Application Resource Bundles, as Flutter's gen-l10n reads them:
//     {
//       "@@locale": "en",
//       "greeting": "Hello {name}",
//       "@greeting": {"description": "On the first page", "context": "home", "placeholders": {"name": {}}}
//     }
// Texts are ICU messages without tags and without `#`. An apostrophe is a letter, as without `use-escaping:
// true` in l10n.yaml: so no brace can be written as text. Names that begin with @@ are about the file.
// https://github.com/google/app-resource-bundle/wiki/ApplicationResourceBundleSpecification

#include "catalog/format.h"
#include "catalog/formats/json_catalog.h"
#include "catalog/formats/json_icu.h"

static bool is_about(struct str key)
{
    return key.len > 0 && key.at[0] == '@';
}

// ---- reading

struct reading {
    struct jsonc_file file;
    struct arena *arena;
    struct diags *diags;
    struct catalog *catalog;
    struct map about; // key → the member "@key"
};

static void index_about(const struct jsonc *root, struct map *out, struct arena *arena)
{
    for (const struct jsonc *member = root->first; member; member = member->next)
        if (is_about(member->key))
            map_set(out, str_from(member->key, 1), (void *)(uintptr_t)member, arena);
}

static bool read_unit(struct reading *r, const struct jsonc *member)
{
    if (member->kind != JSONC_STRING) {
        diag_add(r->diags, KIND_JSON_CATALOG, jsonc_span(&r->file, member), "a text is wanted here, not %s",
                 jsonc_kind_name(member->kind));
        return false;
    }
    struct unit *unit = json_catalog_add(r->catalog, &r->file, member, member->key, r->arena, r->diags);
    if (!unit)
        return true;
    const struct jsonc *about = map_get(&r->about, member->key);
    struct str description = jsonc_text(jsonc_get(about, "description"));
    json_icu_read(&r->file, member, &icu_flutter, r->arena, r->diags, unit);
    unit->context = jsonc_text(jsonc_get(about, "context"));
    if (description.len)
        *list_push(&unit->notes, r->arena) = (struct note){.text = description};
    return true;
}

static bool arb_read(struct str bytes, struct str path, const struct format_options *options,
                     struct arena *arena, struct diags *diags, struct catalog *out)
{
    struct reading r = {.arena = arena, .diags = diags, .catalog = out};
    (void)options;
    *out = (struct catalog){.path = path, .bytes = bytes};
    if (!json_catalog_open(bytes, path, arena, diags, &r.file))
        return false;
    out->source_locale = jsonc_text(jsonc_get(r.file.root, "@@locale"));
    index_about(r.file.root, &r.about, arena);
    bool good = true;
    for (const struct jsonc *member = r.file.root->first; member; member = member->next)
        good = (is_about(member->key) || read_unit(&r, member)) && good;
    return good;
}

// ---- writing

struct writing {
    struct json_writing json;
    struct map about;
};

// Descriptions stand with the sources only, as gen-l10n's template file has them.
static void add_about(struct writing *w, const struct unit *unit)
{
    struct arena *arena = w->json.arena;
    struct str note = unit_note(unit, arena);
    struct json_layout outer = json_layout_of(&w->json.file, w->json.file.root, arena),
                       layout = json_layout_inside(&outer, arena);
    struct json_member members[2];
    size_t count = 0;
    if (note.len)
        members[count++] = (struct json_member){STR("description"), json_quoted(note, arena)};
    if (unit->context.len)
        members[count++] = (struct json_member){STR("context"), json_quoted(unit->context, arena)};
    if (count && w->json.catalog->target_locale.len == 0)
        json_edit_add(&w->json.edits, w->json.file.root,
                      arena_join(arena, (struct str[]){STR("@"), unit->id}, 2),
                      json_object_print(members, count, &layout, arena));
}

static void change_description(struct writing *w, const struct unit *unit, const struct jsonc *about)
{
    const struct jsonc *old = jsonc_get(about, "description");
    struct arena *arena = w->json.arena;
    struct str note = unit_note(unit, arena);
    if (!about)
        add_about(w, unit);
    else if (about->kind != JSONC_OBJECT || (old && old->kind != JSONC_STRING))
        return; // somebody else's
    else if (!old && note.len)
        json_edit_add(&w->json.edits, about, STR("description"), json_quoted(note, arena));
    else if (old && !str_equal(old->text, note))
        json_edit_value(&w->json.edits, old, json_quoted(note, arena));
}

static bool change_unit(struct writing *w, const struct unit *unit, const struct jsonc *member)
{
    const struct jsonc *about = map_get(&w->about, member->key);
    struct json_writing *json = &w->json;
    struct str printed;
    if (unit_rare(unit)->read_id.len) {
        json_edit_key(&json->edits, member, unit->id);
        if (about)
            json_edit_key(&json->edits, about,
                          arena_join(json->arena, (struct str[]){STR("@"), unit->id}, 2));
    }
    if (unit->notes_changed)
        change_description(w, unit, about);
    if (!monolingual_changed(json->catalog, unit))
        return true;
    if (!json_icu_print(json->catalog, unit, &icu_flutter, json->arena, json->diags, &printed))
        return false;
    json_edit_value(&json->edits, member, printed);
    return true;
}

static bool add_unit(struct writing *w, const struct unit *unit)
{
    struct json_writing *json = &w->json;
    struct str printed;
    if (is_about(unit->id)) {
        diag_add(json->diags, KIND_CATALOG_UNFIT, span_file(json->catalog->path),
                 "`" STR_FORMAT "`: ids that begin with @ cannot be written in ARB; the text is left out",
                 STR_ARG(unit->id));
        return true;
    }
    if (!json_icu_print(json->catalog, unit, &icu_flutter, json->arena, json->diags, &printed))
        return false;
    json_edit_add(&json->edits, json->file.root, unit->id, printed);
    add_about(w, unit);
    return true;
}

static void remove_unit(struct writing *w, const struct jsonc *member)
{
    const struct jsonc *about = map_get(&w->about, member->key);
    json_edit_remove(&w->json.edits, member);
    if (about)
        json_edit_remove(&w->json.edits, about);
    map_set(&w->about, member->key, NULL, w->json.arena); // a key that is there twice has one description
}

static void write_locale(struct writing *w)
{
    const struct catalog *catalog = w->json.catalog;
    struct str locale = catalog->target_locale.len ? catalog->target_locale : catalog->source_locale;
    const struct jsonc *old = jsonc_get(w->json.file.root, "@@locale");
    if (locale.len == 0 || (old && old->kind != JSONC_STRING) || (old && str_equal(old->text, locale)))
        return;
    struct str printed = json_quoted(locale, w->json.arena);
    if (old)
        json_edit_value(&w->json.edits, old, printed);
    else if (catalog->bytes.len == 0)
        json_edit_add(&w->json.edits, w->json.file.root, STR("@@locale"), printed);
}

static bool arb_write(const struct catalog *catalog, const struct format_options *options,
                      struct arena *scratch, struct diags *diags, struct buf *out)
{
    struct writing w = {0};
    (void)options;
    if (!json_writing_open(catalog, scratch, diags, &w.json))
        return false;
    index_about(w.json.file.root, &w.about, scratch);
    for (const struct jsonc *member = w.json.file.root->first; member; member = member->next)
        if (!is_about(member->key))
            json_writing_index(&w.json, member->key_start, member);
    write_locale(&w);
    bool good = true;
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        const void *member;
        enum json_task task = json_writing_task(&w.json, unit, &member);
        if (task == JSON_REMOVE)
            remove_unit(&w, member);
        else if (task == JSON_CHANGE)
            good = change_unit(&w, unit, member) && good;
        else if (task == JSON_ADD)
            good = add_unit(&w, unit) && good;
    }
    json_edits_print(&w.json.edits, out);
    return good;
}

const struct format format_arb = {
    .name = "arb",
    .suffix = ".arb",
    .meaning = "Application Resource Bundle of Flutter: ICU messages in JSON",
    .holds = HOLDS_NOTES | HOLDS_CONTEXT | HOLDS_NAMES | HOLDS_CODE | HOLDS_PLURALS | HOLDS_SELECTS |
             HOLDS_SYNTAX | HOLDS_SOURCE_LOCALE | HOLDS_TARGET_LOCALE | HOLDS_EMPTY_TARGETS,
    .is_monolingual = true,
    .read = arb_read,
    .write = arb_write,
};
