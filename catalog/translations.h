// The messages of a project joined with the translations of one locale.
#ifndef CATALOG_TRANSLATIONS_H
#define CATALOG_TRANSLATIONS_H

#include "catalog/bundle.h"

#include <stdint.h>

// Numbers count from 1; 0 stands for none. Units without a target, and removed ones, are no translations.
struct translations {
    uint32_t *of_message; // the unit that translates message i; of several with its id, the last one
    uint32_t *of_unit;    // the message that unit i translates
};

void translations_join(const struct bundle_request *request, struct arena *arena, struct translations *out);

// Whether the unit has a translation, and not only a proposal.
bool unit_translates(const struct unit *unit);

// The units that are translations, as numbers from 0, in the order of their ids (base/collate.h).
uint32_t *translations_sorted(const struct bundle_request *request, struct arena *arena, size_t *count);
// All messages, as numbers from 0, in the order of their ids.
uint32_t *messages_sorted(const struct bundle_request *request, struct arena *arena);
// The ids of translations without a message, in the order of their ids.
void translations_obsolete(const struct bundle_request *request, const struct translations *translations,
                           struct arena *arena, struct str_list *out);

#endif
