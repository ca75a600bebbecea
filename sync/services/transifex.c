// The row of Transifex: opening, creating, languages, branches.
#include "sync/services/transifex.h"
#include "base/json_writer.h"

static void transport(const struct remote *remote, struct http_options *options)
{
    // Of 500 ordinary requests and 1,200 polls of downloads that the service takes in a minute.
    options->requests_a_minute = 450;
    options->polls_a_minute = 1100;
    options->origin = remote->address.host.len ? remote->address.host : str_of(remote->service->access.host);
    options->ca_file = remote->credentials.ca_file;
    if (remote->credentials.token.len)
        options->authorization =
            arena_print(remote->arena, "Bearer " STR_FORMAT, STR_ARG(remote->credentials.token));
}

// ---- opening

static void take_language(struct remote *remote, const struct transifex_stats *stats)
{
    const struct remote_language language = {
        .code = stats->code,
        .total = stats->total,
        .translated = stats->translated,
        .reviewed = stats->reviewed,
        .proofread = stats->proofread,
        .version = transifex_version(stats, remote->source.code, remote->arena)};
    if (str_equal(stats->code, remote->source.code))
        remote->source = language;
    else
        *list_push(&remote->languages, remote->arena) = language;
}

static bool ask_source_language(struct remote *remote)
{
    struct subject subject = transifex_subject(remote, (struct str){0}, "asking for the project");
    struct arena scratch = {0};
    struct jsonapi_document document;
    struct http_answer answer = http_ask(
        remote->http,
        &(struct http_request){.wants_json = true,
                               .url = transifex_url(remote, "projects", transifex_of(remote)->project_id)});
    bool is_fine = jsonapi_read(&subject, &answer, &scratch, &document);
    struct str id = is_fine ? jsonapi_related(document.data, "source_language") : (struct str){0};
    if (str_starts(id, STR("l:")))
        remote->source = (struct remote_language){.code = arena_copy(remote->arena, str_from(id, 2))};
    else if (is_fine)
        subject_complain(&subject, KIND_SERVICE_ANSWER, "the project has no source language");
    is_fine = is_fine && remote->source.code.len;
    arena_free(&scratch);
    return is_fine;
}

// Without a resource there are no counters, but the project has languages.
static bool ask_languages(struct remote *remote)
{
    struct subject subject = transifex_subject(remote, (struct str){0}, "asking for the project's languages");
    struct arena scratch = {0};
    struct jsonapi_document document;
    struct str url = transifex_url(remote, "projects", transifex_of(remote)->project_id);
    struct http_answer answer = http_ask(
        remote->http,
        &(struct http_request){.wants_json = true,
                               .url = arena_join(remote->arena, (struct str[]){url, STR("/languages")}, 2)});
    bool is_fine = jsonapi_read(&subject, &answer, &scratch, &document);
    for (const struct jsonc *row = is_fine ? document.data->first : NULL; row; row = row->next) {
        struct str code = jsonc_text(jsonapi_attribute(row, "code"));
        if (code.len && !str_equal(code, remote->source.code))
            list_push(&remote->languages, remote->arena)->code = arena_copy(remote->arena, code);
    }
    arena_free(&scratch);
    return is_fine;
}

// A resource that has strings has counters, too: without them nothing in it could be told from what was
// deleted.
static bool is_empty(const struct subject *subject, const struct http_answer *answer)
{
    struct arena scratch = {0};
    struct jsonapi_document document;
    size_t count = 0;
    bool is_read = jsonapi_read(subject, answer, &scratch, &document);
    bool has_strings =
        is_read && jsonapi_count(jsonapi_attribute(document.data, "string_count"), &count) && count;
    if (has_strings)
        subject_complain(subject, KIND_SERVICE_ANSWER, "it has %zu texts, but no counters of its languages",
                         count);
    arena_free(&scratch);
    return is_read && !has_strings;
}

// No counters: the resource is new or not there, or the project is not.
static bool open_without_counters(struct remote *remote)
{
    struct subject subject = transifex_subject(remote, (struct str){0}, "asking for the resource");
    struct str url = transifex_url(remote, "resources", transifex_of(remote)->resource_id);
    struct http_answer answer =
        http_ask(remote->http, &(struct http_request){.wants_json = true, .url = url});
    remote->exists = !jsonapi_is_missing(&answer);
    if (remote->exists && !is_empty(&subject, &answer))
        return false;
    return ask_source_language(remote) && ask_languages(remote);
}

static bool open(struct remote *remote)
{
    struct transifex_stats_list list;
    bool is_missing;
    if (!transifex_locate(remote))
        return false;
    remote->exists = false;
    remote->languages = (struct remote_language_list){0};
    if (!transifex_stats_read(remote, 0, &list, &is_missing))
        return is_missing && open_without_counters(remote);
    remote->exists = true;
    struct transifex_stats before;
    if (!remote->source.code.len && transifex_version_read(remote->since, &before))
        remote->source.code = before.source;
    bool is_known = remote->source.code.len && transifex_stats_find(&list, remote->source.code);
    if (!is_known && !ask_source_language(remote))
        return false;
    for (size_t i = 0; i < list.count; i++)
        take_language(remote, &list.at[i]);
    return true;
}

// ---- making

