#include "cli/project.h"

#include "base/hash.h"
#include "base/path.h"
#include "base/pool.h"
#include "cli/catalogs.h"
#include "cli/sharding.h"
#include "cli/unread_sources.h"
#include "extractor/inputs.h"
#include "extractor/tsconfig.h"

#include <unistd.h>

enum { quiet_wait = 500 }; // milliseconds; few runs last longer

// A configuration without `$schema` gets one at once, as the other tool does it.
static enum status add_schema(struct context *context, const struct config *config)
{
    const struct settings *settings = &context->settings;
    struct str with_schema = config_with_schema(config, context->arena);
    struct changes changes = {0};
    size_t written;
    if (with_schema.len == 0)
        return STATUS_FINE;
    if (settings->check) {
        struct diag *diag =
            diag_add(context->diags, KIND_OUT_OF_DATE, span_file(config->path), "lacks `$schema`");
        diag_hint(context->diags, diag,
                  "Run `glot %s`, which puts it there as lit-localize does, and commit that.",
                  context->command->name);
    }
    if (settings->check && !settings->dry_run)
        return STATUS_FINE;
    changes_add(&changes, config->path, with_schema, &config->text, context->arena);
    return changes_apply(&changes, context, &written) == STATUS_WORLD ? STATUS_WORLD : STATUS_FINE;
}

// Which of the two names it has depends on both.
static void note_config(struct trail *trail, const struct config *config)
{
    trail_read(trail, config->path, TRAIL_SOURCE);
    if (config->text.at)
        trail_saw(trail, config->path, &config->text);
    trail_saw(trail, STR("glot.json"), NULL);
}

enum status project_open(struct context *context, struct project *project)
{
    const struct settings *settings = &context->settings;
    bool is_watched = settings->form == OUTPUT_HUMAN && !settings->quiet && !settings->watch &&
                      progress_is_possible(STDERR_FILENO);
    progress_begin(&context->progress, STDERR_FILENO, quiet_wait, is_watched);
    *project = (struct project){.jobs = settings->jobs ? settings->jobs : pool_processors()};
    project->workers = arena_array(context->arena, struct program_worker, project->jobs);
    bool good = config_read(context->settings.config, context->arena, context->diags, &project->config);
    note_config(context->trail, &project->config);
    trail_read(context->trail, project->config.glossary, TRAIL_SOURCE);
    if (!good)
        return STATUS_USAGE;
    context->home = project->config.folder;
    project->format = format_find(project->config.catalog_format);
    return settings->shards.count ? STATUS_FINE : add_schema(context, &project->config);
}

static const struct dialect **find_dialects(const struct str_list *names, struct arena *arena)
{
    const struct dialect **rows = arena_array(arena, const struct dialect *, names->count);
    for (size_t i = 0; i < names->count; i++)
        rows[i] = dialect_find(names->at[i]);
    return rows;
}

// The roots of tsconfig.json are met while they are looked for, unless others take their place.
static bool find_roots(struct context *context, struct project *project, struct tsconfig *tsconfig)
{
    const struct config *config = &project->config;
    if (config->ts_config.len && !tsconfig_read(path_absolute(context->arena, config->ts_config),
                                                &project->folders, context->diags, tsconfig))
        return false;
    if (config->has_input_files) {
        tsconfig->roots = (struct str_list){0};
        inputs_match(&config->input_files, path_absolute(context->arena, config->folder), &project->folders,
                     &tsconfig->roots);
        return unread_sources_report(config, &tsconfig->roots, context->arena, context->diags);
    }
    return true;
}

struct loader {
    program_load *load;
    void *context;
};

// Copies of sources are made of their texts.
static bool is_alone(const struct project *project)
{
    return !project->shard && !project->fragments && !project->config.is_transform;
}

static struct stored_sources *stored_of(const struct context *context, const struct project *project)
{
    return is_alone(project) ? context->stored : NULL;
}

static struct source_store *open_store(const struct context *context, const struct project *project,
                                       struct stored_sources *stored)
{
    uint64_t key = hash_join(stored->program, hash_bytes(project->config.text));
    key = hash_join(key, project->config.drop_in);
    stored->store.key = hash_join(key, context->settings.full_parse);
    stored->store.form = (struct source_record_form){project->dialects, project->config.dialects.count};
    stored->store.with_lookalikes = project->config.dialect_options.with_lookalikes;
    stored->store.with_texts = project->config.with_locations;
    stored->store.workers = project->workers;
    source_store_open(&stored->store);
    return &stored->store;
}

// A part of the sources, or all of them: of fragments, of an earlier run, or of their files.
static struct loader choose_loader(const struct context *context, struct project *project,
                                   struct source_loading *cached)
{
    struct stored_sources *stored = stored_of(context, project);
    if (project->shard) {
        project->shard->workers = project->workers;
        return (struct loader){shard_load, project->shard};
    }
    if (project->fragments) {
        project->fragments->workers = project->workers;
        return (struct loader){fragments_load, project->fragments};
    }
    if (stored)
        return (struct loader){source_store_load, open_store(context, project, stored)};
    return cached->cache ? (struct loader){source_cache_load, cached}
                         : (struct loader){program_load_source, project->workers};
}

static void meet_roots(void *build, const struct tsconfig *tsconfig)
{
    program_add_roots(build, &tsconfig->roots, &tsconfig->options);
}

