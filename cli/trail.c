#include "cli/trail.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/path.h"

static struct trail_file *file_at(struct trail *trail, struct str path)
{
    struct map_entry *entry = map_entry(&trail->files, path_absolute(&trail->arena, path), &trail->arena);
    if (!entry->value)
        entry->value = arena_new(&trail->arena, struct trail_file);
    return entry->value;
}

// The nearest folder upwards that is there: in it what is missing will appear.
static void add_folder(struct trail *trail, struct str path)
{
    struct file_identity found = {0};
    while (!found.is_there && path.len > 1) {
        path = path_folder(path);
        if (map_has(&trail->folders, path))
            return;
        found = file_identify(arena_cstr(&trail->arena, path));
    }
    map_set(&trail->folders, arena_copy(&trail->arena, path), NULL, &trail->arena);
}

void trail_read(struct trail *trail, struct str path, enum trail_use use)
{
    if (!trail || path.len == 0)
        return;
    path = path_absolute(&trail->arena, path);
    struct trail_file *file = file_at(trail, path);
    struct file_identity identity = file_identify(arena_cstr(&trail->arena, path));
    if (file->use < use)
        file->use = use;
    file->len = identity.is_there ? (size_t)identity.size : 0;
    add_folder(trail, path);
}

static bool is_foreign(struct str path)
{
    return str_find(path, STR("/node_modules/"), 0) != STR_NONE || str_ends(path, STR("/node_modules"));
}

// Of the folders above the project only those count in which something was read.
static bool is_own(const struct folders *folders, const struct folder *folder)
{
    return folder->is_there && !is_foreign(folder->path) && !path_is_below(folder->path, folders->home);
}

void trail_program(struct trail *trail, const struct folders *folders, const struct program *program)
{
    if (!trail)
        return;
    for (size_t i = 0; i < folders->known.entries.count; i++) {
        const struct folder *folder = folders->known.entries.at[i].value;
        if (is_own(folders, folder))
            map_set(&trail->folders, arena_copy(&trail->arena, folder->path), NULL, &trail->arena);
    }
    for (size_t i = 0; i < folders->settings.count; i++)
        if (!is_foreign(folders->settings.at[i]))
            trail_read(trail, folders->settings.at[i], TRAIL_SOURCE);
    for (size_t i = 0; i < program->count; i++)
        trail_read(trail, program->sources[i].path, TRAIL_SOURCE);
}

static uint64_t hash_message(const struct message *message, struct arena *scratch)
{
    struct str pieces[] = {message->raw, STR("\0"), message->note, message->has_note ? STR("\1") : STR("\0")};
    return hash_bytes(arena_join(scratch, pieces, sizeof pieces / sizeof *pieces));
}

void trail_messages(struct trail *trail, const struct extraction *extraction)
{
    if (!trail)
        return;
    struct arena scratch = {0};
    trail->messages = (struct map){0};
    trail->has_messages = true;
    map_reserve(&trail->messages, extraction->messages.count, &trail->arena);
    for (size_t i = 0; i < extraction->messages.count; i++) {
        const struct message *message = &extraction->messages.at[i];
        struct trail_message *kept = arena_new(&trail->arena, struct trail_message);
        kept->contents = hash_message(message, &scratch);
        map_set(&trail->messages, arena_copy(&trail->arena, message->id), kept, &trail->arena);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
}

void trail_written(struct trail *trail, const struct replacement_list *files)
{
    for (size_t i = 0; trail && i < files->count; i++) {
        const struct replacement *made = &files->at[i];
        struct trail_file *file = file_at(trail, made->path);
        file->len = made->bytes.len;
        file->is_held = true;
        file->contents = hash_bytes(made->bytes);
        file->was_written |= made->written;
        add_folder(trail, path_absolute(&trail->arena, made->path));
    }
}

bool trail_is_as_left(const struct trail_file *file, struct str path)
{
    struct arena scratch = {0};
    struct diags unheard = {.arena = &scratch};
    struct str bytes;
    bool is_same = file->is_held && file_read(path, &scratch, &unheard, &bytes) == FILE_READ &&
                   bytes.len == file->len && hash_bytes(bytes) == file->contents;
    arena_free(&scratch);
    return is_same;
}

void trail_wait(struct trail *trail, struct str path)
{
    bool is_known = !trail;
    for (size_t i = 0; trail && i < trail->waiting.count; i++)
        is_known |= str_equal(trail->waiting.at[i], path);
    if (!is_known)
        *list_push(&trail->waiting, &trail->arena) = arena_copy(&trail->arena, path);
}

void trail_free(struct trail *trail)
{
    arena_free(&trail->arena);
    *trail = (struct trail){0};
}
