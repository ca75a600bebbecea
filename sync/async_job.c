#include "sync/async_job.h"

#include "sync/uri.h"

enum { greatest_redirects = 3, greatest_errors = 20 };

// What the words of a job's status mean. Merges have words of their own.
static const struct {
    const char *word;
    enum { IS_RUNNING, IS_DONE, IS_FAILED } meaning;
} statuses[] = {{"pending", IS_RUNNING},         {"processing", IS_RUNNING}, {"CREATED", IS_RUNNING},
                {"CHANGES_CREATED", IS_RUNNING}, {"succeeded", IS_DONE},     {"COMPLETED", IS_DONE},
                {"HEAD_DELETED", IS_DONE},       {"failed", IS_FAILED}};

static bool end(struct async_job *job, enum async_job_state state)
{
    job->state = state;
    return false;
}

// ---- requests

static bool send_document(struct async_job *job, struct http_task *task)
{
    struct arena *arena = job->subject.remote->arena;
    job->state = JOB_SENT;
    job->outcome = WRITE_NOT_DONE;
    // A second download does no harm.
    http_send(task, &(struct http_request){
                        .wants_json = true,
                        .method = HTTP_POST,
                        .url = arena_print(arena, STR_FORMAT "/%s", STR_ARG(job->base), job->type),
                        .body = job->document,
                        .media_type = STR(JSONAPI_MEDIA_TYPE),
                        .is_repeatable = job->is_download});
    return true;
}

static bool ask(struct async_job *job, struct http_task *task, double delay)
{
    struct buf url = {0};
    buf_print(&url, STR_FORMAT "/%s/", STR_ARG(job->base), job->type);
    uri_add(&url, job->id);
    job->state = JOB_RUNNING;
    http_send(task, &(struct http_request){.wants_json = true,
                                           .url = buf_finish(&url, job->subject.remote->arena),
                                           .is_poll = job->is_download,
                                           .delay = delay});
    return true;
}

static bool wait(struct async_job *job, struct http_task *task)
{
    static const double pauses[] = {0.3, 0.5, 1, 1, 2, 3, 5, 8, 13};
    enum { count = sizeof pauses / sizeof *pauses };
    double pause = pauses[job->polls < count ? job->polls : count - 1];
    job->polls++;
    job->waited += pause;
    if (job->waited <= async_job_seconds)
        return ask(job, task, pause);
    subject_complain(&job->subject, KIND_SERVICE_JOB,
                     "the job " STR_FORMAT " has not ended within %d minutes", STR_ARG(job->id),
                     async_job_seconds / 60);
    return end(job, JOB_FAILED);
}

// ---- answers

static bool take_id(struct async_job *job, struct http_task *task, const struct http_answer *answer)
{
    struct arena scratch = {0};
    struct jsonapi_document document;
    if (answer->outcome == HTTP_UNKNOWN)
        job->outcome = WRITE_UNKNOWN;
    bool is_read = jsonapi_read(&job->subject, answer, &scratch, &document);
    if (is_read) {
        job->outcome = WRITE_UNKNOWN; // accepted, and not done yet
        job->id = arena_copy(job->subject.remote->arena, jsonapi_id(document.data));
    } else if (answer->outcome == HTTP_DONE && answer->status < 300) {
        job->outcome = WRITE_UNKNOWN; // it may have been accepted, whatever the answer looks like
    }
    arena_free(&scratch);
    if (is_read && job->id.len)
        return wait(job, task);
    if (is_read)
        subject_complain(&job->subject, KIND_SERVICE_ANSWER, "the answer names no job");
    return end(job, JOB_FAILED);
}

static void complain_of_failure(struct async_job *job, const struct jsonc *errors)
{
    const struct jsonc *error = jsonc_is(errors, JSONC_ARRAY) ? errors->first : NULL;
    if (!error)
        subject_complain(&job->subject, KIND_SERVICE_JOB, "the job " STR_FORMAT " failed, without a reason",
                         STR_ARG(job->id));
    for (size_t i = 0; error && i < greatest_errors; error = error->next, i++) {
        struct str code = jsonc_text(jsonc_get(error, "code"));
        struct str detail = jsonc_text(jsonc_get(error, "detail"));
        subject_complain(&job->subject, KIND_SERVICE_JOB,
                         "the job " STR_FORMAT " failed: " STR_FORMAT "%s" STR_FORMAT, STR_ARG(job->id),
                         STR_ARG(code), code.len && detail.len ? ": " : "", STR_ARG(detail));
    }
}

