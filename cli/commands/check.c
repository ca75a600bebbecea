// Each catalog goes through the same steps: read, judged as a document, its translations checked.
#include "base/file.h"
#include "base/path.h"
#include "catalog/xml.h"
#include "cli/catalogs.h"
#include "cli/commands.h"
#include "cli/inspection.h"
#include "cli/output.h"
#include "cli/summary.h"
#include "cli/survey.h"

#include <stddef.h>
#include <stdlib.h>

// A file that is named on the command line.
struct named_file {
    struct str path;
    struct diags diags;
};

// What a catalog of the project is as a document.
struct judgment {
    struct diags diags;
    struct xml_document document;
    bool is_judged;
};

struct checking {
    struct context *context;
    struct inspection inspection;
    size_t jobs;
    struct named_file *files;
    struct project project;
    struct project_catalog_list catalogs;
    struct judgment *judgments; // one for each of them
    struct survey survey;
    struct arena *arenas; // by worker: bytes and diagnostics
    size_t count;         // of catalogs that were looked at
};

// ---- files that are named

// What the judgment of a document has said already is not said again by the reader.
static void append_unsaid(struct diags *diags, const struct diags *said, bool is_judged)
{
    bool is_wrong = diags_count(diags, SEVERITY_ERROR) > 0;
    for (size_t i = 0; i < said->count; i++) {
        bool is_double = is_judged && (is_wrong || inspection_is_double(said->at[i].kind));
        if (is_double)
            continue;
        struct diag diag = said->at[i];
        if (diag.kind == KIND_ICU_SYNTAX || diag.kind == KIND_ICU_OTHER)
            diag.severity = kind_rows[diag.kind].severity; // a reader can go on, the application cannot
        diags_append(diags, &(struct diags){.arena = said->arena, .at = &diag, .count = 1});
    }
}

// Angular's catalogs do not say their language; whoever builds with them does.
static bool lacks_locale_only(const struct catalog *catalog, struct diags *of_reader)
{
    if (catalog->target_locale.len || diags_count(of_reader, SEVERITY_ERROR) != 1)
        return false;
    for (size_t i = 0; i < of_reader->count; i++)
        if (of_reader->at[i].kind == KIND_CATALOG_LOCALE) {
            of_reader->at[i] = of_reader->at[--of_reader->count];
            return true;
        }
    return false;
}

static void check_bytes(struct checking *checking, size_t worker, struct named_file *file, struct str bytes)
{
    struct xml_document document;
    const struct format_options own = {
        .tool = STR("glot"),
        .original = STR("sources"),
        .document = &document,
        .texts_are_icu = checking->project.config.format_options.texts_are_icu,
    };
    struct diags of_reader = {.arena = file->diags.arena};
    struct arena units = {0};
    struct catalog catalog = {0};
    bool is_judged;
    inspect_document(&checking->inspection, worker, file->path, bytes, &file->diags, &document, &is_judged);
    const struct format *format = bytes.len ? format_of_file(file->path, bytes) : NULL;
    if (!format && !is_judged)
        diag_add(&file->diags, KIND_CATALOG_FORMAT, span_file(file->path), "%s",
                 bytes.len ? "is of no catalog format that glot knows" : "is empty");
    bool is_read = format && format_read(format, bytes, file->path, &own, &units, &of_reader, &catalog);
    is_read = is_read || (is_judged && lacks_locale_only(&catalog, &of_reader));
    append_unsaid(&file->diags, &of_reader, is_judged);
    if (is_read && !checking->inspection.is_strict)
        inspect_catalog(&checking->inspection, worker, &catalog, inspection_locale_of_path(file->path),
                        &file->diags);
    arena_free(&units);
}

static void check_named(void *context, size_t worker, size_t item)
{
    struct checking *checking = context;
    struct named_file *file = &checking->files[item];
    struct str bytes = {0};
    file->diags.arena = &checking->arenas[worker];
    if (file_require(file->path, file->diags.arena, &file->diags, &bytes))
        check_bytes(checking, worker, file, bytes);
}

