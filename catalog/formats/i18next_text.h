// Texts of i18next, as patterns: {{name}}, {{name, format}}, {{- raw}} and $t(key) are placeholders, the
// simple tags of react-i18next's Trans (<0>, <b>, <br/>) are markup where all of them are balanced. All else
// is text.
#ifndef CATALOG_FORMATS_I18NEXT_TEXT_H
#define CATALOG_FORMATS_I18NEXT_TEXT_H

#include "catalog/pattern.h"

// Any text can be read. Placeholders bear their source as code; the name is the variable's, or "$t(key)".
void i18next_text_read(struct str text, struct arena *arena, struct pattern *out);

// The parts of a plain pattern, appended. Code that is none of i18next's is printed by its name; a
// placeholder that stands for `count` (empty: none) as {{count}}.
void i18next_text_print(const struct pattern *pattern, struct str count, struct arena *arena,
                        struct buf *out);

#endif
