// Translations go to Transifex string by string where they are few, else as a file that holds only them. See
// transifex.h.
#include "base/digest.h"
#include "base/json_writer.h"
#include "sync/services/transifex.h"

enum {
    batch_size = 150,      // what one request may hold
    few_translations = 300 // two requests; a file costs one, and a poll or two
};

struct writing {
    struct remote *remote;
    struct remote_write *write;
    struct subject subject;
    struct digest *digest;
    struct catalog strings; // the units that go by string
    struct str_list texts;  // of each what stands inside its target; {NULL, 0}: it is taken away
    bool must_be_strings;   // for one of them a file has no words
    size_t at, batch;       // that were sent, and that are under way
    struct catalog file;    // the units that go as a file, after the others
    bool is_at_file;
    struct async_job job;
};

static void fail(struct writing *writing, enum write_outcome outcome)
{
    // What was written before stays: the whole is not as it was.
    bool is_begun = writing->at > 0 && outcome == WRITE_NOT_DONE;
    writing->write->outcome = is_begun ? WRITE_UNKNOWN : outcome;
}

// ---- by strings

// For a resource of XLIFF the key of a string is the id of its unit, and there is no context.
static struct str translation_id(const struct writing *writing, struct str unit_id, struct arena *arena)
{
    struct str key = arena_join(arena, (struct str[]){unit_id, STR(":")}, 2);
    return arena_print(arena, STR_FORMAT ":s:" STR_FORMAT ":l:" STR_FORMAT,
                       STR_ARG(transifex_of(writing->remote)->resource_id),
                       STR_ARG(digest_md5(writing->digest, key, arena)), STR_ARG(writing->write->code));
}

static void put_translation(const struct writing *writing, size_t number, struct json *json,
                            struct arena *scratch)
{
    const struct unit *unit = &writing->strings.units.at[number];
    struct str text = writing->texts.at[number];
    json_open(json, '{');
    json_put_text(json, "type", STR("resource_translations"));
    json_put_text(json, "id", translation_id(writing, unit->id, scratch));
    json_open_in(json, "attributes", '{');
    json_key(json, "strings");
    if (text.at) {
        json_open(json, '{');
        json_put_text(json, "other", text);
        json_close(json, '}');
    } else {
        json_nothing(json);
    }
    // Flags go with a new text by themselves; they are only sent to be set.
    if (writing->write->with_states && text.at && unit->state >= UNIT_REVIEWED)
        json_put_bool(json, "reviewed", true);
    if (writing->write->with_states && text.at && unit->state == UNIT_FINAL)
        json_put_bool(json, "proofread", true);
    json_close(json, '}');
    json_close(json, '}');
}

static void send_batch(struct writing *writing, struct http_task *task)
{
    struct remote *remote = writing->remote;
    struct arena scratch = {0};
    struct buf out = {0};
    struct json json = {.out = &out};
    size_t left = writing->strings.units.count - writing->at;
    writing->batch = left < batch_size ? left : batch_size;
    json_open(&json, '{');
    json_open_in(&json, "data", '[');
    for (size_t i = 0; i < writing->batch; i++)
        put_translation(writing, writing->at + i, &json, &scratch);
    json_close(&json, ']');
    json_close(&json, '}');
    arena_free(&scratch);
    http_send(task, &(struct http_request){.wants_json = true,
                                           .method = HTTP_PATCH,
                                           .url = transifex_query(remote, "resource_translations", NULL, 0),
                                           .body = buf_finish(&out, remote->arena),
                                           .media_type = STR(JSONAPI_BULK_TYPE)});
}

// ---- by file

static struct str upload_document(struct writing *writing, struct str content)
{
    struct buf out = {0};
    struct json json = {.out = &out};
    transifex_open_document(&json, "resource_translations_async_uploads");
    json_put_text(&json, "content", content);
    json_put_text(&json, "content_encoding", STR("text"));
    json_put_text(&json, "file_type", STR("default"));
    transifex_open_related(&json);
    transifex_put_related(&json, "resource", "resources", transifex_of(writing->remote)->resource_id);
    transifex_put_related(&json, "language", "languages",
                          transifex_language_id(writing->remote, writing->write->code));
    return transifex_close_document(&json, writing->remote->arena);
}

static void send_file(struct writing *writing, struct http_task *task)
{
    struct str content;
    writing->is_at_file = true;
    if (!transifex_document(writing->remote, &writing->file, writing->write->code, &content)) {
        fail(writing, WRITE_NOT_DONE);
        return;
    }
    writing->job = (struct async_job){.subject = writing->subject,
                                      .base = transifex_of(writing->remote)->base,
                                      .type = "resource_translations_async_uploads",
                                      .document = upload_document(writing, content)};
    async_job_step(&writing->job, task, NULL);
}

static void finish_file(struct writing *writing)
{
    const struct write_counts *told = &writing->job.counts;
    struct write_counts *counts = &writing->write->counts;
    if (writing->job.state != JOB_DONE) {
        fail(writing, writing->job.outcome);
        return;
    }
    writing->write->outcome = WRITE_DONE;
    counts->created += told->created;
    counts->updated += told->updated;
    counts->skipped += told->skipped;
    size_t taken = told->created + told->updated + told->skipped, sent = writing->file.units.count;
    if (taken >= sent)
        return;
    struct diag *diag = subject_complain(&writing->subject, KIND_SERVICE_COUNTS,
                                         "of %zu translations the job " STR_FORMAT
                                         " took %zu; the others are there already, or their text is not",
                                         sent, STR_ARG(writing->job.id), taken);
    diag->severity = SEVERITY_NOTE;
}

// ---- the steps of a language

