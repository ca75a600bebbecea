#include "base/byte.h"
#include "base/pool.h"
#include "catalog/locale.h"
#include "cli/catalog_file.h"
#include "cli/commands.h"
#include "cli/coverage_page.h"
#include "cli/coverage_report.h"
#include "cli/coverage_trend.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/summary.h"
#include "cli/survey.h"

#include <stddef.h>
#include <unistd.h>

struct reporting {
    struct context *context;
    struct project project;
    struct project_catalog_list catalogs;
    struct survey survey;
    struct coverage_report report;
    struct remote_report remote;
};

// ---- what --fail-under wants

enum { whole = 1000 };

struct threshold {
    size_t permille;
    struct str locale; // empty: all
};

struct threshold_list {
    struct threshold *at;
    size_t count, capacity;
};

// "80" or "99.5": STR_NONE when it is none, or above 100.
static size_t read_permille(struct str text)
{
    size_t permille = 0, at = 0;
    for (; at < text.len && at < 3 && byte_is_digit(text.at[at]); at++)
        permille = permille * 10 + (size_t)(text.at[at] - '0');
    permille *= 10;
    if (at == 0)
        return STR_NONE;
    if (at + 2 == text.len && text.at[at] == '.' && byte_is_digit(text.at[at + 1])) {
        permille += (size_t)(text.at[at + 1] - '0');
        at += 2;
    }
    return at == text.len && permille <= whole ? permille : STR_NONE;
}

static bool read_thresholds(struct context *context, struct threshold_list *out)
{
    const struct str_list *words = &context->settings.floors;
    bool good = true;
    for (size_t i = 0; i < words->count; i++) {
        size_t colon = str_find_byte(words->at[i], ':', 0);
        struct threshold *threshold = list_push(out, context->arena);
        *threshold = (struct threshold){.permille = read_permille(str_slice(words->at[i], 0, colon))};
        if (colon != STR_NONE)
            threshold->locale = str_from(words->at[i], colon + 1);
        if (threshold->permille != STR_NONE && (colon == STR_NONE || threshold->locale.len))
            continue;
        struct diag *diag =
            diag_add(context->diags, KIND_USAGE, (struct span){0},
                     "option --fail-under takes a percentage from 0 to 100, not \"" STR_FORMAT "\"",
                     STR_ARG(words->at[i]));
        diag_hint(context->diags, diag, "Write --fail-under=80 for all locales, --fail-under=95:de for one.");
        good = false;
    }
    return good;
}

// The last threshold of that locale; else the last one of all, or NULL.
static const struct threshold *threshold_of(const struct threshold_list *thresholds, struct str locale)
{
    const struct threshold *found = NULL;
    for (size_t i = 0; i < thresholds->count; i++) {
        const struct threshold *threshold = &thresholds->at[i];
        if (threshold->locale.len ? locale_same(threshold->locale, locale) : !found || !found->locale.len)
            found = threshold;
    }
    return found;
}

static bool check_locales(struct reporting *r, const struct threshold_list *thresholds)
{
    bool good = true;
    for (size_t i = 0; i < thresholds->count; i++) {
        struct str locale = thresholds->at[i].locale;
        bool is_known = locale.len == 0;
        for (size_t k = 0; !is_known && k < r->report.count; k++)
            is_known = locale_same(locale, r->report.at[k].locale);
        if (!is_known)
            diag_add(r->context->diags, KIND_USAGE, (struct span){0},
                     "option --fail-under names the locale \"" STR_FORMAT "\", which is not there",
                     STR_ARG(locale));
        good &= is_known;
    }
    return good;
}

static void report_low(struct reporting *r, const struct coverage_row *row, const struct threshold *wanted)
{
    size_t permille = coverage_permille(&row->coverage);
    if (permille >= wanted->permille)
        return;
    struct diag *diag = diag_add(
        r->context->diags, KIND_COVERAGE_LOW, span_file(row->path),
        "`" STR_FORMAT "` is translated to %zu.%zu %%, below %zu.%zu %%: %zu of %zu messages %s "
        "missing, %zu need%s review",
        STR_ARG(row->locale), permille / 10, permille % 10, wanted->permille / 10, wanted->permille % 10,
        row->coverage.missing, row->coverage.messages, row->coverage.missing == 1 ? "is" : "are",
        row->coverage.needs_review, row->coverage.needs_review == 1 ? "s" : "");
    size_t lacking =
        (wanted->permille * row->coverage.messages + whole - 1) / whole - row->coverage.translated;
    diag_hint(r->context->diags, diag, "%zu more translation%s would reach it.", lacking,
              lacking == 1 ? "" : "s");
}

static bool apply_thresholds(struct reporting *r, const struct threshold_list *thresholds)
{
    if (!check_locales(r, thresholds))
        return false;
    for (size_t i = 0; i < r->report.count; i++) {
        const struct coverage_row *row = &r->report.at[i];
        const struct threshold *wanted = threshold_of(thresholds, row->locale);
        if (wanted && !row->is_failed)
            report_low(r, row, wanted);
    }
    return true;
}

