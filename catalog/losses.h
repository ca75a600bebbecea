// What a catalog says and another format has no place for: told unit by unit, before it is written there.
#ifndef CATALOG_LOSSES_H
#define CATALOG_LOSSES_H

#include "catalog/format.h"

// A row for each thing that a format may hold.
struct holding_row {
    unsigned holding;  // one of enum holding
    const char *name;  // what formats hold, for tables: "reviews"
    const char *words; // what a unit has: "that its translation was reviewed"; NULL: of the whole catalog
};

extern const struct holding_row holding_rows[];
extern const size_t holding_count;

// Takes a catalog out of its file: its bytes and the writers' flags are forgotten, removed units and earlier
// ones of equal ids go, and it can be written in any format. Texts stay where they are.
void catalog_detach(struct catalog *catalog, struct arena *arena);

// Makes what the format has another way to say: a choice that it cannot hold becomes a text in ICU
// MessageFormat; a text in ICU MessageFormat becomes a choice that the format holds, and where the format has
// no mark for such texts, any text. Each choice that becomes or stays text without a mark is told
// (convert-loss). False with diagnostics when one cannot even be written so. `told`: the catalog as it was
// read, for places.
bool catalog_fit(struct catalog *catalog, const struct format *format, const struct catalog *told,
                 struct arena *arena, struct diags *diags);

// Adds a diagnostic (convert-loss) for each thing of each unit that the format has no place for.
void catalog_losses(const struct catalog *catalog, const struct format *format, const struct catalog *told,
                    struct diags *diags);

#endif
