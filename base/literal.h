// JavaScript string and template literals: from what the source says to the text that it means.
#ifndef BASE_LITERAL_H
#define BASE_LITERAL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum literal_kind { LITERAL_STRING, LITERAL_TEMPLATE };

// Appends the cooked value of the text between the quotes (ECMA-262, "Static Semantics: SV and TV"): escapes
// are resolved, a backslash before a line end goes with it, and in a template CR LF and CR become LF.
// Surrogates that are written by escapes are kept: what is WTF-8 (utf.h) gives WTF-8. False when an escape is
// malformed; it stays as it is written.
bool literal_cook(struct str raw, enum literal_kind kind, struct buf *out);
// The same into the arena; raw itself when nothing has to be resolved.
struct str literal_text(struct str raw, enum literal_kind kind, struct arena *arena);

#endif
