// The part of module resolution that follows the settings `paths`, `baseUrl` and `rootDirs`. Internal to
// resolve.c.
#ifndef EXTRACTOR_MAPPINGS_H
#define EXTRACTOR_MAPPINGS_H

#include "extractor/candidates.h"

// What the settings mean by the name. False when they lead nowhere.
bool settings_find(struct lookup *lookup, struct str name, struct found *out);

#endif
