#include "cli/commands.h"
#include "cli/config.h"

static enum status run(struct context *context)
{
    struct config config;
    return config_read(context->settings.config, context->arena, context->diags, &config) ? STATUS_FINE
                                                                                          : STATUS_USAGE;
}

static const struct option options[] = {
    OPTIONS_OF_PROJECT,
    {"check", 0, OPTION_FLAG, NULL, offsetof(struct settings, check),
     "Write nothing; exit with 1 when a catalog would change"},
    {"dry-run", 'n', OPTION_FLAG, NULL, offsetof(struct settings, dry_run),
     "Write nothing; print what would change"},
    {"prune", 0, OPTION_FLAG, NULL, offsetof(struct settings, prune),
     "Remove the translations of texts that are no longer in the sources"},
    {"allow-loss", 0, OPTION_FLAG, NULL, offsetof(struct settings, allow_loss),
     "Go on where translations would be lost"},
    {0},
};

static const struct example examples[] = {
    {"glot extract", "Bring all catalogs up to date", STATUS_FINE},
    {"glot extract --check", "In CI: fail when somebody forgot to extract", STATUS_FINE},
    {"glot extract --config lit-localize.json --dry-run", "See what would change", STATUS_FINE},
    {0},
};

const struct command command_extract = {
    .name = "extract",
    .summary = "Bring the catalogs up to date with the sources",
    .description =
        "Scans the sources for marked texts and brings the catalogs up to date: new texts are added, texts "
        "that changed are marked, translations stay.",
    .options = options,
    .examples = examples,
    .run = run,
};
