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
    return config_is_by_locale(&b->project->config);
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

// ---- lenders

static const struct bundling_target *find_target(const struct bundling *b, struct str locale)
{
    for (size_t i = 0; i < b->target_count; i++)
        if (!b->targets[i].is_source && str_equal(b->targets[i].locale, locale))
            return &b->targets[i];
    return NULL;
}

static const struct fallback *find_fallback(const struct bundling *b, struct str locale)
{
    const struct fallback_list *fallbacks = &b->project->config.packaging.fallbacks;
    for (size_t i = 0; i < fallbacks->count; i++)
        if (str_equal(fallbacks->at[i].locale, locale))
            return &fallbacks->at[i];
    return NULL;
}

static void list_lenders(const struct bundling *b, struct bundling_target *target)
{
    const struct fallback *fallback = target->is_source ? NULL : find_fallback(b, target->locale);
    if (!fallback)
        return;
    target->lenders = arena_array(b->context->arena, struct lender, fallback->chain.count);
    for (size_t i = 0; i < fallback->chain.count; i++) {
        const struct bundling_target *lender = find_target(b, fallback->chain.at[i]);
        if (lender)
            target->lenders[target->lender_count++] =
                (struct lender){.locale = lender->locale, .translations = lender->request.translations};
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

static void prepare_target(const struct bundling *b, size_t worker_number, struct bundling_target *target,
                           struct arena *arena)
{
    struct bundling_worker *worker = &b->workers[worker_number];
    target->diags.arena = &worker->arena;
    target->request.collator = &worker->collator;
    target->is_good = bundle_prepare(b->bundle, &target->request, arena, &target->diags, &target->report);
}

static bool write_chunk(const struct bundling *b, struct bundling_target *target, size_t number,
                        struct arena *scratch)
{
    const struct chunk *chunk = &b->chunks.at[number];
    struct bundle_request request = target->request;
    if (chunk->numbers) {
        struct translation *translations = arena_array(scratch, struct translation, chunk->messages.count);
        for (size_t i = 0; i < chunk->messages.count; i++)
            translations[i] = target->request.translations[chunk->numbers[i]];
        request.messages = &chunk->messages;
        request.translations = translations;
    }
    return bundle_write(b->bundle, &request, scratch, &target->diags, &target->texts[number]);
}

static void write_target(const struct bundling *b, size_t worker_number, struct bundling_target *target)
{
    struct bundling_worker *worker = &b->workers[worker_number];
    target->diags.arena = &worker->arena;
    target->request.collator = &worker->collator;
    for (size_t i = 0; target->is_good && i < b->chunks.count; i++)
        target->is_good = write_chunk(b, target, i, &worker->scratch);
    keep_ids(&target->report.missing, &worker->arena);
    keep_ids(&target->report.obsolete, &worker->arena);
    keep_ids(&target->report.refused, &worker->arena);
}

static const struct catalog *catalog_of(struct bundling *b, size_t number)
{
    if (b->targets[number].is_source)
        return NULL;
    if (!is_by_catalog(b)) {
        struct project_catalog *slot = catalogs_find(&b->catalogs, b->targets[number].locale);
        return slot ? &slot->catalog : NULL;
    }
    const struct project_catalog *slot = &b->catalogs.at[number];
    return slot->is_present && !slot->is_foreign ? &slot->catalog : NULL;
}

// ---- targets that neither borrow nor lend: each alone

static void build_one(struct bundling *b, size_t worker, size_t item)
{
    struct bundling_target *target = &b->targets[item];
    arena_reset(&b->workers[worker].scratch);
    target->request.catalog = catalog_of(b, item);
    prepare_target(b, worker, target, &b->workers[worker].scratch);
    write_target(b, worker, target);
}

// ---- the others: all are prepared, and keep their translations, before the first is written

static void tie(struct bundling *b, struct str locale)
{
    for (size_t i = 0; i < b->target_count; i++)
        if (!b->targets[i].is_source && str_equal(b->targets[i].locale, locale))
            b->targets[i].is_tied = true;
}

static void tie_targets(struct bundling *b)
{
    const struct fallback_list *fallbacks = &b->project->config.packaging.fallbacks;
    for (size_t i = 0; i < fallbacks->count; i++) {
        tie(b, fallbacks->at[i].locale);
        for (size_t k = 0; k < fallbacks->at[i].chain.count; k++)
            tie(b, fallbacks->at[i].chain.at[k]);
    }
}

static void write_tied(void *context, size_t worker, size_t item)
{
    struct bundling *b = context;
    struct bundling_target *target = &b->targets[item];
    if (!target->is_tied)
        return;
    arena_reset(&b->workers[worker].scratch);
    if (target->lender_count)
        fallback_resolve(b->bundle, &target->request, target->lenders, target->lender_count, &target->arena,
                         &target->report);
    write_target(b, worker, target);
}

// ---- both

static void take_target(void *context, size_t worker, size_t item)
{
    struct bundling *b = context;
    struct bundling_target *target = &b->targets[item];
    if (!target->is_tied) {
        build_one(b, worker, item);
        return;
    }
    target->request.catalog = catalog_of(b, item);
    prepare_target(b, worker, target, &target->arena);
}

// As soon as a locale's catalog is read, its bundle is made, and what was made of the catalog is forgotten.
static void take_catalog(void *context, size_t worker, size_t item)
{
    struct bundling *b = context;
    struct project_catalog *slot = &b->catalogs.at[item];
    take_target(b, worker, item);
    if (b->targets[item].is_tied)
        return;
    arena_free(&slot->units);
    slot->catalog = (struct catalog){0};
}

static enum status build_targets(struct bundling *b)
{
    bool is_direct = is_by_catalog(b);
    tie_targets(b);
    enum status status =
        catalogs_read(b->context, b->project, is_direct ? take_catalog : NULL, b, &b->catalogs);
    if (status != STATUS_FINE)
        return status;
    if (!is_direct)
        pool_run(b->project->jobs, b->target_count, take_target, b);
    else if (b->bundle->has_source)
        build_one(b, 0, b->target_count - 1);
    for (size_t i = 0; i < b->target_count; i++)
        list_lenders(b, &b->targets[i]);
    pool_run(b->project->jobs, b->target_count, write_tied, b);
    return STATUS_FINE;
}

// ---- all

// Every locale has the same messages: what is wrong with one of them is said once.
static void append_unsaid(struct diags *diags, const struct diags *found, struct map *said)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct diag *diag = &found->at[i];
        struct str key = arena_print(diags->arena, "%d %zu " STR_FORMAT "\n" STR_FORMAT, (int)diag->kind,
                                     diag->span.start, STR_ARG(diag->span.path), STR_ARG(diag->message));
        if (map_has(said, key))
            continue;
        map_set(said, key, NULL, diags->arena);
        diags_append(diags, &(struct diags){.arena = found->arena, .at = &found->at[i], .count = 1});
    }
}

enum status bundling_run(struct bundling *b)
{
    struct map said = {0};
    if (!chunks_find(b->project, b->context->arena, b->context->diags, &b->chunks))
        return STATUS_USAGE;
    if (!catalogs_list(b->context, b->project, &b->catalogs))
        return STATUS_WORLD;
    b->catalogs.are_needed = true;
    list_targets(b);
    enum status status = build_targets(b);
    if (status != STATUS_FINE)
        return status;
    for (size_t i = 0; i < b->target_count; i++) {
        append_unsaid(b->context->diags, &b->targets[i].diags, &said);
        if (!b->targets[i].is_good)
            status = STATUS_FINDINGS;
    }
    return status;
}

void bundling_release(struct bundling *b)
{
    for (size_t i = 0; i < b->target_count; i++) {
        for (size_t k = 0; k < b->chunks.count; k++)
            buf_free(&b->targets[i].texts[k]);
        arena_free(&b->targets[i].arena);
    }
    for (size_t i = 0; b->workers && i < b->project->jobs; i++) {
        collator_close(&b->workers[i].collator);
        arena_adopt(b->context->arena, &b->workers[i].arena);
        arena_free(&b->workers[i].scratch);
    }
    catalogs_close(b->context, &b->catalogs);
}
