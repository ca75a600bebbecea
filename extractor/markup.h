// HTML in template literals, read as browsers read it (HTML Standard, tree construction of a fragment in a
// `template` element, scripting on), so that a message is what the page will show.
#ifndef EXTRACTOR_MARKUP_H
#define EXTRACTOR_MARKUP_H

#include "base/diag.h"
#include "extractor/template.h"

// The pieces of an `html` template: decoded text, and code for start tags, end tags, comments and
// expressions, in document order, exactly as lit-localize serialises them (parse5's parseFragment and
// serialize).
void markup_pieces(const struct template *template, const struct markup_options *options, struct arena *arena,
                   struct part_list *out);

#endif
