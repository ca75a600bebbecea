// What literals, classes, object types and namespaces hold.

#include "extractor/scope_ask.h"

#include "base/byte.h"

#include <stddef.h>

static const struct answer unknown = {0}, absent = {.kind = ANSWER_ABSENT};

// ---- literals

static bool is_named(const struct scopes *scopes, TSNode key, struct str name)
{
    return !ts_node_is_null(key) && str_equal(scope_key(scopes, key), name);
}

// What a getter gives, or the method itself.
static struct answer ask_method(struct place place, TSNode method, const struct step *path)
{
    struct step result = {.kind = STEP_RESULT, .rest = path};
    return ask(place, method, node_has(method, "get") ? &result : path);
}

// What a spread object brings under that name.
static struct answer ask_spread(struct place place, TSNode spread, const struct step *path)
{
    TSNode object = node_inner(place.scopes->symbols, spread);
    struct step member = {.kind = STEP_MEMBER, .name = path->name};
    struct answer own = ask(place, object, &member);
    return own.kind == ANSWER_ABSENT ? own : ask(place, object, path);
}

// `[key]` can be every name.
static bool is_any_name(const struct symbols *s, TSNode key)
{
    return node_is_a(key, s->computed_property_name) && !node_is_a(ts_node_named_child(key, 0), s->string);
}

// Whether the property decides what the object has under that name; then `out` says what.
static bool ask_property(struct place place, TSNode property, const struct step *path, struct answer *out)
{
    const struct symbols *s = place.scopes->symbols;
    if (node_is_a(property, s->spread_element)) {
        *out = ask_spread(place, property, path);
        return out->kind != ANSWER_ABSENT;
    }
    bool is_pair = node_is_a(property, s->pair), is_method = node_is_a(property, s->method_definition);
    TSNode key = is_pair     ? node_field(property, s->field.key)
                 : is_method ? node_field(property, s->field.name)
                             : property;
    if (is_any_name(s, key)) {
        *out = unknown;
        return true;
    }
    if (!is_named(place.scopes, key, path->name) || (is_method && node_has(property, "set")))
        return false;
    if (is_method)
        *out = ask_method(place, property, path->rest);
    else
        *out = ask(place, is_pair ? node_field(property, s->field.value) : property, path->rest);
    return true;
}

struct answer ask_object(struct place place, TSNode literal, const struct step *path)
{
    struct answer answer;
    if (!step_is(path, STEP_MEMBER))
        return unknown;
    for (uint32_t i = ts_node_named_child_count(literal); i > 0; i--) // the last one of a name counts
        if (ask_property(place, ts_node_named_child(literal, i - 1), path, &answer))
            return answer;
    return absent;
}

// `[, a]` and `[...a]` hold more than their elements.
static bool is_plain_list(const struct symbols *s, TSNode array)
{
    bool is_after_comma = true;
    for (uint32_t i = 1; i + 1 < ts_node_child_count(array); i++) {
        TSNode child = ts_node_child(array, i);
        bool is_comma = !ts_node_is_named(child);
        if (node_is_a(child, s->spread_element) || (is_comma && is_after_comma))
            return false;
        is_after_comma = is_comma;
    }
    return true;
}

// An element of an array has the type that all of them have in common.
struct answer ask_array(struct place place, TSNode array, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    if (!step_is(path, STEP_MEMBER) || !str_is_digits(path->name) || !is_plain_list(s, array))
        return unknown;
    struct answer common = absent;
    for (uint32_t i = 0; i < ts_node_named_child_count(array); i++) {
        TSNode element = ts_node_named_child(array, i);
        if (node_is_a(element, s->comment))
            continue;
        struct answer answer = ask(place, element, path->rest);
        common = common.kind == ANSWER_ABSENT ? answer : answers_agree(&common, &answer);
        if (common.kind != ANSWER_KNOWN)
            return unknown;
    }
    return common;
}

// ---- classes

static bool is_parameter_property(TSNode parameter)
{
    return node_has(parameter, "accessibility_modifier") || node_has(parameter, "readonly") ||
           node_has(parameter, "override_modifier");
}

// The parameter of the constructor that declares a field of that name.
static bool declares_field(const struct scopes *scopes, TSNode method, struct str name)
{
    const struct symbols *s = scopes->symbols;
    TSNode list = node_field(method, s->field.parameters);
    if (!str_is(node_text(node_field(method, s->field.name), scopes->source), "constructor"))
        return false;
    for (uint32_t i = 0; i < ts_node_named_child_count(list); i++) {
        TSNode parameter = ts_node_named_child(list, i);
        if (is_parameter_property(parameter) &&
            is_named(scopes, node_field(parameter, s->field.pattern), name))
            return true;
    }
    return false;
}

// The definition of a member in a body, or the constructor that declares it; null if there is none.
static TSNode find_member(const struct scopes *scopes, TSNode body, struct str name, bool is_static)
{
    const struct symbols *s = scopes->symbols;
    for (uint32_t i = 0; !ts_node_is_null(body) && i < ts_node_named_child_count(body); i++) {
        TSNode member = ts_node_named_child(body, i);
        bool is_method = node_is_a(member, s->method_definition);
        if (is_method && !is_static && declares_field(scopes, member, name))
            return member;
        if (is_named(scopes, node_field(member, s->field.name), name) &&
            node_has(member, "static") == is_static && !(is_method && node_has(member, "set")))
            return member;
    }
    return (TSNode){0};
}

