#include "base/path.h"
#include "base/pool.h"
#include "catalog/bundle.h"
#include "catalog/locale_codes.h"
#include "cli/commands.h"
#include "cli/inspection.h"
#include "cli/output.h"
#include "cli/project.h"
#include "cli/summary.h"

#include <stddef.h>

// One bundle to be built; the pool writes into it.
struct target {
    struct str locale;
    struct bundle_request request;
    struct diags diags;
    struct bundle_report report;
    struct buf text;
    bool is_source; // of the source locale: made of the messages alone
    bool is_good;
};

// What a worker of the pool builds with.
struct workplace {
    struct arena arena;   // diagnostics and reports stay here
    struct arena scratch; // of one target
    struct collator collator;
};

struct building {
    struct context *context;
    struct project project;
    struct inspection gate;
    struct project_catalog_list catalogs;
    const struct bundle *bundle;
    struct target *targets;
    size_t target_count;
    struct workplace *workplaces;
    size_t written; // files that changed or would change
    bool is_done;   // all was compared or written
};

// Behind those of the target locales there may be one of the source locale.
static void list_targets(struct building *b)
{
    const struct config *config = &b->project.config;
    bool is_by_catalog = config->catalog_glob.len == 0; // then target i is made of catalog i
    size_t locales = is_by_catalog ? b->catalogs.count : config->target_locales.count;
    b->target_count = locales + b->bundle->has_source;
    b->targets = arena_array(b->context->arena, struct target, b->target_count);
    b->workplaces = arena_array(b->context->arena, struct workplace, b->project.jobs);
    for (size_t i = 0; i < b->target_count; i++) {
        struct target *target = &b->targets[i];
        target->is_source = i >= locales;
        target->locale = target->is_source ? config->source_locale
                         : is_by_catalog   ? b->catalogs.at[i].locale
                                           : config->target_locales.at[i];
        target->request = (struct bundle_request){.locale = target->locale,
                                                  .messages = &b->project.extraction.messages,
                                                  .options = &config->bundle_options};
    }
}

static void keep_ids(struct str_list *ids, struct arena *arena)
{
    struct str_list kept = {0};
    list_reserve(&kept, ids->count, arena);
    for (size_t i = 0; i < ids->count; i++)
        *list_push(&kept, arena) = arena_copy(arena, ids->at[i]);
    *ids = kept;
}

static void build_target(const struct building *b, size_t worker, struct target *target)
{
    const struct bundle *bundle = b->bundle;
    struct workplace *workplace = &b->workplaces[worker];
    arena_reset(&workplace->scratch);
    target->diags.arena = &workplace->arena;
    target->request.collator = &workplace->collator;
    target->is_good =
        bundle_prepare(bundle, &target->request, &workplace->scratch, &target->diags, &target->report) &&
        bundle_write(bundle, &target->request, &workplace->scratch, &target->diags, &target->text);
    keep_ids(&target->report.missing, &workplace->arena);
    keep_ids(&target->report.obsolete, &workplace->arena);
    keep_ids(&target->report.refused, &workplace->arena);
}

static void build_one(void *context, size_t worker, size_t item)
{
    struct building *b = context;
    bool is_source = b->targets[item].is_source;
    struct project_catalog *slot = is_source ? NULL : catalogs_find(&b->catalogs, b->targets[item].locale);
    b->targets[item].request.catalog = slot ? &slot->catalog : NULL;
    build_target(b, worker, &b->targets[item]);
}

// As soon as a locale's catalog is read, its bundle is made, and what was made of the catalog is forgotten.
static void build_of_catalog(void *context, size_t worker, size_t item)
{
    struct building *b = context;
    struct project_catalog *slot = &b->catalogs.at[item];
    struct target *target = &b->targets[item];
    bool is_usable = slot->is_present && !slot->is_foreign;
    target->request.catalog = is_usable ? &slot->catalog : NULL;
    build_target(b, worker, target);
    arena_free(&slot->units);
    slot->catalog = (struct catalog){0};
}

