#include "base/pool.h"
#include "catalog/combine.h"
#include "catalog/locale.h"
#include "catalog/update.h"
#include "cli/catalog_file.h"
#include "cli/changes.h"
#include "cli/commands.h"
#include "cli/memories.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/sharding.h"
#include "cli/summary.h"

#include <stddef.h>

enum { usual_fuzzy = 75 }; // percent, as of the key `merge.fuzzy`

struct merging {
    struct context *context;
    struct catalog *catalogs; // those that are named, the first one is written
    size_t count;
    struct memories memories;
    struct catalog template;
    bool has_template;
    unsigned fuzzy;
    struct combine_report combined;
    struct merge_report merged; // by a template or by memories
    struct pieces pieces;       // of the result, together with what is printed
    struct buf printed;
    size_t written;
};

// Memories have no ids: their translations are found by texts.
static bool is_memory(const struct catalog *catalog)
{
    return str_is(str_of(catalog->format->name), "tmx");
}

static bool has_same_locale(struct merging *m, const struct catalog *catalog)
{
    struct str first = m->catalogs[0].target_locale, other = catalog->target_locale;
    if (!first.len || !other.len || locale_alike(first, other))
        return true;
    struct diag *diag = diag_add(m->context->diags, KIND_MERGE_LOCALE, span_file(catalog->path),
                                 "is in `" STR_FORMAT "`, and " STR_FORMAT " in `" STR_FORMAT "`",
                                 STR_ARG(other), STR_ARG(m->catalogs[0].path), STR_ARG(first));
    diag_hint(m->context->diags, diag, "Merge catalogs of one locale; their spellings may differ.");
    return false;
}

// ---- reading

struct named_catalog {
    struct str path;
    bool is_first; // that is written
    bool is_read;
    struct catalog catalog;
    struct diags diags;
};

struct catalog_reading {
    struct context *context;
    struct named_catalog *files; // the template, where there is one, and then those that are named
    size_t count, named;         // of all; number of the first one that is named
    struct arena *arenas;        // of each worker
};

static void read_one(void *context, size_t worker, size_t number)
{
    struct catalog_reading *reading = context;
    struct named_catalog *file = &reading->files[number];
    struct context own = *reading->context;
    file->diags.arena = own.arena = &reading->arenas[worker];
    own.diags = &file->diags;
    file->is_read =
        (file->is_first ? catalog_file_open : catalog_file_read)(&own, file->path, &file->catalog);
}

// Readers of XML make trees: one after the other they use the same memory for it, which counts for more than
// the time that a second processor saves.
static size_t workers_for(const struct catalog_reading *reading)
{
    size_t jobs = reading->context->settings.jobs;
    for (size_t i = 0; i < reading->count; i++)
        if (format_is_xml(reading->files[i].path))
            return 1;
    jobs = jobs ? jobs : pool_processors();
    return jobs < reading->count ? jobs : reading->count;
}

static void list_files(struct merging *m, struct catalog_reading *reading)
{
    const struct settings *settings = &m->context->settings;
    const struct str_list *paths = &settings->arguments;
    reading->files = arena_array(m->context->arena, struct named_catalog, paths->count + 1);
    if (m->has_template)
        reading->files[reading->count++].path = settings->template;
    reading->named = reading->count;
    for (size_t i = 0; i < paths->count; i++)
        reading->files[reading->count++] = (struct named_catalog){.path = paths->at[i], .is_first = i == 0};
}

// Puts the catalog where it belongs; memories are put aside.
static bool sort_in(struct merging *m, const struct named_catalog *file)
{
    bool good = file->is_read;
    diags_append(m->context->diags, &file->diags);
    if (!good)
        return false;
    if (is_memory(&file->catalog) && !file->is_first) {
        m->memories.at[m->memories.count++] = file->catalog;
        return true;
    }
    m->catalogs[m->count++] = file->catalog;
    good = catalog_file_is_whole(m->context, &file->catalog);
    return has_same_locale(m, &file->catalog) && good;
}

