// Resources of i18next, nested or flat:
//     {"menu": {"open": "Open {{name}}", "files_one": "{{count}} file", "files_other": "{{count}} files"}}
// A unit is a text, "menu.open", or a plural, "menu.files"; i18next_entries.h says what is one. Everything
// else (numbers, null, keys of contexts) stays as it is. A file holds one language and does not say which.

#include "base/utf.h"
#include "catalog/format.h"
#include "catalog/formats/i18next_entries.h"
#include "catalog/formats/i18next_insert.h"
#include "catalog/formats/i18next_text.h"
#include "catalog/formats/json_catalog.h"

// ---- reading

static void read_plural(const struct i18next_entry *entry, struct arena *arena, struct pattern *out)
{
    enum selector_kind kind = entry->is_ordinal ? SELECT_ORDINAL : SELECT_PLURAL;
    pattern_add_selector(out, (struct selector){.argument = STR("count"), .kind = kind}, arena);
    for (enum plural_category category = PLURAL_ZERO; category < PLURAL_COUNT; category++) {
        if (!entry->forms[category])
            continue;
        struct variant *variant = pattern_add_variant(out, arena);
        *list_push(&variant->keys, arena) = str_of(plural_names[category]);
        i18next_text_read(entry->forms[category]->text, arena, &variant->value);
    }
}

static void read_entry(struct catalog *catalog, const struct jsonc_file *file,
                       const struct i18next_entry *entry, struct arena *arena, struct diags *diags)
{
    const struct jsonc *member = entry->member,
                       *text = entry->is_plural ? entry->forms[PLURAL_OTHER] : member;
    struct unit *unit = json_catalog_add(catalog, file, member, entry->id, arena, diags);
    if (!unit)
        return;
    if (member->key_end == 0) // an element of an array
        unit->bytes = byte_range(member->start, unit->bytes.end);
    unit->source_bytes = byte_range(text->start, text->end);
    if (entry->is_plural)
        read_plural(entry, arena, &unit->source);
    else
        i18next_text_read(member->text, arena, &unit->source);
}

static bool i18next_read(struct str bytes, struct str path, const struct format_options *options,
                         struct arena *arena, struct diags *diags, struct catalog *out)
{
    struct jsonc_file file;
    struct i18next_file entries;
    (void)options;
    *out = (struct catalog){.path = path, .bytes = bytes};
    if (!json_catalog_open(bytes, path, arena, diags, &file))
        return false;
    i18next_entries(&file, arena, diags, &entries);
    catalog_reserve(out, entries.entries.count, arena);
    for (size_t i = 0; i < entries.entries.count; i++)
        read_entry(out, &file, &entries.entries.at[i], arena, diags);
    return true;
}

// ---- what is written for a unit

// The texts of one unit by category; a plain one has only `plain`.
struct texts {
    bool is_plural, is_ordinal;
    struct str plain;
    bool has[PLURAL_COUNT];
    struct str of[PLURAL_COUNT];
};

struct writing {
    struct json_writing json;
    struct i18next_file file;
    struct i18next_insertion insertion;
};

static struct str print_text(struct writing *w, const struct pattern *pattern, struct str count)
{
    struct buf out = {0};
    i18next_text_print(pattern, count, w->json.arena, &out);
    return buf_finish(&out, w->json.arena);
}

static void warn(struct writing *w, const struct unit *unit, const char *what)
{
    diag_add(w->json.diags, KIND_CATALOG_UNFIT, unit_span(w->json.catalog, unit), "`" STR_FORMAT "`: %s",
             STR_ARG(unit->id), what);
}

static bool refuse(struct writing *w, const struct unit *unit, const char *what)
{
    diag_add(w->json.diags, KIND_CATALOG_SELECT, unit_span(w->json.catalog, unit), "`" STR_FORMAT "`: %s",
             STR_ARG(unit->id), what);
    return false;
}

static void check_text(struct writing *w, const struct unit *unit, const struct pattern *pattern,
                       struct str text, bool is_plural)
{
    struct pattern again;
    i18next_text_read(text, w->json.arena, &again);
    if (!pattern_equal_text(pattern, &again))
        warn(w, unit, "i18next would read something else in the text than it says");
    else if (!pattern_equal(pattern, &again) && !is_plural)
        warn(w, unit, "code that is none of i18next's was written by its name");
}

