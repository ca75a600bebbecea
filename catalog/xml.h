// XML behind one door. Whether bytes are well-formed is shown by xml_proof.h or judged by libxml2; a document
// is then a light tree of slices, because writers splice: each node knows its exact bytes, and nothing is
// decoded until somebody asks. Only xml_judge.c knows libxml2.
//
// What is refused, each with a diagnostic: anything that is not well-formed, document type declarations (so
// there are no entities but the five of XML), encodings other than UTF-8, nesting deeper than
// `xml_greatest_depth`, more than `xml_greatest_attributes` on one element, texts beyond libxml2's own limit
// of 10 MB.
#ifndef CATALOG_XML_H
#define CATALOG_XML_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/pieces.h"

#include <stdint.h>

enum { xml_greatest_depth = 64, xml_greatest_attributes = 64 };

enum xml_kind {
    XML_DOCUMENT,
    XML_ELEMENT,
    XML_TEXT,
    XML_CDATA,
    XML_COMMENT,
    XML_INSTRUCTION, // the XML declaration too
    XML_VERBATIM,    // put in by a writer: `printed` as it is
};

struct xml_node {
    uint8_t kind;        // enum xml_kind
    bool is_folded;      // XML_ELEMENT: its children are not there yet; see xml_unfold
    uint16_t blank;      // how many bytes of white space in front belong to it; see xml_parse_joined
    uint32_t name_len;   // of an element's name, which follows the `<`
    uint32_t start, end; // the whole node, in the document's text
    uint32_t open_end,
        close_start;    // of an element: what lies between is its content; equal to `end` for <a/>
    struct str printed; // XML_VERBATIM: the bytes; XML_ELEMENT: name and attributes that replace those read
    struct xml_node *parent, *first, *last, *previous, *next;
};

struct xml_document {
    struct str path;
    struct str text;      // what offsets count in
    struct str folded;    // see xml_parse_folded; empty: nothing
    struct xml_node root; // of kind XML_DOCUMENT
};

// Parses `bytes`, which must outlive the document; so must `out`, whose address the nodes hold. A byte order
// mark is text before the root element.
bool xml_parse(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
               struct xml_document *out);

// The same, but elements of that local name stay folded: nodes without children, which cost nothing until
// somebody unfolds them.
bool xml_parse_folded(struct str bytes, struct str path, const char *folded, struct arena *arena,
                      struct diags *diags, struct xml_document *out);
// The same for writers: white space that is all that stands in front of such an element has no node of its
// own, and comes and goes with the element.
bool xml_parse_joined(struct str bytes, struct str path, const char *folded, struct arena *arena,
                      struct diags *diags, struct xml_document *out);
// Makes `out` the document of the nodes, which are in no other one then.
void xml_move(const struct xml_document *document, struct xml_document *out);
// Gives a folded element its children, which live as long as `arena`.
void xml_unfold(const struct xml_document *document, struct xml_node *element, struct arena *arena);
// Takes the children away again, so that the arena can be reset.
void xml_fold(struct xml_node *element);

// Whether `document->text` is none of what is refused: the first step of parsing.
bool xml_judge(const struct xml_document *document, struct diags *diags);
// libxml2's verdict alone, which xml_judge asks for where xml_proof.h has none.
bool xml_ask_libxml2(const struct xml_document *document, struct diags *diags);

struct span xml_span(const struct xml_document *document, const struct xml_node *node);
// The span of an element's start tag alone.
struct span xml_tag_span(const struct xml_document *document, const struct xml_node *element);

// ---- looking around

// The node after `node` in document order that lies within `top`, or NULL.
struct xml_node *xml_next(const struct xml_node *node, const struct xml_node *top);
// The same, leaving out what is inside `node`.
struct xml_node *xml_next_outside(const struct xml_node *node, const struct xml_node *top);
// An element's name as written, with its prefix; empty for other nodes.
struct str xml_name(const struct xml_document *document, const struct xml_node *node);
static inline bool xml_is(const struct xml_document *document, const struct xml_node *node, const char *name)
{
    return node->kind == XML_ELEMENT && node->name_len == strlen(name) &&
           memcmp(document->text.at + node->start + 1, name, node->name_len) == 0;
}
// Whether it is an element of that name, with any prefix or none. The node may be NULL.
bool xml_is_local(const struct xml_document *document, const struct xml_node *node, const char *name);
// How many elements of that name lie within `top`; `*first` is the first one, or NULL.
size_t xml_count(const struct xml_document *document, const struct xml_node *top, const char *name,
                 struct xml_node **first);

