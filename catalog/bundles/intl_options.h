// Skeletons of ICU, such as ::yMMMd and ::currency/EUR .00, as the options of Intl.DateTimeFormat and
// Intl.NumberFormat that runtimes make of them. Each prints a JSON object, and is false where the runtime
// refuses the skeleton; then what was printed is to be thrown away.
#ifndef CATALOG_BUNDLES_INTL_OPTIONS_H
#define CATALOG_BUNDLES_INTL_OPTIONS_H

#include "base/buf.h"
#include "base/str.h"

// @formatjs/icu-skeleton-parser 2: date-time.ts, in the order of @formatjs/cli. `resolves_hours`: whether
// `j`, the hour as the locale has it, is resolved elsewhere; what is printed lacks it then.
bool intl_date_of_formatjs(struct str skeleton, bool resolves_hours, struct buf *out);
// The same: number.ts.
bool intl_number_of_formatjs(struct str skeleton, struct buf *out);
// @messageformat/date-skeleton 1, in the order of the skeleton.
bool intl_date_of_lingui(struct str skeleton, struct buf *out);

#endif
