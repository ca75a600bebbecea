// Requests to services. One thread, many transfers at a time.
//
// Who talks to a service is a task: a small state machine that sends a request, gets its answer, and sends
// the next one or ends. `http_run` steps all tasks until all have ended. Between them they share connections,
// one budget of requests a minute, and one deadline. Retries happen below: a task sees the last answer only.
//
// Redirects are handed to the task, never followed. The authorization goes to the origin of the options and
// nowhere else, and stands in no diagnostic.
#ifndef SYNC_HTTP_H
#define SYNC_HTTP_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdint.h>

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
    bool is_foreign; // may go to another origin (a storage link): without the token and the options' headers
    bool is_repeatable; // sending it twice does no harm, though it is no GET
    bool is_poll;       // counts on the polls' own budget
    bool wants_json;    // a web page in place of the answer is a failure
    bool is_passing;    // the answer's body is needed during the step only: its memory is used again
    double delay;       // seconds to wait before the first try
};

// What became of a request, for one who thinks of sending it again.
enum http_outcome {
    HTTP_DONE,     // an answer came (its status may be any but those below)
    HTTP_NOT_DONE, // nothing changed at the service: it was never reached (no connection), refused before
                   // anything was done (408, 425, 429, 503), or asked for something only (GET)
    HTTP_UNKNOWN,  // a write was sent, and no answer says what became of it: 500, 502, 504, a lost connection
};

// Why there is no answer that can be used.
enum http_trouble {
    HTTP_FINE,
    HTTP_NO_NAME,       // the host's name is not known
    HTTP_NO_CONNECTION, // nobody listens there, or the network does not lead there
    HTTP_NO_PROXY,      // the same of the proxy
    HTTP_NO_TRUST,      // TLS failed: a certificate that is not trusted, above all
    HTTP_NO_TIME,       // no answer within request_seconds
    HTTP_TOO_SLOW,      // an answer that trickles
    HTTP_CUT_OFF,       // the connection was lost, or the answer is shorter than it says
    HTTP_TOO_LARGE,     // a larger answer than the options allow
    HTTP_GARBLED,       // no HTTP, or a compression that is broken
    HTTP_PAGE,          // a web page where JSON is wanted
    HTTP_BAD_URL,       // no absolute URL that glot sends requests to
    HTTP_OTHER_ORIGIN,  // not foreign, and yet to another origin
    HTTP_OVERDUE,       // the deadline of the run is over
    HTTP_INTERRUPTED,   // a signal that ends the process came
    HTTP_TROUBLE_COUNT
};

enum { http_greatest = 512 * 1024 * 1024 }; // bytes

struct http_answer {
    enum http_outcome outcome;
    enum http_trouble trouble;
    long status;           // of the answer; 0 when none came that can be used
    struct str body;       // of an error without the token, should the service repeat it
    struct str media_type; // without parameters, lower case
    struct str location;   // absolute, of an answer with 3xx, 201 or 202; empty when there is none
    struct str etag;
    struct str date;    // the service's clock, as it was sent
    struct str failure; // without an answer: why, one line
    struct str detail;  // the network's own words on it, or empty
    unsigned tries;     // requests that were sent for it
    double seconds;     // from the first try to the end
    double asked;       // seconds that the service asks to wait; negative: it does not ask
};

struct http_job;
struct http_task;
// Called with NULL first, then with each answer. It sends the next request with http_send, or does not: then
// the task has ended.
typedef void http_step(struct http_task *task, const struct http_answer *answer);

struct http_task {
    http_step *step;
    void *context;
    // the transport's own:
    struct http *http;
    struct http_job *job;
};

// What happens meanwhile, for bars and event streams. Texts are good during the call.
enum http_event_kind {
    HTTP_SENDS,    // a try begins
    HTTP_ANSWERS,  // the task gets this answer
    HTTP_REPEATS,  // this answer is not good enough: the next try comes in `seconds`
    HTTP_TASK_ENDS // it sent no further request
};

