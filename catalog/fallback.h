// Texts of other locales where a locale has none of its own: `pt-BR` shows what `pt` says before it shows the
// source text.
#ifndef CATALOG_FALLBACK_H
#define CATALOG_FALLBACK_H

#include "catalog/bundle.h"

// A locale that lends its texts.
struct lender {
    struct str locale;
    const struct translation *translations; // its own, of the same messages; as bundle_prepare() left them
    size_t lent;                            // set: how many of its texts stand in
};

// For each message of a prepared request that has no translation takes that of the first lender that has one
// and whose text the bundle format takes for this locale (bundle->fits). Sets request->translations to a list
// of its own, and takes what was found out of report->missing. Nothing is said of what does not fit: it is
// said where the lender's bundle is made.
void fallback_resolve(const struct bundle *bundle, struct bundle_request *request, struct lender *lenders,
                      size_t count, struct arena *arena, struct bundle_report *report);

#endif
