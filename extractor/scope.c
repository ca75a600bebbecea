// What expressions denote, and what declared types say of their values.

#include "extractor/scope_ask.h"

#include <stddef.h>

enum { most_questions = 500 }; // of one expression

static const struct answer unknown = {0};

bool reference_equal(const struct reference *a, const struct reference *b)
{
    return str_equal(a->module, b->module) && str_list_equal(&a->path, &b->path);
}

struct answer answers_agree(const struct answer *a, const struct answer *b)
{
    if (a->kind != ANSWER_KNOWN || b->kind != ANSWER_KNOWN || !reference_equal(&a->reference, &b->reference))
        return unknown;
    struct answer both = *a;
    both.may_be_undefined |= b->may_be_undefined;
    return both;
}

struct answer ask_reference(struct place place, const struct reference *reference, const struct step *path)
{
    struct answer answer = {.kind = ANSWER_KNOWN, .reference = {.known = true, .module = reference->module}};
    for (size_t i = 0; i < reference->path.count; i++)
        *list_push(&answer.reference.path, place.scopes->arena) = reference->path.at[i];
    for (; path; path = path->rest) {
        if (path->kind != STEP_MEMBER)
            return unknown;
        *list_push(&answer.reference.path, place.scopes->arena) = path->name;
    }
    return answer;
}

// ---- expressions

static struct answer ask_name(struct place place, struct str name, const struct step *path)
{
    const struct binding *binding = scope_find_value(place.scopes, &place.scope, name);
    return binding ? ask_binding(place, binding, path) : unknown;
}

static struct answer ask_identifier(struct place place, TSNode node, const struct step *path)
{
    return ask_name(place, node_text(node, place.scopes->source), path);
}

static struct answer ask_inner(struct place place, TSNode node, const struct step *path)
{
    return ask(place, node_inner(place.scopes->symbols, node), path);
}

static struct answer ask_last(struct place place, TSNode node, const struct step *path)
{
    return ask(place, ts_node_named_child(node, ts_node_named_child_count(node) - 1), path);
}

static struct answer ask_non_null(struct place place, TSNode node, const struct step *path)
{
    struct answer answer = ask_inner(place, node, path);
    if (!path)
        answer.may_be_undefined = false;
    return answer;
}

static struct answer ask_member_of(struct place place, TSNode whole, struct str name, const struct step *path)
{
    return ask(place, whole, &(struct step){.kind = STEP_MEMBER, .name = name, .rest = path});
}

static struct answer ask_member(struct place place, TSNode node, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    struct str name = node_text(node_field(node, s->field.property), place.scopes->source);
    return ask_member_of(place, node_field(node, s->field.object), name, path);
}

static struct answer ask_subscript(struct place place, TSNode node, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    TSNode index = node_field(node, s->field.index);
    if (!node_is_a(index, s->string) && !node_is_a(index, s->number))
        return unknown;
    return ask_member_of(place, node_field(node, s->field.object), scope_key(place.scopes, index), path);
}

// `x as T` and `x as const`.
static struct answer ask_as(struct place place, TSNode node, const struct step *path)
{
    return node_has(node, "const") ? ask_inner(place, node, path) : ask_last(place, node, path);
}

// `<T>x`
static struct answer ask_assertion(struct place place, TSNode node, const struct step *path)
{
    return ask_inner(place, ts_node_named_child(node, 0), path);
}

// Null and undefined, as values or types.
static bool is_nullish(const struct symbols *s, TSNode node)
{
    TSNode value = node_is_a(node, s->literal_type) ? ts_node_named_child(node, 0) : node;
    return node_is_a(value, s->null) || node_is_a(value, s->undefined);
}

static struct answer ask_either(struct place place, TSNode left, TSNode right, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    if (is_nullish(s, left) || is_nullish(s, right)) {
        struct answer answer = ask(place, is_nullish(s, left) ? right : left, path);
        answer.may_be_undefined = true;
        return answer;
    }
    struct answer first = ask(place, left, path), second = ask(place, right, path);
    return answers_agree(&first, &second);
}

static struct answer ask_conditional(struct place place, TSNode node, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    return ask_either(place, node_field(node, s->field.consequence), node_field(node, s->field.alternative),
                      path);
}

