#include "cli/catalogs.h"

#include "base/hash.h"
#include "base/path.h"
#include "base/pool.h"
#include "catalog/locale.h"
#include "cli/settled_catalogs.h"
#include "extractor/inputs.h"

#include <unistd.h>

struct catalogs_job {
    const struct project *project;
    bool is_traced;
    struct project_catalog_list *catalogs;
    pool_work *then;
    void *then_context;
};

static void read_bytes(const struct catalogs_job *job, struct project_catalog *slot)
{
    slot->was_read = file_read(slot->path, slot->diags.arena, &slot->diags, &slot->held) != FILE_FAILED;
    slot->contents.len = slot->held.len;
    slot->is_present = slot->held.len > 0;
    if (slot->is_present && job->is_traced)
        slot->contents.hash = hash_bytes(slot->held);
    if (slot->is_present && slot->has_strays)
        slot->is_settled = settled_prove(job->project->settled, slot->held, slot->path, slot->diags.arena,
                                         &slot->diags, &slot->settled);
}

static void read_catalog(const struct catalogs_job *job, size_t worker, size_t item)
{
    const struct project *project = job->project;
    struct project_catalog *slot = &job->catalogs->at[item];
    struct format_options options = project->config.format_options;
    slot->catalog.path = slot->path;
    if (!slot->is_settled)
        read_bytes(job, slot);
    if (slot->is_settled)
        slot->catalog.target_locale = slot->settled.target_locale;
    slot->is_failed = !slot->was_read;
    if (!slot->is_present || slot->is_settled)
        return;
    if (job->catalogs->meet)
        job->catalogs->meet(job->catalogs->meet_context, worker, item);
    options.document = slot->document;
    slot->is_failed = !format_read(project->format, slot->held, slot->path, &options, &slot->units,
                                   &slot->diags, &slot->catalog);
}

static void warn_of_foreign(struct project_catalog *slot)
{
    diag_add(&slot->diags, KIND_LOCALE_MISMATCH, span_file(slot->path),
             "says the target language `" STR_FORMAT "`, but its name says `" STR_FORMAT
             "`: its translations reach no bundle",
             STR_ARG(slot->catalog.target_locale), STR_ARG(slot->locale));
}

// In own mode another spelling of the locale will do, and what goes without saying ("de" and "de_DE"):
// services have theirs.
static bool is_of_locale(const struct project *project, const struct project_catalog *slot)
{
    return str_equal(slot->catalog.target_locale, slot->locale) ||
           (!project->config.drop_in && locale_alike(slot->catalog.target_locale, slot->locale));
}

static void read_one(void *context, size_t worker, size_t item)
{
    const struct catalogs_job *job = context;
    struct project_catalog *slot = &job->catalogs->at[item];
    slot->diags.arena = &job->project->workers[worker].arena;
    if (!slot->is_failed)
        read_catalog(job, worker, item);
    if (slot->is_failed && slot->is_present && job->catalogs->refuse)
        job->catalogs->refuse(job->catalogs->meet_context, worker, item);
    if (slot->is_failed)
        return;
    if (slot->is_present && !config_is_by_locale(&job->project->config))
        slot->locale = arena_copy(slot->diags.arena, slot->catalog.target_locale);
    slot->is_foreign = slot->is_present && !is_of_locale(job->project, slot);
    if (slot->is_foreign)
        warn_of_foreign(slot);
    if (job->then)
        job->then(job->then_context, worker, item);
}

static bool is_listed(const struct project_catalog_list *catalogs, struct str locale)
{
    for (size_t i = 0; i < catalogs->count; i++)
        if (str_equal(catalogs->at[i].locale, locale))
            return true;
    return false;
}

// A format may have two suffixes: a file that is there tells which one the project uses.
static struct str path_of_locale(struct context *context, const struct project *project, struct str locale)
{
    const char *const suffixes[] = {project->format->suffix, project->format->other_suffix};
    struct str paths[2];
    for (size_t i = 0; i < 2 && suffixes[i]; i++) {
        struct str name = arena_print(context->arena, STR_FORMAT "%s", STR_ARG(locale), suffixes[i]);
        paths[i] = path_join(context->arena, project->config.catalog_folder, name);
        trail_read(context->trail, paths[i], TRAIL_CATALOG);
        if (access(arena_cstr(context->arena, paths[i]), F_OK) == 0)
            return paths[i];
        if (project->config.drop_in)
            break;
    }
    return paths[0];
}

