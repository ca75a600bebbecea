// Errors of ICU messages as diagnostics.
#ifndef CATALOG_ICU_FAULT_H
#define CATALOG_ICU_FAULT_H

#include "base/diag.h"
#include "catalog/icu.h"

// Where a text stands in a file, in which escapes may stand for its characters.
struct icu_place {
    // The bytes of the file that say text[start, end). start == end: the place between two characters.
    struct span (*span)(const void *of, size_t start, size_t end);
    const void *of;
};

// Adds an icu-syntax or icu-other diagnostic. `text` is what was parsed.
struct diag *icu_report(const struct icu_fault *fault, struct str text, const struct icu_place *place,
                        struct diags *diags);

#endif
