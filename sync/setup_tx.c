// `.tx/config`, the file of Transifex's command line client: both the sections of today,
// [o:ORGANIZATION:p:PROJECT:r:RESOURCE], and those of the client before 2021, [PROJECT.RESOURCE], which do
// not say the organization. Keys: https://developers.transifex.com/docs/using-the-client
#include "base/map.h"
#include "base/nearest.h"
#include "base/path.h"
#include "sync/ini.h"
#include "sync/setup.h"
#include "sync/setup_read.h"

struct reading {
    struct setup_reading base;
    struct ini_file file;
    struct sync_resource all; // what the main section says for all resources
    struct setup_language_list *languages;
};

typedef void read_key(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource);

static void complain(struct reading *r, const struct ini_entry *entry, const char *what)
{
    diag_add(r->base.diags, KIND_SYNC_BAD_VALUE, ini_value_span(&r->file, entry, entry->value),
             "\"" STR_FORMAT "\" must be %s, not \"" STR_FORMAT "\"", STR_ARG(entry->name), what,
             STR_ARG(entry->value));
}

// ---- values

static void read_host(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource)
{
    (void)r;
    resource->site = entry->value;
}

static void read_filter(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource)
{
    resource->file_filter =
        setup_read_filter(&r->base, ini_value_span(&r->file, entry, entry->value), entry->value);
}

static void read_source_file(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource)
{
    resource->source_file = setup_read_path(&r->base, entry->value);
    resource->source_span = ini_value_span(&r->file, entry, entry->value);
}

static void read_source_lang(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource)
{
    (void)r;
    resource->source_locale = entry->value;
}

static void read_type(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource)
{
    (void)r;
    resource->type = entry->value;
}

static void read_name(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource)
{
    (void)r;
    resource->resource_name = entry->value;
}

static void read_mode(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource)
{
    setup_read_mode(&r->base, ini_value_span(&r->file, entry, entry->value), entry->value, &resource->mode);
}

// tx takes any number, -1 for none.
static void read_minimum(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource)
{
    size_t minimum;
    if (entry->value.len <= 3 && str_number(entry->value, 100, &minimum))
        resource->minimum = (unsigned)minimum;
    else if (!str_is(entry->value, "-1"))
        complain(r, entry, "a whole number from 0 to 100");
}

