#include "base/json_writer.h"
#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/manual.h"
#include "cli/output.h"

static void print_line(enum kind kind, struct buf *out)
{
    buf_print(out, "%-28s %-8s %s\n", kind_rows[kind].name, severity_name(kind_rows[kind].severity),
              kind_rows[kind].meaning);
}

static void print_page(enum kind kind, struct buf *out)
{
    const struct kind_row *row = &kind_rows[kind];
    buf_print(out, "%s (%s)\n\n", row->name, severity_name(row->severity));
    manual_fill(str_of(row->meaning), 0, 80, out);
    if (*row->remedy) {
        buf_byte(out, '\n');
        manual_fill(str_of(row->remedy), 0, 80, out);
    }
}

static void print_json(enum kind kind, struct buf *out)
{
    const struct kind_row *row = &kind_rows[kind];
    struct json json = {.out = out};
    json_open(&json, '{');
    json_put_text(&json, "kind", str_of(row->name));
    json_put_text(&json, "severity", str_of(severity_name(row->severity)));
    json_put_text(&json, "meaning", str_of(row->meaning));
    json_put_text(&json, "remedy", str_of(row->remedy));
    json_close(&json, '}');
    buf_byte(out, '\n');
}

// The name as it stands in a message, with or without its brackets.
static struct str bare_name(struct str name)
{
    bool has_brackets = name.len > 2 && name.at[0] == '[' && name.at[name.len - 1] == ']';
    return has_brackets ? str_slice(name, 1, name.len - 1) : name;
}

static enum status complain_of_name(struct context *context, struct str name)
{
    struct diag *diag = diag_add(context->diags, KIND_USAGE, (struct span){0},
                                 "there is no kind of diagnostic named \"" STR_FORMAT "\"", STR_ARG(name));
    struct nearest nearest = nearest_to(name);
    for (enum kind kind = 0; kind < KIND_COUNT; kind++)
        nearest_offer(&nearest, str_of(kind_rows[kind].name));
    if (nearest.found.len)
        diag_hint(context->diags, diag, "Did you mean `glot explain " STR_FORMAT "`?",
                  STR_ARG(nearest.found));
    else
        diag_hint(context->diags, diag, "`glot explain` lists them all.");
    return STATUS_USAGE;
}

static enum status run(struct context *context)
{
    const struct str_list *arguments = &context->settings.arguments;
    struct str name = arguments->count ? bare_name(arguments->at[0]) : (struct str){0};
    enum kind only = arguments->count ? kind_find(name) : KIND_COUNT;
    if (arguments->count && only == KIND_COUNT)
        return complain_of_name(context, name);
    bool is_json = context->settings.form == OUTPUT_JSON;
    struct buf out = {0};
    for (enum kind kind = 0; kind < KIND_COUNT; kind++)
        if (only == KIND_COUNT || only == kind)
            (is_json ? print_json : only == kind ? print_page : print_line)(kind, &out);
    output_write(&out, stdout);
    return STATUS_FINE;
}

static const struct option options[] = {{0}};

static const struct example examples[] = {
    {"glot explain", "All kinds of diagnostics, one a line", STATUS_FINE},
    {"glot explain config-unknown-key", "What that kind means and how to mend it", STATUS_FINE},
    {"glot explain --format json",
     "The same for programs: kind, severity, meaning and remedy, one object a line", STATUS_FINE},
    {0},
};

const struct command command_explain = {
    .name = "explain",
    .summary = "Say what a diagnostic means and how to mend it",
    .description =
        "The name of its kind stands in brackets behind every finding. With a name, prints what the kind "
        "means and how to mend it; without, lists all kinds.",
    .arguments = "[KIND]",
    .options = options,
    .examples = examples,
    .run = run,
};
