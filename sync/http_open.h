// The transport's own state, shared by the files that make it up: http_open.c makes it, http.c runs it, and
// http_message.c has what goes over the wire.
#ifndef SYNC_HTTP_OPEN_H
#define SYNC_HTTP_OPEN_H

#include "base/signals.h"
#include "sync/bucket.h"
#include "sync/queue.h"
#include "sync/retry.h"
#include "sync/url.h"
#include "sync/wire.h"

// Requests of one budget, in the order of their times.
struct lane {
    struct bucket bucket;
    struct queue queue; // of struct http_job
};

// What ends work that was begun goes first.
enum lane_name { LANE_FOREIGN, LANE_POLLS, LANE_CALLS, LANE_COUNT };

struct http {
    struct http_options options; // with nothing left to be filled in
    struct arena *arena;
    struct url origin;
    struct wire wire;
    struct retry_policy policy;
    struct lane lanes[LANE_COUNT];
    uint64_t random; // state of the generator
    size_t sent;
    struct signals signals;
    int signal_file; // or -1
    bool is_holding, is_interrupted;
    // of one run:
    size_t running; // tasks
    double deadline;
    enum http_trouble ending; // why it has to end, or HTTP_FINE
    double grace;             // until when what is under way is waited for, then
    struct http_job *flying;  // a list
    size_t flying_count;
};

#endif
