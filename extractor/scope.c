#include "extractor/scope.h"

#include "base/literal.h"

enum {
    deepest_alias = 32, // `const a = b, b = a` must end
    deepest_path = 8,   // `a.b.c.d`: no marker lies deeper
};

enum binding_kind {
    BINDING_OPAQUE, // something else: it shadows
    BINDING_MODULE, // an import: the reference is known at once
    BINDING_VALUE,  // the value of an expression, or a member of it
    BINDING_TYPE,   // the type of an expression: `m: typeof msg`
};

struct binding {
    enum binding_kind kind;
    struct reference reference; // BINDING_MODULE
    TSNode value;               // BINDING_VALUE, BINDING_TYPE
    struct str_list path;       // BINDING_VALUE: the member that is bound
};

static const struct reference unknown = {0};

static bool is(TSNode node, TSSymbol symbol)
{
    return !ts_node_is_null(node) && ts_node_symbol(node) == symbol;
}

static TSNode field(TSNode node, TSFieldId id)
{
    return ts_node_child_by_field_id(node, id);
}

bool scope_starts_at(const struct scopes *scopes, TSSymbol symbol)
{
    const struct symbols *s = scopes->symbols;
    return symbol == s->statement_block || symbol == s->arrow_function || symbol == s->method_definition ||
           symbol == s->function_declaration || symbol == s->function_expression || symbol == s->program ||
           symbol == s->class || symbol == s->class_declaration || symbol == s->abstract_class_declaration ||
           symbol == s->for_statement || symbol == s->for_in_statement || symbol == s->catch_clause ||
           symbol == s->switch_body || symbol == s->generator_function || symbol == s->class_static_block ||
           symbol == s->generator_function_declaration;
}

struct scope *scope_open(const struct scopes *scopes, struct scope *parent, TSNode node)
{
    struct scope *scope = arena_new(scopes->arena, struct scope);
    scope->node = node;
    scope->parent = parent;
    return scope;
}

// ---- collecting the declarations of a scope

struct collector {
    const struct scopes *scopes;
    struct scope *scope;
};

static void bind(struct collector *c, TSNode name, struct binding binding)
{
    if (ts_node_is_null(name))
        return;
    struct arena *arena = c->scopes->arena;
    struct map_entry *entry = map_entry(&c->scope->names, node_text(name, c->scopes->source), arena);
    if (entry->value)
        return; // overloads, and a function beside a variable: the first declaration stands for all
    struct binding *kept = arena_new(arena, struct binding);
    *kept = binding;
    entry->value = kept;
}

static void bind_opaque(struct collector *c, TSNode name)
{
    bind(c, name, (struct binding){.kind = BINDING_OPAQUE});
}

static struct str string_value(const struct scopes *scopes, TSNode string)
{
    struct str text = node_text(string, scopes->source);
    return literal_text(str_slice(text, 1, text.len - 1), LITERAL_STRING, scopes->arena);
}

static struct str_list path_with(const struct str_list *path, struct str member, struct arena *arena)
{
    struct str_list longer = {0};
    for (size_t i = 0; i < path->count; i++)
        *list_push(&longer, arena) = path->at[i];
    *list_push(&longer, arena) = member;
    return longer;
}

static void bind_pattern(struct collector *c, TSNode pattern, struct binding binding);

static struct binding member_of(struct collector *c, struct binding binding, struct str member)
{
    struct arena *arena = c->scopes->arena;
    if (binding.kind == BINDING_VALUE)
        binding.path = path_with(&binding.path, member, arena);
    else if (binding.kind == BINDING_MODULE)
        binding.reference.path = path_with(&binding.reference.path, member, arena);
    else
        binding.kind = BINDING_OPAQUE;
    return binding;
}

static struct str key_text(struct collector *c, TSNode key)
{
    return is(key, c->scopes->symbols->string) ? string_value(c->scopes, key)
                                               : node_text(key, c->scopes->source);
}

