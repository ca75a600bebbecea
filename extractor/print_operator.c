// Conditional and unary operators, member access, calls.
#include "extractor/grammar.h"
#include "extractor/printer.h"

// ---- conditional

// A `?` or `?.` behind what ends at `from`. Not by range_of: the grammar's scanner swallows comments before
// it.
static void print_mark(struct printer *printer, uint32_t from, TSNode token)
{
    if (!ts_node_is_null(token))
        print_node_in(printer, token,
                      (struct range){from, ts_node_start_byte(token), ts_node_end_byte(token)});
}

// One side of `?` or `:`, behind the expression that ends at `from`. Gives the levels that it went deeper.
static size_t print_branch(struct printer *printer, uint32_t from, TSNode token, TSNode branch)
{
    size_t levels = put_break(printer, !same_line(printer, from, ts_node_start_byte(token)), true);
    print_mark(printer, from, token);
    levels +=
        put_break(printer, !same_line(printer, node_end(printer, token), ts_node_start_byte(branch)), true);
    print_node(printer, branch);
    return levels;
}

void print_conditional(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    TSNode condition = field(node, "condition"), consequence = field(node, "consequence");
    print_node(printer, condition);
    unindent(printer, print_branch(printer, node_end(printer, condition), child_of_type(printer, node, "?"),
                                   consequence));
    unindent(printer, print_branch(printer, node_end(printer, consequence), child_of_type(printer, node, ":"),
                                   field(node, "alternative")));
}

// ---- unary

// `- -a` must not become `--a`.
static bool would_join(TSNode operator, TSNode argument)
{
    const char *sign = ts_node_type(operator);
    if ((*sign != '+' && *sign != '-') ||
        (!node_is(argument, "unary_expression") && !node_is(argument, "update_expression")))
        return false;
    TSNode inner = field(argument, "operator");
    return ts_node_start_byte(inner) == ts_node_start_byte(argument) && *ts_node_type(inner) == *sign;
}

void print_unary(struct printer *printer, TSNode node, struct range range)
{
    TSNode operator= field(node, "operator"), argument = field(node, "argument");
    const char *text = ts_node_type(operator);
    bool is_word = *text >= 'a' && *text <= 'z';
    if (is_word)
        put_token(printer, text, range.pos, range);
    else
        put_text(printer, text);
    if (is_word || would_join(operator, argument))
        put_space(printer);
    print_node(printer, argument);
}

void print_update(struct printer *printer, TSNode node, struct range range)
{
    TSNode operator= field(node, "operator");
    bool is_prefix = ts_node_start_byte(operator) == range.start;
    if (is_prefix)
        put(printer, node_text(operator, printer->source));
    print_node(printer, field(node, "argument"));
    if (!is_prefix)
        put(printer, node_text(operator, printer->source));
}

void print_await(struct printer *printer, TSNode node, struct range range)
{
    put_token(printer, "await", range.pos, range);
    put_space(printer);
    print_node(printer, inner_of(printer, node));
}

void print_yield(struct printer *printer, TSNode node, struct range range)
{
    put_token(printer, "yield", range.pos, range);
    print_node(printer, child_of_type(printer, node, "*"));
    TSNode value = inner_of(printer, node);
    if (!ts_node_is_null(value))
        put_space(printer);
    print_node(printer, value);
}

void print_spread(struct printer *printer, TSNode node, struct range range)
{
    if (node_is(node, "rest_pattern") && !printer->patterns_are_literals)
        print_node(printer, child_of_type(printer, node, "..."));
    else
        put_token(printer, "...", range.pos, range);
    print_node(printer, inner_of(printer, node));
}

// ---- postfix

static bool is_whole_number(struct str text)
{
    bool has_prefix = text.len > 1 && text.at[0] == '0' && strchr("xXoObB", text.at[1]);
    return !has_prefix && str_find_byte(text, '.', 0) == STR_NONE &&
           str_find_byte(text, 'e', 0) == STR_NONE && str_find_byte(text, 'E', 0) == STR_NONE &&
           !str_ends(text, STR("n"));
}

// `1 .toFixed()` is printed without the space and needs a second full stop.
static bool needs_second_stop(const struct printer *printer, TSNode object)
{
    return node_is(object, "number") && is_whole_number(node_text(object, printer->source)) &&
           !printer->after_comment && !str_ends(buf_str(printer->out), STR("\n")) &&
           !str_ends(buf_str(printer->out), STR(" "));
}

