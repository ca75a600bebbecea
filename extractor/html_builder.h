// Tree construction (HTML Standard, 13.2.6): the state, and what its rules are made of.
//
// Only the insertion modes are here that a fragment in a `template` can come to. Like parse5, most rules look
// at an element's name and not at its namespace; where the namespace counts, it is said.
#ifndef EXTRACTOR_HTML_BUILDER_H
#define EXTRACTOR_HTML_BUILDER_H

#include "extractor/html_token.h"

enum html_flag {
    IS_SPECIAL = 1 << 0,      // "special" of HTML
    IS_SVG_SCOPE = 1 << 1,    // special, scope and integration point in SVG
    IS_MATHML_SCOPE = 1 << 2, // special and scope in MathML
    IS_SCOPE = 1 << 3,        // ends "in scope" of HTML
    IS_LIST_SCOPE = 1 << 4,
    IS_IMPLIED = 1 << 5,     // its end tag may be left out
    IS_TABLE_PART = 1 << 6,  // caption, col, colgroup, tbody, td, tfoot, th, thead, tr
    IS_TABLE_FRAME = 1 << 7, // where text and inline elements are foster parented
    IS_HEADING = 1 << 8,
    IS_EXIT = 1 << 9, // its start tag ends foreign content
    IS_VOID = 1 << 10,
    IS_RAW = 1 << 11,
    IS_BUTTON_SCOPE = 1 << 12,
};

extern const unsigned short html_flags[TAG_COUNT];

enum html_mode {
    MODE_TEMPLATE,
    MODE_BODY,
    MODE_TEXT,
    MODE_TABLE,
    MODE_TABLE_TEXT,
    MODE_CAPTION,
    MODE_COLUMN_GROUP,
    MODE_TABLE_BODY,
    MODE_ROW,
    MODE_CELL,
    MODE_SELECT,
    MODE_SELECT_IN_TABLE,
    MODE_COUNT
};

struct html_node_list {
    struct html_node **at;
    size_t count, capacity;
};

struct html_mode_list {
    enum html_mode *at;
    size_t count, capacity;
};

struct html_token_list {
    struct html_token *at;
    size_t count, capacity;
};

struct html_builder {
    struct arena *arena;
    struct html_reader reader;
    enum html_mode mode, original_mode;
    struct html_mode_list template_modes; // the last one counts; never empty
    struct html_node_list open;           // the stack; open.at[0] is the root and stays
    size_t open_count[TAG_COUNT];         // HTML elements on the stack, by tag
    struct html_node_list formatting;     // the list of active formatting elements; NULL for a marker
    struct html_node *form;
    struct html_token_list table_text; // pending
    bool fosters;                      // "foster parenting"
    bool skips_newline;                // behind `pre`, `listing`, `textarea`
    size_t work;                       // what may still be done
};

// ---- nodes (html_stack.c)

void html_append(struct html_node *parent, struct html_node *node);
void html_detach(struct html_node *node);
struct html_node *html_element(struct html_builder *builder, enum html_tag tag, struct str name);
// A new element with the name and the attributes of that one.
struct html_node *html_clone(struct html_builder *builder, const struct html_node *node);
// At the appropriate place for inserting a node, which may be in front of a table.
void html_place(struct html_builder *builder, struct html_node *node);
void html_foster(struct html_builder *builder, struct html_node *node);
void html_add_text(struct html_builder *builder, struct str text);
void html_add_comment(struct html_builder *builder, struct str comment);
// Where the children of an element go: a template's into its content.
struct html_node *html_inside(struct html_node *node);

// Places the element of a start tag and opens it.
struct html_node *html_insert(struct html_builder *builder, const struct html_token *token,
                              enum html_space space);
// The same for an element that no tag stands for.
struct html_node *html_insert_implied(struct html_builder *builder, enum html_tag tag, struct str name);
// Places it without opening it.
void html_insert_void(struct html_builder *builder, const struct html_token *token, enum html_space space);

// ---- the stack of open elements

