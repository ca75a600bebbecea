// What a declared type says about its values.

#include "extractor/scope_ask.h"

#include <stddef.h>

static const struct answer unknown = {0};

static struct answer ask_inner_type(struct place place, TSNode type, const struct step *path)
{
    return ask_type(place, scope_inner(place.scopes->symbols, type), path);
}

// `typeof x`
static struct answer ask_query(struct place place, TSNode type, const struct step *path)
{
    return ask(place, scope_inner(place.scopes->symbols, type), path);
}

static struct answer ask_type_name(struct place place, TSNode type, const struct step *path)
{
    struct str name = node_text(type, place.scopes->source);
    const struct binding *binding = scope_find_type(place.scopes, &place.scope, name);
    return binding ? ask_binding(place, binding, path) : unknown;
}

// `L.T`, where L is another module.
static struct answer ask_qualified(struct place place, TSNode type, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    struct str module = node_text(scope_field(type, s->field.module), place.scopes->source);
    const struct binding *binding = scope_find_value(place.scopes, &place.scope, module);
    struct step member = {.kind = STEP_MEMBER, .rest = path};
    member.name = node_text(scope_field(type, s->field.name), place.scopes->source);
    return binding && binding->kind == BINDING_MODULE ? ask_binding(place, binding, &member) : unknown;
}

// `T["name"]`
static struct answer ask_lookup(struct place place, TSNode type, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    TSNode index = scope_inner(s, ts_node_named_child(type, 1));
    if (!scope_is(index, s->string))
        return unknown;
    struct step member = {.kind = STEP_MEMBER, .name = scope_string(place.scopes, index), .rest = path};
    return ask_type(place, ts_node_named_child(type, 0), &member);
}

// `{name: T}`, and the body of an interface.
static struct answer ask_properties(struct place place, TSNode type, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    if (!step_is(path, STEP_MEMBER))
        return unknown;
    for (uint32_t i = 0; i < ts_node_named_child_count(type); i++) {
        TSNode property = ts_node_named_child(type, i);
        if (!scope_is(property, s->property_signature) ||
            !str_equal(scope_key(place.scopes, scope_field(property, s->field.name)), path->name))
            continue;
        struct binding binding =
            scope_binding_of(place.scopes, scope_field(property, s->field.type), (TSNode){0});
        binding.may_be_undefined = scope_has_child(property, "?");
        return ask_binding(place, &binding, path->rest);
    }
    return unknown;
}

static bool is_nullish(const struct symbols *s, TSNode type)
{
    TSNode literal = scope_is(type, s->literal_type) ? ts_node_named_child(type, 0) : (TSNode){0};
    return scope_is(literal, s->null) || scope_is(literal, s->undefined);
}

static struct answer ask_union(struct place place, TSNode type, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    TSNode left = ts_node_named_child(type, 0), right = ts_node_named_child(type, 1);
    if (is_nullish(s, left) || is_nullish(s, right)) {
        struct answer answer = ask_type(place, is_nullish(s, left) ? right : left, path);
        answer.may_be_undefined = true;
        return answer;
    }
    struct answer first = ask_type(place, left, path), second = ask_type(place, right, path);
    return answers_agree(&first, &second);
}

// What one of the types has, their intersection has.
static struct answer ask_intersection(struct place place, TSNode type, const struct step *path)
{
    struct answer first = ask_type(place, ts_node_named_child(type, 0), path);
    return first.kind == ANSWER_KNOWN ? first : ask_type(place, ts_node_named_child(type, 1), path);
}

static const struct form forms[] = {
    FORM(type_query, ask_query),
    FORM(type_identifier, ask_type_name),
    FORM(nested_type_identifier, ask_qualified),
    FORM(member_expression, ask), // `import("m").T`
    FORM(lookup_type, ask_lookup),
    FORM(parenthesized_type, ask_inner_type),
    FORM(object_type, ask_properties),
    FORM(interface_body, ask_properties),
    FORM(union_type, ask_union),
    FORM(intersection_type, ask_intersection),
};

struct answer ask_type(struct place place, TSNode type, const struct step *path)
{
    if (ts_node_is_null(type) || *place.budget == 0)
        return unknown;
    --*place.budget;
    TSSymbol symbol = ts_node_symbol(type);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (symbol == symbol_at(place.scopes->symbols, forms[i].symbol))
            return forms[i].ask(place, type, path);
    return unknown;
}
