// Whether an answer is late: it does not begin in time, or it trickles. Pure; time is what the caller says.
#ifndef SYNC_PACE_H
#define SYNC_PACE_H

#include "sync/http.h"

enum { pace_least = 1024 }; // bytes a second, on average over slow_seconds

struct pace {
    double head_due;     // when it has to have begun
    double slow_seconds; // how long it may be slow
    bool has_begun;
    double since; // when the current measure began
    size_t bytes; // what had come by then
};

struct pace pace_open(double now, double head_seconds, double slow_seconds);
// The first byte of the answer came.
void pace_begin(struct pace *pace, double now);
// HTTP_NO_TIME, HTTP_TOO_SLOW or HTTP_FINE, when so many bytes of its body have come.
enum http_trouble pace_judge(struct pace *pace, double now, size_t bytes);
// When it has to be judged again.
double pace_time(const struct pace *pace);

#endif
