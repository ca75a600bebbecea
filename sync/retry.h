// Whether a request is sent again, and when. Pure: the same answers, times and random numbers give the same
// verdicts.
//
// Repeated is what may have better luck: no connection, a lost one, 408, 425, 429, 500, 502, 503, 504. A GET
// and what its sender calls repeatable always; any other write only where it is sure that nothing was done.
// The wait doubles from try to try, with full jitter (any time from 0 on to the whole: "Exponential Backoff
// and Jitter", AWS Architecture Blog, 2015). Where the service says when, that is the least.
#ifndef SYNC_RETRY_H
#define SYNC_RETRY_H

#include "sync/http.h"

struct retry_policy {
    unsigned tries;        // of one request
    double budget;         // seconds of waiting for one request
    double first, longest; // seconds: the bounds of the waits
};

// One request so far.
struct retry_state {
    unsigned tries;  // made
    double waited;   // seconds
    bool is_unknown; // one of the tries may have done something
};

// One try.
struct retry_try {
    enum http_method method;
    bool is_repeatable;
    enum http_trouble trouble;
    long status;
    bool is_sent; // a byte of its body (without one: of its head) may have reached the service
    double asked; // seconds that the service wants us to wait; negative: it does not say
};

struct retry_verdict {
    bool is_again;
    double seconds;            // until the next try
    enum http_outcome outcome; // of all tries together
};

// Judges a try that was made, and counts it. `left` are the seconds before the deadline of the whole run,
// `random` is in [0, 1).
struct retry_verdict retry_judge(const struct retry_policy *policy, struct retry_state *state,
                                 const struct retry_try *tried, double left, double random);

// The header Retry-After: seconds, or a date of HTTP (RFC 9110, 5.6.7, its three forms) against `date`,
// seconds since 1970. Negative when it says nothing.
double retry_after(struct str header, double date);
// "Expected available in N seconds", anywhere in the first kilobytes of a body. Negative when it is not
// there.
double retry_expected(struct str body);

#endif