// As Go's strconv.ParseBool has it.
static bool read_flag(struct reading *r, const struct ini_entry *entry)
{
    static const char *const yes[] = {"1", "t", "T", "TRUE", "true", "True"};
    static const char *const no[] = {"0", "f", "F", "FALSE", "false", "False"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (str_is(entry->value, yes[i]) || str_is(entry->value, no[i]))
            return str_is(entry->value, yes[i]);
    complain(r, entry, "true or false");
    return false;
}

static void read_replace(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource)
{
    resource->replace_edited_strings = read_flag(r, entry);
}

static void read_keep(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource)
{
    resource->keep_translations = read_flag(r, entry);
}

// "pt_BR: pt-br, zh_CN: zh-Hans"
static void read_map(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource)
{
    struct setup_language_list *list = r->languages ? r->languages : &resource->languages;
    *list = (struct setup_language_list){0};
    struct str pair;
    for (size_t at = 0; str_next_piece(entry->value, ',', &at, &pair);) {
        pair = str_trim(pair);
        struct setup_language language = {.span = ini_value_span(&r->file, entry, pair)};
        str_split(pair, ':', &language.code, &language.locale);
        language.code = str_trim(language.code);
        language.locale = str_trim(language.locale);
        if (pair.len || at <= entry->value.len) // a comma may stand behind the last one
            setup_add_language(&r->base, &language, list);
    }
}

// ---- keys

enum owner { OF_MAIN = 1, OF_RESOURCE = 2 };

static const struct key {
    const char *name;
    unsigned owners;
    read_key *read;
} keys[] = {
    {"host", OF_MAIN, read_host},
    {"lang_map", OF_MAIN | OF_RESOURCE, read_map},
    {"type", OF_MAIN | OF_RESOURCE, read_type},
    {"mode", OF_MAIN | OF_RESOURCE, read_mode},
    {"minimum_perc", OF_MAIN | OF_RESOURCE, read_minimum},
    {"file_filter", OF_RESOURCE, read_filter},
    {"source_file", OF_RESOURCE, read_source_file},
    {"source_lang", OF_MAIN | OF_RESOURCE, read_source_lang},
    {"resource_name", OF_RESOURCE, read_name},
    {"replace_edited_strings", OF_MAIN | OF_RESOURCE, read_replace},
    {"keep_translations", OF_MAIN | OF_RESOURCE, read_keep},
};
enum { key_count = sizeof keys / sizeof *keys };

#define EXPLICIT "trans."

static bool is_key(struct str name)
{
    for (size_t i = 0; i < key_count; i++)
        if (str_is(name, keys[i].name))
            return true;
    return str_starts(name, STR(EXPLICIT));
}

static void read_explicit(struct reading *r, const struct ini_entry *entry, struct sync_resource *resource)
{
    struct setup_path path = {.locale = str_from(entry->name, strlen(EXPLICIT)),
                              .path = setup_read_path(&r->base, entry->value),
                              .span = ini_value_span(&r->file, entry, entry->value)};
    if (path.locale.len && entry->value.len)
        *list_push(&resource->paths, r->base.arena) = path;
    else
        complain(r, entry, "the path of a file");
}

static void warn_of_unknown(struct reading *r, const struct ini_entry *entry, enum owner owner)
{
    struct nearest nearest = nearest_to(entry->name);
    for (size_t i = 0; i < key_count; i++)
        if (keys[i].owners & owner)
            nearest_offer(&nearest, str_of(keys[i].name));
    struct diag *diag = diag_add(r->base.diags, KIND_SYNC_UNKNOWN_KEY, ini_name_span(&r->file, entry),
                                 "\"" STR_FORMAT "\" is no key of %s", STR_ARG(entry->name),
                                 owner == OF_MAIN ? "[main]" : "a resource");
    nearest_hint(nearest.found, r->base.diags, diag);
}

static void read_entry(struct reading *r, const struct ini_entry *entry, enum owner owner,
                       struct sync_resource *resource)
{
    for (size_t i = 0; i < key_count; i++)
        if (str_is(entry->name, keys[i].name) && (keys[i].owners & owner)) {
            keys[i].read(r, entry, resource);
            return;
        }
    if (owner == OF_RESOURCE && str_starts(entry->name, STR(EXPLICIT)))
        read_explicit(r, entry, resource);
    else
        warn_of_unknown(r, entry, owner);
}

static void warn_of_doubles(struct reading *r, const struct ini_section *section)
{
    struct map seen = {0};
    for (size_t i = 0; i < section->entries.count; i++) {
        const struct ini_entry *entry = &section->entries.at[i];
        struct map_entry *slot = map_entry(&seen, entry->name, r->base.arena);
        if (slot->value) {
            struct diag *diag = diag_add(r->base.diags, KIND_SYNC_DOUBLE_KEY, ini_name_span(&r->file, entry),
                                         "\"" STR_FORMAT "\" is there twice", STR_ARG(entry->name));
            diag_relate(r->base.diags, diag, ini_name_span(&r->file, slot->value), "this one does not count");
        }
        slot->value = (void *)entry;
    }
}

static void read_entries(struct reading *r, const struct ini_section *section, enum owner owner,
                         struct sync_resource *resource)
{
    warn_of_doubles(r, section);
    for (size_t i = 0; i < section->entries.count; i++)
        read_entry(r, &section->entries.at[i], owner, resource);
}

// ---- sections

static bool is_slug(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!byte_is_alphanumeric(text.at[i]) && text.at[i] != '-' && text.at[i] != '_')
            return false;
    return text.len > 0;
}

