// Webhooks: who wants to be told of what happens in a project.
#ifndef SYNC_HUB_WEBHOOK_H
#define SYNC_HUB_WEBHOOK_H

#include "sync/hub/store.h"

// At the end of a request: writes letters to the webhooks about languages that it has changed (x->touched).
// A language that all strings have come into (translated, reviewed, proofread) is told of once, and again
// when it had lost some meanwhile.
void webhooks_notice(struct exchange *x);

#endif
