#include "cli/coverage_report.h"

#include "base/quote.h"
#include "cli/report.h"

void coverage_report_sum(struct coverage_report *report)
{
    report->total = (struct coverage){0};
    for (size_t i = 0; i < report->count; i++)
        coverage_add(&report->total, &report->at[i].coverage);
}

static void print_counts(const struct coverage *coverage, struct buf *out)
{
    size_t permille = coverage_permille(coverage);
    buf_print(out,
              "\"messages\":%zu,\"translated\":%zu,\"needsReview\":%zu,\"missing\":%zu,\"obsolete\":%zu,"
              "\"words\":%zu,\"translatedWords\":%zu,\"percent\":%zu.%zu",
              coverage->messages, coverage->translated, coverage->needs_review, coverage->missing,
              coverage->obsolete, coverage->words, coverage->translated_words, permille / 10, permille % 10);
}

static void print_row(const struct coverage_row *row, struct buf *out)
{
    buf_text(out, "{\"locale\":");
    quote_json(out, row->locale);
    buf_text(out, ",\"path\":");
    quote_json(out, row->path);
    buf_byte(out, ',');
    if (row->is_failed)
        buf_text(out, "\"failed\":true");
    else
        print_counts(&row->coverage, out);
    buf_byte(out, '}');
}

void coverage_print_json(const struct coverage_report *report, const struct diags *diags,
                         const struct settings *settings, struct buf *out)
{
    buf_text(out, "{\"sourceLocale\":");
    quote_json(out, report->source_locale);
    buf_text(out, ",\"locales\":[");
    for (size_t i = 0; i < report->count; i++) {
        buf_text(out, i ? "," : "");
        print_row(&report->at[i], out);
    }
    buf_text(out, "],\"total\":{");
    print_counts(&report->total, out);
    buf_print(out, "},\"unreached\":%zu,", report->unreached);
    if (report->remote) {
        remote_report_print_json(report->remote, out);
        buf_byte(out, ',');
    }
    buf_text(out, "\"findings\":");
    report_print_list(diags, settings, out);
    buf_text(out, "}\n");
}
