// Finding what says something of the exchange, and the files that a pattern finds.
#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "catalog/locale.h"
#include "sync/setup.h"

#include <sys/stat.h>

#define LANG "<lang>"

// ---- the file that says it

typedef bool setup_reader(struct str path, struct str text, struct arena *arena, struct diags *diags,
                          struct setup *out);

// In the order of what counts.
static const struct {
    const char *name;
    setup_reader *read;
} places[] = {
    {".tx/config", setup_read_tx},
    {"transifex.yml", setup_read_yaml},
    {"transifex.yaml", setup_read_yaml},
    {".github/transifex.yml", setup_read_yaml},
    {".github/transifex.yaml", setup_read_yaml},
};
enum { place_count = sizeof places / sizeof *places };

enum { folders_greatest = 256 }; // up to the root of the file system

// Whether a folder is the root, or the way up has no end.
static bool is_root(struct str folder, struct arena *arena)
{
    return str_is(path_absolute(arena, folder), "/");
}

// The nearest file of that name in the folder or in one around it.
static enum file_state read_nearest(struct str folder, const char *name, struct arena *arena,
                                    struct diags *diags, struct str *path, struct str *text)
{
    for (size_t i = 0; i < folders_greatest; i++) {
        *path = path_join(arena, folder, str_of(name));
        enum file_state state = file_read(*path, arena, diags, text);
        if (state != FILE_ABSENT || is_root(folder, arena))
            return state;
        folder = path_join(arena, folder, STR(".."));
    }
    return FILE_ABSENT;
}

// People see paths from where they stand.
static struct str from_here(struct str folder, struct arena *arena)
{
    if (!path_is_absolute(folder))
        return folder;
    return path_relative(arena, path_absolute(arena, STR(".")), path_normalise(arena, folder));
}

bool setup_find(struct str folder, struct arena *arena, struct diags *diags, struct setup *out)
{
    *out = (struct setup){0};
    for (size_t i = 0; i < place_count; i++) {
        struct str path, text;
        enum file_state state =
            read_nearest(from_here(folder, arena), places[i].name, arena, diags, &path, &text);
        if (state != FILE_ABSENT)
            return state == FILE_READ && places[i].read(path, text, arena, diags, out);
    }
    return true;
}

void setup_tell_unread(struct str folder, const struct setup *setup, struct arena *arena, struct diags *diags)
{
    struct diags unheard = {.arena = arena};
    for (size_t i = 0; i < place_count; i++) {
        struct str path, text;
        enum file_state state =
            read_nearest(from_here(folder, arena), places[i].name, arena, &unheard, &path, &text);
        if (state != FILE_ABSENT && !str_equal(path, setup->path))
            diag_add(diags, KIND_SYNC_UNREAD, span_file(path), "is not read, since there is " STR_FORMAT,
                     STR_ARG(setup->path));
    }
}

// ---- the files of a pattern

// A path of which the first parts are settled. `rest` begins with a part that has LANG, or is empty.
struct search {
    const struct sync_resource *resource;
    struct arena *arena;
    struct map explicit_locales, explicit_paths;
    struct map mapped; // locales of the map of languages
    struct setup_file_list *files, *unmatched;
};

static bool is_file(struct str path, struct arena *arena)
{
    struct stat stat_of;
    return stat(arena_cstr(arena, path), &stat_of) == 0 && S_ISREG(stat_of.st_mode);
}

// Files of locales that have another path are out of date.
static void add_explicit(struct search *search)
{
    const struct sync_resource *resource = search->resource;
    for (size_t i = 0; i < resource->paths.count; i++) {
        const struct setup_path *said = &resource->paths.at[i];
        map_set(&search->explicit_locales, said->locale, search, search->arena);
        map_set(&search->explicit_paths, said->path, search, search->arena);
        if (is_file(said->path, search->arena))
            *list_push(search->files, search->arena) =
                (struct setup_file){.locale = said->locale, .path = said->path};
    }
    for (size_t i = 0; i < resource->languages.count; i++)
        map_set(&search->mapped, resource->languages.at[i].locale, search, search->arena);
}

static void add_file(const struct search *search, struct str locale, struct str path)
{
    if (!is_file(path, search->arena) || map_has(&search->explicit_paths, path))
        return;
    bool is_source = str_equal(path, search->resource->source_file);
    bool is_locale = locale_is_likely(locale) || map_has(&search->mapped, locale);
    bool is_other = is_source || map_has(&search->explicit_locales, locale);
    *list_push(is_locale && !is_other ? search->files : search->unmatched, search->arena) =
        (struct setup_file){.locale = locale, .path = path};
}

// What stands for LANG in the name, by what the pattern has before and behind it; empty when it does not fit.
static struct str match(struct str name, struct str part)
{
    size_t at = str_find(part, STR(LANG), 0);
    struct str before = str_slice(part, 0, at), behind = str_from(part, at + strlen(LANG));
    if (name.len <= before.len + behind.len || !str_starts(name, before) || !str_ends(name, behind))
        return (struct str){0};
    return str_slice(name, before.len, name.len - behind.len);
}

// The pattern up to the part with the first LANG is a folder, which is listed; the locale that an entry shows
// fills the rest.
static bool search_folder(const struct search *search, struct diags *diags)
{
    struct str filter = search->resource->file_filter;
    size_t lang = str_find(filter, STR(LANG), 0), slash = str_rfind_byte(str_slice(filter, 0, lang), '/');
    size_t start = slash == STR_NONE ? 0 : slash + 1, end = str_find_byte(filter, '/', start);
    struct str part = str_slice(filter, start, end), folder = str_slice(filter, 0, slash == 0 ? 1 : start);
    struct folder_entry_list entries = {0};
    struct str listed = folder.len ? path_normalise(search->arena, folder) : STR(".");
    if (folder_read(listed, search->arena, diags, &entries) == FILE_FAILED)
        return false;
    for (size_t i = 0; i < entries.count; i++) {
        struct str locale = match(entries.at[i].name, part);
        struct sync_resource pattern = {.file_filter = filter};
        if (locale.len)
            add_file(search, locale, setup_path_of(&pattern, locale, search->arena));
    }
    return true;
}

bool setup_find_files(const struct sync_resource *resource, struct arena *arena, struct diags *diags,
                      struct setup_file_list *files, struct setup_file_list *unmatched)
{
    struct search search = {.resource = resource, .arena = arena, .files = files, .unmatched = unmatched};
    *files = *unmatched = (struct setup_file_list){0};
    add_explicit(&search);
    return str_find(resource->file_filter, STR(LANG), 0) == STR_NONE || search_folder(&search, diags);
}
