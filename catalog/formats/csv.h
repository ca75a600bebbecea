// CSV for people with spreadsheets, as the parts of this format share it. RFC 4180; docs/formats.md.
//
// The first row names the columns, in any order: id, source, target, and what else csv_column lists; the
// languages stand behind source and target in brackets: "target (de)". Other columns stay as they are.
//
// A cell that begins with = + - @, a tab or a carriage return, behind any number of apostrophes, gets one
// more apostrophe in front, since spreadsheets would take it for a formula; a reader takes it off.
#ifndef CATALOG_FORMATS_CSV_H
#define CATALOG_FORMATS_CSV_H

#include "catalog/format.h"
#include "catalog/formats/named_text.h"

enum csv_column {
    CSV_ID,
    CSV_SOURCE,
    CSV_TARGET,
    CSV_STATE,
    CSV_CONTEXT,
    CSV_NAME,
    CSV_NOTES,
    CSV_PLACES,
    CSV_PREVIOUS,
    CSV_CODES,
    CSV_SYNTAX,
    CSV_COLUMNS,
    CSV_UNKNOWN = CSV_COLUMNS
};
enum { CSV_CONTEXT_END = 4 }; // U+0004 parts the context of a previous source from its text
extern const char *const csv_names[CSV_COLUMNS];

struct csv_cell {
    uint32_t start, end; // in the text, with its quotes
};

struct csv_row {
    size_t first_cell, cell_count;
    uint32_t start, end; // without the line's end
};

struct csv_file {
    struct str path, text;
    char separator;
    struct {
        struct csv_cell *at;
        size_t count, capacity;
    } cells;
    struct {
        struct csv_row *at;
        size_t count, capacity;
    } rows; // the header first; empty lines are none
    struct {
        enum csv_column *at;
        size_t count, capacity;
    } columns;              // what the header's cells name
    size_t of[CSV_COLUMNS]; // the number of a column, or STR_NONE
    struct str source_locale, target_locale;
};

// ---- csv_parse.c

bool csv_parse(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
               struct csv_file *out);
struct span csv_span(const struct csv_file *file, const struct csv_row *row);

// ---- csv_cells.c

// What a cell says; empty where the row is too short.
struct str csv_value(const struct csv_file *file, const struct csv_row *row, size_t column,
                     struct arena *arena);
// The notes of a unit as one text: `[from NAME]` begins a note of somebody, or a further one.
void csv_print_notes(const struct note_list *notes, struct buf *out);
void csv_read_notes(struct str text, struct arena *arena, struct note_list *out);
// The cell with quotes and apostrophe where it needs them.
void csv_print_cell(struct str text, char separator, struct buf *out);

// ---- the format

bool csv_write(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
               struct diags *diags, struct buf *out);

#endif
