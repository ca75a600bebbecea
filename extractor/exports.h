// The part of module resolution that reads `exports` and `imports` of package.json. Internal to resolve.c,
// but that the bases of a tsconfig.json are found by it, too (tsconfig_chain.c).
#ifndef EXTRACTOR_EXPORTS_H
#define EXTRACTOR_EXPORTS_H

#include "extractor/candidates.h"

// What `package` exports under the subpath: "." or "./x".
bool exports_find(struct lookup *lookup, const struct package *package, struct str subpath,
                  struct found *out);
// What the package around the asking folder means by `#name`.
bool imports_find(struct lookup *lookup, struct str name, struct found *out);
// What the package around the asking folder exports under its own name.
bool self_find(struct lookup *lookup, struct str name, struct found *out);

// Resolves a name that is no path, with all settings; defined in resolve.c.
bool resolve_name(struct lookup *lookup, struct str name, struct found *out);

#endif
