// Which names a scope declares.

#include "extractor/scope_binding.h"

#include <stddef.h>

bool scope_is_class(const struct symbols *s, TSSymbol symbol)
{
    return symbol == s->class || symbol == s->class_declaration || symbol == s->abstract_class_declaration;
}

bool scope_is_function(const struct symbols *s, TSSymbol symbol)
{
    return symbol == s->function_declaration || symbol == s->function_expression ||
           symbol == s->arrow_function || symbol == s->method_definition || symbol == s->generator_function ||
           symbol == s->generator_function_declaration || symbol == s->class_static_block;
}

bool scope_starts_at(const struct scopes *scopes, TSSymbol symbol)
{
    const struct symbols *s = scopes->symbols;
    return symbol == s->statement_block || scope_is_function(s, symbol) || scope_is_class(s, symbol) ||
           symbol == s->program || symbol == s->for_statement || symbol == s->for_in_statement ||
           symbol == s->catch_clause || symbol == s->switch_body;
}

struct scope *scope_open(const struct scopes *scopes, struct scope *parent, TSNode node)
{
    struct scope *scope = arena_new(scopes->arena, struct scope);
    scope->node = node;
    scope->parent = parent;
    return scope;
}

static const struct binding opaque = {.kind = BINDING_OPAQUE};

static void bind_in(struct collector *c, struct map *names, TSNode name, struct binding binding)
{
    if (ts_node_is_null(name))
        return;
    struct arena *arena = c->scopes->arena;
    struct map_entry *entry = map_entry(names, node_text(name, c->scopes->source), arena);
    if (entry->value)
        return; // overloads, and a function beside a variable: the first declaration stands for all
    struct binding *kept = arena_new(arena, struct binding);
    *kept = binding;
    kept->is_hoisted = c->is_hoisting;
    kept->is_exported = c->is_exporting;
    entry->value = kept;
}

void scope_bind(struct collector *c, TSNode name, struct binding binding)
{
    bind_in(c, &c->scope->values, name, binding);
}

static void bind_type(struct collector *c, TSNode name, struct binding binding)
{
    bind_in(c, &c->scope->types, name, binding);
}

// ---- statements

static void collect_statement(struct collector *c, TSNode statement);

static void collect_declarators(struct collector *c, TSNode declaration)
{
    const struct symbols *s = c->scopes->symbols;
    for (uint32_t i = 0; i < ts_node_named_child_count(declaration); i++) {
        TSNode declarator = ts_node_named_child(declaration, i);
        if (scope_is(declarator, s->variable_declarator))
            scope_bind_pattern(c, scope_field(declarator, s->field.name),
                               scope_binding_of(c->scopes, scope_field(declarator, s->field.type),
                                                scope_field(declarator, s->field.value)));
    }
}

static struct binding imported(struct str module, struct str name, struct arena *arena)
{
    struct binding binding = {.kind = BINDING_MODULE, .reference = {.known = true, .module = module}};
    if (name.len)
        *list_push(&binding.reference.path, arena) = name;
    return binding;
}

static void collect_named_imports(struct collector *c, TSNode named, struct str module)
{
    const struct symbols *s = c->scopes->symbols;
    for (uint32_t i = 0; i < ts_node_named_child_count(named); i++) {
        TSNode specifier = ts_node_named_child(named, i);
        if (!scope_is(specifier, s->import_specifier))
            continue;
        TSNode name = scope_field(specifier, s->field.name), alias = scope_field(specifier, s->field.alias);
        scope_bind(c, ts_node_is_null(alias) ? name : alias,
                   imported(module, scope_key(c->scopes, name), c->scopes->arena));
    }
}

static void collect_import_clause(struct collector *c, TSNode clause, struct str module)
{
    const struct symbols *s = c->scopes->symbols;
    struct arena *arena = c->scopes->arena;
    for (uint32_t i = 0; i < ts_node_named_child_count(clause); i++) {
        TSNode child = ts_node_named_child(clause, i);
        if (scope_is(child, s->identifier))
            scope_bind(c, child, imported(module, STR("default"), arena));
        else if (scope_is(child, s->namespace_import))
            scope_bind(c, ts_node_named_child(child, 0), imported(module, STR(""), arena));
        else if (scope_is(child, s->named_imports))
            collect_named_imports(c, child, module);
    }
}