// The element that holds all others, or NULL.
struct xml_node *xml_root_element(const struct xml_document *document);

// White space as XML has it (S in XML 1.0): VT and FF are none.
static inline bool xml_is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

// ---- names (xml_names.c)

// What stands behind a name's prefix, or all of it.
struct str xml_local_name(struct str name);
// The prefix without its colon; empty when there is none.
struct str xml_prefix(struct str name);
bool xml_is_nmtoken(struct str text);
bool xml_is_ncname(struct str text);

// ---- attributes

struct xml_attribute {
    struct str name, raw; // raw: between the quotes
    size_t start, end; // of the attribute from its name to behind its closing quote, in the document's text
};

// Moves to the next attribute of an element; start with a zeroed one.
bool xml_attribute_next(const struct xml_document *document, const struct xml_node *element,
                        struct xml_attribute *attribute);
bool xml_attribute_find(const struct xml_document *document, const struct xml_node *element, const char *name,
                        struct xml_attribute *out);
// An attribute's value decoded, empty where it is absent.
struct str xml_attribute_value(const struct xml_document *document, const struct xml_node *element,
                               const char *name, struct arena *arena);

// ---- decoding

// The bytes with all line ends made LF as XML 1.1 has it (CR, U+0085 and U+2028 are line ends), which the DOM
// parser of drop-in mode does beforehand; the same slice if there is nothing to do.
struct str xml_unix_lines(struct str bytes, struct arena *arena);
// Character data: references resolved, line ends made LF.
struct str xml_decode_text(struct str raw, struct arena *arena);
// An attribute's value: references resolved, other white space made spaces.
struct str xml_decode_value(struct str raw, struct arena *arena);
// What a text or CDATA node says.
struct str xml_node_text(const struct xml_document *document, const struct xml_node *node,
                         struct arena *arena);
// All text and CDATA within an element.
struct str xml_text_within(const struct xml_document *document, const struct xml_node *element,
                           struct arena *arena);

// ---- changing

struct xml_node *xml_verbatim(struct str printed, struct arena *arena);
// Puts `node` before `next`, a child of `parent`; NULL: at the end.
void xml_insert(struct xml_node *parent, struct xml_node *node, struct xml_node *next);
void xml_remove(struct xml_node *node);
// Takes all children out.
void xml_clear(struct xml_node *element);

// ---- printing (xml_print.c)

struct xml_style {
    bool canonical;      // as the DOM serialiser prints that drop-in catalogs come from; else as read
    struct str line_end; // for line feeds within texts
};

// Text for an element's content: & < > escaped. Unless canonical, characters that readers would change (CR,
// U+0085, U+2028) become references. Lone surrogates become U+FFFD.
void xml_add_text(struct buf *out, struct str text, const struct xml_style *style);
// Text for an attribute in double quotes.
void xml_add_value(struct buf *out, struct str text, const struct xml_style *style);
// ` name="value"`
void xml_add_attribute(struct buf *out, const char *name, struct str value, const struct xml_style *style);
// The whole document, changes included.
void xml_print(const struct xml_document *document, const struct xml_style *style, struct buf *out);
// The same; what stays as it was read is named in the pieces, unless these are NULL.
void xml_print_pieces(const struct xml_document *document, const struct xml_style *style,
                      struct pieces *pieces, struct buf *out);
struct xml_attribute_change {
    const char *name;
    struct str value; // {NULL, 0}: the attribute goes
};

// Sets and removes attributes: those that are there change in place, new ones follow the others. Once for
// each element, since it starts from what was read.
void xml_change_attributes(const struct xml_document *document, struct xml_node *element,
                           const struct xml_attribute_change *changes, size_t count,
                           const struct xml_style *style, struct arena *arena);
// The offset of the first character that XML cannot hold, in references neither: controls, U+FFFE, U+FFFF. Or
// STR_NONE.
size_t xml_first_forbidden(struct str text);
// Says which formats can hold the text where that character parts a context of gettext from its text.
void xml_hint_forbidden(struct str text, struct diag *diag, struct diags *diags);
// The same from an offset on, lone surrogates included, which have no place in UTF-8.
size_t xml_next_forbidden(struct str text, size_t start);

#endif
