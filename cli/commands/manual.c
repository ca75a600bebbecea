#include "cli/manual.h"
#include "cli/commands.h"
#include "cli/output.h"

// For reading without man: the help of everything, one after the other.
static void print_plain(struct buf *out)
{
    manual_print_overview(out);
    for (size_t i = 0; i < command_count; i++) {
        buf_byte(out, '\n');
        manual_print_command(commands[i], out);
    }
}

static enum status run(struct context *context)
{
    struct buf out = {0};
    if (context->settings.man)
        manual_print_page(&out);
    else
        print_plain(&out);
    output_write(&out, stdout);
    return STATUS_FINE;
}

static const struct option options[] = {
    {"man", 0, OPTION_FLAG, NULL, offsetof(struct settings, man), "Print the page glot(1) as roff, for man"},
    {0},
};

static const struct example examples[] = {
    {"glot manual --man > glot.1", "Write the page that `man ./glot.1` shows", STATUS_FINE},
    {0},
};

const struct command command_manual = {
    .name = "manual",
    .summary = "Print the manual",
    .description =
        "Prints the help of all commands. With --man it prints the manual page, which also describes all "
        "keys of glot.json and all kinds of diagnostics.",
    .options = options,
    .examples = examples,
    .run = run,
};
