#include "cli/coverage_trend.h"

#include "base/file.h"
#include "cli/git.h"

// Whether a catalog differs from the last commit; *has_any: the commit has one of them at all.
static bool is_changed(const struct coverage_report *report, bool *has_any)
{
    bool differs = false;
    *has_any = false;
    for (size_t i = 0; i < report->count; i++) {
        struct arena arena = {0};
        struct diags diags = {.arena = &arena};
        struct str held = {0}, committed = {0};
        bool is_there = git_read_file(STR("HEAD"), report->at[i].path, &arena, &committed);
        file_read(report->at[i].path, &arena, &diags, &held);
        *has_any |= is_there;
        differs |= is_there && !str_equal(held, committed);
        arena_free(&arena);
    }
    return differs;
}

static void count_before(struct coverage_row *row, struct str commit, const struct trend_reading *reading,
                         struct words *words)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct str bytes;
    struct catalog catalog = {0};
    struct str_list refused = {0};
    if (git_read_file(commit, row->path, &arena, &bytes) && bytes.len) {
        const struct format *format = reading->format ? reading->format : format_of_file(row->path, bytes);
        row->has_before =
            format && format_read(format, bytes, row->path, reading->options, &arena, &diags, &catalog);
    }
    if (row->has_before && reading->refusals)
        refusals_of(reading->refusals, &catalog, row->locale, &arena, &refused);
    if (row->has_before)
        coverage_count(&catalog, reading->source, reading->options->peer_bytes, &refused, words,
                       &row->before);
    arena_free(&arena);
}

// The commit to compare with, or empty; `report->since` says it to people.
static struct str find_commit(struct coverage_report *report, struct arena *arena)
{
    struct str_list paths = {0};
    struct str commit, date;
    bool has_any;
    if (is_changed(report, &has_any)) {
        report->since = STR("the last commit");
        return STR("HEAD");
    }
    for (size_t i = 0; i < report->count; i++)
        *list_push(&paths, arena) = report->at[i].path;
    if (!has_any || !git_last_change(&paths, arena, &commit, &date))
        return (struct str){0};
    report->since =
        arena_print(arena, "the commit before " STR_FORMAT " of " STR_FORMAT, STR_ARG(commit), STR_ARG(date));
    return arena_print(arena, STR_FORMAT "~1", STR_ARG(commit));
}

void coverage_trend(struct coverage_report *report, const struct trend_reading *reading, struct arena *arena)
{
    struct str commit = find_commit(report, arena);
    struct words words = {0};
    for (size_t i = 0; commit.len && i < report->count; i++)
        count_before(&report->at[i], commit, reading, &words);
    words_close(&words);
}
