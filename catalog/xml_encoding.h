// The door between files and the readers of XML, which know UTF-8 only: UTF-16 with a byte order mark, and
// ASCII, ISO-8859-1 and windows-1252 where the XML declaration says so, come in and go out again without
// loss.
#ifndef CATALOG_XML_ENCODING_H
#define CATALOG_XML_ENCODING_H

#include "base/diag.h"
#include "base/encoding.h"

struct xml_encoding {
    enum encoding encoding; // of the file
    struct str name;        // in its XML declaration; empty where there is none
};

// Where the name of the encoding stands in an XML declaration at the front of UTF-8, between its quotes, or
// up to the end of the declaration where one is missing. False without such a name.
bool xml_encoding_declared(struct str text, size_t *start, size_t *end);
// Finds the encoding of XML by its byte order mark and declaration, and gives the text as UTF-8: the same
// slice where it is UTF-8, and for what is no XML. In a text that was decoded the declaration says UTF-8,
// with spaces behind it so that columns stay what they were. False, with a diagnostic, for encodings that are
// not known and bytes that are none of the encoding.
bool xml_encoding_read(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
                       struct xml_encoding *encoding, struct str *text);
// Brings a text back into the encoding, in place; its declaration says so again.
void xml_encoding_restore(const struct xml_encoding *encoding, struct buf *text);

#endif
