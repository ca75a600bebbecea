// Digests, signatures and base64: the only door to nettle, which libmicrohttpd brings along.
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/arena.h"
#include "base/diag.h"

struct digest;

// Loads the library. NULL with a diagnostic.
struct digest *digest_open(struct arena *arena, struct diags *diags);

// In lower-case hexadecimal digits.
struct str digest_md5(const struct digest *digest, struct str bytes, struct arena *arena);
struct str digest_sha256(const struct digest *digest, struct str bytes, struct arena *arena);
// "sha384-" and the digest in base64, as browsers take it (W3C Subresource Integrity).
struct str digest_integrity(const struct digest *digest, struct str bytes, struct arena *arena);
// HMAC-SHA256 (RFC 2104), in base64.
struct str digest_signature(const struct digest *digest, struct str key, struct str bytes,
                            struct arena *arena);

struct str digest_base64(const struct digest *digest, struct str bytes, struct arena *arena);
// White space between the characters is allowed. False when it is no base64.
bool digest_from_base64(const struct digest *digest, struct str text, struct arena *arena, struct str *out);

// Whether both are equal, in a time that does not tell how far they are.
bool digest_equal(struct str a, struct str b);

// Random hexadecimal digits from the system, for tokens and ids.
struct str digest_random(size_t digits, struct arena *arena);

#endif
