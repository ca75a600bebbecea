// What the readers of `.tx/config` and of `transifex.yml` have in common: the values.
#ifndef SYNC_SETUP_READ_H
#define SYNC_SETUP_READ_H

#include "sync/setup.h"

struct setup_reading {
    struct str root; // the folder that paths are relative to
    struct arena *arena;
    struct diags *diags;
};

// A path from the project's folder. Separators of Windows, where there are no others, are turned.
struct str setup_read_path(const struct setup_reading *reading, struct str text);
// The same for a pattern: "<lang>" stands in it, in each part once. Empty with a diagnostic when not.
struct str setup_read_filter(const struct setup_reading *reading, struct span span, struct str text);
// A mode by any of the names that Transifex has for files to be downloaded in.
void setup_read_mode(const struct setup_reading *reading, struct span span, struct str text,
                     enum read_mode *out);
// Adds a pair of a map; with a diagnostic instead when the code is empty, or the locale can be no part of a
// path.
void setup_add_language(const struct setup_reading *reading, const struct setup_language *language,
                        struct setup_language_list *list);

#endif
