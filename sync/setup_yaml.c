// `transifex.yml`, the file of Transifex's integrations with GitHub, GitLab and Bitbucket. It says which
// files are translated, and not where: address and token are the integration's business.
// https://help.transifex.com/en/articles/6265125-github-installation-and-configuration
#include "base/file.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/path.h"
#include "sync/setup.h"
#include "sync/setup_read.h"
#include "sync/yaml.h"

struct reading {
    struct setup_reading base;
    struct jsonc_file file;
    struct setup *setup;
};

static struct diag *complain(struct reading *r, const struct jsonc *value, const char *what)
{
    return diag_add(r->base.diags, KIND_SYNC_BAD_VALUE, jsonc_span(&r->file, value), "%s", what);
}

static bool check_kind(struct reading *r, const struct jsonc *value, enum jsonc_kind kind, const char *name)
{
    static const char *const kinds[] = {
        [JSONC_STRING] = "a text", [JSONC_ARRAY] = "a list", [JSONC_OBJECT] = "a mapping"};
    if (value->kind == kind)
        return true;
    diag_add(r->base.diags, KIND_SYNC_BAD_VALUE, jsonc_span(&r->file, value), "\"%s\" must be %s", name,
             kinds[kind]);
    return false;
}

// A path from the root of the repository, with a slash in front or without.
static struct str from_root(struct str text)
{
    while (text.len && text.at[0] == '/')
        text = str_from(text, 1);
    return text;
}

// ---- filters

enum filter_type { OF_FILE = 1, OF_FOLDER = 2, OF_BOTH = OF_FILE | OF_FOLDER };

static const struct key {
    const char *name;
    unsigned types; // of filters that have it
    unsigned needed;
    enum jsonc_kind kind;
} keys[] = {
    {"filter_type", OF_BOTH, OF_BOTH, JSONC_STRING},
    {"file_format", OF_BOTH, 0, JSONC_STRING},
    {"source_language", OF_BOTH, 0, JSONC_STRING},
    {"source_file", OF_FILE, OF_FILE, JSONC_STRING},
    {"source_file_dir", OF_FOLDER, OF_FOLDER, JSONC_STRING},
    {"source_file_extension", OF_FOLDER, OF_FOLDER, JSONC_STRING},
    {"translation_files_expression", OF_BOTH, OF_BOTH, JSONC_STRING},
    {"mode", OF_BOTH, 0, JSONC_STRING},
    {"ignore_dirs", OF_FOLDER, 0, JSONC_ARRAY},
    {"ignore_files", OF_FOLDER, 0, JSONC_ARRAY},
};
enum { key_count = sizeof keys / sizeof *keys };

static const struct key *find_key(struct str name)
{
    for (size_t i = 0; i < key_count; i++)
        if (str_is(name, keys[i].name))
            return &keys[i];
    return NULL;
}

static void warn_of_unknown(struct reading *r, const struct jsonc *member, const char *place)
{
    struct nearest nearest = nearest_to(member->key);
    for (size_t i = 0; i < key_count; i++)
        nearest_offer(&nearest, str_of(keys[i].name));
    struct diag *diag = diag_add(r->base.diags, KIND_SYNC_UNKNOWN_KEY, jsonc_key_span(&r->file, member),
                                 "\"" STR_FORMAT "\" is no key of %s", STR_ARG(member->key), place);
    nearest_hint(nearest.found, r->base.diags, diag);
}

static bool check_members(struct reading *r, const struct jsonc *filter, unsigned type)
{
    bool good = true;
    for (const struct jsonc *member = filter->first; member; member = member->next) {
        const struct key *key = find_key(member->key);
        if (key && member->kind != JSONC_NULL)
            good = check_kind(r, member, key->kind, key->name) && good;
        else if (!key)
            warn_of_unknown(r, member, "a filter");
    }
    for (size_t i = 0; i < key_count; i++) {
        const struct jsonc *value = jsonc_get(filter, keys[i].name);
        if (!(keys[i].needed & type) || (value && value->kind != JSONC_NULL))
            continue;
        struct span span = value ? jsonc_key_span(&r->file, value) : jsonc_span(&r->file, filter);
        span.end = value ? span.end : span.start + 1;
        diag_add(r->base.diags, KIND_SYNC_BAD_VALUE, span, "the filter has no \"%s\"", keys[i].name);
        good = false;
    }
    return good;
}

// What filters of both types say.
static struct sync_resource read_common(struct reading *r, const struct jsonc *filter)
{
    struct sync_resource resource = setup_resource();
    const struct jsonc *mode = jsonc_get(filter, "mode");
    resource.address.service = STR("transifex");
    resource.type = jsonc_text(jsonc_get(filter, "file_format"));
    resource.source_locale = jsonc_text(jsonc_get(filter, "source_language"));
    resource.span = jsonc_span(&r->file, jsonc_get(filter, "translation_files_expression"));
    if (jsonc_is(mode, JSONC_STRING))
        setup_read_mode(&r->base, jsonc_span(&r->file, mode), mode->text, &resource.mode);
    return resource;
}

static void add_resource(struct reading *r, struct sync_resource resource, struct str source,
                         struct str expression)
{
    resource.name = from_root(source);
    resource.source_file = setup_read_path(&r->base, resource.name);
    resource.file_filter = setup_read_filter(&r->base, resource.span, from_root(expression));
    *list_push(&r->setup->resources, r->base.arena) = resource;
}

// ---- folders

// The paths of a list, normalised.
static struct map read_paths(struct reading *r, const struct jsonc *list)
{
    struct map paths = {0};
    for (const struct jsonc *one = jsonc_is(list, JSONC_ARRAY) ? list->first : NULL; one; one = one->next)
        if (one->kind == JSONC_STRING)
            map_set(&paths, path_normalise(r->base.arena, from_root(one->text)), r, r->base.arena);
    return paths;
}

