#include "cli/trail.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/path.h"
#include "cli/fingerprint.h"
#include "extractor/package.h"

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
    if (trail->ground) {
        ground_file(trail->ground, path);
        return;
    }
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
    return package_is_installed(path) || str_ends(path, STR("/node_modules"));
}

// Of the folders above the project only those count in which something was read.
static bool is_own(const struct folders *folders, const struct folder *folder)
{
    return folder->is_there && !is_foreign(folder->path) && !path_is_below(folder->path, folders->home);
}

void trail_folders(struct trail *trail, const struct folders *folders)
{
    if (trail && trail->ground)
        ground_folders(trail->ground, folders);
}

void trail_saw(struct trail *trail, struct str path, const struct str *bytes)
{
    if (!trail || !trail->ground)
        return;
    ground_file(trail->ground, path);
    if (bytes)
        ground_holds(trail->ground, path, *bytes);
}

void trail_listing(struct trail *trail, struct str path, const struct folder_entry_list *entries)
{
    if (trail && trail->ground)
        ground_listing(trail->ground, path, entries);
}

static void note_ground(struct ground *ground, const struct folders *folders, const struct program *program)
{
    ground->reads_program = true;
    ground->fingerprint = fingerprint_program(program);
    ground_folders(ground, folders);
    for (size_t i = 0; i < program->count; i++) {
        const struct source *source = program->sources[i];
        const struct source_seen *seen = source->seen;
        if (!source->is_read)
            ground->is_unsure = true;
        else if (seen)
            ground_saw(ground, source->path, seen->contents, seen->is_settled ? &seen->identity : NULL);
        else
            ground_holds(ground, source->path, source->text);
    }
    ground->reads_program = false;
}

void trail_program(struct trail *trail, const struct folders *folders, const struct program *program)
{
    if (!trail)
        return;
    if (trail->ground) {
        note_ground(trail->ground, folders, program);
        return;
    }
    for (size_t i = 0; i < folders->known.entries.count; i++) {
        const struct folder *folder = folders->known.entries.at[i].value;
        if (is_own(folders, folder))
            map_set(&trail->folders, arena_copy(&trail->arena, folder->path), NULL, &trail->arena);
    }
    for (size_t i = 0; i < folders->settings.count; i++)
        if (!is_foreign(folders->settings.at[i]))
            trail_read(trail, folders->settings.at[i], TRAIL_SOURCE);
    trail->fingerprint = fingerprint_program(program);
    for (size_t i = 0; i < program->count; i++)
        trail_read(trail, program->sources[i]->path, TRAIL_SOURCE);
}

void trail_messages(struct trail *trail, const struct extraction *extraction, bool with_places,
                    const struct diags *diags)
{
    if (!trail)
        return;
    uint64_t hash = fingerprint_messages(extraction, with_places);
    if (trail->ground) { // a line says where a message stands, and an offset does not tell it
        trail->ground->fingerprint = with_places ? 0 : hash_join(trail->ground->fingerprint, hash);
        return;
    }
    trail->fingerprint = hash_join(trail->fingerprint, hash);
    trail->messages = (struct map){0};
    trail->has_messages = true;
    trail->findings = diags->count;
    map_reserve(&trail->messages, extraction->messages.count, &trail->arena);
    for (size_t i = 0; i < extraction->messages.count; i++) {
        const struct message *message = extraction->messages.at[i];
        struct trail_message *kept = arena_new(&trail->arena, struct trail_message);
        kept->contents = fingerprint_text(message);
        map_set(&trail->messages, arena_copy(&trail->arena, message->id), kept, &trail->arena);
    }
}

void trail_holds(struct trail *trail, struct str path, size_t len, uint64_t hash)
{
    if (!trail)
        return;
    if (trail->ground) {
        ground_saw(trail->ground, path, hash, NULL);
        return;
    }
    struct trail_file *file = file_at(trail, path);
    file->is_held = true;
    file->is_removed = false;
    file->len = len;
    file->contents = hash;
}

void trail_written(struct trail *trail, const struct replacement_list *files)
{
    for (size_t i = 0; trail && i < files->count; i++) {
        const struct replacement *made = &files->at[i];
        if (trail->ground) {
            trail->ground->has_changed |= made->written;
            (made->is_removal ? ground_file(trail->ground, made->path)
                              : ground_holds(trail->ground, made->path, made->bytes));
            continue;
        }
        trail_holds(trail, made->path, made->bytes.len, hash_bytes(made->bytes));
        struct trail_file *file = file_at(trail, made->path);
        file->is_removed = made->is_removal;
        file->is_held = !made->is_removal;
        file->was_written |= made->written;
        add_folder(trail, path_absolute(&trail->arena, made->path));
    }
}

bool trail_is_as_left(const struct trail_file *file, struct str path)
{
    struct arena scratch = {0};
    struct diags unheard = {.arena = &scratch};
    struct str bytes;
    enum file_state state = file_read(path, &scratch, &unheard, &bytes);
    bool is_same = file->is_removed ? state == FILE_ABSENT
                                    : file->is_held && state == FILE_READ && bytes.len == file->len &&
                                          hash_bytes(bytes) == file->contents;
    arena_free(&scratch);
    return is_same;
}

// ---- repeating

static bool all_are_as_left(const struct step *step)
{
    for (size_t i = 0; i < step->files.entries.count; i++)
        if (!trail_is_as_left(step->files.entries.at[i].value, step->files.entries.at[i].key))
            return false;
    return true;
}

bool trail_repeats(struct trail *trail, struct diags *diags)
{
    if (trail && trail->ground)
        return ground_repeats(trail->ground, diags);
    const struct step *step = trail ? trail->step : NULL;
    if (!step || !step->is_good || step->fingerprint != trail->fingerprint || !all_are_as_left(step))
        return false;
    trail->is_repeated = true;
    diags_append(diags, &step->diags);
    return true;
}

static void keep_findings(struct step *step, const struct diags *diags, size_t first)
{
    step->diags.arena = &step->arena;
    if (first < diags->count)
        diags_append(&step->diags, &(struct diags){.at = &diags->at[first], .count = diags->count - first});
    diags_own(&step->diags, 0);
}

void step_note(struct step *step, const struct trail *trail, const struct diags *diags, bool is_good)
{
    if (is_good && trail->is_repeated)
        return;
    step_free(step);
    if (!is_good || !trail->has_messages)
        return;
    step->is_good = true;
    step->fingerprint = trail->fingerprint;
    for (size_t i = 0; i < trail->files.entries.count; i++) {
        const struct trail_file *file = trail->files.entries.at[i].value;
        if (!file->is_held && !file->is_removed)
            continue;
        struct trail_file *kept = arena_new(&step->arena, struct trail_file);
        *kept = *file;
        map_set(&step->files, arena_copy(&step->arena, trail->files.entries.at[i].key), kept, &step->arena);
    }
    keep_findings(step, diags, trail->findings);
}

void step_free(struct step *step)
{
    arena_free(&step->arena);
    *step = (struct step){0};
}

void trail_wait(struct trail *trail, struct str path)
{
    if (trail && !str_list_has(&trail->waiting, path))
        *list_push(&trail->waiting, &trail->arena) = arena_copy(&trail->arena, path);
}

void trail_free(struct trail *trail)
{
    arena_free(&trail->arena);
    *trail = (struct trail){0};
}