struct str catalogs_source_path(struct context *context, const struct project *project)
{
    const struct config *config = &project->config;
    trail_read(context->trail, config->catalog_file, TRAIL_CATALOG);
    return config_is_by_locale(&project->config) ? path_of_locale(context, project, config->source_locale)
                                                 : config->catalog_file;
}

static bool list_by_locale(struct context *context, const struct project *project,
                           struct project_catalog_list *out)
{
    for (size_t i = 0; i < project->config.target_locales.count; i++) {
        struct str locale = project->config.target_locales.at[i];
        if (is_listed(out, locale))
            continue;
        *list_push(out, context->arena) =
            (struct project_catalog){.locale = locale, .path = path_of_locale(context, project, locale)};
    }
    return true;
}

static bool list_by_pattern(struct context *context, const struct project *project,
                            struct project_catalog_list *out)
{
    struct str_list patterns = {0}, paths = {0};
    *list_push(&patterns, context->arena) = project->config.catalog_glob;
    struct str home = path_absolute(context->arena, project->config.folder);
    // Folders anew: the catalogs may have been written meanwhile.
    struct folders folders = {.arena = context->arena, .home = home, .diags = context->diags};
    size_t before = context->diags->count;
    inputs_match(&patterns, home, &folders, &paths);
    trail_folders(context->trail, &folders);
    struct str here = path_absolute(context->arena, STR("."));
    for (size_t i = 0; i < paths.count; i++)
        *list_push(out, context->arena) =
            (struct project_catalog){.path = path_relative(context->arena, here, paths.at[i])};
    return context->diags->count == before;
}

// The suffix of catalogs that the name has, or none.
static struct str suffix_of(const struct project *project, struct str name)
{
    struct str suffix = str_of(project->format->suffix), other = str_of(project->format->other_suffix);
    if (str_ends(name, suffix))
        return suffix;
    return other.len && !project->config.drop_in && str_ends(name, other) ? other : (struct str){0};
}

static bool is_read(const struct project_catalog_list *catalogs, struct str path)
{
    for (size_t i = 0; i < catalogs->count; i++)
        if (str_equal(catalogs->at[i].path, path))
            return true;
    return false;
}

// That of the source locale holds the texts for a service.
bool catalogs_unlisted(struct context *context, const struct project *project,
                       const struct project_catalog_list *catalogs, struct project_catalog_list *out)
{
    struct folder_entry_list entries;
    struct str folder = project->config.catalog_folder;
    if (!config_is_by_locale(&project->config))
        return true;
    enum file_state state = folder_read(folder, context->arena, context->diags, &entries);
    if (state == FILE_FAILED)
        return false;
    trail_listing(context->trail, folder, state == FILE_READ ? &entries : NULL);
    for (size_t i = 0; i < entries.count; i++) {
        struct str name = entries.at[i].name, suffix = suffix_of(project, name);
        struct str spelling = str_slice(name, 0, name.len - suffix.len);
        struct str path = path_join(context->arena, folder, name);
        if (entries.at[i].is_file && suffix.len && !is_read(catalogs, path) &&
            !locale_same(spelling, project->config.source_locale))
            *list_push(out, context->arena) = (struct project_catalog){.locale = spelling, .path = path};
    }
    return true;
}

// Then the folder may be another one.
static bool are_all_missing(const struct project_catalog_list *catalogs)
{
    for (size_t i = 0; i < catalogs->count; i++)
        if (catalogs->at[i].is_present || catalogs->at[i].is_failed)
            return false;
    return true;
}

void catalogs_warn_of_missing(const struct project *project, const struct project_catalog_list *catalogs,
                              struct str path, struct str locale, struct diags *diags)
{
    struct diag *diag = diag_add(diags, KIND_CATALOG_MISSING, span_file(path),
                                 "is missing: nothing is translated to `" STR_FORMAT "`", STR_ARG(locale));
    if (!config_has_sources(&project->config))
        diag_hint(diags, diag, "Put it there, or take the locale out of the configuration.");
    else
        diag_hint(diags, diag, "Run `glot extract`, which writes it.%s",
                  are_all_missing(catalogs)
                      ? " Where catalogs are elsewhere, correct their folder in the configuration."
                      : "");
}

