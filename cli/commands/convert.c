// A catalog in another format. It is read, what the other format cannot hold is told, and it is written.
#include "base/file.h"
#include "base/nearest.h"
#include "base/path.h"
#include "catalog/losses.h"
#include "catalog/pair.h"
#include "cli/catalog_file.h"
#include "cli/changes.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/summary.h"

#include <stddef.h>

struct converting {
    struct context *context;
    const struct format *to, *from; // from: NULL, as names and contents say
    struct format_options options;
    struct catalog sources; // of --source
    bool has_sources;
    bool to_output; // what is made goes to standard output
    struct changes changes;
    size_t losses;
};

// ---- the command line

// The last one counts, as of all options of one value.
static struct str last_locale(const struct settings *settings)
{
    const struct str_list *locales = &settings->locales;
    return locales->count ? locales->at[locales->count - 1] : (struct str){0};
}

static enum status complain(struct context *context, const char *message, const char *hint)
{
    struct diag *diag = diag_add(context->diags, KIND_USAGE, (struct span){0}, "%s", message);
    diag_hint(context->diags, diag, "%s", hint);
    return STATUS_USAGE;
}

static bool find_format(struct context *context, const char *option, struct str name,
                        const struct format **out)
{
    *out = format_find(name);
    if (*out)
        return true;
    struct diag *diag = diag_add(context->diags, KIND_USAGE, (struct span){0},
                                 "--%s: there is no format \"" STR_FORMAT "\"", option, STR_ARG(name));
    const struct format *of_suffix = format_meant(name);
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; i < format_count; i++)
        nearest_offer(&nearest, str_of(formats[i]->name));
    if (of_suffix)
        nearest.found = str_of(of_suffix->name);
    if (nearest.found.len)
        diag_hint(context->diags, diag, "Did you mean `" STR_FORMAT "`?", STR_ARG(nearest.found));
    else
        diag_hint(context->diags, diag, "`glot help convert` lists the formats.");
    return false;
}

static enum status read_settings(struct converting *c)
{
    struct context *context = c->context;
    const struct settings *settings = &context->settings;
    c->to_output = settings->output.len == 0 || str_is(settings->output, "-");
    if (settings->to.len == 0)
        return complain(context, "the format is missing",
                        "Say --to FORMAT; `glot help convert` lists the formats.");
    if (!find_format(context, "to", settings->to, &c->to) ||
        (settings->from.len && !find_format(context, "from", settings->from, &c->from)))
        return STATUS_USAGE;
    if (c->to_output && settings->arguments.count > 1)
        return complain(context, "several files cannot all go to standard output",
                        "Name a folder with --output FOLDER.");
    if (c->to_output && settings->form != OUTPUT_HUMAN)
        return complain(context, "standard output holds the findings here, not the catalog",
                        "Name a file with --output FILE.");
    c->options = (struct format_options){.original = STR("sources"),
                                         .tool = STR("glot"),
                                         .byte_order_mark = settings->byte_order_mark,
                                         .locale = last_locale(settings)};
    return STATUS_FINE;
}

// ---- one file

// What was read as a catalog with sources, of no file.
static void make_whole(struct converting *c, const struct catalog *read, struct catalog *out)
{
    struct context *context = c->context;
    bool is_half = read->format->is_monolingual;
    if (is_half && c->has_sources) {
        catalog_pair(&c->sources, read, context->arena, context->diags, out);
    } else {
        *out = *read;
        catalog_detach(out, context->arena);
        if (is_half)
            catalog_as_sources(out);
    }
    if (last_locale(&context->settings).len)
        out->target_locale = last_locale(&context->settings);
    if (context->settings.source_locale.len)
        out->source_locale = context->settings.source_locale;
}

