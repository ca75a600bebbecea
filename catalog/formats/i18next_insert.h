// Texts that come into an i18next file: in a nested one they go into the objects that their ids name.
#ifndef CATALOG_FORMATS_I18NEXT_INSERT_H
#define CATALOG_FORMATS_I18NEXT_INSERT_H

#include "catalog/formats/json_edit.h"

// Zero-initialise `levels`, set the others.
struct i18next_insertion {
    struct json_edits *edits;
    const struct jsonc *root;
    bool is_nested; // else ids are keys as they stand
    struct arena *arena;
    struct map levels; // address of an object → what comes into it
};

// A text under the id; `printed` is JSON. A value that is there and neither text, object nor array (null,
// most often) gives way to it. False where an object or array stands under that id.
bool i18next_insert(struct i18next_insertion *insertion, struct str id, struct str printed);
// Hands all over to the edits.
void i18next_insertion_end(struct i18next_insertion *insertion);

#endif