static enum status check_files(struct checking *checking)
{
    struct context *context = checking->context;
    const struct str_list *paths = &context->settings.arguments;
    enum status status = inspection_begin(&checking->inspection, context, NULL, checking->jobs);
    checking->files = arena_array(context->arena, struct named_file, paths->count);
    for (size_t i = 0; i < paths->count; i++)
        checking->files[i].path = paths->at[i];
    pool_run(checking->jobs, paths->count, check_named, checking);
    for (size_t i = 0; i < paths->count; i++)
        diags_append(context->diags, &checking->files[i].diags);
    checking->count = paths->count;
    return status;
}

// ---- the catalogs of the project

// The reader goes on with the tree that was judged.
static void judge_listed(void *context, size_t worker, size_t item)
{
    struct checking *checking = context;
    struct project_catalog *slot = &checking->catalogs.at[item];
    struct judgment *judgment = &checking->judgments[item];
    judgment->diags.arena = slot->diags.arena;
    inspect_document(&checking->inspection, worker, slot->path, slot->held, &judgment->diags,
                     &judgment->document, &judgment->is_judged);
    slot->document = &judgment->document;
}

// Puts the judgment before what the reader has said beside.
static void tell_judgment(void *context, size_t worker, size_t item)
{
    (void)worker;
    struct checking *checking = context;
    struct project_catalog *slot = &checking->catalogs.at[item];
    const struct judgment *judgment = &checking->judgments[item];
    struct diags of_reader = slot->diags;
    slot->diags = judgment->diags;
    append_unsaid(&slot->diags, &of_reader, judgment->is_judged);
}

static void check_listed(void *context, size_t worker, size_t item)
{
    struct checking *checking = context;
    struct project_catalog *slot = &checking->catalogs.at[item];
    survey_catalog(&checking->survey, worker, item);
    if (!slot->is_present)
        return;
    tell_judgment(context, worker, item);
    if (!checking->inspection.is_strict)
        inspect_catalog(&checking->inspection, worker, &slot->catalog, slot->locale, &slot->diags);
    arena_free(&slot->units);
    slot->catalog = (struct catalog){.target_locale = slot->locale};
}

static enum status check_catalogs(struct checking *checking)
{
    struct context *context = checking->context;
    if (!catalogs_list(context, &checking->project, &checking->catalogs) ||
        !survey_begin(context, &checking->project, context->settings.sources, &checking->catalogs,
                      &checking->survey))
        return STATUS_WORLD;
    checking->judgments = arena_array(context->arena, struct judgment, checking->catalogs.count);
    checking->catalogs.meet = judge_listed;
    checking->catalogs.refuse = tell_judgment;
    checking->catalogs.meet_context = checking;
    enum status status =
        catalogs_read(context, &checking->project, check_listed, checking, &checking->catalogs);
    survey_end(&checking->survey);
    for (size_t i = 0; i < checking->catalogs.count; i++)
        checking->count += checking->catalogs.at[i].is_present;
    catalogs_close(context, &checking->catalogs);
    return status;
}

static enum status check_project(struct checking *checking)
{
    struct context *context = checking->context;
    enum status status = project_open(context, &checking->project);
    if (status != STATUS_FINE)
        return status;
    status = inspection_begin(&checking->inspection, context, &checking->project.config, checking->jobs);
    checking->inspection.is_whole = checking->project.config.drop_in;
    if (status == STATUS_FINE && context->settings.sources)
        status = project_scan(context, &checking->project);
    if (status == STATUS_FINE)
        status = check_catalogs(checking);
    project_close(context, &checking->project);
    return status;
}

// ---- summary

struct kind_count {
    enum kind kind;
    size_t count;
};

static int compare_counts(const void *a, const void *b)
{
    const struct kind_count *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count ? 1 : -1) : (int)x->kind - (int)y->kind;
}

