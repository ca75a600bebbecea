#include "sync/hub/job.h"

#include "base/digest.h"
#include "sync/hub/outbox.h"

enum { job_seconds = 24 * 60 * 60 }; // how long a job can be asked after

// RFC 4122, version 4.
static struct str make_id(struct exchange *x)
{
    struct str digits = digest_random(32, x->arena);
    char *at = arena_cstr(x->arena, digits);
    at[12] = '4';
    at[16] = "89ab"[(unsigned char)at[16] & 3];
    return arena_print(x->arena, "%.8s-%.4s-%.4s-%.4s-%.12s", at, at + 8, at + 12, at + 16, at + 20);
}

struct str job_error(struct exchange *x, const char *code, struct str detail)
{
    struct buf out = {0};
    struct json json = {.out = &out};
    json_open(&json, '[');
    json_open(&json, '{');
    json_put_text(&json, "code", str_of(code));
    json_put_text(&json, "detail", detail);
    json_close(&json, '}');
    json_close(&json, ']');
    return buf_finish(&out, x->arena);
}

static void print_job(struct exchange *x, const struct job *job, struct str status)
{
    bool is_ended = str_equal(status, job->status);
    object_begin(x, arena_cstr(x->arena, job->type), job->id);
    json_put_text(&x->json, "status", status);
    json_put_raw(&x->json, "errors", is_ended ? job->errors : STR("[]"));
    json_put_time(&x->json, "date_created", job->created);
    json_put_time(&x->json, "date_modified", job->modified);
    json_put_raw(&x->json, "details", is_ended ? job->details : (struct str){0});
    object_relations(x, arena_cstr(x->arena, job->type), job->id);
    relation_one(x, job->head.len > 0 ? "base" : "resource", "resources", job->resource_id);
    if (job->head.len > 0)
        relation_one(x, "head", "resources", job->head);
    if (job->language.len > 0)
        relation_language(x, job->language);
    object_end(x);
}

// {"data": the job }, in the state that `status` tells.
static void answer_job(struct exchange *x, const struct job *job, struct str status, unsigned code)
{
    single_begin(x);
    print_job(x, job, status);
    single_end(x, code);
}

// {"data":{"type","id","attributes":{"location","status"}}}, to the address that the request named.
static void tell_end(struct exchange *x, const struct job *job)
{
    struct buf out = {0};
    struct json json = {.out = &out};
    json_open(&json, '{');
    json_open_in(&json, "data", '{');
    json_put_text(&json, "type", job->type);
    json_put_text(&json, "id", job->id);
    json_open_in(&json, "attributes", '{');
    json_put_text(&json, "location",
                  arena_print(x->arena, STR_FORMAT "/" STR_FORMAT "/" STR_FORMAT, STR_ARG(x->request->origin),
                              STR_ARG(job->type), STR_ARG(job->id)));
    json_put_text(&json, "status", job->status);
    for (int i = 0; i < 3; i++)
        json_close(&json, '}');
    outbox_add(x, job->callback, token_of(x->request), buf_finish(&out, x->arena));
}

void job_accept(struct exchange *x, struct job *job)
{
    job->id = make_id(x);
    job->created = job->modified = x->now;
    if (job->head.len > 0)
        job->options = arena_print(x->arena, "{\"head\":\"" STR_FORMAT "\"}", STR_ARG(job->head));
    query_run(x->database, "DELETE FROM job WHERE created < ?", VALUES(NUMBER(x->now - job_seconds)));
    query_run(x->database, "INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              VALUES(TEXT(job->id), TEXT(job->type), NUMBER(job->resource), TEXT(job->language),
                     TEXT(job->status), TEXT(job->errors.at ? job->errors : STR("[]")),
                     TEXT_OR_NULL(job->details), TEXT(job->options.at ? job->options : STR("{}")),
                     NUMBER(x->now), NUMBER(x->now)));
    answer_job(x, job, job->begins.len > 0 ? job->begins : STR("pending"), 202);
    x->answer->content_location =
        arena_print(x->arena, "/" STR_FORMAT "/" STR_FORMAT, STR_ARG(job->type), STR_ARG(job->id));
    if (job->callback.len > 0)
        tell_end(x, job);
}

struct str job_option(struct exchange *x, const struct job *job, const char *name)
{
    struct diags diags = {.arena = x->arena};
    struct jsonc_file file;
    if (!jsonc_read(STR("options"), job->options, JSONC_STRICT, x->arena, &diags, &file))
        return (struct str){0};
    return jsonc_text(jsonc_get(file.root, name));
}

static void read_job(struct exchange *x, const struct query *query, const struct project *project,
                     struct job *out)
{
    struct arena *arena = x->arena;
    *out = (struct job){.id = query_text(query, 0, arena),
                        .type = query_text(query, 1, arena),
                        .resource = query_number(query, 2),
                        .language = query_text(query, 3, arena),
                        .status = query_text(query, 4, arena),
                        .errors = query_text(query, 5, arena),
                        .details = query_text(query, 6, arena),
                        .options = query_text(query, 7, arena),
                        .created = query_number(query, 8),
                        .modified = query_number(query, 9)};
    struct str slug = query_text(query, 10, arena);
    out->head = job_option(x, out, "head");
    out->resource_id = identifier_below(project->id, 'r', slug, arena);
}

bool job_find(struct exchange *x, const char *type, struct str id, struct job *out)
{
    struct project project;
    bool is_found = false;
    if (project_of_token(x, &project)) {
        struct query query = query_begin(x->database,
                                         "SELECT j.id, j.type, j.resource, j.language, j.status, j.errors, "
                                         "j.details, j.options, j.created,"
                                         " j.modified, r.slug FROM job j JOIN resource r ON r.id = j.resource"
                                         " WHERE j.id = ? AND j.type = ? AND r.project = ?",
                                         VALUES(TEXT(id), TEXT(str_of(type)), NUMBER(project.number)));
        is_found = query_next(&query);
        if (is_found)
            read_job(x, &query, &project, out);
        query_end(&query);
    }
    if (!is_found)
        refuse_missing(x, id);
    return is_found;
}

void job_poll(struct exchange *x, const char *type)
{
    struct job job;
    if (job_find(x, type, x->id, &job))
        answer_job(x, &job, job.status, 200);
}
