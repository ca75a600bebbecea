// Statements: they occur inside the bodies of functions.
#include "extractor/grammar.h"
#include "extractor/printer.h"

void print_block(struct printer *printer, TSNode node, struct range range)
{
    struct list list = list_of(printer, node);
    bool is_line = list.count == 0 && same_line(printer, range.start, range.end);
    put_token(printer, "{", range.pos, range);
    print_list(printer, &list, is_line ? LIST_BLOCK_LINE : LIST_BLOCK, range);
    if (is_line)
        put_token(printer, "}", list.end, range);
    else
        put_closing(printer, "}", list.end, range);
}

// ---- declarations

void print_declarator(struct printer *printer, TSNode node, struct range range)
{
    TSNode name = field(node, "name"), type = field(node, "type");
    bool outer = printer->patterns_are_literals;
    printer->patterns_are_literals = false;
    print_node(printer, name);
    print_node(printer, child_of_type(printer, node, "!"));
    print_type_annotation(printer, type);
    print_initializer(printer, field(node, "value"), node_end(printer, ts_node_is_null(type) ? name : type),
                      range);
    printer->patterns_are_literals = outer;
}

// `const` and what it declares; gives the offset behind it.
static uint32_t print_declaration_parts(struct printer *printer, const struct nodes *parts, uint32_t pos)
{
    struct list list = {0};
    for (size_t i = 1; i < parts->count; i++)
        if (ts_node_is_named(parts->at[i]))
            list_add(printer, &list, parts->at[i]);
    struct range range = {pos, ts_node_start_byte(parts->at[0]), list.end};
    struct container outer = node_enter(printer, range);
    printer->container.declarations_end = printer->may_have_comments ? range.end : NOWHERE;
    put(printer, node_text(parts->at[0], printer->source));
    put_space(printer);
    print_list(printer, &list, LIST_DECLARATIONS, range);
    node_leave(printer, range, outer);
    return list.end;
}

static uint32_t print_declaration_list(struct printer *printer, TSNode node, uint32_t pos)
{
    struct nodes children = children_of(printer, node);
    return print_declaration_parts(printer, &children, pos);
}

void print_declaration(struct printer *printer, TSNode node, struct range range)
{
    print_declaration_list(printer, node, range.pos);
    put_text(printer, ";");
}

// ---- simple statements

void print_expression_statement(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    print_node(printer, inner_of(printer, node));
    put_text(printer, ";");
}

void print_empty(struct printer *printer, TSNode node, struct range range)
{
    (void)node, (void)range;
    put_text(printer, ";");
}

void print_debugger(struct printer *printer, TSNode node, struct range range)
{
    (void)node, (void)range;
    put_text(printer, "debugger;");
}

// A keyword, perhaps something behind it, a semicolon.
void print_return(struct printer *printer, TSNode node, struct range range)
{
    TSNode value = inner_of(printer, node);
    put_token(printer, node_is(node, "throw_statement") ? "throw" : "return", range.pos, range);
    if (!ts_node_is_null(value))
        put_space(printer);
    print_node(printer, value);
    put_text(printer, ";");
}

void print_jump(struct printer *printer, TSNode node, struct range range)
{
    TSNode label = field(node, "label");
    put_token(printer, node_is(node, "break_statement") ? "break" : "continue", range.pos, range);
    if (!ts_node_is_null(label))
        put_space(printer);
    print_node(printer, label);
    put_text(printer, ";");
}

void print_labeled(struct printer *printer, TSNode node, struct range range)
{
    TSNode label = field(node, "label");
    print_node(printer, label);
    put_token(printer, ":", node_end(printer, label), range);
    put_space(printer);
    print_node(printer, field(node, "body"));
}

// ---- statements that hold others

// A block stays on the line, anything else gets its own.
static void print_embedded(struct printer *printer, TSNode statement)
{
    if (node_is(statement, "statement_block")) {
        put_space(printer);
        print_node(printer, statement);
        return;
    }
    put_line(printer);
    printer->indent++;
    print_node(printer, statement);
    printer->indent--;
}

// `keyword (expression)`
static void print_head(struct printer *printer, const char *keyword, uint32_t from, TSNode condition,
                       struct range range)
{
    TSNode inner = inner_of(printer, condition);
    uint32_t end = put_token(printer, keyword, from, range);
    put_space(printer);
    put_token(printer, "(", end, range);
    print_node(printer, inner);
    put_token(printer, ")", ts_node_is_null(inner) ? end : node_end(printer, inner), range);
}

void print_if(struct printer *printer, TSNode node, struct range range)
{
    TSNode consequence = field(node, "consequence"), clause = field(node, "alternative");
    print_head(printer, "if", range.pos, field(node, "condition"), range);
    print_embedded(printer, consequence);
    if (ts_node_is_null(clause))
        return;
    TSNode alternative = inner_of(printer, clause);
    put_line(printer);
    put_token(printer, "else", node_end(printer, consequence), range);
    if (node_is(alternative, "if_statement")) {
        put_space(printer);
        print_node(printer, alternative);
    } else {
        print_embedded(printer, alternative);
    }
}

void print_while(struct printer *printer, TSNode node, struct range range)
{
    print_head(printer, "while", range.pos, field(node, "condition"), range);
    print_embedded(printer, field(node, "body"));
}

void print_with(struct printer *printer, TSNode node, struct range range)
{
    print_head(printer, "with", range.pos, field(node, "object"), range);
    print_embedded(printer, field(node, "body"));
}

void print_do(struct printer *printer, TSNode node, struct range range)
{
    TSNode body = field(node, "body");
    put_token(printer, "do", range.pos, range);
    print_embedded(printer, body);
    if (node_is(body, "statement_block"))
        put_space(printer);
    else
        put_line(printer);
    print_head(printer, "while", node_end(printer, body), field(node, "condition"), range);
    put_text(printer, ";");
}

