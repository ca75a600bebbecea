// What uploads do to the store.
#ifndef SYNC_HUB_UPLOAD_H
#define SYNC_HUB_UPLOAD_H

#include "sync/hub/store.h"

struct upload_counts {
    int64_t created, updated, skipped, deleted;
};

struct source_options {
    bool keep_translations; // of strings whose text changes
    bool replace_edited;    // take the file's text for strings that were edited here, too
};

// Makes the file the whole truth of the resource. False with *fault when it cannot be read; then nothing has
// changed.
bool upload_source(struct exchange *x, struct resource *resource, struct str bytes,
                   const struct source_options *options, struct upload_counts *counts, struct str *fault);
// Takes the translations of a file; strings that the resource has not are left alone.
bool upload_translations(struct exchange *x, struct resource *resource, struct str language, struct str bytes,
                         struct upload_counts *counts, struct str *fault);

#endif