// The place's scope is the class.
static struct answer ask_definition(struct place place, TSNode member, const struct step *name)
{
    const struct symbols *s = place.scopes->symbols;
    if (node_is_a(member, s->method_definition)) {
        if (is_named(place.scopes, node_field(member, s->field.name), name->name))
            return ask_method(place, member, name->rest);
        place.scope = scope_open(place.scopes, place.scope, member);
        const struct binding *parameter = scope_find_value(place.scopes, &place.scope, name->name);
        return parameter ? ask_binding(place, parameter, name->rest) : unknown; // `public this` binds no name
    }
    if (!node_is_a(member, s->public_field_definition) && !node_is_a(member, s->property_signature))
        return unknown;
    struct binding binding = scope_binding_of(s, member);
    return ask_binding(place, &binding, name->rest);
}

// `{name: T}`, and the body of an interface.
struct answer ask_properties(struct place place, TSNode body, const struct step *path)
{
    if (!step_is(path, STEP_MEMBER))
        return unknown;
    return ask_definition(place, find_member(place.scopes, body, path->name, false), path);
}

static struct answer ask_base(struct place place, TSNode class, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    for (uint32_t i = 0; i < ts_node_named_child_count(class); i++) {
        TSNode heritage = ts_node_named_child(class, i);
        TSNode clause = node_is_a(heritage, s->class_heritage) ? node_inner(s, heritage) : (TSNode){0};
        if (node_is_a(clause, s->extends_clause))
            return ask(place, node_field(clause, s->field.value), path);
    }
    return unknown;
}

// Static members, and behind STEP_INSTANCE those of an object of the class.
struct answer ask_class(struct place place, TSNode class, const struct step *path)
{
    bool is_static = !step_is(path, STEP_INSTANCE);
    const struct step *name = is_static ? path : path->rest;
    if (!step_is(name, STEP_MEMBER))
        return unknown;
    TSNode body = node_field(class, place.scopes->symbols->field.body);
    TSNode member = find_member(place.scopes, body, name->name, is_static);
    if (ts_node_is_null(member))
        return ask_base(place, class, path);
    place.scope = scope_open(place.scopes, place.scope, class);
    return ask_definition(place, member, name);
}

// ---- this and super

// What `this` is at a place: the class, or an object of it.
struct self {
    struct scope *class;
    bool is_static;
};

// Whether a function between the place and the class has a `this` of its own.
static bool is_rebound(const struct symbols *s, const struct scope *scope, const struct scope *class,
                       TSNode member)
{
    for (; scope != class; scope = scope->parent)
        if (scope_is_function(s, ts_node_symbol(scope->node)) && !node_is_a(scope->node, s->arrow_function) &&
            !ts_node_eq(scope->node, member))
            return true;
    return false;
}

static bool find_self(struct place place, TSNode node, struct self *out)
{
    const struct symbols *s = place.scopes->symbols;
    struct scope *class = place.scope;
    while (class && !scope_is_class(s, ts_node_symbol(class->node)))
        class = class->parent;
    TSNode body = class ? node_field(class->node, s->field.body) : (TSNode){0};
    TSNode member = ts_node_is_null(body) ? body : ts_node_child_with_descendant(body, node);
    if (ts_node_is_null(member) || is_rebound(s, place.scope, class, member))
        return false;
    *out = (struct self){class, node_has(member, "static")};
    return true;
}

static struct answer ask_self(struct place place, TSNode node, const struct step *path,
                              ask_function *of_class)
{
    struct self self;
    if (!step_is(path, STEP_MEMBER) || !find_self(place, node, &self))
        return unknown;
    place.scope = self.class->parent;
    struct step instance = {.kind = STEP_INSTANCE, .rest = path};
    return of_class(place, self.class->node, self.is_static ? path : &instance);
}

struct answer ask_this(struct place place, TSNode node, const struct step *path)
{
    return ask_self(place, node, path, ask_class);
}

struct answer ask_super(struct place place, TSNode node, const struct step *path)
{
    return ask_self(place, node, path, ask_base);
}

// ---- namespaces

struct answer ask_namespace(struct place place, TSNode namespace, const struct step *path)
{
    const struct symbols *s = place.scopes->symbols;
    TSNode body = node_field(namespace, s->field.body);
    if (!step_is(path, STEP_MEMBER) || ts_node_is_null(body))
        return unknown;
    struct scope *inside = scope_open(place.scopes, place.scope, body);
    place.scope = inside;
    const struct binding *binding = scope_find_value(place.scopes, &place.scope, path->name);
    if (!binding || place.scope != inside)
        return unknown;
    bool is_exported = binding->is_exported || node_is_a(ts_node_parent(namespace), s->ambient_declaration);
    return is_exported ? ask_binding(place, binding, path->rest) : unknown;
}
