#include "extractor/literal_node.h"

#include "base/literal.h"

static bool has_substitutions(const struct scan *scan, TSNode template)
{
    for (uint32_t i = 0; i < ts_node_named_child_count(template); i++)
        if (node_is_a(ts_node_named_child(template, i), scan->symbols->template_substitution))
            return true;
    return false;
}

// What stands between the quotes.
static bool find_raw(const struct scan *scan, TSNode node, struct str *raw, enum literal_kind *kind)
{
    bool is_string = node_is_a(node, scan->symbols->string);
    if (!is_string && (!node_is_a(node, scan->symbols->template_string) || has_substitutions(scan, node)))
        return false;
    struct str text = scan_text(scan, node);
    *raw = str_slice(text, 1, text.len - 1);
    *kind = is_string ? LITERAL_STRING : LITERAL_TEMPLATE;
    return true;
}

bool literal_of_node(const struct scan *scan, TSNode node, struct arena *arena, struct str *out)
{
    struct str raw;
    enum literal_kind kind;
    bool is_plain = find_raw(scan, node, &raw, &kind);
    if (is_plain)
        *out = literal_text(raw, kind, arena);
    return is_plain;
}

bool literal_add_node(const struct scan *scan, TSNode node, struct buf *out)
{
    struct str raw;
    enum literal_kind kind;
    bool is_plain = find_raw(scan, node, &raw, &kind);
    if (is_plain)
        literal_cook(raw, kind, out);
    return is_plain;
}

static void add_text(const struct scan *scan, size_t start, size_t end, struct arena *arena,
                     struct template_parts *out)
{
    struct str raw = str_slice(scan->source, start, end);
    *list_push(&out->texts, arena) = literal_text(raw, LITERAL_TEMPLATE, arena);
}

void template_take_apart(const struct scan *scan, TSNode template, struct arena *arena,
                         struct template_parts *out)
{
    size_t start = ts_node_start_byte(template) + 1;
    TSTreeCursor cursor = ts_tree_cursor_new(template);
    *out = (struct template_parts){0};
    for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;
         more = ts_tree_cursor_goto_next_sibling(&cursor)) {
        TSNode child = ts_tree_cursor_current_node(&cursor);
        if (!node_is_a(child, scan->symbols->template_substitution))
            continue;
        add_text(scan, start, ts_node_start_byte(child), arena, out);
        *list_push(&out->substitutions, arena) = child;
        start = ts_node_end_byte(child);
    }
    ts_tree_cursor_delete(&cursor);
    add_text(scan, start, ts_node_end_byte(template) - 1, arena, out);
}

static bool is_comparison(const struct scan *scan, TSNode node, const char *operator)
{
    const struct symbols *s = scan->symbols;
    return node_is_a(node, s->binary_expression) &&
           str_is(scan_text(scan, node_field(node, s->field.operator)), operator);
}

static bool read_typed(const struct scan *scan, TSNode expression, struct tagged_template *out)
{
    const struct symbols *s = scan->symbols;
    if (!is_comparison(scan, expression, ">"))
        return false;
    TSNode head = node_field(expression, s->field.left);
    if (!is_comparison(scan, head, "<"))
        return false;
    TSNode type = node_field(head, s->field.right);
    *out = (struct tagged_template){node_field(head, s->field.left), node_field(expression, s->field.right)};
    return node_is_a(out->template, s->template_string) &&
           (node_is_a(type, s->identifier) || node_is_a(type, s->member_expression));
}

bool tagged_template_of(const struct scan *scan, TSNode expression, struct tagged_template *out)
{
    const struct symbols *s = scan->symbols;
    if (!node_is_a(expression, s->call_expression))
        return read_typed(scan, expression, out);
    *out = (struct tagged_template){node_field(expression, s->field.function),
                                    node_field(expression, s->field.arguments)};
    return node_is_a(out->template, s->template_string);
}
