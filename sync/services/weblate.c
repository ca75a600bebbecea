// Weblate (https://weblate.org): a component of a project is a resource. Its sources live in the repository
// that the component follows; glot can replace them only where Weblate takes sources by upload.
#include "sync/services/weblate.h"

#include "base/buf.h"

// ---- addresses

static struct str trim_end(struct str text, struct str end)
{
    return str_ends(text, end) ? str_slice(text, 0, text.len - end.len) : text;
}

// "https://hosted.weblate.org/", "…/api/" as WLC_URL has it, or with a path in front.
static struct str root_of(const struct remote *remote)
{
    struct str host = remote->address.host;
    if (host.len == 0)
        host = str_of(remote->service->access.host);
    host = trim_end(trim_end(trim_end(host, STR("/")), STR("/api")), STR("/"));
    return arena_join(remote->arena, (struct str[]){host, STR("/api/")}, 2);
}

static struct str origin_of(struct str root)
{
    size_t host = str_find(root, STR("://"), 0);
    return str_slice(root, 0, host == STR_NONE ? root.len : str_find_byte(root, '/', host + 3));
}

// A token may send 5,000 requests an hour.
static void transport(const struct remote *remote, struct http_options *options)
{
    options->requests_a_minute = 80;
    options->origin = origin_of(root_of(remote));
    options->ca_file = remote->credentials.ca_file;
    *list_push(&options->headers, remote->arena) =
        (struct http_header){STR("Accept"), STR("application/json, */*;q=0.5")};
    if (remote->credentials.token.len)
        options->authorization =
            arena_print(remote->arena, "Token " STR_FORMAT, STR_ARG(remote->credentials.token));
}

// ---- opening

