#include "cli/commands.h"
#include "cli/exchanging.h"

static enum status run(struct context *context)
{
    return exchange_command(context, EXCHANGE_PULL | EXCHANGE_PUSH);
}

static const struct option options[] = {OPTIONS_OF_EXCHANGE, OPTIONS_OF_TAKING, OPTIONS_OF_SENDING, {0}};

static const struct example examples[] = {
    {"glot sync", "Bring both sides together", STATUS_FINE},
    {"glot sync --dry-run", "Show each difference, and what would be done about it", STATUS_FINE},
    {"glot sync --conflicts theirs", "Let the service be right where both sides changed a translation",
     STATUS_FINE},
    {0},
};

const struct command command_sync = {
    .name = "sync",
    .summary = "Exchange catalogs with the service where people translate",
    .description =
        "Takes what was translated at the service into the catalogs, and sends the source and what was "
        "translated "
        "here to the service. Each translation is compared with what both sides had at the last sync, which "
        "files "
        "below .glot/sync remember: commit them with the catalogs. What one side changed goes to the other; "
        "what "
        "both changed is a conflict, stays as it is on both sides, and makes the exit status 1.\n\n"
        "Nothing that comes from the service is taken before it was checked: a translation that lacks a "
        "placeholder "
        "is named and left out. Placeholders go to the service without their code, so that renaming a "
        "variable "
        "does not change a text there.\n\n"
        "The service is the one of `sync` in glot.json, else that of .tx/config or transifex.yml. The token "
        "comes "
        "from the environment (TX_TOKEN) or from ~/.transifexrc.",
    .options = options,
    .examples = examples,
    .run = run,
};
