#include "sync/hub/hub.h"

#include "base/clock.h"
#include "sync/hub/exchange.h"
#include "sync/hub/hub_inside.h"
#include "sync/hub/language.h"
#include "sync/hub/multipart.h"
#include "sync/hub/outbox.h"
#include "sync/hub/postman.h"
#include "sync/hub/webhook.h"

enum { refused_a_minute = 120, token_digits = 40, secret_digits = 64 };

static int64_t system_now(void *context)
{
    (void)context;
    return (int64_t)time(NULL);
}

struct hub *hub_open(const struct hub_options *options, struct arena *arena, struct diags *diags)
{
    struct hub *hub = arena_new(arena, struct hub);
    *hub = (struct hub){.arena = arena,
                        .file = options->file,
                        .requests = {.a_minute = options->requests_a_minute, .arena = arena},
                        .polls = {.a_minute = options->polls_a_minute, .arena = arena},
                        .refused = {.a_minute = refused_a_minute, .arena = arena},
                        .now = options->now ? options->now : system_now,
                        .context = options->context};
    hub->digest = digest_open(arena, diags);
    hub->database = hub->digest ? database_open(options->file, arena, diags) : NULL;
    hub->secret = digest_random(secret_digits, arena);
    return hub->database ? hub : NULL;
}

void hub_close(struct hub *hub)
{
    database_close(hub->database);
}

void hub_begin(struct hub *hub)
{
    hub->postman = postman_start(hub->file, hub->arena);
}

void hub_end(struct hub *hub)
{
    postman_stop(hub->postman);
    hub->postman = NULL;
}

bool hub_count_projects(struct hub *hub, size_t *out, struct diags *diags)
{
    *out = (size_t)query_one(hub->database, "SELECT count(*) FROM project", NO_VALUES);
    struct str why = database_failure(hub->database);
    if (why.len > 0)
        diag_add(diags, KIND_HUB_DATA, span_file(hub->file), "the hub's data cannot be used: " STR_FORMAT,
                 STR_ARG(why));
    return why.len == 0;
}

// ---- answering

static void check_token(struct hub *hub, struct exchange *x)
{
    struct str token = token_of(x->request);
    if (token.len > 0)
        x->project = query_one(x->database, "SELECT project FROM token WHERE hash = ?",
                               VALUES(TEXT(digest_sha256(x->digest, token, x->arena))));
    if (x->project)
        return;
    x->answer->retry_after = rate_take(&hub->refused, STR(""), clock_seconds(CLOCK_MONOTONIC));
    if (x->answer->retry_after)
        refuse(x, 429, "Request was throttled. Expected available in %u seconds.", x->answer->retry_after);
    else
        refuse(x, 401, "The request needs a token: `Authorization: Bearer 1/…`.");
}

static void check_rate(struct hub *hub, struct exchange *x)
{
    struct rate *rate = x->endpoint->flags & ENDPOINT_POLL ? &hub->polls : &hub->requests;
    unsigned seconds = rate_take(rate, digest_sha256(x->digest, token_of(x->request), x->arena),
                                 clock_seconds(CLOCK_MONOTONIC));
    x->answer->retry_after = seconds;
    if (seconds)
        refuse(x, 429, "Request was throttled. Expected available in %u seconds.", seconds);
}

static void check_parameters(struct exchange *x)
{
    struct str unknown = endpoint_unknown(x->endpoint, &x->uri),
               missing = endpoint_missing(x->endpoint, &x->uri);
    if (unknown.at)
        refuse_parameter(x, unknown, STR("There is no such parameter here."));
    else if (missing.at)
        refuse_parameter(x, missing, STR("It must be there."));
}