static bool print_plural(struct writing *w, const struct unit *unit, const struct pattern *pattern,
                         struct texts *out)
{
    if (pattern_selectors(pattern)->count != 1 || pattern_selectors(pattern)->at[0].kind == SELECT_EXACT ||
        pattern_selectors(pattern)->at[0].offset)
        return refuse(w, unit, "i18next has plurals by one number only, and no other choices");
    out->is_plural = true;
    out->is_ordinal = pattern_selectors(pattern)->at[0].kind == SELECT_ORDINAL;
    for (size_t i = 0; i < pattern->variants->count; i++) {
        const struct variant *variant = &pattern->variants->at[i];
        enum plural_category category = plural_of_key(variant->keys.at[0]);
        if (category == PLURAL_COUNT || out->has[category] || pattern_is_select(&variant->value))
            return refuse(w, unit, "i18next has no form for single numbers but 0, and no choices in plurals");
        out->has[category] = true;
        out->of[category] = print_text(w, &variant->value, pattern_selectors(pattern)->at[0].argument);
        check_text(w, unit, &variant->value, out->of[category], true);
    }
    return out->has[PLURAL_OTHER] || refuse(w, unit, "a plural of i18next must have the form `other`");
}

static bool print_unit(struct writing *w, const struct unit *unit, struct texts *out)
{
    const struct pattern *pattern = monolingual_text(w->json.catalog, unit);
    *out = (struct texts){0};
    if (pattern_is_select(pattern))
        return print_plural(w, unit, pattern, out);
    out->plain = print_text(w, pattern, (struct str){0});
    check_text(w, unit, pattern, out->plain, false);
    return true;
}

// ---- units that are in the file

static void remove_member(struct writing *w, const struct unit *unit, const struct jsonc *member)
{
    if (member->parent->kind == JSONC_ARRAY)
        warn(w, unit, "an element of an array is not taken out, since the others would move");
    else
        json_edit_remove(&w->json.edits, member);
}

static void remove_entry(struct writing *w, const struct unit *unit, const struct i18next_entry *entry)
{
    if (!entry->is_plural)
        remove_member(w, unit, entry->member);
    for (size_t i = 0; entry->is_plural && i < PLURAL_COUNT; i++)
        if (entry->forms[i])
            json_edit_remove(&w->json.edits, entry->forms[i]);
}

static void change_text(struct writing *w, const struct jsonc *member, struct str text)
{
    if (!str_equal(member->text, text))
        json_edit_value(&w->json.edits, member, json_quoted(text, w->json.arena));
}

// A form that is new stands behind the one before it.
static void insert_form(struct writing *w, const struct i18next_entry *entry, const struct texts *texts,
                        enum plural_category category)
{
    const struct jsonc *after = NULL;
    for (size_t i = 0; i < PLURAL_COUNT; i++)
        if (entry->forms[i] && texts->has[i] && (i < category || !after))
            after = entry->forms[i];
    struct str base, key;
    i18next_suffix(after->key, &base);
    key = arena_join(w->json.arena, (struct str[]){base, STR("_"), str_of(plural_names[category])}, 3);
    json_edit_insert(&w->json.edits, after, key, json_quoted(texts->of[category], w->json.arena));
}

static bool change_plural(struct writing *w, const struct unit *unit, const struct i18next_entry *entry,
                          const struct texts *texts)
{
    for (enum plural_category i = PLURAL_ZERO; entry->is_old && i < PLURAL_COUNT; i++)
        if (texts->has[i] != (entry->forms[i] != NULL))
            return refuse(w, unit,
                          "plurals of i18next's version 3 have one form for 1 and one for all other numbers");
    for (enum plural_category i = PLURAL_ZERO; i < PLURAL_COUNT; i++) {
        if (texts->has[i] && entry->forms[i])
            change_text(w, entry->forms[i], texts->of[i]);
        else if (texts->has[i])
            insert_form(w, entry, texts, i);
        else if (entry->forms[i])
            json_edit_remove(&w->json.edits, entry->forms[i]);
    }
    return true;
}

static bool add_unit(struct writing *w, const struct unit *unit, const struct texts *texts);

static bool change_entry(struct writing *w, const struct unit *unit, const struct i18next_entry *entry)
{
    struct texts texts;
    if (!print_unit(w, unit, &texts))
        return false;
    if (entry->is_plural && !texts.is_plural) // one text for all numbers
        for (size_t i = 0; i < PLURAL_COUNT; i++) {
            texts.has[i] = i == PLURAL_OTHER || (entry->is_old && i == PLURAL_ONE);
            texts.of[i] = texts.plain;
        }
    if (unit_rare(unit)->read_id.len || (!entry->is_plural && texts.is_plural)) {
        remove_entry(w, unit, entry);
        return add_unit(w, unit, &texts);
    }
    if (entry->is_plural)
        return change_plural(w, unit, entry, &texts);
    change_text(w, entry->member, texts.plain);
    return true;
}

// ---- units that come in

