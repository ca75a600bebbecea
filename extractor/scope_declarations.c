// Which names a scope declares: in what starts it, and in its statements (scope_statements.c).

#include "extractor/scope_collect.h"

#include "base/literal.h"

#include <stddef.h>

struct str scope_key(const struct scopes *scopes, TSNode key)
{
    const struct symbols *s = scopes->symbols;
    TSNode inner = node_is_a(key, s->computed_property_name) ? ts_node_named_child(key, 0) : key;
    if (!node_is_a(inner, s->string))
        return node_text(key, scopes->source);
    struct str text = node_text(inner, scopes->source);
    return literal_text(str_slice(text, 1, text.len - 1), LITERAL_STRING, scopes->arena);
}

struct binding scope_binding_of(const struct symbols *s, TSNode declaration)
{
    TSNode type = node_field(declaration, s->field.type);
    return (struct binding){
        .node = ts_node_is_null(type) ? node_field(declaration, s->field.value) : node_inner(s, type),
        .may_be_undefined = node_has(declaration, "?"),
    };
}

struct binding *scope_keep(struct collector *c, struct binding binding)
{
    struct binding *kept = arena_new(c->scopes->arena, struct binding);
    *kept = binding;
    kept->is_hoisted = c->is_hoisting;
    kept->is_exported = c->is_exporting;
    return kept;
}

static void bind_in(struct collector *c, struct map *names, TSNode name, struct binding binding)
{
    if (ts_node_is_null(name))
        return;
    struct map_entry *entry = map_entry(names, node_text(name, c->scopes->source), c->scopes->arena);
    if (!entry->value) // overloads, and a function beside a variable: the first declaration stands for all
        entry->value = scope_keep(c, binding);
}

void scope_bind(struct collector *c, TSNode name, struct binding binding)
{
    bind_in(c, &c->scope->values, name, binding);
}

void scope_bind_type(struct collector *c, TSNode name, struct binding binding)
{
    bind_in(c, &c->scope->types, name, binding);
}

collector_function *collector_form_find(const struct symbols *s, TSSymbol symbol,
                                        const struct collector_form *forms, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (symbol == symbol_at(s, forms[i].symbol))
            return forms[i].collect;
    return NULL;
}

// ---- functions and loops

// `for (const name of values)`: each element in turn. What `in` gives is text.
static void collect_loop(struct collector *c, TSNode loop)
{
    const struct symbols *s = c->scopes->symbols;
    if (ts_node_is_null(node_field(loop, s->field.kind)))
        return;
    bool is_of = str_is(node_text(node_field(loop, s->field.operator), c->scopes->source), "of");
    TSNode none = {0}, values = is_of ? node_field(loop, s->field.right) : none;
    struct binding element = {.kind = BINDING_MEMBER, .name = STR("0")};
    element.of = scope_keep(c, (struct binding){.node = values});
    scope_bind_pattern(c, node_field(loop, s->field.left), element);
}

static void collect_if_var(struct collector *c, TSNode node)
{
    const struct symbols *s = c->scopes->symbols;
    if (node_is_a(node, s->variable_declaration))
        scope_collect_declarators(c, node);
    else if (node_is_a(node, s->for_in_statement) &&
             str_is(node_text(node_field(node, s->field.kind), c->scopes->source), "var"))
        collect_loop(c, node);
}

// `var` belongs to the function around it, however deep it stands. A cursor, since sources can be deep.
static void collect_hoisted(struct collector *c, TSNode function)
{
    const struct symbols *s = c->scopes->symbols;
    TSTreeCursor cursor = ts_tree_cursor_new(function);
    bool descend = true;
    for (;;) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        bool is_inner = !ts_node_eq(node, function) && scope_is_function(s, ts_node_symbol(node));
        if (descend)
            collect_if_var(c, node);
        if (descend && !is_inner && ts_tree_cursor_goto_first_child(&cursor))
            continue;
        descend = ts_tree_cursor_goto_next_sibling(&cursor);
        if (!descend && !ts_tree_cursor_goto_parent(&cursor))
            break;
    }
    ts_tree_cursor_delete(&cursor);
}

