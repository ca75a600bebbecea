// Destructuring, and the small things that all of scope*.c ask of nodes.

#include "extractor/scope_binding.h"

#include "base/literal.h"

bool scope_has_child(TSNode node, const char *type)
{
    for (uint32_t i = 0; i < ts_node_child_count(node); i++)
        if (strcmp(ts_node_type(ts_node_child(node, i)), type) == 0)
            return true;
    return false;
}

TSNode scope_inner(const struct symbols *s, TSNode node)
{
    uint32_t i = 0;
    while (scope_is(ts_node_named_child(node, i), s->comment))
        i++;
    return ts_node_named_child(node, i);
}

struct str scope_string(const struct scopes *scopes, TSNode string)
{
    struct str text = node_text(string, scopes->source);
    return literal_text(str_slice(text, 1, text.len - 1), LITERAL_STRING, scopes->arena);
}

struct str scope_key(const struct scopes *scopes, TSNode key)
{
    const struct symbols *s = scopes->symbols;
    if (scope_is(key, s->computed_property_name) && scope_is(ts_node_named_child(key, 0), s->string))
        key = ts_node_named_child(key, 0);
    return scope_is(key, s->string) ? scope_string(scopes, key) : node_text(key, scopes->source);
}

struct binding scope_binding_of(const struct scopes *scopes, TSNode type, TSNode value)
{
    if (!ts_node_is_null(type))
        return (struct binding){.kind = BINDING_TYPE, .node = scope_inner(scopes->symbols, type)};
    if (!ts_node_is_null(value))
        return (struct binding){.kind = BINDING_VALUE, .node = value};
    return (struct binding){.kind = BINDING_OPAQUE};
}

static bool is_name(const struct symbols *s, TSNode pattern)
{
    return scope_is(pattern, s->identifier) || scope_is(pattern, s->shorthand_property_identifier_pattern);
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
    if (scope_is(child, s->rest_pattern))
        return (struct part){ts_node_named_child(child, 0), is_object ? *whole : (struct binding){0}};
    bool has_key = scope_is(child, s->pair_pattern);
    struct part part = {has_key ? scope_field(child, s->field.value) : child, {0}};
    struct binding member = {.kind = BINDING_MEMBER, .of = whole, .name = STR("0")}; // elements are alike
    if (scope_is(part.pattern, s->assignment_pattern) ||
        scope_is(part.pattern, s->object_assignment_pattern)) {
        member.node = scope_field(part.pattern, s->field.right);
        part.pattern = scope_field(part.pattern, s->field.left);
    }
    if (is_object)
        member.name = scope_key(c->scopes, has_key ? scope_field(child, s->field.key) : part.pattern);
    part.binding = member;
    return part;
}

static void add_parts(struct collector *c, struct part part, struct part_list *parts)
{
    const struct symbols *s = c->scopes->symbols;
    bool is_object = scope_is(part.pattern, s->object_pattern);
    if (scope_is(part.pattern, s->rest_pattern)) // of parameters: an array
        *list_push(parts, c->scopes->arena) =
            (struct part){ts_node_named_child(part.pattern, 0), {.kind = BINDING_OPAQUE}};
    if (!is_object && !scope_is(part.pattern, s->array_pattern))
        return;
    struct binding *whole = arena_new(c->scopes->arena, struct binding);
    *whole = part.binding;
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