static void check_body(struct exchange *x)
{
    struct str type = x->request->content_type, boundary;
    struct body_fault fault = {0};
    if (!x->endpoint->body || ((x->endpoint->flags & ENDPOINT_FORM) && multipart_boundary(type, &boundary)))
        return;
    bool is_bulk = str_find(type, STR("profile=\"bulk\""), 0) != STR_NONE ||
                   str_find(type, STR("profile=bulk"), 0) != STR_NONE;
    if (body_read(x->request->body, x->endpoint->body, is_bulk, x->arena, &x->objects, &fault))
        return;
    if (fault.pointer.len > 0)
        refuse_field(x, fault.pointer, fault.detail);
    else
        refuse(x, 400, STR_FORMAT, (int)(fault.detail.len > 400 ? 400 : fault.detail.len), fault.detail.at);
}

static void refuse_address(struct exchange *x, bool is_read, bool is_known)
{
    if (!is_read)
        refuse(x, 400, "The address of the request is not well-formed.");
    else if (is_known)
        refuse(x, 405, "This address does not take the method.");
    else
        refuse(x, 404, "There is nothing at this address.");
}

// In an order that tells nobody without a token what is there.
static void check(struct hub *hub, struct exchange *x)
{
    bool is_known = false, is_read = uri_read(x->request->target, x->arena, &x->uri);
    if (is_read)
        x->endpoint = endpoint_find(x->request->method, &x->uri.segments, &x->id, &is_known);
    bool is_open = x->endpoint && (x->endpoint->flags & ENDPOINT_OPEN);
    if (!is_open)
        check_token(hub, x);
    if (!x->is_refused && !x->endpoint)
        refuse_address(x, is_read, is_known);
    if (!x->is_refused && !is_open)
        check_rate(hub, x);
    if (!x->is_refused)
        check_parameters(x);
    if (!x->is_refused)
        check_body(x);
}

static void end_transaction(struct exchange *x)
{
    if (x->is_refused && database_failure(x->database).len == 0) {
        database_rollback(x->database);
        return;
    }
    if (database_commit(x->database))
        return;
    struct str why = database_failure(x->database);
    x->is_refused = false; // a token or a resource that could not be looked up is not one that is unknown
    x->answer->retry_after = 0;
    refuse(x, 500, "The hub's data could not be used: " STR_FORMAT ".", STR_ARG(why));
}

void hub_answer(struct hub *hub, const struct hub_request *request, struct arena *arena,
                struct hub_answer *answer)
{
    struct exchange x = {.request = request,
                         .database = hub->database,
                         .digest = hub->digest,
                         .secret = hub->secret,
                         .arena = arena,
                         .lasting = hub->arena,
                         .plurals = &hub->plurals,
                         .now = hub->now(hub->context),
                         .answer = answer};
    *answer = (struct hub_answer){0};
    x.json.out = &x.body;
    database_begin(x.database, request->method != HUB_GET);
    check(hub, &x);
    if (!x.is_refused)
        x.endpoint->answer(&x);
    if (!x.is_refused)
        webhooks_notice(&x);
    end_transaction(&x);
    if (!x.is_refused && x.has_letters && hub->postman)
        postman_wake(hub->postman);
    answer->body = buf_finish(&x.body, arena);
    if (!answer->media_type.len)
        answer->media_type = STR("application/vnd.api+json");
}

// ---- projects

static bool complain(struct diags *diags, const char *hint, const char *format, struct str word)
{
    struct diag *diag = diag_add(diags, KIND_USAGE, (struct span){0}, format, STR_ARG(word));
    diag_hint(diags, diag, "%s", hint);
    return false;
}

static struct str source_of(const struct hub_project *project)
{
    return project->source.len > 0 ? project->source : STR("en");
}

bool hub_judge_project(const struct hub_project *project, struct arena *arena, struct diags *diags)
{
    struct str organization, slug;
    struct exchange x = {.arena = arena};
    if (!str_split(project->name, '/', &organization, &slug) || !organization_slug_is_valid(organization) ||
        !slug_is_valid(slug))
        return complain(diags, "Write ORGANIZATION/PROJECT, of letters, digits, `_` and `-`.",
                        "\"" STR_FORMAT "\" cannot be the name of a project", project->name);
    for (size_t i = 0; i <= project->languages.count; i++) {
        struct str code = i < project->languages.count ? project->languages.at[i] : source_of(project);
        if (!language_is_known(&x, code))
            return complain(diags, "Write codes such as de, pt_BR or zh-Hans.",
                            "\"" STR_FORMAT "\" is no language", code);
    }
    return true;
}

