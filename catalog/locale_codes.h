// The module that tells an application its locales: lit-localize's `localeCodesModule`.
#ifndef CATALOG_LOCALE_CODES_H
#define CATALOG_LOCALE_CODES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/collate.h"

// Appends the module. Both lists are sorted as people sort (base/collate.h) and keep doubles; the source
// locale is added to the list of all even if it is a target locale, too. TypeScript has `as const` behind the
// lists. `command` is what people run to make the module anew.
void locale_codes_write(const char *command, struct str source_locale, const struct str_list *target_locales,
                        bool is_typescript, struct collator *collator, struct arena *scratch,
                        struct buf *out);

#endif
