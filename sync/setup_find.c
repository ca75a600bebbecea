// Finding the file that says something of the exchange.
#include "base/file.h"
#include "base/path.h"
#include "sync/setup.h"

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
