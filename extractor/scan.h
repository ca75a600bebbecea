// One parsed file under a dialect's eyes: a walk over its calls, and what their callees denote.
#ifndef EXTRACTOR_SCAN_H
#define EXTRACTOR_SCAN_H

#include "base/diag.h"
#include "catalog/message.h"
#include "extractor/dialect.h"
#include "extractor/modules.h"
#include "extractor/scope.h"
#include "extractor/sites.h"
#include "extractor/symbols.h"

// A call, or a tagged template (then `arguments` is the template).
struct call {
    TSNode node, callee, arguments;
    bool is_template;
    struct scope *scope; // where the call stands
};

struct scan_frame;

struct scan {
    // Given by the caller.
    const struct dialect *dialect;
    struct str path;               // absolute
    struct str text;               // all of the file's text
    struct str source;             // what was parsed: the text, or what of it the sites make up
    const struct site_list *sites; // NULL when the whole text was parsed
    const struct symbols *symbols; // of what was parsed
    bool is_javascript;
    TSNode root;
    struct arena *arena;         // lives as long as the messages
    struct arena *scratch;       // lives as long as the scan
    const struct module *module; // may be NULL, see module_marker
    module_follow *follow;
    const void *project;

    // What comes of it.
    struct message_list messages; // in the order of the text
    struct diags diags;
    struct module_export_list exports;

    // The walk's own.
    struct scopes scopes;
    struct scope *program;
    TSTreeCursor cursor;
    size_t depth; // of the cursor's node
    struct scan_frame *frames;
    size_t frame_count, frame_capacity;
    enum { SCAN_FRESH, SCAN_UNDER_WAY, SCAN_DONE } progress;
};

// Prepares the walk and collects the file's exports. Needs the first group of members.
void scan_begin(struct scan *scan);
// The next call in the order of the text, an outer one before those in its arguments. False at the end.
bool scan_next(struct scan *scan, struct call *out);
// The next node of any kind, in the order of the text, an outer one before those in it. False at the end.
bool scan_step(struct scan *scan, TSNode *out);
// The innermost scope around the node that the walk has come to, which may be the one that it opens.
struct scope *scan_scope(const struct scan *scan);
// Begins the walk anew.
void scan_rewind(struct scan *scan);
// The dialect's number for the marker that the expression denotes at the call's place, or 0.
int scan_marker(struct scan *scan, const struct call *at, TSNode expression);
// The same for what is known already.
int scan_marker_of(const struct scan *scan, const struct reference *reference);
void scan_end(struct scan *scan);

// Where a node stands in the file.
struct span scan_span(const struct scan *scan, TSNode node);
// The text of a node.
struct str scan_text(const struct scan *scan, TSNode node);
// The first place where the parser could not make sense of the text; null when there is none.
TSNode scan_first_error(TSNode root);

#endif