static void collect_import(struct collector *c, TSNode statement)
{
    const struct symbols *s = c->scopes->symbols;
    TSNode clause = scope_inner(s, statement);
    bool is_require = scope_is(clause, s->import_require_clause);
    TSNode source = scope_field(is_require ? clause : statement, s->field.source);
    if (ts_node_is_null(source))
        return;
    struct str module = scope_string(c->scopes, source);
    if (is_require)
        scope_bind(c, ts_node_named_child(clause, 0), imported(module, STR(""), c->scopes->arena));
    else if (scope_is(clause, s->import_clause))
        collect_import_clause(c, clause, module);
}

// `import a = b.c`
static void collect_alias(struct collector *c, TSNode statement)
{
    scope_bind(c, ts_node_named_child(statement, 0),
               (struct binding){.kind = BINDING_VALUE, .node = ts_node_named_child(statement, 1)});
}

static void collect_function(struct collector *c, TSNode statement)
{
    bool has_body = !ts_node_is_null(scope_field(statement, c->scopes->symbols->field.body));
    struct binding value = {.kind = BINDING_VALUE, .node = statement};
    scope_bind(c, scope_field(statement, c->scopes->symbols->field.name), has_body ? value : opaque);
}

static void collect_class(struct collector *c, TSNode statement)
{
    TSNode name = scope_field(statement, c->scopes->symbols->field.name);
    scope_bind(c, name, (struct binding){.kind = BINDING_VALUE, .node = statement});
    bind_type(c, name, (struct binding){.kind = BINDING_INSTANCE, .node = statement});
}

static void collect_enum(struct collector *c, TSNode statement)
{
    TSNode name = scope_field(statement, c->scopes->symbols->field.name);
    scope_bind(c, name, opaque);
    bind_type(c, name, opaque);
}

static void collect_namespace(struct collector *c, TSNode statement)
{
    scope_bind(c, scope_field(statement, c->scopes->symbols->field.name),
               (struct binding){.kind = BINDING_VALUE, .node = statement});
}

// `type M = …`, `interface M {…}`. What type arguments make of a type is not followed.
static void collect_type(struct collector *c, TSNode statement)
{
    const struct symbols *s = c->scopes->symbols;
    bool is_alias = scope_is(statement, s->type_alias_declaration);
    struct binding type = {.kind = BINDING_TYPE,
                           .node = scope_field(statement, is_alias ? s->field.value : s->field.body)};
    bool is_generic = !ts_node_is_null(scope_field(statement, s->field.type_parameters));
    bind_type(c, scope_field(statement, s->field.name), is_generic ? opaque : type);
}

static void collect_export(struct collector *c, TSNode statement)
{
    TSNode declaration = scope_field(statement, c->scopes->symbols->field.declaration);
    if (ts_node_is_null(declaration))
        return;
    c->is_exporting = true;
    collect_statement(c, declaration);
    c->is_exporting = false;
}

static void collect_inner(struct collector *c, TSNode statement)
{
    const struct symbols *s = c->scopes->symbols;
    TSNode inner = scope_inner(s, statement);
    bool is_expression = scope_is(statement, s->expression_statement);
    if (!ts_node_is_null(inner) && (!is_expression || scope_is(inner, s->internal_module)))
        collect_statement(c, inner);
}

struct statement_form {
    size_t symbol; // its place in struct symbols
    void (*collect)(struct collector *, TSNode statement);
};

#define FORM(name, collect)                                                                                  \
    {                                                                                                        \
        offsetof(struct symbols, name), collect                                                              \
    }

