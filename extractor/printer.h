// The inside of print.c: what its parts share. The layout follows the printer of TypeScript 5.9 as observed
// through the catalogs it leaves: which line breaks of the source survive, where comments go, how lists are
// set.
//
// Positions are byte offsets in the source. A node's `pos` is where the token before it ended, so that
// comments in between belong to it; `start` is its first token.
#ifndef EXTRACTOR_PRINTER_H
#define EXTRACTOR_PRINTER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>
#include <tree_sitter/api.h>

#define NOWHERE UINT32_MAX

struct range {
    uint32_t pos, start, end;
};

struct comment {
    uint32_t start, end;
    bool is_block, ends_line;
};

struct comment_list {
    struct comment *at;
    size_t count, capacity;
};

struct offset_list {
    uint32_t *at;
    size_t count, capacity;
};

// The node whose comments are being printed: its own ends print none again.
struct container {
    uint32_t pos, end, declarations_end;
};

// While `a - b!.c` is printed as `a - (b!.c)`: what the `!` stands behind, instead of what the grammar says.
struct graft {
    TSNode bang, base;
};

struct printer {
    struct str source;
    struct buf *out;
    struct arena arena; // scratch
    TSTreeCursor cursor;
    struct range root;
    unsigned depth;

    // The writer.
    size_t indent;
    bool at_line_start, after_comment;

    // The source.
    struct offset_list lines;     // starts of the lines after the first, within the root
    struct comment_list comments; // inside the root, in order
    bool may_have_comments;

    // Where in the tree.
    struct container container;
    bool wrote_comment;
    struct graft graft;
    struct range searched;      // a chain without a misplaced `!`: from behind its base to its end
    struct range detached;      // comments of a body that were printed already: from pos to end
    bool patterns_are_literals; // `{ a } = b` assigns to what looks like a literal, `let { a } = b` binds a
                                // pattern
};

// ---- writer (print_writer.c)

void put(struct printer *printer, struct str text);
void put_text(struct printer *printer, const char *text);
// As it stands, without the indentation of a new line.
void put_raw(struct printer *printer, struct str text);
void put_space(struct printer *printer);
void put_line(struct printer *printer);
// A line break and one level more, or a space, or nothing; gives `has_break` back.
bool put_break(struct printer *printer, bool has_break, bool or_space);
void unindent(struct printer *printer, size_t levels);
void put_source(struct printer *printer, uint32_t start, uint32_t end);

// ---- source (print_source.c)

// Finds the lines and the comments of the root.
void source_survey(struct printer *printer, TSNode root);
size_t line_of(const struct printer *printer, uint32_t offset);
bool same_line(const struct printer *printer, uint32_t a, uint32_t b);
// The offset behind the white space and comments at `offset`.
uint32_t skip_trivia(const struct printer *printer, uint32_t offset);
// Where the token before `start` ended; only worth anything while the printer may have comments.
uint32_t full_start(const struct printer *printer, uint32_t start);
// Where the last token of the node ends. The grammar lets a statement without a semicolon, and what it is the
// last part of, reach over the comments behind it.
uint32_t node_end(const struct printer *printer, TSNode node);
struct range range_of(const struct printer *printer, TSNode node);
// The length in bytes of the line break at the offset (CRLF is one), or 0.
size_t line_break_at(struct str source, size_t offset);
// The length in bytes of the white space character at the offset that breaks no line, or 0.
size_t space_at(struct str source, size_t offset);

// ---- comments (print_comment.c)

enum trailing { TRAILING_SPACED, TRAILING_PLAIN, TRAILING_SAME_LINE };

void leading_comments(struct printer *printer, uint32_t pos);
void trailing_comments(struct printer *printer, uint32_t end, enum trailing style);
bool has_comment_behind(struct printer *printer, uint32_t pos);
// The comments before a node; what comes back goes to node_leave.
struct container node_enter(struct printer *printer, struct range range);
void node_leave(struct printer *printer, struct range range, struct container outer);
// A token that stands in the source behind `from`, with the comments at both sides. Gives the offset of its
// end.
uint32_t put_token(struct printer *printer, const char *token, uint32_t from, struct range parent);
// The same for a closing bracket whose comments are on the level of what it closes.
uint32_t put_closing(struct printer *printer, const char *token, uint32_t from, struct range parent);
// The same for the braces of an expression in JSX: no space before comments.
uint32_t put_jsx_brace(struct printer *printer, const char *token, uint32_t from, struct range parent);
// Comments at the start of a body that an empty line sets off.
void detached_comments(struct printer *printer, uint32_t pos);

