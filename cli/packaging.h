// From finished bundles to the files that an application loads: their names, compressed copies, the manifest,
// the module of locale codes, type declarations; and what a former build left goes.
#ifndef CLI_PACKAGING_H
#define CLI_PACKAGING_H

#include "cli/bundling.h"

// Adds all files of the bundles to the changes. Everything is a function of the bundles and the
// configuration, but for what is removed: files that the manifest of the former build names, that this one
// does not make, and that hold what was written there. What was changed meanwhile stays, with a warning
// (bundle-kept). STATUS_FINDINGS with a diagnostic when the manifest would go over a file that is none of
// glot's (manifest-foreign), or a file over one that holds messages (file-exists), STATUS_WORLD when a file
// or a library failed.
enum status packaging_add(const struct bundling *bundling, struct changes *changes);

// Whether none of the changes goes over a file that holds messages, to which a mistyped place leads: a
// source, or a catalog where there are no sources. Else file-exists.
bool packaging_spares_messages(struct context *context, const struct message_set *messages,
                               const struct changes *changes);

// Appends the module that lists the locales, without functions that load bundles.
void packaging_print_codes(const struct config *config, struct arena *arena, struct buf *out);

#endif
