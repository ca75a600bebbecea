// What a service does in its own time: sent once, asked after, collected. Jobs of JSON:API services as
// Transifex has them: POST → 202 with an id; GET /TYPE/ID until it is done; a download ends with a redirect
// to a storage on another origin, whose link is a credential of its own and expires.
#ifndef SYNC_ASYNC_JOB_H
#define SYNC_ASYNC_JOB_H

#include "sync/jsonapi.h"

// Seconds that a job may take by the pauses between its polls.
enum { async_job_seconds = 600 };

enum async_job_state { JOB_UNSENT, JOB_SENT, JOB_RUNNING, JOB_COLLECTED, JOB_DONE, JOB_FAILED };

struct async_job {
    struct subject subject;
    struct str base;     // "https://rest.api.transifex.com"
    const char *type;    // "resource_translations_async_downloads"
    struct str document; // what the POST sends
    bool is_download;
    // out
    enum async_job_state state;
    enum write_outcome outcome; // what became of an upload
    struct str id;
    struct str content;         // what was downloaded; never empty when it is done
    struct write_counts counts; // of an upload; all 0 where the service does not count
    // its own
    unsigned polls, redirects;
    double waited;
    bool is_renewed; // its link had expired, and was asked for again
};

// A step of the task that does the job; `answer` as tasks get it. True while it goes on: the next request is
// sent. False when its state is JOB_DONE or JOB_FAILED; of what failed there are diagnostics, with the job's
// id and all that the service says.
bool async_job_step(struct async_job *job, struct http_task *task, const struct http_answer *answer);
// Does the job, and nothing beside it.
void async_job_run(struct async_job *job);

#endif
