#include "base/collate.h"
#include "base/path.h"
#include "base/pool.h"
#include "catalog/merge.h"
#include "cli/catalogs.h"
#include "cli/commands.h"
#include "cli/memories.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/sharding.h"
#include "cli/summary.h"

#include <stddef.h>

// What happens to one catalog; the pool writes into it.
struct outcome {
    struct merge_report report;
    struct buf text;
    bool is_good;
};

struct extracting {
    struct context *context;
    struct project project;
    struct project_catalog_list catalogs;
    struct outcome *outcomes; // one for each catalog
    struct merge_source source;
    struct settled_texts settled; // what the messages look like in drop-in catalogs
    struct memories memories;     // catalogs beside those of the project
    struct str folder;            // of the configuration, absolute
    size_t written;               // catalogs that changed or would change
    bool is_done;                 // all was compared or written
};

static void merge_one(struct extracting *e, size_t item)
{
    struct project_catalog *slot = &e->catalogs.at[item];
    struct outcome *outcome = &e->outcomes[item];
    const struct config *config = &e->project.config;
    if (!slot->is_present) {
        slot->catalog.source_locale = config->source_locale;
        slot->catalog.target_locale = slot->locale;
    }
    struct memory memory;
    const struct memory *memories = &memory;
    struct arena index = {0};
    memories_for(&e->memories, config->source_locale, slot->locale, &index, &memory);
    struct merge_options options = {
        .peer_bytes = config->drop_in,
        .prune = e->context->settings.prune,
        // A foreign catalog's translations are for other readers: they stay as they are.
        .keep_targets = slot->is_foreign,
        .with_locations = config->with_locations,
        .fuzzy = config->fuzzy,
        .memories = &memories,
        .memory_count = memory.indexed > 0,
        .with_suggestions = e->project.format->holds & HOLDS_SUGGESTIONS,
        .seek_all = e->context->settings.memories.count > 0,
        .folder = e->folder,
        .tool = config->format_options.tool,
    };
    merge(&slot->catalog, &e->source, &options, &slot->units, &outcome->report);
    arena_free(&index);
}

static void write_one(struct extracting *e, size_t item)
{
    struct project_catalog *slot = &e->catalogs.at[item];
    struct arena scratch = {0};
    e->outcomes[item].is_good =
        format_write(e->project.format, &slot->catalog, &e->project.config.format_options, &scratch,
                     &slot->diags, &e->outcomes[item].text);
    arena_free(&scratch);
}

static const struct {
    const char *title;
    size_t ids; // offset of a list of ids in struct merge_report
} id_lists[] = {
    {"new", offsetof(struct merge_report, added)},
    {"moved", offsetof(struct merge_report, moved)},
    {"filled", offsetof(struct merge_report, filled)},
    {"proposed", offsetof(struct merge_report, proposed)},
    {"changed", offsetof(struct merge_report, changed)},
    {"updated", offsetof(struct merge_report, updated)},
    {"revived", offsetof(struct merge_report, revived)},
    {"obsolete", offsetof(struct merge_report, obsolete)},
    {"removed", offsetof(struct merge_report, removed)},
};

static const struct str_list *ids_of(const struct merge_report *report, size_t row)
{
    return (const struct str_list *)(const void *)((const char *)report + id_lists[row].ids);
}

static bool tells_of_ids(const struct merge_report *report)
{
    bool tells = false;
    for (size_t i = 0; i < sizeof id_lists / sizeof *id_lists; i++)
        tells |= ids_of(report, i)->count > 0;
    return tells;
}

// What was made of a catalog of which nothing changes is forgotten at once.
static void release_if_unchanged(struct project_catalog *slot, struct outcome *outcome)
{
    bool is_same = outcome->is_good && slot->is_present && str_equal(buf_str(&outcome->text), slot->held);
    if (!is_same || tells_of_ids(&outcome->report))
        return;
    buf_free(&outcome->text);
    arena_free(&slot->units);
    slot->catalog = (struct catalog){0};
    slot->is_released = true;
}

