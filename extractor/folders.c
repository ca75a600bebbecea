#include "extractor/folders.h"

#include "base/path.h"

#include <stdlib.h>

// Whether the listing of the nearest folder above that was read says that there is no such folder.
static bool is_denied(const struct folders *folders, struct str path)
{
    while (path.len > 1) {
        struct str parent = path_folder(path);
        const struct folder *above = map_get(&folders->known, parent);
        if (above && !above->is_closed) {
            const struct folder_entry *entry = folder_find(above, path_name(path));
            return !entry || !entry->is_folder;
        }
        path = parent;
    }
    return false;
}

struct diags *folders_listener(const struct folders *folders, struct str path, struct diags *unheard)
{
    bool is_foreign =
        str_find(path, STR("/node_modules"), 0) != STR_NONE || path_is_below(path, folders->home);
    return folders->diags && !is_foreign ? folders->diags : unheard;
}

static bool was_listed(const struct folders *folders, struct str path)
{
    const struct folder *above = map_get(&folders->known, path_folder(path));
    return above && above->is_there && path.len > 1;
}

static void list(struct folders *folders, struct folder *folder)
{
    struct diags unheard = {.arena = folders->arena};
    struct diags *diags = folders_listener(folders, folder->path, &unheard);
    enum file_state state = folders->cache
                                ? folder_cache_read(folders->cache, folder->path, diags, &folder->entries)
                                : folder_read(folder->path, folders->arena, diags, &folder->entries);
    if (state == FILE_ABSENT && was_listed(folders, folder->path))
        diag_add(diags, KIND_FILE_UNREADABLE, span_file(folder->path), "vanished while it was looked for");
    folder->is_there = state == FILE_READ;
    folder->is_closed = state == FILE_FAILED;
}

const struct folder *folders_get(struct folders *folders, struct str path)
{
    if (folders->latest && str_equal(folders->latest->path, path))
        return folders->latest;
    struct folder *folder = map_get(&folders->known, path);
    if (!folder) {
        folder = arena_new(folders->arena, struct folder);
        folder->path = arena_copy(folders->arena, path);
        if (!is_denied(folders, path))
            list(folders, folder);
        map_set(&folders->known, folder->path, folder, folders->arena);
    }
    folders->latest = folder;
    return folder;
}

const struct folder_entry *folder_find(const struct folder *folder, struct str name)
{
    size_t low = 0, high = folder->entries.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(folder->entries.at[middle].name, name);
        if (order == 0)
            return &folder->entries.at[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool folders_has_file(struct folders *folders, struct str path)
{
    const struct folder_entry *entry = folder_find(folders_get(folders, path_folder(path)), path_name(path));
    return entry && entry->is_file;
}

bool folders_has_folder(struct folders *folders, struct str path)
{
    return folders_get(folders, path)->is_there;
}

static struct str ask_real_path(struct folders *folders, struct str path)
{
    char *real = realpath(arena_cstr(folders->arena, path), NULL);
    struct str result = real ? arena_copy(folders->arena, str_of(real)) : path;
    free(real);
    *list_push(&folders->links, folders->arena) =
        (struct real_path){arena_copy(folders->arena, path), result};
    return result;
}

// Below the project's folder the listings say what is a link; what lies above is not listed for that.
static struct str real_of(struct folders *folders, struct folder *folder)
{
    if (folder->real.len > 0)
        return folder->real;
    folder->real = path_is_below(folders->home, folder->path) ? folders_real_path(folders, folder->path)
                                                              : ask_real_path(folders, folder->path);
    return folder->real;
}

struct str folders_real_path(struct folders *folders, struct str path)
{
    struct str name = path_name(path);
    struct folder *folder = (struct folder *)folders_get(folders, path_folder(path));
    const struct folder_entry *entry = folder_find(folder, name);
    if (!entry || entry->is_link)
        return ask_real_path(folders, path);
    struct str real = real_of(folders, folder);
    return str_equal(real, folder->path) ? path : path_join(folders->arena, real, name);
}
