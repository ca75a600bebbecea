#include "cli/transforming.h"

#include "base/path.h"
#include "base/source_map.h"
#include "catalog/bundle.h"
#include "cli/catalogs.h"
#include "cli/output.h"
#include "cli/packaging.h"
#include "cli/summary.h"
#include "cli/transform_layout.h"
#include "extractor/rewrite.h"
#include "extractor/rewrite_names.h"

// One locale. Its translations are copied out of the catalog, which is forgotten then.
struct edition {
    struct rewrite_locale locale;
    struct bundle_request request;
    struct bundle_report report;
    struct arena arena; // translations, report, diagnostics
    struct diags diags;
    bool is_good;
};

// A file as one locale has it.
struct copy {
    struct buf text, map;
};

// What comes of one source.
struct result {
    struct copy *copies; // of each locale; NULL: all have the source itself
    struct diags diags;
    bool is_good;
};

struct transforming {
    struct context *context;
    struct project *project;
    struct transform_layout layout;
    struct transform_file **file_of; // of each source; NULL: it is not copied
    struct project_catalog_list catalogs;
    struct edition *editions; // of each locale of the layout
    struct result *results;   // of each source
    struct arena *scratches;  // of each worker
    bool with_maps;
    struct copy *plain; // with maps: of each file of the layout that all locales share
    size_t count, written;
    bool is_done; // all was compared or written
};

// ---- translations

static struct edition *edition_of(struct transforming *t, struct str locale)
{
    for (size_t i = 0; i < t->layout.locales.count; i++)
        if (str_equal(t->layout.locales.at[i], locale))
            return &t->editions[i];
    return NULL;
}

static bool is_source_locale(const struct transforming *t, const struct edition *edition)
{
    return edition == &t->editions[0];
}

static const struct pattern *keep_pattern(const struct pattern *pattern, struct arena *arena)
{
    struct pattern *kept = arena_new(arena, struct pattern);
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        struct str text = arena_copy(arena, part->text);
        *list_push(&kept->parts, arena) =
            part->code ? part_of_code(part_kind(part), text, arena_copy(arena, part_name(part)), arena)
                       : part_of_text(text);
    }
    return kept;
}

static void keep_ids(struct str_list *ids, struct arena *arena)
{
    for (size_t i = 0; i < ids->count; i++)
        ids->at[i] = arena_copy(arena, ids->at[i]);
}

// Judges the translations of a locale, and keeps those that can be used.
static void prepare(struct transforming *t, struct edition *edition, const struct catalog *catalog)
{
    const struct message_set *messages = &t->project->extraction.messages;
    struct arena *arena = &edition->arena;
    edition->diags.arena = arena;
    edition->request = (struct bundle_request){.locale = edition->locale.name,
                                               .messages = messages,
                                               .catalog = catalog,
                                               .options = &t->project->config.bundle_options};
    struct collator collator = {0};
    edition->request.collator = &collator;
    edition->is_good =
        bundle_prepare(bundle_find(STR("lit")), &edition->request, arena, &edition->diags, &edition->report);
    collator_close(&collator);
    for (size_t i = 0; i < messages->count; i++) {
        const struct unit *unit = edition->request.translations[i].unit;
        if (unit)
            map_set(&edition->locale.translations, messages->at[i]->id,
                    (void *)(uintptr_t)keep_pattern(&unit->target, arena), arena);
    }
    keep_ids(&edition->report.obsolete, arena);
}

static void prepare_of_catalog(void *context, size_t worker, size_t item)
{
    struct transforming *t = context;
    struct project_catalog *slot = &t->catalogs.at[item];
    struct edition *edition = edition_of(t, slot->locale);
    (void)worker;
    if (edition && !is_source_locale(t, edition))
        prepare(t, edition, slot->is_present && !slot->is_foreign ? &slot->catalog : NULL);
    arena_free(&slot->units);
    slot->catalog = (struct catalog){0};
}

static void prepare_one(void *context, size_t worker, size_t item)
{
    struct transforming *t = context;
    struct edition *edition = &t->editions[item];
    bool is_source = is_source_locale(t, edition);
    struct project_catalog *slot = is_source ? NULL : catalogs_find(&t->catalogs, edition->locale.name);
    (void)worker;
    prepare(t, edition, slot ? &slot->catalog : NULL);
}

static enum status prepare_all(struct transforming *t)
{
    struct context *context = t->context;
    bool is_direct = config_is_by_locale(&t->project->config);
    t->editions = arena_array(context->arena, struct edition, t->layout.locales.count);
    for (size_t i = 0; i < t->layout.locales.count; i++)
        t->editions[i].locale.name = t->layout.locales.at[i];
    if (!catalogs_list(context, t->project, &t->catalogs))
        return STATUS_WORLD;
    t->catalogs.are_needed = true;
    enum status status =
        catalogs_read(context, t->project, is_direct ? prepare_of_catalog : NULL, t, &t->catalogs);
    if (status != STATUS_FINE)
        return status;
    if (is_direct)
        prepare_one(t, 0, 0);
    else
        pool_run(t->project->jobs, t->layout.locales.count, prepare_one, t);
    for (size_t i = 0; i < t->layout.locales.count; i++) {
        diags_append(context->diags, &t->editions[i].diags);
        if (!t->editions[i].is_good)
            status = STATUS_FINDINGS;
    }
    return status;
}