// Where files must name a locale that nobody says, BCP 47 has `und` for one that is not determined. Texts in
// two languages would both be in it: there is no telling them apart.
static bool name_locales(struct converting *c, struct str path, struct catalog *whole)
{
    struct diags *diags = c->context->diags;
    bool needs_source = !c->to->is_monolingual || whole->target_locale.len == 0;
    if (!c->to->names_locales)
        return true;
    if (!c->to->is_monolingual && whole->target_locale.len == 0 && catalog_has_targets(whole)) {
        struct diag *diag =
            diag_add(diags, KIND_CATALOG_LOCALE, span_file(path),
                     "the locale of the translations is not said, and %s must name it", c->to->name);
        diag_hint(diags, diag, "Say it with --locale.");
        return false;
    }
    if (needs_source && whole->source_locale.len == 0) {
        struct diag *diag = diag_add(
            diags, KIND_CATALOG_LOCALE, span_file(path),
            "the locale of the sources is not said, and %s must name it: written as `und`", c->to->name);
        diag->severity = SEVERITY_WARNING;
        diag_hint(diags, diag, "Say it with --source-locale.");
        whole->source_locale = STR("und");
    }
    return true;
}

static bool convert(struct converting *c, struct str path, struct str *text)
{
    struct context *context = c->context;
    struct catalog read, whole;
    struct buf out = {0};
    if (!catalog_file_read_as(context, path, c->from, &c->options, &read))
        return false;
    make_whole(c, &read, &whole);
    if (!name_locales(c, path, &whole))
        return false;
    size_t before = context->diags->count;
    bool good = catalog_fit(&whole, c->to, &read, context->arena, context->diags);
    catalog_losses(&whole, c->to, &read, context->diags);
    good = good && c->to->write(&whole, &c->options, context->arena, context->diags, &out);
    for (size_t i = before; i < context->diags->count; i++)
        c->losses += context->diags->at[i].kind == KIND_CONVERT_LOSS;
    *text = buf_finish(&out, context->arena);
    return good;
}

// ---- where it goes

// Below the folder of --output, when there are several files or it is one: the same name with another suffix.
static struct str path_of(struct converting *c, struct str path)
{
    struct arena *arena = c->context->arena;
    const struct settings *settings = &c->context->settings;
    struct folder_entry_list entries;
    struct diags unsaid = {.arena = arena};
    bool is_folder = settings->arguments.count > 1 || str_ends(settings->output, STR("/")) ||
                     folder_read(settings->output, arena, &unsaid, &entries) == FILE_READ;
    if (!is_folder)
        return settings->output;
    struct str name = path_name(path), suffix = path_suffix(path);
    name = arena_print(arena, STR_FORMAT "%s", STR_ARG(str_slice(name, 0, name.len - suffix.len)),
                       c->to->suffix);
    return path_join(arena, settings->output, name);
}

// What is there already is replaced only where that is asked for, or when it says the same.
static bool may_write(struct converting *c, struct str path, struct str text)
{
    struct context *context = c->context;
    for (size_t i = 0; i < c->changes.files.count; i++)
        if (str_equal(c->changes.files.at[i].path, path)) {
            struct diag *diag = diag_add(context->diags, KIND_FILE_EXISTS, span_file(path),
                                         "two of the files would be written here");
            diag_hint(context->diags, diag, "Convert them one by one, each with --output FILE.");
            return false;
        }
    return changes_may_replace(context, path, text, NULL);
}

// A file with a name of another format could not be read again.
static bool suits_name(struct converting *c)
{
    const struct settings *settings = &c->context->settings;
    const struct format *named;
    struct diag *diag = NULL;
    if (!c->to_output && settings->arguments.count > 0)
        diag = catalog_file_misnamed(c->context, path_of(c, settings->arguments.at[0]), c->to, &named);
    if (diag)
        diag_hint(c->context->diags, diag, "Name a file with %s, or say --to %s.", c->to->suffix,
                  named->name);
    return !diag;
}

static enum status run_all(struct converting *c)
{
    struct context *context = c->context;
    const struct settings *settings = &context->settings;
    bool good = true;
    for (size_t i = 0; i < settings->arguments.count; i++) {
        struct str text, path = settings->arguments.at[i];
        if (!convert(c, path, &text)) {
            good = false;
        } else if (c->to_output) {
            struct buf out = {0};
            buf_add(&out, text);
            output_result(context, &out);
        } else {
            path = path_of(c, path);
            if (may_write(c, path, text))
                changes_add(&c->changes, path, text, NULL, context->arena);
            else
                good = false;
        }
    }
    size_t written;
    return good ? changes_apply(&c->changes, context, &written) : STATUS_FINDINGS;
}

