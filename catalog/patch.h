// Patches: small corrections to the finished text of one message of one locale, as configurations state them.
#ifndef CATALOG_PATCH_H
#define CATALOG_PATCH_H

#include "base/diag.h"
#include "catalog/bundle.h"

// Applies all patches for that locale and id, in their order: each replaces the first `before` by `after`
// until none is left. In `after`, `$$` is a dollar, `$&` what is replaced, $` what stands before it and $'
// what follows (ECMA-262, GetSubstitution for a string without captures). False with a diagnostic
// (patch-endless) at `span` when that would not end. The result is `text` itself when no patch applies.
bool patches_apply(const struct patch_list *patches, struct str locale, struct str id, struct span span,
                   struct arena *arena, struct diags *diags, struct str *text);

#endif
