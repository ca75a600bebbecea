// The node types and fields that the scanner looks at, as the numbers of one grammar: comparing numbers is
// what makes one walk over a tree cheap.
#ifndef EXTRACTOR_SYMBOLS_H
#define EXTRACTOR_SYMBOLS_H

#include "extractor/grammar.h"

// clang-format off
#define SYMBOLS(X) \
    X(abstract_class_declaration) X(ambient_declaration) X(arguments) X(array) X(array_pattern) \
    X(arrow_function) X(as_expression) X(assignment_expression) X(assignment_pattern) X(await_expression) \
    X(binary_expression) X(call_expression) X(catch_clause) X(class) X(class_body) X(class_declaration) \
    X(class_heritage) X(class_static_block) X(comment) X(computed_property_name) X(decorator) \
    X(enum_declaration) X(export_clause) X(export_specifier) X(export_statement) X(expression_statement) \
    X(extends_clause) X(for_in_statement) X(for_statement) X(function_declaration) X(function_expression) \
    X(function_signature) X(generator_function) X(generator_function_declaration) X(identifier) X(import) \
    X(import_alias) X(import_clause) X(import_require_clause) X(import_specifier) X(import_statement) \
    X(interface_body) X(interface_declaration) X(internal_module) X(intersection_type) \
    X(lexical_declaration) X(literal_type) X(lookup_type) X(member_expression) X(method_definition) \
    X(module) X(named_imports) X(namespace_export) X(namespace_import) X(nested_identifier) \
    X(nested_type_identifier) X(new_expression) X(non_null_expression) X(null) X(number) X(object) \
    X(object_assignment_pattern) X(object_pattern) X(object_type) X(optional_parameter) X(pair) \
    X(pair_pattern) X(parenthesized_expression) X(parenthesized_type) X(property_identifier) \
    X(property_signature) X(public_field_definition) X(required_parameter) X(rest_pattern) \
    X(return_statement) X(satisfies_expression) X(sequence_expression) X(shorthand_property_identifier) \
    X(shorthand_property_identifier_pattern) X(spread_element) X(statement_block) X(string) \
    X(subscript_expression) X(super) X(switch_body) X(template_string) X(template_substitution) \
    X(ternary_expression) X(this) X(type_alias_declaration) X(type_annotation) X(type_assertion) \
    X(type_identifier) X(type_query) X(undefined) X(union_type) X(variable_declaration) \
    X(variable_declarator)

#define FIELDS(X) \
    X(alias) X(alternative) X(arguments) X(body) X(consequence) X(constraint) X(constructor) \
    X(declaration) X(function) X(index) X(initializer) X(key) X(kind) X(left) X(module) X(name) X(object) \
    X(operator) X(parameter) X(parameters) X(pattern) X(property) X(return_type) X(right) X(source) \
    X(type) X(type_parameters) X(value)
// clang-format on

struct symbols {
#define SYMBOL_MEMBER(name) TSSymbol name;
    SYMBOLS(SYMBOL_MEMBER)
#undef SYMBOL_MEMBER
    struct {
#define FIELD_MEMBER(name) TSFieldId name;
        FIELDS(FIELD_MEMBER)
#undef FIELD_MEMBER
    } field;
};

// The symbol at a place in the struct, as tables of forms state it: offsetof(struct symbols, array).
static inline TSSymbol symbol_at(const struct symbols *symbols, size_t place)
{
    return *(const TSSymbol *)((const char *)symbols + place);
}

// Questions about nodes, in such numbers. A null node (no such child) is nothing, and has nothing inside.
static inline bool node_is_a(TSNode node, TSSymbol symbol)
{
    return !ts_node_is_null(node) && ts_node_symbol(node) == symbol;
}

static inline TSNode node_field(TSNode node, TSFieldId field)
{
    return ts_node_child_by_field_id(node, field);
}

// Whether the node has a child of that type, a word included: `static`, `?`, `get`.
bool node_has(TSNode node, const char *type);
// The first named child that is no comment.
TSNode node_inner(const struct symbols *symbols, TSNode node);

// Resolves all names for a grammar; done once for each worker and grammar.
void symbols_resolve(enum grammar grammar, struct symbols *out);

#endif
