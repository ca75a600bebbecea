// Messages of FormatJS (react-intl and its kin), as `formatjs extract` writes them and `formatjs compile`
// reads them:
//     {"id": {"defaultMessage": "Hello {name}", "description": "On the first page"}}
//     {"id": "Hello {name}"}
// and in the forms that its CLI writes for Transifex, Lokalise and Crowdin. Texts are ICU messages. A file
// holds one language and does not say which.

#include "catalog/format.h"
#include "catalog/formats/json_catalog.h"
#include "catalog/formats/json_icu.h"
#include "catalog/icu_letters.h"

// How an entry calls its text and its note.
struct shape {
    const char *text, *note;
};

static const struct shape shapes[] = {
    {"defaultMessage", "description"},
    {"string", "developer_comment"}, // --format transifex
    {"translation", "notes"},        // --format lokalise
    {"message", "description"},      // --format crowdin
};

// The shape of an entry; NULL for a plain string, and for what is no entry.
static const struct shape *shape_of(const struct jsonc *value)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (jsonc_is(jsonc_get(value, shapes[i].text), JSONC_STRING))
            return &shapes[i];
    return NULL;
}

static const struct jsonc *text_of(const struct jsonc *value)
{
    const struct shape *shape = shape_of(value);
    return shape ? jsonc_get(value, shape->text) : value;
}

// ---- reading

struct reading {
    struct jsonc_file file;
    struct arena *arena;
    struct diags *diags;
    struct catalog *catalog;
};

static bool refuse(struct reading *r, const struct jsonc *value)
{
    struct diag *diag = diag_add(r->diags, KIND_JSON_CATALOG, jsonc_span(&r->file, value),
                                 "a text, or an object with \"defaultMessage\", is wanted here, not %s",
                                 jsonc_kind_name(value->kind));
    if (value->kind == JSONC_ARRAY)
        diag_hint(r->diags, diag, "This file is compiled: give the one that it was made from.");
    return false;
}

static bool read_unit(struct reading *r, const struct jsonc *member)
{
    const struct shape *shape = shape_of(member);
    const struct jsonc *text = text_of(member), *note = shape ? jsonc_get(member, shape->note) : NULL;
    if (text->kind != JSONC_STRING)
        return refuse(r, member);
    struct unit *unit = json_catalog_add(r->catalog, &r->file, member, member->key, r->arena, r->diags);
    if (!unit)
        return true;
    json_icu_read(&r->file, text, &icu_formatjs, r->arena, r->diags, unit);
    if (jsonc_is(note, JSONC_STRING) && note->text.len)
        *list_push(&unit->notes, r->arena) = (struct note){.text = note->text};
    return true;
}

static bool formatjs_read(struct str bytes, struct str path, const struct format_options *options,
                          struct arena *arena, struct diags *diags, struct catalog *out)
{
    struct reading r = {.arena = arena, .diags = diags, .catalog = out};
    (void)options;
    *out = (struct catalog){.path = path, .bytes = bytes};
    if (!json_catalog_open(bytes, path, arena, diags, &r.file))
        return false;
    bool good = true;
    for (const struct jsonc *member = r.file.root->first; member; member = member->next)
        good = read_unit(&r, member) && good;
    return good;
}

// ---- writing

// Files of translations are plain maps from ids to texts; notes stand with the sources.
static void add_entry(struct json_writing *w, const struct unit *unit, struct str printed,
                      const struct shape *shape)
{
    struct str note = unit_note(unit, w->arena);
    if (shape) {
        struct json_layout outer = json_layout_of(&w->file, w->file.root, w->arena),
                           layout = json_layout_inside(&outer, w->arena);
        struct json_member members[] = {{str_of(shape->text), printed},
                                        {str_of(shape->note), json_quoted(note, w->arena)}};
        printed = json_object_print(members, note.len ? 2 : 1, &layout, w->arena);
    }
    json_edit_add(&w->edits, w->file.root, unit->id, printed);
}

