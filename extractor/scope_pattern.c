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

static struct binding member_of(const struct binding *whole, struct str name)
{
    if (whole->kind == BINDING_OPAQUE)
        return *whole;
    return (struct binding){.kind = BINDING_MEMBER, .of = whole, .name = name};
}

// `pattern`, or `pattern = fallback`.
static void bind_part(struct collector *c, TSNode pattern, struct binding part)
{
    const struct symbols *s = c->scopes->symbols;
    if (scope_is(pattern, s->assignment_pattern) || scope_is(pattern, s->object_assignment_pattern)) {
        part.node = scope_field(pattern, s->field.right);
        pattern = scope_field(pattern, s->field.left);
    }
    scope_bind_pattern(c, pattern, part);
}

static void bind_property(struct collector *c, TSNode property, const struct binding *whole)
{
    const struct symbols *s = c->scopes->symbols;
    TSNode key = property, pattern = property;
    if (scope_is(property, s->pair_pattern)) {
        key = scope_field(property, s->field.key);
        pattern = scope_field(property, s->field.value);
    } else if (scope_is(property, s->object_assignment_pattern)) {
        key = scope_field(property, s->field.left);
    }
    if (scope_is(property, s->rest_pattern))
        scope_bind_pattern(c, ts_node_named_child(property, 0), *whole);
    else
        bind_part(c, pattern, member_of(whole, scope_key(c->scopes, key)));
}

static void bind_element(struct collector *c, TSNode element, const struct binding *whole)
{
    bind_part(c, element, member_of(whole, STR("0"))); // elements are alike, see scope_members.c
}

// (Patterns are as deep as people write them: recursion is bounded by the parser's own limit on what it
// accepts without an error, and sources deeper than that are left alone.)
void scope_bind_pattern(struct collector *c, TSNode pattern, struct binding whole)
{
    const struct symbols *s = c->scopes->symbols;
    if (scope_is(pattern, s->identifier) || scope_is(pattern, s->shorthand_property_identifier_pattern)) {
        scope_bind(c, pattern, whole);
        return;
    }
    if (scope_is(pattern, s->rest_pattern)) { // of elements or parameters: an array
        scope_bind_pattern(c, ts_node_named_child(pattern, 0), (struct binding){.kind = BINDING_OPAQUE});
        return;
    }
    bool is_object = scope_is(pattern, s->object_pattern);
    if (!is_object && !scope_is(pattern, s->array_pattern))
        return;
    struct binding *kept = arena_new(c->scopes->arena, struct binding);
    *kept = whole;
    for (uint32_t i = 0; i < ts_node_named_child_count(pattern); i++)
        (is_object ? bind_property : bind_element)(c, ts_node_named_child(pattern, i), kept);
}