// A string is not there under the id that it should have, or the service takes no part of the batch for
// another reason: the file has no ids to be wrong.
static bool may_try_file(const struct writing *writing, const struct http_answer *answer)
{
    long status = answer->status;
    return !writing->must_be_strings && answer->outcome == HTTP_DONE &&
           (status == 400 || status == 404 || status == 409 || status == 413 || status == 422);
}

static void go_on(struct writing *writing, struct http_task *task)
{
    if (writing->at < writing->strings.units.count)
        send_batch(writing, task);
    else if (writing->file.units.count)
        send_file(writing, task);
    else
        writing->write->outcome = WRITE_DONE;
}

static void take_batch(struct writing *writing, struct http_task *task, const struct http_answer *answer)
{
    struct arena scratch = {0};
    struct jsonapi_document document;
    if (may_try_file(writing, answer)) {
        writing->file.units.at = writing->strings.units.at + writing->at;
        writing->file.units.count = writing->strings.units.count - writing->at;
        send_file(writing, task);
        return;
    }
    bool is_fine = jsonapi_read(&writing->subject, answer, &scratch, &document);
    size_t told = is_fine && document.data->kind == JSONC_ARRAY ? document.data->count : 0;
    arena_free(&scratch);
    bool is_accepted = answer->outcome == HTTP_UNKNOWN || (answer->status >= 200 && answer->status < 300);
    if (is_fine && told != writing->batch)
        subject_complain(&writing->subject, KIND_SERVICE_COUNTS,
                         "%zu translations were sent, and the service answered with %zu", writing->batch,
                         told);
    if (!is_fine || told != writing->batch) {
        fail(writing, is_accepted ? WRITE_UNKNOWN : WRITE_NOT_DONE);
        return;
    }
    for (size_t i = writing->at; i < writing->at + told; i++)
        ++*(writing->texts.at[i].at ? &writing->write->counts.updated : &writing->write->counts.deleted);
    writing->at += told;
    go_on(writing, task);
}

static void step(struct http_task *task, const struct http_answer *answer)
{
    struct writing *writing = task->context;
    if (!answer)
        go_on(writing, task);
    else if (!writing->is_at_file)
        take_batch(writing, task, answer);
    else if (!async_job_step(&writing->job, task, answer))
        finish_file(writing);
}

// ---- all of them

// Files can neither take a translation away nor say who reviewed it.
static bool must_be_string(const struct writing *writing, const struct unit *unit)
{
    return !unit->has_target || (writing->write->with_states && unit->state >= UNIT_REVIEWED);
}

static void choose_ways(struct writing *writing)
{
    const struct unit_list *units = &writing->write->catalog.units;
    size_t others = 0;
    for (size_t i = 0; i < units->count; i++) {
        bool must = unit_is_in_use(&units->at[i]) && must_be_string(writing, &units->at[i]);
        writing->must_be_strings |= must;
        others += unit_is_in_use(&units->at[i]) && !must;
    }
    for (size_t i = 0; i < units->count; i++) {
        bool by_string = others <= few_translations || must_be_string(writing, &units->at[i]);
        struct catalog *catalog = by_string ? &writing->strings : &writing->file;
        if (unit_is_in_use(&units->at[i]))
            *list_push(&catalog->units, writing->remote->arena) = units->at[i];
    }
}

// The strings are what the file would hold, so that both ways write the same.
static bool make_texts(struct writing *writing)
{
    struct catalog read;
    const struct unit_list *units = &writing->strings.units;
    if (!transifex_strings(writing->remote, &writing->strings, writing->write->code, &read) ||
        read.units.count != units->count)
        return false;
    for (size_t i = 0; i < read.units.count; i++) {
        struct range range = read.units.at[i].target_bytes;
        struct str text = str_slice(read.bytes, range.start, range.end);
        *list_push(&writing->texts, writing->remote->arena) =
            units->at[i].has_target ? (text.len ? text : STR("")) : (struct str){0};
    }
    return true;
}

// False where there is nothing to do, or nothing that can be done.
static bool prepare(struct writing *writing, struct remote *remote, struct remote_write *write,
                    struct digest **digest)
{
    *writing = (struct writing){.remote = remote,
                                .write = write,
                                .subject = transifex_subject(remote, write->code, "writing translations"),
                                .strings.files = write->catalog.files,
                                .file.files = write->catalog.files};
    write->counts = (struct write_counts){0};
    write->outcome = WRITE_NOT_DONE;
    if (!remote_language_find(remote, write->code)) {
        transifex_complain_of_language(&writing->subject);
        return false;
    }
    choose_ways(writing);
    bool has_strings = writing->strings.units.count > 0;
    if (has_strings && !*digest)
        *digest = digest_open(remote->arena, remote->diags);
    writing->digest = *digest;
    bool is_possible = !has_strings || (*digest && make_texts(writing));
    write->outcome = is_possible ? WRITE_DONE : WRITE_NOT_DONE;
    return is_possible && (has_strings || writing->file.units.count);
}

bool transifex_write(struct remote *remote, struct remote_write *writes, size_t count)
{
    struct writing *writings = arena_array(remote->arena, struct writing, count);
    struct http_task *tasks = arena_array(remote->arena, struct http_task, count);
    struct digest *digest = NULL;
    size_t asked = 0;
    bool is_fine = true;
    for (size_t i = 0; i < count; i++)
        if (prepare(&writings[i], remote, &writes[i], &digest))
            tasks[asked++] = (struct http_task){.step = step, .context = &writings[i], .http = remote->http};
    http_run(remote->http, tasks, asked);
    for (size_t i = 0; i < count; i++)
        is_fine &= writes[i].outcome == WRITE_DONE;
    return is_fine;
}