// ---- a project

static void count_one(void *context, size_t worker, size_t item)
{
    struct reporting *r = context;
    struct project_catalog *slot = &r->catalogs.at[item];
    survey_catalog(&r->survey, worker, item);
    arena_free(&slot->units);
    slot->catalog = (struct catalog){.target_locale = slot->locale};
}

static void add_row(struct reporting *r, const struct survey_row *row)
{
    *list_push(&r->report, r->context->arena) = (struct coverage_row){
        .locale = row->locale, .path = row->path, .coverage = row->coverage, .is_failed = row->is_failed};
}

// Where a pattern says which files there are, the last one of a locale counts, and there may be none.
static void add_target(struct reporting *r, struct str locale)
{
    struct survey_row none = {.locale = locale, .path = r->project.config.path};
    const struct survey_row *found = NULL;
    for (size_t i = 0; i < r->catalogs.count; i++)
        if (r->survey.listed[i].is_present && str_equal(r->survey.listed[i].locale, locale))
            found = &r->survey.listed[i];
    if (!found)
        coverage_count(NULL, &r->survey.source, false, NULL, NULL, &none.coverage);
    add_row(r, found ? found : &none);
}

static void list_rows(struct reporting *r)
{
    const struct config *config = &r->project.config;
    bool is_by_locale = config_is_by_locale(config);
    for (size_t i = 0; is_by_locale && i < r->catalogs.count; i++)
        add_row(r, &r->survey.listed[i]);
    for (size_t i = 0; !is_by_locale && i < config->target_locales.count; i++)
        add_target(r, config->target_locales.at[i]);
    for (size_t i = 0; i < r->catalogs.count; i++)
        r->report.unreached += r->survey.listed[i].unreached;
    for (size_t i = 0; i < r->survey.unlisted_count; i++)
        r->report.unreached += r->survey.unlisted[i].unreached;
    r->report.is_project = true;
    r->report.messages = r->project.extraction.messages.count;
    r->report.words = r->survey.source.word_count;
    r->report.source_locale = config->source_locale;
}

static enum status read_project(struct reporting *r)
{
    struct context *context = r->context;
    enum status status = project_scan(context, &r->project);
    if (status != STATUS_FINE)
        return status;
    progress_stage(&context->progress, "reading catalogs");
    if (!catalogs_list(context, &r->project, &r->catalogs) ||
        !survey_begin(context, &r->project, true, &r->catalogs, &r->survey))
        return STATUS_WORLD;
    status =
        refusals_begin(&r->survey.refusals, context, &r->project.config, &r->project.extraction.messages);
    if (status != STATUS_FINE)
        return status;
    status = catalogs_read(context, &r->project, count_one, r, &r->catalogs);
    if (status == STATUS_WORLD)
        return status;
    survey_end(&r->survey);
    list_rows(r);
    return STATUS_FINE;
}

// ---- files

static struct str name_without_suffix(struct str path)
{
    size_t slash = str_rfind_byte(path, '/');
    struct str name = str_from(path, slash == STR_NONE ? 0 : slash + 1);
    return str_slice(name, 0, str_find_byte(name, '.', 0));
}

static void read_file(struct reporting *r, struct str path, struct words *words)
{
    struct catalog catalog = {0};
    struct coverage_row *row = list_push(&r->report, r->context->arena);
    *row = (struct coverage_row){.path = path, .locale = name_without_suffix(path)};
    row->is_failed =
        !catalog_file_read(r->context, path, &catalog) || !catalog_file_is_whole(r->context, &catalog);
    if (row->is_failed)
        return;
    if (catalog.target_locale.len)
        row->locale = catalog.target_locale;
    if (r->report.source_locale.len == 0)
        r->report.source_locale = catalog.source_locale;
    coverage_count(&catalog, NULL, false, NULL, words, &row->coverage);
}

static enum status read_files(struct reporting *r)
{
    const struct str_list *paths = &r->context->settings.arguments;
    struct words words = {0};
    for (size_t i = 0; i < paths->count; i++)
        read_file(r, paths->at[i], &words);
    words_close(&words);
    return STATUS_FINE;
}

// ---- saying it

static void print_human(struct reporting *r)
{
    const struct coverage_report *report = &r->report;
    struct buf out = {0};
    if (!summary_is_wanted(&r->context->settings))
        return;
    if (report->is_project) {
        summary_count(&out, report->messages, "message");
        buf_text(&out, ", ");
        summary_count(&out, report->words, "word");
        buf_text(&out, " in `");
        diag_neutral(&out, report->source_locale);
        buf_text(&out, "`\n\n");
    }
    coverage_print_table(report, output_columns(STDOUT_FILENO), output_takes_colour(STDOUT_FILENO), &out);
    if (report->remote)
        remote_report_print(report->remote, &out);
    if (report->unreached) {
        buf_byte(&out, '\n');
        summary_count(&out, report->unreached, "finished translation");
        buf_print(&out, " reach%s no user: they stand in files that the build does not read\n",
                  report->unreached == 1 ? "es" : "");
    }
    if (report->total.refused) {
        buf_byte(&out, '\n');
        summary_count(&out, report->total.refused, "translation");
        buf_print(&out,
                  " reach%s no user: `glot build` refuses %s, and says why; counted as to be reviewed\n",
                  report->total.refused == 1 ? "es" : "", report->total.refused == 1 ? "it" : "them");
    }
    output_result(r->context, &out);
}