// Makes all bundles in memory. STATUS_FINDINGS when one cannot be made: then none may be written.
static enum status build_targets(struct building *b)
{
    struct context *context = b->context;
    bool is_by_catalog = b->project.config.catalog_glob.len == 0;
    enum status status =
        catalogs_read(context, &b->project, is_by_catalog ? build_of_catalog : NULL, b, &b->catalogs);
    if (status != STATUS_FINE)
        return status;
    if (!is_by_catalog)
        pool_run(b->project.jobs, b->target_count, build_one, b);
    else if (b->bundle->has_source)
        build_one(b, 0, b->target_count - 1);
    for (size_t i = 0; i < b->target_count; i++) {
        diags_append(context->diags, &b->targets[i].diags);
        if (!b->targets[i].is_good)
            status = STATUS_FINDINGS;
    }
    return status;
}

static void print_target(const struct building *b, const struct target *target, struct buf *out)
{
    const struct bundle_report *report = &target->report;
    if (target->is_source) {
        buf_print(out, "  %-12.*s the source texts\n", STR_ARG(target->locale));
        return;
    }
    buf_print(out, "  %-12.*s %zu of %zu translated, %u from the source text", STR_ARG(target->locale),
              report->translated, b->project.extraction.messages.count, report->missing.count);
    if (report->refused.count)
        buf_print(out, " (%u refused)", report->refused.count);
    if (report->obsolete.count)
        buf_print(out, ", %u obsolete", report->obsolete.count);
    buf_byte(out, '\n');
    if (b->context->settings.verbosity > 0) {
        summary_ids(out, "missing ", &report->missing);
        summary_ids(out, "refused ", &report->refused);
        summary_ids(out, "obsolete", &report->obsolete);
    }
}

static void print_summary(const struct building *b)
{
    const struct settings *settings = &b->context->settings;
    struct buf out = {0};
    if (!summary_is_wanted(settings))
        return;
    summary_count(&out, b->project.extraction.messages.count, "message");
    buf_print(&out, "; %zu of ", b->written);
    summary_count(&out, b->target_count + (b->project.config.locale_codes_module.len > 0), "file");
    buf_print(&out, " %s\n", settings->check ? "would change" : "written");
    for (size_t i = 0; i < b->target_count; i++)
        print_target(b, &b->targets[i], &out);
    output_result(b->context, &out);
}

static void add_bundles(struct building *b, struct changes *changes)
{
    const struct config *config = &b->project.config;
    struct arena *arena = b->context->arena;
    for (size_t i = 0; i < b->target_count; i++) {
        struct target *target = &b->targets[i];
        struct str name = arena_print(arena, STR_FORMAT "%s", STR_ARG(target->locale),
                                      b->bundle->suffix(&config->bundle_options));
        changes_add(changes, path_join(arena, config->bundle_folder, name), buf_str(&target->text), NULL,
                    arena);
    }
    if (config->locale_codes_module.len == 0)
        return;
    struct buf codes = {0};
    struct collator collator = {0};
    locale_codes_write(config->drop_in ? "lit-localize" : "glot build", config->source_locale,
                       &config->target_locales, str_ends(config->locale_codes_module, STR(".ts")), &collator,
                       arena, &codes);
    collator_close(&collator);
    changes_add(changes, config->locale_codes_module, buf_finish(&codes, arena), NULL, arena);
}

// In drop-in mode what is wrong with the sources does not stop a build, as it does not stop the peer's: such
// calls are no messages.
static void soften_errors(struct building *b, size_t before)
{
    for (size_t i = before; b->project.config.drop_in && i < b->context->diags->count; i++) {
        struct diag *diag = &b->context->diags->at[i];
        if (diag->severity == SEVERITY_ERROR && !kind_is_of_world(diag->kind))
            diag->severity = SEVERITY_WARNING;
    }
}

