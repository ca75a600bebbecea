// URLs of http and https (RFC 3986), as far as a client needs them. Strict where a lenient reader could take
// another host than a strict one: no user names, no backslashes, no controls, only ASCII in hosts.
#ifndef SYNC_URL_H
#define SYNC_URL_H

#include "base/arena.h"

struct url {
    bool is_secure;   // https
    struct str host;  // as written, of an IPv6 address with its brackets
    unsigned port;    // the scheme's own where none is written
    struct str rest;  // path and query, from their first byte on, without fragment; may be empty
    struct str whole; // without fragment
};

// Reads an absolute URL. False when it is none, or none of http and https.
bool url_read(struct str text, struct url *out);
bool url_same_origin(const struct url *a, const struct url *b);
// Whether the host is this machine: localhost and what ends so, 127.…, [::1].
bool url_is_loopback(const struct url *url);
// A reference as seen from a base (RFC 3986, 5.2), without fragment. Blanks and bytes beyond ASCII become
// percent escapes, as browsers do. Empty when it gives no URL of http or https.
struct str url_resolve(const struct url *base, struct str reference, struct arena *arena);

#endif
