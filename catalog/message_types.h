// TypeScript's view of a project's messages, so that a mistyped id and a missing argument do not compile.
#ifndef CATALOG_MESSAGE_TYPES_H
#define CATALOG_MESSAGE_TYPES_H

#include "base/arena.h"
#include "base/buf.h"
#include "catalog/message_set.h"

// Appends a declaration file: `MessageId`, the union of all keys that the application looks texts up by, and
// `MessageArguments`, what each message is given. Sorted by bytes; of a key that is there twice the first
// counts. Without `with_arguments`, where applications do not pass any by name, messages take none.
//
// Arguments are those of the source text: placeholders by their names, what choices depend on, and in ICU
// messages also tags, which may be missing.
void message_types_write(const struct message_set *messages, bool with_arguments, struct arena *scratch,
                         struct buf *out);

#endif