// The two nodes right above the node of a scope. Asked from the scope around it: from the root the way would
// be long, and sources can be deep.
struct above {
    TSNode parent, grandparent;
};

static struct above nodes_above(const struct scope *scope)
{
    struct above above = {0};
    TSNode at = scope->parent ? scope->parent->node : scope->node;
    for (; !ts_node_is_null(at) && !ts_node_eq(at, scope->node);
         at = ts_node_child_with_descendant(at, scope->node))
        above = (struct above){.parent = at, .grandparent = above.parent};
    return above;
}

// The object of `import("m").then((L) => …)` is what the arrow's first parameter holds.
static TSNode promised(const struct scopes *scopes, const struct scope *arrow)
{
    const struct symbols *s = scopes->symbols;
    struct above above = nodes_above(arrow);
    TSNode none = {0};
    if (!node_is_a(above.parent, s->arguments) ||
        !ts_node_eq(ts_node_named_child(above.parent, 0), arrow->node) || ts_node_is_null(above.grandparent))
        return none;
    TSNode callee = node_field(above.grandparent, s->field.function);
    if (!node_is_a(callee, s->member_expression) ||
        !str_is(node_text(node_field(callee, s->field.property), scopes->source), "then"))
        return none;
    TSNode promise = node_field(callee, s->field.object);
    bool is_import = node_is_a(promise, s->call_expression) &&
                     node_is_a(node_field(promise, s->field.function), s->import);
    return is_import ? promise : none;
}

static void collect_parameter(struct collector *c, TSNode function, TSNode parameter, TSNode promise)
{
    const struct symbols *s = c->scopes->symbols;
    bool is_typed = !ts_node_is_null(node_field(parameter, s->field.type));
    struct binding binding = scope_binding_of(s, parameter);
    if (!is_typed && !ts_node_is_null(promise)) {
        binding.node = promise;
    } else if (!is_typed) {
        binding.kind = BINDING_PARAMETER;
        binding.function = function;
    }
    scope_bind_pattern(c, node_field(parameter, s->field.pattern), binding);
}

static void collect_parameters(struct collector *c, TSNode function)
{
    const struct symbols *s = c->scopes->symbols;
    TSNode none = {0}, first = node_is_a(function, s->arrow_function) ? promised(c->scopes, c->scope) : none;
    TSNode list = node_field(function, s->field.parameters);
    scope_bind(c, node_field(function, s->field.parameter), (struct binding){.node = first});
    for (uint32_t i = 0; !ts_node_is_null(list) && i < ts_node_named_child_count(list); i++) {
        TSNode parameter = ts_node_named_child(list, i);
        if (node_is_a(parameter, s->required_parameter) || node_is_a(parameter, s->optional_parameter))
            collect_parameter(c, function, parameter, i == 0 ? first : none);
    }
}

// A value of type `T extends X` is at least an X.
static void collect_type_parameters(struct collector *c, TSNode list)
{
    const struct symbols *s = c->scopes->symbols;
    for (uint32_t i = 0; !ts_node_is_null(list) && i < ts_node_named_child_count(list); i++) {
        TSNode parameter = ts_node_named_child(list, i);
        TSNode constraint = node_field(parameter, s->field.constraint);
        scope_bind_type(c, node_field(parameter, s->field.name),
                        (struct binding){.node = node_inner(s, constraint)});
    }
}

static void collect_function(struct collector *c, TSNode function)
{
    collect_parameters(c, function);
    if (c->scopes->has_var) {
        c->is_hoisting = true;
        collect_hoisted(c, function);
        c->is_hoisting = false;
    }
}

// Its name is known inside of it.
static void collect_function_expression(struct collector *c, TSNode function)
{
    collect_function(c, function);
    scope_bind(c, node_field(function, c->scopes->symbols->field.name), (struct binding){0});
}

static void collect_switch(struct collector *c, TSNode body)
{
    for (uint32_t i = 0; i < ts_node_named_child_count(body); i++)
        scope_collect_statements(c, ts_node_named_child(body, i));
}

static void collect_initializer(struct collector *c, TSNode loop)
{
    TSNode initializer = node_field(loop, c->scopes->symbols->field.initializer);
    if (node_is_a(initializer, c->scopes->symbols->lexical_declaration))
        scope_collect_declarators(c, initializer);
}

