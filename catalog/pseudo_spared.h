// What in a text is no words: nobody translates it.
#ifndef CATALOG_PSEUDO_SPARED_H
#define CATALOG_PSEUDO_SPARED_H

#include "base/str.h"

// How many bytes at `at` stay as they are, 0 where a translator could write something else: a tag of markup,
// an entity, code in braces ({name}, {{name}}, ${name}), printf's conversions (%s, %1$d, %(name)s), i18next's
// $t(…), a URL, an e-mail address. Looks at a bounded stretch, so that a walk over a text is linear.
size_t pseudo_spared(struct str text, size_t at);

#endif