static inline struct html_node *html_current(const struct html_builder *builder)
{
    return builder->open.at[builder->open.count - 1];
}

static inline bool html_current_is(const struct html_builder *builder, enum html_tag tag)
{
    return html_current(builder)->tag == tag;
}

static inline bool html_has_flag(enum html_tag tag, unsigned flags)
{
    return (html_flags[tag] & flags) != 0;
}

// Counts work. False when there was too much of it: then the reading ends.
static inline bool html_spend(struct html_builder *builder, size_t steps)
{
    builder->work = builder->work > steps ? builder->work - steps : 0;
    return builder->work > 0;
}

void html_push(struct html_builder *builder, struct html_node *node);
void html_pop(struct html_builder *builder);
// Pops until `count` are left; never the root.
void html_shorten(struct html_builder *builder, size_t count);
// The element's place on the stack; it must be there.
size_t html_open_index(struct html_builder *builder, const struct html_node *node);
void html_open_remove(struct html_builder *builder, struct html_node *node);
void html_open_insert(struct html_builder *builder, size_t index, struct html_node *node);
bool html_is_special(const struct html_node *node);
// Whether the current node is in SVG or MathML and no place where HTML begins again.
bool html_is_foreign(const struct html_builder *builder);

// The element is "in scope"; `more` are flags of further elements that end the scope.
bool html_in_scope(struct html_builder *builder, enum html_tag tag, unsigned more);
bool html_heading_in_scope(struct html_builder *builder);
bool html_in_table_scope(struct html_builder *builder, enum html_tag tag);
bool html_in_select_scope(struct html_builder *builder, enum html_tag tag);
// Pops up to and with the HTML element of that tag.
void html_pop_through(struct html_builder *builder, enum html_tag tag);
// Pops until an HTML element of one of the tags, or a template, or the root is current.
void html_clear_to(struct html_builder *builder, const enum html_tag *tags, size_t count);
// "Generate implied end tags", but for one tag (TAG_UNKNOWN: for none).
void html_imply_end_tags(struct html_builder *builder);
void html_imply_end_tags_thoroughly(struct html_builder *builder, enum html_tag but);
void html_close_p(struct html_builder *builder); // if one is in button scope

// ---- formatting elements (html_format.c)

void html_format_mark(struct html_builder *builder);
void html_format_clear(struct html_builder *builder); // to the last marker
void html_format_push(struct html_builder *builder, struct html_node *node);
void html_format_remove(struct html_builder *builder, struct html_node *node);
// The last one of that tag behind the last marker, or NULL.
struct html_node *html_format_find(struct html_builder *builder, enum html_tag tag);
void html_format_reopen(struct html_builder *builder); // "reconstruct the active formatting elements"
void html_adopt(struct html_builder *builder, const struct html_token *token); // the adoption agency

// ---- rules by insertion mode

typedef void html_rule(struct html_builder *builder, struct html_token *token);

void html_dispatch(struct html_builder *builder, struct html_token *token); // html_read.c
void html_start_by_mode(struct html_builder *builder, struct html_token *token);
void html_end_by_mode(struct html_builder *builder, struct html_token *token);
void html_reset_mode(struct html_builder *builder);

html_rule html_body_any, html_body_start, html_body_end, html_body_other_end; // html_body.c
html_rule html_head_start, html_template_end;
void html_adjust_svg(struct html_builder *builder, struct html_token *token); // html_foreign.c
void html_adjust_mathml(struct html_token *token);
html_rule html_foreign_start, html_foreign_end;
html_rule html_table_any, html_table_start, html_table_end; // html_table.c
html_rule html_caption_start, html_caption_end, html_column_start, html_column_end, html_column_any;
html_rule html_rows_start, html_rows_end, html_row_start, html_row_end, html_cell_start, html_cell_end;
html_rule html_select_start, html_select_end, html_select_in_table_start,
    html_select_in_table_end; // html_select.c
html_rule html_template_mode_start, html_template_mode_end;

#endif