// `a || b`, `a ?? b`: a function is never falsy.
static struct answer ask_binary(struct place place, TSNode node, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    struct str operator= node_text(node_field(node, s->field.operator), place.scopes->source);
    TSNode left = node_field(node, s->field.left), right = node_field(node, s->field.right);
    if (!str_is(operator, "||") && !str_is(operator, "??"))
        return unknown;
    struct answer first = ask(place, left, path);
    if (is_nullish(s, right))
        return first;
    struct answer second = ask(place, right, path);
    first.may_be_undefined = false;
    return answers_agree(&first, &second);
}

static struct answer ask_assignment(struct place place, TSNode node, const struct step *path)
{
    return ask(place, node_field(node, place.scopes->symbols->field.right), path);
}

static struct answer ask_new(struct place place, TSNode node, const struct step *path)
{
    return ask(place, node_field(node, place.scopes->symbols->field.constructor),
               &(struct step){.kind = STEP_INSTANCE, .rest = path});
}

// ---- calls

static bool is_global(struct place place, TSNode node, const char *name)
{
    struct str text = node_text(node, place.scopes->source);
    return node_is_a(node, place.scopes->symbols->identifier) && str_is(text, name) &&
           !scope_find_value(place.scopes, &place.scope, text);
}

// `import("m")` and `require("m")`.
static bool is_loading(struct place place, TSNode callee)
{
    return node_is_a(callee, place.scopes->symbols->import) ||
           (place.scopes->is_javascript && is_global(place, callee, "require"));
}

// `Object.freeze(x)` and its like, which give back what they are given.
static bool is_freezing(struct place place, TSNode callee)
{
    static const char *const names[] = {"freeze", "seal", "preventExtensions"};
    const struct symbols *s = place.scopes->symbols;
    if (!node_is_a(callee, s->member_expression) ||
        !is_global(place, node_field(callee, s->field.object), "Object"))
        return false;
    struct str name = node_text(node_field(callee, s->field.property), place.scopes->source);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

static struct answer ask_call(struct place place, TSNode node, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    TSNode callee = node_field(node, s->field.function);
    TSNode first = node_inner(s, node_field(node, s->field.arguments));
    if (is_loading(place, callee)) {
        bool is_type = node_is_a(ts_node_parent(node), s->type_annotation); // without `typeof`: no module
        if (!node_is_a(first, s->string) || is_type)
            return unknown;
        return ask_reference(place, &(struct reference){.module = scope_key(place.scopes, first)}, path);
    }
    if (is_freezing(place, callee))
        return ask(place, first, path);
    return ask(place, callee, &(struct step){.kind = STEP_RESULT, .rest = path});
}

// The only expression that the function can return; null when it is not that plain.
static TSNode returned(const struct symbols *s, TSNode function)
{
    TSNode body = node_field(function, s->field.body), none = {0};
    if (!node_is_a(body, s->statement_block))
        return node_is_a(function, s->arrow_function) ? body : none;
    TSNode statement = node_inner(s, body);
    bool is_alone = ts_node_named_child_count(body) == 1 && node_is_a(statement, s->return_statement);
    return is_alone ? node_inner(s, statement) : none;
}

static struct answer ask_callable(struct place place, TSNode function, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    if (!step_is(path, STEP_RESULT) || node_has(function, "async") || node_has(function, "*"))
        return unknown;
    TSNode type = node_field(function, s->field.return_type);
    place.scope = scope_open(place.scopes, place.scope, function);
    return ask(place, ts_node_is_null(type) ? returned(s, function) : node_inner(s, type), path->rest);
}

// ---- types

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
    struct str module = node_text(node_field(type, s->field.module), place.scopes->source);
    const struct binding *binding = scope_find_value(place.scopes, &place.scope, module);
    struct step member = {.kind = STEP_MEMBER, .rest = path};
    member.name = node_text(node_field(type, s->field.name), place.scopes->source);
    return binding && binding->kind == BINDING_MODULE ? ask_binding(place, binding, &member) : unknown;
}

// `T["name"]`
static struct answer ask_lookup(struct place place, TSNode type, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    TSNode index = node_inner(s, ts_node_named_child(type, 1));
    if (!node_is_a(index, s->string))
        return unknown;
    return ask_member_of(place, ts_node_named_child(type, 0), scope_key(place.scopes, index), path);
}

