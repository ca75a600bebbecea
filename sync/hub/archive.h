// All that a hub holds, as one JSON document: for backups, and for moving to another machine or a later
// version.
//
//     {"glot_hub": 1, "project": [{"id": 1, "slug": "web", …}], "string": […], …}
//
// One list for each table of the store, one object for each row, with the names of its columns; templates in
// base64. Digests of tokens and secrets of webhooks are in it. Jobs and letters under way are not.
#ifndef SYNC_HUB_ARCHIVE_H
#define SYNC_HUB_ARCHIVE_H

#include "sync/hub/hub.h"

#include "base/buf.h"

// Appends the document. False with a diagnostic.
bool hub_export(struct hub *hub, struct buf *out, struct diags *diags);
// Whether the bytes begin as such a document does.
bool hub_is_archive(struct str bytes);
// Fills a hub that holds nothing. False with a diagnostic, and it holds nothing still.
bool hub_import(struct hub *hub, struct str path, struct str document, struct diags *diags);

#endif
