// What carries requests: the seam below the transport. libcurl is one (http_curl.c); tests have others.
// A wire sends a request once. It knows nothing of retries, budgets and tokens.
#ifndef SYNC_WIRE_H
#define SYNC_WIRE_H

#include "sync/head.h"
#include "sync/http.h"

struct wire_request {
    enum http_method method;
    struct str url;
    struct str body, media_type;
    struct http_header_list headers; // all others
    bool is_repeatable;              // its bytes may go out twice
    bool is_passing;                 // the body of its answer is good until the next answer only
    bool is_direct;                  // past any proxy
    double head_seconds;             // until the answer begins
    double all_seconds;              // until all is over
};

struct wire_answer {
    void *owner; // as given to begin
    enum http_trouble trouble;
    struct str detail; // of the trouble: the wire's own words, or empty
    long status;
    struct head head;
    struct str body;
    bool is_sent; // a byte of the request's body (without one: of its head) may have reached the service
};

struct wire {
    // Begins to send. The request's texts live until its end; the struct itself is copied.
    void (*begin)(void *context, const struct wire_request *request, void *owner);
    // Waits until a request has ended, but no longer than so many seconds and not when `watched` (a file, or
    // -1) becomes readable. False when none has ended.
    bool (*next)(void *context, double seconds, int watched, struct wire_answer *out);
    // Ends a request that is under way. The answer only tells whether it was sent.
    void (*drop)(void *context, void *owner, struct wire_answer *out);
    void (*close)(void *context);
    void *context;
};

struct wire_options {
    struct str ca_file; // empty: the system's roots
    size_t parallel;
    size_t greatest;     // bytes of an answer's body
    double slow_seconds; // an answer that brings less than 1 kB/s over such a time is ended
};

// libcurl. False with a diagnostic when it cannot be loaded. Answers live in the arena.
bool wire_open_curl(const struct wire_options *options, struct arena *arena, struct diags *diags,
                    struct wire *out);

#endif
