// Templates with expressions, and how their pieces become a pattern.
#ifndef EXTRACTOR_TEMPLATE_H
#define EXTRACTOR_TEMPLATE_H

#include "catalog/pattern.h"

// `texts` are the cooked strings, one more than there are expressions: texts[0] ${codes[0]} texts[1] …
struct template
{
    struct str *texts;
    struct str *codes; // printed expressions, without `${` and `}` (print.h)
    size_t code_count;
};

struct markup_options {
    bool peer_bytes; // drop-in: attribute and property names in lower case, as the HTML parser gives them
};

// Pieces are parts before merging: texts may be empty or adjacent, and code has no name yet.

// Text, expression, text, … (markup.h has the pieces of HTML).
void template_pieces(const struct template *template, struct arena *arena, struct part_list *out);
// Joins code with code, and with blank text (JavaScript's white space) that follows code, to one placeholder
// each, named "0", "1", … in order; lit-localize's rule.
void pieces_merge(const struct part_list *pieces, struct arena *arena, struct pattern *out);

#endif