void print_member(struct printer *printer, TSNode node, struct range range)
{
    if (print_regrouped(printer, node, range))
        return;
    TSNode object = field(node, "object"), property = field(node, "property");
    TSNode chain = field(node, "optional_chain");
    bool is_optional = !ts_node_is_null(chain);
    TSNode stop = is_optional ? chain : child_of_type(printer, node, ".");
    print_node(printer, object);
    uint32_t object_end = node_end(printer, object);
    size_t levels = put_break(printer, !same_line(printer, object_end, ts_node_start_byte(stop)), false);
    if (!is_optional && needs_second_stop(printer, object))
        put_text(printer, ".");
    if (is_optional)
        print_mark(printer, object_end, chain);
    else
        put_token(printer, ".", object_end, range);
    bool breaks = !same_line(printer, node_end(printer, stop), ts_node_start_byte(property));
    levels += put_break(printer, breaks, false);
    print_node(printer, property);
    unindent(printer, levels);
}

void print_subscript(struct printer *printer, TSNode node, struct range range)
{
    if (print_regrouped(printer, node, range))
        return;
    TSNode object = field(node, "object"), index = field(node, "index");
    print_node(printer, object);
    print_mark(printer, node_end(printer, object), field(node, "optional_chain"));
    put_token(printer, "[", node_end(printer, object), range);
    print_node(printer, index);
    put_token(printer, "]", node_end(printer, index), range);
}

void print_type_arguments(struct printer *printer, TSNode arguments, struct range parent)
{
    if (ts_node_is_null(arguments))
        return;
    struct list list = list_of(printer, arguments);
    print_list(printer, &list, LIST_TYPE_ARGUMENTS, parent);
}

static void print_arguments(struct printer *printer, TSNode arguments, struct range parent)
{
    if (ts_node_is_null(arguments))
        return;
    struct list list = list_of(printer, arguments);
    print_list(printer, &list, LIST_ARGUMENTS, parent);
}

void print_call(struct printer *printer, TSNode node, struct range range)
{
    if (print_regrouped(printer, node, range))
        return;
    TSNode arguments = field(node, "arguments");
    print_node(printer, field(node, "function"));
    print_node(printer, child_of_type(printer, node, "?."));
    print_type_arguments(printer, field(node, "type_arguments"), range);
    if (node_is(arguments, "template_string")) {
        put_space(printer);
        print_node(printer, arguments);
    } else {
        print_arguments(printer, arguments, range);
    }
}

void print_new(struct printer *printer, TSNode node, struct range range)
{
    put_token(printer, "new", range.pos, range);
    put_space(printer);
    print_node(printer, field(node, "constructor"));
    print_type_arguments(printer, field(node, "type_arguments"), range);
    print_arguments(printer, field(node, "arguments"), range);
}

// ---- around one expression

void print_parenthesized(struct printer *printer, TSNode node, struct range range)
{
    TSNode inner = inner_of(printer, node);
    if (!ts_node_is_null(field(node, "type"))) {
        print_source_text(printer, node, range);
        return;
    }
    put_token(printer, "(", range.pos, range);
    print_node(printer, inner);
    put_token(printer, ")", node_end(printer, inner), range);
}

void print_as(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    struct nodes children = children_of(printer, node);
    print_node(printer, children.at[0]);
    put_text(printer, node_is(node, "as_expression") ? " as " : " satisfies ");
    print_node(printer, children.at[children.count - 1]);
}

void print_non_null(struct printer *printer, TSNode node, struct range range)
{
    if (print_regrouped(printer, node, range))
        return;
    struct graft graft = printer->graft;
    bool is_graft = ts_node_eq(node, graft.bang);
    if (is_graft)
        printer->graft = (struct graft){0};
    print_node(printer, is_graft ? graft.base : inner_of(printer, node));
    put_text(printer, "!");
}

void print_type_assertion(struct printer *printer, TSNode node, struct range range)
{
    struct nodes children = children_of(printer, node);
    if (list_of(printer, children.at[0]).count != 1) {
        print_source_text(printer, node, range);
        return;
    }
    put_text(printer, "<");
    print_node(printer, inner_of(printer, children.at[0]));
    put_text(printer, ">");
    print_node(printer, children.at[children.count - 1]);
}

void print_instantiation(struct printer *printer, TSNode node, struct range range)
{
    print_node(printer, children_of(printer, node).at[0]);
    print_type_arguments(printer, field(node, "type_arguments"), range);
}