static void update_one(void *context, size_t worker, size_t item)
{
    (void)worker;
    struct extracting *e = context;
    struct project_catalog *slot = &e->catalogs.at[item];
    if (slot->is_settled) {
        e->outcomes[item].report.translated_before = slot->settled.translated;
        e->outcomes[item].is_good = slot->is_released = true;
        return;
    }
    merge_one(e, item);
    write_one(e, item);
    release_if_unchanged(slot, &e->outcomes[item]);
}

static bool loses_too_much(struct extracting *e)
{
    size_t had = 0, lost = 0;
    for (size_t i = 0; i < e->catalogs.count; i++) {
        had += e->outcomes[i].report.translated_before;
        lost += e->outcomes[i].report.translated_lost;
    }
    if (e->context->settings.allow_loss ||
        !merge_is_accident(had, lost, e->project.extraction.messages.count))
        return false;
    bool is_deleted = e->project.config.drop_in || e->context->settings.prune;
    struct diag *diag =
        diag_add(e->context->diags, KIND_TRANSLATIONS_LOST, span_file(e->project.config.path),
                 "%zu of %zu translations would %s: the sources hold %zu message%s", lost, had,
                 is_deleted ? "be deleted" : "become obsolete", e->project.extraction.messages.count,
                 e->project.extraction.messages.count == 1 ? "" : "s");
    diag_hint(
        e->context->diags, diag,
        "Look at %s, and at the imports of the marker (-v shows calls that look like one); --allow-loss "
        "goes on all the same.",
        e->project.config.drop_in ? "inputFiles or tsConfig" : "sources or tsconfig");
    return true;
}

// How many catalogs are there; `additions`: to how many of them each message is new. Catalogs that are
// missing as a whole say so themselves.
static size_t count_additions(const struct extracting *e, size_t *additions)
{
    size_t present = 0;
    for (size_t i = 0; i < e->catalogs.count; i++) {
        const struct str_list *added = &e->outcomes[i].report.added;
        if (!e->catalogs.at[i].is_present)
            continue;
        present++;
        for (size_t j = 0; j < added->count; j++)
            additions[message_set_find(&e->project.extraction.messages, added->at[j]) - 1]++;
    }
    return present;
}

// --check points at the messages that no catalog has.
static void report_unlisted(struct extracting *e)
{
    const struct message_set *messages = &e->project.extraction.messages;
    size_t *additions = arena_array(e->context->arena, size_t, messages->count);
    size_t present = e->context->settings.check ? count_additions(e, additions) : 0;
    for (size_t i = 0; i < messages->count && present > 0; i++)
        if (additions[i] == present)
            diag_add(e->context->diags, KIND_MESSAGE_UNLISTED, messages->at[i]->span,
                     "this message is in no catalog yet");
}

// What --prune removes is told in any case.
static bool is_told(const struct extracting *e, size_t row)
{
    return e->context->settings.verbosity > 0 ||
           (e->context->settings.prune && id_lists[row].ids == offsetof(struct merge_report, removed));
}

static void print_catalog(const struct extracting *e, size_t number, struct buf *out)
{
    const struct merge_report *report = &e->outcomes[number].report;
    size_t rows = sizeof id_lists / sizeof *id_lists, said = 0;
    for (size_t i = 0; i < rows; i++) {
        size_t count = ids_of(report, i)->count;
        if (count > 0 && said++ == 0)
            buf_print(out, "  " STR_FORMAT ": ", STR_ARG(e->catalogs.at[number].path));
        if (count > 0)
            buf_print(out, "%s%zu %s", said > 1 ? ", " : "", count, id_lists[i].title);
    }
    if (said)
        buf_byte(out, '\n');
    for (size_t i = 0; i < rows; i++)
        if (is_told(e, i))
            summary_ids(out, id_lists[i].title, ids_of(report, i));
}

static void print_summary(const struct extracting *e)
{
    const struct settings *settings = &e->context->settings;
    const struct extraction *extraction = &e->project.extraction;
    struct buf out = {0};
    if (!summary_is_wanted(settings))
        return;
    summary_count(&out, extraction->messages.count, "message");
    buf_text(&out, " in ");
    summary_count(&out, extraction->files_with_messages, "file");
    buf_print(&out, "; %zu of ", e->written);
    summary_count(&out, e->catalogs.count, "catalog");
    buf_print(&out, " %s\n", settings->check ? "would change" : "written");
    for (size_t i = 0; i < e->catalogs.count; i++)
        print_catalog(e, i, &out);
    output_summary(e->context, &out);
}

