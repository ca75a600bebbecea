// Patterns in JSON catalogs. A pattern is
//   - a string: "Hello {0}, {#link}more{/link}{br/}". A name in braces stands for code, with `#` in front for
//   the
//     start of markup, `/` in front for its end, `/` behind for markup without content. `{{` and `}}` are
//     braces. What the code is says the unit's "codes": {"0": "${name}", "#link": "<a>"}; without an entry it
//     is empty;
//   - an object, for a choice: {"plural": "count", "one": "{0} file", "other": "{0} files"}, with "ordinal"
//   or
//     "select" instead of "plural". Several selectors, a plural with an offset, or keys that the short form
//     has no room for:
//     {"match": [{"plural": "count"}, {"select": "gender"}], "variants": [{"keys": ["one", "*"], "text":
//     …}]};
//   - an array of parts, for code that a string cannot show: ["Hello ", {"name": "0", "code": "…", "kind":
//   "open"}],
//     kind being "placeholder" (which is left out), "open", "close" or "standalone".
#ifndef CATALOG_FORMATS_JSON_PATTERN_H
#define CATALOG_FORMATS_JSON_PATTERN_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/jsonc.h"
#include "base/map.h"
#include "catalog/pattern.h"

// The codes of one unit: key, as it stands between braces → `struct str *`.
struct json_codes {
    struct map by_key;
};

// Adds the code of all parts that a string can show. A key stands for the code that it came with first.
void json_codes_add(struct json_codes *codes, const struct pattern *pattern, struct arena *arena);
// Whether an entry has something to say.
bool json_codes_any(const struct json_codes *codes);
void json_codes_print(const struct json_codes *codes, struct buf *out);
// False with a diagnostic (json-catalog) when the value is no object of strings. NULL is the empty object.
bool json_codes_read(const struct jsonc_file *file, const struct jsonc *value, struct arena *arena,
                     struct diags *diags, struct json_codes *out);

// The content of such a string, without JSON's quotes and escapes; names must be of ASCII letters, digits and
// `_.:-`. Code that is read is empty.
void json_text_print(const struct part_list *parts, struct buf *out);
void json_text_read(struct str text, struct arena *arena, struct pattern *out);
bool json_text_is_name(struct str name);

// Without codes (NULL) every piece of code is shown by its name, in strings only.
void json_pattern_print(const struct pattern *pattern, const struct json_codes *codes, struct buf *out);
// False with a diagnostic (json-catalog). Choices in choices are read to a depth of 16.
bool json_pattern_read(const struct jsonc_file *file, const struct jsonc *value,
                       const struct json_codes *codes, struct arena *arena, struct diags *diags,
                       struct pattern *out);

#endif