static bool read_all(struct merging *m)
{
    struct arena *arena = m->context->arena;
    struct catalog_reading reading = {.context = m->context};
    bool good = true;
    list_files(m, &reading);
    size_t workers = workers_for(&reading);
    reading.arenas = arena_array(arena, struct arena, workers);
    pool_run(workers, reading.count, read_one, &reading);
    m->catalogs = arena_array(arena, struct catalog, reading.count);
    m->memories.at = arena_array(arena, struct catalog, reading.count);
    for (size_t i = 0; i < workers; i++)
        arena_adopt(arena, &reading.arenas[i]);
    for (size_t i = reading.named; i < reading.count; i++)
        good &= sort_in(m, &reading.files[i]);
    if (m->has_template) {
        diags_append(m->context->diags, &reading.files[0].diags);
        m->template = reading.files[0].catalog;
        good &= reading.files[0].is_read;
    }
    return good;
}

static bool combine_all(struct merging *m)
{
    struct catalog *first = &m->catalogs[0];
    struct combine_options options = {.choice = (enum combine_choice)m->context->settings.prefer,
                                      .with_suggestions = first->format->holds & HOLDS_SUGGESTIONS};
    bool good = true;
    for (size_t i = 1; i < m->count; i++)
        good &= catalog_combine(first, &m->catalogs[i], &options, m->context->arena, m->context->diags,
                                &m->combined);
    return good;
}

static size_t count_messages(const struct catalog *template)
{
    size_t count = 0;
    for (size_t i = 0; i < template->units.count; i++)
        count += unit_is_in_use(&template->units.at[i]);
    return count;
}

// `count`: of messages in the template.
static bool loses_too_much(struct merging *m, size_t count)
{
    const struct merge_report *report = &m->merged;
    const struct settings *settings = &m->context->settings;
    if (settings->allow_loss || !merge_is_accident(report->translated_before, report->translated_lost, count))
        return false;
    struct diag *diag =
        diag_add(m->context->diags, KIND_TRANSLATIONS_LOST, span_file(settings->template),
                 "%zu of %zu translations would %s: the template holds %zu message%s",
                 report->translated_lost, report->translated_before,
                 settings->prune ? "be deleted" : "become obsolete", count, count == 1 ? "" : "s");
    diag_hint(
        m->context->diags, diag,
        "Look whether it was made of all sources, and with the right keywords; --allow-loss goes on all "
        "the same.");
    return true;
}

static bool update_first(struct merging *m, const struct merge_options *options)
{
    size_t count = count_messages(&m->template); // which may be forgotten then
    return catalog_update(&m->catalogs[0], &m->template, options, m->context->arena, m->context->diags,
                          &m->merged) &&
           !loses_too_much(m, count);
}

static bool fill_from(struct merging *m, const struct memories *named)
{
    struct catalog *first = &m->catalogs[0];
    struct memory memories[2];
    const struct memory *both[] = {&memories[0], &memories[1]};
    memories_for(&m->memories, first->source_locale, first->target_locale, m->context->arena, &memories[0]);
    memories_for(named, first->source_locale, first->target_locale, m->context->arena, &memories[1]);
    struct merge_options options = {.tool = STR("glot"),
                                    .fuzzy = m->fuzzy,
                                    .memories = both,
                                    .memory_count = 2,
                                    .prune = m->context->settings.prune,
                                    .forget_template = true,
                                    .seek_all = m->memories.count + named->count > 0,
                                    .with_suggestions = first->format->holds & HOLDS_SUGGESTIONS};
    if (m->has_template)
        return update_first(m, &options);
    merge_fill(first, &options, m->context->arena, &m->merged);
    return true;
}

static bool write_first(struct merging *m)
{
    const struct catalog *first = &m->catalogs[0];
    struct format_options options = {.original = STR("sources"), .tool = STR("glot"), .pieces = &m->pieces};
    m->pieces.arena = m->context->arena;
    return format_write(first->format, first, &options, m->context->arena, m->context->diags, &m->printed);
}