static void collect_caught(struct collector *c, TSNode clause)
{
    scope_bind_pattern(c, node_field(clause, c->scopes->symbols->field.parameter), (struct binding){0});
}

// ---- scopes

static const struct collector_form scope_forms[] = {
    COLLECTOR_FORM(statement_block, scope_collect_statements),
    COLLECTOR_FORM(switch_body, collect_switch),
    COLLECTOR_FORM(for_statement, collect_initializer),
    COLLECTOR_FORM(for_in_statement, collect_loop),
    COLLECTOR_FORM(catch_clause, collect_caught),
    COLLECTOR_FORM(class, scope_collect_class),
    COLLECTOR_FORM(class_declaration, scope_collect_class),
    COLLECTOR_FORM(abstract_class_declaration, scope_collect_class),
    COLLECTOR_FORM(arrow_function, collect_function),
    COLLECTOR_FORM(method_definition, collect_function),
    COLLECTOR_FORM(function_declaration, collect_function),
    COLLECTOR_FORM(generator_function_declaration, collect_function),
    COLLECTOR_FORM(class_static_block, collect_function),
    COLLECTOR_FORM(function_expression, collect_function_expression),
    COLLECTOR_FORM(generator_function, collect_function_expression),
};

static collector_function *scope_collector(const struct symbols *s, TSSymbol symbol)
{
    return collector_form_find(s, symbol, scope_forms, sizeof scope_forms / sizeof *scope_forms);
}

bool scope_starts_at(const struct scopes *scopes, TSSymbol symbol)
{
    return scope_collector(scopes->symbols, symbol);
}

bool scope_is_class(const struct symbols *s, TSSymbol symbol)
{
    return scope_collector(s, symbol) == scope_collect_class;
}

bool scope_is_function(const struct symbols *s, TSSymbol symbol)
{
    collector_function *collect = scope_collector(s, symbol);
    return collect == collect_function || collect == collect_function_expression;
}

struct scope *scope_open(const struct scopes *scopes, struct scope *parent, TSNode node)
{
    struct scope *scope = arena_new(scopes->arena, struct scope);
    scope->node = node;
    scope->parent = parent;
    return scope;
}

static void collect_scope(const struct scopes *scopes, struct scope *scope)
{
    const struct symbols *s = scopes->symbols;
    struct collector c = {.scopes = scopes, .scope = scope};
    collector_function *collect = scope_collector(s, ts_node_symbol(scope->node));
    scope->is_collected = true;
    if (!scope->parent) { // a program, or an error node when nothing parses
        scope_collect_statements(&c, scope->node);
        collect_function(&c, scope->node);
    } else if (collect) {
        collect(&c, scope->node);
    }
    collect_type_parameters(&c, node_field(scope->node, s->field.type_parameters));
}

// ---- finding

static void collect_once(const struct scopes *scopes, struct scope *scope)
{
    if (!scope->is_collected)
        collect_scope(scopes, scope);
}

struct str_list scope_exported(const struct scopes *scopes, struct scope *scope)
{
    struct str_list names = {0};
    collect_once(scopes, scope);
    for (size_t i = 0; i < scope->values.entries.count; i++) {
        const struct map_entry *entry = &scope->values.entries.at[i];
        const struct binding *binding = entry->value;
        if (binding->is_exported)
            *list_push(&names, scopes->arena) = entry->key;
    }
    return names;
}

static const struct binding *find(const struct scopes *scopes, struct scope **scope, struct str name,
                                  bool is_type)
{
    for (; *scope; *scope = (*scope)->parent) {
        collect_once(scopes, *scope);
        const struct binding *binding = map_get(is_type ? &(*scope)->types : &(*scope)->values, name);
        if (binding)
            return binding;
    }
    return NULL;
}

const struct binding *scope_find_value(const struct scopes *scopes, struct scope **scope, struct str name)
{
    return find(scopes, scope, name, false);
}

const struct binding *scope_find_type(const struct scopes *scopes, struct scope **scope, struct str name)
{
    return find(scopes, scope, name, true);
}
