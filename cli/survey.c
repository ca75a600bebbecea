#include "cli/survey.h"

#include "base/file.h"
#include "cli/locales.h"

static void count(struct survey *survey, size_t worker, const struct catalog *catalog, bool peer_bytes,
                  const struct str_list *refused, struct survey_row *row)
{
    const struct coverage_source *source = survey->is_scanned ? &survey->source : NULL;
    if (catalog)
        row->said = arena_copy(&survey->arenas[worker], catalog->target_locale);
    coverage_count(catalog, source, peer_bytes, refused, &survey->words[worker], &row->coverage);
    if (catalog && row->is_compared)
        coverage_mark(catalog, source, peer_bytes, &survey->arenas[worker], &row->marks);
}

static void count_built(struct survey *survey, size_t worker, const struct project_catalog *slot,
                        struct survey_row *row)
{
    struct arena arena = {0};
    struct str_list refused;
    refusals_of(&survey->refusals, &slot->catalog, slot->locale, &arena, &refused);
    count(survey, worker, &slot->catalog, survey->project->config.drop_in, &refused, row);
    arena_free(&arena);
}

void survey_catalog(struct survey *survey, size_t worker, size_t item)
{
    const struct project_catalog *slot = &survey->catalogs->at[item];
    struct survey_row *row = &survey->listed[item];
    row->locale = slot->locale;
    row->is_present = slot->is_present;
    row->is_foreign = slot->is_foreign;
    bool peer_bytes = survey->project->config.drop_in;
    if (slot->is_present && !slot->is_foreign) {
        count_built(survey, worker, slot, row);
        return;
    }
    count(survey, worker, slot->is_present ? &slot->catalog : NULL, peer_bytes, NULL, row);
    if (!slot->is_foreign)
        return;
    row->unreached = row->coverage.translated;
    row->marks.count = 0;
    count(survey, worker, NULL, peer_bytes, NULL, row);
}

// What is wrong inside files that nobody reads is of no interest.
static void read_unlisted(void *context, size_t worker, size_t item)
{
    struct survey *survey = context;
    struct survey_row *row = &survey->unlisted[item];
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct catalog catalog;
    struct str bytes = {0};
    struct format_options options = survey->project->config.format_options;
    options.peer_bytes = false; // whoever wrote it
    row->is_compared = true;
    row->is_present = file_read(row->path, &arena, &diags, &bytes) == FILE_READ && bytes.len > 0;
    row->is_failed = !row->is_present || !format_read(survey->project->format, bytes, row->path, &options,
                                                      &arena, &diags, &catalog);
    if (!row->is_failed)
        count(survey, worker, &catalog, false, NULL, row);
    arena_free(&arena);
}

static struct survey_row *make_rows(const struct project_catalog_list *catalogs, struct arena *arena)
{
    struct survey_row *rows = arena_array(arena, struct survey_row, catalogs->count);
    for (size_t i = 0; i < catalogs->count; i++)
        rows[i] = (struct survey_row){
            .locale = catalogs->at[i].locale, .path = catalogs->at[i].path, .twin = STR_NONE};
    return rows;
}

bool survey_begin(struct context *context, const struct project *project, bool is_scanned,
                  struct project_catalog_list *catalogs, struct survey *out)
{
    struct project_catalog_list unlisted = {0};
    *out = (struct survey){.context = context,
                           .project = project,
                           .catalogs = catalogs,
                           .is_scanned = is_scanned,
                           .listed = make_rows(catalogs, context->arena),
                           .words = arena_array(context->arena, struct words, project->jobs),
                           .arenas = arena_array(context->arena, struct arena, project->jobs)};
    catalogs->is_surveyed = true;
    if (is_scanned)
        coverage_prepare(&project->extraction.messages, context->arena, &out->source);
    if (!catalogs_unlisted(context, project, catalogs, &unlisted))
        return false;
    out->unlisted = make_rows(&unlisted, context->arena);
    out->unlisted_count = unlisted.count;
    for (size_t i = 0; i < unlisted.count; i++)
        trail_read(context->trail, unlisted.at[i].path, TRAIL_CATALOG);
    pool_run(project->jobs, unlisted.count, read_unlisted, out);
    locales_pair(out->listed, catalogs->count, out->unlisted, out->unlisted_count);
    return true;
}

void survey_end(struct survey *survey)
{
    for (size_t i = 0; i < survey->catalogs->count; i++)
        survey->listed[i].is_failed = survey->catalogs->at[i].is_failed;
    for (size_t i = 0; i < survey->project->jobs; i++) {
        words_close(&survey->words[i]);
        arena_adopt(survey->context->arena, &survey->arenas[i]);
    }
    locales_report(survey, survey->context->diags);
}
