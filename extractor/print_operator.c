// Operators, member access, calls.
#include "extractor/grammar.h"
#include "extractor/printer.h"

// ---- binary: assignments and commas are binary operators, too

struct level {
    TSNode node;
    struct range range;
    struct container outer;
};

struct level_list {
    struct level *at;
    size_t count, capacity;
};

static bool is_binary(TSNode node)
{
    return (node_is(node, "binary_expression") || node_is(node, "assignment_expression") ||
            node_is(node, "augmented_assignment_expression")) &&
           !ts_node_has_error(node);
}

static bool is_relation(TSNode node)
{
    static const char *const operators[] = {"<", ">", "<=", ">=", "in", "instanceof"};
    if (!is_binary(node))
        return false;
    TSNode operator= field(node, "operator");
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (node_is(operator, operators[i]))
            return true;
    return false;
}

// The grammar reads `a < b < c` as `a < (b < c)`, because `<` might have begun type arguments.
static bool nests_right(TSNode node)
{
    return is_relation(node) && is_relation(field(node, "right"));
}

static TSNode operator_of(struct printer *printer, TSNode node)
{
    TSNode operator= field(node, "operator");
    return ts_node_is_null(operator) ? child_of_type(printer, node, "=") : operator;
}

// The operator and its right side, with the line breaks around the operator.
static void print_operation(struct printer *printer, uint32_t left_end, TSNode operator, TSNode right)
{
    uint32_t start = ts_node_start_byte(operator), end = node_end(printer, operator);
    size_t levels = put_break(printer, !same_line(printer, left_end, start), !node_is(operator, ","));
    leading_comments(printer, left_end);
    put(printer, node_text(operator, printer->source));
    trailing_comments(printer, end, TRAILING_SPACED);
    levels += put_break(printer, !same_line(printer, end, ts_node_start_byte(right)), true);
    print_node(printer, right);
    unindent(printer, levels);
}

static void print_left(struct printer *printer, TSNode left)
{
    bool outer = printer->patterns_are_literals;
    printer->patterns_are_literals = true;
    print_node(printer, left);
    printer->patterns_are_literals = outer;
}

// Chains nest to the left, thousands of levels deep in generated code: walked without recursion.
static void print_left_chain(struct printer *printer, TSNode node, struct range range)
{
    struct level_list levels = {0};
    *list_push(&levels, &printer->arena) = (struct level){.node = node, .range = range};
    TSNode left = field(node, "left");
    for (; is_binary(left) && !nests_right(left); left = field(left, "left")) {
        struct range inner = range_of(printer, left);
        *list_push(&levels, &printer->arena) = (struct level){left, inner, node_enter(printer, inner)};
    }
    print_left(printer, left);
    for (size_t i = levels.count; i-- > 0;) {
        struct level *level = &levels.at[i];
        print_operation(printer, node_end(printer, left), operator_of(printer, level->node),
                        field(level->node, "right"));
        if (i > 0)
            node_leave(printer, level->range, level->outer);
        left = level->node;
    }
}

// Operands with operators between: `a, b, c` is `(a, b), c`.
static void print_flat_chain(struct printer *printer, const struct nodes *parts, struct range range)
{
    struct level_list levels = {0};
    for (size_t i = parts->count; i > 3; i -= 2) {
        struct range inner = {range.pos, range.start, node_end(printer, parts->at[i - 3])};
        *list_push(&levels, &printer->arena) =
            (struct level){.range = inner, .outer = node_enter(printer, inner)};
    }
    print_node(printer, parts->at[0]);
    for (size_t i = 2; i < parts->count; i += 2) {
        print_operation(printer, node_end(printer, parts->at[i - 2]), parts->at[i - 1], parts->at[i]);
        if (levels.count > 0) {
            struct level *level = &levels.at[--levels.count];
            node_leave(printer, level->range, level->outer);
        }
    }
}

void print_sequence(struct printer *printer, TSNode node, struct range range)
{
    struct nodes parts = children_of(printer, node);
    print_flat_chain(printer, &parts, range);
}

// The operands and operators in the order of the source.
static struct nodes relation_parts(struct printer *printer, TSNode node)
{
    struct nodes parts = {0}, pending = {0};
    *list_push(&pending, &printer->arena) = node;
    while (pending.count > 0) {
        TSNode at = pending.at[--pending.count];
        if (!is_relation(at)) {
            *list_push(&parts, &printer->arena) = at;
            continue;
        }
        *list_push(&pending, &printer->arena) = field(at, "right");
        *list_push(&pending, &printer->arena) = operator_of(printer, at);
        *list_push(&pending, &printer->arena) = field(at, "left");
    }
    return parts;
}

void print_binary(struct printer *printer, TSNode node, struct range range)
{
    if (!nests_right(node)) {
        print_left_chain(printer, node, range);
        return;
    }
    struct nodes parts = relation_parts(printer, node);
    print_flat_chain(printer, &parts, range);
}

// One side of `?` or `:`, behind the expression that ends at `from`. Gives the levels that it went deeper.
static size_t print_branch(struct printer *printer, uint32_t from, TSNode token, TSNode branch)
{
    size_t levels = put_break(printer, !same_line(printer, from, ts_node_start_byte(token)), true);
    print_node(printer, token);
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
        print_node(printer, chain);
    else
        put_token(printer, ".", object_end, range);
    bool breaks = !same_line(printer, node_end(printer, stop), ts_node_start_byte(property));
    levels += put_break(printer, breaks, false);
    print_node(printer, property);
    unindent(printer, levels);
}

void print_subscript(struct printer *printer, TSNode node, struct range range)
{
    TSNode object = field(node, "object"), index = field(node, "index");
    print_node(printer, object);
    print_node(printer, field(node, "optional_chain"));
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
    (void)range;
    print_node(printer, inner_of(printer, node));
    put_text(printer, "!");
}

void print_type_assertion(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    struct nodes children = children_of(printer, node);
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
