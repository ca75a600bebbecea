// Templates, arrays and objects, and the patterns that look like them.
#include "extractor/grammar.h"
#include "extractor/printer.h"

// ---- templates

// A piece of text between expressions: a node of its own as far as comments are concerned.
static void print_template_text(struct printer *printer, uint32_t pos, uint32_t start, uint32_t end)
{
    struct range range = {pos, start, end};
    struct container outer = node_enter(printer, range);
    put_source(printer, start, end);
    node_leave(printer, range, outer);
}

struct opening {
    TSNode substitution, inner;
};

struct opening_list {
    struct opening *at;
    size_t count, capacity;
};

static struct opening_list openings_of(struct printer *printer, TSNode node)
{
    struct opening_list openings = {0};
    struct nodes children = children_of(printer, node);
    for (size_t i = 0; i < children.count; i++) {
        TSNode child = children.at[i];
        if (!node_is(child, "template_substitution") && !node_is(child, "template_type"))
            continue;
        TSNode inner = inner_of(printer, child);
        if (!ts_node_is_null(inner) && !ts_node_has_error(child))
            *list_push(&openings, &printer->arena) = (struct opening){child, inner};
    }
    return openings;
}

static void print_spans(struct printer *printer, TSNode node, struct range range)
{
    struct opening_list openings = openings_of(printer, node);
    if (openings.count == 0) {
        put_source(printer, range.start, range.end);
        return;
    }
    uint32_t end = ts_node_start_byte(openings.at[0].substitution) + 2;
    print_template_text(printer, range.pos, range.start, end);
    for (size_t i = 0; i < openings.count; i++) {
        TSNode inner = openings.at[i].inner;
        bool is_last = i + 1 == openings.count;
        struct range span = {end, skip_trivia(printer, end), 0};
        span.end = is_last ? range.end : ts_node_start_byte(openings.at[i + 1].substitution) + 2;
        struct container outer = node_enter(printer, span);
        print_node(printer, inner);
        uint32_t close = node_end(printer, openings.at[i].substitution) - 1;
        print_template_text(printer, node_end(printer, inner), close, span.end);
        node_leave(printer, span, outer);
        end = span.end;
    }
}

void print_template(struct printer *printer, TSNode node, struct range range)
{
    print_spans(printer, node, range);
}

void print_template_type(struct printer *printer, TSNode node, struct range range)
{
    print_spans(printer, node, range);
}

// ---- literals

static unsigned force_lines(struct printer *printer, const struct list *list)
{
    return same_line(printer, list->pos, skip_trivia(printer, list->pos)) ? 0 : LIST_FORCE_LINES;
}

void print_array(struct printer *printer, TSNode node, struct range range)
{
    struct list list = list_of(printer, node);
    print_list(printer, &list, LIST_ARRAY | force_lines(printer, &list), range);
}

void print_object(struct printer *printer, TSNode node, struct range range)
{
    struct list list = list_of(printer, node);
    print_list(printer, &list, LIST_OBJECT | force_lines(printer, &list), range);
}

void print_computed_name(struct printer *printer, TSNode node, struct range range)
{
    (void)range;
    put_text(printer, "[");
    print_node(printer, inner_of(printer, node));
    put_text(printer, "]");
}

void print_initializer(struct printer *printer, TSNode value, uint32_t from, struct range parent)
{
    if (ts_node_is_null(value))
        return;
    put_space(printer);
    put_token(printer, "=", from, parent);
    put_space(printer);
    print_node(printer, value);
}

// The name of a bound element and what it is when nothing is given.
static void print_bound(struct printer *printer, TSNode node, struct range element)
{
    if (!node_is(node, "assignment_pattern")) {
        print_node(printer, node);
        return;
    }
    TSNode left = field(node, "left");
    print_node(printer, left);
    print_initializer(printer, field(node, "right"), node_end(printer, left), element);
}

void print_pair(struct printer *printer, TSNode node, struct range range)
{
    TSNode value = field(node, "value");
    print_node(printer, field(node, "key"));
    put_text(printer, ": ");
    if (node_is(node, "pair_pattern") && !printer->patterns_are_literals) {
        print_bound(printer, value, range);
        return;
    }
    trailing_comments(printer, range_of(printer, value).pos, TRAILING_PLAIN);
    print_node(printer, value);
}

// ---- patterns

void print_pattern_default(struct printer *printer, TSNode node, struct range range)
{
    if (printer->patterns_are_literals)
        print_assignment(printer, node, range);
    else
        print_bound(printer, node, range);
}

void print_shorthand_default(struct printer *printer, TSNode node, struct range range)
{
    TSNode left = field(node, "left"), right = field(node, "right");
    print_node(printer, left);
    if (printer->patterns_are_literals) {
        put_text(printer, " = ");
        print_node(printer, right);
    } else {
        print_initializer(printer, right, node_end(printer, left), range);
    }
}

static void print_pattern(struct printer *printer, TSNode node, struct range range, const char *brackets,
                          unsigned format)
{
    struct list list = list_of(printer, node);
    put(printer, (struct str){brackets, 1});
    print_list(printer, &list, format, range);
    put(printer, (struct str){brackets + 1, 1});
}

void print_object_pattern(struct printer *printer, TSNode node, struct range range)
{
    if (printer->patterns_are_literals)
        print_object(printer, node, range);
    else
        print_pattern(printer, node, range, "{}", LIST_OBJECT_PATTERN);
}

void print_array_pattern(struct printer *printer, TSNode node, struct range range)
{
    if (printer->patterns_are_literals)
        print_array(printer, node, range);
    else
        print_pattern(printer, node, range, "[]", LIST_ARRAY_PATTERN);
}
