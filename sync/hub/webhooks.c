#include "sync/hub/outbox.h"
#include "sync/hub/webhook.h"

// What a language can be, and the events that say so. The first is bit 0.
static const struct {
    const char *event, *share; // the member of the letter that says how much
} levels[] = {{"translation_completed", "translated"},
              {"review_completed", "reviewed"},
              {"proofread_completed", "proofread"}};

enum { level_count = sizeof levels / sizeof *levels };

static const char *const further_events[] = {"translation_updated_completed",
                                             "resource_language_stats",
                                             "fillup_completed",
                                             "task_tag_created",
                                             "task_tag_completed",
                                             "all_events"};

static bool is_event(struct str name)
{
    bool is_known = false;
    for (size_t i = 0; i < level_count; i++)
        is_known |= str_is(name, levels[i].event);
    for (size_t i = 0; i < sizeof further_events / sizeof *further_events; i++)
        is_known |= str_is(name, further_events[i]);
    return is_known;
}

// ---- telling

static struct str letter_body(struct exchange *x, const struct touched *touched, const char *event,
                              const char *share, int64_t percent)
{
    struct buf out = {0};
    struct json json = {.out = &out};
    json_open(&json, '{');
    json_put_text(&json, "project", touched->project_slug);
    json_put_text(&json, "resource", touched->resource_slug);
    json_put_text(&json, "language", touched->code);
    json_put_text(&json, "event", str_of(event));
    json_put_number(&json, share, percent);
    json_close(&json, '}');
    return buf_finish(&out, x->arena);
}

static void tell(struct exchange *x, const struct touched *touched, const char *event, const char *share,
                 int64_t percent)
{
    struct query query = query_begin(x->database,
                                     "SELECT url, secret FROM webhook WHERE project = ? AND active"
                                     " AND event IN (?, 'all_events')",
                                     VALUES(NUMBER(x->project), TEXT(str_of(event))));
    while (query_next(&query))
        outbox_add(x, query_text(&query, 0, x->arena), query_text(&query, 1, x->arena),
                   letter_body(x, touched, event, share, percent));
    query_end(&query);
}

// How many strings there are, and how many of them are on each level.
static int64_t count_levels(struct exchange *x, const struct touched *touched, int64_t counts[level_count])
{
    struct query query = query_begin(
        x->database,
        "SELECT count(*), count(t.strings), total(t.strings NOTNULL AND t.reviewed),"
        " total(t.strings NOTNULL AND t.proofread) FROM string s LEFT JOIN translation t ON t.string = s.id"
        " AND t.language = ?2 WHERE s.resource = ?1",
        VALUES(NUMBER(touched->resource), TEXT(touched->code)));
    int64_t total = query_next(&query) ? query_number(&query, 0) : 0;
    for (int i = 0; i < level_count && total > 0; i++)
        counts[i] = query_number(&query, i + 1);
    query_end(&query);
    return total;
}

static void notice(struct exchange *x, const struct touched *touched)
{
    int64_t counts[level_count] = {0}, total = count_levels(x, touched, counts), complete = 0;
    int64_t before =
        query_one(x->database, "SELECT complete FROM language_update WHERE resource = ? AND language = ?",
                  VALUES(NUMBER(touched->resource), TEXT(touched->code)));
    for (int i = 0; i < level_count; i++) {
        complete |= (int64_t)(total > 0 && counts[i] == total) << i;
        if ((complete & ~before) >> i & 1)
            tell(x, touched, levels[i].event, levels[i].share, 100);
    }
    if ((complete & before & 1) && (touched->what & CHANGED_TRANSLATIONS))
        tell(x, touched, further_events[0], levels[0].share, 100);
    tell(x, touched, further_events[1], levels[0].share, total > 0 ? counts[0] * 100 / total : 0);
    query_run(x->database, "UPDATE language_update SET complete = ?3 WHERE resource = ?1 AND language = ?2",
              VALUES(NUMBER(touched->resource), TEXT(touched->code), NUMBER(complete)));
}

void webhooks_notice(struct exchange *x)
{
    for (size_t i = 0; i < x->touched.count; i++)
        notice(x, &x->touched.at[i]);
}

// ---- endpoints

static void print_webhook(struct exchange *x, const struct query *query, const struct project *project)
{
    struct str id = identifier_below(project->id, 'w', query_text(query, 0, x->arena), x->arena);
    object_begin(x, "project_webhooks", id);
    json_put_bool(&x->json, "active", query_number(query, 1) != 0);
    json_put_text(&x->json, "callback_url", query_text(query, 2, x->arena));
    json_put_text(&x->json, "event_type", query_text(query, 3, x->arena));
    json_put_time(&x->json, "datetime_created", query_number(query, 4));
    object_relations(x, "project_webhooks", id);
    relation_one(x, "project", "projects", project->id);
    object_end(x);
}

static void list_webhooks(struct exchange *x)
{
    struct project project;
    list_begin(x);
    if (project_of_token(x, &project)) {
        struct query query = query_begin(
            x->database, "SELECT id, active, url, event, created FROM webhook WHERE project = ? ORDER BY id",
            VALUES(NUMBER(project.number)));
        while (query_next(&query))
            print_webhook(x, &query, &project);
        query_end(&query);
    }
    list_end_objects(x);
    list_end(x, NULL);
}

