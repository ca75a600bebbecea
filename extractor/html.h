// HTML as browsers read it: tokenization and tree construction of the HTML Standard (13.2, "Parsing HTML
// documents"), for a fragment in a `template` element with scripting on. No markup is an error here: every
// text has a tree. Where the Standard changed, the reading is that of parse5 7 (2023: `select` takes options
// only).
#ifndef EXTRACTOR_HTML_H
#define EXTRACTOR_HTML_H

#include "base/arena.h"
#include "base/str.h"

enum html_tag {
    TAG_UNKNOWN, // an element without rules of its own: compare names
#define TAG(identifier, name, start, end, flags) TAG_##identifier,
#include "extractor/html_tags.def"
#undef TAG
    TAG_COUNT
};

enum html_space { SPACE_HTML, SPACE_SVG, SPACE_MATHML };

struct html_attribute {
    struct str name;    // as the parser names it: lower case, or the camel case of SVG
    struct str spelled; // as the source has it
    struct str value;   // references resolved
};

struct html_attribute_list {
    struct html_attribute *at;
    size_t count, capacity;
};

enum html_kind { HTML_ELEMENT, HTML_TEXT, HTML_COMMENT, HTML_FRAGMENT };

struct html_node {
    enum html_kind kind;
    enum html_tag tag;
    enum html_space space;
    struct str name;                       // HTML_ELEMENT
    struct html_attribute_list attributes; // HTML_ELEMENT; the first of equal names
    struct str comment;                    // HTML_COMMENT
    struct str_list text;                  // HTML_TEXT: pieces of the one text
    struct html_node *content;             // HTML_ELEMENT `template`: its HTML_FRAGMENT, whose parent it is
    struct html_node *parent, *first, *last, *previous, *next;
    bool is_open, is_formatting; // on the stack, in the list of formatting elements: while reading only
};

// The tree of a fragment: an HTML_FRAGMENT. Bytes above 0x7F are letters like any other, well-formed or not.
// Slices of `text` are kept. NULL when building the tree would take work out of all proportion (formatting
// elements can be made to multiply, stacks to be searched again and again).
struct html_node *html_read(struct str text, struct arena *arena);

// Elements that have no end tag: `br`, `img` … of HTML.
bool html_is_void(const struct html_node *node);
// Elements whose text is written as it stands: `script`, `style` … of HTML.
bool html_is_raw(const struct html_node *node);

#endif
