// Text as it stands in the module of a lit bundle.
#ifndef CATALOG_BUNDLES_LIT_TEXT_H
#define CATALOG_BUNDLES_LIT_TEXT_H

#include "base/buf.h"

// Drop-in: what lit-localize does with translatable text of every kind. Markup characters become references
// even where the text is never read as HTML, and nothing but backslash, backtick and dollar is escaped.
void lit_add_peer_text(struct buf *out, struct str text);

enum lit_quoting {
    LIT_TEMPLATE,      // between backticks
    LIT_TEMPLATE_HTML, // the same, and the text is no markup
    LIT_STRING,        // between single quotes
};

// Own mode: JavaScript that means exactly the text, whatever the text is, and that may stand in a script
// element.
void lit_add_text(struct buf *out, struct str text, enum lit_quoting quoting);

// Whether it is one template, with a tag or without, and the only expressions in it are numbers.
bool lit_is_template(struct str text);

#endif