static const struct statement_form statement_forms[] = {
    FORM(lexical_declaration, collect_declarators),
    FORM(variable_declaration, collect_declarators),
    FORM(import_statement, collect_import),
    FORM(import_alias, collect_alias),
    FORM(function_declaration, collect_function),
    FORM(function_signature, collect_function),
    FORM(generator_function_declaration, collect_function),
    FORM(class_declaration, collect_class),
    FORM(abstract_class_declaration, collect_class),
    FORM(enum_declaration, collect_enum),
    FORM(internal_module, collect_namespace),
    FORM(module, collect_namespace),
    FORM(type_alias_declaration, collect_type),
    FORM(interface_declaration, collect_type),
    FORM(export_statement, collect_export),
    FORM(ambient_declaration, collect_inner),
    FORM(expression_statement, collect_inner),
};

static void collect_statement(struct collector *c, TSNode statement)
{
    TSSymbol symbol = ts_node_symbol(statement);
    for (size_t i = 0; i < sizeof statement_forms / sizeof *statement_forms; i++)
        if (symbol == symbol_at(c->scopes->symbols, statement_forms[i].symbol)) {
            statement_forms[i].collect(c, statement);
            return;
        }
}

static void collect_statements(struct collector *c, TSNode block)
{
    TSTreeCursor cursor = ts_tree_cursor_new(block);
    if (ts_tree_cursor_goto_first_child(&cursor))
        do {
            collect_statement(c, ts_tree_cursor_current_node(&cursor));
        } while (ts_tree_cursor_goto_next_sibling(&cursor));
    ts_tree_cursor_delete(&cursor);
}

// ---- functions and loops

// `for (const name of values)`: each element in turn. What `in` gives is text.
static void collect_loop(struct collector *c, TSNode loop)
{
    const struct symbols *s = c->scopes->symbols;
    if (ts_node_is_null(scope_field(loop, s->field.kind)))
        return;
    struct binding *values = arena_new(c->scopes->arena, struct binding);
    *values = (struct binding){.kind = BINDING_VALUE, .node = scope_field(loop, s->field.right)};
    bool is_of = str_is(node_text(scope_field(loop, s->field.operator), c->scopes->source), "of");
    struct binding element = {.kind = BINDING_MEMBER, .of = values, .name = STR("0")};
    scope_bind_pattern(c, scope_field(loop, s->field.left), is_of ? element : opaque);
}

