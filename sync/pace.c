#include "sync/pace.h"

struct pace pace_open(double now, double head_seconds, double slow_seconds)
{
    return (struct pace){.head_due = now + head_seconds, .slow_seconds = slow_seconds};
}

void pace_begin(struct pace *pace, double now)
{
    if (!pace->has_begun)
        pace->since = now;
    pace->has_begun = true;
}

enum http_trouble pace_judge(struct pace *pace, double now, size_t bytes)
{
    if (now < pace_time(pace))
        return HTTP_FINE;
    if (!pace->has_begun)
        return HTTP_NO_TIME;
    bool is_slow = (double)(bytes - pace->bytes) < pace_least * pace->slow_seconds;
    pace->since = now;
    pace->bytes = bytes;
    return is_slow ? HTTP_TOO_SLOW : HTTP_FINE;
}

double pace_time(const struct pace *pace)
{
    return pace->has_begun ? pace->since + pace->slow_seconds : pace->head_due;
}
