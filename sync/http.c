// Tasks, their requests on the way, and the loop that steps them. What carries a request is a wire; whether
// it is sent again is retry.h's business.
#include "sync/http.h"

#include "sync/http_message.h"

#include <math.h>

enum {
    grace_seconds = 2,   // for writes that are under way when the run has to end
    most_refusals = 16,  // of requests that a task sends after that
    upload_speed = 65536 // bytes a second that a slow connection takes
};

// A task's request on its way.
struct http_job {
    struct http_task *task;
    struct http_request request;
    struct url url;
    struct lane *lane;
    struct retry_state retry;
    double began;    // the first try
    bool is_pending; // http_send was called
    unsigned refusals;
    struct http_job *before, *after; // among those that fly
};

static double now(const struct http *http)
{
    return http->options.clock.now(http->options.clock.context);
}

static void tell(const struct http *http, enum http_event_kind kind, const struct http_job *job,
                 const struct http_answer *answer, double seconds)
{
    bool is_end = kind == HTTP_TASK_ENDS;
    struct http_event event = {.kind = kind,
                               .task = job->task,
                               .request = is_end ? NULL : &job->request,
                               .answer = answer,
                               .tries = job->retry.tries + (kind == HTTP_SENDS),
                               .seconds = seconds};
    if (http->options.on_event)
        http->options.on_event(http->options.event_context, &event);
}

// ---- a request comes

void http_send(struct http_task *task, const struct http_request *request)
{
    struct http *http = task->http;
    struct http_job *job = task->job;
    job->request = *request;
    job->is_pending = true;
    struct http_header_list *headers = &job->request.headers;
    struct http_header *copies = arena_array(http->arena, struct http_header, headers->count);
    for (size_t i = 0; i < headers->count; i++)
        copies[i] = headers->at[i];
    headers->at = copies;
}

static struct lane *lane_of(struct http *http, const struct http_request *request)
{
    enum lane_name name = request->is_foreign ? LANE_FOREIGN : request->is_poll ? LANE_POLLS : LANE_CALLS;
    return &http->lanes[name];
}

static void take_on(struct http *http, struct http_job *job)
{
    job->is_pending = false;
    job->retry = (struct retry_state){0};
    job->lane = lane_of(http, &job->request);
    queue_add(&job->lane->queue, now(http) + fmax(0, job->request.delay), job, http->arena);
}

static void step(struct http *http, struct http_job *job, const struct http_answer *answer)
{
    bool is_stubborn = http->ending && job->refusals++ >= most_refusals;
    if (!is_stubborn)
        job->task->step(job->task, answer);
    if (job->is_pending && !is_stubborn) {
        take_on(http, job);
        return;
    }
    http->running--;
    tell(http, HTTP_TASK_ENDS, job, NULL, 0);
}

// ---- a request ends

static void finish(struct http *http, struct http_job *job, struct http_answer *answer)
{
    answer->tries = job->retry.tries;
    answer->seconds = job->retry.tries ? now(http) - job->began : 0;
    if (answer->trouble)
        answer->failure = http_failure(&job->request, answer, http->arena);
    tell(http, HTTP_ANSWERS, job, answer, 0);
    step(http, job, answer);
}

// Without a try, or without a further one.
static void refuse(struct http *http, struct http_job *job, enum http_trouble trouble)
{
    struct http_answer answer = {
        .trouble = trouble, .outcome = job->retry.is_unknown ? HTTP_UNKNOWN : HTTP_NOT_DONE, .asked = -1};
    finish(http, job, &answer);
}