// ---- copies

static struct str map_name(const struct transform_file *file, struct arena *arena)
{
    struct buf name = {0};
    transform_layout_print_url(&name, path_name(file->relative));
    buf_text(&name, ".map");
    return buf_finish(&name, arena);
}

static void add_map(const struct transforming *t, const struct transform_file *file, struct str text,
                    const struct source_piece_list *pieces, struct arena *scratch, struct copy *copy)
{
    struct source_map map = {.source = text,
                             .name = transform_layout_url(&t->layout, file, scratch),
                             .pieces = pieces->at,
                             .count = pieces->count};
    source_map_write(&copy->map, &map, scratch);
    buf_byte(&copy->map, '\n');
    if (copy->text.len && copy->text.at[copy->text.len - 1] != '\n')
        buf_byte(&copy->text, '\n');
    buf_print(&copy->text, "//# sourceMappingURL=" STR_FORMAT "\n", STR_ARG(map_name(file, scratch)));
}

static bool make_copy(const struct transforming *t, const struct rewrite_plan *plan,
                      const struct transform_file *file, const struct edition *edition, struct arena *scratch,
                      struct diags *diags, struct copy *copy)
{
    struct source_piece_list pieces = {0};
    arena_reset(scratch);
    if (!rewrite(plan, &edition->locale, scratch, diags, &pieces))
        return false;
    struct str text = t->project->program.sources[file->source]->text;
    source_pieces_join(&copy->text, text, pieces.at, pieces.count);
    if (t->with_maps)
        add_map(t, file, text, &pieces, scratch, copy);
    return true;
}

static void free_copies(struct copy *copies, size_t count)
{
    for (size_t i = 0; copies && i < count; i++) {
        buf_free(&copies[i].text);
        buf_free(&copies[i].map);
    }
}

static void visit(void *visitor, size_t worker, size_t source, struct scan *scan)
{
    struct transforming *t = visitor;
    struct result *result = &t->results[source];
    size_t locales = t->layout.locales.count;
    struct rewrite_options options = {.peer_bytes = t->project->config.drop_in};
    free_copies(result->copies, locales); // of a time when less was known
    *result = (struct result){.diags = {.arena = scan->arena}, .is_good = true};
    const struct rewrite_plan *plan = rewrite_plan(scan, &options, &result->diags);
    if (!plan || !t->file_of[source])
        return;
    result->copies = arena_array(scan->arena, struct copy, locales);
    for (size_t i = 0; i < locales && result->is_good; i++)
        result->is_good = make_copy(t, plan, t->file_of[source], &t->editions[i], &t->scratches[worker],
                                    &result->diags, &result->copies[i]);
}

static void make_plain(void *context, size_t worker, size_t item)
{
    const struct transforming *t = context;
    const struct transform_file *file = &t->layout.files.at[item];
    struct source_piece whole = {.start = 0, .end = file->text.len};
    if (file->source == SOURCE_NONE || t->results[file->source].copies)
        return;
    arena_reset(&t->scratches[worker]);
    buf_add(&t->plain[item].text, file->text);
    add_map(t, file, file->text, &(struct source_piece_list){&whole, 1, 1}, &t->scratches[worker],
            &t->plain[item]);
}

// The messages are read once more, since their calls are needed, and more names than theirs are followed.
static enum status make_copies(struct transforming *t)
{
    struct context *context = t->context;
    const struct program *program = &t->project->program;
    const struct dialect *names = &rewrite_names;
    struct diags known = {.arena = context->arena}; // the first reading has told them
    struct extraction extraction;
    size_t errors = diags_count(context->diags, SEVERITY_ERROR);
    struct extract_options options = {
        .dialects = &names,
        .dialect_count = 1,
        .dialect = t->project->config.dialect_options,
        .jobs = t->project->jobs,
        .visit = visit,
        .visitor = t,
    };
    t->results = arena_array(context->arena, struct result, program->count);
    t->scratches = arena_array(context->arena, struct arena, t->project->jobs);
    extract(program, &options, context->arena, &known, &extraction);
    for (size_t i = 0; i < program->order_count; i++)
        diags_append(context->diags, &t->results[program->order[i]].diags);
    if (diags_count(context->diags, SEVERITY_ERROR) > errors)
        return STATUS_FINDINGS;
    t->plain = arena_array(context->arena, struct copy, t->layout.files.count);
    if (t->with_maps)
        pool_run(t->project->jobs, t->layout.files.count, make_plain, t);
    return STATUS_FINE;
}

// ---- writing

// The module of locale codes may be a source: then its copies say what it says now.
static void add_codes(struct transforming *t, struct changes *changes)
{
    struct arena *arena = t->context->arena;
    struct str module = t->project->config.locale_codes_module;
    if (module.len == 0)
        return;
    struct buf codes = {0};
    packaging_print_codes(&t->project->config, arena, &codes);
    struct str text = buf_finish(&codes, arena), path = path_absolute(arena, module);
    changes_add(changes, module, text, NULL, arena);
    t->count++;
    for (size_t i = 0; i < t->layout.files.count; i++)
        if (str_equal(t->layout.files.at[i].path, path))
            t->layout.files.at[i].text = text;
}

