// The tables of the hub's store. The file knows the version of its schema (PRAGMA user_version).
#ifndef SYNC_HUB_SCHEMA_H
#define SYNC_HUB_SCHEMA_H

#include "sync/hub/database.h"

// Brings the file to the present version, in one transaction. A file of a later version, or one that is no
// hub's, is left alone and fails the database.
void schema_apply(struct database *database);

#endif
