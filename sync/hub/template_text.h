// Texts of XLIFF files, between their bytes in a file and their normal form (template.h).
#ifndef SYNC_HUB_TEMPLATE_TEXT_H
#define SYNC_HUB_TEMPLATE_TEXT_H

#include "base/buf.h"

// The normal form of what stands inside an element.
struct str text_normal(struct str raw, struct arena *arena);
// Appends the text as a download has it. For well-formed texts the normal form of that is the text.
void text_add(struct buf *out, struct str text);
// The end of the markup that begins with the `<` at `at`: a tag, a comment, a CDATA section.
size_t text_markup_end(struct str text, size_t at);

#endif
