// Types and the declarations of types.
#include "extractor/grammar.h"
#include "extractor/printer.h"

// Children without anything between them: `A.B`, `...T`, `(T)`, `new.target`.
void print_tight(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    struct nodes children = children_of(printer, node);
    for (size_t i = 0; i < children.count; i++) {
        if (ts_node_is_named(children.at[i]))
            print_node(printer, children.at[i]);
        else
            put(printer, node_text(children.at[i], printer->source));
    }
}

void print_only_child(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    print_node(printer, children_of(printer, node).at[0]);
}

void print_generic(struct printer *printer, TSNode node, struct range range)
{
    print_node(printer, field(node, "name"));
    print_type_arguments(printer, field(node, "type_arguments"), range);
}

// `A | B | C` nests to the left in the grammar and is one list for the printer.
void print_union(struct printer *printer, TSNode node, struct range range)
{
    struct nodes found = {0};
    const char *type = ts_node_type(node);
    for (TSNode at = node;;) {
        struct nodes children = children_of(printer, at);
        for (size_t i = children.count; i-- > 1;)
            if (ts_node_is_named(children.at[i]))
                *list_push(&found, &printer->arena) = children.at[i];
        TSNode first = children.at[0];
        if (node_is(first, type) && !ts_node_has_error(first)) {
            at = first;
            continue;
        }
        if (ts_node_is_named(first))
            *list_push(&found, &printer->arena) = first;
        break;
    }
    struct list list = {0};
    while (found.count > 0)
        list_add(printer, &list, found.at[--found.count]);
    print_list(printer, &list, (*type == 'u' ? LIST_BARS : LIST_AMPERSANDS) | LIST_SPACED, range);
}

void print_array_type(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    print_node(printer, inner_of(printer, node));
    put_text(printer, "[]");
}

void print_tuple(struct printer *printer, TSNode node, struct range range)
{
    struct list list = list_of(printer, node);
    put_token(printer, "[", range.pos, range);
    print_list(printer, &list, LIST_TUPLE, range);
    put_token(printer, "]", list.end, range);
}

void print_optional_type(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    print_node(printer, inner_of(printer, node));
    put_text(printer, "?");
}

void print_lookup(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    struct nodes children = children_of(printer, node);
    print_node(printer, children.at[0]);
    put_text(printer, "[");
    print_node(printer, children.at[children.count - 2]);
    put_text(printer, "]");
}

// Words with a space between: `keyof T`, `readonly T[]`, `unique symbol`.
void print_type_operator(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    struct nodes children = children_of(printer, node);
    for (size_t i = 0; i < children.count; i++) {
        if (i > 0)
            put_space(printer);
        print_node(printer, children.at[i]);
    }
}

void print_type_query(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    put_text(printer, "typeof ");
    print_node(printer, children_of(printer, node).at[1]);
}

void print_infer(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    struct nodes children = children_of(printer, node);
    put_text(printer, "infer ");
    print_node(printer, children.at[1]);
    if (children.count > 3) {
        put_text(printer, " extends ");
        print_node(printer, children.at[3]);
    }
}

void print_predicate(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    if (node_is(node, "asserts")) {
        put_text(printer, "asserts ");
        print_node(printer, inner_of(printer, node));
        return;
    }
    print_node(printer, field(node, "name"));
    put_text(printer, " is ");
    print_node(printer, field(node, "type"));
}

void print_conditional_type(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    print_node(printer, field(node, "left"));
    put_text(printer, " extends ");
    print_node(printer, field(node, "right"));
    put_text(printer, " ? ");
    print_node(printer, field(node, "consequence"));
    put_text(printer, " : ");
    print_node(printer, field(node, "alternative"));
}

