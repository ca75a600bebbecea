#include "extractor/scan.h"

#include <stdlib.h>

// A scope that is open while the cursor is below its node.
struct scan_frame {
    struct scope *scope;
    size_t depth; // of the scope's node
};

struct scan_frame_list {
    struct scan_frame *at;
    size_t count, capacity;
};

void scan_begin(struct scan *scan)
{
    scan->scopes = (struct scopes){.symbols = scan->symbols,
                                   .source = scan->source,
                                   .is_javascript = scan->is_javascript,
                                   .has_var = str_find(scan->source, STR("var"), 0) != STR_NONE,
                                   .arena = scan->scratch};
    scan->diags.arena = scan->arena;
    scan->program = scope_open(&scan->scopes, NULL, scan->root);
    scan->cursor = ts_tree_cursor_new(scan->root);
    module_exports(&scan->scopes, scan->program, scan->arena, &scan->exports);
}

static int by_place(const void *left, const void *right)
{
    const struct span *a = &((const struct message *)left)->span, *b = &((const struct message *)right)->span;
    return a->start != b->start ? (a->start > b->start) - (a->start < b->start)
                                : (a->end > b->end) - (a->end < b->end);
}

// A call comes before what stands within it. In broken text its arguments may stand behind that all the same.
static void put_in_order(struct message_list *messages)
{
    size_t i = 1;
    while (i < messages->count && by_place(&messages->at[i - 1], &messages->at[i]) <= 0)
        i++;
    if (i < messages->count)
        qsort(messages->at, messages->count, sizeof *messages->at, by_place);
}

void scan_end(struct scan *scan)
{
    put_in_order(&scan->messages);
    ts_tree_cursor_delete(&scan->cursor);
}

static struct scope *innermost(const struct scan *scan)
{
    return scan->frame_count ? scan->frames[scan->frame_count - 1].scope : NULL;
}

static void enter(struct scan *scan, TSNode node)
{
    struct scope *outer = innermost(scan); // none: the root, whatever it is in a broken file
    if (outer && !scope_starts_at(&scan->scopes, ts_node_symbol(node)))
        return;
    struct scope *scope = outer ? scope_open(&scan->scopes, outer, node) : scan->program;
    struct scan_frame_list frames = {scan->frames, scan->frame_count, scan->frame_capacity};
    *list_push(&frames, scan->scratch) = (struct scan_frame){scope, scan->depth};
    scan->frames = frames.at;
    scan->frame_count = frames.count;
    scan->frame_capacity = frames.capacity;
}

static void leave(struct scan *scan)
{
    if (scan->frame_count && scan->frames[scan->frame_count - 1].depth == scan->depth)
        scan->frame_count--;
}

// To the next node in pre-order; false at the end.
static bool step(struct scan *scan)
{
    if (ts_tree_cursor_goto_first_child(&scan->cursor)) {
        scan->depth++;
        return true;
    }
    for (;;) {
        leave(scan);
        if (ts_tree_cursor_goto_next_sibling(&scan->cursor))
            return true;
        if (!ts_tree_cursor_goto_parent(&scan->cursor))
            return false;
        scan->depth--;
    }
}

bool scan_step(struct scan *scan, TSNode *out)
{
    if (scan->progress == SCAN_UNDER_WAY && !step(scan))
        scan->progress = SCAN_DONE;
    if (scan->progress == SCAN_DONE)
        return false;
    scan->progress = SCAN_UNDER_WAY;
    *out = ts_tree_cursor_current_node(&scan->cursor);
    enter(scan, *out);
    return true;
}

struct scope *scan_scope(const struct scan *scan)
{
    return innermost(scan);
}

void scan_rewind(struct scan *scan)
{
    ts_tree_cursor_reset(&scan->cursor, scan->root);
    scan->depth = 0;
    scan->frame_count = 0;
    scan->progress = SCAN_FRESH;
}

bool scan_next(struct scan *scan, struct call *out)
{
    const struct symbols *s = scan->symbols;
    TSNode node;
    while (scan_step(scan, &node)) {
        if (ts_node_symbol(node) != s->call_expression)
            continue;
        TSNode arguments = node_field(node, s->field.arguments);
        *out = (struct call){.node = node,
                             .callee = node_field(node, s->field.function),
                             .arguments = arguments,
                             .is_template = ts_node_symbol(arguments) == s->template_string,
                             .scope = innermost(scan)};
        if (!ts_node_is_null(arguments) && !ts_node_is_null(out->callee))
            return true;
    }
    return false;
}

int scan_marker(struct scan *scan, const struct call *at, TSNode expression)
{
    struct reference reference = scope_resolve(&scan->scopes, at->scope, expression);
    return scan_marker_of(scan, &reference);
}

int scan_marker_of(const struct scan *scan, const struct reference *reference)
{
    return module_marker(scan->dialect, scan->module, reference, scan->follow, scan->project);
}

struct span scan_span(const struct scan *scan, TSNode node)
{
    size_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);
    return (struct span){.path = scan->path,
                         .text = scan->text,
                         .start = scan->sites ? sites_offset(scan->sites, start) : start,
                         .end = scan->sites ? sites_offset(scan->sites, end) : end};
}

struct str scan_text(const struct scan *scan, TSNode node)
{
    return node_text(node, scan->source);
}

TSNode scan_first_error(TSNode root)
{
    TSNode found = {0};
    if (!ts_node_has_error(root))
        return found;
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    for (;;) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        if (ts_node_is_error(node) || ts_node_is_missing(node)) {
            found = node;
            break;
        }
        if (ts_node_has_error(node) && ts_tree_cursor_goto_first_child(&cursor))
            continue;
        while (!ts_tree_cursor_goto_next_sibling(&cursor))
            if (!ts_tree_cursor_goto_parent(&cursor)) {
                ts_tree_cursor_delete(&cursor);
                return found;
            }
    }
    ts_tree_cursor_delete(&cursor);
    return found;
}