// One resource for each file of that suffix in the folder.
static void read_folder(struct reading *r, const struct jsonc *filter)
{
    struct sync_resource resource = read_common(r, filter);
    struct str folder = from_root(jsonc_text(jsonc_get(filter, "source_file_dir")));
    struct str expression = jsonc_text(jsonc_get(filter, "translation_files_expression"));
    struct str suffix = arena_join(
        r->base.arena, (struct str[]){STR("."), jsonc_text(jsonc_get(filter, "source_file_extension"))}, 2);
    struct folder_entry_list entries;
    struct map ignored = read_paths(r, jsonc_get(filter, "ignore_files"));
    struct map ignored_folders = read_paths(r, jsonc_get(filter, "ignore_dirs"));
    if (map_has(&ignored_folders, path_normalise(r->base.arena, folder)) ||
        folder_read(setup_read_path(&r->base, folder.len ? folder : STR(".")), r->base.arena, r->base.diags,
                    &entries) != FILE_READ)
        return;
    for (size_t i = 0; i < entries.count; i++) {
        struct str name = entries.at[i].name, source = path_join(r->base.arena, folder, name);
        if (!entries.at[i].is_file || !str_ends(name, suffix) || name.len == suffix.len ||
            map_has(&ignored, path_normalise(r->base.arena, source)))
            continue;
        add_resource(r, resource, source,
                     arena_join(r->base.arena, (struct str[]){expression, STR("/"), name}, 3));
    }
}

static void read_one_file(struct reading *r, const struct jsonc *filter)
{
    const struct jsonc *source = jsonc_get(filter, "source_file");
    struct sync_resource resource = read_common(r, filter);
    if (source)
        resource.source_span = jsonc_span(&r->file, source);
    add_resource(r, resource, jsonc_text(source),
                 jsonc_text(jsonc_get(filter, "translation_files_expression")));
}

static void read_filter(struct reading *r, const struct jsonc *filter)
{
    if (!check_kind(r, filter, JSONC_OBJECT, "every filter"))
        return;
    struct str name = jsonc_text(jsonc_get(filter, "filter_type"));
    unsigned type = str_is(name, "file") ? OF_FILE : str_is(name, "dir") ? OF_FOLDER : 0;
    if (name.len && !type) {
        struct diag *diag =
            complain(r, jsonc_get(filter, "filter_type"), "\"filter_type\" must be \"file\" or \"dir\"");
        diag_hint(r->base.diags, diag, "Write \"file\" for one source file, \"dir\" for all of a folder.");
        return;
    }
    if (!check_members(r, filter, type ? type : OF_FILE))
        return;
    if (type == OF_FOLDER)
        read_folder(r, filter);
    else
        read_one_file(r, filter);
}

// ---- settings

#define MAPPING "language_mapping"

static void read_mapping(struct reading *r, const struct jsonc *mapping)
{
    if (mapping->kind == JSONC_NULL || !check_kind(r, mapping, JSONC_OBJECT, MAPPING))
        return;
    for (const struct jsonc *pair = mapping->first; pair; pair = pair->next) {
        struct setup_language language = {.code = pair->key, .span = jsonc_span(&r->file, pair)};
        language.span.start = pair->key_start;
        language.locale = jsonc_text(pair);
        setup_add_language(&r->base, &language, &r->setup->languages);
    }
}

// Most settings are of pull requests and the like. Only what is nearly a map of languages is told of.
static void read_settings(struct reading *r, const struct jsonc *settings)
{
    if (!settings || settings->kind == JSONC_NULL || !check_kind(r, settings, JSONC_OBJECT, "settings"))
        return;
    for (const struct jsonc *member = settings->first; member; member = member->next) {
        struct nearest nearest = nearest_to(member->key);
        nearest_offer(&nearest, STR(MAPPING));
        if (str_is(member->key, MAPPING)) {
            read_mapping(r, member);
        } else if (nearest.found.len) {
            struct diag *diag =
                diag_add(r->base.diags, KIND_SYNC_UNKNOWN_KEY, jsonc_key_span(&r->file, member),
                         "\"" STR_FORMAT "\" is no key of \"settings\"", STR_ARG(member->key));
            diag_hint(r->base.diags, diag, "Did you mean \"" MAPPING "\"?");
        }
    }
}

// The folder that paths are relative to: that of the file, or the one around `.github`.
static struct str root_of(struct str path, struct arena *arena)
{
    struct str folder = path_folder(path);
    return str_is(path_name(folder), ".github") ? path_join(arena, folder, STR("..")) : folder;
}

bool setup_read_yaml(struct str path, struct str text, struct arena *arena, struct diags *diags,
                     struct setup *out)
{
    size_t before = diags_count(diags, SEVERITY_ERROR);
    *out = (struct setup){.path = path};
    struct reading r = {.base = {root_of(path, arena), arena, diags}, .setup = out};
    if (!yaml_read(path, text, arena, diags, &r.file))
        return false;
    if (r.file.root->kind == JSONC_NULL || !check_kind(&r, r.file.root, JSONC_OBJECT, "the file"))
        return r.file.root->kind == JSONC_NULL;
    const struct jsonc *git = jsonc_get(r.file.root, "git");
    const struct jsonc *filters = jsonc_get(git ? git : r.file.root, "filters");
    read_settings(&r, jsonc_get(r.file.root, "settings"));
    if (filters && filters->kind != JSONC_NULL && check_kind(&r, filters, JSONC_ARRAY, "filters"))
        for (const struct jsonc *filter = filters->first; filter; filter = filter->next)
            read_filter(&r, filter);
    return diags_count(diags, SEVERITY_ERROR) == before;
}
