// What the hub has to tell others, kept in the store until it is delivered (postman.h): a letter is written
// in the transaction of what it tells of.
#ifndef SYNC_HUB_OUTBOX_H
#define SYNC_HUB_OUTBOX_H

#include "sync/hub/exchange.h"

// The headers of a letter. Transifex signs by
//     base64(HMAC-SHA256(secret, "POST\n" + X-TX-Url + "\n" + Date + "\n" + hexadecimal MD5 of the body)).
struct letter_proof {
    struct str date;      // "Tue, 24 Nov 2026 07:00:00 GMT"
    struct str digest;    // Content-MD5
    struct str signature; // X-TX-Signature-V2
};

struct letter_proof letter_sign(const struct digest *digest, struct str secret, struct str url, int64_t now,
                                struct str body, struct arena *arena);

// Writes a letter. What is no address of http or https is left out.
void outbox_add(struct exchange *x, struct str url, struct str secret, struct str body);
// Whether letters can be sent there.
bool outbox_takes(struct str url);

#endif
