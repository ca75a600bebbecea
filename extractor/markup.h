// HTML in template literals, read as browsers read it (HTML Standard, tree construction of a fragment in a
// `template` element, scripting on), so that a message is what the page will show.
#ifndef EXTRACTOR_MARKUP_H
#define EXTRACTOR_MARKUP_H

#include "base/diag.h"
#include "extractor/template.h"

// The pieces of an `html` template: decoded text, and code for start tags, end tags, comments and
// expressions, in document order, exactly as lit-localize serialises them (parse5's parseFragment and
// serialize). An expression within a tag or comment stays in that code as `${…}`: in values, in names (which
// get no `=""` then), and alone where an attribute would stand (`<b ${ref(x)}>`), where lit-localize writes a
// random word. HTML may drop expressions (in a second attribute of the same name, in a stray end tag) and
// repeat them (in an element that it splits). False when the markup is tangled beyond reason; then the pieces
// are template_pieces'.
bool markup_pieces(const struct template *template, const struct markup_options *options, struct arena *arena,
                   struct part_list *out);

#endif
