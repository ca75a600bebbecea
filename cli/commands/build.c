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
     "Write nothing; exit with 1 when a bundle would change"},
    {"dry-run", 'n', OPTION_FLAG, NULL, offsetof(struct settings, dry_run),
     "Write nothing; print what would change"},
    {0},
};

static const struct example examples[] = {
    {"glot build", "Build the bundles of all locales", STATUS_FINE},
    {"glot build --strict", "Exit with 1 when a translation is missing", STATUS_FINE},
    {0},
};

const struct command command_build = {
    .name = "build",
    .summary = "Build the bundles that the application loads",
    .description =
        "Compiles the translations in the catalogs into one bundle for each locale. A text that has no "
        "translation stands in the bundle as it stands in the source.",
    .options = options,
    .examples = examples,
    .run = run,
};
