// Messages from a catalog, where no sources say what the application shows: the catalog came from another
// tool.
#ifndef CATALOG_MESSAGES_H
#define CATALOG_MESSAGES_H

#include "catalog/catalog.h"
#include "catalog/message_set.h"

// Adds the units in use as messages, in their order, but those whose ids are there already. Texts and spans
// are the catalog's.
void messages_of_catalog(const struct catalog *catalog, struct arena *arena, struct message_set *out);

#endif