static void add_text(struct writing *w, const struct unit *unit, struct str id, struct str text)
{
    if (!i18next_insert(&w->insertion, id, json_quoted(text, w->json.arena)))
        warn(w, unit, "something else of that name is there already; the text is left out");
}

static bool has_unit(const struct writing *w, struct str base, struct str suffix)
{
    return catalog_find(w->json.catalog, arena_join(w->json.arena, (struct str[]){base, suffix}, 2)) != NULL;
}

// Whether forms are written under that name: those of a plural, or of an ordinal, which gets a suffix.
static bool has_forms(const struct writing *w, struct str base)
{
    const struct unit *unit = catalog_find(w->json.catalog, base);
    if (!unit && str_ends(base, STR("_ordinal")))
        unit = catalog_find(w->json.catalog, str_slice(base, 0, base.len - strlen("_ordinal")));
    return unit && pattern_is_select(monolingual_text(w->json.catalog, unit));
}

// Whether a key is read as the form of a plural, with others of the catalog (i18next_entries.h).
static bool looks_like_form(const struct writing *w, struct str id, struct str text)
{
    struct str base;
    if (str_ends(id, STR("_plural")))
        return has_unit(w, str_slice(id, 0, id.len - 7), (struct str){0});
    enum plural_category category = i18next_suffix(id, &base);
    if (category == PLURAL_OTHER && str_find(text, STR("{{count"), 0) != STR_NONE)
        return true;
    return category < PLURAL_OTHER && (has_unit(w, base, STR("_other")) || has_forms(w, base));
}

static bool add_unit(struct writing *w, const struct unit *unit, const struct texts *texts)
{
    struct arena *arena = w->json.arena;
    struct str id = unit->id;
    if (!texts->is_plural)
        add_text(w, unit, id, texts->plain);
    if (texts->is_ordinal && !str_ends(id, STR("_ordinal")))
        id = arena_join(arena, (struct str[]){id, STR("_ordinal")}, 2);
    for (enum plural_category i = PLURAL_ZERO; texts->is_plural && i < PLURAL_COUNT; i++)
        if (texts->has[i])
            add_text(w, unit, arena_join(arena, (struct str[]){id, STR("_"), str_of(plural_names[i])}, 3),
                     texts->of[i]);
    if (!texts->is_plural && looks_like_form(w, id, texts->plain))
        warn(w, unit, "i18next would take the text for the form of a plural");
    return true;
}

// ---- writing

static bool write_unit(struct writing *w, const struct unit *unit)
{
    const void *entry;
    struct texts texts;
    switch (json_writing_task(&w->json, unit, &entry)) {
    case JSON_REMOVE:
        remove_entry(w, unit, entry);
        return true;
    case JSON_CHANGE:
        return change_entry(w, unit, entry);
    case JSON_ADD:
        return print_unit(w, unit, &texts) && add_unit(w, unit, &texts);
    default:
        return true;
    }
}

static bool i18next_write(const struct catalog *catalog, const struct format_options *options,
                          struct arena *scratch, struct diags *diags, struct buf *out)
{
    struct writing w = {0};
    struct diags unsaid = {.arena = scratch}; // the reader has said them
    (void)options;
    if (!json_writing_open(catalog, scratch, diags, &w.json))
        return false;
    i18next_entries(&w.json.file, scratch, &unsaid, &w.file);
    for (size_t i = 0; i < w.file.entries.count; i++) {
        const struct jsonc *member = w.file.entries.at[i].member;
        json_writing_index(&w.json, member->key_end ? member->key_start : member->start,
                           &w.file.entries.at[i]);
    }
    w.insertion = (struct i18next_insertion){
        .edits = &w.json.edits, .root = w.json.file.root, .is_nested = w.file.is_nested, .arena = scratch};
    bool good = true;
    for (size_t i = 0; i < catalog->units.count; i++)
        good = write_unit(&w, &catalog->units.at[i]) && good;
    i18next_insertion_end(&w.insertion);
    json_edits_print(&w.json.edits, out);
    return good;
}

// The last of the formats in JSON: what is an object and none of the others.
static bool i18next_recognises(struct str bytes)
{
    bool had_bom;
    struct str text = str_trim(utf_skip_bom(bytes, &had_bom));
    return text.len && text.at[0] == '{';
}

const struct format format_i18next = {
    .name = "i18next",
    .suffix = ".json",
    .meaning = "i18next: texts with {{names}} in nested or flat JSON, plurals by suffixes",
    .holds = HOLDS_NAMES | HOLDS_CODE | HOLDS_KINDS | HOLDS_PLURALS | HOLDS_ORDINALS | HOLDS_EMPTY_TARGETS,
    .is_monolingual = true,
    .recognises = i18next_recognises,
    .read = i18next_read,
    .write = i18next_write,
};
