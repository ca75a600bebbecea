// Sends requests as a script says, so that tests/wire.mjs can look at them from the other end. One a line:
//     {"options": {"origin": URL, "authorization": TEXT, …}, "tasks": [[REQUEST, …], …]}
// A task sends its requests one after the other. REQUEST is {"method": "GET", "url": URL, "body": TEXT,
// "repeat": TEXT and COUNT for large ones, "type": TEXT, "foreign": true, "repeatable": true, "poll": true,
// "json": true, "delay": SECONDS}; with "follow" the location of its answer is asked next, as a foreign one.
// An answer is {"diags": […], "answers": [[ANSWER, …], …], "events": […], "sent": NUMBER, "interrupted": …}.
#include "sync/http.h"

#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

struct session {
    struct arena arena;
    struct diags diags;
    json_t *events;
    struct http *http;
};

struct script {
    struct session *session;
    const json_t *requests;
    size_t at;
    struct str followed; // a location to be asked next
    struct http_request request;
    json_t *answers;
};

static struct str text_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (struct str){json_string_value(value), json_string_length(value)}
                                 : (struct str){0};
}

static double number_of(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static bool is_true(const json_t *object, const char *key)
{
    return json_is_true(json_object_get(object, key));
}

static json_t *json_of(struct str text)
{
    json_t *value = json_stringn(text.at ? text.at : "", text.len);
    return value ? value : json_sprintf("%zu bytes that are no text", text.len);
}

static enum http_method method_of(struct str name)
{
    for (enum http_method method = HTTP_GET; method <= HTTP_DELETE; method++)
        if (str_is(name, http_method_name(method)))
            return method;
    return HTTP_GET;
}

static struct str repeated(struct str text, size_t times, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = 0; i < times; i++)
        buf_add(&out, text);
    return buf_finish(&out, arena);
}

static struct http_request request_of(const json_t *object, struct arena *arena)
{
    size_t times = (size_t)number_of(object, "repeat");
    struct str body = text_of(object, "body");
    return (struct http_request){.method = method_of(text_of(object, "method")),
                                 .url = text_of(object, "url"),
                                 .body = times ? repeated(body, times, arena) : body,
                                 .media_type = text_of(object, "type"),
                                 .is_foreign = is_true(object, "foreign"),
                                 .is_repeatable = is_true(object, "repeatable"),
                                 .is_poll = is_true(object, "poll"),
                                 .wants_json = is_true(object, "json"),
                                 .delay = number_of(object, "delay")};
}

static const char *outcome_name(enum http_outcome outcome)
{
    static const char *const names[] = {"done", "not_done", "unknown"};
    return names[outcome];
}

static json_t *answer_json(const struct http_request *request, const struct http_answer *answer,
                           struct arena *arena)
{
    const size_t shown = 200;
    bool is_bad = answer->trouble || answer->status >= 300;
    struct str words = is_bad ? http_failure(request, answer, arena) : (struct str){0};
    return json_pack("{s:s, s:i, s:o, s:i, s:o, s:o, s:o, s:i, s:o, s:s, s:f}", "outcome",
                     outcome_name(answer->outcome), "status", (int)answer->status, "body",
                     json_of(str_slice(answer->body, 0, shown)), "len", (int)answer->body.len, "type",
                     json_of(answer->media_type), "location", json_of(answer->location), "etag",
                     json_of(answer->etag), "tries", (int)answer->tries, "failure", json_of(words), "kind",
                     is_bad ? kind_rows[http_failure_kind(answer)].name : "", "seconds", answer->seconds);
}

// Where an answer leads, when its request says so.
static bool follow(struct script *script, const struct http_answer *answer)
{
    const json_t *last = json_array_get(script->requests, script->at - 1);
    if (!is_true(last, "follow") || script->request.is_foreign || answer->location.len == 0)
        return false;
    script->request = (struct http_request){.url = answer->location, .is_foreign = true};
    return true;
}

static void step(struct http_task *task, const struct http_answer *answer)
{
    struct script *script = task->context;
    struct arena *arena = &script->session->arena;
    if (answer)
        json_array_append_new(script->answers, answer_json(&script->request, answer, arena));
    if (answer && follow(script, answer)) {
        http_send(task, &script->request);
    } else if (script->at < json_array_size(script->requests)) {
        script->request = request_of(json_array_get(script->requests, script->at++), arena);
        http_send(task, &script->request);
    }
}

