#include "cli/ground.h"

#include "base/hash.h"
#include "base/path.h"

#include <stdlib.h>

static struct str keep(struct ground *ground, struct str text)
{
    return (struct str){arena_cstr(&ground->arena, text), text.len};
}

static struct fact *add(struct ground *ground, enum fact_kind kind, struct str path)
{
    struct fact *fact = list_push(&ground->facts, &ground->arena);
    *fact = (struct fact){.kind = kind,
                          .path = keep(ground, path),
                          .is_of_program = ground->reads_program,
                          .is_needed = !ground->reads_program};
    return fact;
}

// ---- noting

static struct fact *file_at(struct ground *ground, struct str path)
{
    struct str absolute = path_absolute(&ground->arena, path);
    struct map_entry *entry = map_entry(&ground->files, absolute, &ground->arena);
    if (!entry->value) {
        struct fact *fact = arena_new(&ground->arena, struct fact);
        *fact = (struct fact){.kind = FACT_FILE, .path = keep(ground, absolute)};
        entry->value = fact;
    }
    struct fact *fact = entry->value;
    fact->is_of_program |= ground->reads_program;
    fact->is_needed |= !ground->reads_program;
    return fact;
}

void ground_file(struct ground *ground, struct str path)
{
    if (path.len > 0)
        file_at(ground, path);
}

void ground_saw(struct ground *ground, struct str path, uint64_t contents,
                const struct file_identity *identity)
{
    struct fact *fact = file_at(ground, path);
    ground->is_unsure |= fact->has_contents && fact->contents != contents; // it changed between two looks
    fact->has_contents = true;
    fact->contents = contents;
    if (!identity)
        return;
    fact->identity = *identity;
    fact->is_settled = true;
}

void ground_holds(struct ground *ground, struct str path, struct str bytes)
{
    ground_saw(ground, path, hash_bytes(bytes), NULL);
}

// ---- folders

static uint64_t hash_entry(uint64_t hash, const struct folder_entry *entry)
{
    unsigned type =
        (unsigned)entry->is_folder | (unsigned)entry->is_file << 1 | (unsigned)entry->is_link << 2;
    return hash_join(hash_join(hash, hash_bytes(entry->name)), type);
}

static uint64_t hash_entries(const struct folder_entry_list *entries)
{
    uint64_t hash = entries->count;
    for (size_t i = 0; i < entries->count; i++)
        hash = hash_entry(hash, &entries->at[i]);
    return hash;
}

// What links lead to can change without a trace in their folder, so such a folder is always listed again.
static void settle_folder(struct fact *fact, const struct folder_entry_list *entries, struct timespec since)
{
    fact->has_contents = true;
    fact->contents = hash_entries(entries);
    fact->is_settled = fact->identity.is_there && file_identity_is_before(&fact->identity, since) &&
                       !folder_has_links(entries);
}

void ground_listing(struct ground *ground, struct str path, const struct folder_entry_list *entries)
{
    struct fact *fact =
        add(ground, entries ? FACT_FOLDER : FACT_NO_FOLDER, path_absolute(&ground->arena, path));
    if (!entries)
        return;
    fact->identity = file_identify(fact->path.at);
    settle_folder(fact, entries, ground->since);
}

// What is known of the nearest folder above tells already that it is not there.
static bool is_implied(const struct folders *folders, struct str path)
{
    while (path.len > 1) {
        struct str parent = path_folder(path);
        const struct folder *above = map_get(&folders->known, parent);
        if (above)
            return !above->is_there || !folder_find(above, path_name(path));
        path = parent;
    }
    return false;
}

static void note_folder(struct ground *ground, const struct folders *folders, const struct folder *folder)
{
    ground->is_unsure |= folder->is_closed;
    if (folder->is_there)
        ground_listing(ground, folder->path, &folder->entries);
    else if (!is_implied(folders, folder->path))
        add(ground, FACT_NO_FOLDER, folder->path);
}

void ground_folders(struct ground *ground, const struct folders *folders)
{
    for (size_t i = 0; i < folders->known.entries.count; i++)
        note_folder(ground, folders, folders->known.entries.at[i].value);
    for (size_t i = 0; i < folders->settings.count; i++)
        ground_file(ground, folders->settings.at[i]);
    for (size_t i = 0; i < folders->links.count; i++)
        add(ground, FACT_REAL, folders->links.at[i].path)->answer = keep(ground, folders->links.at[i].real);
}

// ---- gathering

static bool read_contents(struct fact *fact, struct arena *arena)
{
    struct diags unheard = {.arena = arena};
    struct str bytes;
    arena_reset(arena);
    fact->has_contents = file_read(fact->path, arena, &unheard, &bytes) == FILE_READ;
    fact->contents = hash_bytes(bytes);
    return fact->has_contents;
}

// The run did not find the file, or found what vanished since: only the folder that it would stand in knows.
static bool was_absent(const struct fact *fact, struct timespec since, struct arena *arena)
{
    struct str path = fact->path;
    struct file_identity above = {0};
    if (fact->has_contents || !file_is_absent(path.at))
        return false;
    while (!above.is_there && path.len > 1) {
        path = path_folder(path);
        above = file_identify(arena_cstr(arena, path));
    }
    return above.is_there && file_identity_is_before(&above, since);
}