// Where proposals come from: first what the command line names. Drop-in mode proposes nothing.
static bool read_memories(struct extracting *e)
{
    struct config *config = &e->project.config;
    struct str_list paths = {0};
    const struct str_list *lists[] = {&e->context->settings.memories, &config->memories};
    for (size_t i = 0; i < 2 && config->fuzzy; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            *list_push(&paths, e->context->arena) = lists[i]->at[j];
    size_t known = e->context->diags->count;
    bool good = memories_read(e->context, &paths, &e->memories);
    config_name_place(config, known, e->context->arena, e->context->diags);
    return good;
}

enum { messages_at_once = 256 };

// The first part brings the messages into order, each other one prints some of them.
static void prepare_part(void *context, size_t worker, size_t part)
{
    struct extracting *e = context;
    const struct message_set *messages = &e->project.extraction.messages;
    struct arena *arena = &e->project.workers[worker].arena;
    size_t first = (part - 1) * messages_at_once, end = first + messages_at_once;
    if (part == 0)
        merge_prepare(messages, e->project.config.drop_in, arena, &e->source);
    else
        settled_print(messages, first, end < messages->count ? end : messages->count, arena, &e->settled);
}

static void prepare(struct extracting *e)
{
    e->outcomes = arena_array(e->context->arena, struct outcome, e->catalogs.count);
    e->folder = path_absolute(e->context->arena, e->project.config.folder);
    size_t count = e->project.extraction.messages.count, parts = 1;
    if (settled_open(e->project.format, &e->project.config.format_options, count, e->context->arena,
                     &e->settled)) {
        parts += (count + messages_at_once - 1) / messages_at_once;
        e->project.settled = &e->settled;
    }
    pool_run(e->project.jobs, parts, prepare_part, e);
    e->settled.source = &e->source;
}

static bool collect_changes(struct extracting *e, struct changes *changes)
{
    bool good = true;
    for (size_t i = 0; i < e->catalogs.count; i++) {
        good &= e->outcomes[i].is_good;
        const struct project_catalog *slot = &e->catalogs.at[i];
        if (!slot->is_released)
            changes_add(changes, slot->path, buf_str(&e->outcomes[i].text),
                        slot->was_read ? &slot->held : NULL, e->context->arena);
    }
    return good;
}

// A format that keeps the source texts in a file of their own has that one written, from scratch.
static enum status update_source_file(struct extracting *e)
{
    struct context *context = e->context;
    enum status status = catalogs_read(context, &e->project, NULL, NULL, &e->catalogs);
    if (status != STATUS_FINE)
        return status;
    catalogs_close(context, &e->catalogs);
    e->catalogs = (struct project_catalog_list){0};
    struct project_catalog *slot = list_push(&e->catalogs, context->arena);
    *slot = (struct project_catalog){.locale = e->project.config.source_locale,
                                     .path = e->project.config.catalog_file};
    slot->diags.arena = context->arena;
    prepare(e);
    update_one(e, 0, 0);
    catalogs_report(context, &e->catalogs);
    return STATUS_FINE;
}

static enum status update_catalogs(struct extracting *e)
{
    progress_stage(&e->context->progress, "updating catalogs");
    if (!catalogs_list(e->context, &e->project, &e->catalogs))
        return STATUS_WORLD;
    if (e->project.config.catalog_file.len)
        return update_source_file(e);
    if (!read_memories(e))
        return STATUS_FINDINGS;
    prepare(e);
    return catalogs_read(e->context, &e->project, update_one, e, &e->catalogs);
}

static enum status extract_all(struct extracting *e)
{
    struct context *context = e->context;
    struct changes changes = {0};
    size_t errors = diags_count(context->diags, SEVERITY_ERROR);
    if (!config_has_sources(&e->project.config)) {
        config_want_sources(&e->project.config, context->diags);
        return STATUS_USAGE;
    }
    if (context->settings.arguments.count && !sharding_open(context, &e->project))
        return STATUS_FINDINGS;
    enum status status = project_scan(context, &e->project);
    if (status == STATUS_FINE && diags_count(context->diags, SEVERITY_ERROR) > errors)
        status = STATUS_FINDINGS;
    if (status == STATUS_FINE && trail_repeats(context->trail, context->diags))
        return STATUS_FINE;
    if (status == STATUS_FINE)
        status = update_catalogs(e);
    if (status != STATUS_FINE)
        return status;
    if (loses_too_much(e) || !collect_changes(e, &changes))
        return STATUS_FINDINGS;
    report_unlisted(e);
    status = changes_apply(&changes, context, &e->written);
    e->is_done = status != STATUS_WORLD;
    return status;
}

static void release(struct extracting *e)
{
    for (size_t i = 0; e->outcomes && i < e->catalogs.count; i++)
        buf_free(&e->outcomes[i].text);
    catalogs_close(e->context, &e->catalogs);
    project_close(e->context, &e->project);
}

static enum status run(struct context *context)
{
    struct extracting e = {.context = context};
    if (context->settings.shards.count)
        return sharding_write(context);
    if (context->settings.output.len) {
        diag_add(context->diags, KIND_USAGE, (struct span){0},
                 "--output needs a --shard; catalogs have their places");
        return STATUS_USAGE;
    }
    enum status status = project_open(context, &e.project);
    if (status != STATUS_FINE)
        return status;
    if (!e.project.config.drop_in &&
        !option_percent(context, "fuzzy", context->settings.fuzzy, &e.project.config.fuzzy))
        return STATUS_USAGE;
    e.project.config.format_options.for_writing = true;
    status = extract_all(&e);
    if (e.is_done)
        print_summary(&e);
    release(&e);
    return status;
}

static const struct option options[] = {
    OPTIONS_OF_PROJECT,
    OPTIONS_OF_WRITING,
    OPTIONS_OF_WATCHING,
    OPTION_OF_CACHE,
    OPTIONS_OF_FUZZY,
    {"prune", 0, OPTION_FLAG, NULL, offsetof(struct settings, prune),
     "Remove units that are no longer in the sources (own mode)"},
    {"allow-loss", 0, OPTION_FLAG, NULL, offsetof(struct settings, allow_loss),
     "Go on even if most translations are lost"},
    {"shard", 0, OPTION_TEXTS, "K/N|FOLDER", offsetof(struct settings, shards),
     "Read part K of N of the sources, or those below FOLDER, and write a fragment for glot merge"},
    {"output", 'o', OPTION_TEXT, "FILE", offsetof(struct settings, output),
     "With --shard: where the fragment goes"},
    {0},
};

static const struct example examples[] = {
    {"glot extract", "Bring the messages of the sources into all catalogs", STATUS_FINE},
    {"glot extract --check", "In CI: fail when a catalog is out of date", STATUS_FINDINGS},
    {"glot extract --dry-run", "Show what would change, as a difference", STATUS_FINE},
    {"glot extract --watch", "Stay, and bring messages into the catalogs whenever a source is saved",
     STATUS_FINE},
    {"glot extract --shard 1/1 -o part.json && glot merge part.json",
     "Read the sources in parts, on as many machines, and join these", STATUS_FINE},
    {0},
};

const struct command command_extract = {
    .name = "extract",
    .summary = "Bring the messages of the sources into the catalogs",
    .description =
        "Reads all sources of the project, collects the texts that are marked for translation, "
        "and updates one "
        "catalog for each target locale. Translations stay; new messages are added.\n\n"
        "With lit-localize.json the catalogs are, byte for byte, what lit-localize writes, so "
        "units that left the "
        "sources are removed; when that would delete most translations, nothing is written. With "
        "glot.json only "
        "what changed is written, and units that left the sources are kept as obsolete.\n\n"
        "Files that would not change are not touched. Any error in a source stops the run before "
        "anything is written.\n\n"
        "With --shard only a part of the sources is read, and written to a file: a fragment. `glot "
        "merge` joins the fragments of all parts into exactly what one run would have written and "
        "said. What is wrong with sources is told there.",
    .options = options,
    .examples = examples,
    .run = run,
};