// `T | U`
static struct answer ask_union(struct place place, TSNode type, const struct step *path)
{
    return ask_either(place, ts_node_named_child(type, 0), ts_node_named_child(type, 1), path);
}

// What one of the types has, their intersection has.
static struct answer ask_intersection(struct place place, TSNode type, const struct step *path)
{
    struct answer first = ask(place, ts_node_named_child(type, 0), path);
    return first.kind == ANSWER_KNOWN ? first : ask(place, ts_node_named_child(type, 1), path);
}

// ---- all forms

// One form of expression or type: how it is asked.
struct form {
    size_t symbol; // its place in struct symbols
    ask_function *ask;
};
#define FORM(name, ask)                                                                                      \
    {                                                                                                        \
        offsetof(struct symbols, name), ask                                                                  \
    }

static const struct form forms[] = {
    FORM(identifier, ask_identifier),
    FORM(shorthand_property_identifier, ask_identifier),
    FORM(shorthand_property_identifier_pattern, ask_identifier),
    FORM(member_expression, ask_member),
    FORM(nested_identifier, ask_member),
    FORM(subscript_expression, ask_subscript),
    FORM(this, ask_this),
    FORM(super, ask_super),
    FORM(parenthesized_expression, ask_inner),
    FORM(satisfies_expression, ask_inner),
    FORM(await_expression, ask_inner),
    FORM(non_null_expression, ask_non_null),
    FORM(as_expression, ask_as),
    FORM(type_assertion, ask_assertion),
    FORM(ternary_expression, ask_conditional),
    FORM(binary_expression, ask_binary),
    FORM(sequence_expression, ask_last),
    FORM(assignment_expression, ask_assignment),
    FORM(call_expression, ask_call),
    FORM(new_expression, ask_new),
    FORM(object, ask_object),
    FORM(array, ask_array),
    FORM(class, ask_class),
    FORM(class_declaration, ask_class),
    FORM(abstract_class_declaration, ask_class),
    FORM(internal_module, ask_namespace),
    FORM(module, ask_namespace),
    FORM(arrow_function, ask_callable),
    FORM(function_expression, ask_callable),
    FORM(function_declaration, ask_callable),
    FORM(method_definition, ask_callable),
    FORM(type_query, ask_inner), // `typeof x`
    FORM(parenthesized_type, ask_inner),
    FORM(union_type, ask_union),
    FORM(intersection_type, ask_intersection),
    FORM(type_identifier, ask_type_name),
    FORM(nested_type_identifier, ask_qualified),
    FORM(lookup_type, ask_lookup),
    FORM(object_type, ask_properties),
    FORM(interface_body, ask_properties),
};

struct answer ask(struct place place, TSNode node, const struct step *path)
{
    if (ts_node_is_null(node) || !place_spend(place))
        return unknown;
    TSSymbol symbol = ts_node_symbol(node);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (symbol == symbol_at(place.scopes->symbols, forms[i].symbol))
            return forms[i].ask(place, node, path);
    return unknown;
}

// Whether the callee, or the call of it, is reached by `?.`.
static bool is_chained(const struct symbols *s, TSNode callee)
{
    if (node_has(ts_node_parent(callee), "?."))
        return true;
    for (; node_is_a(callee, s->member_expression) || node_is_a(callee, s->subscript_expression);
         callee = node_field(callee, s->field.object))
        if (node_has(callee, "optional_chain"))
            return true;
    return false;
}

struct reference scope_resolve(const struct scopes *scopes, struct scope *scope, TSNode expression)
{
    size_t budget = most_questions;
    struct answer answer = ask((struct place){scopes, scope, &budget}, expression, NULL);
    if (answer.kind != ANSWER_KNOWN || (answer.may_be_undefined && is_chained(scopes->symbols, expression)))
        return (struct reference){0};
    return answer.reference;
}

struct reference scope_resolve_name(const struct scopes *scopes, struct scope *scope, struct str name)
{
    size_t budget = most_questions;
    return ask_name((struct place){scopes, scope, &budget}, name, NULL).reference;
}
