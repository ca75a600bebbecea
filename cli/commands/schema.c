#include "cli/commands.h"
#include "cli/config.h"
#include "cli/output.h"

static enum status run(struct context *context)
{
    (void)context;
    struct buf out = {0};
    config_print_schema(&out);
    output_write(&out, stdout);
    return STATUS_FINE;
}

static const struct option options[] = {{0}};

static const struct example examples[] = {
    {"glot schema > glot.schema.json",
     "Then \"$schema\": \"./glot.schema.json\" in glot.json lets editors check it", STATUS_FINE},
    {0},
};

const struct command command_schema = {
    .name = "schema",
    .summary = "Print the JSON Schema of glot.json",
    .description =
        "Prints the JSON Schema (draft 07) of glot.json, with which editors complete and check it. Name "
        "the file under \"$schema\" in glot.json.",
    .options = options,
    .examples = examples,
    .run = run,
};
