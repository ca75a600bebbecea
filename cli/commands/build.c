#include "cli/commands.h"
#include "cli/inspection.h"
#include "cli/output.h"
#include "cli/packaging.h"
#include "cli/summary.h"
#include "cli/transforming.h"

#include <stddef.h>

struct building {
    struct context *context;
    struct project project;
    struct inspection gate;
    struct bundling bundling;
    struct changes changes;
    size_t written; // files that changed or would change
    bool is_done;   // all was compared or written
};

static void print_summary(const struct building *b)
{
    const struct settings *settings = &b->context->settings;
    struct buf out = {0};
    if (!summary_is_wanted(settings))
        return;
    summary_count(&out, b->project.extraction.messages.count, "message");
    buf_print(&out, "; %zu of ", b->written);
    summary_count(&out, changes_written(&b->changes), "file");
    buf_text(&out, settings->check ? " would change" : " written");
    if (b->changes.removed)
        buf_print(&out, ", %zu %s", b->changes.removed, settings->check ? "would go" : "removed");
    buf_byte(&out, '\n');
    for (size_t i = 0; i < b->bundling.target_count; i++) {
        const struct bundling_target *target = &b->bundling.targets[i];
        struct summary_edition edition = {target->locale, target->is_source ? NULL : &target->report,
                                          target->lenders, target->lender_count};
        summary_of_edition(&out, &edition, b->project.extraction.messages.count, settings);
    }
    output_summary(b->context, &out);
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

// Where nothing says what the messages are, bundles would be emptied.
static void harden_warnings(struct building *b, size_t before)
{
    for (size_t i = before; !b->project.config.drop_in && i < b->context->diags->count; i++) {
        struct diag *diag = &b->context->diags->at[i];
        if (diag->kind == KIND_SOURCES_NONE || diag->kind == KIND_CATALOG_NONE)
            diag->severity = SEVERITY_ERROR;
    }
}

// Whether the configuration says what to build.
static bool check_config(struct context *context, const struct config *config)
{
    if (!config->has_output) {
        struct diag *diag = diag_add(context->diags, KIND_CONFIG_MISSING_KEY, span_file(config->path),
                                     "there is no \"bundles\", so there is nothing to build");
        diag_hint(context->diags, diag, "Say where bundles go: \"bundles\": {\"folder\": \"src/locales\"}.");
    }
    return config->has_output;
}

static enum status build(struct building *b)
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
    if (config->is_transform)
        return transforming_build(context, &b->project);
    status = project_scan(context, &b->project);
    if (status != STATUS_FINE)
        return status;
    soften_errors(b, before);
    harden_warnings(b, before);
    if (diags_count(context->diags, SEVERITY_ERROR) > errors)
        return STATUS_FINDINGS;
    bool goes_by_messages = config->packaging.split == SPLIT_NONE; // chunks go by sources and imports, too
    if (goes_by_messages && trail_repeats(context->trail, context->diags))
        return STATUS_FINE;
    progress_stage(&context->progress, "building bundles");
    b->bundling = (struct bundling){
        .context = context, .project = &b->project, .bundle = bundle_find(config->bundle_format)};
    status = bundling_run(&b->bundling);
    if (status == STATUS_FINE)
        status = packaging_add(&b->bundling, &b->changes);
    if (status != STATUS_FINE)
        return status;
    status = changes_apply(&b->changes, context, &b->written);
    b->is_done = status != STATUS_WORLD;
    return status;
}

static enum status run(struct context *context)
{
    struct building b = {.context = context};
    enum status status = project_open(context, &b.project);
    if (status != STATUS_FINE)
        return status;
    status = build(&b);
    if (b.is_done)
        print_summary(&b);
    if (b.bundling.bundle)
        bundling_release(&b.bundling);
    project_close(context, &b.project);
    return status;
}

static const struct option options[] = {
    OPTIONS_OF_PROJECT, OPTIONS_OF_WRITING, OPTIONS_OF_WATCHING, OPTION_OF_CACHE, {0},
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