static void print_json(struct reporting *r)
{
    struct buf out = {0};
    report_read_texts(r->context->diags);
    report_name_files(r->context->diags);
    coverage_print_json(&r->report, r->context->diags, &r->context->settings, &out);
    output_result(r->context, &out);
    r->context->has_reported = true;
}

static enum status write_page(struct reporting *r)
{
    struct context *context = r->context;
    struct format_options plain = {.tool = STR("glot")};
    struct trend_reading reading = {.options = &plain};
    struct changes changes = {0};
    struct buf out = {0};
    size_t written;
    if (r->report.is_project)
        reading = (struct trend_reading){&r->survey.source, r->project.format,
                                         &r->project.config.format_options, &r->survey.refusals};
    coverage_trend(&r->report, &reading, context->arena);
    report_name_files(context->diags);
    coverage_print_page(&r->report, context->diags, context->settings.html, &out);
    struct str page = buf_finish(&out, context->arena), path = context->settings.html;
    if (!changes_may_replace(context, path, page, coverage_page_is_one))
        return STATUS_FINDINGS;
    changes_add(&changes, path, page, NULL, context->arena);
    return changes_apply(&changes, context, &written);
}

static enum status report(struct reporting *r)
{
    struct threshold_list thresholds = {0};
    if (!read_thresholds(r->context, &thresholds))
        return STATUS_USAGE;
    enum status status = r->context->settings.arguments.count ? read_files(r) : read_project(r);
    if (status != STATUS_FINE)
        return status;
    if (r->context->settings.remote) {
        status = remote_report_ask(r->context, &r->remote);
        if (status != STATUS_FINE)
            return status;
        r->report.remote = &r->remote;
    }
    coverage_report_sum(&r->report);
    if (!apply_thresholds(r, &thresholds))
        return STATUS_USAGE;
    if (r->context->settings.html.len)
        status = write_page(r);
    if (r->context->settings.form == OUTPUT_JSON)
        print_json(r);
    else
        print_human(r);
    return status;
}

static enum status run(struct context *context)
{
    struct reporting r = {.context = context};
    bool has_files = context->settings.arguments.count > 0;
    enum status status = has_files ? STATUS_FINE : project_open(context, &r.project);
    if (status == STATUS_FINE)
        status = report(&r);
    catalogs_close(context, &r.catalogs);
    project_close(context, &r.project);
    return status;
}

static const struct option options[] = {
    OPTIONS_OF_PROJECT,
    OPTION_OF_CACHE,
    {"fail-under", 0, OPTION_TEXTS, "PERCENT[:LOCALE]", offsetof(struct settings, floors),
     "Exit with 1 when a locale (or this one) is translated to less; may be repeated"},
    {"remote", 0, OPTION_FLAG, NULL, offsetof(struct settings, remote),
     "Ask the service, too, how far each language is there"},
    {"html", 0, OPTION_TEXT, "FILE", offsetof(struct settings, html),
     "Write a page for people to this file, with the findings"},
    {0},
};

static const struct example examples[] = {
    {"glot status", "How far each locale is", STATUS_FINE},
    {"glot status --fail-under 50 --fail-under 100:de", "In CI: fail when a locale falls behind",
     STATUS_FINDINGS},
    {"glot status --format json", "The same counts for programs, with the findings", STATUS_FINE},
    {"glot status --html build/status.html", "A page to look at, with links to what was found", STATUS_FINE},
    {"glot status --remote", "How far each language is at the service, too", STATUS_FINE},
    {"glot status xliff/de.xlf", "Count what one catalog holds, without a project", STATUS_FINE},
    {0},
};

const struct command command_status = {
    .name = "status",
    .summary = "Say how far each locale is translated",
    .description =
        "Counts for each target locale which messages of the sources have a finished translation, which have "
        "one "
        "that someone must look at, and which have none; how many units left the code; and the words of the "
        "source texts, as Unicode divides them (placeholders count none). A translation that `glot build` "
        "refuses "
        "is one that someone must look at.\n\n"
        "Says also what is wrong with the files themselves: catalogs that the build does not read, with the "
        "number of "
        "finished translations that reach no user because of it; two files of one locale in two spellings; "
        "locales "
        "without a file; files that have fallen behind the sources.\n\n"
        "With files, only these are counted, by what they hold; no configuration is needed. "
        "--html writes one page that needs nothing from elsewhere: the counts, what has changed since the "
        "last commit "
        "where git knows it, and the findings with links into the files.\n\n"
        "With --format json, standard output is one object, and the findings stand in it.",
    .arguments = "[FILE]...",
    .options = options,
    .examples = examples,
    .run = run,
};