static void print_count(struct buf *out, size_t count, const char *title)
{
    if (count)
        buf_print(out, "%s%zu %s", out->len ? ", " : "", count, title);
}

static void print_summary(struct merging *m, struct str path)
{
    const struct combine_report *c = &m->combined;
    const struct merge_report *t = &m->merged;
    const struct {
        const struct str_list *ids;
        const char *title;
    } rows[] = {{&c->added, "new"},
                {&c->filled, "filled"},
                {&c->stale, "stale"},
                {&c->replaced, "replaced"},
                {&c->reviewed, "reviewed"},
                {&c->outdated, "left out, of another text"},
                {&t->added, "new in the template"},
                {&t->moved, "moved"},
                {&t->filled, "from memory"},
                {&t->proposed, "proposed"},
                {&t->changed, "changed"},
                {&t->updated, "updated"},
                {&t->revived, "revived"},
                {&t->obsolete, "obsolete"},
                {&t->removed, "removed"}};
    struct buf counts = {0}, out = {0};
    size_t count = sizeof rows / sizeof *rows;
    if (!summary_is_wanted(&m->context->settings))
        return;
    for (size_t i = 0; i < count; i++)
        print_count(&counts, rows[i].ids->count, rows[i].title);
    print_count(&counts, c->kept, "different, kept");
    print_count(&counts, c->conflicts, "in conflict");
    buf_print(&out, STR_FORMAT ": " STR_FORMAT "\n", STR_ARG(path),
              STR_ARG(counts.len ? buf_str(&counts) : STR("nothing new")));
    for (size_t i = 0; i < count && m->context->settings.verbosity > 0; i++)
        summary_ids(&out, rows[i].title, rows[i].ids);
    buf_free(&counts);
    output_summary(m->context, &out);
}

// Whether what is there holds what the result does: an earlier result may be replaced.
static bool is_of_kind(struct merging *m, struct str path)
{
    const struct catalog *first = &m->catalogs[0];
    struct catalog held;
    return catalog_file_former(m->context, path, NULL, NULL, &held) && held.format == first->format &&
           (str_equal(held.target_locale, first->target_locale) ||
            locale_alike(held.target_locale, first->target_locale));
}

// Catalogs keep their format when they are joined.
static bool suits_name(const struct merging *m, struct str path)
{
    const struct format *format = m->catalogs[0].format, *named;
    struct diag *diag = catalog_file_misnamed(m->context, path, format, &named);
    if (diag)
        diag_hint(m->context->diags, diag, "Name a file with %s, and give that to `glot convert --to %s`.",
                  format->suffix, named->name);
    return !diag;
}

static enum status write_all(struct merging *m)
{
    struct context *context = m->context;
    struct changes changes = {0};
    const struct catalog *first = &m->catalogs[0];
    bool is_new = context->settings.output.len && !str_equal(context->settings.output, first->path);
    struct str path = is_new ? context->settings.output : first->path;
    if (is_new && !suits_name(m, path))
        return STATUS_USAGE;
    bool is_free = !is_new || is_of_kind(m, path) || changes_may_replace(context, path, STR(""), NULL);
    if (!is_free || !write_first(m))
        return STATUS_FINDINGS;
    struct str_list pieces = pieces_list(&m->pieces, &m->printed);
    changes_add_pieces(&changes, path, &pieces, is_new ? NULL : &first->bytes, context->arena);
    enum status status = changes_apply(&changes, context, &m->written);
    if (status != STATUS_WORLD)
        print_summary(m, path);
    return status;
}

// The rest of `glot extract`, behind the parts that were read elsewhere.
static enum status join(struct context *context)
{
    const struct settings *settings = &context->settings;
    const char *odd = settings->output.len     ? "output"
                      : settings->template.len ? "template"
                      : settings->prefer       ? "prefer"
                                               : NULL;
    if (odd) {
        diag_add(context->diags, KIND_USAGE, (struct span){0},
                 "--%s is for catalogs, and fragments are named here", odd);
        return STATUS_USAGE;
    }
    context->command = &command_extract;
    return command_extract.run(context);
}

