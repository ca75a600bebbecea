// What stands for all that the sources of a project contribute to its catalogs and bundles: where it is the
// same, so is what is made of them.
#ifndef CLI_FINGERPRINT_H
#define CLI_FINGERPRINT_H

#include "extractor/extract.h"

#include <stdint.h>

// Which files there are, and which import which: that decides on what goes into one bundle.
uint64_t fingerprint_program(const struct program *program);
// All that a catalog or a bundle can take from the messages, and what is counted of them. `with_places`:
// where they stand in their files, too.
uint64_t fingerprint_messages(const struct extraction *extraction, bool with_places);
// What a message says: text and note.
uint64_t fingerprint_text(const struct message *message);
// What people and machines are shown of the diagnostics: what is said, where, and the lines there. 0 where a
// text is unread, so that its lines are not known.
uint64_t fingerprint_diags(const struct diags *diags);

#endif
