// What a catalog file says: units of one source language and one target language.
#ifndef CATALOG_CATALOG_H
#define CATALOG_CATALOG_H

#include "base/map.h"
#include "catalog/message.h"
#include "catalog/pattern.h"
#include "catalog/xml_encoding.h"

enum unit_state {
    UNIT_NEW, // no translation yet; a target is a proposal
    UNIT_TRANSLATED,
    UNIT_NEEDS_REVIEW, // there is a translation, and somebody says that it must be looked at; with `previous`
                       // it is only a proposal, made for that text
    UNIT_STALE,        // its source changed under a kept id, from `previous`
    UNIT_REVIEWED,     // somebody else has looked at the translation
    UNIT_FINAL,        // and it shall not change any more
} __attribute__((packed));

struct note {
    struct str from; // who wrote it, may be empty
    struct str text;
    bool removed; // the writer takes it out
};

struct note_list {
    struct note *at;
    uint32_t count, capacity;
};

// A byte range of the file that a unit was read from. start == end: absent.
struct range {
    uint32_t start, end; // files are smaller by far (file_greatest)
};

static inline struct range byte_range(size_t start, size_t end)
{
    return (struct range){(uint32_t)start, (uint32_t)end};
}

enum limit_measure { LIMIT_CODE_POINTS, LIMIT_UTF8, LIMIT_UTF16 };

// How long a translation may be. 0: as long as it likes.
struct length_limit {
    size_t greatest;
    enum limit_measure measure;
};

// What a translation has to say, or must not (XLIFF 2, validation module).
struct text_rule {
    enum { RULE_HAS, RULE_LACKS, RULE_STARTS, RULE_ENDS } kind;
    struct str text;
    unsigned occurs;   // RULE_HAS: exactly so often; 0: at least once
    bool is_in_source; // the source has to, too
    bool ignores_case;
    bool is_exact; // no normalization before comparing
};

struct text_rule_list {
    struct text_rule *at;
    size_t count, capacity;
};

// A proposal for a translation, from a memory or a machine.
struct suggestion {
    struct pattern source; // that it is a translation of, may be empty
    struct pattern target;
    struct str origin;   // who proposes it, may be empty
    unsigned similarity; // of that source and the unit's, in percent; 0: not said
};

struct suggestion_list {
    struct suggestion *at;
    size_t count, capacity;
};

// What few units have.
struct unit_rare {
    struct str read_id; // the id in the file, where it has another one by now; else empty
    struct str name; // the key in the file that the texts came from, where the id cannot be that; else empty
    struct pattern previous; // with has_previous
    struct str previous_context;
    struct str_list flags; // marks of its format that no other member says: "c-format"
    struct suggestion_list suggestions;
    struct length_limit limit;
    struct text_rule_list rules;
    bool has_previous_context;  // else nobody knows which it was
    bool previous_needs_review; // with has_previous: so did the translation of that source
};

// Catalogs have a hundred thousand of them, and memory costs more time than what is done with it: so what is
// rare stands elsewhere.
struct unit {
    struct str id;
    struct str context;
    struct pattern source, target;
    struct note_list notes;
    struct str_list locations;    // "src/app.ts:12"
    const struct unit_rare *rare; // NULL: nothing of it. See unit_rare
    // Places in catalog.bytes; {0, 0} for what was not read. Of sources and targets what is inside the
    // element, or the value of a string with its quotes.
    struct range bytes; // the whole unit
    struct range source_bytes, target_bytes;
    uint32_t file; // the number of its file within the catalog
    enum unit_state state;
    enum message_syntax syntax;
    bool source_is_string : 1; // not a template: drop-in XLIFF tells the two apart where the source is empty
    bool has_target : 1;
    bool is_obsolete : 1;  // left the code; kept, and revived when it returns
    bool is_shadowed : 1;  // a later unit has the same id: that one counts
    bool is_locked : 1;    // not to be translated: translate="no"
    bool has_previous : 1; // the source that the target was made from has changed since: `rare->previous`
    // What a writer has to print anew; all false for a unit that stays as it was read.
    bool source_changed : 1, target_changed : 1, notes_changed : 1, state_changed : 1; // notes: locations too
    bool suggestions_changed : 1;
    bool removed : 1; // the writer takes it out
};

struct unit_list {
    struct unit *at;
    size_t count, capacity;
};

// A part of a catalog with a name space of its own for ids: a `file` element of XLIFF.
struct catalog_file {
    struct str id, original; // either may be empty
};

struct catalog_file_list {
    struct catalog_file *at;
    size_t count, capacity;
};

// Where a unit is found by its id: a hash table of numbers, whose keys stand in the units.
struct unit_slot {
    uint32_t hash;             // a part of it, so that few other units are looked at
    uint32_t number : 31;      // of the unit, from 1 on; 0 for free
    uint32_t is_any_files : 1; // found by who does not care for files, too; the unit's file is not the first
};

struct unit_index {
    struct unit_slot *slots;
    size_t slot_count, taken; // a power of two; slots that were taken once
};

