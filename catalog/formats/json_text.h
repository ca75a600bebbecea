// Texts with names in braces where a pattern has code: "Hello {0}, {#link}more{/link}{br/}". `#` in front
// stands for the start of markup, `/` in front for its end, `/` behind for markup without content. `{{` and
// `}}` are braces. What the code is stands beside the texts: {"0": "${name}", "#link": "<a>"}; without an
// entry it is empty.
#ifndef CATALOG_FORMATS_JSON_TEXT_H
#define CATALOG_FORMATS_JSON_TEXT_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/jsonc.h"
#include "base/map.h"
#include "catalog/pattern.h"

// ---- codes

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

// ---- texts

// Names that texts can show: of ASCII letters, digits and `_.:-`.
bool json_text_is_name(struct str name);
// A name with the mark of its kind, as it stands between braces.
struct str json_text_key_of(enum part_kind kind, struct str name, struct arena *arena);
// The text of a plain pattern, appended, without JSON's quotes and escapes. Without codes (NULL) each piece
// of code is shown by its name, whatever that is; else false when one cannot be shown so.
bool json_text_print(const struct part_list *parts, const struct json_codes *codes, struct buf *out);
// Any text can be read. Code without an entry, and all of it without codes (NULL), is empty.
void json_text_read(struct str text, const struct json_codes *codes, struct arena *arena,
                    struct pattern *out);

// Adds a diagnostic (json-catalog): `wanted` is wanted here, and not this value. Always false.
bool json_refuse(const struct jsonc_file *file, const struct jsonc *value, struct diags *diags,
                 const char *wanted);

#endif
