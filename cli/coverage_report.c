#include "cli/coverage_report.h"

#include "cli/report.h"

#include <stdio.h>

void coverage_report_sum(struct coverage_report *report)
{
    report->total = (struct coverage){0};
    for (size_t i = 0; i < report->count; i++)
        coverage_add(&report->total, &report->at[i].coverage);
}

static void put_counts(struct json *json, const struct coverage *coverage)
{
    const struct {
        const char *key;
        size_t count;
    } counts[] = {{"messages", coverage->messages},
                  {"translated", coverage->translated},
                  {"needsReview", coverage->needs_review},
                  {"missing", coverage->missing},
                  {"obsolete", coverage->obsolete},
                  {"words", coverage->words},
                  {"translatedWords", coverage->translated_words}};
    size_t permille = coverage_permille(coverage);
    char percent[32];
    snprintf(percent, sizeof percent, "%zu.%zu", permille / 10, permille % 10);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        json_put_number(json, counts[i].key, (int64_t)counts[i].count);
    json_put_raw(json, "percent", str_of(percent));
    if (coverage->refused)
        json_put_number(json, "refused", (int64_t)coverage->refused);
}

static void put_row(struct json *json, const struct coverage_row *row)
{
    json_open(json, '{');
    json_put_string(json, "locale", row->locale);
    json_put_string(json, "path", row->path);
    if (row->is_failed)
        json_put_bool(json, "failed", true);
    else
        put_counts(json, &row->coverage);
    json_close(json, '}');
}

void coverage_print_json(const struct coverage_report *report, const struct diags *diags,
                         const struct settings *settings, struct buf *out)
{
    struct json json = {.out = out};
    json_open(&json, '{');
    json_put_string(&json, "sourceLocale", report->source_locale);
    json_open_in(&json, "locales", '[');
    for (size_t i = 0; i < report->count; i++)
        put_row(&json, &report->at[i]);
    json_close(&json, ']');
    json_open_in(&json, "total", '{');
    put_counts(&json, &report->total);
    json_close(&json, '}');
    json_put_number(&json, "unreached", (int64_t)report->unreached);
    if (report->remote)
        remote_report_put(&json, report->remote);
    json_key(&json, "findings");
    report_put_list(&json, diags, settings);
    json_close(&json, '}');
    buf_byte(out, '\n');
}