// ---- nodes (print_node.c)

struct nodes {
    TSNode *at;
    size_t count, capacity;
};

// The children without comments.
struct nodes children_of(struct printer *printer, TSNode node);
TSNode field(TSNode node, const char *name);
// The first child that is this token or of this type, or a null node.
TSNode child_of_type(struct printer *printer, TSNode node, const char *type);
bool has_child(struct printer *printer, TSNode node, const char *type);
// The only named child, comments aside, or a null node.
TSNode inner_of(struct printer *printer, TSNode node);
// With its comments. Null nodes print nothing.
void print_node(struct printer *printer, TSNode node);
// The same for a node whose range is another than the grammar's.
void print_node_in(struct printer *printer, TSNode node, struct range range);
// Without comments.
void print_content(struct printer *printer, TSNode node, struct range range);
void print_source_text(struct printer *printer, TSNode node, struct range range);

// ---- lists (print_list.c)

enum {
    LIST_LINES = 1 << 0,      // each item on its line
    LIST_KEEP_LINES = 1 << 1, // line breaks of the source stay
    LIST_BARS = 1 << 2,       // items are separated by |
    LIST_AMPERSANDS = 1 << 3,
    LIST_COMMAS = 1 << 4,
    LIST_LAST_COMMA = 1 << 5, // a comma after the last item stays
    LIST_INDENTED = 1 << 6,
    LIST_PADDED = 1 << 7, // a space inside the brackets
    LIST_SPACED = 1 << 8, // a space between items
    LIST_BRACES = 1 << 9,
    LIST_PARENS = 1 << 10,
    LIST_ANGLES = 1 << 11,
    LIST_SQUARES = 1 << 12,
    LIST_OPTIONAL = 1 << 13,    // nothing at all, brackets included, when empty
    LIST_FORCE_LINES = 1 << 14, // a line break inside both brackets
    LIST_OPEN_END = 1 << 15,    // no line break after the last item
    LIST_NO_COMMENTS = 1 << 16, // none between items
    LIST_EMPTY_TIGHT = 1 << 17, // no padding when empty
    LIST_SPACE_AFTER = 1 << 18,

    LIST_SEPARATED = LIST_BARS | LIST_AMPERSANDS | LIST_COMMAS,
    LIST_BRACKETS = LIST_BRACES | LIST_PARENS | LIST_ANGLES | LIST_SQUARES,

    LIST_ARRAY = LIST_KEEP_LINES | LIST_COMMAS | LIST_LAST_COMMA | LIST_INDENTED | LIST_SPACED | LIST_SQUARES,
    LIST_OBJECT = LIST_KEEP_LINES | LIST_COMMAS | LIST_LAST_COMMA | LIST_INDENTED | LIST_PADDED |
                  LIST_SPACED | LIST_BRACES | LIST_EMPTY_TIGHT,
    LIST_ARGUMENTS = LIST_COMMAS | LIST_SPACED | LIST_PARENS,
    LIST_OBJECT_PATTERN = LIST_COMMAS | LIST_LAST_COMMA | LIST_PADDED | LIST_SPACED | LIST_EMPTY_TIGHT,
    LIST_ARRAY_PATTERN = LIST_COMMAS | LIST_LAST_COMMA | LIST_SPACED,
    LIST_DECLARATIONS = LIST_COMMAS | LIST_SPACED,
    LIST_TYPE_ARGUMENTS = LIST_COMMAS | LIST_SPACED | LIST_ANGLES | LIST_OPTIONAL,
    LIST_BLOCK = LIST_LINES | LIST_INDENTED,
    LIST_BLOCK_LINE = LIST_PADDED | LIST_SPACED,
    LIST_CASE = LIST_LINES | LIST_INDENTED | LIST_OPTIONAL | LIST_OPEN_END,
    LIST_MODIFIERS = LIST_NO_COMMENTS | LIST_SPACED | LIST_SPACE_AFTER,
    LIST_DECORATORS = LIST_LINES | LIST_OPTIONAL | LIST_SPACE_AFTER,
    LIST_ENUM = LIST_LINES | LIST_INDENTED | LIST_COMMAS,
    LIST_TYPE_MEMBERS = LIST_LINES | LIST_INDENTED | LIST_OPTIONAL | LIST_EMPTY_TIGHT,
    LIST_TUPLE = LIST_LINES | LIST_INDENTED | LIST_COMMAS | LIST_SPACED | LIST_EMPTY_TIGHT,
};

