#include "cli/chunks.h"

#include "base/path.h"
#include "extractor/glob.h"
#include "extractor/package.h"

#include <stdlib.h>

#define SHARED_NAME "shared"

// Chunks are numbered from 1. What two have is shared, and stays so: a source changes its owner twice at
// most.
enum { NOBODY = 0 };
#define SHARED UINT32_MAX

struct splitting {
    const struct project *project;
    struct str folder;     // of the configuration, absolute
    struct str bundles;    // their folder, absolute, with a slash
    uint32_t *owner;       // of each source of the program
    struct str_list names; // of the chunks, by their numbers
    struct arena *arena;
    struct diags *diags;
};

static uint32_t join(uint32_t owner, uint32_t chunk)
{
    return owner == NOBODY || owner == chunk ? chunk : SHARED;
}

// The number of the next chunk.
static uint32_t add_chunk(struct splitting *s, struct str name)
{
    if (str_is(name, SHARED_NAME))
        return SHARED;
    *list_push(&s->names, s->arena) = name;
    return (uint32_t)s->names.count;
}

static bool counts(const struct source *source)
{
    return source->is_read && !source->is_declaration;
}

// ---- by folders

// What both paths have in common, up to a slash.
static struct str common_folder(struct str a, struct str b)
{
    size_t slash = str_rfind_byte(str_slice(a, 0, str_shared(a, b)), '/');
    return str_slice(a, 0, slash == STR_NONE ? 0 : slash + 1);
}

// Whether it is the project's own: no installed package, and no bundle that another file imports.
static bool is_own(const struct splitting *s, const struct source *source)
{
    return counts(source) && !package_is_installed(source->path) && !str_starts(source->path, s->bundles);
}

// The folder of all sources, with its slash.
static struct str find_root(const struct splitting *s)
{
    const struct program *program = &s->project->program;
    struct str root = {0};
    for (size_t i = 0; i < program->count; i++) {
        struct str path = program->sources[i]->path;
        if (is_own(s, program->sources[i]))
            root = root.len ? common_folder(root, path) : str_slice(path, 0, str_rfind_byte(path, '/') + 1);
    }
    return root;
}

static void split_by_folder(struct splitting *s)
{
    const struct program *program = &s->project->program;
    struct str root = find_root(s);
    struct map known = {0}; // folder → its chunk
    for (size_t i = 0; i < program->count; i++) {
        struct str rest = str_from(program->sources[i]->path, root.len);
        size_t slash = str_find_byte(rest, '/', 0);
        s->owner[i] = SHARED;
        if (slash == STR_NONE || !str_starts(program->sources[i]->path, root))
            continue;
        struct map_entry *entry = map_entry(&known, str_slice(rest, 0, slash), s->arena);
        if (!entry->value)
            entry->value = (void *)(uintptr_t)add_chunk(s, entry->key);
        s->owner[i] = (uint32_t)(uintptr_t)entry->value;
    }
}

// ---- by patterns

struct glob_list {
    struct glob *at;
    size_t count, capacity;
};

// The patterns of a chunk. `!pattern` takes files out.
struct matcher {
    struct glob_list wanted, unwanted;
};

static void add_pattern(struct splitting *s, struct str pattern, struct matcher *out)
{
    bool is_negative = str_starts(pattern, STR("!")) && !str_starts(pattern, STR("!("));
    struct str_list plain = {0};
    pattern = str_from(pattern, is_negative);
    pattern = str_from(pattern, str_starts(pattern, STR("./")) ? 2 : 0);
    glob_expand(pattern, s->arena, &plain);
    for (size_t i = 0; i < plain.count; i++) {
        struct glob glob;
        if (glob_compile(plain.at[i], is_negative, s->arena, &glob))
            *list_push(is_negative ? &out->unwanted : &out->wanted, s->arena) = glob;
    }
}

static bool matches_any(const struct glob_list *globs, struct str path, struct arena *scratch)
{
    for (size_t i = 0; i < globs->count; i++)
        if (glob_match(&globs->at[i], path, scratch))
            return true;
    return false;
}

