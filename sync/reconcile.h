// What is done about a difference: both sides are compared with what they had in common (state.h), unit by
// unit. No clock decides anything, and nothing that anybody wrote is overwritten by somebody who did not see
// it.
//
//     here \ there │ same        changed         none
//     ─────────────┼──────────────────────────────────────
//     same         │ –           take            send again
//     changed      │ send        conflict        send
//     none         │ take again  take            –
//
// "Same" and "changed" are meant against the last sync; without one each text is changed. Where both sides
// have the same text there is no difference, whatever they had before. A translation that vanished is brought
// back: services lose them when a source is renamed, people when a file is. Then:
//
//   - sent is only what is finished here. Needs-review and stale are held back; a proposal (unit_is_proposal)
//     counts as none. Locked units are not sent, and conflict with nobody. Units out of use are not
//     sent either; a policy decides between their texts, and without one both stay.
//   - A unit that the service does not know, or knows with another source, waits for the source.
//   - What came for an older source (its neutral source has other words than ours) is taken as stale with
//     that as the previous source, where the catalog can hold this; never over a finished one.
//   - Where a source changed and the service kept the translation, that is no news, and ours stays stale.
//   - What is unfinished there replaces nothing that is finished here. What is in quarantine replaces
//     nothing.
//   - With equal texts states are compared: who changed his since the last sync is followed, up or down;
//     where both did, or nothing is known, the higher one. "Translated" there lifts a needs-review here only
//     where it was given after the last sync; "reviewed" always.
//   - A unit whose id was hashed from a text that was edited since is at the service under its old id
//     (counterpart.h). What is news there comes here; and ours goes there with our source.
//   - What we sent over another text, and the service shows that other one again, is a conflict: it was
//     refused, or somebody put it back.
//
// The rows above are `rows` and the functions of verdict.c, one for each line; tests go through them one by
// one.
#ifndef SYNC_RECONCILE_H
#define SYNC_RECONCILE_H

#include "sync/quarantine.h"
#include "sync/state.h"

enum change { CHANGE_SAME, CHANGE_MADE, CHANGE_NONE }; // NONE: the side has no translation

enum verdict {
    VERDICT_SAME,       // no difference
    VERDICT_TAKE,       // theirs comes here
    VERDICT_SEND,       // ours goes there
    VERDICT_TAKE_STATE, // the texts are equal
    VERDICT_SEND_STATE,
    VERDICT_CONFLICT, // both stay as they are, until somebody decides
    VERDICT_HELD,     // both stay as they are; the reason says what it waits for
    VERDICT_COUNT
};

enum reason {
    REASON_NONE,
    REASON_NEW,            // one side has a translation, the other never had
    REASON_CHANGED,        // one side changed it
    REASON_GONE,           // one side lost it: the other brings it back
    REASON_STATE,          // one side changed the state
    REASON_BOTH_CHANGED,   // conflict
    REASON_FIRST,          // conflict: they differ, and what they had in common is not known
    REASON_NOT_KEPT,       // conflict: ours was sent, and the service shows what it replaced
    REASON_POLICY,         // was a conflict, until the policy decided
    REASON_DRAFT_HERE,     // held: needs-review or stale
    REASON_DRAFT_THERE,    // held: unfinished there, finished here
    REASON_KEPT,           // held: kept there over a change of the source; nobody has looked at it
    REASON_OUTDATED,       // held or conflict: made for an older source
    REASON_UNFIT,          // held or conflict: made for one with other placeholders
    REASON_QUARANTINED,    // held or conflict
    REASON_UNREVIEWED,     // held or conflict: not reviewed, and only what is reviewed is wanted
    REASON_OBSOLETE,       // held: out of use here
    REASON_LOCKED,         // held: not to be translated
    REASON_UNKNOWN,        // held: the unit is not here; a push of the source deletes it there
    REASON_LEAVING,        // take: only the service has the unit, and a push deletes it there
    REASON_UNREAD,         // held: it is to be taken, and the delta does not have it: see needs_all
    REASON_SAME_AS_SOURCE, // same: the source text in the place of a missing translation is none
    REASON_COUNT
};

struct difference {
    struct str key;       // state_key
    struct str id;        // of the unit
    size_t local, remote; // numbers of the units, or STR_NONE
    size_t agreement;     // number in the state, or STR_NONE
    size_t old_agreement; // of its old id
    enum change here, there;
    enum verdict verdict;
    enum reason reason;
    bool needs_source;   // SEND: only once the service has our source
    bool has_moved;      // the service has it under an old id: remote is that, where it has news
    bool is_outdated;    // there: made for an older source
    bool is_source_text; // there: the translation reads like the source
    enum unit_state here_state, there_state; // as they were compared: see reconcile_options.greatest
    // Fingerprints: of our source; of theirs (ours, where it is not known); of the texts (0 for CHANGE_NONE).
    uint64_t source, there_source;
    uint64_t here_text, there_text;
};

