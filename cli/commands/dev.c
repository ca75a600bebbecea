#include "cli/commands.h"
#include "cli/memories.h"
#include "cli/watching.h"

#include <stddef.h>

static enum status run(struct context *context)
{
    const struct command *const steps[] = {&command_extract, &command_build};
    return watch_commands(context, steps, sizeof steps / sizeof *steps);
}

static const struct option options[] = {
    OPTIONS_OF_PROJECT,
    OPTIONS_OF_FUZZY,
    {"allow-loss", 0, OPTION_FLAG, NULL, offsetof(struct settings, allow_loss),
     "Go on even if most translations are lost"},
    OPTION_OF_POLLING,
    {0},
};

static const struct example examples[] = {
    {"glot dev", "Keep catalogs and bundles up to date while you work", STATUS_FINE},
    {"glot dev --format json", "The same for a program, which gets a line of JSON for each run", STATUS_FINE},
    {0},
};

const struct command command_dev = {
    .name = "dev",
    .summary = "Extract and build whenever files change",
    .description =
        "Runs `glot extract` and `glot build`, and stays: when sources or the configuration change, both run "
        "again, "
        "when only catalogs change, `glot build` does. A burst of changes is one run. One line for each run "
        "says what "
        "changed, what came of it and how long that took.\n\n"
        "A file that is not saved wholly waits: while it is still being written, is empty where it was not, "
        "or has "
        "lost its syntax, catalogs and bundles stay as they are.\n\n"
        "Ends on Ctrl-C (SIGINT), SIGTERM, or when nobody reads its lines any more, with status 0.",
    .options = options,
    .examples = examples,
    .run = run,
};