static void add_copy(struct transforming *t, size_t number, size_t locale, struct changes *changes)
{
    struct arena *arena = t->context->arena;
    const struct transform_file *file = &t->layout.files.at[number];
    const struct result *result = file->source == SOURCE_NONE ? NULL : &t->results[file->source];
    const struct copy *copy = result && result->copies ? &result->copies[locale] : &t->plain[number];
    bool is_plain = copy == &t->plain[number] && copy->text.len == 0;
    struct str path = transform_layout_path(&t->layout, file, t->layout.locales.at[locale], arena);
    changes_add(changes, path, is_plain ? file->text : buf_str(&copy->text), NULL, arena);
    t->count++;
    if (copy->map.len == 0)
        return;
    changes_add(changes, arena_join(arena, (struct str[]){path, STR(".map")}, 2), buf_str(&copy->map), NULL,
                arena);
    t->count++;
}

static void add_copies(struct transforming *t, struct changes *changes)
{
    for (size_t i = 0; i < t->layout.locales.count; i++)
        for (size_t k = 0; k < t->layout.files.count; k++)
            add_copy(t, k, i, changes);
}

// ---- summary

static void print_summary(const struct transforming *t)
{
    const struct settings *settings = &t->context->settings;
    struct buf out = {0};
    if (!summary_is_wanted(settings))
        return;
    summary_count(&out, t->project->extraction.messages.count, "message");
    buf_print(&out, "; %zu of ", t->written);
    summary_count(&out, t->count, "file");
    buf_print(&out, " %s\n", settings->check ? "would change" : "written");
    for (size_t i = 0; i < t->layout.locales.count; i++) {
        const struct edition *made = &t->editions[i];
        struct summary_edition edition = {.locale = made->locale.name,
                                          .report = is_source_locale(t, made) ? NULL : &made->report};
        summary_of_edition(&out, &edition, t->project->extraction.messages.count, settings);
    }
    output_summary(t->context, &out);
}

// ---- the command

// Of what is wrong with the sources, the peer passes over messages that contradict each other, and stops at
// calls that it cannot read.
static void soften_conflicts(struct transforming *t, size_t before)
{
    for (size_t i = before; t->project->config.drop_in && i < t->context->diags->count; i++) {
        struct diag *diag = &t->context->diags->at[i];
        if (diag->kind == KIND_MESSAGE_CONFLICT)
            diag->severity = SEVERITY_WARNING;
    }
}

static enum status find_layout(struct transforming *t)
{
    enum status status = transform_layout_find(t->context, t->project, &t->layout);
    t->file_of = arena_array(t->context->arena, struct transform_file *, t->project->program.count);
    for (size_t i = 0; i < t->layout.files.count; i++)
        if (t->layout.files.at[i].source != SOURCE_NONE)
            t->file_of[t->layout.files.at[i].source] = &t->layout.files.at[i];
    return status;
}

static enum status build(struct transforming *t, struct changes *changes)
{
    struct context *context = t->context;
    size_t before = context->diags->count, errors = diags_count(context->diags, SEVERITY_ERROR);
    enum status status = project_scan(context, t->project);
    if (status != STATUS_FINE)
        return status;
    soften_conflicts(t, before);
    if (diags_count(context->diags, SEVERITY_ERROR) > errors)
        return STATUS_FINDINGS;
    progress_stage(&context->progress, "building copies");
    t->with_maps = t->project->config.drop_in ? t->project->compiler.with_source_maps
                                              : t->project->config.with_source_maps;
    status = find_layout(t);
    if (status == STATUS_FINE)
        status = prepare_all(t);
    if (status != STATUS_FINE)
        return status;
    add_codes(t, changes);
    status = make_copies(t);
    if (status != STATUS_FINE)
        return status;
    add_copies(t, changes);
    if (!packaging_spares_messages(context, &t->project->extraction.messages, changes))
        return STATUS_FINDINGS;
    status = changes_apply(changes, context, &t->written);
    t->is_done = status != STATUS_WORLD;
    return status;
}

static void release(struct transforming *t)
{
    for (size_t i = 0; t->results && i < t->project->program.count; i++)
        free_copies(t->results[i].copies, t->layout.locales.count);
    free_copies(t->plain, t->layout.files.count);
    for (size_t i = 0; t->scratches && i < t->project->jobs; i++)
        arena_free(&t->scratches[i]);
    for (size_t i = 0; t->editions && i < t->layout.locales.count; i++)
        arena_adopt(t->context->arena, &t->editions[i].arena);
    catalogs_close(t->context, &t->catalogs);
}

enum status transforming_build(struct context *context, struct project *project)
{
    struct transforming t = {.context = context, .project = project};
    struct changes changes = {0};
    enum status status = build(&t, &changes);
    if (t.is_done)
        print_summary(&t);
    release(&t);
    return status;
}
