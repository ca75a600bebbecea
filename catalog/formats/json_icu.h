// Texts of JSON files that are ICU messages, as patterns.
#ifndef CATALOG_FORMATS_JSON_ICU_H
#define CATALOG_FORMATS_JSON_ICU_H

#include "base/jsonc.h"
#include "catalog/catalog.h"
#include "catalog/icu.h"

// A string as the source of a unit. What is no ICU message stays plain text, with a warning, and its unit's
// syntax says so (SYNTAX_ICU).
void json_icu_read(const struct jsonc_file *file, const struct jsonc *value,
                   const struct icu_options *options, struct arena *arena, struct diags *diags,
                   struct unit *unit);

// A text as JSON. A warning says what of it cannot be written (catalog-unfit). False with an error
// (catalog-select) for a choice that cannot be written at all.
bool json_icu_print(const struct catalog *catalog, const struct unit *unit, const struct icu_options *options,
                    struct arena *arena, struct diags *diags, struct str *out);

#endif
