// JSX.
#include "extractor/grammar.h"
#include "extractor/printer.h"

static struct list attributes_of(struct printer *printer, TSNode node)
{
    struct nodes children = children_of(printer, node);
    struct list list = {0};
    for (size_t i = 0; i < children.count; i++)
        if (node_is(children.at[i], "jsx_attribute") || node_is(children.at[i], "jsx_expression"))
            list_add(printer, &list, children.at[i]);
    return list;
}

static void print_attributes(struct printer *printer, const struct list *list, struct range parent)
{
    if (list->count > 0)
        print_list(printer, list, LIST_NO_COMMENTS | LIST_SPACED, parent);
}

void print_jsx_opening(struct printer *printer, TSNode node, struct range range)
{
    struct list attributes = attributes_of(printer, node);
    put_text(printer, "<");
    print_node(printer, field(node, "name"));
    print_type_arguments(printer, field(node, "type_arguments"), range);
    if (attributes.count > 0)
        put_space(printer);
    print_attributes(printer, &attributes, range);
    put_text(printer, ">");
}

void print_jsx_closing(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    put_text(printer, "</");
    print_node(printer, field(node, "name"));
    put_text(printer, ">");
}

void print_jsx_self_closing(struct printer *printer, TSNode node, struct range range)
{
    struct list attributes = attributes_of(printer, node);
    put_text(printer, "<");
    print_node(printer, field(node, "name"));
    print_type_arguments(printer, field(node, "type_arguments"), range);
    put_space(printer);
    print_attributes(printer, &attributes, range);
    put_text(printer, "/>");
}

void print_jsx_attribute(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    struct nodes children = children_of(printer, node);
    print_node(printer, children.at[0]);
    if (children.count < 3)
        return;
    put_text(printer, "=");
    print_node(printer, children.at[2]);
}

static bool is_text(TSNode node)
{
    return node_is(node, "jsx_text") || node_is(node, "html_character_reference");
}

// An expression without content is left out, unless it holds a comment.
static void print_braces(struct printer *printer, TSNode inner, struct range range)
{
    bool is_empty = ts_node_is_null(inner);
    if (is_empty && !has_comment_behind(printer, range.start + 1))
        return;
    size_t levels = !same_line(printer, range.start, range.end);
    printer->indent += levels;
    uint32_t end = put_jsx_brace(printer, "{", range.pos, range);
    if (node_is(inner, "spread_element"))
        print_content(printer, inner, range_of(printer, inner));
    else
        print_node(printer, inner);
    put_jsx_brace(printer, "}", is_empty ? end : node_end(printer, inner), range);
    printer->indent -= levels;
}

static void print_child(struct printer *printer, TSNode child, struct range range)
{
    if (!node_is(child, "jsx_expression")) {
        print_node_in(printer, child, range);
        return;
    }
    struct container outer = node_enter(printer, range);
    print_braces(printer, inner_of(printer, child), range);
    node_leave(printer, range, outer);
}

// Text runs from one tag or brace to the next, as it stands.
void print_jsx_element(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    struct nodes children = children_of(printer, node);
    print_node(printer, children.at[0]);
    uint32_t end = node_end(printer, children.at[0]);
    for (size_t i = 1; i < children.count; i++) {
        if (is_text(children.at[i]))
            continue;
        uint32_t start = ts_node_start_byte(children.at[i]);
        put_source(printer, end, start);
        end = ts_node_end_byte(children.at[i]);
        print_child(printer, children.at[i], (struct range){start, start, end});
    }
}

// In an attribute's place, `{...a}` is a spread, else there is a value in braces.
void print_jsx_expression(struct printer *printer, TSNode node, struct range range)
{
    TSNode inner = inner_of(printer, node);
    if (!node_is(inner, "spread_element")) {
        print_braces(printer, inner, range);
        return;
    }
    put_text(printer, "{...");
    print_node(printer, inner_of(printer, inner));
    put_text(printer, "}");
}