static enum status run(struct context *context)
{
    struct merging m = {.context = context};
    struct memories named;
    const struct settings *settings = &context->settings;
    if (sharding_is_joined(context))
        return join(context);
    m.fuzzy = usual_fuzzy;
    if (!option_percent(context, "fuzzy", settings->fuzzy, &m.fuzzy))
        return STATUS_USAGE;
    m.has_template = settings->template.len > 0;
    if (settings->arguments.count < 2 && settings->memories.count == 0 && !m.has_template) {
        struct diag *diag =
            diag_add(context->diags, KIND_USAGE, (struct span){0}, "there is nothing to merge");
        diag_hint(context->diags, diag,
                  "Name two catalogs, or one and a --memory or a --template, or all fragments of `glot "
                  "extract --shard`.");
        return STATUS_USAGE;
    }
    bool good = read_all(&m);
    if (!memories_read(context, &settings->memories, &named) || !good)
        return STATUS_FINDINGS;
    if (!combine_all(&m))
        return STATUS_FINDINGS;
    if ((m.has_template || m.memories.count + named.count > 0) && !fill_from(&m, &named))
        return STATUS_FINDINGS;
    enum status status = write_all(&m);
    buf_free(&m.printed);
    return status;
}

static const struct option options[] = {
    {"output", 'o', OPTION_TEXT, "FILE", offsetof(struct settings, output),
     "Write the result there instead of into the first catalog"},
    {"prefer", 0, OPTION_CHOICE, "neither|first|last|state", offsetof(struct settings, prefer),
     "Of two different translations take the first, the last, or the one of the better state"},
    {"template", 0, OPTION_TEXT, "FILE", offsetof(struct settings, template),
     "Bring the result up to date with what another tool extracted from the sources"},
    {"prune", 0, OPTION_FLAG, NULL, offsetof(struct settings, prune),
     "With --template or fragments: remove units that are not in the sources"},
    OPTIONS_OF_FUZZY,
    OPTIONS_OF_WRITING,
    OPTIONS_OF_PROJECT,
    {"allow-loss", 0, OPTION_FLAG, NULL, offsetof(struct settings, allow_loss),
     "With --template or fragments: go on even if most translations are lost"},
    {0},
};

static const struct example examples[] = {
    {"glot convert --to csv xliff/de.xlf -o de.csv && glot merge xliff/de.xlf de.csv",
     "Give a table away, and take what somebody filled in", STATUS_FINE},
    {"glot merge xliff/de.xlf --memory xliff/de.xlf -o merged.xlf",
     "Fill what is untranslated from a translation memory", STATUS_FINE},
    {0},
};

const struct command command_merge = {
    .name = "merge",
    .summary = "Join catalogs of one locale, or parts of the sources",
    .description =
        "Brings the translations of further catalogs into the first one: units by their ids (in another "
        "format also by text and context). Later files fill what is missing; nothing that somebody "
        "translated "
        "is overwritten. So two files of one locale, such as `fr_FR.xlf` and `fr-FR.xlf`, become one, in the "
        "spelling of the first.\n\n"
        "Where two files translate a text differently the first one's is kept, and all such places are "
        "listed: "
        "the exit status is 1. --prefer decides otherwise. In formats with a place for suggestions the "
        "translation that lost is kept as one.\n\n"
        "Texts without a translation are then filled from translation memories (TMX files, and what --memory "
        "names): by equal texts, else with proposals that need review.\n\n"
        "With --template the catalog is updated as by `glot extract`, from a file that another tool "
        "extracted: a "
        "POT, or an XLIFF without translations.\n\n"
        "The file of --output is replaced where it is a catalog of the same format and locale, and nothing "
        "else.\n\n"
        "Files that `glot extract --shard` wrote are joined instead: all of them together bring the messages "
        "of "
        "the project's sources into its catalogs, with the result of one `glot extract`, whose options hold "
        "here.",
    .arguments = "FILE...",
    .options = options,
    .examples = examples,
    .run = run,
};