struct number_list {
    uint32_t *at;
    size_t count, capacity;
};

// Adds the sources of a chunk. False with a diagnostic when there are none.
static bool find_sources(struct splitting *s, const struct chunk_rule *rule, struct number_list *out)
{
    const struct program *program = &s->project->program;
    struct matcher matcher = {0};
    struct arena scratch = {0};
    for (size_t i = 0; i < rule->patterns.count; i++)
        add_pattern(s, rule->patterns.at[i], &matcher);
    for (size_t i = 0; i < program->count; i++) {
        arena_reset(&scratch);
        struct str path = path_relative(&scratch, s->folder, program->sources[i]->path);
        if (counts(program->sources[i]) && matches_any(&matcher.wanted, path, &scratch) &&
            !matches_any(&matcher.unwanted, path, &scratch))
            *list_push(out, s->arena) = (uint32_t)i;
    }
    arena_free(&scratch);
    if (out->count)
        return true;
    struct diag *diag =
        diag_add(s->diags, KIND_CONFIG_BAD_VALUE, rule->span,
                 "no source of the project belongs to the chunk \"" STR_FORMAT "\"", STR_ARG(rule->name));
    diag_hint(s->diags, diag, "Patterns are relative to this file's folder, such as \"src/checkout/**\".");
    return false;
}

// The sources of all chunks. False with diagnostics when one has none.
static bool find_all_sources(struct splitting *s, struct number_list *out)
{
    const struct chunk_rule_list *rules = &s->project->config.packaging.rules;
    bool good = true;
    for (size_t i = 0; i < rules->count; i++)
        good = find_sources(s, &rules->at[i], &out[i]) && good;
    return good;
}

static void split_by_file(struct splitting *s, const struct number_list *sources)
{
    const struct chunk_rule_list *rules = &s->project->config.packaging.rules;
    for (size_t i = 0; i < rules->count; i++) {
        uint32_t chunk = add_chunk(s, rules->at[i].name);
        for (size_t k = 0; k < sources[i].count; k++) {
            uint32_t *owner = &s->owner[sources[i].at[k]];
            *owner = join(*owner, chunk);
        }
    }
}

// ---- by entries

struct entries {
    bool *is_entry; // of each source
    uint32_t *open; // sources to be followed
    size_t open_count;
};

// What the chunk owns, and what is shared, has been followed already, or will be.
static void reach(struct splitting *s, struct entries *entries, uint32_t source, uint32_t chunk)
{
    uint32_t owner = join(s->owner[source], chunk);
    if (owner == s->owner[source])
        return;
    s->owner[source] = owner;
    entries->open[entries->open_count++] = source;
}

static void follow(struct splitting *s, struct entries *entries, uint32_t chunk)
{
    while (entries->open_count) {
        const struct source *source = s->project->program.sources[entries->open[--entries->open_count]];
        for (size_t i = 0; i < source->specifiers.count; i++) {
            uint32_t target = source->resolved[i];
            bool is_dynamic = source->specifiers.at[i].kind == SPECIFIER_DYNAMIC;
            if (target != SOURCE_NONE && !(is_dynamic && entries->is_entry[target]))
                reach(s, entries, target, chunk);
        }
    }
}

static void split_by_entry(struct splitting *s, const struct number_list *sources)
{
    const struct chunk_rule_list *rules = &s->project->config.packaging.rules;
    size_t total = s->project->program.count;
    struct entries entries = {.is_entry = arena_array(s->arena, bool, total),
                              .open = arena_array(s->arena, uint32_t, total)};
    for (size_t i = 0; i < rules->count; i++)
        for (size_t k = 0; k < sources[i].count; k++)
            entries.is_entry[sources[i].at[k]] = true;
    for (size_t i = 0; i < rules->count; i++) {
        uint32_t chunk = add_chunk(s, rules->at[i].name);
        for (size_t k = 0; k < sources[i].count; k++)
            reach(s, &entries, sources[i].at[k], chunk);
        follow(s, &entries, chunk);
    }
}