struct format;

struct catalog {
    const struct format *format;             // that it was read by, or NULL
    struct str path;                         // for messages
    struct str bytes;                        // what it was read from, as UTF-8; empty for a fresh one
    struct xml_encoding encoding;            // of the file, where that is XML and not in UTF-8
    struct str source_locale, target_locale; // as the file spells them
    struct catalog_file_list files;          // may be empty: then all units are of one file
    struct unit_list units;                  // the order of the file, then new units
    struct unit_index index;
    void *parsed; // what its format keeps for its writer, or NULL: see format_options.for_writing
};

// The unit of that id in the first file, else in the first that has it, or NULL. Good until a unit is added.
struct unit *catalog_find(const struct catalog *catalog, struct str id);
// The same in a file of that number.
struct unit *catalog_find_in(const struct catalog *catalog, size_t file, struct str id);
// Whether any unit has a translation.
bool catalog_has_targets(const struct catalog *catalog);
// Makes room for that many units.
void catalog_reserve(struct catalog *catalog, size_t count, struct arena *arena);
// Appends a unit. If the id is there already the newer one takes the index over (the last wins, as readers
// do).
struct unit *catalog_add(struct catalog *catalog, struct str id, struct arena *arena);
struct unit *catalog_add_in(struct catalog *catalog, size_t file, struct str id, struct arena *arena);
// Gives a unit of the catalog another id.
void catalog_rename(struct catalog *catalog, struct unit *unit, struct str id, struct arena *arena);
// Where a range of its bytes stands; the file where there is none.
struct span catalog_span(const struct catalog *catalog, struct range range);
// The whole unit.
struct span unit_span(const struct catalog *catalog, const struct unit *unit);
const char *unit_state_name(enum unit_state state);
// What the unit has of the rare members; all empty where it has none.
static inline const struct unit_rare *unit_rare(const struct unit *unit)
{
    static const struct unit_rare none = {0};
    return unit->rare ? unit->rare : &none;
}
// A copy of them for this unit alone, to be changed.
struct unit_rare *unit_change_rare(struct unit *unit, struct arena *arena);
// The same without a copy where it has some: for readers, whose units nobody has copied yet.
struct unit_rare *unit_make_rare(struct unit *unit, struct arena *arena);
// Makes a copy of a unit one that was read from no file.
void unit_forget_file(struct unit *unit, struct arena *arena);
// For readers: no name is the empty one.
void unit_set_name(struct unit *unit, struct str name, struct arena *arena);
void unit_add_suggestion(struct unit *unit, const struct suggestion *suggestion, struct arena *arena);
// Its context stays what it was, unknown where there was no previous source. `needs_review`: so did the
// translation of that text.
void unit_set_previous(struct unit *unit, const struct pattern *source, bool needs_review,
                       struct arena *arena);
// For readers: its context is the unit's own where the file does not say another one.
void unit_settle_previous(struct unit *unit, struct arena *arena);
// For writers: whether its context is another one than the unit's.
bool unit_has_other_context(const struct unit *unit);
// That of another unit, or none.
void unit_take_previous(struct unit *unit, const struct unit *other, struct arena *arena);
// Whether it stands in the bytes of the catalog.
static inline bool unit_was_read(const struct unit *unit)
{
    return unit->bytes.end > unit->bytes.start;
}
// Whether the entry that it was read from says something else by now.
static inline bool unit_is_changed(const struct unit *unit)
{
    return unit->source_changed || unit->target_changed || unit->notes_changed || unit->state_changed ||
           unit->suggestions_changed || unit_rare(unit)->read_id.len;
}
// Whether it counts: the writer keeps it, and no later one has its id.
static inline bool unit_counts(const struct unit *unit)
{
    return !unit->removed && !unit->is_shadowed;
}
// Whether the code has it, too.
static inline bool unit_is_in_use(const struct unit *unit)
{
    return unit_counts(unit) && !unit->is_obsolete;
}
// Whether the translation is one that nobody has to look at.
static inline bool unit_is_done(const struct unit *unit)
{
    return unit->has_target && (unit->state == UNIT_TRANSLATED || unit->state >= UNIT_REVIEWED);
}
// Whether the target is only a proposal, made for another text: nobody has said that it is a translation.
static inline bool unit_is_proposal(const struct unit *unit)
{
    return unit->state == UNIT_NEW || (unit->state == UNIT_NEEDS_REVIEW && unit->has_previous);
}
// Whether the translation needs review at the text that it was made for: where that is back, it still does.
static inline bool unit_is_made_unreviewed(const struct unit *unit)
{
    return unit->has_previous ? unit_rare(unit)->previous_needs_review : !unit_is_done(unit);
}
// Whether its source, target or previous source is a choice.
bool unit_has_choice(const struct unit *unit);
// For readers of own mode: people and services leave empty targets where nothing is translated yet. So a
// blank target is none, unless the file says that the translation is done, or the source is as blank.
void unit_settle_target(struct unit *unit, bool is_done);

#endif
