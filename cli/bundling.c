#include "cli/bundling.h"

#include "base/pool.h"

// What a worker of the pool builds with.
struct bundling_worker {
    struct arena arena;   // diagnostics and reports stay here
    struct arena scratch; // of one target
    struct collator collator;
};

// Then target i is made of catalog i.
static bool is_by_catalog(const struct bundling *b)
{
    return b->project->config.catalog_glob.len == 0;
}

static struct str locale_of(const struct bundling *b, size_t number, bool is_source)
{
    const struct config *config = &b->project->config;
    return is_source          ? config->source_locale
           : is_by_catalog(b) ? b->catalogs.at[number].locale
                              : config->target_locales.at[number];
}

static void list_targets(struct bundling *b)
{
    const struct config *config = &b->project->config;
    struct arena *arena = b->context->arena;
    size_t locales = is_by_catalog(b) ? b->catalogs.count : config->target_locales.count;
    b->target_count = locales + b->bundle->has_source;
    b->targets = arena_array(arena, struct bundling_target, b->target_count);
    b->workers = arena_array(arena, struct bundling_worker, b->project->jobs);
    for (size_t i = 0; i < b->target_count; i++) {
        struct bundling_target *target = &b->targets[i];
        target->is_source = i >= locales;
        target->locale = locale_of(b, i, target->is_source);
        target->texts = arena_array(arena, struct buf, b->chunks.count);
        target->request = (struct bundle_request){.locale = target->locale,
                                                  .messages = &b->project->extraction.messages,
                                                  .options = &config->bundle_options};
    }
}

// ---- one target

static void keep_ids(struct str_list *ids, struct arena *arena)
{
    struct str_list kept = {0};
    list_reserve(&kept, ids->count, arena);
    for (size_t i = 0; i < ids->count; i++)
        *list_push(&kept, arena) = arena_copy(arena, ids->at[i]);
    *ids = kept;
}

static bool write_chunk(const struct bundling *b, struct bundling_worker *worker,
                        struct bundling_target *target, size_t number)
{
    const struct chunk *chunk = &b->chunks.at[number];
    struct bundle_request request = target->request;
    if (chunk->numbers) {
        struct translation *translations =
            arena_array(&worker->scratch, struct translation, chunk->messages.count);
        for (size_t i = 0; i < chunk->messages.count; i++)
            translations[i] = target->request.translations[chunk->numbers[i]];
        request.messages = &chunk->messages;
        request.translations = translations;
    }
    return bundle_write(b->bundle, &request, &worker->scratch, &target->diags, &target->texts[number]);
}

static void build_target(const struct bundling *b, size_t worker_number, struct bundling_target *target)
{
    struct bundling_worker *worker = &b->workers[worker_number];
    arena_reset(&worker->scratch);
    target->diags.arena = &worker->arena;
    target->request.collator = &worker->collator;
    target->is_good =
        bundle_prepare(b->bundle, &target->request, &worker->scratch, &target->diags, &target->report);
    for (size_t i = 0; target->is_good && i < b->chunks.count; i++)
        target->is_good = write_chunk(b, worker, target, i);
    keep_ids(&target->report.missing, &worker->arena);
    keep_ids(&target->report.obsolete, &worker->arena);
    keep_ids(&target->report.refused, &worker->arena);
}

static bool is_usable(const struct project_catalog *slot)
{
    return slot->is_present && !slot->is_foreign;
}

static const struct catalog *catalog_of(struct bundling *b, size_t number)
{
    if (b->targets[number].is_source)
        return NULL;
    struct project_catalog *slot =
        is_by_catalog(b) ? &b->catalogs.at[number] : catalogs_find(&b->catalogs, b->targets[number].locale);
    return slot && (!is_by_catalog(b) || is_usable(slot)) ? &slot->catalog : NULL;
}

static void build_one(void *context, size_t worker, size_t item)
{
    struct bundling *b = context;
    b->targets[item].request.catalog = catalog_of(b, item);
    build_target(b, worker, &b->targets[item]);
}

// As soon as a locale's catalog is read, its bundle is made, and what was made of the catalog is forgotten.
static void build_of_catalog(void *context, size_t worker, size_t item)
{
    struct bundling *b = context;
    struct project_catalog *slot = &b->catalogs.at[item];
    build_one(b, worker, item);
    arena_free(&slot->units);
    slot->catalog = (struct catalog){0};
}

// ---- all

static enum status build_targets(struct bundling *b)
{
    bool is_direct = is_by_catalog(b);
    enum status status =
        catalogs_read(b->context, b->project, is_direct ? build_of_catalog : NULL, b, &b->catalogs);
    if (status != STATUS_FINE)
        return status;
    if (!is_direct)
        pool_run(b->project->jobs, b->target_count, build_one, b);
    else if (b->bundle->has_source)
        build_one(b, 0, b->target_count - 1);
    for (size_t i = 0; i < b->target_count; i++) {
        diags_append(b->context->diags, &b->targets[i].diags);
        if (!b->targets[i].is_good)
            status = STATUS_FINDINGS;
    }
    return status;
}

enum status bundling_run(struct bundling *b)
{
    if (!chunks_find(b->project, b->context->arena, b->context->diags, &b->chunks))
        return STATUS_USAGE;
    if (!catalogs_list(b->context, b->project, &b->catalogs))
        return STATUS_WORLD;
    list_targets(b);
    return build_targets(b);
}

void bundling_release(struct bundling *b)
{
    for (size_t i = 0; i < b->target_count; i++)
        for (size_t k = 0; k < b->chunks.count; k++)
            buf_free(&b->targets[i].texts[k]);
    for (size_t i = 0; b->workers && i < b->project->jobs; i++) {
        collator_close(&b->workers[i].collator);
        arena_adopt(b->context->arena, &b->workers[i].arena);
        arena_free(&b->workers[i].scratch);
    }
    catalogs_close(b->context, &b->catalogs);
}
