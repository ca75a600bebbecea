// Texts as JSON and URIs write them.
#ifndef BASE_QUOTE_H
#define BASE_QUOTE_H

#include "base/buf.h"
#include "base/str.h"

// Appends the text in double quotes, as JavaScript's JSON.stringify prints it (ECMA-262, QuoteJSONString).
// `"`, `\` and control characters are escaped, lone surrogates too (\ud83d); everything else stays as it is.
// Bytes that are not UTF-8 become U+FFFD.
void quote_json(struct buf *out, struct str text);
// Appends the text percent-encoded (RFC 3986), but for letters, digits and the bytes that `plain` lists.
void quote_uri(struct buf *out, struct str text, const char *plain);

#endif
