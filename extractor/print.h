// Expressions as TypeScript's printer prints them: catalogs show what stands between `${` and `}` in that
// form, so it decides bytes.
#ifndef EXTRACTOR_PRINT_H
#define EXTRACTOR_PRINT_H

#include "base/buf.h"
#include "base/str.h"

#include <tree_sitter/api.h>

// Appends the expression as the printer of TypeScript 5.9 does: one space around operators and none inside
// brackets, line breaks kept at operators, full stops and inside literals, indented by 4 spaces a level
// whatever the source has. Comments stay, but for those on the line of the `${` or other token before the
// whole expression. Needs the tree of the whole source. Where the tree has errors, and beyond 1000 levels of
// nesting, the text is that of the source. Known to differ where the grammar misreads the source: type
// arguments of a tagged template, `a ?.5 : b`, a label as the only statement of an arrow function, `let` at
// the end of a line.
void print_expression(TSNode expression, struct str source, struct buf *out);

#endif
