#include "cli/commands.h"
#include "cli/manual.h"
#include "cli/output.h"

static enum status complain_of_name(struct context *context, struct str name)
{
    struct diag *diag = diag_add(context->diags, KIND_USAGE, (struct span){0},
                                 "unknown command \"" STR_FORMAT "\"", STR_ARG(name));
    struct str nearest = command_nearest(name);
    if (nearest.len)
        diag_hint(context->diags, diag, "Did you mean `glot help " STR_FORMAT "`?", STR_ARG(nearest));
    return STATUS_USAGE;
}

static enum status run(struct context *context)
{
    const struct str_list *arguments = &context->settings.arguments;
    const struct command *command = arguments->count ? command_find(arguments->at[0]) : NULL;
    if (arguments->count && !command)
        return complain_of_name(context, arguments->at[0]);
    struct buf out = {0};
    if (context->settings.examples)
        manual_print_examples(&out);
    else if (command)
        manual_print_command(command, &out);
    else
        manual_print_overview(&out);
    output_write(&out, stdout);
    return STATUS_FINE;
}

static const struct option options[] = {
    {"examples", 0, OPTION_FLAG, NULL, offsetof(struct settings, examples),
     "Print the examples of all commands for a program to run: status, tab, command"},
    {0},
};

static const struct example examples[] = {
    {"glot help extract", "What `glot extract` does, and its options", STATUS_FINE},
    {0},
};

const struct command command_help = {
    .name = "help",
    .summary = "Tell about glot or one of its commands",
    .description = "Prints the list of the commands, or what one command does, its options and examples.",
    .arguments = "[COMMAND]",
    .options = options,
    .examples = examples,
    .run = run,
};
