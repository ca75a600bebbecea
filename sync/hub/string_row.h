// A source string of the store.
#ifndef SYNC_HUB_STRING_ROW_H
#define SYNC_HUB_STRING_ROW_H

#include "sync/hub/store.h"

struct string_row {
    int64_t number;
    struct str hash, key, context, strings; // strings: JSON, text.h
    bool is_pluralized;
    int64_t position;
    struct str tags; // JSON: a list of texts
    struct str comment, instructions, occurrences;
    int64_t limit; // characters; 0: none
    int64_t created, modified, metadata_modified;
};

#define STRING_COLUMNS                                                                                       \
    "s.id, s.hash, s.key, s.context, s.strings, s.pluralized, s.position, s.tags, s.comment,"                \
    " s.instructions, s.character_limit, s.occurrences, s.created, s.modified, s.metadata_modified"
enum { string_columns = 15 };

// From STRING_COLUMNS, which are the first columns.
void string_row_read(struct exchange *x, const struct query *query, struct string_row *out);
// The string of the id, and its resource. False: refused with 404.
bool string_row_find(struct exchange *x, struct str id, struct resource *resource, struct string_row *out);
// The object of the type resource_strings.
void string_row_print(struct exchange *x, const struct resource *resource, const struct string_row *row);

#endif
