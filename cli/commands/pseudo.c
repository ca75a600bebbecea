#include "catalog/pseudo.h"

#include "base/file.h"
#include "base/path.h"
#include "catalog/merge.h"
#include "cli/catalog_file.h"
#include "cli/changes.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/project.h"
#include "cli/summary.h"

#include <stddef.h>

enum { growth_greatest = 300 };

static bool read_growth(struct context *context, size_t *growth)
{
    struct str text = context->settings.growth;
    if (text.len == 0 || (text.len <= 3 && str_number(text, growth_greatest, growth)))
        return true;
    diag_add(context->diags, KIND_USAGE, (struct span){0},
             "option --growth takes a percentage from 0 to %d, not \"" STR_FORMAT "\"", growth_greatest,
             STR_ARG(text));
    return false;
}

static bool options_of(struct context *context, struct str locale, struct pseudo_options *out)
{
    *out = pseudo_options_of(locale);
    out->has_long_words = context->settings.long_words;
    out->is_plain = context->settings.no_accents;
    out->is_open = context->settings.no_brackets;
    return read_growth(context, &out->growth);
}

// ---- one file

static bool write_catalog(struct context *context, const struct catalog *catalog, const struct format *format,
                          const struct format_options *options, struct str *out)
{
    struct buf text = {0};
    bool good = format->write(catalog, options, context->arena, context->diags, &text);
    *out = buf_finish(&text, context->arena);
    return good;
}

static bool is_pseudo_locale(struct str locale)
{
    struct str region = str_slice(locale, locale.len - (locale.len < 3 ? 0 : 3), locale.len);
    return str_is(region, "-XA") || str_is(region, "-XB") || str_is(region, "_XA") || str_is(region, "_XB");
}

static bool refuse(struct context *context, const struct catalog *former, const struct unit *other)
{
    struct diag *diag = diag_add(context->diags, KIND_FILE_EXISTS, unit_span(former, other),
                                 "holds translations that are no pseudo-translations");
    diag_hint(context->diags, diag,
              "Name a locale that is none of your translators', as `en-XA`, or say --force.");
    return false;
}

// Translations that were not made here are replaced only where that is asked for.
static bool may_write(struct context *context, struct str path, struct str text, const struct catalog *made,
                      const struct format_options *options)
{
    struct catalog former = {0};
    struct str held;
    if (context->settings.force)
        return true;
    enum file_state state = file_read(path, context->arena, context->diags, &held);
    if (state != FILE_READ || held.len == 0)
        return state != FILE_FAILED;
    if (!catalog_file_former(context, path, made->format, options, &former))
        return changes_may_replace(context, path, text, NULL);
    bool is_pseudo = is_pseudo_locale(former.target_locale);
    const struct unit *other = is_pseudo ? NULL : pseudo_find_other(&former, made, context->arena);
    return !other || refuse(context, &former, other);
}

static enum status apply(struct context *context, struct changes *changes, size_t *written)
{
    enum status status = changes_apply(changes, context, written);
    if (status == STATUS_WORLD || !summary_is_wanted(&context->settings))
        return status;
    struct buf out = {0};
    buf_print(&out, "%zu of ", *written);
    summary_count(&out, changes->files.count, "pseudo catalog");
    buf_print(&out, " %s\n", context->settings.check ? "would change" : "written");
    output_summary(context, &out);
    return status;
}

static enum status run_file(struct context *context)
{
    const struct settings *settings = &context->settings;
    struct str locale =
                   settings->locales.count ? settings->locales.at[settings->locales.count - 1] : STR("en-XA"),
               text;
    struct format_options format_options = {.tool = STR("glot"), .original = STR("sources")};
    struct pseudo_options options;
    struct catalog catalog;
    if (!options_of(context, locale, &options))
        return STATUS_USAGE;
    if (!catalog_file_read(context, settings->arguments.at[0], &catalog))
        return STATUS_FINDINGS;
    pseudo_catalog(&catalog, locale, &options, context->arena);
    catalog.bytes = (struct str){0}; // a file of its own
    catalog.parsed = NULL;
    if (!write_catalog(context, &catalog, catalog.format, &format_options, &text))
        return STATUS_FINDINGS;
    if (settings->output.len == 0) {
        struct buf out = {0};
        buf_add(&out, text);
        output_result(context, &out);
        return STATUS_FINE;
    }
    struct changes changes = {0};
    size_t written;
    if (!may_write(context, settings->output, text, &catalog, &format_options))
        return STATUS_FINDINGS;
    changes_add(&changes, settings->output, text, NULL, context->arena);
    return apply(context, &changes, &written);
}

// ---- a project

// Without --locale: the locales of the configuration that are pseudo locales, by their region.
static void list_locales(struct context *context, const struct config *config, struct str_list *out)
{
    if (context->settings.locales.count) {
        *out = context->settings.locales;
        return;
    }
    for (size_t i = 0; i < config->target_locales.count; i++) {
        struct str locale = config->target_locales.at[i];
        if (is_pseudo_locale(locale))
            *list_push(out, context->arena) = locale;
    }
}

static bool is_file_name(struct str locale)
{
    return locale.len > 0 && locale.at[0] != '.' && str_find_byte(locale, '/', 0) == STR_NONE;
}

