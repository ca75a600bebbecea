// The bundles of a project, made in memory: for each locale one text, or one for each chunk.
#ifndef CLI_BUNDLING_H
#define CLI_BUNDLING_H

#include "catalog/fallback.h"
#include "cli/catalogs.h"
#include "cli/chunks.h"

// The bundles of one locale; the pool writes into it.
struct bundling_target {
    struct str locale;
    struct bundle_request request;
    struct diags diags;
    struct bundle_report report; // its ids stay good until the command ends
    struct buf *texts;           // of each chunk
    struct lender *lenders;      // the locales that stand in
    size_t lender_count;
    struct arena arena; // of the translations, where others may borrow them
    bool is_source;     // of the source locale: made of the messages alone
    bool is_tied;       // it borrows texts of other locales, or lends its own
    bool is_good;
};

struct bundling {
    struct context *context;
    const struct project *project; // scanned
    const struct bundle *bundle;
    struct chunks chunks;
    struct project_catalog_list catalogs;
    struct bundling_target *targets; // the target locales, behind them the source locale where it has one
    size_t target_count;
    struct bundling_worker *workers;
};

// Reads the catalogs and makes all texts. `context`, `project` and `bundle` must be set. STATUS_FINDINGS when
// one cannot be made: then none may be written; diagnostics say why.
enum status bundling_run(struct bundling *bundling);
// Gives the memory of the texts back, and hands to the command what diagnostics and reports refer to.
void bundling_release(struct bundling *bundling);

#endif
