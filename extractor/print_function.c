// Functions, methods, parameters, and the bodies of functions.
#include "extractor/grammar.h"
#include "extractor/printer.h"

// ---- modifiers

static bool is_modifier(TSNode node)
{
    static const char *const types[] = {
        "abstract",  "accessibility_modifier",
        "accessor",  "async",
        "const",     "declare",
        "decorator", "default",
        "export",    "in",
        "out",       "override_modifier",
        "readonly",  "static",
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (node_is(node, types[i]))
            return true;
    return false;
}

size_t modifier_count(const struct nodes *children)
{
    size_t count = 0;
    while (count < children->count && is_modifier(children->at[count]))
        count++;
    return count;
}

uint32_t print_modifiers(struct printer *printer, const struct nodes *children, size_t count,
                         struct range range)
{
    for (size_t start = 0, end; start < count; start = end) {
        bool is_decorator = node_is(children->at[start], "decorator");
        struct list list = {.pos = range.pos};
        for (end = start; end < count && node_is(children->at[end], "decorator") == is_decorator; end++)
            list_add(printer, &list, children->at[end]);
        print_list(printer, &list, is_decorator ? LIST_DECORATORS : LIST_MODIFIERS, range);
    }
    return count > 0 ? node_end(printer, children->at[count - 1]) : range.pos;
}

// ---- signatures

void print_type_annotation(struct printer *printer, TSNode annotation)
{
    if (ts_node_is_null(annotation))
        return;
    struct nodes children = children_of(printer, annotation);
    put_text(printer, ": ");
    print_node(printer, children.at[children.count - 1]);
}

static void print_parameters(struct printer *printer, TSNode parameters, struct range parent)
{
    struct list list = list_of(printer, parameters);
    print_list(printer, &list, LIST_ARGUMENTS, parent);
}

static void print_signature(struct printer *printer, TSNode node, struct range range)
{
    TSNode type = field(node, "return_type");
    print_type_arguments(printer, field(node, "type_parameters"), range);
    print_parameters(printer, field(node, "parameters"), range);
    print_type_annotation(printer, ts_node_is_null(type) ? field(node, "type") : type);
}

void print_signature_member(struct printer *printer, TSNode node, struct range range)
{
    if (node_is(node, "construct_signature"))
        put_text(printer, "new ");
    print_signature(printer, node, range);
    put_text(printer, ";");
}

void print_type_parameter(struct printer *printer, TSNode node, struct range range)
{
    struct nodes children = children_of(printer, node);
    TSNode constraint = field(node, "constraint"), value = field(node, "value");
    print_modifiers(printer, &children, modifier_count(&children), range);
    print_node(printer, field(node, "name"));
    if (!ts_node_is_null(constraint)) {
        put_text(printer, " extends ");
        print_node(printer, inner_of(printer, constraint));
    }
    if (!ts_node_is_null(value)) {
        put_text(printer, " = ");
        print_node(printer, inner_of(printer, value));
    }
}

static TSNode first_of(TSNode a, TSNode b, TSNode c)
{
    return !ts_node_is_null(a) ? a : !ts_node_is_null(b) ? b : c;
}

void print_parameter(struct printer *printer, TSNode node, struct range range)
{
    struct nodes children = children_of(printer, node);
    TSNode name = first_of(field(node, "pattern"), field(node, "name"), (TSNode){0});
    TSNode mark = child_of_type(printer, node, "?"), type = field(node, "type");
    bool outer = printer->patterns_are_literals;
    printer->patterns_are_literals = false;
    print_modifiers(printer, &children, modifier_count(&children), range);
    if (node_is(name, "rest_pattern"))
        print_content(printer, name, range_of(printer, name));
    else
        print_node(printer, name);
    print_node(printer, mark);
    print_type_annotation(printer, type);
    TSNode last = first_of(type, mark, name);
    if (!ts_node_is_null(last))
        print_initializer(printer, field(node, "value"), node_end(printer, last), range);
    printer->patterns_are_literals = outer;
}

void print_index_signature(struct printer *printer, TSNode node, struct range range)
{
    struct nodes children = children_of(printer, node);
    print_modifiers(printer, &children, modifier_count(&children), range);
    put_text(printer, "[");
    print_node(printer, field(node, "name"));
    put_text(printer, ": ");
    print_node(printer, field(node, "index_type"));
    put_text(printer, "]");
    print_type_annotation(printer, field(node, "type"));
    put_text(printer, ";");
}

// ---- bodies

static bool is_directive(struct printer *printer, TSNode statement)
{
    return node_is(statement, "expression_statement") && node_is(inner_of(printer, statement), "string");
}

// "use strict" and its like stand on lines of their own.
static size_t print_directives(struct printer *printer, const struct list *list)
{
    size_t count = 0;
    for (; count < list->count && is_directive(printer, list->at[count].node); count++) {
        put_line(printer);
        print_node(printer, list->at[count].node);
    }
    return count;
}

void print_function_body(struct printer *printer, TSNode body)
{
    struct range range = range_of(printer, body);
    struct list list = list_of(printer, body);
    bool is_line = same_line(printer, range.start, range.end);
    put_text(printer, " {");
    printer->indent++;
    detached_comments(printer, list.pos);
    size_t count = print_directives(printer, &list);
    if (count == 0 && is_line) {
        printer->indent--;
        print_list(printer, &list, LIST_BLOCK_LINE, range);
        printer->indent++;
    } else {
        print_list_from(printer, &list, count, LIST_LINES, range);
    }
    printer->wrote_comment = false;
    leading_comments(printer, list.end);
    if (printer->wrote_comment)
        put_line(printer);
    printer->indent--;
    put_text(printer, "}");
}

static void print_body_or_semicolon(struct printer *printer, TSNode body)
{
    if (ts_node_is_null(body))
        put_text(printer, ";");
    else
        print_function_body(printer, body);
}

// ---- functions

// `x => …` keeps its bare parameter, `async x => …` does not.
static void print_arrow_parameters(struct printer *printer, TSNode node, bool is_async, struct range range)
{
    TSNode parameter = field(node, "parameter");
    if (ts_node_is_null(parameter)) {
        print_parameters(printer, field(node, "parameters"), range);
        return;
    }
    struct list list = {0};
    list_add(printer, &list, parameter);
    print_list(printer, &list, is_async ? LIST_ARGUMENTS : LIST_DECLARATIONS, range);
}

void print_arrow(struct printer *printer, TSNode node, struct range range)
{
    struct nodes children = children_of(printer, node);
    TSNode types = field(node, "type_parameters"), body = field(node, "body");
    size_t count = modifier_count(&children);
    print_modifiers(printer, &children, count, range);
    if (!ts_node_is_null(types)) {
        struct list list = list_of(printer, types);
        print_list(printer, &list, LIST_TYPE_ARGUMENTS | LIST_LAST_COMMA, range);
    }
    print_arrow_parameters(printer, node, count > 0, range);
    print_type_annotation(printer, field(node, "return_type"));
    put_space(printer);
    print_node(printer, child_of_type(printer, node, "=>"));
    if (node_is(body, "statement_block")) {
        print_function_body(printer, body);
    } else {
        put_space(printer);
        print_node(printer, body);
    }
}

void print_function_like(struct printer *printer, TSNode node, struct range range)
{
    struct nodes children = children_of(printer, node);
    print_modifiers(printer, &children, modifier_count(&children), range);
    put_text(printer, "function");
    print_node(printer, child_of_type(printer, node, "*"));
    put_space(printer);
    print_node(printer, field(node, "name"));
    print_signature(printer, node, range);
    print_body_or_semicolon(printer, field(node, "body"));
}

// The grammar leaves the decorators of a method beside it.
static void print_decorators_before(struct printer *printer, TSNode node, struct range range)
{
    struct nodes decorators = {0};
    if (ts_node_start_byte(node) <= range.start)
        return;
    for (TSNode at = ts_node_prev_sibling(node);
         !ts_node_is_null(at) && ts_node_start_byte(at) >= range.start; at = ts_node_prev_sibling(at))
        if (node_is(at, "decorator"))
            *list_push(&decorators, &printer->arena) = at;
    for (size_t i = 0; i < decorators.count / 2; i++) {
        TSNode first = decorators.at[i];
        decorators.at[i] = decorators.at[decorators.count - 1 - i];
        decorators.at[decorators.count - 1 - i] = first;
    }
    print_modifiers(printer, &decorators, decorators.count, range);
}

void print_method(struct printer *printer, TSNode node, struct range range)
{
    struct nodes children = children_of(printer, node);
    size_t count = modifier_count(&children);
    print_decorators_before(printer, node, range);
    uint32_t from = print_modifiers(printer, &children, count, range);
    TSNode next = count < children.count ? children.at[count] : (TSNode){0};
    if (node_is(next, "get") || node_is(next, "set")) {
        put_token(printer, ts_node_type(next), from, range);
        put_space(printer);
    } else if (node_is(next, "*")) {
        print_node(printer, next);
    }
    print_node(printer, field(node, "name"));
    print_node(printer, child_of_type(printer, node, "?"));
    print_signature(printer, node, range);
    print_body_or_semicolon(printer, field(node, "body"));
}