// But those that are there under another name, which is said.
static void warn_of_absent(struct context *context, const struct project *project,
                           const struct project_catalog_list *catalogs,
                           const struct project_catalog_list *unlisted)
{
    struct str_list others = {0};
    for (size_t i = 0; i < unlisted->count; i++)
        *list_push(&others, context->arena) = config_alike_locale(&project->config, unlisted->at[i].locale);
    for (size_t i = 0; i < catalogs->count; i++)
        if (!catalogs->at[i].is_present && !catalogs->at[i].is_failed &&
            !str_list_has(&others, catalogs->at[i].locale))
            catalogs_warn_of_missing(project, catalogs, catalogs->at[i].path, catalogs->at[i].locale,
                                     context->diags);
}

// Catalogs in the folder that belong to no locale of the project.
static void warn_of_unlisted(struct context *context, const struct project *project,
                             const struct project_catalog_list *unlisted)
{
    for (size_t i = 0; i < unlisted->count; i++) {
        struct diag *diag = diag_add(context->diags, KIND_CATALOG_UNLISTED, span_file(unlisted->at[i].path),
                                     "belongs to no target locale of the project");
        struct str alike = config_alike_locale(&project->config, unlisted->at[i].locale);
        if (alike.len)
            diag_hint(context->diags, diag,
                      "The project spells this locale `" STR_FORMAT
                      "`; `glot status` counts the translations that stand only here.",
                      STR_ARG(alike));
    }
}

// False when the folder cannot be read.
static bool warn_of_locales(struct context *context, const struct project *project,
                            const struct project_catalog_list *catalogs)
{
    struct project_catalog_list unlisted = {0};
    if (!catalogs_unlisted(context, project, catalogs, &unlisted))
        return false;
    if (catalogs->are_needed)
        warn_of_absent(context, project, catalogs, &unlisted);
    warn_of_unlisted(context, project, &unlisted);
    return true;
}

bool catalogs_list(struct context *context, const struct project *project, struct project_catalog_list *out)
{
    bool good = config_is_by_locale(&project->config) ? list_by_locale(context, project, out)
                                                      : list_by_pattern(context, project, out);
    for (size_t i = 0; i < out->count; i++)
        trail_read(context->trail, out->at[i].path, TRAIL_CATALOG);
    return good;
}

static bool are_all_settled(const struct project_catalog_list *catalogs)
{
    for (size_t i = 0; i < catalogs->count; i++)
        if (!catalogs->at[i].is_settled)
            return false;
    return true;
}

enum status catalogs_read(struct context *context, const struct project *project, pool_work *then,
                          void *then_context, struct project_catalog_list *catalogs)
{
    struct catalogs_job job = {project, context->trail != NULL, catalogs, then, then_context};
    settled_catalogs_prove(project, context->trail != NULL, catalogs);
    // Where all is known no other thread is worth its start.
    pool_run(are_all_settled(catalogs) ? 1 : project->jobs, catalogs->count, read_one, &job);
    for (size_t i = 0; i < catalogs->count; i++)
        if (catalogs->at[i].is_present)
            trail_holds(context->trail, catalogs->at[i].path, catalogs->at[i].contents.len,
                        catalogs->at[i].contents.hash);
    catalogs_report(context, catalogs);
    if (!catalogs->is_surveyed && !warn_of_locales(context, project, catalogs))
        return STATUS_WORLD;
    for (size_t i = 0; i < catalogs->count; i++)
        if (catalogs->at[i].is_failed)
            return STATUS_FINDINGS;
    return STATUS_FINE;
}

void catalogs_report(struct context *context, struct project_catalog_list *catalogs)
{
    for (size_t i = 0; i < catalogs->count; i++) {
        diags_append(context->diags, &catalogs->at[i].diags);
        catalogs->at[i].diags = (struct diags){.arena = context->arena};
    }
}

void catalogs_close(struct context *context, struct project_catalog_list *catalogs)
{
    catalogs_report(context, catalogs);
    for (size_t i = 0; i < catalogs->count; i++)
        arena_adopt(context->arena, &catalogs->at[i].units);
}

struct project_catalog *catalogs_find(struct project_catalog_list *catalogs, struct str locale)
{
    for (size_t i = catalogs->count; i > 0; i--) {
        struct project_catalog *slot = &catalogs->at[i - 1];
        if (slot->is_present && str_equal(slot->catalog.target_locale, locale))
            return slot;
    }
    return NULL;
}