static void bind_property(struct collector *c, TSNode property, struct binding binding)
{
    const struct symbols *s = c->scopes->symbols;
    struct str name = node_text(property, c->scopes->source);
    if (is(property, s->shorthand_property_identifier_pattern))
        bind(c, property, member_of(c, binding, name));
    else if (is(property, s->pair_pattern)) {
        TSNode key = field(property, s->field.key);
        bind_pattern(c, field(property, s->field.value), member_of(c, binding, key_text(c, key)));
    } else if (is(property, s->object_assignment_pattern)) {
        TSNode left = field(property, s->field.left);
        bind_pattern(c, left, member_of(c, binding, node_text(left, c->scopes->source)));
    } else if (is(property, s->rest_pattern)) {
        bind_pattern(c, ts_node_named_child(property, 0), binding);
    }
}

// Binds every name of a destructuring pattern. (Patterns are as deep as people write them: recursion is
// bounded by the parser's own limit on what it accepts without an error, and sources deeper than that are
// left alone.)
static void bind_pattern(struct collector *c, TSNode pattern, struct binding binding)
{
    const struct symbols *s = c->scopes->symbols;
    if (ts_node_is_null(pattern))
        return;
    if (is(pattern, s->identifier) || is(pattern, s->shorthand_property_identifier_pattern))
        bind(c, pattern, binding);
    else if (is(pattern, s->assignment_pattern))
        bind_pattern(c, field(pattern, s->field.left), binding);
    else if (is(pattern, s->object_pattern))
        for (uint32_t i = 0; i < ts_node_named_child_count(pattern); i++)
            bind_property(c, ts_node_named_child(pattern, i), binding);
    else if (is(pattern, s->array_pattern) || is(pattern, s->rest_pattern))
        for (uint32_t i = 0; i < ts_node_named_child_count(pattern); i++)
            bind_pattern(c, ts_node_named_child(pattern, i),
                         is(pattern, s->rest_pattern)
                             ? (struct binding){.kind = BINDING_OPAQUE}
                             : member_of(c, binding, arena_print(c->scopes->arena, "%u", i)));
}

// A declared type decides over the value; only `typeof x` says what we can follow.
static struct binding typed_binding(const struct symbols *s, TSNode type, TSNode value)
{
    if (!ts_node_is_null(type)) {
        TSNode inner = ts_node_named_child(type, 0);
        if (is(inner, s->type_query))
            return (struct binding){.kind = BINDING_TYPE, .value = ts_node_named_child(inner, 0)};
        return (struct binding){.kind = BINDING_OPAQUE};
    }
    if (ts_node_is_null(value))
        return (struct binding){.kind = BINDING_OPAQUE};
    return (struct binding){.kind = BINDING_VALUE, .value = value};
}

static void collect_declarators(struct collector *c, TSNode declaration)
{
    const struct symbols *s = c->scopes->symbols;
    for (uint32_t i = 0; i < ts_node_named_child_count(declaration); i++) {
        TSNode declarator = ts_node_named_child(declaration, i);
        if (is(declarator, s->variable_declarator))
            bind_pattern(
                c, field(declarator, s->field.name),
                typed_binding(s, field(declarator, s->field.type), field(declarator, s->field.value)));
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
        if (!is(specifier, s->import_specifier))
            continue;
        TSNode name = field(specifier, s->field.name), alias = field(specifier, s->field.alias);
        bind(c, ts_node_is_null(alias) ? name : alias, imported(module, key_text(c, name), c->scopes->arena));
    }
}

