// JSON strings, printed as JavaScript's JSON.stringify prints them (ECMA-262, QuoteJSONString).
#ifndef BASE_QUOTE_H
#define BASE_QUOTE_H

#include "base/buf.h"
#include "base/str.h"

// Appends the text in double quotes. `"`, `\` and control characters are escaped, lone surrogates too
// (\ud83d); everything else stays as it is. Bytes that are not UTF-8 become U+FFFD.
void quote_json(struct buf *out, struct str text);

#endif
