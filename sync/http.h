// Requests to services: the only door to libcurl. One thread, many transfers at a time.
//
// Who talks to a service is a task: a small state machine that sends a request, gets its answer, and sends
// the next one or ends. `http_run` steps all tasks until all have ended. Between them they share connections,
// one budget of requests a minute, and one deadline. Retries happen below: a task sees the last answer only.
#ifndef SYNC_HTTP_H
#define SYNC_HTTP_H

#include "base/arena.h"
#include "base/diag.h"

enum http_method { HTTP_GET, HTTP_POST, HTTP_PATCH, HTTP_PUT, HTTP_DELETE };

struct http_header {
    struct str name, value;
};

struct http_header_list {
    struct http_header *at;
    size_t count, capacity;
};

// Immutable once sent: every try sends the same bytes.
struct http_request {
    enum http_method method;
    struct str url;                  // absolute
    struct str body;                 // sent with its length; empty: none
    struct str media_type;           // of the body
    struct http_header_list headers; // further ones
    bool is_foreign;                 // to another origin (a storage link): the token is not sent
    bool is_repeatable;              // sending it twice does no harm, though it is no GET
    bool is_poll;                    // counts on the polls' own budget
    double delay;                    // seconds to wait before the first try
};

// What became of a request, for one who thinks of sending it again.
enum http_outcome {
    HTTP_DONE,     // an answer came (its status may be any)
    HTTP_NOT_DONE, // it never reached the service, or was refused before anything was done: 429, 502, 503,
                   // 504, no connection
    HTTP_UNKNOWN,  // it was sent and no answer came
};

struct http_answer {
    enum http_outcome outcome;
    long status; // 0 when none came
    struct str body;
    struct str media_type; // without parameters, lower case
    struct str location;   // absolute; empty when there is none
    struct str etag;
    struct str failure; // without an answer: why, one line
    unsigned tries;
};

struct http_task;
// Called with NULL first, then with each answer. It sends the next request with http_send, or does not: then
// the task has ended.
typedef void http_step(struct http_task *task, const struct http_answer *answer);

struct http_task {
    http_step *step;
    void *context;
    struct http *http;
    struct http_request *pending; // the transport's own
};

// Time, so that tests can have one of their own: an hour of retries in a millisecond.
struct http_clock {
    double (*now)(void *context); // seconds, monotonic
    // Waits until then, while nothing is under way. While something is, libcurl waits.
    void (*wait)(void *context, double until);
    void *context;
};

struct http_options {
    struct str origin;               // "https://rest.api.transifex.com": only there goes the authorization
    struct str authorization;        // "Bearer 1/…"; empty: none
    struct http_header_list headers; // of every request to the origin
    struct str ca_file;              // PEM that replaces the system's roots; empty: the system's
    double requests_a_minute;        // 0: as many as one likes
    double polls_a_minute;
    double request_seconds;  // deadline of one try; 0: 60
    double total_seconds;    // deadline of all that http_run does; 0: 1800
    unsigned tries;          // of one request; 0: 6
    double retry_seconds;    // budget of waiting for one request; 0: 300
    size_t parallel;         // transfers at a time; 0: 8
    struct http_clock clock; // zero: the real one
};

// Loads libcurl and makes the transport. NULL with a diagnostic (library-missing; the CA file cannot be
// read).
struct http *http_open(const struct http_options *options, struct arena *arena, struct diags *diags);
void http_close(struct http *http);

// Sends the task's next request; only from within its step. The request is copied, its bytes are not.
void http_send(struct http_task *task, const struct http_request *request);
// Runs all tasks to their ends. Answers' bodies live in the arena of http_open.
void http_run(struct http *http, struct http_task *tasks, size_t count);
// One request on its own.
struct http_answer http_ask(struct http *http, const struct http_request *request);
// How many requests were sent, tries included: for reports and tests.
size_t http_request_count(const struct http *http);

#endif