static bool create(struct remote *remote, const struct source_policy *policy)
{
    const struct transifex *own = transifex_of(remote);
    struct subject subject = transifex_subject(remote, (struct str){0}, "making the resource");
    struct buf out = {0};
    struct json json = {.out = &out};
    transifex_open_document(&json, "resources");
    json_put_text(&json, "name", policy->name.len ? policy->name : remote->address.resource);
    json_put_text(&json, "slug", remote->address.resource);
    transifex_open_related(&json);
    transifex_put_related(&json, "i18n_format", "i18n_formats", STR("XLIFF"));
    transifex_put_related(&json, "project", "projects", own->project_id);
    if (remote->address.base.len)
        transifex_put_related(&json, "base", "resources",
                              transifex_resource_id(remote, remote->address.base));
    struct http_answer answer =
        http_ask(remote->http, &(struct http_request){.wants_json = true,
                                                      .method = HTTP_POST,
                                                      .url = transifex_query(remote, "resources", NULL, 0),
                                                      .body = transifex_close_document(&json, remote->arena),
                                                      .media_type = STR(JSONAPI_MEDIA_TYPE)});
    remote->exists = jsonapi_succeeded(&subject, &answer);
    return remote->exists;
}

static bool add_languages(struct remote *remote, const struct str_list *codes)
{
    struct subject subject = transifex_subject(remote, (struct str){0}, "adding languages");
    struct buf out = {0};
    struct json json = {.out = &out};
    json_open(&json, '{');
    json_open_in(&json, "data", '[');
    for (size_t i = 0; i < codes->count; i++) {
        json_open(&json, '{');
        json_put_text(&json, "type", STR("languages"));
        json_put_text(&json, "id", transifex_language_id(remote, codes->at[i]));
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_close(&json, '}');
    struct str url = transifex_url(remote, "projects", transifex_of(remote)->project_id);
    struct http_answer answer = http_ask(
        remote->http,
        &(struct http_request){
            .wants_json = true,
            .method = HTTP_POST,
            .url = arena_join(remote->arena, (struct str[]){url, STR("/relationships/languages")}, 2),
            .body = buf_finish(&out, remote->arena),
            .media_type = STR(JSONAPI_MEDIA_TYPE),
            .is_repeatable = true});
    if (!jsonapi_succeeded(&subject, &answer))
        return false;
    for (size_t i = 0; i < codes->count; i++)
        *list_push(&remote->languages, remote->arena) =
            (struct remote_language){.code = codes->at[i], .total = remote->source.total};
    return true;
}

// ---- branches

static bool is_branch(struct remote *remote, const struct subject *subject)
{
    if (remote->address.base.len)
        return true;
    subject_complain(subject, KIND_SERVICE_MISSING, "this is the resource of no branch");
    return false;
}

// Where both sides changed a string the base's stays: it is what the others work on.
static bool merge_branch(struct remote *remote)
{
    struct subject subject = transifex_subject(remote, (struct str){0}, "merging the branch");
    struct buf out = {0};
    struct json json = {.out = &out};
    if (!is_branch(remote, &subject))
        return false;
    transifex_open_document(&json, "resource_async_merges");
    json_put_text(&json, "conflict_resolution", STR("USE_BASE"));
    json_put_bool(&json, "force", false);
    transifex_open_related(&json);
    transifex_put_related(&json, "resource", "resources", transifex_of(remote)->resource_id);
    struct async_job job = {.subject = subject,
                            .base = transifex_of(remote)->base,
                            .type = "resource_async_merges",
                            .document = transifex_close_document(&json, remote->arena)};
    async_job_run(&job);
    return job.state == JOB_DONE;
}

static bool delete_branch(struct remote *remote)
{
    struct subject subject = transifex_subject(remote, (struct str){0}, "deleting the branch");
    if (!is_branch(remote, &subject))
        return false;
    struct http_answer answer = http_ask(
        remote->http,
        &(struct http_request){.wants_json = true,
                               .method = HTTP_DELETE,
                               .url = transifex_url(remote, "resources", transifex_of(remote)->resource_id)});
    bool is_gone = jsonapi_is_missing(&answer) || jsonapi_succeeded(&subject, &answer);
    remote->exists = remote->exists && !is_gone;
    return is_gone;
}

static void close(struct remote *remote)
{
    remote->own = NULL;
}

const struct service service_transifex = {.name = "transifex",
                                          .meaning = "Transifex, by its API v3, and glot's own hub",
                                          .project = "ORGANIZATION/PROJECT",
                                          .resource = "RESOURCE",
                                          .access = {.host = "https://rest.api.transifex.com",
                                                     .token = "TX_TOKEN",
                                                     .host_name = "TX_HOSTNAME",
                                                     .ca_file = "TX_CACERT",
                                                     .rc_file = ".transifexrc"},
                                          .abilities = ABLE_CREATE | ABLE_ADD_LANGUAGES | ABLE_REVIEWED |
                                                       ABLE_PROOFREAD | ABLE_VERSIONS | ABLE_DELTA |
                                                       ABLE_KEEP | ABLE_BRANCHES | ABLE_WRITE_SOURCE,
                                          .transport = transport,
                                          .open = open,
                                          .create = create,
                                          .add_languages = add_languages,
                                          .read = transifex_read,
                                          .write_source = transifex_write_source,
                                          .write = transifex_write,
                                          .branch_resource = transifex_branch_resource,
                                          .merge_branch = merge_branch,
                                          .delete_branch = delete_branch,
                                          .close = close};
