// What is to be done with one unit: the table of reconcile.h and its lines, without catalogs.
#ifndef SYNC_VERDICT_H
#define SYNC_VERDICT_H

#include "sync/reconcile.h"

// What one side has of a unit.
struct side {
    bool has_text;
    uint64_t text;         // fingerprint
    enum unit_state state; // TRANSLATED, REVIEWED, FINAL; NEEDS_REVIEW for all that is unfinished
};

// All that is known of a unit.
struct facts {
    struct side here, there;
    const struct agreement *base; // or NULL
    uint64_t source, there_source;
    bool is_outdated; // there: other words than ours in the source that it was made for
    bool is_below;    // there: not as far as reconcile_options.least
    bool is_known;    // the service has the unit, with our source
    bool is_obsolete, is_locked;
    enum fitness fitness; // of the text there
};

// Fills here, there, verdict, reason and needs_source; asks the policy with all of `out` filled.
void verdict_find(const struct facts *facts, const struct reconcile_options *options, struct difference *out);

// What both sides agree on after the verdict was carried out (`is_done`) or not. False: on nothing.
bool verdict_agreement(const struct difference *difference, const struct agreement *base, bool is_done,
                       struct agreement *out);

#endif
