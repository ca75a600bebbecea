// The hub on a socket: the only door to libmicrohttpd. One thread: requests are read as they come, and
// answered one after the other.
#ifndef SYNC_HUB_SERVER_H
#define SYNC_HUB_SERVER_H

#include "sync/hub/hub.h"

struct server_options {
    const char *address;         // to listen on: "127.0.0.1", "::1"
    unsigned port;               // 0: a free one
    struct str certificate, key; // of TLS, PEM; empty: none
    bool is_behind_proxy; // what the proxy says of the client's address counts (X-Forwarded-Proto and -Host)
    size_t body_greatest; // bytes of a request
    // Called when requests can come; the origin is "http://127.0.0.1:8080".
    void (*on_ready)(void *context, struct str origin);
    // Called with each answer, when it is not NULL: one line of the access log.
    void (*on_answer)(void *context, struct str line);
    void *context;
};

// Serves until the process is told to end (SIGINT, SIGTERM, SIGHUP), and then returns true. False with a
// diagnostic when it cannot listen. The caller must be the only thread.
bool server_run(struct hub *hub, const struct server_options *options, struct arena *arena,
                struct diags *diags);

#endif
