// The source's part of an exchange: what a push changes at the service, and what that costs.
#ifndef SYNC_SOURCE_PLAN_H
#define SYNC_SOURCE_PLAN_H

#include "sync/exchange.h"

// Compares the project's source with the service's, unless neither has changed since the last sync. Refuses
// (false, with diagnostics) what would empty the resource, take away more units than is allowed, or drop
// translations that are nowhere else. Needs the locales compared.
bool source_plan(struct exchange *exchange, struct arena *arena, struct diags *diags);
// Creates the resource where it is missing, and writes the source as planned: what shall keep its
// translations first.
bool source_send(struct exchange *exchange, struct arena *arena);
// The next state of the source.
void source_settle(struct exchange *exchange, struct arena *arena);

#endif
