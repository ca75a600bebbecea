// Patterns in JSON catalogs. A pattern is
//   - a string (json_text.h), "Hello {0}, {#link}more{/link}{br/}", whose code the unit's "codes" say;
//   - an object, for a choice: {"plural": "count", "one": "{0} file", "other": "{0} files"}, with
//     "ordinal" or "select" instead of "plural". Several selectors, a plural with an offset, or keys that the
//     short form has no room for:
//     {"match": [{"plural": "count"}, {"select": "gender"}],
//      "variants": [{"keys": ["one", "*"], "text": …}]};
//   - an array of parts, for code that a string cannot show:
//     ["Hello ", {"name": "0", "code": "…", "kind": "open"}],
//     kind being "placeholder" (which is left out), "open", "close" or "standalone".
#ifndef CATALOG_FORMATS_JSON_PATTERN_H
#define CATALOG_FORMATS_JSON_PATTERN_H

#include "catalog/formats/json_text.h"

// Without codes (NULL) every piece of code is shown by its name, in strings only.
void json_pattern_print(const struct pattern *pattern, const struct json_codes *codes, struct buf *out);
// False with a diagnostic (json-catalog). Choices in choices are read to a depth of 16.
bool json_pattern_read(const struct jsonc_file *file, const struct jsonc *value,
                       const struct json_codes *codes, struct arena *arena, struct diags *diags,
                       struct pattern *out);

#endif