static bool add_locale(struct context *context, const struct project *project,
                       const struct merge_source *source, struct str locale, struct changes *changes)
{
    const struct config *config = &project->config;
    struct catalog catalog = {.source_locale = config->source_locale, .target_locale = locale};
    struct merge_report report = {0};
    struct merge_options merge_options = {
        .peer_bytes = config->drop_in,
        .with_locations = config->with_locations,
        .folder = path_absolute(context->arena, config->folder),
        .tool = config->format_options.tool,
    };
    struct pseudo_options options;
    struct str text;
    if (!options_of(context, locale, &options))
        return false;
    merge(&catalog, source, &merge_options, context->arena, &report);
    pseudo_catalog(&catalog, locale, &options, context->arena);
    if (!write_catalog(context, &catalog, project->format, &config->format_options, &text))
        return false;
    struct str name = arena_print(context->arena, STR_FORMAT "%s", STR_ARG(locale), project->format->suffix);
    struct str path = context->settings.output;
    path = path.len ? path : path_join(context->arena, config->catalog_folder, name);
    struct format_options reading = config->format_options;
    reading.locale = locale;
    catalog.format = project->format;
    if (!may_write(context, path, text, &catalog, &reading))
        return false;
    changes_add(changes, path, text, NULL, context->arena);
    return true;
}

static enum status complain_of_none(struct context *context, const struct config *config)
{
    struct diag *diag = diag_add(context->diags, KIND_USAGE, (struct span){0},
                                 "`" STR_FORMAT "` lists no pseudo locale", STR_ARG(config->path));
    diag_hint(context->diags, diag,
              "Add \"en-XA\" or \"ar-XB\" to its locales, so that `glot build` builds it, or name one: "
              "`glot pseudo --locale en-XA`.");
    return STATUS_USAGE;
}

static enum status write_locales(struct context *context, struct project *project)
{
    struct str_list locales = {0};
    struct merge_source source;
    struct changes changes = {0};
    size_t written;
    list_locales(context, &project->config, &locales);
    if (locales.count == 0)
        return complain_of_none(context, &project->config);
    for (size_t i = 0; i < locales.count; i++)
        if (!is_file_name(locales.at[i])) {
            diag_add(context->diags, KIND_USAGE, (struct span){0}, "\"" STR_FORMAT "\" is no locale",
                     STR_ARG(locales.at[i]));
            return STATUS_USAGE;
        }
    enum status status = project_scan(context, project);
    if (status != STATUS_FINE || diags_count(context->diags, SEVERITY_ERROR) > 0)
        return STATUS_FINDINGS;
    merge_prepare(&project->extraction.messages, project->config.drop_in, context->arena, &source);
    for (size_t i = 0; i < locales.count; i++)
        if (!add_locale(context, project, &source, locales.at[i], &changes))
            return STATUS_FINDINGS;
    return apply(context, &changes, &written);
}

static enum status run_project(struct context *context)
{
    struct project project;
    enum status status = project_open(context, &project);
    if (status == STATUS_FINE)
        status = write_locales(context, &project);
    project_close(context, &project);
    return status;
}

static enum status run(struct context *context)
{
    return context->settings.arguments.count ? run_file(context) : run_project(context);
}

static const struct option options[] = {
    OPTIONS_OF_PROJECT,
    OPTIONS_OF_WRITING,
    {"locale", 'l', OPTION_TEXTS, "TAG", offsetof(struct settings, locales),
     "Write this locale (may be repeated); one that runs from right to left, or has the region XB, is "
     "mirrored"},
    {"output", 'o', OPTION_TEXT, "FILE", offsetof(struct settings, output), "Write to this file"},
    {"force", 0, OPTION_FLAG, NULL, offsetof(struct settings, force),
     "Replace translations that are no pseudo-translations"},
    {"growth", 0, OPTION_TEXT, "PERCENT", offsetof(struct settings, growth),
     "Let texts grow by this much (default 35; short ones by two or three times that)"},
    {"long-words", 0, OPTION_FLAG, NULL, offsetof(struct settings, long_words),
     "Let no line break between words"},
    {"no-accents", 0, OPTION_FLAG, NULL, offsetof(struct settings, no_accents),
     "Leave the letters as they are"},
    {"no-brackets", 0, OPTION_FLAG, NULL, offsetof(struct settings, no_brackets),
     "Put no brackets around texts"},
    {0},
};

static const struct example examples[] = {
    {"glot pseudo --locale en-XA", "Write a catalog whose texts are accented and longer", STATUS_FINE},
    {"glot pseudo --locale ar-XB -o build/ar-XB.xlf", "The same from right to left, in another place",
     STATUS_FINE},
    {"glot pseudo xliff/de.xlf --long-words", "From the sources of a catalog, to standard output",
     STATUS_FINE},
    {0},
};

const struct command command_pseudo = {
    .name = "pseudo",
    .summary = "Write pseudo-translations, to test an application",
    .description = "Writes catalogs that show before any translator has worked what translations will do to "
                   "the application: "
                   "letters have accents (a text that has none is not in the catalog), texts are longer, and "
                   "stand in brackets "
                   "(which show what is cut off, or put together from pieces). In a locale that runs from "
                   "right to left, words "
                   "are mirrored instead.\n\n"
                   "Placeholders, markup, the syntax of ICU messages, entities, URLs and e-mail addresses "
                   "stay as they are. "
                   "The same texts give the same bytes.\n\n"
                   "In a project, the pseudo locales of the configuration are written (those of the regions "
                   "XA and XB), beside the "
                   "other catalogs; `glot build` builds them like all others. With a file, its source texts "
                   "are taken, and the "
                   "result goes to standard output, or to the file that -o names.\n\n"
                   "A catalog that is there already is made anew where its translations are "
                   "pseudo-translations, or its "
                   "locale has the region XA or XB; others are replaced only with --force.",
    .arguments = "[FILE]",
    .options = options,
    .examples = examples,
    .run = run,
};
