// Encodings of files other than UTF-8, without loss both ways. ISO 8859-1 is what ISO says (bytes 80 to 9F
// are the C1 controls), windows-1252 what https://encoding.spec.whatwg.org/#windows-1252 says (its five free
// bytes are C1 controls).
#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H

#include "base/buf.h"

#include <stdint.h>

enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF16_LITTLE,
    ENCODING_UTF16_BIG,
    ENCODING_ASCII,
    ENCODING_ISO_8859_1,
    ENCODING_WINDOWS_1252,
};

// What the bytes 80 to 9F of windows-1252 stand for.
extern const uint16_t encoding_windows_1252[32];

// The encoding of a name as XML and HTTP write it, case ignored. UTF-16 is the little-endian one; a byte
// order mark says more. False for encodings that glot does not know.
bool encoding_of_name(struct str name, enum encoding *out);
// Appends the text as UTF-8. False at bytes that are none of the encoding (a half surrogate pair, an odd
// byte); *bad is where the first one stands.
bool encoding_decode(struct str bytes, enum encoding encoding, struct buf *out, size_t *bad);
// Appends well-formed UTF-8 in the encoding. What it cannot hold is written as `&#…;`, which XML reads the
// same.
void encoding_encode(struct str text, enum encoding encoding, struct buf *out);

#endif