// Weblate's formats in which text and translation stand side by side, with all that glot needs to know. Their
// monolingual ones, and CSV, which does not tell what needs editing in a way that glot reads, are not here.
static const char *suffix_of(struct str file_format)
{
    static const struct {
        const char *name, *suffix;
    } rows[] = {{"po", ".po"},          {"xliff", ".xlf"},  {"poxliff", ".xlf"},
                {"plainxliff", ".xlf"}, {"xliff2", ".xlf"}, {"xliff2-placeables", ".xlf"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(file_format, rows[i].name))
            return rows[i].suffix;
    return NULL;
}

struct opening {
    struct weblate *weblate;
    struct weblate_call call;
    struct remote_language_list languages; // the source among them
    size_t pages;
    bool is_done, is_missing;
};

static void send_call(struct http_task *task, struct weblate_call call)
{
    struct opening *opening = task->context;
    opening->call = call;
    http_send(task, &opening->call.request);
}

static bool says_missing(struct opening *opening, const struct http_answer *answer)
{
    opening->is_missing = answer->status == 404;
    opening->is_done |= opening->is_missing;
    return opening->is_missing;
}

static void take_component(struct opening *opening, const struct jsonc *component)
{
    struct weblate *weblate = opening->weblate;
    bool is_monolingual = weblate_text(component, "template").len > 0;
    weblate->file_format = weblate_text(component, "file_format");
    weblate->suffix = is_monolingual ? NULL : suffix_of(weblate->file_format);
    weblate->remote->source.code = weblate_text(jsonc_get(component, "source_language"), "code");
    opening->is_done = true;
}

static void step_component(struct http_task *task, const struct http_answer *answer)
{
    struct opening *opening = task->context;
    struct jsonc_file file;
    if (!answer)
        send_call(task, weblate_call(opening->weblate, "looking at the component", "components",
                                     (struct str){0}, "", true));
    else if (!says_missing(opening, answer) && weblate_read_json(&opening->call, answer, &file))
        take_component(opening, file.root);
}

// Changes move the time; uploads of sources move the counters, too.
struct str weblate_version(const struct jsonc *row, struct arena *arena)
{
    struct str changed = weblate_text(row, "last_change");
    return arena_print(arena, STR_FORMAT "/%zu/%zu/%zu/%zu/%zu", STR_ARG(changed),
                       weblate_count(row, "total"), weblate_count(row, "translated"),
                       weblate_count(row, "translated_chars"), weblate_count(row, "fuzzy"),
                       weblate_count(row, "approved"));
}

static void take_languages(struct opening *opening, const struct jsonc *results)
{
    struct arena *arena = opening->weblate->remote->arena;
    for (const struct jsonc *row = results->first; row; row = row->next) {
        struct str code = weblate_text(row, "code");
        if (code.len)
            *list_push(&opening->languages, arena) =
                (struct remote_language){.code = code,
                                         .total = weblate_count(row, "total"),
                                         .translated = weblate_count(row, "translated"),
                                         .reviewed = weblate_count(row, "approved"),
                                         .version = weblate_version(row, arena)};
    }
}

static void step_statistics(struct http_task *task, const struct http_answer *answer)
{
    struct opening *opening = task->context;
    const struct jsonc *results;
    struct str next;
    if (!answer) {
        send_call(task, weblate_call(opening->weblate, "counting", "components", (struct str){0},
                                     "statistics/?" WEBLATE_PAGE_SIZE, true));
        return;
    }
    if (says_missing(opening, answer) || !weblate_read_page(&opening->call, answer, &results, &next))
        return;
    take_languages(opening, results);
    opening->is_done = next.len == 0;
    if (next.len && ++opening->pages < weblate_most_pages) {
        opening->call.request.url = next;
        http_send(task, &opening->call.request);
    } else if (next.len) {
        weblate_complain(&opening->call, KIND_SERVICE_ANSWER, "the list of languages does not end");
    }
}

// The source is one of the languages that are counted.
static void settle(struct remote *remote, const struct remote_language_list *languages)
{
    remote->languages.count = 0;
    for (size_t i = 0; i < languages->count; i++)
        if (str_equal(languages->at[i].code, remote->source.code))
            remote->source = languages->at[i];
        else
            *list_push(&remote->languages, remote->arena) = languages->at[i];
}

static bool weblate_open(struct remote *remote)
{
    struct weblate *weblate = arena_new(remote->arena, struct weblate);
    struct opening openings[] = {{.weblate = weblate}, {.weblate = weblate}};
    struct http_task tasks[] = {{.step = step_component, .context = &openings[0]},
                                {.step = step_statistics, .context = &openings[1]}};
    *weblate = (struct weblate){.remote = remote, .root = root_of(remote)};
    if (remote->options)
        weblate->options = *remote->options;
    weblate->options.peer_bytes = false;
    weblate->options.tool = STR("glot");
    if (weblate->options.original.len == 0)
        weblate->options.original = STR("sources");
    remote->own = weblate;
    http_run(remote->http, tasks, 2);
    remote->exists = !openings[0].is_missing && !openings[1].is_missing;
    if (openings[0].is_done && openings[1].is_done && remote->exists)
        settle(remote, &openings[1].languages);
    return openings[0].is_done && openings[1].is_done;
}

// ---- languages

static bool add_language(struct remote *remote, struct str code)
{
    struct buf body = {0};
    struct weblate_call call =
        weblate_call(remote->own, "adding a language", "components", (struct str){0}, "translations/", true);
    call.language = code;
    for (size_t i = 0; i < code.len; i++)
        if (code.at[i] == '"' || code.at[i] == '\\' || (unsigned char)code.at[i] < ' ') {
            weblate_complain(&call, KIND_SERVICE_MISSING, "this is no language");
            return false;
        }
    buf_print(&body, "{\"language_code\": \"" STR_FORMAT "\"}", STR_ARG(code));
    weblate_send_json(&call, buf_finish(&body, remote->arena));
    struct http_answer answer = http_ask(remote->http, &call.request);
    if (!weblate_succeeded(&call, &answer))
        return false;
    *list_push(&remote->languages, remote->arena) =
        (struct remote_language){.code = code, .total = remote->source.total};
    return true;
}

// One after the other: each is a commit in the component's repository.
static bool weblate_add_languages(struct remote *remote, const struct str_list *codes)
{
    bool good = true;
    for (size_t i = 0; i < codes->count; i++)
        good &= add_language(remote, codes->at[i]);
    return good;
}

static void weblate_close(struct remote *remote)
{
    (void)remote; // all is the arena's
}

const struct service service_weblate = {
    .name = "weblate",
    .meaning = "Weblate, at hosted.weblate.org or elsewhere",
    .project = "PROJECT",
    .resource = "COMPONENT",
    .access = {.host = "https://hosted.weblate.org", .token = "WLC_KEY", .host_name = "WLC_URL"},
    .abilities = ABLE_ADD_LANGUAGES | ABLE_REVIEWED | ABLE_VERSIONS | ABLE_WRITE_SOURCE,
    .transport = transport,
    .open = weblate_open,
    .add_languages = weblate_add_languages,
    .read = weblate_read,
    .write_source = weblate_write_source,
    .write = weblate_write,
    .close = weblate_close,
};