static void on_event(void *context, const struct http_event *event)
{
    static const char *const names[] = {"sends", "answers", "repeats", "task ends"};
    struct session *session = context;
    json_t *shown = json_pack("{s:s, s:i, s:f}", "event", names[event->kind], "tries", (int)event->tries,
                              "seconds", event->seconds);
    if (event->request)
        json_object_set_new(shown, "url", json_of(event->request->url));
    if (event->answer)
        json_object_set_new(shown, "status", json_integer(event->answer->status));
    json_array_append_new(session->events, shown);
}

static struct http_options options_of(const json_t *object, struct session *session)
{
    struct http_options options = {.origin = text_of(object, "origin"),
                                   .authorization = text_of(object, "authorization"),
                                   .ca_file = text_of(object, "ca_file"),
                                   .requests_a_minute = number_of(object, "requests_a_minute"),
                                   .polls_a_minute = number_of(object, "polls_a_minute"),
                                   .request_seconds = number_of(object, "request_seconds"),
                                   .slow_seconds = number_of(object, "slow_seconds"),
                                   .total_seconds = number_of(object, "total_seconds"),
                                   .tries = (unsigned)number_of(object, "tries"),
                                   .retry_seconds = number_of(object, "retry_seconds"),
                                   .first_wait = number_of(object, "first_wait"),
                                   .parallel = (size_t)number_of(object, "parallel"),
                                   .greatest = (size_t)number_of(object, "greatest"),
                                   .seed = 1,
                                   .on_event = on_event,
                                   .event_context = session};
    const char *name;
    json_t *value;
    json_object_foreach(json_object_get(object, "headers"), name, value)
    {
        struct str text = {json_string_value(value), json_string_length(value)};
        *list_push(&options.headers, &session->arena) = (struct http_header){str_of(name), text};
    }
    return options;
}

static json_t *diags_json(struct session *session)
{
    json_t *list = json_array();
    for (size_t i = 0; i < session->diags.count; i++) {
        const struct diag *diag = &session->diags.at[i];
        json_array_append_new(list,
                              json_pack("{s:s, s:o, s:o}", "kind", kind_rows[diag->kind].name, "message",
                                        json_of(diag->message), "hint", json_of(diag->hint)));
    }
    return list;
}

static json_t *run(struct http *http, const json_t *tasks, struct session *session)
{
    size_t count = json_array_size(tasks);
    struct http_task *running = arena_array(&session->arena, struct http_task, count);
    json_t *answers = json_array();
    for (size_t i = 0; i < count; i++) {
        struct script *script = arena_new(&session->arena, struct script);
        *script = (struct script){
            .session = session, .requests = json_array_get(tasks, i), .answers = json_array()};
        json_array_append_new(answers, script->answers);
        running[i] = (struct http_task){.step = step, .context = script};
    }
    http_run(http, running, count);
    return answers;
}

static json_t *answer_to(const json_t *question, struct session *session)
{
    session->diags.arena = &session->arena;
    session->events = json_array();
    struct http_options options = options_of(json_object_get(question, "options"), session);
    struct http *http = session->http = http_open(&options, &session->arena, &session->diags);
    json_t *answers = http ? run(http, json_object_get(question, "tasks"), session) : json_array();
    json_t *all = json_pack("{s:o, s:o, s:o, s:i, s:b}", "diags", diags_json(session), "answers", answers,
                            "events", session->events, "sent", http ? (int)http_request_count(http) : 0,
                            "interrupted", http && http_is_interrupted(http));
    return all;
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    char *line = NULL;
    size_t capacity = 0;
    for (ssize_t len; (len = getline(&line, &capacity, stdin)) > 0;) {
        struct session session = {0};
        json_error_t error;
        json_t *question = json_loadb(line, (size_t)len, 0, &error);
        json_t *answer = question ? answer_to(question, &session) : json_pack("{s:s}", "error", error.text);
        char *text = json_dumps(answer, JSON_COMPACT);
        puts(text ? text : "{\"error\":\"no memory\"}");
        fflush(stdout);
        if (session.http)
            http_close(session.http); // an interruption takes effect here
        free(text);
        json_decref(answer);
        json_decref(question);
        arena_free(&session.arena);
    }
    free(line);
    return 0;
}
