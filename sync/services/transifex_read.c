// Reading from Transifex. See transifex_read.h.
#include "sync/services/transifex_read.h"

#include "base/json_writer.h"
#include "catalog/locale.h"

bool transifex_refuse(struct reading *reading, const char *why, struct str of)
{
    subject_complain(&reading->subject, KIND_SERVICE_ANSWER, "%s" STR_FORMAT, why, STR_ARG(of));
    reading->read->is_failed = true;
    return false;
}

static size_t target_count(const struct catalog *catalog)
{
    size_t count = 0;
    for (size_t i = 0; i < catalog->units.count; i++)
        count += catalog->units.at[i].has_target;
    return count;
}

// ---- by file

static struct str job_document(const struct reading *reading)
{
    static const char *const modes[] = {[READ_TRANSLATED] = "onlytranslated",
                                        [READ_REVIEWED] = "onlyreviewed",
                                        [READ_PROOFREAD] = "onlyproofread"};
    struct buf out = {0};
    struct json json = {.out = &out};
    transifex_open_document(&json, "resource_translations_async_downloads");
    json_put_text(&json, "content_encoding", STR("text"));
    json_put_text(&json, "file_type", STR("default"));
    json_put_text(&json, "mode", str_of(modes[reading->read->mode]));
    transifex_open_related(&json);
    transifex_put_related(&json, "language", "languages",
                          transifex_language_id(reading->remote, reading->read->code));
    transifex_put_related(&json, "resource", "resources", transifex_of(reading->remote)->resource_id);
    return transifex_close_document(&json, reading->remote->arena);
}

static bool read_file(struct reading *reading)
{
    struct remote_read *read = reading->read;
    struct remote *remote = reading->remote;
    const struct async_job *job = &reading->job;
    bool is_read = format_read(format_find(STR("xliff")), job->content, reading->subject.resource,
                               &transifex_of(remote)->format, remote->arena, remote->diags, &read->catalog);
    if (!is_read)
        return transifex_refuse(reading, "the file cannot be read that came of the job ", job->id);
    if (!locale_same(read->catalog.target_locale, read->code) &&
        !str_equal(read->catalog.target_locale, transifex_tag(read->code, remote->arena)))
        return transifex_refuse(reading, "the file is in another language: ", read->catalog.target_locale);
    enum unit_state state = transifex_state_of_all(reading);
    for (size_t i = 0; i < read->catalog.units.count; i++)
        read->catalog.units.at[i].state = read->catalog.units.at[i].has_target ? state : UNIT_NEW;
    return true;
}

static void file_step(struct reading *reading, struct http_task *task, const struct http_answer *answer)
{
    if (async_job_step(&reading->job, task, answer))
        return;
    if (reading->job.state != JOB_DONE || !read_file(reading)) {
        reading->read->is_failed = true;
    } else if (target_count(&reading->read->catalog) < transifex_expected(reading)) {
        transifex_begin(reading, task,
                        BY_STRINGS); // a file of another time, or one that cannot hold all of them
    }
}

// ---- all of them

void transifex_begin(struct reading *reading, struct http_task *task, enum transifex_way way)
{
    struct remote *remote = reading->remote;
    reading->way = way;
    reading->read->is_delta = way == BY_CHANGES || way == BY_NO_CHANGE;
    reading->read->catalog =
        (struct catalog){.format = format_find(STR("xliff")), .path = reading->subject.resource};
    transifex_drop_texts(&reading->texts);
    if (way == BY_FILE) {
        reading->job = (struct async_job){.subject = reading->subject,
                                          .base = transifex_of(remote)->base,
                                          .type = "resource_translations_async_downloads",
                                          .document = job_document(reading),
                                          .is_download = true};
        async_job_step(&reading->job, task, NULL);
    } else if (way == BY_STRINGS || way == BY_CHANGES) {
        transifex_begin_pages(reading, task);
    }
}

static void step(struct http_task *task, const struct http_answer *answer)
{
    struct reading *reading = task->context;
    if (!answer)
        transifex_begin(reading, task, reading->way);
    else if (reading->way == BY_FILE)
        file_step(reading, task, answer);
    else
        transifex_page_step(reading, task, answer);
}

static bool prepare(struct reading *reading, struct remote *remote, struct remote_read *read)
{
    const struct remote_language *language =
        read->code.len ? remote_language_find(remote, read->code) : &remote->source;
    *reading = (struct reading){.remote = remote, .read = read};
    reading->subject =
        transifex_subject(remote, read->code, read->code.len ? "reading translations" : "reading the source");
    reading->texts = (struct transifex_texts){.remote = remote, .language = read->code};
    read->is_failed = false;
    if (!language) {
        read->is_failed = true;
        transifex_complain_of_language(&reading->subject);
        return false;
    }
    if (!transifex_version_read(language->version, &reading->now))
        reading->now = (struct transifex_stats){.total = language->total,
                                                .translated = language->translated,
                                                .reviewed = language->reviewed,
                                                .proofread = language->proofread};
    bool has_then = transifex_version_read(read->since, &reading->then);
    reading->way = has_then ? transifex_way_to_new(reading) : transifex_way_to_all(reading);
    return true;
}

// Fewer strings came than were counted. Somebody may have taken some away in the meantime; else pages are
// missing, and what stood on them must not look as if it were deleted.
static void check_short(struct remote *remote, struct reading *readings, size_t count)
{
    struct transifex_stats_list list = {0};
    bool is_asked = false, is_missing;
    for (size_t i = 0; i < count; i++) {
        struct reading *reading = &readings[i];
        if (!reading->is_short || reading->read->is_failed)
            continue;
        if (!is_asked)
            transifex_stats_read(remote, 0, &list, &is_missing);
        is_asked = true;
        struct str code = is_of_source(reading) ? remote->source.code : reading->read->code;
        const struct transifex_stats *now = transifex_stats_find(&list, code);
        size_t before = transifex_expected(reading);
        if (now)
            reading->now = *now;
        if (now && reading->received >= transifex_expected(reading))
            continue;
        subject_complain(&reading->subject, KIND_SERVICE_ANSWER, "the service counts %zu texts, but gave %zu",
                         before, reading->received);
        reading->read->is_failed = true;
    }
}

bool transifex_read(struct remote *remote, struct remote_read *reads, size_t count)
{
    struct reading *readings = arena_array(remote->arena, struct reading, count);
    struct http_task *tasks = arena_array(remote->arena, struct http_task, count);
    size_t asked = 0;
    bool is_fine = true;
    for (size_t i = 0; i < count; i++)
        if (prepare(&readings[i], remote, &reads[i]))
            tasks[asked++] = (struct http_task){.step = step, .context = &readings[i], .http = remote->http};
    http_run(remote->http, tasks, asked);
    check_short(remote, readings, count);
    for (size_t i = 0; i < count; i++) {
        transifex_drop_texts(&readings[i].texts);
        if (reads[i].is_failed)
            reads[i].catalog = (struct catalog){0};
        is_fine &= !reads[i].is_failed;
    }
    return is_fine;
}