// "o:acme:p:web:r:en_xlf" or "web.en_xlf"
static bool read_address(struct reading *r, struct str name, struct sync_resource *resource)
{
    struct str parts[6];
    char separator = str_find_byte(name, ':', 0) == STR_NONE ? '.' : ':';
    size_t count = 0;
    for (size_t at = 0, end = 0; end < name.len && count < 6; at = end + 1) {
        end = str_find_byte(name, separator, at);
        if (end == STR_NONE || count == 5)
            end = name.len;
        parts[count++] = str_slice(name, at, end);
    }
    bool is_new = count == 6 && str_is(parts[0], "o") && str_is(parts[2], "p") && str_is(parts[4], "r");
    if (!is_new && (count != 2 || separator != '.'))
        return false;
    struct str project = parts[is_new ? 3 : 0];
    resource->address.resource = parts[is_new ? 5 : 1];
    resource->name =
        arena_join(r->base.arena, (struct str[]){project, STR("."), resource->address.resource}, 3);
    resource->address.project =
        is_new ? arena_join(r->base.arena, (struct str[]){parts[1], STR("/"), project}, 3) : project;
    return is_slug(project) && is_slug(resource->address.resource) && (!is_new || is_slug(parts[1]));
}

static void complain_of_section(struct reading *r, const struct ini_section *section)
{
    struct diag *diag =
        diag_add(r->base.diags, KIND_SYNC_BAD_VALUE, ini_section_span(&r->file, section),
                 "\"" STR_FORMAT "\" is not the address of a resource", STR_ARG(section->name));
    diag_hint(r->base.diags, diag, "Write [o:ORGANIZATION:p:PROJECT:r:RESOURCE].");
}

static void read_resource(struct reading *r, const struct ini_section *section, struct map *seen,
                          struct setup *out)
{
    struct map_entry *slot = map_entry(seen, section->name, r->base.arena);
    if (slot->value) {
        struct diag *diag = diag_add(r->base.diags, KIND_SYNC_DOUBLE_KEY, ini_section_span(&r->file, section),
                                     "the section \"" STR_FORMAT "\" is there twice", STR_ARG(section->name));
        diag_relate(r->base.diags, diag, ini_section_span(&r->file, slot->value), "this one does not count");
        return;
    }
    struct sync_resource resource = r->all;
    slot->value = (void *)section;
    resource.span = ini_section_span(&r->file, section);
    if (!read_address(r, section->name, &resource))
        complain_of_section(r, section);
    read_entries(r, section, OF_RESOURCE, &resource);
    *list_push(&out->resources, r->base.arena) = resource;
}

bool setup_read_tx(struct str path, struct str text, struct arena *arena, struct diags *diags,
                   struct setup *out)
{
    size_t before = diags_count(diags, SEVERITY_ERROR);
    struct map seen = {0};
    *out = (struct setup){.path = path};
    struct reading r = {.base = {path_join(arena, path_folder(path), STR("..")), arena, diags}};
    r.all = setup_resource();
    r.all.address.service = STR("transifex");
    if (!ini_read(path, text, is_key, arena, diags, &r.file))
        return false;
    r.languages = &out->languages;
    for (size_t i = 0; i < r.file.sections.count; i++)
        if (i == 0 || str_is(r.file.sections.at[i].name, "main"))
            read_entries(&r, &r.file.sections.at[i], OF_MAIN, &r.all);
    r.languages = NULL;
    for (size_t i = 1; i < r.file.sections.count; i++)
        if (!str_is(r.file.sections.at[i].name, "main") && !str_is(r.file.sections.at[i].name, "DEFAULT"))
            read_resource(&r, &r.file.sections.at[i], &seen, out);
    return diags_count(diags, SEVERITY_ERROR) == before;
}