struct item {
    TSNode node; // null for a hole in an array
    struct range range;
};

struct list {
    struct item *at;
    size_t count, capacity;
    uint32_t pos, end; // from behind the opening bracket to the end of the last item or comma
    bool has_last_comma;
};

// The children between the first bracket of the node and its last, separators left out.
struct list list_of(struct printer *printer, TSNode node);
struct item *list_add(struct printer *printer, struct list *list, TSNode node);
void print_list(struct printer *printer, const struct list *list, unsigned format, struct range parent);
// The first `skip` items were printed already.
void print_list_from(struct printer *printer, const struct list *list, size_t skip, unsigned format,
                     struct range parent);

// ---- the kinds of nodes

typedef void print_function(struct printer *printer, TSNode node, struct range range);

// The function that prints nodes of this type, or NULL: its text is printed as it stands.
print_function *print_function_of(const char *type);

// print_binary.c
print_function print_assignment, print_binary, print_sequence;
// print_operator.c
print_function print_conditional, print_unary, print_update, print_member, print_subscript, print_call,
    print_new, print_await, print_yield, print_spread, print_parenthesized, print_as, print_non_null,
    print_type_assertion, print_instantiation;
// print_literal.c
print_function print_number, print_template, print_array, print_object, print_pair, print_shorthand_default,
    print_pattern_default, print_object_pattern, print_array_pattern, print_computed_name;
// print_function.c
print_function print_arrow, print_function_like, print_method, print_signature_member, print_parameter,
    print_type_parameter, print_index_signature;
// print_class.c
print_function print_class, print_field, print_decorator, print_static_block, print_heritage;
// print_statement.c
print_function print_block, print_declaration, print_declarator, print_expression_statement, print_if,
    print_do, print_while, print_for, print_for_in, print_jump, print_return, print_switch, print_case,
    print_try, print_catch, print_labeled, print_with, print_debugger, print_empty;
// print_type.c
print_function print_union, print_object_type, print_array_type, print_tuple, print_function_type,
    print_conditional_type, print_infer, print_type_operator, print_lookup, print_template_type,
    print_optional_type, print_predicate, print_generic, print_type_query, print_alias, print_interface,
    print_enum, print_enum_member, print_tight, print_only_child;
// print_jsx.c
print_function print_jsx_element, print_jsx_opening, print_jsx_closing, print_jsx_self_closing,
    print_jsx_attribute, print_jsx_expression;

// Prints an expression that ends in members or calls as the binary expression that it is, where the grammar
// took all that stands before a `!` for its operand; false when there is nothing of the kind.
bool print_regrouped(struct printer *printer, TSNode node, struct range range);

// Parts of several kinds.
void print_type_annotation(struct printer *printer, TSNode annotation);
void print_type_arguments(struct printer *printer, TSNode arguments, struct range parent);
// ` = value`
void print_initializer(struct printer *printer, TSNode value, uint32_t from, struct range parent);
void print_function_body(struct printer *printer, TSNode body);
// Decorators and modifiers in front of `name`; gives the offset where the last of them ends, else range.pos.
uint32_t print_modifiers(struct printer *printer, const struct nodes *children, size_t count,
                         struct range range);
size_t modifier_count(const struct nodes *children);

#endif
