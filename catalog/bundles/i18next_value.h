// Texts as i18next's values: {{name}}, {{name, number}}, $t(key).
// https://www.i18next.com/translation-function/interpolation, …/formatting, …/nesting
#ifndef CATALOG_BUNDLES_I18NEXT_VALUE_H
#define CATALOG_BUNDLES_I18NEXT_VALUE_H

#include "catalog/bundles/bundled.h"

// Appends a plain pattern. `count` is the argument that i18next calls so (empty: none). Code of i18next stays
// as it is, arguments of ICU messages get the formatter that does the same, all other code is shown by its
// name. False, with a diagnostic about `text`, where i18next would take a part of the text for code, which it
// has no way to escape, or has no such formatter.
bool i18next_value_print(const struct bundled *text, const struct pattern *pattern, struct str count,
                         struct arena *arena, struct buf *out);

#endif
