// A catalog brought up to date with a template: a file that another tool extracted from the sources (a POT,
// an XLIFF without targets), as msgmerge does it.
#ifndef CATALOG_UPDATE_H
#define CATALOG_UPDATE_H

#include "catalog/merge.h"

// As merge() in own mode, with the units in use of the template as messages. Places and flags become those of
// the template; its notes come with new units, and notes of units that were there stay, but for those of the
// developer where both are PO: these become the template's. Options: fuzzy, memories, seek_all,
// with_suggestions, prune, tool and forget_template count. The texts of the template must live as long as the
// catalog, and so must its units, unless they may be forgotten.
// False, and told in `diags`, where files count and the catalog lacks one (file_match.h): nothing is done
// then.
bool catalog_update(struct catalog *catalog, const struct catalog *template,
                    const struct merge_options *options, struct arena *arena, struct diags *diags,
                    struct merge_report *report);

#endif
