// The node types and fields that the scanner looks at, as the numbers of one grammar: comparing numbers is
// what makes one walk over a tree cheap.
#ifndef EXTRACTOR_SYMBOLS_H
#define EXTRACTOR_SYMBOLS_H

#include "extractor/grammar.h"

// clang-format off
#define SYMBOLS(X) \
    X(abstract_class_declaration) X(ambient_declaration) X(arguments) X(array) X(array_pattern) \
    X(arrow_function) X(as_expression) X(assignment_pattern) X(await_expression) X(binary_expression) \
    X(call_expression) X(catch_clause) X(class) X(class_body) X(class_declaration) X(class_static_block) \
    X(comment) X(computed_property_name) X(ternary_expression) X(enum_declaration) X(export_clause) \
    X(export_specifier) X(export_statement) X(expression_statement) X(for_in_statement) X(for_statement) \
    X(formal_parameters) X(function_declaration) X(function_expression) X(function_signature) \
    X(generator_function) X(generator_function_declaration) X(identifier) X(import) X(import_alias) \
    X(import_clause) X(import_require_clause) X(import_specifier) X(import_statement) X(internal_module) \
    X(lexical_declaration) X(member_expression) X(method_definition) X(module) X(named_imports) \
    X(namespace_export) X(namespace_import) X(non_null_expression) X(number) X(object) \
    X(object_assignment_pattern) X(object_pattern) X(optional_parameter) X(pair) X(pair_pattern) \
    X(parenthesized_expression) X(program) X(property_identifier) X(private_property_identifier) \
    X(public_field_definition) X(required_parameter) X(rest_pattern) X(satisfies_expression) \
    X(sequence_expression) X(shorthand_property_identifier) X(shorthand_property_identifier_pattern) \
    X(spread_element) X(statement_block) X(string) X(subscript_expression) X(switch_body) \
    X(template_string) X(template_substitution) X(this) X(type_annotation) X(type_arguments) \
    X(type_identifier) X(type_query) X(variable_declaration) X(variable_declarator)

#define FIELDS(X) \
    X(alias) X(arguments) X(alternative) X(body) X(condition) X(consequence) X(declaration) X(function) \
    X(index) X(initializer) X(key) X(left) X(name) X(object) X(operator) X(parameter) X(parameters) \
    X(pattern) X(property) X(right) X(source) X(type) X(value)
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

// Resolves all names for a grammar; done once for each worker and grammar.
void symbols_resolve(enum grammar grammar, struct symbols *out);

#endif