struct http_event {
    enum http_event_kind kind;
    const struct http_task *task;
    const struct http_request *request; // NULL when a task ends
    const struct http_answer *answer;   // NULL when a try begins and when a task ends
    unsigned tries;                     // this one included
    double seconds;
};

// Time, so that tests can have one of their own: an hour of retries in a millisecond.
struct http_clock {
    double (*now)(void *context); // seconds, monotonic
    // Waits until then, while nothing is under way. While something is, the wire waits.
    void (*wait)(void *context, double until);
    double (*date)(void *context); // seconds since 1970, for Retry-After with a date
    void *context;
};

struct http_options {
    struct str origin;               // "https://rest.api.transifex.com": only there goes the authorization
    struct str authorization;        // "Bearer 1/…"; empty: none
    struct http_header_list headers; // of every request to the origin
    struct str ca_file;              // PEM that replaces the system's roots; empty: the system's
    double requests_a_minute;        // 0: as many as one likes
    double polls_a_minute;
    double request_seconds; // until an answer begins, more for large bodies; 0: 60. What has begun may last
                            // while it is no slower than 1 kB/s over slow_seconds; 0: 20
    double slow_seconds;
    double total_seconds;    // deadline of one http_run; 0: 1800
    unsigned tries;          // of one request; 0: 6
    double retry_seconds;    // budget of waiting between the tries of one request; 0: 300
    double first_wait;       // most seconds before the second try, which then double; 0: 1
    size_t parallel;         // transfers at a time; 0: 8
    size_t greatest;         // bytes of an answer's body, uncompressed; 0: http_greatest
    struct http_clock clock; // zero: the real one
    uint64_t seed;           // of the jitter; 0: from the clock
    void (*on_event)(void *context, const struct http_event *event); // or NULL
    void *event_context;
    const struct wire *wire; // what carries requests, for tests; NULL: libcurl
};

// Loads libcurl and makes the transport. NULL with a diagnostic: library-missing; the CA file cannot be read;
// the origin is none, or a plain http:// one that is not on this machine.
struct http *http_open(const struct http_options *options, struct arena *arena, struct diags *diags);
// Signals that http_run held back take effect here.
void http_close(struct http *http);

// Sends the task's next request; only from within its step. The request is copied, its bytes are not: they
// live until the answer.
void http_send(struct http_task *task, const struct http_request *request);
// Runs all tasks to their ends. Answers' bodies live in the arena of http_open.
//
// A signal that ends the process (SIGINT, SIGTERM …) is held back meanwhile: no further request is sent,
// writes that are under way have two more seconds to be answered, and all tasks get the trouble
// HTTP_INTERRUPTED. The caller has until http_close to write down what was done. After the deadline it is the
// same with HTTP_OVERDUE. A task that goes on sending then is ended.
void http_run(struct http *http, struct http_task *tasks, size_t count);
// One request on its own; not from within a step. It cannot be passing.
struct http_answer http_ask(struct http *http, const struct http_request *request);
// How many requests were sent, tries included: for reports and tests.
size_t http_request_count(const struct http *http);
bool http_is_interrupted(const struct http *http);

// Whether scheme, host and port of both URLs are the same. False when one of them is no URL that glot sends
// requests to.
bool http_same_origin(struct str a, struct str b);

// What went wrong, in one line: "rest.api.transifex.com answered 503 Service Unavailable six times within
// 41 s". For answers with a failure and for those with a status of 300 or more.
struct str http_failure(const struct http_request *request, const struct http_answer *answer,
                        struct arena *arena);
// The kind of diagnostic that says so: service-unreachable, service-busy, service-refused …
enum kind http_failure_kind(const struct http_answer *answer);
// What to do about it, a sentence, where the kind's remedy says less; else NULL.
const char *http_failure_hint(const struct http_answer *answer);
const char *http_method_name(enum http_method method);

#endif
