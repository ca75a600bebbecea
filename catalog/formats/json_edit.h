// Changes to a JSON file in place: what does not change keeps its bytes, and what comes in is laid out like
// its neighbours. All changes are collected first, then printed.
#ifndef CATALOG_FORMATS_JSON_EDIT_H
#define CATALOG_FORMATS_JSON_EDIT_H

#include "base/jsonc.h"
#include "base/map.h"

struct json_edit {
    size_t start, end; // bytes of the file
    struct str text;   // that replace them
    size_t number;     // in the order in which they were asked for
};

struct json_edit_list {
    struct json_edit *at;
    size_t count, capacity;
};

// Zero-initialise, then set file and arena, which live until all is printed.
struct json_edits {
    const struct jsonc_file *file;
    struct arena *arena;
    struct json_edit_list changes;
    struct map objects; // address of an object → what comes and goes in it
};

// A value instead of another; `printed` is JSON.
void json_edit_value(struct json_edits *edits, const struct jsonc *value, struct str printed);
// Another key for a member.
void json_edit_key(struct json_edits *edits, const struct jsonc *member, struct str key);
// Takes a member out, with its comma. An object that has no member left is taken out of its object, too, but
// for the root.
void json_edit_remove(struct json_edits *edits, const struct jsonc *member);
// Appends a member to an object of the file. `printed` is JSON.
void json_edit_add(struct json_edits *edits, const struct jsonc *object, struct str key, struct str printed);

// Puts a member behind another one of the file, which stays.
void json_edit_insert(struct json_edits *edits, const struct jsonc *after, struct str key,
                      struct str printed);

// How members of an object are laid out.
struct json_layout {
    struct str gap;   // in front of a member: "\n  "
    struct str colon; // ": "
    struct str end;   // in front of the closing brace: "\n"
};
struct json_layout json_layout_of(const struct jsonc_file *file, const struct jsonc *object,
                                  struct arena *arena);

// That of an object which is a member of one with the other layout.
struct json_layout json_layout_inside(const struct json_layout *outer, struct arena *arena);

// A member of an object that is made anew; see json_object_print.
struct json_member {
    struct str key, printed;
};

// An object with that layout.
struct str json_object_print(const struct json_member *members, size_t count,
                             const struct json_layout *layout, struct arena *arena);

// A string as JSON.
struct str json_quoted(struct str text, struct arena *arena);

// The file with all changes, appended.
void json_edits_print(struct json_edits *edits, struct buf *out);

#endif