static void print_kinds(const struct diags *diags, struct buf *out)
{
    struct kind_count counts[KIND_COUNT];
    for (enum kind kind = 0; kind < KIND_COUNT; kind++)
        counts[kind] = (struct kind_count){kind, 0};
    for (size_t i = 0; i < diags->count; i++)
        counts[diags->at[i].kind].count++;
    qsort(counts, KIND_COUNT, sizeof *counts, compare_counts);
    for (size_t i = 0; i < KIND_COUNT && counts[i].count; i++)
        buf_print(out, "%s%s %zu", i ? ", " : "  ", kind_rows[counts[i].kind].name, counts[i].count);
    buf_text(out, diags->count ? "\n" : "");
}

static void print_summary(const struct checking *checking)
{
    const struct diags *diags = checking->context->diags;
    struct buf out = {0};
    if (!summary_is_wanted(&checking->context->settings))
        return;
    summary_count(&out, checking->count, "catalog");
    buf_text(&out, " checked: ");
    summary_count(&out, diags_count(diags, SEVERITY_ERROR), "error");
    buf_text(&out, ", ");
    summary_count(&out, diags_count(diags, SEVERITY_WARNING), "warning");
    buf_text(&out, ", ");
    summary_count(&out, diags_count(diags, SEVERITY_NOTE), "note");
    buf_byte(&out, '\n');
    print_kinds(diags, &out);
    output_summary(checking->context, &out);
}

static enum status run(struct context *context)
{
    struct checking checking = {.context = context};
    bool is_named = context->settings.arguments.count > 0;
    checking.jobs = context->settings.jobs ? context->settings.jobs : pool_processors();
    checking.arenas = arena_array(context->arena, struct arena, checking.jobs);
    enum status status = is_named ? check_files(&checking) : check_project(&checking);
    for (size_t i = 0; i < checking.jobs; i++)
        arena_adopt(context->arena, &checking.arenas[i]);
    if (checking.inspection.scratch)
        inspection_end(&checking.inspection, checking.jobs);
    if (status == STATUS_FINE || status == STATUS_FINDINGS)
        print_summary(&checking);
    return status;
}

static const struct option options[] = {
    OPTIONS_OF_PROJECT,
    OPTION_OF_CACHE,
    {"sources", 0, OPTION_FLAG, NULL, offsetof(struct settings, sources),
     "Read the sources too: say what is wrong in them, and which catalogs have fallen behind"},
    {"conformance", 0, OPTION_FLAG, NULL, offsetof(struct settings, conformance),
     "Judge documents alone, and take rules on which the specifications are silent or at odds as errors"},
    {0},
};

static const struct example examples[] = {
    {"glot check", "Check all catalogs of the project", STATUS_FINE},
    {"glot check --format sarif >glot.sarif", "The same for a code host, as SARIF", STATUS_FINE},
    {"glot check xliff/de.xlf", "Check one file, whether it belongs to a project or not", STATUS_FINE},
    {"glot check --conformance xliff/*.xlf", "By the letter of the specifications", STATUS_FINE},
    {0},
};

const struct command command_check = {
    .name = "check",
    .summary = "Say what is wrong with catalogs and translations",
    .description =
        "Reads the catalogs of the project, or the files that are named, and says what is wrong, where, and "
        "how "
        "to mend it; nothing is written.\n\n"
        "An XLIFF document is held against the schema of its version (1.2, 2.0, 2.1, 2.2) and against the "
        "rules "
        "that no schema expresses: ids, references, pairs of codes, editing hints, languages, the "
        "constraints of "
        "modules.\n\n"
        "Translations of any format are checked for what hurts: placeholders and markup that differ from the "
        "source, ICU messages that are broken or lack plural forms, numbers, addresses, punctuation, white "
        "space, texts that nobody translated, and more; `glot explain` tells what each kind means. Levels "
        "are set "
        "by the key `checks` of glot.json. In a catalog a note that says `glot-ignore: KIND` has one unit "
        "left "
        "alone.\n\n"
        "Of warnings and notes ten of each kind are shown; -v shows all.",
    .arguments = "[FILE]...",
    .options = options,
    .examples = examples,
    .run = run,
};
