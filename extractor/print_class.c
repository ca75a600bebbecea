// Classes and their members.
#include "extractor/grammar.h"
#include "extractor/printer.h"

void print_decorator(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    put_text(printer, "@");
    print_node(printer, inner_of(printer, node));
}

void print_static_block(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    put_text(printer, "static");
    print_function_body(printer, field(node, "body"));
}

// `extends A<B>`, `implements A, B`: what is named, each with its type arguments.
void print_heritage(struct printer *printer, TSNode node, struct range range)
{
    struct nodes children = children_of(printer, node);
    struct list list = {0};
    for (size_t i = 1; i < children.count; i++) {
        if (node_is(children.at[i], "type_arguments") && list.count > 0)
            list.at[list.count - 1].range.end = node_end(printer, children.at[i]);
        else if (ts_node_is_named(children.at[i]))
            list_add(printer, &list, children.at[i]);
    }
    put_space(printer);
    put(printer, node_text(children.at[0], printer->source));
    put_space(printer);
    if (!node_is(node, "extends_clause") || list.count != 1) {
        print_list(printer, &list, LIST_DECLARATIONS, range);
        return;
    }
    struct range type = list.at[0].range;
    trailing_comments(printer, type.pos, TRAILING_PLAIN);
    struct container outer = node_enter(printer, type);
    print_node(printer, list.at[0].node);
    print_type_arguments(printer, field(node, "type_arguments"), type);
    node_leave(printer, type, outer);
}

void print_field(struct printer *printer, TSNode node, struct range range)
{
    struct nodes children = children_of(printer, node);
    TSNode name = field(node, "name"), type = field(node, "type"), value = field(node, "value");
    print_modifiers(printer, &children, modifier_count(&children), range);
    print_node(printer, name);
    TSNode mark = child_of_type(printer, node, "?");
    print_node(printer, mark);
    print_node(printer, child_of_type(printer, node, "!"));
    print_type_annotation(printer, type);
    TSNode last = !ts_node_is_null(type) ? type : !ts_node_is_null(mark) ? mark : name;
    print_initializer(printer, value, node_end(printer, last), range);
    put_text(printer, ";");
}

static bool takes_semicolon(TSNode member)
{
    return !node_is(member, "method_definition") && !node_is(member, "class_static_block") &&
           !node_is(member, ";");
}

// A semicolon ends a field, and is a member of its own behind anything else. Decorators belong to what
// follows.
static struct list members_of(struct printer *printer, TSNode body)
{
    struct nodes children = children_of(printer, body);
    struct list list = {.pos = node_end(printer, children.at[0])};
    uint32_t decorated = NOWHERE;
    for (size_t i = 1; i + 1 < children.count; i++) {
        TSNode child = children.at[i];
        struct item *last = list.count > 0 ? &list.at[list.count - 1] : NULL;
        if (node_is(child, "decorator")) {
            decorated = decorated == NOWHERE ? ts_node_start_byte(child) : decorated;
        } else if (node_is(child, ";") && last && takes_semicolon(last->node) &&
                   last->range.end <= ts_node_start_byte(child) && !node_is(children.at[i - 1], ";")) {
            last->range.end = node_end(printer, child);
        } else if (!node_is(child, ",")) {
            struct item *item = list_add(printer, &list, child);
            if (decorated != NOWHERE) {
                item->range.start = decorated;
                item->range.pos = printer->may_have_comments ? full_start(printer, decorated) : decorated;
                decorated = NOWHERE;
            }
        }
    }
    return list;
}

void print_class(struct printer *printer, TSNode node, struct range range)
{
    struct nodes children = children_of(printer, node);
    TSNode heritage = child_of_type(printer, node, "class_heritage"), name = field(node, "name");
    uint32_t from = print_modifiers(printer, &children, modifier_count(&children), range);
    put_token(printer, "class", from, range);
    if (!ts_node_is_null(name))
        put_space(printer);
    print_node(printer, name);
    print_type_arguments(printer, field(node, "type_parameters"), range);
    if (!ts_node_is_null(heritage)) {
        struct nodes clauses = children_of(printer, heritage);
        struct list list = {0};
        for (size_t i = 0; i < clauses.count; i++)
            list_add(printer, &list, clauses.at[i]);
        print_list(printer, &list, 0, range);
    }
    put_text(printer, " {");
    struct list members = members_of(printer, field(node, "body"));
    print_list(printer, &members, LIST_BLOCK, range);
    put_text(printer, "}");
}
