#include "extractor/extracting.h"

#include "base/hash.h"
#include "base/pool.h"
#include "extractor/join.h"
#include "extractor/sites.h"

// ---- rounds

static bool can_be_scanned(const struct source *source)
{
    return source->is_read && !source->is_declaration;
}

// A file that names none of the dialect's modules, and which the probe refuses (for global markers: it has
// none of their words), has no direct marker. What was scanned elsewhere may have one: there it was asked.
static bool shows_marker(const struct extractor *e, size_t number)
{
    const struct source *source = e->program->sources[number];
    if (e->options->full_parse || (e->first && e->first[number].is_scanned))
        return true;
    for (const struct found_sites *found = source->sites; found && found->dialect; found++)
        if (found->dialect == e->dialect)
            return found->may_mark;
    return sites_may_mark(source, e->dialect, &e->options->dialect);
}

// The same, asked once of a source of which it is kept.
static bool may_hold_marker(const struct extractor *e, size_t number, struct arena *arena)
{
    struct kept_readings *kept = e->program->sources[number]->kept;
    const struct kept_reading *known = kept ? readings_find(kept, e->dialect, 1) : NULL;
    if (known)
        return known->reading.is_scanned;
    bool may = shows_marker(e, number);
    if (kept && !may)
        readings_row(kept, e->dialect, 1, 0, kept->arena ? kept->arena : arena);
    return may;
}

static uint64_t hash_reference(uint64_t hash, const struct module_export *export)
{
    const struct reference *reference = &export->reference;
    hash = hash_join(hash, hash_bytes(export->name));
    hash = hash_join(hash, hash_bytes(reference->module));
    for (size_t i = 0; i < reference->path.count; i++)
        hash = hash_join(hash, hash_bytes(reference->path.at[i]));
    return hash;
}

// Stands for all that scanning can ask of other modules: what they export, and where their specifiers lead.
static uint64_t hash_modules(const struct extractor *e)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < e->program->count; i++) {
        const struct module_export_list *exports = &e->modules[i].exports;
        const struct source *source = e->program->sources[i];
        if (exports->count == 0 || !source->kept)
            continue;
        hash = hash_join(hash, hash_bytes(source->path));
        for (size_t j = 0; j < exports->count; j++)
            hash = hash_reference(hash, &exports->at[j]);
        for (size_t j = 0; j < source->specifiers.count; j++) {
            uint32_t target = source->resolved[j];
            hash = hash_join(hash, hash_bytes(source->specifiers.at[j].text));
            hash = hash_join(hash, target == SOURCE_NONE ? 0 : hash_bytes(e->program->sources[target]->path));
        }
    }
    return hash;
}

// Takes what was kept of a source; false when it has to be scanned.
static bool take_kept(struct extractor *e, size_t number)
{
    const struct source *source = e->program->sources[number];
    if (!source->kept || e->options->visit || (e->first && e->round == 1))
        return false;
    const struct kept_reading *row = readings_find(source->kept, e->dialect, e->round);
    if (!row || !row->reading.is_scanned || row->surroundings != extractor_surroundings(e, source))
        return false;
    e->readings[number] = row->reading;
    return true;
}

// Workers are called only where there is work.
static void run_round(struct extractor *e)
{
    size_t count = e->todo_count, left = 0;
    e->round++;
    e->known = hash_modules(e);
    for (size_t i = 0; i < count; i++) {
        size_t number = e->todo[i];
        if (take_kept(e, number))
            continue;
        e->todo[i] = e->todo[left];
        e->todo[left++] = number;
    }
    pool_run(e->options->jobs, left, extractor_read, e);
    for (size_t i = 0; i < count; i++)
        e->modules[e->todo[i]].exports = e->readings[e->todo[i]].exports;
}

static bool imports_any(const struct source *source, const bool *wanted)
{
    for (size_t i = 0; i < source->specifiers.count; i++) {
        uint32_t target = source->resolved[i];
        if (target != SOURCE_NONE && wanted[target])
            return true;
    }
    return false;
}

// The modules that export markers and were not known to do so before; false when there are none.
static bool find_new_exporters(struct extractor *e, bool *known, bool *fresh)
{
    bool any = false;
    for (size_t i = 0; i < e->program->count; i++) {
        fresh[i] = !known[i] && e->modules[i].exports.count > 0 &&
                   module_has_markers(e->dialect, &e->modules[i], extractor_follow, e);
        known[i] |= fresh[i];
        any |= fresh[i];
    }
    return any;
}

// First the files that name a marker's module; then, as long as modules turn up that pass markers on, the
// files that import those.
static void scan_all(struct extractor *e, struct arena *scratch)
{
    size_t count = e->program->count;
    bool *known = arena_array(scratch, bool, count), *fresh = arena_array(scratch, bool, count);
    for (size_t i = 0; i < count; i++) {
        if (can_be_scanned(e->program->sources[i]) && may_hold_marker(e, i, scratch))
            e->todo[e->todo_count++] = i;
    }
    run_round(e);
    while (find_new_exporters(e, known, fresh)) {
        e->todo_count = 0;
        for (size_t i = 0; i < count; i++)
            if (can_be_scanned(e->program->sources[i]) && imports_any(e->program->sources[i], fresh))
                e->todo[e->todo_count++] = i;
        run_round(e);
    }
}

// ---- all dialects

static void join_readings(struct extractor *e, struct join *join, struct diags *diags)
{
    size_t expected = 0;
    for (size_t i = 0; i < e->program->order_count; i++)
        expected += e->readings[e->program->order[i]].messages.count;
    join_expect(join, expected);
    for (size_t i = 0; i < e->program->order_count; i++) {
        const struct reading *reading = &e->readings[e->program->order[i]];
        diags_append(diags, &reading->diags);
        join->out->occurrences += reading->messages.count;
        join->out->files_with_messages += reading->messages.count > 0;
        join->out->files_scanned += reading->is_scanned;
        for (size_t j = 0; j < reading->messages.count; j++)
            join_message(join, &reading->messages.at[j]);
    }
}

static void release(struct worker *worker, struct arena *arena)
{
    if (worker->parser)
        ts_parser_delete(worker->parser);
    arena_free(&worker->scratch);
    arena_adopt(arena, &worker->own);
}

void extract(const struct program *program, const struct extract_options *options, struct arena *arena,
             struct diags *diags, struct extraction *out)
{
    size_t count = program->count, jobs = options->jobs ? options->jobs : 1;
    struct join join = {.out = out, .arena = arena};
    *out = (struct extraction){0};
    for (size_t i = 0; i < options->dialect_count; i++) {
        struct extractor e = {
            .program = program,
            .options = options,
            .dialect = options->dialects[i],
            .modules = arena_array(arena, struct module, count),
            .readings = arena_array(arena, struct reading, count),
            .todo = arena_array(arena, size_t, count),
            .workers = arena_array(arena, struct worker, jobs),
            .first = options->first ? options->first + i * count : NULL,
        };
        for (size_t j = 0; j < count; j++)
            e.modules[j].source = program->sources[j];
        for (size_t j = 0; j < jobs; j++)
            e.workers[j].kept = options->loaders ? &options->loaders[j].arena : &e.workers[j].own;
        scan_all(&e, arena);
        join_readings(&e, &join, diags);
        for (size_t j = 0; j < jobs; j++)
            release(&e.workers[j], arena);
    }
    join_report(&join, diags);
}
