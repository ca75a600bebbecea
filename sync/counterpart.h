// Which unit of one catalog is which of the other: by id. And where an id was hashed from a text that was
// edited since, by the text: the unit is there under its old id, until our source comes.
#ifndef SYNC_COUNTERPART_H
#define SYNC_COUNTERPART_H

#include "catalog/catalog.h"

// The unit of the same file and id; where the other catalog knows no files, of the same id. NULL: none.
const struct unit *counterpart_find(const struct catalog *other, const struct unit *unit);

struct counterparts {
    size_t *remote_of; // by local unit: the number of the remote one, or STR_NONE
    size_t *local_of;  // by remote unit
    bool *has_moved;   // by local unit: its counterpart has another id
};

// Pairs all units but removed and shadowed local ones. Units that the other side does not have by id are
// paired by the words of their sources, or of the source that the local translation was made for; only when
// the remote one is translated, the local one in use, and each is the only one of these words. Not so where
// `is_delta`: there a unit that is missing has only not changed. Linear.
struct counterparts counterparts_of(const struct catalog *local, const struct catalog *remote, bool is_delta,
                                    struct arena *arena);

// The source that the translation of a unit was made for.
static inline const struct pattern *unit_made_for(const struct unit *unit)
{
    return unit->has_previous ? &unit_rare(unit)->previous : &unit->source;
}

#endif
