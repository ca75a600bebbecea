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