void print_function_type(struct printer *printer, TSNode node, struct range range)
{
    TSNode type = field(node, "return_type");
    if (node_is(node, "constructor_type"))
        put_text(printer, has_child(printer, node, "abstract") ? "abstract new " : "new ");
    print_type_arguments(printer, field(node, "type_parameters"), range);
    struct list list = list_of(printer, field(node, "parameters"));
    print_list(printer, &list, LIST_ARGUMENTS, range);
    put_text(printer, " => ");
    print_node(printer, ts_node_is_null(type) ? field(node, "type") : type);
}

// ---- members

static void print_mapped(struct printer *printer, TSNode node)
{
    TSNode clause = child_of_type(printer, node, "mapped_type_clause"), alias = field(clause, "alias");
    TSNode sign = field(node, "sign"), type = field(node, "type");
    put_text(printer, "{");
    put_line(printer);
    printer->indent++;
    print_node(printer, sign);
    if (has_child(printer, node, "readonly"))
        put_text(printer, "readonly ");
    put_text(printer, "[");
    print_node(printer, field(clause, "name"));
    put_text(printer, " in ");
    print_node(printer, field(clause, "type"));
    if (!ts_node_is_null(alias)) {
        put_text(printer, " as ");
        print_node(printer, alias);
    }
    put_text(printer, "]");
    struct nodes children = children_of(printer, type);
    put(printer, node_text(children.at[0], printer->source));
    put_space(printer);
    print_node(printer, children.at[children.count - 1]);
    put_text(printer, ";");
    put_line(printer);
    printer->indent--;
    put_text(printer, "}");
}

// A member ends behind its semicolon or comma.
static struct list members_of(struct printer *printer, TSNode body)
{
    struct nodes children = children_of(printer, body);
    struct list list = {.pos = node_end(printer, children.at[0]), .end = node_end(printer, children.at[0])};
    for (size_t i = 1; i + 1 < children.count; i++) {
        if (ts_node_is_named(children.at[i])) {
            list_add(printer, &list, children.at[i]);
        } else if (list.count > 0) {
            list.end = node_end(printer, children.at[i]);
            list.at[list.count - 1].range.end = list.end;
        }
    }
    return list;
}

void print_object_type(struct printer *printer, TSNode node, struct range range)
{
    struct list members = members_of(printer, node);
    bool is_mapped = members.count == 1 && has_child(printer, members.at[0].node, "mapped_type_clause");
    if (is_mapped) {
        print_mapped(printer, members.at[0].node);
        return;
    }
    put_text(printer, "{");
    print_list(printer, &members, LIST_TYPE_MEMBERS, range);
    put_text(printer, "}");
}

// ---- declarations

void print_alias(struct printer *printer, TSNode node, struct range range)
{
    put_text(printer, "type ");
    print_node(printer, field(node, "name"));
    print_type_arguments(printer, field(node, "type_parameters"), range);
    put_text(printer, " = ");
    print_node(printer, field(node, "value"));
    put_text(printer, ";");
}

void print_interface(struct printer *printer, TSNode node, struct range range)
{
    put_text(printer, "interface ");
    print_node(printer, field(node, "name"));
    print_type_arguments(printer, field(node, "type_parameters"), range);
    print_node(printer, child_of_type(printer, node, "extends_type_clause"));
    put_text(printer, " {");
    struct list members = members_of(printer, field(node, "body"));
    print_list(printer, &members, LIST_BLOCK, range);
    put_text(printer, "}");
}

void print_enum(struct printer *printer, TSNode node, struct range range)
{
    struct nodes children = children_of(printer, node);
    print_modifiers(printer, &children, modifier_count(&children), range);
    put_text(printer, "enum ");
    print_node(printer, field(node, "name"));
    put_text(printer, " {");
    struct list members = list_of(printer, field(node, "body"));
    print_list(printer, &members, LIST_ENUM, range);
    put_text(printer, "}");
}

void print_enum_member(struct printer *printer, TSNode node, struct range range)
{
    TSNode name = field(node, "name");
    print_node(printer, name);
    print_initializer(printer, field(node, "value"), node_end(printer, name), range);
}