// False where the roots cannot be told.
static bool build_program(struct context *context, struct project *project)
{
    struct source_cache *cache = context->cache ? &context->cache->sources : NULL;
    struct source_loading cached = {cache, project->workers};
    struct loader loader = choose_loader(context, project, &cached);
    struct program_build *build =
        program_begin(&project->folders, project->jobs, loader.load, loader.context);
    struct tsconfig tsconfig = {.options = options_without_tsconfig()};
    if (!project->config.has_input_files && !project->shard) {
        tsconfig.meet_roots = meet_roots;
        tsconfig.context = build;
    }
    bool good = find_roots(context, project, &tsconfig);
    project->compiler = tsconfig.options;
    project->root_patterns = tsconfig.patterns;
    if (project->shard) {
        project->shard->home = project->folders.home;
        shard_take_roots(project->shard, &tsconfig.roots, context->arena);
    }
    if (good)
        program_add_roots(build, &tsconfig.roots, &project->compiler);
    program_end(build, context->diags, &project->program);
    if (cache && good)
        source_cache_take(cache, &project->program);
    return good;
}

// Files stay as they were read under the same configuration.
static void begin_cache(struct context *context, const struct config *config)
{
    if (!context->cache)
        return;
    context->cache->sources.takes_broken = context->settings.allow_loss;
    source_cache_begin(&context->cache->sources, hash_bytes(config->text));
    folder_cache_begin(&context->cache->folders);
}

// Whether all sources are whole, or were.
static bool end_cache(struct context *context)
{
    struct source_cache *cache = context->cache ? &context->cache->sources : NULL;
    bool good = !cache || source_cache_end(cache);
    for (size_t i = 0; cache && i < cache->waiting.count; i++)
        trail_wait(context->trail, cache->waiting.at[i]);
    return good;
}

// Whether nobody asks for texts of sources without messages. A ground has their hashes, which a store keeps.
static bool may_forget_texts(const struct context *context, const struct project *project)
{
    bool has_ground = context->trail && context->trail->ground;
    return stored_of(context, project) || (is_alone(project) && !context->cache && !has_ground);
}

// Finds the files of the program and reads them.
static bool read_sources(struct context *context, struct project *project)
{
    progress_stage(&context->progress, "reading sources");
    project->dialects = find_dialects(&project->config.dialects, context->arena);
    project->folders = (struct folders){.arena = context->arena,
                                        .home = path_absolute(context->arena, project->config.folder),
                                        .cache = context->cache ? &context->cache->folders : NULL,
                                        .diags = context->diags};
    begin_cache(context, &project->config);
    project->config.dialect_options.with_lookalikes = context->settings.verbosity > 0;
    bool forgets = may_forget_texts(context, project);
    for (size_t i = 0; i < project->jobs; i++)
        project->workers[i].reader =
            (struct source_reader){.dialects = project->dialects,
                                   .dialect_count = project->config.dialects.count,
                                   .options = &project->config.dialect_options,
                                   .full_parse = context->settings.full_parse,
                                   .forgets_texts = forgets,
                                   .reads_ahead = forgets && !project->config.with_locations};
    bool good = build_program(context, project);
    trail_program(context->trail, &project->folders, &project->program);
    return good && (!project->fragments || sharding_is_whole(context, project));
}

// What files say by themselves: as fragments have it, or for one.
static struct reading *first_readings(struct context *context, const struct project *project)
{
    if (project->fragments)
        return fragments_readings(project->fragments, &project->program, context->arena);
    size_t count = project->config.dialects.count * project->program.count;
    return project->shard ? arena_array(context->arena, struct reading, count) : NULL;
}

// An application whose texts are marked in another way looks like one without texts.
static void tell_of_no_messages(struct context *context, const struct project *project, size_t errors)
{
    const struct config *config = &project->config;
    if (project->extraction.messages.count || project->program.count == 0 || project->shard ||
        diags_count(context->diags, SEVERITY_ERROR) > errors)
        return;
    struct diag *diag = diag_add(context->diags, KIND_MESSAGES_NONE, span_file(config->path),
                                 "%zu source%s read, and there is no message", project->program.count,
                                 project->program.count == 1 ? " was" : "s were");
    diag_hint(context->diags, diag, "Messages are calls of %s.",
              config->drop_in || !str_list_has(&config->dialects, STR("gettext"))
                  ? "msg() from @lit/localize; -v shows calls that only look like that"
                  : "the functions in `keywords`, by default _() and those of gettext");
}

enum status project_scan(struct context *context, struct project *project)
{
    if (!config_has_sources(&project->config))
        return catalogs_messages(context, project);
    if (!read_sources(context, project))
        return STATUS_FINDINGS;
    progress_stage(&context->progress, "extracting messages");
    struct extract_options options = {
        .dialect_count = project->config.dialects.count,
        .dialects = project->dialects,
        .dialect = project->config.dialect_options,
        .jobs = project->jobs,
        .loaders = project->workers,
        .full_parse = context->settings.full_parse,
        .first = project->first = first_readings(context, project),
    };
    size_t errors = diags_count(context->diags, SEVERITY_ERROR);
    extract(&project->program, &options, context->arena, context->diags, &project->extraction);
    if (!end_cache(context))
        return STATUS_FINDINGS;
    tell_of_no_messages(context, project, errors);
    if (stored_of(context, project))
        source_store_print(&context->stored->store, &project->program, &context->stored->fresh);
    trail_messages(context->trail, &project->extraction, project->config.with_locations, context->diags);
    return STATUS_FINE;
}

void project_close(struct context *context, struct project *project)
{
    for (size_t i = 0; project->workers && i < project->jobs; i++) {
        arena_adopt(context->arena, &project->workers[i].arena);
        arena_adopt(context->arena, &project->workers[i].reader.texts);
        program_worker_free(&project->workers[i]);
    }
}

void project_cache_free(struct project_cache *cache)
{
    source_cache_free(&cache->sources);
    folder_cache_free(&cache->folders);
}
