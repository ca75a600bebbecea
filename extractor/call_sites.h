// Sites of markers that are known by their names alone: `_("…")`, `i18n.gettext("…")`. No import has to be
// understood for them, but every round bracket of the code: each call has one.
#ifndef EXTRACTOR_CALL_SITES_H
#define EXTRACTOR_CALL_SITES_H

#include "extractor/sites.h"

// As sites_find(): all calls by the names of the dialect's callees that may have constants as arguments.
// False when in doubt.
bool call_sites_find(const struct source *source, const struct dialect *dialect,
                     const struct dialect_options *options, struct trace *trace, struct arena *arena,
                     struct site_list *out);

#endif
