#include "extractor/print.h"

#include "extractor/printer.h"

#include <stdlib.h>

struct row {
    const char *type;
    print_function *print;
};

// By type, in the order of strcmp. Types that are missing are printed as their text.
static const struct row rows[] = {
    {"abstract_class_declaration", print_class},
    {"abstract_method_signature", print_method},
    {"array", print_array},
    {"array_pattern", print_array_pattern},
    {"array_type", print_array_type},
    {"arrow_function", print_arrow},
    {"as_expression", print_as},
    {"asserts", print_predicate},
    {"assignment_expression", print_assignment},
    {"assignment_pattern", print_pattern_default},
    {"augmented_assignment_expression", print_assignment},
    {"await_expression", print_await},
    {"binary_expression", print_binary},
    {"break_statement", print_jump},
    {"call_expression", print_call},
    {"call_signature", print_signature_member},
    {"catch_clause", print_catch},
    {"class", print_class},
    {"class_declaration", print_class},
    {"class_static_block", print_static_block},
    {"computed_property_name", print_computed_name},
    {"conditional_type", print_conditional_type},
    {"construct_signature", print_signature_member},
    {"constructor_type", print_function_type},
    {"continue_statement", print_jump},
    {"debugger_statement", print_debugger},
    {"decorator", print_decorator},
    {"do_statement", print_do},
    {"empty_statement", print_empty},
    {"enum_assignment", print_enum_member},
    {"enum_declaration", print_enum},
    {"expression_statement", print_expression_statement},
    {"extends_clause", print_heritage},
    {"extends_type_clause", print_heritage},
    {"for_in_statement", print_for_in},
    {"for_statement", print_for},
    {"function_declaration", print_function_like},
    {"function_expression", print_function_like},
    {"function_signature", print_function_like},
    {"function_type", print_function_type},
    {"generator_function", print_function_like},
    {"generator_function_declaration", print_function_like},
    {"generic_type", print_generic},
    {"if_statement", print_if},
    {"implements_clause", print_heritage},
    {"index_signature", print_index_signature},
    {"index_type_query", print_type_operator},
    {"infer_type", print_infer},
    {"instantiation_expression", print_instantiation},
    {"interface_declaration", print_interface},
    {"intersection_type", print_union},
    {"jsx_attribute", print_jsx_attribute},
    {"jsx_closing_element", print_jsx_closing},
    {"jsx_element", print_jsx_element},
    {"jsx_expression", print_jsx_expression},
    {"jsx_namespace_name", print_tight},
    {"jsx_opening_element", print_jsx_opening},
    {"jsx_self_closing_element", print_jsx_self_closing},
    {"labeled_statement", print_labeled},
    {"lexical_declaration", print_declaration},
    {"literal_type", print_only_child},
    {"lookup_type", print_lookup},
    {"member_expression", print_member},
    {"meta_property", print_tight},
    {"method_definition", print_method},
    {"method_signature", print_method},
    {"nested_identifier", print_tight},
    {"nested_type_identifier", print_tight},
    {"new_expression", print_new},
    {"non_null_expression", print_non_null},
    {"object", print_object},
    {"object_assignment_pattern", print_shorthand_default},
    {"object_pattern", print_object_pattern},
    {"object_type", print_object_type},
    {"optional_parameter", print_parameter},
    {"optional_type", print_optional_type},
    {"pair", print_pair},
    {"pair_pattern", print_pair},
    {"parenthesized_expression", print_parenthesized},
    {"parenthesized_type", print_tight},
    {"predefined_type", print_type_operator},
    {"property_signature", print_field},
    {"public_field_definition", print_field},
    {"readonly_type", print_type_operator},
    {"required_parameter", print_parameter},
    {"rest_pattern", print_spread},
    {"rest_type", print_tight},
    {"return_statement", print_return},
    {"satisfies_expression", print_as},
    {"sequence_expression", print_sequence},
    {"spread_element", print_spread},
    {"statement_block", print_block},
    {"subscript_expression", print_subscript},
    {"switch_case", print_case},
    {"switch_default", print_case},
    {"switch_statement", print_switch},
    {"template_literal_type", print_template_type},
    {"template_string", print_template},
    {"ternary_expression", print_conditional},
    {"throw_statement", print_return},
    {"try_statement", print_try},
    {"tuple_type", print_tuple},
    {"type_alias_declaration", print_alias},
    {"type_assertion", print_type_assertion},
    {"type_parameter", print_type_parameter},
    {"type_predicate", print_predicate},
    {"type_query", print_type_query},
    {"unary_expression", print_unary},
    {"union_type", print_union},
    {"update_expression", print_update},
    {"variable_declaration", print_declaration},
    {"variable_declarator", print_declarator},
    {"while_statement", print_while},
    {"with_statement", print_with},
    {"yield_expression", print_yield},
};

static int compare_rows(const void *type, const void *row)
{
    return strcmp(type, ((const struct row *)row)->type);
}

print_function *print_function_of(const char *type)
{
    const struct row *row = bsearch(type, rows, sizeof rows / sizeof *rows, sizeof *rows, compare_rows);
    return row ? row->print : NULL;
}

void print_expression(TSNode expression, struct str source, struct buf *out)
{
    struct printer printer = {.source = source, .out = out, .at_line_start = true};
    printer.container = (struct container){NOWHERE, NOWHERE, NOWHERE};
    printer.patterns_are_literals = true;
    printer.cursor = ts_tree_cursor_new(expression);
    source_survey(&printer, expression);
    print_node_in(&printer, expression, printer.root);
    ts_tree_cursor_delete(&printer.cursor);
    arena_free(&printer.arena);
}
