// Literals as the tree has them: strings, and templates with their tags and expressions.
#ifndef EXTRACTOR_LITERAL_NODE_H
#define EXTRACTOR_LITERAL_NODE_H

#include "base/buf.h"
#include "extractor/scan.h"

struct node_list {
    TSNode *at;
    size_t count, capacity;
};

// The value of a string, or of a template without expressions; false for anything else. It is a slice of the
// source, or lives in the arena.
bool literal_of_node(const struct scan *scan, TSNode node, struct arena *arena, struct str *out);
// Appends it: a surrogate that it begins with fuses with one that the buffer ends with (utf.h).
bool literal_add_node(const struct scan *scan, TSNode node, struct buf *out);

// A template, taken apart.
struct template_parts {
    struct str_list texts;          // cooked, one more than there are substitutions
    struct node_list substitutions; // `${…}`
};
void template_take_apart(const struct scan *scan, TSNode template, struct arena *arena,
                         struct template_parts *out);

// A template with its tag.
struct tagged_template {
    TSNode tag, template;
};
// False when the expression is no such thing. tag<T>`…`, which the grammar reads as two comparisons, is one.
bool tagged_template_of(const struct scan *scan, TSNode expression, struct tagged_template *out);

#endif