static bool is_declaration(TSNode node)
{
    return node_is(node, "lexical_declaration") || node_is(node, "variable_declaration");
}

static bool is_missing(TSNode node)
{
    return ts_node_is_null(node) || node_is(node, "empty_statement");
}

// One of the three parts of a `for`; gives the offset behind it.
static uint32_t print_for_part(struct printer *printer, TSNode part, uint32_t from, bool has_space)
{
    if (is_missing(part))
        return from;
    if (has_space)
        put_space(printer);
    if (!is_declaration(part)) {
        TSNode inner = node_is(part, "expression_statement") ? inner_of(printer, part) : part;
        print_node(printer, inner);
        return node_end(printer, inner);
    }
    return print_declaration_list(printer, part, range_of(printer, part).pos);
}

void print_for(struct printer *printer, TSNode node, struct range range)
{
    uint32_t pos = put_token(printer, "for", range.pos, range);
    put_space(printer);
    pos = put_token(printer, "(", pos, range);
    pos = print_for_part(printer, field(node, "initializer"), pos, false);
    pos = put_token(printer, ";", pos, range);
    pos = print_for_part(printer, field(node, "condition"), pos, true);
    pos = put_token(printer, ";", pos, range);
    pos = print_for_part(printer, field(node, "increment"), pos, true);
    put_token(printer, ")", pos, range);
    print_embedded(printer, field(node, "body"));
}

// The left side with its `const`; gives the offset behind it.
static uint32_t print_for_binding(struct printer *printer, TSNode node)
{
    TSNode kind = field(node, "kind"), left = field(node, "left");
    if (ts_node_is_null(kind)) {
        print_node(printer, left);
        return node_end(printer, left);
    }
    bool outer = printer->patterns_are_literals;
    printer->patterns_are_literals = false;
    struct nodes parts = {0};
    *list_push(&parts, &printer->arena) = kind;
    *list_push(&parts, &printer->arena) = left;
    uint32_t end = print_declaration_parts(printer, &parts, range_of(printer, kind).pos);
    printer->patterns_are_literals = outer;
    return end;
}

void print_for_in(struct printer *printer, TSNode node, struct range range)
{
    TSNode right = field(node, "right"), await = child_of_type(printer, node, "await");
    uint32_t pos = put_token(printer, "for", range.pos, range);
    put_space(printer);
    if (!ts_node_is_null(await)) {
        print_node(printer, await);
        put_space(printer);
    }
    put_token(printer, "(", pos, range);
    uint32_t end = print_for_binding(printer, node);
    put_space(printer);
    put_token(printer, ts_node_type(field(node, "operator")), end, range);
    put_space(printer);
    print_node(printer, right);
    put_token(printer, ")", node_end(printer, right), range);
    print_embedded(printer, field(node, "body"));
}

// ---- switch

void print_case(struct printer *printer, TSNode node, struct range range)
{
    struct nodes children = children_of(printer, node);
    TSNode value = field(node, "value");
    bool is_default = ts_node_is_null(value);
    uint32_t colon = put_token(printer, is_default ? "default" : "case", range.pos, range);
    if (!is_default) {
        put_space(printer);
        print_node(printer, value);
        colon = node_end(printer, value);
    }
    struct list list = {0};
    for (size_t i = is_default ? 2 : 3; i < children.count; i++)
        list_add(printer, &list, children.at[i]);
    bool is_line = list.count == 1 && same_line(printer, range.start, list.at[0].range.start);
    if (is_line)
        put_text(printer, ": ");
    else
        put_token(printer, ":", colon, range);
    print_list(printer, &list, is_line ? LIST_CASE & ~(unsigned)(LIST_LINES | LIST_INDENTED) : LIST_CASE,
               range);
}

static void print_cases(struct printer *printer, TSNode body)
{
    struct range range = range_of(printer, body);
    struct list list = list_of(printer, body);
    struct container outer = node_enter(printer, range);
    put_text(printer, "{");
    print_list(printer, &list, LIST_BLOCK, range);
    put_closing(printer, "}", list.end, range);
    node_leave(printer, range, outer);
}

void print_switch(struct printer *printer, TSNode node, struct range range)
{
    print_head(printer, "switch", range.pos, field(node, "value"), range);
    put_space(printer);
    print_cases(printer, field(node, "body"));
}

// ---- try

void print_catch(struct printer *printer, TSNode node, struct range range)
{
    TSNode parameter = field(node, "parameter"), type = field(node, "type");
    uint32_t pos = put_token(printer, "catch", range.pos, range);
    put_space(printer);
    if (!ts_node_is_null(parameter)) {
        bool outer = printer->patterns_are_literals;
        printer->patterns_are_literals = false;
        put_token(printer, "(", pos, range);
        print_node(printer, parameter);
        print_type_annotation(printer, type);
        put_token(printer, ")", node_end(printer, ts_node_is_null(type) ? parameter : type), range);
        put_space(printer);
        printer->patterns_are_literals = outer;
    }
    print_node(printer, field(node, "body"));
}

void print_try(struct printer *printer, TSNode node, struct range range)
{
    TSNode body = field(node, "body"), handler = field(node, "handler"), finalizer = field(node, "finalizer");
    put_token(printer, "try", range.pos, range);
    put_space(printer);
    print_node(printer, body);
    if (!ts_node_is_null(handler)) {
        put_line(printer);
        print_node(printer, handler);
    }
    if (ts_node_is_null(finalizer))
        return;
    put_line(printer);
    put_token(printer, "finally", node_end(printer, ts_node_is_null(handler) ? body : handler), range);
    put_space(printer);
    print_node(printer, field(finalizer, "body"));
}