static void print_summary(const struct converting *c)
{
    struct buf out = {0};
    if (!summary_is_wanted(&c->context->settings) || c->changes.files.count == 0)
        return;
    summary_count(&out, c->changes.files.count, "file");
    buf_print(&out, " in %s", c->to->name);
    if (c->losses) {
        buf_text(&out, ", ");
        summary_count(&out, c->losses, "thing");
        buf_text(&out, " that it cannot hold");
    }
    buf_byte(&out, '\n');
    output_summary(c->context, &out);
}

static enum status run(struct context *context)
{
    struct converting c = {.context = context};
    enum status status = read_settings(&c);
    if (status != STATUS_FINE)
        return status;
    if (!suits_name(&c))
        return STATUS_USAGE;
    c.has_sources = context->settings.source.len > 0;
    if (c.has_sources && !catalog_file_read(context, context->settings.source, &c.sources))
        return STATUS_FINDINGS;
    status = run_all(&c);
    if (status == STATUS_FINE)
        print_summary(&c);
    return status;
}

// ---- help

static void list_holdings(const struct format *format, bool held, const char *lead, struct buf *out)
{
    bool is_first = true;
    for (size_t i = 0; i < holding_count; i++) {
        bool is_held = (format->holds & holding_rows[i].holding) != 0;
        unsigned of_choices = HOLDS_PLURALS | HOLDS_ORDINALS;
        bool is_implied = (holding_rows[i].holding & of_choices) && (format->holds & HOLDS_SELECTS);
        if (is_held != held || is_implied)
            continue;
        buf_print(out, "%s%s", is_first ? lead : ", ", holding_rows[i].name);
        is_first = false;
    }
    if (!is_first)
        buf_byte(out, '.');
}

static void describe(struct buf *out)
{
    buf_text(out, "The formats:\n");
    for (size_t i = 0; i < format_count; i++) {
        const struct format *format = formats[i];
        buf_print(out, "\n%s (%s%s%s): %s.", format->name, format->suffix, format->other_suffix ? ", " : "",
                  format->other_suffix ? format->other_suffix : "", format->meaning);
        list_holdings(format, true, " Holds ", out);
        list_holdings(format, false, " Does not hold ", out);
        buf_byte(out, '\n');
    }
}

static const struct option options[] = {
    {"to", 't', OPTION_TEXT, "FORMAT", offsetof(struct settings, to), "Write this format"},
    {"output", 'o', OPTION_TEXT, "FILE", offsetof(struct settings, output),
     "Write to this file, or for several files into this folder (default: standard output)"},
    {"from", 0, OPTION_TEXT, "FORMAT", offsetof(struct settings, from),
     "Read the files as this format, whatever their names and contents say"},
    {"source", 0, OPTION_TEXT, "FILE", offsetof(struct settings, source),
     "Take the source texts from this catalog, by id, for formats with one language in a file"},
    {"locale", 'l', OPTION_TEXTS, "LOCALE", offsetof(struct settings, locales),
     "The target locale, where the file does not say it or says another one"},
    {"source-locale", 0, OPTION_TEXT, "LOCALE", offsetof(struct settings, source_locale),
     "The source locale, where the file does not say it or says another one"},
    {"force", 0, OPTION_FLAG, NULL, offsetof(struct settings, force), "Replace files that are there already"},
    {"bom", 0, OPTION_FLAG, NULL, offsetof(struct settings, byte_order_mark),
     "Begin CSV with a byte order mark, by which spreadsheets know UTF-8"},
    {0},
};

static const struct example examples[] = {
    {"glot convert --to po xliff/de.xlf", "The catalog as PO, on standard output", STATUS_FINE},
    {"glot convert --to csv --bom xliff/de.xlf -o de.csv", "A table for people with a spreadsheet",
     STATUS_FINE},
    {"glot convert --to tmx xliff/*.xlf -o memories/", "A translation memory of each catalog", STATUS_FINE},
    {0},
};

const struct command command_convert = {
    .name = "convert",
    .summary = "Write catalogs in another format",
    .description =
        "Reads the catalogs and writes them in the format of --to. What that format has no place for is "
        "told, "
        "unit by unit (convert-loss); the rest is written. With --strict the exit status is then 1.\n\n"
        "A choice by number or value that the format cannot hold is written as a text in ICU MessageFormat. "
        "Files that are there already are not replaced without --force.",
    .describe = describe,
    .arguments = "FILE...",
    .options = options,
    .examples = examples,
    .run = run,
};
