// Whether a text is a well-formed language tag: RFC 5646 (BCP 47), section 2.1 (the grammar, with its
// grandfathered tags) and section 2.2.9 (no variant and no singleton twice). The registry is not asked: `xx`
// is well-formed.
#ifndef CATALOG_LANGUAGE_TAG_H
#define CATALOG_LANGUAGE_TAG_H

#include "base/str.h"

bool language_tag_is_well_formed(struct str tag);

#endif
