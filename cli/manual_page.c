#include "base/utf.h"
#include "cli/config_key.h"
#include "cli/manual.h"

// What roff would take for its own (groff_char(7), man(7)).
static const struct {
    uint32_t point;
    const char *escape;
} escapes[] = {{'\\', "\\e"}, {'-', "\\-"}, {'"', "\\(dq"}, {'\'', "\\(aq"}};

static void print_character(uint32_t point, struct buf *out)
{
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (point == escapes[i].point) {
            buf_text(out, escapes[i].escape);
            return;
        }
    if (point < 0x80)
        buf_byte(out, (char)point);
    else
        buf_print(out, "\\[u%04X]", (unsigned)point);
}

// `code` becomes bold, an empty line a new paragraph.
static void print_text(struct str text, struct buf *out)
{
    bool is_bold = false;
    for (size_t at = 0; at < text.len;) {
        bool starts_line = at == 0 || text.at[at - 1] == '\n';
        uint32_t point = utf_next(text, &at);
        if (starts_line && (point == '.' || point == '\''))
            buf_text(out, "\\&");
        if (point == '`') {
            is_bold = !is_bold;
            buf_text(out, is_bold ? "\\fB" : "\\fR");
        } else if (point == '\n' && at < text.len && text.at[at] == '\n') {
            buf_text(out, "\n.PP");
        } else {
            print_character(point, out);
        }
    }
}

static void print_line(const char *text, struct buf *out)
{
    enum { width = 66 }; // escapes make lines longer
    struct buf filled = {0};
    manual_fill(str_of(text), 0, width, &filled);
    print_text(buf_str(&filled), out);
    buf_free(&filled);
}

static void print_term(const char *name, struct buf *out)
{
    buf_text(out, ".TP\n\\fB");
    print_text(str_of(name), out);
    buf_text(out, "\\fR\n");
}

static void print_option(const struct option *option, struct buf *out)
{
    buf_text(out, ".TP\n");
    if (option->letter)
        buf_print(out, "\\fB\\-%c\\fR, ", option->letter);
    buf_text(out, "\\fB\\-\\-");
    print_text(str_of(option->name), out);
    buf_text(out, "\\fR");
    if (option->value) {
        buf_text(out, " \\fI");
        print_text(str_of(option->value), out);
        buf_text(out, "\\fR");
    }
    buf_byte(out, '\n');
    print_line(option->meaning, out);
}

static void print_options(const struct option *options, struct buf *out)
{
    for (const struct option *option = options; option->name; option++)
        print_option(option, out);
}

static void print_examples(const struct example *examples, struct buf *out)
{
    if (examples->command)
        buf_text(out, ".PP\nExamples:\n");
    for (const struct example *example = examples; example->command; example++) {
        print_term(example->command, out);
        print_line(example->meaning, out);
    }
}

static void print_description(const struct command *command, struct buf *out)
{
    struct buf more = {0};
    buf_text(out, ".PP\n");
    command->describe(&more);
    buf_byte(&more, 0);
    print_line(more.at, out);
    buf_free(&more);
}

static void print_command(const struct command *command, struct buf *out)
{
    buf_text(out, ".SS \"glot ");
    print_text(str_of(command->name), out);
    buf_text(out, " [OPTION]...");
    if (command->arguments) {
        buf_byte(out, ' ');
        print_text(str_of(command->arguments), out);
    }
    buf_text(out, "\"\n");
    print_line(command->description, out);
    if (command->describe)
        print_description(command, out);
    print_options(command->options, out);
    print_examples(command->examples, out);
}

static void print_rows(const char *title, const struct manual_row *rows, struct buf *out)
{
    buf_print(out, ".SH \"%s\"\n", title);
    for (const struct manual_row *row = rows; row->name; row++) {
        print_term(row->name, out);
        print_line(row->meaning, out);
    }
}

static void print_key(const struct config_key *key, struct buf *out)
{
    print_term(key->path, out);
    print_line(key->meaning, out);
    if (key->choice && key->choice(0)) {
        struct buf choices = {0};
        config_print_choices(key, &choices);
        buf_text(out, "One of ");
        print_text(buf_str(&choices), out);
        buf_text(out, ".\n");
        buf_free(&choices);
    }
    if (key->initial) {
        buf_text(out, "Default: ");
        print_text(str_of(key->initial), out);
        buf_text(out, ".\n");
    } else if (key->is_required) {
        buf_text(out, "Required.\n");
    }
}

static void print_keys(struct buf *out)
{
    buf_text(out, ".SH CONFIGURATION\nThe keys of \\fBglot.json\\fR.\n"
                  "All paths are relative to the folder that the file is in.\n");
    for (const struct config_key *key = own_keys; key->path; key++)
        print_key(key, out);
}

static void print_kinds(struct buf *out)
{
    buf_text(out, ".SH DIAGNOSTICS\nThe name of its kind stands in brackets behind each finding;\n"
                  "\\fBglot explain KIND\\fR prints its paragraph.\n");
    for (enum kind kind = 0; kind < KIND_COUNT; kind++) {
        buf_text(out, ".TP\n\\fB");
        print_text(str_of(kind_rows[kind].name), out);
        buf_print(out, "\\fR (%s)\n", severity_name(kind_rows[kind].severity));
        print_line(kind_rows[kind].meaning, out);
        print_line(kind_rows[kind].remedy, out);
    }
}

// The head's date is left to the version: a page must not change from one build to the next.
void manual_print_page(struct buf *out)
{
    buf_text(out, ".TH GLOT 1 \"\" \"glot " GLOT_VERSION "\" \"User Commands\"\n"
                  ".SH NAME\nglot \\- scan sources for marked texts, keep them in catalogs, build bundles\n"
                  ".SH SYNOPSIS\n\\fBglot\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]...\n"
                  ".SH DESCRIPTION\n"
                  "glot takes the texts of a frontend from its sources to the people who\n"
                  "translate them and back into the application. It scans sources for marked\n"
                  "texts, keeps them in catalogs and compiles the bundles that the application\n"
                  "loads.\n"
                  ".PP\nOptions may stand before or behind the command; \\fB\\-\\-\\fR ends them.\n"
                  ".SH COMMANDS\n");
    for (size_t i = 0; i < command_count; i++)
        print_command(commands[i], out);
    buf_text(out, ".SH \"OPTIONS OF ALL COMMANDS\"\n");
    print_options(common_options, out);
    print_keys(out);
    print_rows("EXIT STATUS", manual_statuses, out);
    print_rows("FILES", manual_files, out);
    print_rows("ENVIRONMENT", manual_variables, out);
    print_kinds(out);
}
