// What the formats share whose files are one JSON object of texts by their ids, in one language.
#ifndef CATALOG_FORMATS_JSON_CATALOG_H
#define CATALOG_FORMATS_JSON_CATALOG_H

#include "catalog/format.h"
#include "catalog/formats/json_edit.h"

// ---- reading

// Strict JSON whose root is an object. False with a diagnostic.
bool json_catalog_open(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
                       struct jsonc_file *out);
// Adds the unit of a member, under that id. NULL for an empty id, of which a warning tells, as one does of an
// id that is there already.
struct unit *json_catalog_add(struct catalog *catalog, const struct jsonc_file *file,
                              const struct jsonc *member, struct str id, struct arena *arena,
                              struct diags *diags);

// ---- writing

// Whether what is written for a unit (monolingual_text) is to be printed anew.
bool monolingual_changed(const struct catalog *catalog, const struct unit *unit);

// All notes of a unit that stay, one a line, for formats that have one place for them.
struct str unit_note(const struct unit *unit, struct arena *arena);

struct json_writing {
    const struct catalog *catalog;
    struct arena *arena;
    struct diags *diags;
    struct jsonc_file file; // what was read, or an empty object
    struct json_edits edits;
    struct map starts; // of what units were read from
};

enum json_task {
    JSON_LEAVE,  // nothing to do
    JSON_REMOVE, // its member is to go
    JSON_CHANGE, // its member is there, and something of the unit changed
    JSON_ADD,    // it has no member yet
};

// Parses what is spliced into. False with a diagnostic.
bool json_writing_open(const struct catalog *catalog, struct arena *arena, struct diags *diags,
                       struct json_writing *out);
// Makes findable what a unit was read from: a member, or what the format makes of several. `start`:
// unit.bytes.start.
void json_writing_index(struct json_writing *writing, size_t start, const void *what);
// What is to be done for a unit, and what it was read from, or NULL.
enum json_task json_writing_task(const struct json_writing *writing, const struct unit *unit,
                                 const void **what);

#endif