// What the run has not told the contents of must be older than the run.
static bool look_again(struct ground *ground, struct fact *fact, struct arena *scratch)
{
    struct file_identity identity = file_identify(fact->path.at);
    fact->identity = identity;
    fact->is_settled = identity.is_there && file_identity_is_before(&identity, ground->since);
    if (!identity.is_there && was_absent(fact, ground->since, scratch))
        fact->kind = FACT_ABSENT;
    else if (!fact->has_contents && (!fact->is_settled || !read_contents(fact, scratch)))
        return false;
    return true;
}

// What was seen under an identity of its own has it whatever came afterwards.
static bool gather_file(struct ground *ground, struct fact *fact, struct arena *scratch)
{
    if (!fact->is_settled && !look_again(ground, fact, scratch))
        return false;
    *list_push(&ground->facts, &ground->arena) = *fact;
    return true;
}

// Hashes the entries as if the made folder were among them.
static uint64_t hash_with(const struct folder_entry_list *entries, struct str name)
{
    struct folder_entry made = {.name = name, .is_folder = true};
    bool is_in = false;
    uint64_t hash = entries->count + 1;
    for (size_t i = 0; i < entries->count; i++) {
        if (!is_in && str_compare(name, entries->at[i].name) < 0) {
            hash = hash_entry(hash, &made);
            is_in = true;
        }
        hash = hash_entry(hash, &entries->at[i]);
    }
    return is_in ? hash : hash_entry(hash, &made);
}

// The listing that the run saw, with the folder that was made since.
static bool count_in(struct ground *ground, const struct made_folder *made, struct arena *scratch)
{
    struct str home = path_folder(made->path), name = path_name(made->path);
    struct diags unheard = {.arena = scratch};
    struct folder_entry_list now, before = {0}, inside = {0};
    for (size_t i = 0; i < ground->facts.count; i++) {
        struct fact *fact = &ground->facts.at[i];
        if (fact->kind != FACT_FOLDER || !str_equal(fact->path, home))
            continue;
        if (folder_read(home, scratch, &unheard, &now) != FILE_READ)
            return false;
        for (size_t j = 0; j < now.count; j++)
            if (!str_equal(now.at[j].name, name))
                *list_push(&before, scratch) = now.at[j];
        if (hash_entries(&before) != fact->contents)
            return false;
        fact->contents = hash_with(&before, name);
        fact->is_settled = false;
        before.count = 0;
    }
    for (size_t i = 0; i < made->name_count; i++)
        *list_push(&inside, scratch) = (struct folder_entry){.name = str_of(made->names[i]), .is_file = true};
    ground_listing(ground, made->path, &inside);
    return true;
}

bool ground_gather(struct ground *ground)
{
    struct arena scratch = {0};
    bool good = !ground->is_unsure;
    for (size_t i = 0; i < ground->files.entries.count && good; i++)
        good = gather_file(ground, ground->files.entries.at[i].value, &scratch);
    arena_free(&scratch);
    return good;
}

bool ground_count_in(struct ground *ground, const struct made_folder *made)
{
    struct arena scratch = {0};
    bool good = count_in(ground, made, &scratch);
    arena_free(&scratch);
    return good;
}

// ---- checking

static bool is_as_before(const struct fact *fact, const struct file_identity *now)
{
    return fact->is_settled && now->is_there && file_identity_equal(&fact->identity, now);
}

static bool file_holds(struct fact *fact, struct arena *scratch)
{
    struct file_identity now = file_identify(fact->path.at);
    if (is_as_before(fact, &now))
        return true;
    uint64_t contents = fact->contents;
    fact->identity = now;
    fact->is_settled = now.is_there && file_identity_is_past(&now);
    return now.is_there && read_contents(fact, scratch) && fact->contents == contents;
}

static bool folder_holds(struct fact *fact, struct arena *scratch)
{
    struct file_identity now = file_identify(fact->path.at);
    struct diags unheard = {.arena = scratch};
    struct folder_entry_list entries;
    uint64_t contents = fact->contents;
    if (is_as_before(fact, &now))
        return true;
    arena_reset(scratch);
    struct timespec moment;
    clock_gettime(CLOCK_REALTIME, &moment);
    if (folder_read(fact->path, scratch, &unheard, &entries) != FILE_READ)
        return false;
    fact->identity = now;
    settle_folder(fact, &entries, moment);
    return fact->contents == contents;
}

static bool no_folder_holds(struct fact *fact, struct arena *scratch)
{
    struct diags unheard = {.arena = scratch};
    struct folder_entry_list entries;
    if (file_is_absent(fact->path.at))
        return true;
    arena_reset(scratch);
    return folder_read(fact->path, scratch, &unheard, &entries) == FILE_ABSENT;
}

static bool absent_holds(struct fact *fact, struct arena *scratch)
{
    (void)scratch;
    return file_is_absent(fact->path.at);
}

static bool real_holds(struct fact *fact, struct arena *scratch)
{
    (void)scratch;
    char *real = realpath(fact->path.at, NULL);
    bool is_same = str_equal(real ? str_of(real) : fact->path, fact->answer);
    free(real);
    return is_same;
}

bool fact_holds(struct fact *fact, struct arena *scratch)
{
    static bool (*const checks[FACT_KIND_COUNT])(struct fact *, struct arena *) = {
        [FACT_FILE] = file_holds,           [FACT_ABSENT] = absent_holds, [FACT_FOLDER] = folder_holds,
        [FACT_NO_FOLDER] = no_folder_holds, [FACT_REAL] = real_holds,
    };
    return checks[fact->kind](fact, scratch);
}

void ground_free(struct ground *ground)
{
    arena_free(&ground->arena);
    *ground = (struct ground){0};
}