static void take_counts(struct async_job *job, const struct jsonc *details)
{
    struct write_counts *counts = &job->counts;
    const struct {
        struct str end;
        size_t *count;
    } rows[] = {{STR("_created"), &counts->created},
                {STR("_updated"), &counts->updated},
                {STR("_skipped"), &counts->skipped},
                {STR("_deleted"), &counts->deleted}};
    for (const struct jsonc *member = jsonc_is(details, JSONC_OBJECT) ? details->first : NULL; member;
         member = member->next)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (str_ends(member->key, rows[i].end))
                jsonapi_count(member, rows[i].count);
}

static bool succeed(struct async_job *job, const struct jsonc *data)
{
    if (job->is_download) {
        subject_complain(&job->subject, KIND_SERVICE_ANSWER,
                         "the job " STR_FORMAT " says that it is done, and not where the file is",
                         STR_ARG(job->id));
        return end(job, JOB_FAILED);
    }
    take_counts(job, jsonapi_attribute(data, "details"));
    job->outcome = WRITE_DONE;
    return end(job, JOB_DONE);
}

static bool take_status(struct async_job *job, struct http_task *task, const struct jsonc *data)
{
    struct str status = jsonc_text(jsonapi_attribute(data, "status"));
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        if (!str_is(status, statuses[i].word))
            continue;
        if (statuses[i].meaning == IS_RUNNING)
            return wait(job, task);
        if (statuses[i].meaning == IS_DONE)
            return succeed(job, data);
        job->outcome = WRITE_NOT_DONE;
        complain_of_failure(job, jsonapi_attribute(data, "errors"));
        return end(job, JOB_FAILED);
    }
    subject_complain(&job->subject, KIND_SERVICE_ANSWER,
                     "the job " STR_FORMAT " has a status that is not known: " STR_FORMAT, STR_ARG(job->id),
                     STR_ARG(status));
    return end(job, JOB_FAILED);
}

// ---- the storage

static bool collect(struct async_job *job, struct http_task *task, struct str link)
{
    bool is_secret = str_starts(job->base, STR("https:"));
    if (!str_starts(link, STR("https://")) && (is_secret || !str_starts(link, STR("http://")))) {
        subject_complain(&job->subject, KIND_SERVICE_ANSWER,
                         "the file of the job " STR_FORMAT " is said to be at an address that is not safe",
                         STR_ARG(job->id));
        return end(job, JOB_FAILED);
    }
    job->state = JOB_COLLECTED;
    http_send(task, &(struct http_request){.url = arena_copy(job->subject.remote->arena, link),
                                           .is_foreign = true});
    return true;
}

static bool is_redirect(const struct http_answer *answer)
{
    long status = answer->status;
    return answer->location.len &&
           (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
}

static bool is_expired(const struct http_answer *answer)
{
    return answer->status == 401 || answer->status == 403 || answer->status == 404 || answer->status == 410;
}

static bool take_file(struct async_job *job, struct http_task *task, const struct http_answer *answer)
{
    if (is_expired(answer) && !job->is_renewed) {
        job->is_renewed = true;
        return ask(job, task, 0);
    }
    if (is_redirect(answer) && job->redirects++ < greatest_redirects)
        return collect(job, task, answer->location);
    struct subject subject = job->subject;
    subject.doing = "collecting the file from the storage";
    if (!jsonapi_succeeded(&subject, answer))
        return end(job, JOB_FAILED);
    if (answer->body.len == 0 || str_is(answer->media_type, "text/html")) {
        subject_complain(&subject, KIND_SERVICE_ANSWER, "the file of the job " STR_FORMAT " is %s",
                         STR_ARG(job->id), answer->body.len ? "a web page" : "empty");
        return end(job, JOB_FAILED);
    }
    job->content = answer->body;
    return end(job, JOB_DONE);
}

static bool take_progress(struct async_job *job, struct http_task *task, const struct http_answer *answer)
{
    if (job->is_download && is_redirect(answer))
        return collect(job, task, answer->location);
    struct arena scratch = {0};
    struct jsonapi_document document;
    bool goes_on = jsonapi_read(&job->subject, answer, &scratch, &document)
                       ? take_status(job, task, document.data)
                       : end(job, JOB_FAILED);
    arena_free(&scratch);
    return goes_on;
}

bool async_job_step(struct async_job *job, struct http_task *task, const struct http_answer *answer)
{
    switch (job->state) {
    case JOB_UNSENT:
        return send_document(job, task);
    case JOB_SENT:
        return take_id(job, task, answer);
    case JOB_RUNNING:
        return take_progress(job, task, answer);
    case JOB_COLLECTED:
        return take_file(job, task, answer);
    case JOB_DONE:
    case JOB_FAILED:
        break;
    }
    return false;
}

static void step(struct http_task *task, const struct http_answer *answer)
{
    async_job_step(task->context, task, answer);
}

void async_job_run(struct async_job *job)
{
    struct http_task task = {.step = step, .context = job};
    http_run(job->subject.remote->http, &task, 1);
}
