#include "cli/summary.h"

#include "base/diag.h"

bool summary_is_wanted(const struct settings *settings)
{
    return !settings->quiet && !settings->watch && settings->form == OUTPUT_HUMAN && !settings->dry_run;
}

void summary_count(struct buf *out, size_t count, const char *noun)
{
    buf_print(out, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

void summary_ids(struct buf *out, const char *title, const struct str_list *ids)
{
    for (size_t i = 0; i < ids->count; i++) {
        buf_print(out, "    %s ", title);
        diag_neutral(out, ids->at[i]);
        buf_byte(out, '\n');
    }
}

void summary_of_edition(struct buf *out, const struct summary_edition *edition, size_t messages,
                        const struct settings *settings)
{
    const struct bundle_report *report = edition->report;
    buf_print(out, "  %-12.*s ", STR_ARG(edition->locale));
    if (!report) {
        buf_text(out, "the source texts\n");
        return;
    }
    buf_print(out, "%zu of %zu translated", report->translated, messages);
    for (size_t i = 0; i < edition->lender_count; i++)
        if (edition->lenders[i].lent)
            buf_print(out, ", %zu from " STR_FORMAT, edition->lenders[i].lent,
                      STR_ARG(edition->lenders[i].locale));
    buf_print(out, ", %u from the source text", report->missing.count);
    if (report->refused.count)
        buf_print(out, " (%u refused)", report->refused.count);
    if (report->obsolete.count)
        buf_print(out, ", %u obsolete", report->obsolete.count);
    buf_byte(out, '\n');
    if (settings->verbosity > 0) {
        summary_ids(out, "missing ", &report->missing);
        summary_ids(out, "refused ", &report->refused);
        summary_ids(out, "obsolete", &report->obsolete);
    }
}