static double random_number(struct http *http)
{
    // splitmix64 (S. Vigna); the upper 53 bits make a double in [0, 1).
    uint64_t z = http->random += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

static struct retry_verdict judge(struct http *http, struct http_job *job, const struct http_answer *answer,
                                  bool is_sent)
{
    struct retry_try tried = {.method = job->request.method,
                              .is_repeatable = job->request.is_repeatable,
                              .trouble = answer->trouble,
                              .status = answer->status,
                              .is_sent = is_sent,
                              .asked = answer->asked};
    return retry_judge(&http->policy, &job->retry, &tried, http->deadline - now(http), random_number(http));
}

static void land(struct http *http, struct http_job *job)
{
    http->flying_count--;
    if (job->before)
        job->before->after = job->after;
    else
        http->flying = job->after;
    if (job->after)
        job->after->before = job->before;
}

// The other requests of the budget wait, too, when the service says that it is used up.
static void heed_throttle(struct http *http, const struct http_job *job, const struct http_answer *answer)
{
    if (answer->status == 429 && answer->asked >= 0 && answer->asked <= http->policy.budget)
        bucket_close(&job->lane->bucket, now(http) + answer->asked);
}

static void receive(struct http *http, const struct wire_answer *from)
{
    struct http_job *job = from->owner;
    land(http, job);
    struct http_answer answer = message_in(http, &job->request, &job->url, from);
    struct retry_verdict verdict = judge(http, job, &answer, from->is_sent);
    answer.outcome = verdict.outcome;
    heed_throttle(http, job, &answer);
    if (!verdict.is_again || http->ending) {
        finish(http, job, &answer);
        return;
    }
    tell(http, HTTP_REPEATS, job, &answer, verdict.seconds);
    queue_add(&job->lane->queue, now(http) + verdict.seconds, job, http->arena);
}

// ---- a request goes out

static void take_off(struct http *http, struct http_job *job)
{
    http->flying_count++;
    job->before = NULL;
    job->after = http->flying;
    if (http->flying)
        http->flying->before = job;
    http->flying = job;
}

static void fly(struct http *http, struct http_job *job)
{
    double time = now(http);
    if (job->retry.tries == 0)
        job->began = time;
    tell(http, HTTP_SENDS, job, NULL, 0);
    bucket_take(&job->lane->bucket, time);
    http->sent++;
    take_off(http, job);
    double left = fmax(0, http->deadline - time) + grace_seconds;
    double patience = http->options.request_seconds + (double)job->request.body.len / upload_speed;
    struct wire_request request = message_out(http, &job->request, &job->url);
    request.head_seconds = fmin(left, patience);
    request.all_seconds = left;
    http->wire.begin(http->wire.context, &request, job);
}

static void launch(struct http *http, struct http_job *job)
{
    enum http_trouble trouble = message_check(http, &job->request, &job->url);
    if (trouble)
        refuse(http, job, trouble);
    else
        fly(http, job);
}

// When the lane's first job can go.
static double lane_time(const struct lane *lane, double time)
{
    double due = queue_due(&lane->queue);
    return isinf(due) ? due : fmax(due, bucket_time(&lane->bucket, time));
}

static void launch_due(struct http *http)
{
    for (size_t i = 0; i < LANE_COUNT; i++) {
        struct lane *lane = &http->lanes[i];
        while (http->flying_count < http->options.parallel && lane_time(lane, now(http)) <= now(http))
            launch(http, queue_take(&lane->queue));
    }
}

// ---- the run

static double next_time(const struct http *http)
{
    double first = http->deadline;
    for (size_t i = 0; i < LANE_COUNT && http->flying_count < http->options.parallel; i++)
        first = fmin(first, lane_time(&http->lanes[i], now(http)));
    return first;
}

static void refuse_waiting(struct http *http)
{
    for (size_t i = 0; i < LANE_COUNT; i++)
        while (http->lanes[i].queue.count)
            refuse(http, queue_take(&http->lanes[i].queue), http->ending);
}

// Reads are dropped at once; of writes one would like to know what became of them.
static void drop_flying(struct http *http, bool with_writes)
{
    for (struct http_job *job = http->flying, *after; job; job = after) {
        after = job->after;
        if (job->request.method != HTTP_GET && !with_writes)
            continue;
        struct wire_answer dropped = {.owner = job};
        http->wire.drop(http->wire.context, job, &dropped);
        dropped.trouble = http->ending;
        receive(http, &dropped);
    }
}

static void end_when_time(struct http *http)
{
    if (http->ending)
        return;
    if (signals_came(&http->signals))
        http->ending = HTTP_INTERRUPTED;
    else if (now(http) >= http->deadline)
        http->ending = HTTP_OVERDUE;
    if (!http->ending)
        return;
    http->grace = now(http) + grace_seconds;
    drop_flying(http, false);
}

static void wait_and_receive(struct http *http)
{
    double until = http->ending ? http->grace : next_time(http);
    if (http->flying_count == 0) {
        http->options.clock.wait(http->options.clock.context, until);
        return;
    }
    struct wire_answer answer = {0};
    int watched = http->ending ? -1 : http->signal_file;
    if (http->wire.next(http->wire.context, fmax(0, until - now(http)), watched, &answer))
        receive(http, &answer);
    else if (http->ending && now(http) >= http->grace)
        drop_flying(http, true);
}

static void loop(struct http *http)
{
    while (http->running > 0) {
        end_when_time(http);
        if (http->ending)
            refuse_waiting(http);
        else
            launch_due(http);
        if (http->running > 0 && (http->flying_count > 0 || !http->ending))
            wait_and_receive(http);
    }
}

static void hold_signals(struct http *http)
{
    if (!http->is_holding)
        signals_hold(&http->signals);
    http->is_holding = true;
}

void http_run(struct http *http, struct http_task *tasks, size_t count)
{
    hold_signals(http);
    http->ending = HTTP_FINE;
    http->deadline = now(http) + http->options.total_seconds;
    http->running = count;
    struct http_job *jobs = arena_array(http->arena, struct http_job, count);
    for (size_t i = 0; i < count; i++) {
        jobs[i].task = &tasks[i];
        tasks[i].http = http;
        tasks[i].job = &jobs[i];
        step(http, &jobs[i], NULL);
    }
    loop(http);
    http->is_interrupted |= http->ending == HTTP_INTERRUPTED;
    if (!http->is_interrupted) {
        signals_release(&http->signals);
        http->is_holding = false;
    }
}

struct asking {
    const struct http_request *request;
    struct http_answer answer;
};

static void ask(struct http_task *task, const struct http_answer *answer)
{
    struct asking *asking = task->context;
    if (answer)
        asking->answer = *answer;
    else
        http_send(task, asking->request);
}

struct http_answer http_ask(struct http *http, const struct http_request *request)
{
    struct asking asking = {.request = request};
    struct http_task task = {.step = ask, .context = &asking};
    http_run(http, &task, 1);
    return asking.answer;
}

size_t http_request_count(const struct http *http)
{
    return http->sent;
}

bool http_is_interrupted(const struct http *http)
{
    return http->is_interrupted;
}
