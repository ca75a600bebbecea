// Destructuring.

#include "extractor/scope_binding.h"

static bool is_name(const struct symbols *s, TSNode pattern)
{
    return node_is_a(pattern, s->identifier) || node_is_a(pattern, s->shorthand_property_identifier_pattern);
}

// A pattern that is to be bound, and to what.
struct part {
    TSNode pattern;
    struct binding binding;
};

struct part_list {
    struct part *at;
    size_t count, capacity;
};

// A child of an object or array pattern: a name or pattern, behind its key and before its default.
static struct part part_of(struct collector *c, TSNode child, const struct binding *whole, bool is_object)
{
    const struct symbols *s = c->scopes->symbols;
    if (node_is_a(child, s->rest_pattern))
        return (struct part){ts_node_named_child(child, 0), is_object ? *whole : (struct binding){0}};
    bool has_key = node_is_a(child, s->pair_pattern);
    struct part part = {has_key ? node_field(child, s->field.value) : child, {0}};
    struct binding member = {.kind = BINDING_MEMBER, .of = whole, .name = STR("0")}; // elements are alike
    if (node_is_a(part.pattern, s->assignment_pattern) ||
        node_is_a(part.pattern, s->object_assignment_pattern)) {
        member.node = node_field(part.pattern, s->field.right);
        part.pattern = node_field(part.pattern, s->field.left);
    }
    if (is_object)
        member.name = scope_key(c->scopes, has_key ? node_field(child, s->field.key) : part.pattern);
    part.binding = member;
    return part;
}

static void add_parts(struct collector *c, struct part part, struct part_list *parts)
{
    const struct symbols *s = c->scopes->symbols;
    bool is_object = node_is_a(part.pattern, s->object_pattern);
    if (node_is_a(part.pattern, s->rest_pattern)) // of parameters: an array
        *list_push(parts, c->scopes->arena) = (struct part){ts_node_named_child(part.pattern, 0), {0}};
    if (!is_object && !node_is_a(part.pattern, s->array_pattern))
        return;
    const struct binding *whole = scope_keep(c, part.binding);
    for (uint32_t i = 0; i < ts_node_named_child_count(part.pattern); i++)
        *list_push(parts, c->scopes->arena) =
            part_of(c, ts_node_named_child(part.pattern, i), whole, is_object);
}

void scope_bind_pattern(struct collector *c, TSNode pattern, struct binding whole)
{
    struct part part = {pattern, whole};
    struct part_list inner = {0}; // a list, not recursion: patterns can nest without bound
    for (size_t next = 0;; part = inner.at[next++]) {
        if (is_name(c->scopes->symbols, part.pattern))
            scope_bind(c, part.pattern, part.binding);
        else
            add_parts(c, part, &inner);
        if (next == inner.count)
            return;
    }
}
