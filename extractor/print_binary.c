// Binary operators, assignments and commas among them.
//
// The grammar nests some of them wrongly: `a < b < c` to the right, because `<` might have begun type
// arguments, and `a - b!.c` as `(a - b)!.c`. Line breaks are indented by nesting, so chains are taken apart
// into operands and operators and nested again by precedence.
#include "extractor/grammar.h"
#include "extractor/printer.h"

struct operand {
    TSNode node;
    TSNode chain, bang;    // where set: members and calls behind the node, and their `!` next to it
    TSNode type, template; // where set: the node is their tag
    TSNode operator;       // behind it
};

struct operand_list {
    struct operand *at;
    size_t count, capacity;
};

// Two sides and the operator between; a side is an operand where first == last.
struct branch {
    size_t first, split, last; // operands; the operator is that of `split`
    size_t left, right;        // branches, or NONE
};

struct branch_list {
    struct branch *at;
    size_t count, capacity;
};

#define NONE SIZE_MAX

struct tree {
    struct operand_list operands;
    struct branch_list branches;
};

// ---- taking apart

static bool is_binary(TSNode node)
{
    return node_is(node, "binary_expression") && !ts_node_is_null(field(node, "left")) &&
           !ts_node_is_null(field(node, "operator")) && !ts_node_is_null(field(node, "right"));
}

static TSNode postfix_base(struct printer *printer, TSNode node)
{
    if (node_is(node, "member_expression") || node_is(node, "subscript_expression"))
        return field(node, "object");
    if (node_is(node, "call_expression"))
        return field(node, "function");
    return node_is(node, "non_null_expression") ? inner_of(printer, node) : (TSNode){0};
}

// Nothing depends on a misplaced `!` in a single line, and a chain is searched once, not at each of its
// members.
static bool is_searched(const struct printer *printer, TSNode node)
{
    return printer->lines.count == 0 || (ts_node_start_byte(node) == printer->searched.start &&
                                         ts_node_end_byte(node) <= printer->searched.end &&
                                         ts_node_end_byte(node) > printer->searched.pos);
}

// The `!` in a chain of members and calls whose operand, says the grammar, is a binary expression.
static TSNode misplaced_bang(struct printer *printer, TSNode node)
{
    if (is_searched(printer, node))
        return (TSNode){0};
    TSNode at = node, base = {0};
    for (; !ts_node_has_error(at); at = base) {
        base = postfix_base(printer, at);
        if (ts_node_is_null(base))
            break;
        if (node_is(at, "non_null_expression") && is_binary(base))
            return !ts_node_eq(at, printer->graft.bang) ? at : (TSNode){0};
    }
    printer->searched =
        (struct range){ts_node_end_byte(at), ts_node_start_byte(node), ts_node_end_byte(node)};
    return (TSNode){0};
}

struct pending {
    TSNode node, chain, bang, operator;
};

struct pending_list {
    struct pending *at;
    size_t count, capacity;
};

// `tag<T>` before a template, which the grammar reads as two comparisons.
static bool is_typed_tag(const struct printer *printer, const struct operand *first)
{
    return str_is(node_text(first[0].operator, printer->source), "<") &&
           str_is(node_text(first[1].operator, printer->source), ">") &&
           (node_is(first[1].node, "identifier") || node_is(first[1].node, "member_expression")) &&
           node_is(first[2].node, "template_string") && ts_node_is_null(first[2].chain);
}

static void join_typed_tags(const struct printer *printer, struct operand_list *operands)
{
    size_t kept = 0;
    for (size_t i = 0; i < operands->count; i++) {
        struct operand operand = operands->at[i];
        if (i + 2 < operands->count && is_typed_tag(printer, &operands->at[i])) {
            operand.type = operands->at[i + 1].node;
            operand.template = operands->at[i + 2].node;
            operand.operator= operands->at[i + 2].operator;
            i += 2;
        }
        operands->at[kept++] = operand;
    }
    operands->count = kept;
}