// Whether the configuration says what to build.
static bool check_config(struct context *context, const struct config *config)
{
    if (config->is_transform) {
        diag_add(context->diags, KIND_TRANSFORM_MODE, span_file(config->path),
                 "transform mode cannot be built");
    } else if (!config->has_output) {
        struct diag *diag = diag_add(context->diags, KIND_CONFIG_MISSING_KEY, span_file(config->path),
                                     "there is no \"bundles\", so there is nothing to build");
        diag_hint(context->diags, diag, "Say where bundles go: \"bundles\": {\"folder\": \"src/locales\"}.");
    }
    return config->has_output && !config->is_transform;
}

static enum status build(struct building *b, struct changes *changes)
{
    struct context *context = b->context;
    struct config *config = &b->project.config;
    config->bundle_options.is_strict = context->settings.strict;
    if (!check_config(context, config))
        return STATUS_USAGE;
    enum status status = inspection_gate(&b->gate, context, config);
    if (status != STATUS_FINE)
        return status;
    config->bundle_options.gate = config->drop_in ? NULL : &b->gate.checks;
    size_t before = context->diags->count, errors = diags_count(context->diags, SEVERITY_ERROR);
    status = project_scan(context, &b->project);
    if (status != STATUS_FINE)
        return status;
    soften_errors(b, before);
    if (diags_count(context->diags, SEVERITY_ERROR) > errors)
        return STATUS_FINDINGS;
    progress_stage(&context->progress, "building bundles");
    b->bundle = bundle_find(config->bundle_format);
    if (!catalogs_list(context, &b->project, &b->catalogs))
        return STATUS_WORLD;
    list_targets(b);
    status = build_targets(b);
    if (status != STATUS_FINE)
        return status;
    add_bundles(b, changes);
    status = changes_apply(changes, context, &b->written);
    b->is_done = status != STATUS_WORLD;
    return status;
}

static void release(struct building *b)
{
    for (size_t i = 0; i < b->target_count; i++)
        buf_free(&b->targets[i].text);
    for (size_t i = 0; b->workplaces && i < b->project.jobs; i++) {
        collator_close(&b->workplaces[i].collator);
        arena_adopt(b->context->arena, &b->workplaces[i].arena);
        arena_free(&b->workplaces[i].scratch);
    }
    catalogs_close(b->context, &b->catalogs);
    project_close(b->context, &b->project);
}

static enum status run(struct context *context)
{
    struct building b = {.context = context};
    struct changes changes = {0};
    enum status status = project_open(context, &b.project);
    if (status != STATUS_FINE)
        return status;
    status = build(&b, &changes);
    if (b.is_done)
        print_summary(&b);
    release(&b);
    return status;
}

static const struct option options[] = {
    OPTIONS_OF_PROJECT,
    OPTIONS_OF_WRITING,
    OPTIONS_OF_WATCHING,
    {0},
};

static const struct example examples[] = {
    {"glot build", "Compile the catalogs into the modules that the application loads", STATUS_FINE},
    {"glot build --check", "In CI: fail when a bundle that is kept in the repository is out of date",
     STATUS_FINDINGS},
    {"glot build --watch", "Stay, and build again whenever a catalog or a source is saved", STATUS_FINE},
    {"glot build -v", "The same, and list the messages that have no translation", STATUS_FINE},
    {0},
};

const struct command command_build = {
    .name = "build",
    .summary = "Compile the catalogs into bundles for the application",
    .description =
        "Writes one bundle for each target locale, and the module of locale codes if the "
        "configuration names one. "
        "Messages without a translation get the source text; one line for each locale says how "
        "many (-v lists "
        "them).\n\n"
        "Every translation is checked first. One with an error by the rules of `glot check`, or that the "
        "format cannot hold, is refused: the source text stands in and a warning says so; with --strict "
        "nothing is written. With a lit-localize.json only placeholders are looked at, and nothing is "
        "written where they do not agree. Files that would not change are not touched.\n\n"
        "A glot.json without sources builds what its catalogs hold.",
    .options = options,
    .examples = examples,
    .run = run,
};
