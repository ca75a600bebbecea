// PO: what reading an entry after the other keeps. Internal to po_parse.c and po_lines.c.
#ifndef CATALOG_FORMATS_PO_LINES_H
#define CATALOG_FORMATS_PO_LINES_H

#include "catalog/formats/po.h"

struct po_parser {
    struct po_file *file;
    struct arena *arena, *lists; // for texts, for the lists of the entry
    struct diags *diags;
    po_take *take;
    void *context;
    bool is_done;      // the rest is not read
    bool was_obsolete; // the first line goes on with one that is marked so
    struct str text;
    size_t at, line, line_end;   // line_end: without its line feed and a carriage return before that
    bool is_obsolete, is_quoted; // the marks #~ and #| of this line
    struct po_entry entry;
    bool has_tokens, has_targets; // of the entry
    bool is_first;                // nothing stands before on this line
    // The field whose strings are read: they are joined when it ends.
    struct str *field;
    struct str field_text;
    struct buf joined;
    size_t byte_escape; // the first in it that stands for a byte beyond ASCII, or STR_NONE
    bool is_joined, is_field_quoted;
    size_t mistakes;
};

// Reads the entries from an offset on to the end of the text, and hands each to `take`. `byte_escape` has to
// be STR_NONE.
void po_lines_read(struct po_parser *p, size_t start);

#endif
