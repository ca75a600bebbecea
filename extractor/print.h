// Expressions as TypeScript's printer prints them: catalogs show what stands between `${` and `}` in that
// form, so it decides bytes.
#ifndef EXTRACTOR_PRINT_H
#define EXTRACTOR_PRINT_H

#include "base/buf.h"
#include "base/str.h"

#include <tree_sitter/api.h>

// Appends the expression. Leading comments of the whole expression are left out, inner ones stay.
void print_expression(TSNode expression, struct str source, struct buf *out);

#endif
