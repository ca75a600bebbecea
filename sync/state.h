// What both sides had when they were last brought together: the base of the three-way comparison
// (reconcile.h). One small text file for each resource and locale, and one for the source, to be committed
// with the catalogs, so that a team and its CI share it:
//
//     glot-sync 1
//     version 2026-11-24T07:00:00Z
//     s12d6dde9b30c3093  t  Jk2nQz0A  3fP_x1bc
//     s64ef2a6c2dd1d3d1  r  x8Kd01aa  Mz-4Tq9e
//
// (tabs between). One line a unit, sorted by id, so that two branches that synced different units merge
// without a conflict. The columns: the unit's id; a letter for the state of its translation, a capital where
// only this side has one; the fingerprints of source and target in neutral form; and a third one, where our
// target replaced another text at the service and nobody has seen it arrive.
//
// A fingerprint is 48 bits of neutral_fingerprint in eight characters. It only has to tell one text from the
// next one of the same unit: among a million edits the chance that one goes unnoticed is 1 in 280 million,
// and then the next edit is seen. Four characters less would make that 1 in 17. They are no secret and no
// seal: who makes two texts with one fingerprint keeps only an edit of his own from being noticed.
//
// A line that is missing is the first sync of that unit, which is safe: nothing is overwritten then. So what
// cannot be read is told and left out.
#ifndef SYNC_STATE_H
#define SYNC_STATE_H

#include "base/diag.h"
#include "base/map.h"
#include "catalog/catalog.h"
#include "sync/service.h"

#include <stdint.h>

// What both sides had of a unit.
struct agreement {
    struct str id; // state_key of the unit
    // TRANSLATED, REVIEWED, FINAL or NEEDS_REVIEW, which both had; STALE: only here; NEW: there is no target
    // (in the state of a source).
    enum unit_state state;
    bool is_only_here; // the service had no translation when it was last looked at
    bool was_replaced; // ours replaced the text of `replaced` there, and has not been seen there since
    uint64_t source, target, replaced; // fingerprints; target and replaced are 0 where there are none
};

struct agreement_list {
    struct agreement *at;
    size_t count, capacity;
};

// Zero-initialised it is that of a first sync.
struct sync_state {
    struct str version; // the service's token of what was read; opaque; empty: not known
    bool is_settled;    // the agreements tell all that the service has: a delta since the version is enough
    struct agreement_list agreements;
    struct map index; // id → number + 1
};

// The fingerprint of a text, 48 bits.
uint64_t state_fingerprint(const struct pattern *pattern);
// By what a unit is known: its id; in further files of a catalog with the file's number in front.
struct str state_key(const struct unit *unit, struct arena *arena);
// Or NULL. `state` may be NULL.
const struct agreement *state_find(const struct sync_state *state, struct str key);
// Adds an agreement under an id that is not there yet. Good until the next one.
struct agreement *state_add(struct sync_state *state, struct str key, struct arena *arena);

// The keys of the units that had a translation at the service (remote_read.known).
struct map state_known(const struct sync_state *state, struct arena *arena);

// Reads a file. Lines that are damaged, doubled or between the marks of a merge conflict are told
// (state-damaged, a warning with their place) and left out. False with state-version where the file was
// written by a newer glot. Slices of `bytes` are kept. Linear.
bool state_read(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
                struct sync_state *out);
// Appends the file, which state_read reads as the same state: sorted, whatever the order of the agreements.
void state_print(const struct sync_state *state, struct arena *scratch, struct buf *out);

// Where the state of a resource and locale is kept, below the folder of states: "transifex/acme%2Fweb/en_xlf/
// fr-FR.sync", of the source "transifex/acme%2Fweb/en_xlf/_source.sync" (for the empty locale). The address
// decides alone, a host that is not the service's own included; what could lead out of the folder, hide a
// file or is not usual in names is written as %XX. Different addresses and locales have different paths.
struct str state_path(const struct address *address, struct str locale, struct arena *arena);

#endif
