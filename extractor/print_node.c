// Walking: the children of nodes, and each node with the comments around it.
#include "extractor/printer.h"

// Levels of nesting; what is deeper is printed as it stands in the source.
enum { DEPTH_LIMIT = 1000 };

struct nodes children_of(struct printer *printer, TSNode node)
{
    struct nodes children = {0};
    ts_tree_cursor_reset(&printer->cursor, node);
    if (!ts_tree_cursor_goto_first_child(&printer->cursor))
        return children;
    do {
        TSNode child = ts_tree_cursor_current_node(&printer->cursor);
        if (!ts_node_is_extra(child) || ts_node_is_error(child))
            *list_push(&children, &printer->arena) = child;
    } while (ts_tree_cursor_goto_next_sibling(&printer->cursor));
    return children;
}

TSNode field(TSNode node, const char *name)
{
    return ts_node_child_by_field_name(node, name, (uint32_t)strlen(name));
}

TSNode child_of_type(struct printer *printer, TSNode node, const char *type)
{
    struct nodes children = children_of(printer, node);
    for (size_t i = 0; i < children.count; i++)
        if (strcmp(ts_node_type(children.at[i]), type) == 0)
            return children.at[i];
    return (TSNode){0};
}

bool has_child(struct printer *printer, TSNode node, const char *type)
{
    return !ts_node_is_null(child_of_type(printer, node, type));
}

TSNode inner_of(struct printer *printer, TSNode node)
{
    struct nodes children = children_of(printer, node);
    for (size_t i = 0; i < children.count; i++)
        if (ts_node_is_named(children.at[i]))
            return children.at[i];
    return (TSNode){0};
}

void print_source_text(struct printer *printer, TSNode node, struct range range)
{
    (void)node;
    put_source(printer, range.start, range.end);
}

static bool is_broken(struct printer *printer, TSNode node)
{
    if (!ts_node_has_error(node))
        return false;
    struct nodes children = children_of(printer, node);
    for (size_t i = 0; i < children.count; i++)
        if (ts_node_is_error(children.at[i]) || ts_node_is_missing(children.at[i]))
            return true;
    return ts_node_is_error(node);
}

void print_content(struct printer *printer, TSNode node, struct range range)
{
    print_function *print = NULL;
    if (printer->depth < DEPTH_LIMIT && ts_node_child_count(node) > 0 && !is_broken(printer, node))
        print = print_function_of(ts_node_type(node));
    if (!print)
        print = strcmp(ts_node_type(node), "number") == 0 ? print_number : print_source_text;
    printer->depth++;
    print(printer, node, range);
    printer->depth--;
}

void print_node_in(struct printer *printer, TSNode node, struct range range)
{
    struct container outer = node_enter(printer, range);
    print_content(printer, node, range);
    node_leave(printer, range, outer);
}

void print_node(struct printer *printer, TSNode node)
{
    if (ts_node_is_null(node))
        return;
    struct range range = range_of(printer, node);
    if (!ts_node_is_null(printer->graft.bang)) { // a chain that begins at another place than the grammar says
        struct range base = range_of(printer, printer->graft.base);
        range = (struct range){base.pos, base.start, range.end};
    }
    print_node_in(printer, node, range);
}
