// The names that statements declare.

#include "extractor/scope_collect.h"

static collector_function collect_statement;

void scope_collect_declarators(struct collector *c, TSNode declaration)
{
    const struct symbols *s = c->scopes->symbols;
    for (uint32_t i = 0; i < ts_node_named_child_count(declaration); i++) {
        TSNode declarator = ts_node_named_child(declaration, i);
        if (node_is_a(declarator, s->variable_declarator))
            scope_bind_pattern(c, node_field(declarator, s->field.name), scope_binding_of(s, declarator));
    }
}

// What a module exports by that name, or the module itself; it may be a type.
static void bind_import(struct collector *c, TSNode local, struct str module, struct str name)
{
    struct binding binding = {.kind = BINDING_MODULE, .reference = {.known = true, .module = module}};
    if (name.len)
        *list_push(&binding.reference.path, c->scopes->arena) = name;
    scope_bind(c, local, binding);
    scope_bind_type(c, local, binding);
}

static void collect_named_imports(struct collector *c, TSNode named, struct str module)
{
    const struct symbols *s = c->scopes->symbols;
    for (uint32_t i = 0; i < ts_node_named_child_count(named); i++) {
        TSNode specifier = ts_node_named_child(named, i);
        if (!node_is_a(specifier, s->import_specifier))
            continue;
        TSNode name = node_field(specifier, s->field.name), alias = node_field(specifier, s->field.alias);
        bind_import(c, ts_node_is_null(alias) ? name : alias, module, scope_key(c->scopes, name));
    }
}

static void collect_import_clause(struct collector *c, TSNode clause, struct str module)
{
    const struct symbols *s = c->scopes->symbols;
    for (uint32_t i = 0; i < ts_node_named_child_count(clause); i++) {
        TSNode child = ts_node_named_child(clause, i);
        if (node_is_a(child, s->identifier))
            bind_import(c, child, module, STR("default"));
        else if (node_is_a(child, s->namespace_import))
            bind_import(c, ts_node_named_child(child, 0), module, STR(""));
        else if (node_is_a(child, s->named_imports))
            collect_named_imports(c, child, module);
    }
}

static void collect_import(struct collector *c, TSNode statement)
{
    const struct symbols *s = c->scopes->symbols;
    TSNode clause = node_inner(s, statement);
    bool is_require = node_is_a(clause, s->import_require_clause);
    TSNode source = node_field(is_require ? clause : statement, s->field.source);
    if (ts_node_is_null(source))
        return;
    struct str module = scope_key(c->scopes, source);
    if (is_require)
        bind_import(c, ts_node_named_child(clause, 0), module, STR(""));
    else if (node_is_a(clause, s->import_clause))
        collect_import_clause(c, clause, module);
}

// `import a = b.c`
static void collect_alias(struct collector *c, TSNode statement)
{
    scope_bind(c, ts_node_named_child(statement, 0),
               (struct binding){.node = ts_node_named_child(statement, 1)});
}

// A function or a namespace; without a body (an overload, `declare function`) it is not looked into.
static void collect_named(struct collector *c, TSNode statement)
{
    const struct symbols *s = c->scopes->symbols;
    bool has_body = !ts_node_is_null(node_field(statement, s->field.body));
    TSNode none = {0}, known = has_body ? statement : none;
    scope_bind(c, node_field(statement, s->field.name), (struct binding){.node = known});
}

void scope_collect_class(struct collector *c, TSNode class)
{
    TSNode name = node_field(class, c->scopes->symbols->field.name);
    scope_bind(c, name, (struct binding){.node = class});
    scope_bind_type(c, name, (struct binding){.kind = BINDING_INSTANCE, .node = class});
}

static void collect_enum(struct collector *c, TSNode statement)
{
    TSNode name = node_field(statement, c->scopes->symbols->field.name);
    scope_bind(c, name, (struct binding){0});
    scope_bind_type(c, name, (struct binding){0});
}

// `type M = …`, `interface M {…}`. What type arguments make of a type is not followed.
static void collect_type(struct collector *c, TSNode statement)
{
    const struct symbols *s = c->scopes->symbols;
    bool is_alias = node_is_a(statement, s->type_alias_declaration);
    bool is_generic = !ts_node_is_null(node_field(statement, s->field.type_parameters));
    TSNode none = {0}, type = node_field(statement, is_alias ? s->field.value : s->field.body);
    scope_bind_type(c, node_field(statement, s->field.name),
                    (struct binding){.node = is_generic ? none : type});
}

static void collect_export(struct collector *c, TSNode statement)
{
    TSNode declaration = node_field(statement, c->scopes->symbols->field.declaration);
    if (ts_node_is_null(declaration))
        return;
    c->is_exporting = true;
    collect_statement(c, declaration);
    c->is_exporting = false;
}

static void collect_inner(struct collector *c, TSNode statement)
{
    const struct symbols *s = c->scopes->symbols;
    TSNode inner = node_inner(s, statement);
    bool is_expression = node_is_a(statement, s->expression_statement);
    if (!ts_node_is_null(inner) && (!is_expression || node_is_a(inner, s->internal_module)))
        collect_statement(c, inner);
}

static const struct collector_form statement_forms[] = {
    COLLECTOR_FORM(lexical_declaration, scope_collect_declarators),
    COLLECTOR_FORM(variable_declaration, scope_collect_declarators),
    COLLECTOR_FORM(import_statement, collect_import),
    COLLECTOR_FORM(import_alias, collect_alias),
    COLLECTOR_FORM(function_declaration, collect_named),
    COLLECTOR_FORM(function_signature, collect_named),
    COLLECTOR_FORM(generator_function_declaration, collect_named),
    COLLECTOR_FORM(internal_module, collect_named),
    COLLECTOR_FORM(module, collect_named),
    COLLECTOR_FORM(class_declaration, scope_collect_class),
    COLLECTOR_FORM(abstract_class_declaration, scope_collect_class),
    COLLECTOR_FORM(enum_declaration, collect_enum),
    COLLECTOR_FORM(type_alias_declaration, collect_type),
    COLLECTOR_FORM(interface_declaration, collect_type),
    COLLECTOR_FORM(export_statement, collect_export),
    COLLECTOR_FORM(ambient_declaration, collect_inner),
    COLLECTOR_FORM(expression_statement, collect_inner),
};

static void collect_statement(struct collector *c, TSNode statement)
{
    const size_t count = sizeof statement_forms / sizeof *statement_forms;
    collector_function *collect =
        collector_form_find(c->scopes->symbols, ts_node_symbol(statement), statement_forms, count);
    if (collect)
        collect(c, statement);
}

void scope_collect_statements(struct collector *c, TSNode block)
{
    TSTreeCursor cursor = ts_tree_cursor_new(block);
    if (ts_tree_cursor_goto_first_child(&cursor))
        do {
            collect_statement(c, ts_tree_cursor_current_node(&cursor));
        } while (ts_tree_cursor_goto_next_sibling(&cursor));
    ts_tree_cursor_delete(&cursor);
}
