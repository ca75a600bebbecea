// The door to libcurl, as the files that are it share it: http_curl.c is the wire, http_curl_request.c says
// what is asked for, http_curl_trouble.c what became of it.
#ifndef SYNC_HTTP_CURL_H
#define SYNC_HTTP_CURL_H

#include "base/clock.h"
#include "base/library.h"
#include "sync/pace.h"
#include "sync/wire.h"

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#define CURL_FUNCTIONS(X)                                                                                    \
    X(curl_global_init_mem)                                                                                  \
    X(curl_easy_init)                                                                                        \
    X(curl_easy_setopt)                                                                                      \
    X(curl_easy_getinfo)                                                                                     \
    X(curl_easy_strerror)                                                                                    \
    X(curl_easy_cleanup)                                                                                     \
    X(curl_slist_append)                                                                                     \
    X(curl_slist_free_all)                                                                                   \
    X(curl_multi_init)                                                                                       \
    X(curl_multi_setopt)                                                                                     \
    X(curl_multi_add_handle)                                                                                 \
    X(curl_multi_remove_handle)                                                                              \
    X(curl_multi_perform)                                                                                    \
    X(curl_multi_poll)                                                                                       \
    X(curl_multi_info_read)                                                                                  \
    X(curl_multi_cleanup)                                                                                    \
    X(curl_share_init)                                                                                       \
    X(curl_share_setopt)                                                                                     \
    X(curl_share_cleanup)

struct curl {
    LIBRARY_MEMBERS(CURL_FUNCTIONS)
};

// A request under way.
struct transfer {
    struct curl_wire *wire;
    void *owner;
    struct wire_request request;
    CURL *easy;
    struct curl_slist *headers;
    size_t body_at;     // bytes of the request's body that were given to libcurl
    bool is_body_given; // some were, be it on an earlier connection
    struct head head;
    struct buf body;
    bool is_too_large; // the answer is
    struct pace pace;
    char error[CURL_ERROR_SIZE];
};

struct transfer_list {
    struct transfer **at;
    size_t count, capacity;
};

struct curl_wire {
    struct curl curl;
    struct wire_options options;
    struct arena *arena;
    const char *ca_file; // NULL: the system's
    CURLM *multi;
    CURLSH *share;
    struct buf passing;             // the body of the last answer that was such
    struct transfer_list transfers; // those under way
    struct transfer_list idle;      // to be used again
};

static inline double curl_now(void)
{
    return clock_seconds(CLOCK_MONOTONIC);
}

// Gives the transfer all its options, by its request. It is new.
void curl_transfer_ask(struct transfer *transfer);

// Why there is no answer, or HTTP_FINE.
enum http_trouble curl_trouble(const struct transfer *transfer, CURLcode code);
// libcurl's own words on it.
struct str curl_detail(const struct transfer *transfer, CURLcode code);
// Whether libcurl was about to send the request: name, connection and TLS were there.
bool curl_is_connected(const struct transfer *transfer);
// Whether some of it may have reached the service. What was answered was sent.
bool curl_was_sent(const struct transfer *transfer);

#endif