// The operands and operators in the order of the source, without recursion.
static struct operand_list take_apart(struct printer *printer, TSNode node)
{
    struct operand_list operands = {0};
    struct pending_list pending = {0};
    *list_push(&pending, &printer->arena) = (struct pending){.node = node};
    while (pending.count > 0) {
        struct pending at = pending.at[--pending.count];
        TSNode bang = ts_node_is_null(at.bang) ? misplaced_bang(printer, at.node) : (TSNode){0};
        if (!ts_node_is_null(bang)) {
            struct pending inner = {inner_of(printer, bang), at.node, bang, at.operator};
            *list_push(&pending, &printer->arena) = inner;
        } else if (is_binary(at.node)) {
            struct pending right = {field(at.node, "right"), at.chain, at.bang, at.operator};
            struct pending left = {.node = field(at.node, "left"), .operator= field(at.node, "operator")};
            *list_push(&pending, &printer->arena) = right;
            *list_push(&pending, &printer->arena) = left;
        } else {
            *list_push(&operands, &printer->arena) =
                (struct operand){.node = at.node, .chain = at.chain, .bang = at.bang, .operator= at.operator};
        }
    }
    join_typed_tags(printer, &operands);
    return operands;
}

// ---- nesting

static unsigned precedence_of(TSNode operator)
{
    static const char *const levels[][6] = {
        {"??", "||"},
        {"&&"},
        {"|"},
        {"^"},
        {"&"},
        {"==", "!=", "===", "!=="},
        {"<", ">", "<=", ">=", "in", "instanceof"},
        {"<<", ">>", ">>>"},
        {"+", "-"},
        {"*", "/", "%"},
        {"**"},
    };
    for (unsigned level = 0; level < sizeof levels / sizeof *levels; level++)
        for (size_t i = 0; i < 6 && levels[level][i]; i++)
            if (node_is(operator, levels[level][i]))
                return level + 1;
    return 0;
}

struct open_branch {
    size_t left, first, split;
    unsigned precedence;
};

// Closes what binds tighter than the next operator; the side that ends at `last` is `side`.
static size_t close_branches(struct printer *printer, struct tree *tree, struct open_branch *open,
                             size_t *count, unsigned precedence, size_t side, size_t last)
{
    while (*count > 0) {
        struct open_branch *top = &open[*count - 1];
        bool is_power = top->precedence == 11 && precedence == 11; // `**` nests to the right
        if (top->precedence < precedence || is_power)
            break;
        *list_push(&tree->branches, &printer->arena) =
            (struct branch){top->first, top->split, last, top->left, side};
        side = tree->branches.count - 1;
        --*count;
    }
    return side;
}

// Gives the topmost branch. The method is E. W. Dijkstra's shunting yard.
static size_t nest(struct printer *printer, struct tree *tree)
{
    size_t count = tree->operands.count, open_count = 0;
    struct open_branch *open = arena_array(&printer->arena, struct open_branch, count);
    size_t side = NONE;
    for (size_t i = 0; i + 1 < count; i++) {
        unsigned precedence = precedence_of(tree->operands.at[i].operator);
        side = close_branches(printer, tree, open, &open_count, precedence, side, i);
        size_t first = side == NONE ? i : tree->branches.at[side].first;
        open[open_count++] = (struct open_branch){side, first, i, precedence};
        side = NONE;
    }
    return close_branches(printer, tree, open, &open_count, 0, side, count - 1);
}

// ---- printing

// The operator, with the line breaks around it. Gives the levels that it went deeper.
static size_t print_operator(struct printer *printer, uint32_t left_end, TSNode operator,
                             uint32_t right_start)
{
    uint32_t start = ts_node_start_byte(operator), end = ts_node_end_byte(operator);
    size_t levels = put_break(printer, !same_line(printer, left_end, start), !node_is(operator, ","));
    leading_comments(printer, left_end);
    put(printer, node_text(operator, printer->source));
    trailing_comments(printer, end, TRAILING_SPACED);
    return levels + put_break(printer, !same_line(printer, end, right_start), true);
}

static uint32_t operand_end(const struct printer *printer, const struct operand *operand)
{
    if (!ts_node_is_null(operand->template))
        return node_end(printer, operand->template);
    return node_end(printer, ts_node_is_null(operand->chain) ? operand->node : operand->chain);
}

static void print_typed_tag(struct printer *printer, const struct operand *operand)
{
    print_node(printer, operand->node);
    put_text(printer, "<");
    print_node(printer, operand->type);
    put_text(printer, "> ");
    print_node(printer, operand->template);
}

static void print_operand(struct printer *printer, const struct operand *operand)
{
    if (!ts_node_is_null(operand->template)) {
        print_typed_tag(printer, operand);
        return;
    }
    if (ts_node_is_null(operand->chain)) {
        print_node(printer, operand->node);
        return;
    }
    struct range range = range_of(printer, operand->node);
    range.end = operand_end(printer, operand);
    printer->graft = (struct graft){operand->bang, operand->node};
    print_node_in(printer, operand->chain, range);
}

