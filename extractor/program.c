#include "extractor/program.h"

#include "base/pool.h"
#include "extractor/resolve.h"
#include "extractor/suffixes.h"

struct source_list {
    struct source *at;
    size_t count, capacity;
};

struct build {
    struct arena *arena;
    struct resolver resolver;
    struct map known; // path → index + 1
    struct source_list sources;
    size_t first; // of the wave
    program_load *load;
    void *context;
};

static uint32_t discover(struct build *build, struct str path)
{
    struct map_entry *entry = map_entry(&build->known, path, build->arena);
    if (entry->value)
        return (uint32_t)((uintptr_t)entry->value - 1);
    const struct grammar_row *row = grammar_of_path(path);
    if (!row)
        return SOURCE_NONE;
    *list_push(&build->sources, build->arena) = (struct source){
        .path = path, .row = row, .is_declaration = suffix_class_of(path) == SUFFIX_DECLARATION};
    entry->value = (void *)(uintptr_t)build->sources.count;
    return (uint32_t)build->sources.count - 1;
}

static void load_one(void *context, size_t worker, size_t item)
{
    struct build *build = context;
    struct source *source = &build->sources.at[build->first + item];
    source->is_read = build->load(build->context, worker, source);
}

static void resolve_one(struct build *build, size_t index)
{
    struct source source = build->sources.at[index]; // a copy: discovery moves the list
    source.resolved = arena_array(build->arena, uint32_t, source.specifiers.count);
    for (size_t i = 0; i < source.specifiers.count; i++) {
        struct str path;
        bool found = resolve(&build->resolver, source.path, &source.specifiers.at[i], &path);
        source.resolved[i] = found ? discover(build, path) : SOURCE_NONE;
    }
    build->sources.at[index].resolved = source.resolved;
}

static void load_all(struct build *build, size_t workers)
{
    while (build->first < build->sources.count) {
        size_t end = build->sources.count;
        pool_run(workers, end - build->first, load_one, build);
        for (; build->first < end; build->first++)
            resolve_one(build, build->first);
    }
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
    const struct build *build;
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
        const struct source *source = &visit->build->sources.at[step->source];
        if (step->next < source->specifiers.count) {
            enter(visit, source->resolved[step->next++]);
            continue;
        }
        if (source->is_read)
            visit->program->order[visit->program->order_count++] = step->source;
        visit->open.count--;
    }
}

static void set_order(struct build *build, const uint32_t *roots, size_t count, struct program *out)
{
    struct visit visit = {.build = build, .arena = build->arena, .program = out};
    visit.is_seen = arena_array(build->arena, bool, build->sources.count);
    out->order = arena_array(build->arena, uint32_t, build->sources.count);
    for (size_t i = 0; i < count; i++)
        visit_from(&visit, roots[i]);
}

bool program_build(const struct str_list *roots, const struct compiler_options *options,
                   struct folders *folders, size_t workers, program_load *load, void *context,
                   struct diags *diags, struct program *out)
{
    struct build build = {.arena = folders->arena, .load = load, .context = context};
    resolver_open(&build.resolver, options, folders);
    uint32_t *first = arena_array(build.arena, uint32_t, roots->count);
    for (size_t i = 0; i < roots->count; i++) {
        struct str path;
        first[i] = resolve_root(&build.resolver, roots->at[i], &path) ? discover(&build, path) : SOURCE_NONE;
    }
    load_all(&build, workers);
    resolver_free(&build.resolver);
    *out = (struct program){.sources = build.sources.at, .count = build.sources.count};
    set_order(&build, first, roots->count, out);
    for (size_t i = 0; i < out->count; i++)
        diags_append(diags, &out->sources[i].diags);
    return out->order_count == out->count;
}

bool program_load_source(void *workers, size_t worker, struct source *source)
{
    struct program_worker *own = (struct program_worker *)workers + worker;
    if (!own->parser)
        own->parser = ts_parser_new();
    source->full_parse = own->full_parse;
    return source_read(source, &own->arena, own->parser);
}

void program_worker_free(struct program_worker *worker)
{
    if (worker->parser)
        ts_parser_delete(worker->parser);
    arena_free(&worker->arena);
}
