#include "extractor/shard.h"

#include "base/hash.h"
#include "base/path.h"

// ---- making a part

static bool is_in_folders(const struct shard *shard, struct str path)
{
    for (size_t i = 0; i < shard->folders.count; i++)
        if (path_is_below(shard->folders.at[i], path))
            return true;
    return false;
}

static bool is_own(const struct shard *shard, struct str root, struct arena *arena)
{
    if (shard->count == 0)
        return is_in_folders(shard, root);
    return hash_bytes(path_relative(arena, shard->home, root)) % shard->count + 1 == shard->number;
}

void shard_take_roots(struct shard *shard, struct str_list *roots, struct arena *arena)
{
    struct str_list own = {0};
    for (size_t i = 0; i < roots->count; i++) {
        struct str root = roots->at[i];
        if (is_own(shard, root, arena))
            *list_push(&own, arena) = root;
        else
            map_set(&shard->foreign, root, NULL, arena);
    }
    *roots = own;
}

bool shard_load(void *context, size_t worker, struct source *source)
{
    struct shard *shard = context;
    if (!map_has(&shard->foreign, source->path))
        return program_load_source(shard->workers, worker, source);
    source->text = STR("");
    source->is_read = true;
    return true;
}

// A text beyond what is parsed may name modules that cannot be told: who joins the parts reads it anew.
static bool is_told(const struct source *source)
{
    return source->is_read && source->text.len <= grammar_greatest;
}

void shard_list(const struct shard *shard, const struct program *program, struct reading *readings,
                size_t width, struct arena *arena, struct fragment_file_list *out)
{
    for (size_t i = 0; i < program->count; i++) {
        const struct source *source = program->sources[i];
        if (map_has(&shard->foreign, source->path))
            continue;
        struct fragment_file *file = list_push(out, arena);
        *file = (struct fragment_file){.path = path_relative(arena, shard->home, source->path),
                                       .is_unread = !is_told(source),
                                       .hash = source->is_read ? hash_bytes(source->text) : 0,
                                       .specifiers = source->specifiers,
                                       .readings = arena_array(arena, struct reading, width)};
        for (size_t j = 0; j < width; j++)
            file->readings[j] = readings[j * program->count + i];
    }
}

// ---- joining parts

const struct fragment_file *fragments_add(struct fragments *fragments, const struct fragment *fragment,
                                          struct str home, struct arena *arena)
{
    const struct fragment_file *odd = NULL;
    map_reserve(&fragments->files, fragments->files.entries.count + fragment->files.count, arena);
    for (size_t i = 0; i < fragment->files.count; i++) {
        struct fragment_file *file = &fragment->files.at[i];
        struct map_entry *entry = map_entry(&fragments->files, path_join(arena, home, file->path), arena);
        struct fragment_file *other = entry->value;
        if (!other || other->is_unread)
            entry->value = file;
        else if (!odd && !file->is_unread && file->hash != other->hash)
            odd = file;
    }
    return odd;
}

static bool take(const struct fragments *fragments, const struct fragment_file *file, struct source *source)
{
    if (hash_bytes(source->text) != file->hash)
        return false;
    for (size_t i = 0; i < fragments->dialect_count; i++)
        if (!fragment_bind(&file->readings[i], source))
            return false;
    source->specifiers = file->specifiers;
    return true;
}

bool fragments_load(void *context, size_t worker, struct source *source)
{
    struct fragments *fragments = context;
    struct fragment_file *file = map_get(&fragments->files, source->path);
    source->result = file;
    source->diags.arena = &fragments->workers[worker].arena;
    if (!file)
        return false;
    if (file->is_unread)
        return program_load_source(fragments->workers, worker, source);
    bool is_read = source_read_text(source, &fragments->workers[worker].arena);
    source->is_read = is_read && take(fragments, file, source);
    return source->is_read;
}

struct reading *fragments_readings(const struct fragments *fragments, const struct program *program,
                                   struct arena *arena)
{
    struct reading *readings = arena_array(arena, struct reading, fragments->dialect_count * program->count);
    for (size_t i = 0; i < program->count; i++) {
        const struct fragment_file *file = program->sources[i]->result;
        for (size_t j = 0; file && !file->is_unread && j < fragments->dialect_count; j++)
            readings[j * program->count + i] = file->readings[j];
    }
    return readings;
}
