// Skeletons in messages for FormatJS, such as {d, date, ::yMMMd}: it has options of Intl for most, and shows
// an error for others.
#ifndef CATALOG_BUNDLES_FORMATJS_SKELETONS_H
#define CATALOG_BUNDLES_FORMATJS_SKELETONS_H

#include "catalog/bundles/icu_text.h"

// Whether all skeletons of the message can be shown; else adds a diagnostic (bundle-unfit) at the span.
// `resolves_hours`: the message is parsed where the locale is known, so that `j` can be (intl_options.h).
bool formatjs_takes_skeletons(const struct icu_text *text, struct str id, struct span span,
                              bool resolves_hours, struct diags *diags);

#endif