static struct range branch_range(struct printer *printer, const struct tree *tree,
                                 const struct branch *branch)
{
    struct range range = range_of(printer, tree->operands.at[branch->first].node);
    range.end = operand_end(printer, &tree->operands.at[branch->last]);
    return range;
}

struct level {
    const struct branch *branch;
    struct range range;
    struct container outer;
};

struct level_list {
    struct level *at;
    size_t count, capacity;
};

static void print_branch(struct printer *printer, const struct tree *tree, size_t top, bool is_entered);

static void print_right(struct printer *printer, const struct tree *tree, const struct branch *branch)
{
    const struct operand *before = &tree->operands.at[branch->split];
    const struct operand *first = before + 1;
    size_t levels = print_operator(printer, operand_end(printer, before), before->operator,
                                   ts_node_start_byte(first->node));
    if (branch->right == NONE)
        print_operand(printer, first);
    else
        print_branch(printer, tree, branch->right, false);
    unindent(printer, levels);
}

// Down the left sides in a loop: chains are thousands of levels deep in generated code. Right sides nest no
// deeper than there are precedences, but for `**`.
static void print_branch(struct printer *printer, const struct tree *tree, size_t top, bool is_entered)
{
    struct level_list levels = {0};
    size_t at = top;
    for (; at != NONE; at = tree->branches.at[at].left) {
        struct level level = {.branch = &tree->branches.at[at]};
        if (at != top || !is_entered) {
            level.range = branch_range(printer, tree, level.branch);
            level.outer = node_enter(printer, level.range);
        }
        *list_push(&levels, &printer->arena) = level;
    }
    print_operand(printer, &tree->operands.at[tree->branches.at[top].first]);
    for (size_t i = levels.count; i-- > 0;) {
        struct level *level = &levels.at[i];
        print_right(printer, tree, level->branch);
        if (i > 0 || !is_entered)
            node_leave(printer, level->range, level->outer);
    }
}

void print_binary(struct printer *printer, TSNode node, struct range range)
{
    enum { LONGEST_POWERS = 1000 };
    struct tree tree = {.operands = take_apart(printer, node)};
    size_t powers = 0;
    for (size_t i = 0; i + 1 < tree.operands.count; i++)
        powers += node_is(tree.operands.at[i].operator, "**");
    if (powers > LONGEST_POWERS || tree.operands.count < 2) {
        if (tree.operands.count == 1 && !ts_node_is_null(tree.operands.at[0].template))
            print_typed_tag(printer, &tree.operands.at[0]);
        else
            print_source_text(printer, node, range);
        return;
    }
    size_t top = nest(printer, &tree);
    print_branch(printer, &tree, top, true);
}

bool print_regrouped(struct printer *printer, TSNode node, struct range range)
{
    if (ts_node_is_null(misplaced_bang(printer, node)))
        return false;
    print_binary(printer, node, range);
    return true;
}

// ---- assignments and commas

void print_assignment(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    TSNode left = field(node, "left"), right = field(node, "right"), operator= field(node, "operator");
    bool outer = printer->patterns_are_literals;
    printer->patterns_are_literals = true;
    print_node(printer, left);
    printer->patterns_are_literals = outer;
    if (ts_node_is_null(operator))
        operator= child_of_type(printer, node, "=");
    size_t levels = print_operator(printer, node_end(printer, left), operator, ts_node_start_byte(right));
    print_node(printer, right);
    unindent(printer, levels);
}

// `a, b, c` is `(a, b), c`.
void print_sequence(struct printer *printer, TSNode node, struct range range)
{
    struct nodes parts = children_of(printer, node);
    struct level_list levels = {0};
    for (size_t i = parts.count; i > 3; i -= 2) {
        struct range inner = {range.pos, range.start, node_end(printer, parts.at[i - 3])};
        *list_push(&levels, &printer->arena) =
            (struct level){.range = inner, .outer = node_enter(printer, inner)};
    }
    print_node(printer, parts.at[0]);
    for (size_t i = 2; i < parts.count; i += 2) {
        uint32_t left_end = node_end(printer, parts.at[i - 2]);
        size_t deeper = print_operator(printer, left_end, parts.at[i - 1], ts_node_start_byte(parts.at[i]));
        print_node(printer, parts.at[i]);
        unindent(printer, deeper);
        if (levels.count > 0) {
            struct level *level = &levels.at[--levels.count];
            node_leave(printer, level->range, level->outer);
        }
    }
}
