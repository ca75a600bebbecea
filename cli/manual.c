#include "cli/manual.h"

const struct manual_row manual_statuses[] = {
    {"0", "All is well. There may be warnings."},
    {"1", "There are findings of error level (with --strict also warnings), or --check found a difference."},
    {"2", "The command line or the configuration is wrong. Nothing was done."},
    {"3", "A file or the output failed."},
    {0},
};

const struct manual_row manual_files[] = {
    {"glot.json", "The configuration of the project, in JSON; comments and trailing commas are allowed."},
    {"lit-localize.json",
     "Read where there is no glot.json: the configuration of lit-localize, with exactly its "
     "meaning. Catalogs and bundles then have exactly the bytes that lit-localize writes."},
    {0},
};

const struct manual_row manual_variables[] = {
    {"NO_COLOR", "When set and not empty, the findings are printed without colour."},
    {"TERM", "When `dumb`, there is neither colour nor a line of progress."},
    {"COLUMNS", "How wide tables may be. Without it, as wide as the terminal, or 80 columns."},
    {"CI", "When set and not empty, there is no line of progress."},
    {0},
};

enum { line_width = 80 };

static size_t paragraph_end(struct str text, size_t at)
{
    size_t end = str_find_byte(text, '\n', at);
    return end == STR_NONE ? text.len : end;
}

// Adds the words of one line, breaking where *column would pass the width.
static void fill_line(struct str line, size_t indent, size_t width, size_t *column, struct buf *out)
{
    struct str word;
    for (size_t at = 0; str_next_piece(line, ' ', &at, &word);) {
        if (word.len == 0)
            continue;
        bool breaks = *column > 0 && *column + 1 + word.len > width;
        if (breaks)
            buf_byte(out, '\n');
        if (breaks || *column == 0) {
            buf_repeat(out, ' ', indent);
            *column = indent;
        } else {
            buf_byte(out, ' ');
            *column += 1;
        }
        buf_add(out, word);
        *column += word.len;
    }
}

static void end_line(size_t *column, struct buf *out)
{
    if (*column > 0)
        buf_byte(out, '\n');
    *column = 0;
}

void manual_fill(struct str text, size_t indent, size_t width, struct buf *out)
{
    size_t column = 0;
    for (size_t at = 0; at < text.len;) {
        size_t end = paragraph_end(text, at);
        struct str line = str_slice(text, at, end);
        at = end + 1;
        if (line.len > 0 && line.at[0] != ' ') {
            fill_line(line, indent, width, &column, out);
            continue;
        }
        end_line(&column, out);
        if (line.len > 0) {
            buf_repeat(out, ' ', indent);
            buf_add(out, line);
        }
        buf_byte(out, '\n');
    }
    end_line(&column, out);
}

// "--config FILE", "--format human|json|github", "--strict".
static void print_name(const struct option *option, struct buf *out)
{
    buf_print(out, "--%s", option->name);
    if (option->value)
        buf_print(out, " %s", option->value);
}

static void print_option(const struct option *option, struct buf *out)
{
    if (option->letter)
        buf_print(out, "  -%c, ", option->letter);
    else
        buf_text(out, "      ");
    print_name(option, out);
    buf_byte(out, '\n');
    manual_fill(str_of(option->meaning), 10, line_width, out);
}

static void print_options(const char *title, const struct option *options, struct buf *out)
{
    if (!options->name)
        return;
    buf_print(out, "\n%s:\n", title);
    for (const struct option *option = options; option->name; option++)
        print_option(option, out);
}

static void print_rows(const char *title, const struct manual_row *rows, struct buf *out)
{
    buf_print(out, "\n%s:\n", title);
    for (const struct manual_row *row = rows; row->name; row++) {
        buf_print(out, "  %s\n", row->name);
        manual_fill(str_of(row->meaning), 10, line_width, out);
    }
}

void manual_print_overview(struct buf *out)
{
    buf_text(out, "glot " GLOT_VERSION
                  ": scans sources for marked texts, keeps them in catalogs, builds bundles.\n\n"
                  "Usage: glot COMMAND [OPTION]...\n\nCommands:\n");
    for (size_t i = 0; i < command_count; i++)
        buf_print(out, "  %-12s %s\n", commands[i]->name, commands[i]->summary);
    print_options("Options of all commands", common_options, out);
    buf_text(out, "\n`glot help COMMAND` tells more about one command.\n");
}

void manual_print_command(const struct command *command, struct buf *out)
{
    bool has_arguments = command->arguments != NULL;
    buf_print(out, "Usage: glot %s [OPTION]...%s%s\n\n", command->name, has_arguments ? " " : "",
              has_arguments ? command->arguments : "");
    manual_fill(str_of(command->description), 0, line_width, out);
    if (command->describe) {
        struct buf more = {0};
        command->describe(&more);
        buf_byte(out, '\n');
        manual_fill(buf_str(&more), 0, line_width, out);
        buf_free(&more);
    }
    print_options("Options", command->options, out);
    print_options("Options of all commands", common_options, out);
    if (command->examples->command)
        buf_text(out, "\nExamples:\n");
    for (const struct example *example = command->examples; example->command; example++) {
        buf_print(out, "  %s\n", example->command);
        manual_fill(str_of(example->meaning), 10, line_width, out);
    }
    print_rows("Exit status", manual_statuses, out);
}

void manual_print_examples(struct buf *out)
{
    for (size_t i = 0; i < command_count; i++)
        for (const struct example *example = commands[i]->examples; example->command; example++)
            buf_print(out, "%d\t%s\n", (int)example->status, example->command);
}
