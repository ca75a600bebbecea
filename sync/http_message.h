// What a request is when it goes out, and an answer when it comes in: where requests may go, what is sent
// along, and what of an answer a task sees.
#ifndef SYNC_HTTP_MESSAGE_H
#define SYNC_HTTP_MESSAGE_H

#include "sync/http_open.h"

// Why the request cannot be sent at all, or HTTP_FINE; *url is where it goes.
enum http_trouble message_check(const struct http *http, const struct http_request *request, struct url *url);
// As the wire takes it, but for the times.
struct wire_request message_out(struct http *http, const struct http_request *request, const struct url *url);
// As the task gets it, but for what the tries before it add.
struct http_answer message_in(struct http *http, const struct http_request *request, const struct url *url,
                              const struct wire_answer *from);

#endif
