// What `glot build` would refuse of a catalog: translations that reach no user, however finished they are.
#ifndef CLI_REFUSALS_H
#define CLI_REFUSALS_H

#include "catalog/bundle.h"
#include "cli/inspection.h"

struct refusals {
    const struct bundle *bundle; // NULL: nothing is refused
    struct bundle_options options;
    const struct message_set *messages;
    struct inspection gate;
};

// Nothing is refused where the configuration has no bundles, nor in drop-in mode, where such a translation
// stops the whole build. STATUS_FINE, or what became of the glossary.
enum status refusals_begin(struct refusals *refusals, struct context *context, const struct config *config,
                           const struct message_set *messages);
// Ids of the messages whose translation is refused, in program order; they live as long as the catalog and
// the arena. Many workers may ask at once.
void refusals_of(const struct refusals *refusals, const struct catalog *catalog, struct str locale,
                 struct arena *arena, struct str_list *out);

#endif
