#include "extractor/program.h"

#include "base/pool.h"
#include "extractor/resolve.h"
#include "extractor/suffixes.h"

// Sources stay where they are while others are found: workers are reading into them. Shelf k holds 2^k times
// as many as the first one.
enum { first_shelf = 64, most_shelves = 26 };

struct index_list {
    uint32_t *at;
    size_t count, capacity;
};

struct program_build {
    struct arena *arena;
    struct resolver resolver;
    struct map known;        // path → index + 1
    struct index_list roots; // SOURCE_NONE: not there
    struct source *shelves[most_shelves];
    size_t count; // of sources
    struct growing_pool *pool;
    program_load *load;
    void *context;
};

static struct source *source_at(const struct program_build *build, size_t index)
{
    size_t shelf = 0, first = 0;
    for (size_t room = first_shelf; index - first >= room; room *= 2, shelf++)
        first += room;
    return &build->shelves[shelf][index - first];
}

static struct source *add_source(struct program_build *build)
{
    size_t shelf = 0, room = first_shelf, first = 0;
    for (; build->count - first >= room; room *= 2, shelf++)
        first += room;
    if (build->count == first)
        build->shelves[shelf] = arena_space(build->arena, sizeof(struct source), room);
    return &build->shelves[shelf][build->count++ - first];
}

static uint32_t discover(struct program_build *build, struct str path)
{
    uintptr_t known = (uintptr_t)map_get(&build->known, path);
    if (known)
        return (uint32_t)(known - 1);
    const struct grammar_row *row = grammar_of_path(path);
    if (!row)
        return SOURCE_NONE;
    path = arena_copy(build->arena, path);
    *add_source(build) = (struct source){
        .path = path, .row = row, .is_declaration = suffix_class_of(path) == SUFFIX_DECLARATION};
    map_set(&build->known, path, (void *)(uintptr_t)build->count, build->arena);
    return (uint32_t)build->count - 1;
}

static void load_one(void *context, size_t worker, size_t index)
{
    struct program_build *build = context;
    struct source *source = source_at(build, index);
    source->is_read = build->load(build->context, worker, source);
}

static size_t resolve_one(void *context, size_t index)
{
    struct program_build *build = context;
    struct source *source = source_at(build, index);
    source->resolved = arena_array(build->arena, uint32_t, source->specifiers.count);
    for (size_t i = 0; i < source->specifiers.count; i++) {
        struct str path;
        bool found = resolve(&build->resolver, source->path, &source->specifiers.at[i], &path);
        source->resolved[i] = found ? discover(build, path) : SOURCE_NONE;
    }
    return build->count;
}

static struct source **in_one_row(const struct program_build *build)
{
    struct source **sources = arena_array(build->arena, struct source *, build->count);
    for (size_t i = 0; i < build->count; i++)
        sources[i] = source_at(build, i);
    return sources;
}

// ---- order

struct step {
    uint32_t source;
    size_t next; // specifier
};

struct step_list {
    struct step *at;
    size_t count, capacity;
};

struct visit {
    struct arena *arena;
    struct step_list open;
    bool *is_seen;
    struct program *program;
};

static void enter(struct visit *visit, uint32_t source)
{
    if (source == SOURCE_NONE || visit->is_seen[source])
        return;
    visit->is_seen[source] = true;
    *list_push(&visit->open, visit->arena) = (struct step){.source = source};
}

static void visit_from(struct visit *visit, uint32_t root)
{
    enter(visit, root);
    while (visit->open.count > 0) {
        struct step *step = &visit->open.at[visit->open.count - 1];
        const struct source *source = visit->program->sources[step->source];
        if (step->next < source->specifiers.count) {
            enter(visit, source->resolved[step->next++]);
            continue;
        }
        if (source->is_read)
            visit->program->order[visit->program->order_count++] = step->source;
        visit->open.count--;
    }
}

static void set_order(struct program_build *build, struct program *out)
{
    struct visit visit = {.arena = build->arena, .program = out};
    visit.is_seen = arena_array(build->arena, bool, build->count);
    out->order = arena_array(build->arena, uint32_t, build->count);
    for (size_t i = 0; i < build->roots.count; i++)
        visit_from(&visit, build->roots.at[i]);
}

struct program_build *program_begin(struct folders *folders, size_t workers, program_load *load,
                                    void *context)
{
    struct program_build *build = arena_new(folders->arena, struct program_build);
    *build = (struct program_build){.arena = folders->arena, .load = load, .context = context};
    resolver_open(&build->resolver, NULL, folders);
    build->pool = pool_open(workers, load_one, build, build->arena);
    return build;
}

void program_add_roots(struct program_build *build, const struct str_list *roots,
                       const struct compiler_options *options)
{
    build->resolver.options = options;
    for (size_t i = build->roots.count; i < roots->count; i++) {
        struct str path;
        bool found = resolve_root(&build->resolver, roots->at[i], &path);
        *list_push(&build->roots, build->arena) = found ? discover(build, path) : SOURCE_NONE;
    }
    pool_grow(build->pool, build->count);
}

bool program_end(struct program_build *build, struct diags *diags, struct program *out)
{
    pool_close(build->pool, resolve_one);
    resolver_free(&build->resolver);
    *out = (struct program){.sources = in_one_row(build), .count = build->count};
    set_order(build, out);
    for (size_t i = 0; i < out->count; i++)
        diags_append(diags, &out->sources[i]->diags);
    return out->order_count == out->count;
}

bool program_build(const struct str_list *roots, const struct compiler_options *options,
                   struct folders *folders, size_t workers, program_load *load, void *context,
                   struct diags *diags, struct program *out)
{
    struct program_build *build = program_begin(folders, workers, load, context);
    program_add_roots(build, roots, options);
    return program_end(build, diags, out);
}

bool program_load_source(void *workers, size_t worker, struct source *source)
{
    struct program_worker *own = (struct program_worker *)workers + worker;
    return source_read(source, &own->reader, &own->arena);
}

void program_worker_free(struct program_worker *worker)
{
    source_reader_free(&worker->reader);
    arena_free(&worker->arena);
}