static void collect_import(struct collector *c, TSNode statement)
{
    const struct symbols *s = c->scopes->symbols;
    TSNode source = field(statement, s->field.source), clause = ts_node_named_child(statement, 0);
    if (is(clause, s->import_require_clause)) {
        source = field(clause, s->field.source);
        if (!ts_node_is_null(source))
            bind(c, ts_node_named_child(clause, 0),
                 imported(string_value(c->scopes, source), STR(""), c->scopes->arena));
        return;
    }
    if (ts_node_is_null(source) || !is(clause, s->import_clause))
        return;
    struct str module = string_value(c->scopes, source);
    for (uint32_t i = 0; i < ts_node_named_child_count(clause); i++) {
        TSNode child = ts_node_named_child(clause, i);
        if (is(child, s->identifier))
            bind(c, child, imported(module, STR("default"), c->scopes->arena));
        else if (is(child, s->namespace_import))
            bind(c, ts_node_named_child(child, 0), imported(module, STR(""), c->scopes->arena));
        else if (is(child, s->named_imports))
            collect_named_imports(c, child, module);
    }
}

static void collect_statement(struct collector *c, TSNode statement)
{
    const struct symbols *s = c->scopes->symbols;
    TSSymbol symbol = ts_node_symbol(statement);
    if (symbol == s->export_statement || symbol == s->ambient_declaration) {
        TSNode inner = symbol == s->export_statement ? field(statement, s->field.declaration)
                                                     : ts_node_named_child(statement, 0);
        if (ts_node_is_null(inner))
            return;
        statement = inner;
        symbol = ts_node_symbol(statement);
    }
    if (symbol == s->expression_statement && is(ts_node_named_child(statement, 0), s->internal_module)) {
        statement = ts_node_named_child(statement, 0);
        symbol = s->internal_module;
    }
    if (symbol == s->lexical_declaration || symbol == s->variable_declaration)
        collect_declarators(c, statement);
    else if (symbol == s->import_statement)
        collect_import(c, statement);
    else if (symbol == s->function_declaration || symbol == s->generator_function_declaration ||
             symbol == s->class_declaration || symbol == s->abstract_class_declaration ||
             symbol == s->enum_declaration || symbol == s->internal_module || symbol == s->function_signature)
        bind_opaque(c, field(statement, s->field.name));
    else if (symbol == s->import_alias)
        bind_opaque(c, ts_node_named_child(statement, 0));
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

static bool is_function(const struct symbols *s, TSSymbol symbol)
{
    return symbol == s->function_declaration || symbol == s->function_expression ||
           symbol == s->arrow_function || symbol == s->method_definition || symbol == s->generator_function ||
           symbol == s->generator_function_declaration || symbol == s->class_static_block;
}

// `var` belongs to the function around it, however deep it stands. A cursor, since sources can be deep.
static void collect_hoisted(struct collector *c, TSNode function)
{
    const struct symbols *s = c->scopes->symbols;
    if (!c->scopes->has_var)
        return;
    TSTreeCursor cursor = ts_tree_cursor_new(function);
    bool descend = true;
    for (;;) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        TSSymbol symbol = ts_node_symbol(node);
        if (descend && symbol == s->variable_declaration)
            collect_declarators(c, node);
        else if (descend && symbol == s->for_in_statement)
            bind_pattern(c, field(node, s->field.left), (struct binding){.kind = BINDING_OPAQUE});
        bool is_inner = !ts_node_eq(node, function) && is_function(s, symbol);
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
    struct binding opaque = {.kind = BINDING_OPAQUE};
    struct above above = nodes_above(arrow);
    if (!is(above.parent, s->arguments) || !ts_node_eq(ts_node_named_child(above.parent, 0), arrow->node) ||
        ts_node_is_null(above.grandparent))
        return opaque;
    TSNode callee = field(above.grandparent, s->field.function);
    if (!is(callee, s->member_expression) ||
        !str_is(node_text(field(callee, s->field.property), scopes->source), "then"))
        return opaque;
    TSNode promise = field(callee, s->field.object);
    if (!is(promise, s->call_expression) || !is(field(promise, s->field.function), s->import))
        return opaque;
    return (struct binding){.kind = BINDING_VALUE, .value = promise};
}

static void collect_parameters(struct collector *c, TSNode function)
{
    const struct symbols *s = c->scopes->symbols;
    struct binding first = is(function, s->arrow_function) ? promised(c->scopes, c->scope)
                                                           : (struct binding){.kind = BINDING_OPAQUE};
    TSNode single = field(function, s->field.parameter), list = field(function, s->field.parameters);
    if (!ts_node_is_null(single))
        bind(c, single, first);
    if (ts_node_is_null(list))
        return;
    for (uint32_t i = 0; i < ts_node_named_child_count(list); i++) {
        TSNode parameter = ts_node_named_child(list, i);
        if (!is(parameter, s->required_parameter) && !is(parameter, s->optional_parameter))
            continue;
        TSNode type = field(parameter, s->field.type);
        struct binding binding = typed_binding(s, type, field(parameter, s->field.value));
        if (ts_node_is_null(type) && binding.kind == BINDING_OPAQUE && i == 0)
            binding = first;
        bind_pattern(c, field(parameter, s->field.pattern), binding);
    }
}

static void collect_switch(struct collector *c, TSNode body)
{
    for (uint32_t i = 0; i < ts_node_named_child_count(body); i++)
        collect_statements(c, ts_node_named_child(body, i));
}

static void collect(const struct scopes *scopes, struct scope *scope)
{
    const struct symbols *s = scopes->symbols;
    struct collector c = {scopes, scope};
    TSNode node = scope->node;
    TSSymbol symbol = ts_node_symbol(node);
    scope->is_collected = true;
    bool is_root = !scope->parent; // a program, or an error node when nothing parses
    if (is_root || symbol == s->statement_block)
        collect_statements(&c, node);
    if (is_root)
        collect_hoisted(&c, node);
    if (is_function(s, symbol)) {
        collect_parameters(&c, node);
        collect_hoisted(&c, node);
    }
    bool has_own_name = symbol == s->function_expression || symbol == s->generator_function ||
                        symbol == s->class || symbol == s->class_declaration ||
                        symbol == s->abstract_class_declaration;
    if (has_own_name)
        bind_opaque(&c, field(node, s->field.name));
    if (symbol == s->for_statement) {
        TSNode initializer = field(node, s->field.initializer);
        if (is(initializer, s->lexical_declaration))
            collect_declarators(&c, initializer);
    } else if (symbol == s->for_in_statement) {
        bind_pattern(&c, field(node, s->field.left), (struct binding){.kind = BINDING_OPAQUE});
    } else if (symbol == s->catch_clause) {
        bind_pattern(&c, field(node, s->field.parameter), (struct binding){.kind = BINDING_OPAQUE});
    } else if (symbol == s->switch_body) {
        collect_switch(&c, node);
    }
}

// ---- resolving expressions

static struct reference resolve(const struct scopes *scopes, struct scope *scope, TSNode node, size_t depth);

static struct reference member(struct reference of, struct str name, struct arena *arena)
{
    if (of.known)
        of.path = path_with(&of.path, name, arena);
    return of;
}

static struct scope *scope_of_name(const struct scopes *scopes, struct scope *scope, struct str name,
                                   struct binding **binding)
{
    for (; scope; scope = scope->parent) {
        if (!scope->is_collected)
            collect(scopes, scope);
        *binding = map_get(&scope->names, name);
        if (*binding)
            return scope;
    }
    return NULL;
}

static TSNode without_parentheses(const struct symbols *s, TSNode node)
{
    while (is(node, s->parenthesized_expression) || is(node, s->satisfies_expression) ||
           is(node, s->non_null_expression))
        node = ts_node_named_child(node, 0);
    return node;
}

// The value of a property in an object literal, or of an element in an array literal; null when it is not
// plain to see.
static TSNode literal_member(const struct scopes *scopes, TSNode literal, struct str name)
{
    const struct symbols *s = scopes->symbols;
    TSNode found = {0};
    bool is_object = is(literal, s->object);
    for (uint32_t i = 0; i < ts_node_named_child_count(literal); i++) {
        TSNode child = ts_node_named_child(literal, i);
        if (!is_object) // arrays: all elements have the type that any of them has
            return ts_node_named_child_count(literal) == 1 ? child : found;
        if (is(child, s->shorthand_property_identifier) && str_equal(node_text(child, scopes->source), name))
            found = child;
        else if (is(child, s->pair) && str_equal(node_text(field(child, s->field.key), scopes->source), name))
            found = field(child, s->field.value);
    }
    return found;
}

static struct reference resolve_path(const struct scopes *scopes, struct scope *scope, TSNode value,
                                     const struct str_list *path, size_t depth)
{
    const struct symbols *s = scopes->symbols;
    size_t taken = 0;
    value = without_parentheses(s, value);
    while (taken < path->count && (is(value, s->object) || is(value, s->array)))
        value = without_parentheses(s, literal_member(scopes, value, path->at[taken++]));
    if (ts_node_is_null(value))
        return unknown;
    struct reference reference = resolve(scopes, scope, value, depth);
    for (; taken < path->count; taken++)
        reference = member(reference, path->at[taken], scopes->arena);
    return reference;
}

static struct reference resolve_name(const struct scopes *scopes, struct scope *scope, struct str name,
                                     const struct str_list *path, size_t depth)
{
    struct binding *binding = NULL;
    struct scope *home = scope_of_name(scopes, scope, name, &binding);
    if (!home || binding->kind == BINDING_OPAQUE)
        return unknown;
    struct reference reference = binding->reference;
    if (binding->kind != BINDING_MODULE) {
        struct str_list whole = {0};
        for (size_t i = 0; i < binding->path.count; i++)
            *list_push(&whole, scopes->arena) = binding->path.at[i];
        for (size_t i = 0; i < path->count; i++)
            *list_push(&whole, scopes->arena) = path->at[i];
        return resolve_path(scopes, home, binding->value, &whole, depth);
    }
    for (size_t i = 0; i < path->count; i++)
        reference = member(reference, path->at[i], scopes->arena);
    return reference;
}

// A field of the class around: `this.m` where the class says `m = msg`.
static struct reference resolve_field(const struct scopes *scopes, struct scope *scope, struct str name,
                                      const struct str_list *path, size_t depth)
{
    const struct symbols *s = scopes->symbols;
    while (scope && !is(scope->node, s->class) && !is(scope->node, s->class_declaration) &&
           !is(scope->node, s->abstract_class_declaration))
        scope = scope->parent;
    TSNode body = scope ? field(scope->node, s->field.body) : (TSNode){0};
    if (ts_node_is_null(body))
        return unknown;
    for (uint32_t i = 0; i < ts_node_named_child_count(body); i++) {
        TSNode definition = ts_node_named_child(body, i);
        if (!is(definition, s->public_field_definition) ||
            !str_equal(node_text(field(definition, s->field.name), scopes->source), name))
            continue;
        struct binding binding =
            typed_binding(s, field(definition, s->field.type), field(definition, s->field.value));
        return binding.kind == BINDING_OPAQUE ? unknown
                                              : resolve_path(scopes, scope, binding.value, path, depth);
    }
    return unknown;
}

static struct reference module_of_call(const struct scopes *scopes, TSNode call)
{
    const struct symbols *s = scopes->symbols;
    TSNode callee = field(call, s->field.function), arguments = field(call, s->field.arguments);
    bool loads = is(callee, s->import) || (scopes->is_javascript && is(callee, s->identifier) &&
                                           str_is(node_text(callee, scopes->source), "require"));
    TSNode name = loads ? ts_node_named_child(arguments, 0) : (TSNode){0};
    if (!is(name, s->string))
        return unknown;
    return (struct reference){.known = true, .module = string_value(scopes, name)};
}

static bool references_equal(const struct reference *a, const struct reference *b)
{
    if (a->known != b->known || !str_equal(a->module, b->module) || a->path.count != b->path.count)
        return false;
    for (size_t i = 0; i < a->path.count; i++)
        if (!str_equal(a->path.at[i], b->path.at[i]))
            return false;
    return true;
}

// The object and the name of `a.b` or `a["b"]`; false for anything else.
static bool take_member(const struct scopes *scopes, TSNode *node, struct str *name)
{
    const struct symbols *s = scopes->symbols;
    if (is(*node, s->member_expression)) {
        *name = node_text(field(*node, s->field.property), scopes->source);
    } else if (is(*node, s->subscript_expression)) {
        TSNode index = field(*node, s->field.index);
        if (!is(index, s->string) && !is(index, s->number))
            return false;
        *name = is(index, s->string) ? string_value(scopes, index) : node_text(index, scopes->source);
    } else {
        return false;
    }
    *node = without_parentheses(s, field(*node, s->field.object));
    return true;
}

// A chain of members is taken as one path from its root, since the path may lead through literals.
static struct reference resolve_member(const struct scopes *scopes, struct scope *scope, TSNode node,
                                       size_t depth)
{
    const struct symbols *s = scopes->symbols;
    struct str names[deepest_path]; // innermost last
    size_t count = 0;
    while (count < deepest_path && take_member(scopes, &node, &names[count]))
        count++;
    if (count == 0 || is(node, s->member_expression) || is(node, s->subscript_expression))
        return unknown;
    bool is_field = is(node, s->this);
    struct str_list path = {0};
    for (size_t i = count - is_field; i > 0; i--)
        *list_push(&path, scopes->arena) = names[i - 1];
    if (is_field)
        return resolve_field(scopes, scope, names[count - 1], &path, depth);
    if (is(node, s->identifier))
        return resolve_name(scopes, scope, node_text(node, scopes->source), &path, depth);
    return resolve_path(scopes, scope, node, &path, depth);
}

static struct reference resolve_conditional(const struct scopes *scopes, struct scope *scope, TSNode node,
                                            size_t depth)
{
    const struct symbols *s = scopes->symbols;
    struct reference yes = resolve(scopes, scope, field(node, s->field.consequence), depth);
    struct reference no = resolve(scopes, scope, field(node, s->field.alternative), depth);
    return references_equal(&yes, &no) ? yes : unknown;
}

// `x as typeof msg`, and nothing else that `as` can say.
static struct reference resolve_as(const struct scopes *scopes, struct scope *scope, TSNode node,
                                   size_t depth)
{
    TSNode type = ts_node_named_child(node, 1);
    if (!is(type, scopes->symbols->type_query))
        return unknown;
    return resolve(scopes, scope, ts_node_named_child(type, 0), depth);
}

static struct reference resolve(const struct scopes *scopes, struct scope *scope, TSNode node, size_t depth)
{
    const struct symbols *s = scopes->symbols;
    node = without_parentheses(s, node);
    if (ts_node_is_null(node) || depth++ > deepest_alias)
        return unknown;
    TSSymbol symbol = ts_node_symbol(node);
    if (symbol == s->identifier || symbol == s->shorthand_property_identifier)
        return resolve_name(scopes, scope, node_text(node, scopes->source), &(struct str_list){0}, depth);
    if (symbol == s->member_expression || symbol == s->subscript_expression)
        return resolve_member(scopes, scope, node, depth);
    if (symbol == s->await_expression)
        return resolve(scopes, scope, ts_node_named_child(node, 0), depth);
    if (symbol == s->call_expression)
        return module_of_call(scopes, node);
    if (symbol == s->as_expression)
        return resolve_as(scopes, scope, node, depth);
    if (symbol == s->ternary_expression)
        return resolve_conditional(scopes, scope, node, depth);
    if (symbol == s->sequence_expression)
        return resolve(scopes, scope, ts_node_named_child(node, ts_node_named_child_count(node) - 1), depth);
    return unknown;
}

struct reference scope_resolve(const struct scopes *scopes, struct scope *scope, TSNode expression)
{
    return resolve(scopes, scope, expression, 0);
}
