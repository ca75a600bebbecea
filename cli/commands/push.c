#include "cli/commands.h"
#include "cli/exchanging.h"

static enum status run(struct context *context)
{
    return exchange_command(context, EXCHANGE_PUSH);
}

static const struct option options[] = {
    OPTIONS_OF_EXCHANGE,
    OPTIONS_OF_SENDING,
    {"merge", 0, OPTION_FLAG, NULL, offsetof(struct settings, merge),
     "After it bring the resource of --branch into that which it branched from, and end it"},
    {0},
};

static const struct example examples[] = {
    {"glot push", "Send the source and what was translated here", STATUS_FINE},
    {"glot push --branch feature/cart", "Send it to a resource of the branch's own", STATUS_FINE},
    {0},
};

const struct command command_push = {
    .name = "push",
    .summary = "Send the source and translations to the service",
    .description = "Writes to the service what differs: the messages of the sources, and translations that "
                   "were made here. "
                   "Translations that were made there meanwhile are not overwritten. `glot help sync` says "
                   "how both sides are "
                   "compared and which service is written to.\n\n"
                   "Where the source of a unit changed in code, white space, punctuation or case only, its "
                   "translations are kept "
                   "there; where the words changed they go, unless somebody has not pulled them yet: then "
                   "nothing is pushed. A "
                   "source without units is never pushed, and one that lacks many of the service's units "
                   "only with --allow-shrink.",
    .options = options,
    .examples = examples,
    .run = run,
};
