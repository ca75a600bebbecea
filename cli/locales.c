#include "cli/locales.h"

#include "catalog/locale.h"

void locales_pair(struct survey_row *listed, size_t listed_count, struct survey_row *unlisted,
                  size_t unlisted_count)
{
    struct arena scratch = {0};
    struct locale_index index = {0};
    for (size_t i = 0; i < listed_count; i++)
        locale_index_add(&index, listed[i].locale, &scratch);
    for (size_t i = 0; i < unlisted_count; i++) {
        struct survey_row *row = &unlisted[i];
        row->twin = locale_index_find(&index, row->locale);
        // "pt.po" that says pt_PT is no second file of pt_BR.
        bool is_other = row->said.len && !locale_alike(row->said, row->locale);
        if (is_other || (row->twin == STR_NONE && row->said.len))
            row->twin = locale_index_find(&index, row->said);
        if (row->twin != STR_NONE)
            listed[row->twin].is_compared = true;
    }
    arena_free(&scratch);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

// ---- files that the build does not read

static void report_twin(struct survey_row *row, const struct survey_row *twin, struct diags *diags)
{
    struct mark_difference difference = marks_compare(&row->marks, &twin->marks);
    row->unreached = difference.only_first;
    struct diag *diag = diag_add(
        diags, KIND_CATALOG_TWIN, span_file(row->path),
        "is a second file of the locale `" STR_FORMAT "`, and the build reads `" STR_FORMAT
        "`: %zu finished translation%s stand%s only here and reach%s no user, %zu stand%s only there, "
        "%zu differ%s",
        STR_ARG(twin->locale), STR_ARG(twin->path), difference.only_first, plural(difference.only_first),
        difference.only_first == 1 ? "s" : "", difference.only_first == 1 ? "es" : "", difference.only_second,
        difference.only_second == 1 ? "s" : "", difference.different, difference.different == 1 ? "s" : "");
    diag_hint(diags, diag,
              "`glot merge " STR_FORMAT " " STR_FORMAT
              "` brings both together; then let whoever writes this file use the other name.",
              STR_ARG(twin->path), STR_ARG(row->path));
}

static void report_unlisted(struct survey_row *row, const struct survey_row *twin, struct diags *diags)
{
    row->unreached = row->coverage.translated;
    struct diag *diag = diag_add(diags, KIND_CATALOG_UNLISTED, span_file(row->path),
                                 "belongs to no target locale of the project: %zu finished translation%s "
                                 "reach%s no user",
                                 row->unreached, plural(row->unreached), row->unreached == 1 ? "es" : "");
    if (twin)
        diag_hint(diags, diag,
                  "The project spells this locale `" STR_FORMAT "`: rename the file to `" STR_FORMAT "`.",
                  STR_ARG(twin->locale), STR_ARG(twin->path));
}

static void report_said(const struct survey_row *row, const struct survey_row *twin, struct diags *diags)
{
    bool is_odd = row->said.len && !locale_alike(row->said, row->locale);
    if (is_odd && !(twin && locale_alike(row->said, twin->locale)))
        diag_add(diags, KIND_LOCALE_MISMATCH, span_file(row->path),
                 "says the target language `" STR_FORMAT "`, but its name says `" STR_FORMAT "`",
                 STR_ARG(row->said), STR_ARG(row->locale));
}

static void report_unread(const struct survey *survey, struct survey_row *row, struct diags *diags)
{
    const struct survey_row *twin = row->twin == STR_NONE ? NULL : &survey->listed[row->twin];
    if (twin && twin->is_present)
        report_twin(row, twin, diags);
    else
        report_unlisted(row, twin, diags);
    report_said(row, twin, diags);
}

// ---- files that it reads

// Behind the sources: units are missing, or are there for messages that are gone.
static void report_stale(const struct survey_row *row, struct diags *diags)
{
    const struct coverage *coverage = &row->coverage;
    if (coverage->absent + coverage->vanished == 0)
        return;
    struct buf what = {0};
    if (coverage->absent)
        buf_print(&what, "%zu of %zu messages %s not in it", coverage->absent, coverage->messages,
                  coverage->absent == 1 ? "is" : "are");
    if (coverage->vanished)
        buf_print(&what, "%s%zu of its units left the code", what.len ? ", " : "", coverage->vanished);
    diag_add(diags, KIND_CATALOG_STALE, span_file(row->path), "has fallen behind the sources: " STR_FORMAT,
             STR_ARG(buf_str(&what)));
    buf_free(&what);
}

// Where a pattern says which files there are, those of no target locale are listed, too.
static void report_listed(const struct survey *survey, struct survey_row *row, struct diags *diags)
{
    const struct config *config = &survey->project->config;
    if (row->is_failed)
        return;
    if (!row->is_present) {
        if (!row->is_compared) // else it is there under another name, which is said
            catalogs_warn_of_missing(survey->project, survey->catalogs, row->path, row->locale, diags);
    } else if (!config_is_by_locale(config) && !str_list_has(&config->target_locales, row->locale)) {
        if (!locale_same(row->locale, config->source_locale))
            report_unlisted(row, NULL, diags);
    } else if (survey->is_scanned && !row->is_foreign)
        report_stale(row, diags);
}

void locales_report(const struct survey *survey, struct diags *diags)
{
    for (size_t i = 0; i < survey->catalogs->count; i++)
        report_listed(survey, &survey->listed[i], diags);
    for (size_t i = 0; i < survey->unlisted_count; i++)
        report_unread(survey, &survey->unlisted[i], diags);
}
