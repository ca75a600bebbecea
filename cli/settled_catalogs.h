// Which catalogs are as they would be written: most are in most runs. Their bytes are seen once, piece by
// piece, and are never all in memory. A worker goes through its catalogs abreast: what messages look like is
// more than a processor has at hand where there are many, and would come from far for each catalog anew.
#ifndef CLI_SETTLED_CATALOGS_H
#define CLI_SETTLED_CATALOGS_H

#include "cli/catalogs.h"

// Sets is_settled of each such catalog, and with it all that is known of it; is_failed, with a diagnostic, of
// one that is there and cannot be read; of others has_strays alone. Does nothing where project->settled is
// NULL.
void settled_catalogs_prove(const struct project *project, bool with_hashes,
                            struct project_catalog_list *catalogs);

#endif
