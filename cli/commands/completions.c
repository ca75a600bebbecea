#include "cli/commands.h"
#include "cli/manual.h"
#include "cli/output.h"

static enum status run(struct context *context)
{
    static const struct {
        const char *shell;
        void (*print)(struct buf *out);
    } shells[] = {
        {"bash", completions_print_bash}, {"zsh", completions_print_zsh}, {"fish", completions_print_fish}};
    struct buf out = {0};
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
        if (str_is(context->settings.arguments.at[0], shells[i].shell))
            shells[i].print(&out);
    output_write(&out, stdout);
    return STATUS_FINE;
}

static const struct option options[] = {{0}};

static const struct example examples[] = {
    {"eval \"$(glot completions bash)\"", "Completion in the bash that runs, until it ends", STATUS_FINE},
    {"glot completions fish > glot.fish", "Write the file that fish reads from ~/.config/fish/completions",
     STATUS_FINE},
    {0},
};

const struct command command_completions = {
    .name = "completions",
    .summary = "Print the completion script of a shell",
    .description =
        "Prints a script with which the shell completes commands, options, their choices and the kinds of "
        "diagnostics. Where a shell reads such scripts from is said in the script's first lines.",
    .arguments = "bash|zsh|fish",
    .options = options,
    .examples = examples,
    .run = run,
};