// ---- messages

static uint32_t owner_of_place(const struct splitting *s, const struct map *numbers, const struct span *place)
{
    uintptr_t number = (uintptr_t)map_get(numbers, place->path);
    uint32_t owner = number ? s->owner[number - 1] : NOBODY;
    return owner == NOBODY ? SHARED : owner;
}

static uint32_t owner_of_message(const struct splitting *s, const struct map *numbers,
                                 const struct message *message)
{
    uint32_t owner = owner_of_place(s, numbers, &message->span);
    for (size_t i = 0; i < message->others.count; i++)
        owner = join(owner, owner_of_place(s, numbers, &message->others.at[i]));
    return owner;
}

// The owner of each message. Chunks are numbered anew, from 0: `shared` is one of them.
static uint32_t *find_owners(const struct splitting *s)
{
    const struct message_set *messages = &s->project->extraction.messages;
    const struct program *program = &s->project->program;
    uint32_t *owners = arena_array(s->arena, uint32_t, messages->count);
    struct map numbers = {0}; // path → source + 1
    map_reserve(&numbers, program->count, s->arena);
    for (size_t i = 0; i < program->count; i++)
        map_set(&numbers, program->sources[i]->path, (void *)(uintptr_t)(i + 1), s->arena);
    for (size_t i = 0; i < messages->count; i++) {
        uint32_t owner = owner_of_message(s, &numbers, messages->at[i]);
        owners[i] = owner == SHARED ? (uint32_t)s->names.count : owner - 1;
    }
    return owners;
}

static int compare_chunks(const void *a, const void *b)
{
    return str_compare(((const struct chunk *)a)->name, ((const struct chunk *)b)->name);
}

static void fill_chunks(const struct splitting *s, struct chunks *out)
{
    const struct message_set *messages = &s->project->extraction.messages;
    const uint32_t *owners = find_owners(s);
    out->count = s->names.count + 1;
    out->at = arena_array(s->arena, struct chunk, out->count);
    for (size_t i = 0; i < out->count; i++)
        out->at[i].name = i < s->names.count ? s->names.at[i] : STR(SHARED_NAME);
    struct number_list *numbers = arena_array(s->arena, struct number_list, out->count);
    for (size_t i = 0; i < messages->count; i++) {
        message_set_add(&out->at[owners[i]].messages, messages->at[i], s->arena);
        *list_push(&numbers[owners[i]], s->arena) = (uint32_t)i;
    }
    for (size_t i = 0; i < out->count; i++)
        out->at[i].numbers = numbers[i].at ? numbers[i].at : arena_new(s->arena, uint32_t);
    qsort(out->at, out->count, sizeof *out->at, compare_chunks);
}

bool chunks_find(const struct project *project, struct arena *arena, struct diags *diags, struct chunks *out)
{
    const struct packaging_options *options = &project->config.packaging;
    struct splitting s = {.project = project,
                          .folder = path_absolute(arena, project->config.folder),
                          .bundles = path_absolute(arena, project->config.bundle_folder),
                          .owner = arena_array(arena, uint32_t, project->program.count),
                          .arena = arena,
                          .diags = diags};
    struct number_list *sources = arena_array(arena, struct number_list, options->rules.count);
    s.bundles = arena_print(arena, STR_FORMAT "/", STR_ARG(s.bundles));
    *out = (struct chunks){arena_new(arena, struct chunk), 1};
    out->at->messages = project->extraction.messages;
    if (options->split == SPLIT_NONE)
        return true;
    if (!find_all_sources(&s, sources))
        return false;
    if (options->split == SPLIT_FOLDER)
        split_by_folder(&s);
    else if (options->split == SPLIT_FILE)
        split_by_file(&s, sources);
    else
        split_by_entry(&s, sources);
    fill_chunks(&s, out);
    return true;
}
