// What names are bound to: the answers that their declarations give.

#include "extractor/scope_ask.h"

enum {
    deepest_literal = 16, // object literals in one another around a function
    deepest_var = 200,    // scopes between a function and a `var` in it
};

static const struct answer unknown = {0};

// The scope in which the node stands, below `home`; NULL when it stands too deep to say.
static struct scope *scope_around(const struct scopes *scopes, struct scope *home, TSNode node, size_t depth)
{
    TSNode parent = ts_node_parent(node);
    if (ts_node_is_null(parent) || ts_node_eq(parent, home->node))
        return home;
    struct scope *outer = depth < deepest_var ? scope_around(scopes, home, parent, depth + 1) : NULL;
    bool is_scope = outer && scope_starts_at(scopes, ts_node_symbol(parent));
    return is_scope ? scope_open(scopes, outer, parent) : outer;
}

// What the value stands in, beyond the object literals that it is part of.
static TSNode around_literals(const struct symbols *s, TSNode value)
{
    TSNode around = ts_node_parent(value);
    for (size_t depth = 0; depth < deepest_literal; depth++) {
        if (!node_is_a(around, s->pair) && !node_is_a(around, s->object) &&
            !node_is_a(around, s->parenthesized_expression))
            break;
        around = ts_node_parent(around);
    }
    return around;
}

// Whether what surrounds the function may give types to its parameters.
static bool may_have_context(const struct symbols *s, TSNode function)
{
    TSSymbol symbol = ts_node_symbol(function);
    if (symbol == s->function_declaration || symbol == s->generator_function_declaration)
        return false;
    TSNode around = around_literals(s, function);
    if (node_is_a(around, s->variable_declarator) || node_is_a(around, s->public_field_definition))
        return !ts_node_is_null(node_field(around, s->field.type));
    return !node_is_a(around, s->class_body) && !node_is_a(around, s->export_statement);
}

static struct answer ask_parameter(struct place place, const struct binding *binding, const struct step *path)
{
    if (may_have_context(place.scopes->symbols, binding->function))
        return unknown;
    if (!ts_node_is_null(binding->node))
        return ask(place, binding->node, path);
    return (struct answer){.kind = path ? ANSWER_ABSENT : ANSWER_UNKNOWN};
}

static struct answer ask_part(struct place place, const struct binding *binding, const struct step *path)
{
    if (!place_spend(place))
        return unknown;
    struct step part = {.kind = STEP_MEMBER, .name = binding->name}, whole = part;
    whole.rest = path;
    if (ts_node_is_null(binding->node))
        return ask_binding(place, binding->of, &whole);
    struct answer fallback = ask(place, binding->node, path);
    if (ask_binding(place, binding->of, &part).kind == ANSWER_ABSENT)
        return fallback;
    struct answer value = ask_binding(place, binding->of, &whole);
    value.may_be_undefined = false;
    return answers_agree(&value, &fallback);
}

static struct answer ask_bound_node(struct place place, const struct binding *binding,
                                    const struct step *path)
{
    return ask(place, binding->node, path);
}

static struct answer ask_bound_instance(struct place place, const struct binding *binding,
                                        const struct step *path)
{
    return ask(place, binding->node, &(struct step){.kind = STEP_INSTANCE, .rest = path});
}

static struct answer ask_import(struct place place, const struct binding *binding, const struct step *path)
{
    return ask_reference(place, &binding->reference, path);
}

struct answer ask_binding(struct place place, const struct binding *binding, const struct step *path)
{
    static struct answer (*const asks[])(struct place, const struct binding *, const struct step *) = {
        [BINDING_NODE] = ask_bound_node,     [BINDING_MODULE] = ask_import,
        [BINDING_MEMBER] = ask_part,         [BINDING_INSTANCE] = ask_bound_instance,
        [BINDING_PARAMETER] = ask_parameter,
    };
    if (binding->is_hoisted && !ts_node_is_null(binding->node))
        place.scope = scope_around(place.scopes, place.scope, binding->node, 0);
    if (!place.scope)
        return unknown;
    struct answer answer = asks[binding->kind](place, binding, path);
    answer.may_be_undefined |= binding->may_be_undefined;
    return answer;
}