static int64_t find_project(struct hub *hub, struct str organization, struct str slug)
{
    return query_one(hub->database,
                     "SELECT p.id FROM project p JOIN organization o ON o.id = p.organization"
                     " WHERE o.slug = ? AND p.slug = ?",
                     VALUES(TEXT(organization), TEXT(slug)));
}

// False when the token is another project's: it opens one only.
static bool add_token(struct hub *hub, int64_t number, struct str token)
{
    struct str hash = digest_sha256(hub->digest, token, hub->arena);
    query_run(hub->database, "INSERT OR IGNORE INTO token VALUES (?, ?, ?)",
              VALUES(TEXT(hash), NUMBER(number), NUMBER(hub->now(hub->context))));
    return query_one(hub->database, "SELECT project FROM token WHERE hash = ?", VALUES(TEXT(hash))) == number;
}

static int64_t make_project(struct hub *hub, struct hub_project *project, struct str organization,
                            struct str slug)
{
    int64_t now = hub->now(hub->context);
    query_run(hub->database, "INSERT OR IGNORE INTO organization (slug, name) VALUES (?1, ?1)",
              VALUES(TEXT(organization)));
    query_run(hub->database,
              "INSERT INTO project (organization, slug, name, source, created, modified)"
              " SELECT id, ?1, ?1, ?2, ?3, ?3 FROM organization WHERE slug = ?4",
              VALUES(TEXT(slug), TEXT(source_of(project)), NUMBER(now), TEXT(organization)));
    project->is_new = true;
    return database_last_row(hub->database);
}

static void add_project_languages(struct hub *hub, const struct hub_project *project, int64_t number)
{
    for (size_t i = 0; i < project->languages.count; i++)
        query_run(hub->database,
                  "INSERT OR IGNORE INTO project_language SELECT id, ?2, ?3 FROM project"
                  " WHERE id = ?1 AND source <> ?2",
                  VALUES(NUMBER(number), TEXT(project->languages.at[i]), NUMBER(hub->now(hub->context))));
}

static bool settle_token(struct hub *hub, struct hub_project *project, int64_t number)
{
    struct str token = project->token;
    if (project->is_new && token.len == 0)
        token = arena_print(hub->arena, "1/" STR_FORMAT, STR_ARG(digest_random(token_digits, hub->arena)));
    project->made_token = project->is_new && project->token.len == 0 ? token : (struct str){0};
    return token.len == 0 || add_token(hub, number, token);
}

bool hub_add_project(struct hub *hub, struct hub_project *project, struct diags *diags)
{
    if (!hub_judge_project(project, hub->arena, diags))
        return false;
    struct str organization, slug;
    str_split(project->name, '/', &organization, &slug);
    database_begin(hub->database, true);
    int64_t number = find_project(hub, organization, slug);
    bool is_other = number && project->source.len > 0 &&
                    !query_one(hub->database, "SELECT 1 FROM project WHERE id = ? AND source = ?",
                               VALUES(NUMBER(number), TEXT(project->source)));
    if (!number)
        number = make_project(hub, project, organization, slug);
    add_project_languages(hub, project, number);
    bool is_own_token = settle_token(hub, project, number);
    bool is_refused = (is_other || !is_own_token) && database_failure(hub->database).len == 0;
    if (is_refused)
        database_rollback(hub->database);
    if (is_refused && !is_own_token)
        return complain(diags, "Give each project a token of its own.",
                        "the token opens another project of the data than " STR_FORMAT, project->name);
    if (is_refused)
        return complain(diags, "Leave --source out, or use other data.",
                        "the project in the data is not written in \"" STR_FORMAT "\"", project->source);
    if (database_commit(hub->database))
        return true;
    diag_add(diags, KIND_HUB_DATA, (struct span){0}, "the project cannot be kept: " STR_FORMAT,
             STR_ARG(database_failure(hub->database)));
    return false;
}