static void change_note(struct json_writing *w, const struct unit *unit, const struct jsonc *member)
{
    const struct shape *shape = shape_of(member);
    const struct jsonc *note = shape ? jsonc_get(member, shape->note) : NULL;
    struct str text = unit_note(unit, w->arena);
    if (!shape || (note && note->kind != JSONC_STRING))
        return; // no place for it, or one of somebody else's
    if (note && text.len == 0)
        json_edit_remove(&w->edits, note);
    else if (note && !str_equal(note->text, text))
        json_edit_value(&w->edits, note, json_quoted(text, w->arena));
    else if (!note && text.len)
        json_edit_add(&w->edits, member, str_of(shape->note), json_quoted(text, w->arena));
}

static bool change_entry(struct json_writing *w, const struct unit *unit, const struct jsonc *member)
{
    struct str printed;
    bool good = true;
    if (monolingual_changed(w->catalog, unit)) {
        good = json_icu_print(w->catalog, unit, &icu_formatjs, w->arena, w->diags, &printed);
        if (good)
            json_edit_value(&w->edits, text_of(member), printed);
    }
    if (unit_rare(unit)->read_id.len)
        json_edit_key(&w->edits, member, unit->id);
    if (unit->notes_changed)
        change_note(w, unit, member);
    return good;
}

// What entries look like that come in: as the first of the file; in a fresh one, sources have room for notes.
static const struct shape *shape_of_new(const struct json_writing *w)
{
    if (w->file.root->first)
        return shape_of(w->file.root->first);
    return w->catalog->target_locale.len ? NULL : &shapes[0];
}

static bool formatjs_write(const struct catalog *catalog, const struct format_options *options,
                           struct arena *scratch, struct diags *diags, struct buf *out)
{
    struct json_writing w;
    (void)options;
    if (!json_writing_open(catalog, scratch, diags, &w))
        return false;
    for (const struct jsonc *member = w.file.root->first; member; member = member->next)
        json_writing_index(&w, member->key_start, member);
    const struct shape *shape = shape_of_new(&w);
    bool good = true;
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        const void *member;
        struct str printed;
        enum json_task task = json_writing_task(&w, unit, &member);
        if (task == JSON_REMOVE)
            json_edit_remove(&w.edits, member);
        else if (task == JSON_CHANGE)
            good = change_entry(&w, unit, member) && good;
        else if (task == JSON_ADD && json_icu_print(catalog, unit, &icu_formatjs, scratch, diags, &printed))
            add_entry(&w, unit, printed, shape);
        else if (task == JSON_ADD)
            good = false;
    }
    json_edits_print(&w.edits, out);
    return good;
}

// "{name}" in single braces.
static bool has_argument(struct str text)
{
    size_t at = str_find_byte(text, '{', 1); // behind the brace that opens the file
    for (; at != STR_NONE; at = str_find_byte(text, '{', at + 1)) {
        size_t end = at + 1;
        while (end < text.len &&
               (icu_is_letter(text.at[end]) || icu_is_digit(text.at[end]) || text.at[end] == '_'))
            end++;
        bool is_double = text.at[at - 1] == '{' || (end + 1 < text.len && text.at[end + 1] == '}');
        if (end > at + 1 && end < text.len && text.at[end] == '}' && !is_double)
            return true;
    }
    return false;
}

// By what only its files have at the beginning: entries, or choices and single braces in texts.
static bool formatjs_recognises(struct str bytes)
{
    static const char *const signs[] = {"\"defaultMessage\"", "\"developer_comment\"", ", plural,",
                                        ", select,"};
    struct str head = str_slice(bytes, 0, 4096);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_find(head, str_of(signs[i]), 0) != STR_NONE)
            return true;
    return has_argument(head);
}

const struct format format_formatjs = {
    .name = "formatjs",
    .suffix = ".json",
    .meaning = "FormatJS: ICU messages in JSON, with or without descriptions",
    .holds = HOLDS_NOTES | HOLDS_NAMES | HOLDS_CODE | HOLDS_KINDS | HOLDS_PLURALS | HOLDS_SELECTS |
             HOLDS_SYNTAX | HOLDS_EMPTY_TARGETS,
    .is_monolingual = true,
    .recognises = formatjs_recognises,
    .read = formatjs_read,
    .write = formatjs_write,
};