struct difference_list {
    struct difference *at;
    size_t count, capacity;
};

enum conflict_policy { POLICY_LEAVE, POLICY_OURS, POLICY_THEIRS, POLICY_ASK };

// What is to become of a conflict: VERDICT_SEND, VERDICT_TAKE, or VERDICT_CONFLICT to leave it. For `newer`
// (by the times that service and version control know) and for questions to people.
typedef enum verdict conflict_choice(void *context, const struct difference *difference);

struct reconcile_options {
    enum conflict_policy policy;
    conflict_choice *choose; // POLICY_ASK; NULL: leave
    void *context;
    // The best state that both the service and the catalog's format can tell: TRANSLATED, REVIEWED or FINAL.
    // Better ones count as this one.
    enum unit_state greatest;
    // The least state there that is taken: TRANSLATED (all), REVIEWED or FINAL. The remote catalog must have
    // all translations even so (READ_TRANSLATED): what is not seen would be taken for lost.
    enum unit_state least;
    bool holds_stale;  // the local format can say so, with the previous source
    bool sends_states; // reviews made here are told to the service
    // The local catalog keeps units that are out of use.
    bool holds_obsolete;
};

struct reconcile_sides {
    const struct catalog *local;
    const struct catalog *remote;        // after quarantine_read
    const struct quarantine *quarantine; // NULL: all is fine
    const struct sync_state *state;      // NULL: a first sync
    const struct catalog *remote_source; // what the service has as source, or NULL: the remote catalog tells
    // The remote catalog has only what changed since the state; needs state->is_settled, and may turn out to
    // be too little: see needs_all.
    bool is_delta;
};

struct reconciliation {
    struct reconcile_sides sides;
    // All units, SAME ones included, in the local catalog's order (removed and shadowed ones left out); then
    // those that only the service has, if they are translated, in its order.
    struct difference_list differences;
    // The delta is not enough, since a translation is to be taken that did not change, or ids did: read all
    // and compare again.
    bool needs_all;
    size_t counts[VERDICT_COUNT], reasons[REASON_COUNT];
    size_t waiting; // SEND with needs_source
};

// Linear in the catalogs, whose order decides nothing but that of the list.
void reconcile(const struct reconcile_sides *sides, const struct reconcile_options *options,
               struct arena *arena, struct reconciliation *out);

// Whether the service has a text that nobody here has seen: it changed since the last sync, and ours is
// another.
bool reconcile_is_news(const struct difference *difference);

// Units that only the service has, and that a push is about to delete there (ids in `leaving`): with this
// their translations are taken, where they are news or no unit here has their text. reconcile_take makes
// units out of use of them, which come back with their messages.
void reconcile_keep(struct reconciliation *reconciliation, const struct map *leaving, struct arena *arena);

// Brings into the local catalog what is to be taken, and says so in the units' change flags, so that
// format_write splices it. `local` is that of the sides. Returns how many units changed.
size_t reconcile_take(const struct reconciliation *reconciliation, struct catalog *local,
                      struct arena *arena);

// The translations to be sent, in neutral form; with `has_source` (the service has our source by now) also
// those that wait for it, and those that reconcile_take brought here from under an old id.
struct catalog reconcile_outgoing(const struct reconciliation *reconciliation, bool has_source,
                                  struct arena *arena);

// What has been done about it, for the next base.
struct reconcile_outcome {
    bool is_taken;      // reconcile_take, and the catalog is written
    bool is_sent;       // the service took all of reconcile_outgoing, and its counts agree; else false
    bool has_source;    // as reconcile_outgoing was told
    struct str version; // of what was read; empty after writing, unless the service tells a new one
};

// The next state: what both sides agree on now. Whatever did not happen stays as it was. Write the catalog
// before it, or both at once: a state that is older than the catalog is safe, a newer one is not.
struct sync_state reconcile_next(const struct reconciliation *reconciliation,
                                 const struct reconcile_outcome *outcome, struct arena *arena);

const char *verdict_name(enum verdict verdict); // "take", "conflict": for machines
const char *reason_name(enum reason reason);    // "changed", "draft-here"
const char *reason_text(enum reason reason);    // for people: one line without a final stop

#endif
