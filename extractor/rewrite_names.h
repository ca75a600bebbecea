// The names that transform mode resolves: what `@lit/localize` exports, and Lit's `html`.
#ifndef EXTRACTOR_REWRITE_NAMES_H
#define EXTRACTOR_REWRITE_NAMES_H

#include "extractor/dialect.h"
#include "extractor/dialects/lit_marker.h"

// A dialect for extract() with `visit`: reads messages as dialects/lit.c does, and has a marker for every
// name. Not one of the dialects that a configuration can choose.
extern const struct dialect rewrite_names;

// Whether the specifier is that of `@lit/localize` or one of its modules.
bool rewrite_is_localize(struct str specifier);
// Whether the module does nothing that is left to do once its names are resolved.
bool rewrite_is_main(struct str specifier);

#endif
