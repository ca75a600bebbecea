// How a translation changes, whoever changes it.
#ifndef SYNC_HUB_TRANSLATE_H
#define SYNC_HUB_TRANSLATE_H

#include "sync/hub/store.h"

struct translation {
    int64_t string;     // number of its string
    struct str strings; // {NULL, 0}: not translated
    bool reviewed, proofread;
};

// What a request asks for. A text that changes resets both marks, unless they are given along.
struct translation_change {
    bool has_strings, has_reviewed, has_proofread;
    struct translation value;
    const char *origin; // "API", "UPLOAD", "TX:MERGED"
};

// Whether something changed. Tells the language of it (language_changed).
bool translation_change(struct exchange *x, struct resource *resource, struct str language,
                        const struct translation *before, const struct translation_change *change);

#endif
