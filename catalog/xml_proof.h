// The short way to see that a document is well-formed: a proof for the plain ones that tools write. What it
// cannot show is left to libxml2; so it may doubt a sound document, and must never pass another.
// XML 1.0 (fifth edition), https://www.w3.org/TR/xml/, with Namespaces in XML 1.0.
#ifndef CATALOG_XML_PROOF_H
#define CATALOG_XML_PROOF_H

#include "base/str.h"

// `text` is well-formed UTF-8. True when it is for sure a well-formed document without a document type
// declaration, within the limits of xml.h.
bool xml_is_surely_sound(struct str text);

#endif
