// The source goes to Transifex as a file. See transifex.h.
#include "base/json_writer.h"
#include "sync/services/transifex.h"

static struct str upload_document(const struct remote *remote, struct str content,
                                  const struct source_policy *policy)
{
    struct buf out = {0};
    struct json json = {.out = &out};
    transifex_open_document(&json, "resource_strings_async_uploads");
    json_put_text(&json, "content", content);
    json_put_text(&json, "content_encoding", STR("text"));
    json_put_bool(&json, "keep_translations", policy->keep_translations);
    json_put_bool(&json, "replace_edited_strings", policy->replace_edited);
    transifex_open_related(&json);
    transifex_put_related(&json, "resource", "resources", transifex_of(remote)->resource_id);
    return transifex_close_document(&json, remote->arena);
}

static size_t count_to_send(const struct catalog *catalog)
{
    size_t count = 0;
    for (size_t i = 0; i < catalog->units.count; i++)
        count += unit_is_in_use(&catalog->units.at[i]);
    return count;
}

// The counters of the resource, asked a few times: they may come a moment after the upload.
static bool check_total(const struct subject *subject, size_t sent)
{
    static const double delays[] = {0, 1, 3, 8};
    struct remote *remote = subject->remote;
    size_t total = 0;
    for (size_t i = 0; i < sizeof delays / sizeof *delays; i++) {
        struct transifex_stats_list list;
        bool is_missing;
        if (!transifex_stats_read(remote, delays[i], &list, &is_missing) && !is_missing)
            return false;
        total = list.count ? list.at[0].total : 0;
        if (total == sent)
            return true;
    }
    subject_complain(subject, KIND_SERVICE_COUNTS, "%zu texts were sent, and the service counts %zu", sent,
                     total);
    return false;
}

// Not every count of a job is documented to the last unit, so this one only warns; the total decides.
static void check_counts(const struct subject *subject, const struct async_job *job, size_t sent)
{
    const struct write_counts *counts = &job->counts;
    size_t told = counts->created + counts->updated + counts->skipped;
    if (told == sent || told + counts->deleted == 0)
        return;
    struct diag *diag = subject_complain(subject, KIND_SERVICE_COUNTS,
                                         "%zu texts were sent, and the job " STR_FORMAT " counts %zu", sent,
                                         STR_ARG(job->id), told);
    diag->severity = SEVERITY_WARNING;
}

bool transifex_write_source(struct remote *remote, const struct catalog *source,
                            const struct source_policy *policy, enum write_outcome *outcome,
                            struct write_counts *counts)
{
    struct subject subject = transifex_subject(remote, (struct str){0}, "writing the source");
    size_t sent = count_to_send(source);
    struct str content;
    *outcome = WRITE_NOT_DONE;
    *counts = (struct write_counts){0};
    if (sent == 0) {
        subject_complain(&subject, KIND_SERVICE_EMPTY, "the source has no message, and is not sent");
        return false;
    }
    if (!transifex_document(remote, source, (struct str){0}, &content))
        return false;
    struct async_job job = {.subject = subject,
                            .base = transifex_of(remote)->base,
                            .type = "resource_strings_async_uploads",
                            .document = upload_document(remote, content, policy)};
    async_job_run(&job);
    *outcome = job.outcome;
    *counts = job.counts;
    if (job.state != JOB_DONE)
        return false;
    check_counts(&subject, &job, sent);
    return check_total(&subject, sent);
}
