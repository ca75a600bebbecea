// What a catalog file says: units of one source language and one target language.
#ifndef CATALOG_CATALOG_H
#define CATALOG_CATALOG_H

#include "base/map.h"
#include "catalog/message.h"
#include "catalog/pattern.h"

enum unit_state {
    UNIT_NEW, // no translation yet; a target is a proposal
    UNIT_TRANSLATED,
    UNIT_NEEDS_REVIEW, // there is a translation; someone must look at it
    UNIT_STALE,        // its source changed under a kept id
};

struct note {
    struct str from; // who wrote it, may be empty
    struct str text;
    bool removed; // the writer takes it out
};

struct note_list {
    struct note *at;
    size_t count, capacity;
};

// A byte range of the file that a unit was read from. start == end: absent.
struct range {
    size_t start, end;
};

struct unit {
    struct str id;
    struct str read_id; // the id in the file, where it has another one by now; else empty
    struct str context;
    struct pattern source, target;
    bool source_is_string; // not a template: drop-in XLIFF tells the two apart where the source is empty
    bool has_target;
    bool is_obsolete; // left the code; kept, and revived when it returns
    bool is_shadowed; // a later unit has the same id: that one counts
    enum unit_state state;
    struct pattern previous; // the source that the target was made from, when it has changed since
    bool has_previous;
    struct note_list notes;
    struct str_list locations; // "src/app.ts:12"
    struct range bytes;        // the whole unit in catalog.bytes; {0, 0} for a unit that was not read
    // What a writer has to print anew; all false for a unit that stays as it was read.
    bool source_changed, target_changed, notes_changed, state_changed; // notes: locations too
    bool removed;                                                      // the writer takes it out
};

struct unit_list {
    struct unit *at;
    size_t count, capacity;
};

struct catalog {
    struct str path;                         // for messages
    struct str bytes;                        // what it was read from, empty for a fresh one
    struct str source_locale, target_locale; // as the file spells them
    struct unit_list units;                  // the order of the file, then new units
    struct map index;                        // id → unit's number + 1 (as a pointer-sized integer)
    void
        *parsed; // what its format keeps of the bytes for its writer, or NULL; see format_options.for_writing
};

// The unit of that id, or NULL. Good until a unit is added.
struct unit *catalog_find(const struct catalog *catalog, struct str id);
// Makes room for that many units.
void catalog_reserve(struct catalog *catalog, size_t count, struct arena *arena);
// Appends a unit. If the id is there already the newer one takes the index over (the last wins, as readers
// do).
struct unit *catalog_add(struct catalog *catalog, struct str id, struct arena *arena);
// Gives a unit of the catalog another id.
void catalog_rename(struct catalog *catalog, struct unit *unit, struct str id, struct arena *arena);
const char *unit_state_name(enum unit_state state);
// For readers of own mode: people and services leave empty targets where nothing is translated yet. So a
// blank target is none, unless the file says that the translation is done, or the source is as blank.
void unit_settle_target(struct unit *unit, bool is_done);

#endif