static void collect_if_var(struct collector *c, TSNode node)
{
    const struct symbols *s = c->scopes->symbols;
    if (scope_is(node, s->variable_declaration))
        collect_declarators(c, node);
    else if (scope_is(node, s->for_in_statement) &&
             str_is(node_text(scope_field(node, s->field.kind), c->scopes->source), "var"))
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
static struct binding promised(const struct scopes *scopes, const struct scope *arrow)
{
    const struct symbols *s = scopes->symbols;
    struct above above = nodes_above(arrow);
    if (!scope_is(above.parent, s->arguments) ||
        !ts_node_eq(ts_node_named_child(above.parent, 0), arrow->node) || ts_node_is_null(above.grandparent))
        return opaque;
    TSNode callee = scope_field(above.grandparent, s->field.function);
    if (!scope_is(callee, s->member_expression) ||
        !str_is(node_text(scope_field(callee, s->field.property), scopes->source), "then"))
        return opaque;
    TSNode promise = scope_field(callee, s->field.object);
    if (!scope_is(promise, s->call_expression) ||
        !scope_is(scope_field(promise, s->field.function), s->import))
        return opaque;
    return (struct binding){.kind = BINDING_VALUE, .node = promise};
}

static void collect_parameter(struct collector *c, TSNode function, TSNode parameter, struct binding untyped)
{
    const struct symbols *s = c->scopes->symbols;
    TSNode type = scope_field(parameter, s->field.type);
    struct binding binding = untyped;
    if (!ts_node_is_null(type))
        binding = scope_binding_of(c->scopes, type, type);
    else if (untyped.kind == BINDING_OPAQUE)
        binding = (struct binding){
            .kind = BINDING_PARAMETER, .node = scope_field(parameter, s->field.value), .function = function};
    binding.may_be_undefined = scope_is(parameter, s->optional_parameter);
    scope_bind_pattern(c, scope_field(parameter, s->field.pattern), binding);
}

static void collect_parameters(struct collector *c, TSNode function)
{
    const struct symbols *s = c->scopes->symbols;
    struct binding first = scope_is(function, s->arrow_function) ? promised(c->scopes, c->scope) : opaque;
    TSNode single = scope_field(function, s->field.parameter);
    TSNode list = scope_field(function, s->field.parameters);
    scope_bind(c, single, first);
    for (uint32_t i = 0; !ts_node_is_null(list) && i < ts_node_named_child_count(list); i++) {
        TSNode parameter = ts_node_named_child(list, i);
        if (scope_is(parameter, s->required_parameter) || scope_is(parameter, s->optional_parameter))
            collect_parameter(c, function, parameter, i == 0 ? first : opaque);
    }
}

// A value of type `T extends X` is at least an X.
static void collect_type_parameters(struct collector *c, TSNode list)
{
    const struct symbols *s = c->scopes->symbols;
    for (uint32_t i = 0; !ts_node_is_null(list) && i < ts_node_named_child_count(list); i++) {
        TSNode parameter = ts_node_named_child(list, i);
        TSNode constraint = scope_field(parameter, s->field.constraint);
        bind_type(c, scope_field(parameter, s->field.name),
                  scope_binding_of(c->scopes, constraint, (TSNode){0}));
    }
}

static void collect_function_scope(struct collector *c, TSNode function)
{
    collect_parameters(c, function);
    if (c->scopes->has_var) {
        c->is_hoisting = true;
        collect_hoisted(c, function);
        c->is_hoisting = false;
    }
}

static void collect_switch(struct collector *c, TSNode body)
{
    for (uint32_t i = 0; i < ts_node_named_child_count(body); i++)
        collect_statements(c, ts_node_named_child(body, i));
}

static void collect_initializer(struct collector *c, TSNode initializer)
{
    if (scope_is(initializer, c->scopes->symbols->lexical_declaration))
        collect_declarators(c, initializer);
}

static void collect(const struct scopes *scopes, struct scope *scope)
{
    const struct symbols *s = scopes->symbols;
    struct collector c = {.scopes = scopes, .scope = scope};
    TSNode node = scope->node;
    TSSymbol symbol = ts_node_symbol(node);
    scope->is_collected = true;
    bool is_root = !scope->parent; // a program, or an error node when nothing parses
    if (is_root || symbol == s->statement_block)
        collect_statements(&c, node);
    if (is_root || scope_is_function(s, symbol))
        collect_function_scope(&c, node);
    if (scope_is_class(s, symbol))
        collect_class(&c, node);
    else if (symbol == s->function_expression || symbol == s->generator_function)
        scope_bind(&c, scope_field(node, s->field.name), opaque);
    else if (symbol == s->for_statement)
        collect_initializer(&c, scope_field(node, s->field.initializer));
    else if (symbol == s->for_in_statement)
        collect_loop(&c, node);
    else if (symbol == s->catch_clause)
        scope_bind_pattern(&c, scope_field(node, s->field.parameter), opaque);
    else if (symbol == s->switch_body)
        collect_switch(&c, node);
    collect_type_parameters(&c, scope_field(node, s->field.type_parameters));
}

// ---- finding

static void collect_once(const struct scopes *scopes, struct scope *scope)
{
    if (!scope->is_collected)
        collect(scopes, scope);
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

const struct binding *scope_find_value(const struct scopes *scopes, struct scope **scope, struct str name)
{
    for (; *scope; *scope = (*scope)->parent) {
        collect_once(scopes, *scope);
        const struct binding *binding = map_get(&(*scope)->values, name);
        if (binding)
            return binding;
    }
    return NULL;
}

const struct binding *scope_find_type(const struct scopes *scopes, struct scope **scope, struct str name)
{
    for (; *scope; *scope = (*scope)->parent) {
        collect_once(scopes, *scope);
        const struct binding *type = map_get(&(*scope)->types, name);
        const struct binding *value = map_get(&(*scope)->values, name);
        if (type || (value && value->kind == BINDING_MODULE))
            return type ? type : value;
    }
    return NULL;
}
