// Asynchronous jobs, as the protocol has them. The hub does the work when it takes the job; only the answer
// comes later.
#ifndef SYNC_HUB_JOB_H
#define SYNC_HUB_JOB_H

#include "sync/hub/store.h"

struct job {
    struct str id, type;
    int64_t resource; // its number
    struct str resource_id;
    struct str language; // code; empty: none
    struct str head;     // of merges: the branch's resource
    struct str begins;   // the state in the first answer; empty: "pending"
    struct str callback; // where to tell of its end; empty: nowhere
    struct str status;   // "succeeded", "failed"; of merges "COMPLETED"
    struct str errors;   // JSON: [{"code","detail"}]
    struct str details;  // JSON: the counters; {NULL, 0}: null
    struct str options;  // JSON: what a download was asked for
    int64_t created, modified;
};

// Keeps the job and answers 202 with its first state, "pending". Gives it an id.
void job_accept(struct exchange *x, struct job *job);
// The job of the type and id, if it is of a resource of the token's project. False: refused with 404.
bool job_find(struct exchange *x, const char *type, struct str id, struct job *out);
// Answers in which state the job of the type and id is that the request names.
void job_poll(struct exchange *x, const char *type);
// A text among the options of the job; {NULL, 0} without it.
struct str job_option(struct exchange *x, const struct job *job, const char *name);

// [{"code":"parse_error","detail":…}]
struct str job_error(struct exchange *x, const char *code, struct str detail);

#endif