// The webhook of the id; its own part of that, or {NULL, 0}: refused with 404.
static struct str find_webhook(struct exchange *x, struct str id, struct project *project)
{
    size_t colon = str_rfind_byte(id, ':');
    struct str number = str_from(id, colon == STR_NONE ? id.len : colon + 1);
    if (project_of_token(x, project) && str_equal(id, identifier_below(project->id, 'w', number, x->arena)) &&
        query_one(x->database, "SELECT 1 FROM webhook WHERE id = ? AND project = ?",
                  VALUES(TEXT(number), NUMBER(project->number))))
        return number;
    refuse_missing(x, id);
    return (struct str){0};
}

static void answer_webhook(struct exchange *x, struct str id, unsigned status)
{
    struct project project;
    struct str number = find_webhook(x, id, &project);
    if (!number.at)
        return;
    struct query query =
        query_begin(x->database, "SELECT id, active, url, event, created FROM webhook WHERE id = ?",
                    VALUES(TEXT(number)));
    single_begin(x);
    if (query_next(&query))
        print_webhook(x, &query, &project);
    single_end(x, status);
    query_end(&query);
}

static void get_webhook(struct exchange *x)
{
    answer_webhook(x, x->id, 200);
}

static bool check_webhook(struct exchange *x, const struct object *object)
{
    struct str url = object_text(object, "callback_url"), event = object_text(object, "event_type");
    if (url.at && !outbox_takes(url))
        refuse_attribute(x, 0, "callback_url", STR("It must be an address of http or https."));
    if (event.at && !is_event(event))
        refuse_attribute(x, 0, "event_type", STR("There is no such event."));
    return !x->is_refused;
}

static void create_webhook(struct exchange *x)
{
    const struct object *object = x->objects.at;
    struct project project;
    struct str number = digest_random(32, x->arena);
    if (!project_find(x, object_relation(object, "project"), &project) || !check_webhook(x, object))
        return;
    query_run(x->database, "INSERT INTO webhook VALUES (?, ?, ?, ?, ?, ?, ?)",
              VALUES(TEXT(number), NUMBER(project.number), NUMBER(object_bool(object, "active", true)),
                     TEXT(object_text(object, "callback_url")), TEXT(object_text(object, "event_type")),
                     TEXT(object_text(object, "secret_key")), NUMBER(x->now)));
    struct str id = identifier_below(project.id, 'w', number, x->arena);
    answer_webhook(x, id, 201);
    x->answer->location = arena_print(x->arena, "/project_webhooks/" STR_FORMAT, STR_ARG(id));
}

static void change_webhook(struct exchange *x)
{
    const struct object *object = x->objects.at;
    struct project project;
    struct str number = find_webhook(x, x->id, &project);
    if (!number.at || !check_webhook(x, object))
        return;
    bool has_active = object_get(object, "active") != NULL;
    query_run(x->database,
              "UPDATE webhook SET active = iif(?1, ?2, active), url = ifnull(?3, url),"
              " event = ifnull(?4, event), secret = ifnull(?5, secret) WHERE id = ?6",
              VALUES(NUMBER(has_active), NUMBER(object_bool(object, "active", true)),
                     TEXT_OR_NULL(object_text(object, "callback_url")),
                     TEXT_OR_NULL(object_text(object, "event_type")),
                     TEXT_OR_NULL(object_text(object, "secret_key")), TEXT(number)));
    answer_webhook(x, x->id, 200);
}

static void delete_webhook(struct exchange *x)
{
    struct project project;
    struct str number = find_webhook(x, x->id, &project);
    if (!number.at)
        return;
    query_run(x->database, "DELETE FROM webhook WHERE id = ?", VALUES(TEXT(number)));
    answer_empty(x, 204);
}

static const struct field new_attributes[] = {
    {"active", JSONC_BOOL, NULL, 0},
    {"callback_url", JSONC_STRING, NULL, FIELD_NEEDED},
    {"event_type", JSONC_STRING, NULL, FIELD_NEEDED},
    {"secret_key", JSONC_STRING, NULL, FIELD_NEEDED},
    {0},
};

static const struct field new_relations[] = {{"project", JSONC_OBJECT, "projects", FIELD_NEEDED}, {0}};

static const struct body_shape new_body = {
    .type = "project_webhooks", .attributes = new_attributes, .relations = new_relations, .is_one = true};

static const struct field changed_attributes[] = {
    {"active", JSONC_BOOL, NULL, 0},
    {"callback_url", JSONC_STRING, NULL, 0},
    {"event_type", JSONC_STRING, NULL, 0},
    {"secret_key", JSONC_STRING, NULL, 0},
    {0},
};

static const struct body_shape changed_body = {
    .type = "project_webhooks", .attributes = changed_attributes, .has_id = true, .is_one = true};

const struct endpoint webhook_endpoints[] = {
    {HUB_GET, "/project_webhooks", list_webhooks, "filter[organization]! filter[project] page[cursor]", NULL,
     0},
    {HUB_POST, "/project_webhooks", create_webhook, NULL, &new_body, 0},
    {HUB_GET, "/project_webhooks/*", get_webhook, NULL, NULL, 0},
    {HUB_PATCH, "/project_webhooks/*", change_webhook, NULL, &changed_body, 0},
    {HUB_DELETE, "/project_webhooks/*", delete_webhook, NULL, NULL, 0},
    {0},
};
