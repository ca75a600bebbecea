// How the sources of a project differ from those that a service has, and what becomes of the translations:
// services drop them when a text changes, unless they are told to keep them (source_policy).
//
// What only differs in code, white space, punctuation, letter case or the spelling of characters keeps its
// translations. Here, `glot extract` has marked those that have to be looked at (stale), so that nobody is
// told that they are fine.
#ifndef SYNC_EDIT_H
#define SYNC_EDIT_H

#include "sync/state.h"

enum edit {
    EDIT_NONE,
    EDIT_CODE,       // placeholders have the same names and other code: the service has not the neutral form
    EDIT_TYPOGRAPHY, // white space, punctuation, letter case, Unicode's normal forms
    EDIT_REAL,
    EDIT_COUNT
};

// Both are compared as they are: bring them to neutral form first (neutral.h) what is not to count as code.
// Characters that are punctuation for Unicode and mean something in messages are no typography: those of
// numbers (1.5, -3, 50%), of code and addresses (@ # & * / \ _ { }). Choices are the same where their
// selectors and keys are.
enum edit edit_classify(const struct pattern *before, const struct pattern *after, struct arena *scratch);

enum source_change_kind { SOURCE_ADDED, SOURCE_CHANGED, SOURCE_DELETED };

struct source_change {
    enum source_change_kind kind;
    struct str id;
    size_t local, remote; // numbers of the units, or STR_NONE
    enum edit edit;       // of what changed
    bool is_theirs;       // it is the service's source that changed since the last sync, not ours
};

struct source_change_list {
    struct source_change *at;
    size_t count, capacity;
};

struct source_changes {
    struct source_change_list list; // in our order, then what is deleted, in theirs
    size_t local, remote;           // units in use on both sides
    size_t added, deleted, edits[EDIT_COUNT], theirs;
};

// What writing our sources would change there. `local` may be in any form; `state` is that of the source, or
// NULL. Linear.
void edit_compare(const struct catalog *local, const struct catalog *remote, const struct sync_state *state,
                  struct arena *arena, struct source_changes *out);

// Ours counts whoever changed it.
void edit_claim(struct source_changes *changes);
// Whether the service is to keep translations of what changes: nothing changes really.
bool edit_keeps(const struct source_changes *changes);
// Where some changes are real and others are not, one answer is wrong for some of them. Then two writes do
// right by all: first this catalog, in which the service's text stays where the change is real, with its
// translations kept; then ours, with them dropped. False where one write is enough.
bool edit_bridge(const struct source_changes *changes, const struct catalog *local,
                 const struct catalog *remote, struct arena *arena, struct catalog *out);

// The state of the source after `local` was written.
struct sync_state edit_state(const struct catalog *local, struct str version, struct arena *arena);

const char *edit_name(enum edit edit); // "code", "typography", "real"

#endif
