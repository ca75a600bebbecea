#include "cli/commands.h"
#include "cli/exchanging.h"

static enum status run(struct context *context)
{
    return exchange_command(context, EXCHANGE_PULL);
}

static const struct option options[] = {OPTIONS_OF_EXCHANGE, OPTIONS_OF_TAKING, {0}};

static const struct example examples[] = {
    {"glot pull", "Take what is new at the service", STATUS_FINE},
    {"glot pull --mode reviewed --minimum 80", "Take only what was reviewed, from languages that are far",
     STATUS_FINE},
    {"glot pull --dry-run", "Show what would be taken, with both texts", STATUS_FINE},
    {0},
};

const struct command command_pull = {
    .name = "pull",
    .summary = "Take translations from the service into the catalogs",
    .description =
        "Reads from the service what was translated there since the last exchange and brings it into the "
        "catalogs. "
        "What was changed here meanwhile stays; what both sides changed is a conflict, stays as it is, and "
        "makes the "
        "exit status 1. `glot help sync` says how both sides are compared and which service is asked.\n\n"
        "Catalogs in which nothing changes are not touched, so a pull without news is an empty difference.",
    .options = options,
    .examples = examples,
    .run = run,
};
