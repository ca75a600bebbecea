// Weblate's REST API: addresses, what is sent, and how answers are judged.
#include "sync/services/weblate.h"

#include "base/hash.h"
#include "base/utf.h"

#include <stdarg.h>
#include <stdio.h>

enum { greatest_words = 300, greatest_depth = 4 };

// ---- what is said of it

struct diag *weblate_complain(const struct weblate_call *call, enum kind kind, const char *format, ...)
{
    struct remote *remote = call->weblate->remote;
    const struct address *address = &remote->address;
    struct str place = arena_print(remote->arena, STR_FORMAT "/" STR_FORMAT, STR_ARG(address->project),
                                   STR_ARG(address->resource));
    struct buf words = {0};
    va_list arguments;
    va_start(arguments, format);
    buf_print_list(&words, format, arguments);
    va_end(arguments);
    struct diag *diag = diag_add(remote->diags, kind, span_file(place), STR_FORMAT "%s%s: " STR_FORMAT,
                                 STR_ARG(call->language), call->language.len ? ": " : "", call->doing,
                                 STR_ARG(buf_str(&words)));
    buf_free(&words);
    return diag;
}

// ---- requests

// A slug in a path. Categories stand in front of a component's with a slash, which Weblate wants escaped
// twice.
static void add_slug(struct buf *out, struct str slug)
{
    static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (size_t i = 0; i < slug.len; i++) {
        unsigned char byte = (unsigned char)slug.at[i];
        if (byte && strchr(unreserved, byte))
            buf_byte(out, (char)byte);
        else
            buf_print(out, byte == '/' ? "%%252F" : "%%%02X", byte);
    }
}

struct weblate_call weblate_call(struct weblate *weblate, const char *doing, const char *kind,
                                 struct str language, const char *rest, bool wants_json)
{
    struct buf url = {0};
    const struct address *address = &weblate->remote->address;
    buf_add(&url, weblate->root);
    buf_print(&url, "%s/", kind);
    add_slug(&url, address->project);
    buf_byte(&url, '/');
    add_slug(&url, address->resource);
    buf_byte(&url, '/');
    if (str_is(str_of(kind), "translations")) {
        add_slug(&url, language);
        buf_byte(&url, '/');
    }
    buf_text(&url, rest);
    return (struct weblate_call){.weblate = weblate,
                                 .doing = doing,
                                 .language = language,
                                 .request = {.method = HTTP_GET,
                                             .url = buf_finish(&url, weblate->remote->arena),
                                             .wants_json = wants_json}};
}

void weblate_send_json(struct weblate_call *call, struct str body)
{
    call->request.method = HTTP_POST;
    call->request.body = body;
    call->request.media_type = STR("application/json");
}

// A line that does not stand in the file.
static struct str boundary_of(struct str bytes, struct arena *arena)
{
    uint64_t number = hash_bytes(bytes);
    for (;; number++) {
        struct str boundary = arena_print(arena, "glot-%016llx", (unsigned long long)number);
        if (str_find(bytes, boundary, 0) == STR_NONE)
            return boundary;
    }
}

void weblate_send_file(struct weblate_call *call, const struct weblate_field *fields, size_t count,
                       struct str bytes)
{
    struct arena *arena = call->weblate->remote->arena;
    struct str boundary = boundary_of(bytes, arena);
    struct buf body = {0};
    for (size_t i = 0; i < count; i++)
        buf_print(&body, "--" STR_FORMAT "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n",
                  STR_ARG(boundary), fields[i].name, fields[i].value);
    buf_print(&body,
              "--" STR_FORMAT "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"glot%s\"\r\n"
              "Content-Type: application/octet-stream\r\n\r\n",
              STR_ARG(boundary), call->weblate->suffix);
    buf_add(&body, bytes);
    buf_print(&body, "\r\n--" STR_FORMAT "--\r\n", STR_ARG(boundary));
    call->request.method = HTTP_POST;
    call->request.body = buf_finish(&body, arena);
    call->request.media_type =
        arena_print(arena, "multipart/form-data; boundary=" STR_FORMAT, STR_ARG(boundary));
}

// ---- answers

struct str weblate_text(const struct jsonc *object, const char *key)
{
    return jsonc_text(jsonc_get(object, key));
}

size_t weblate_count(const struct jsonc *object, const char *key)
{
    const struct jsonc *value = jsonc_get(object, key);
    size_t count;
    return jsonc_is(value, JSONC_NUMBER) && str_number(value->text, 9999999999999999, &count) ? count : 0;
}

// Every text of an error, wherever it stands: {"detail": …}, {"file": […]}, {"errors": [{"detail": …}]}.
static void add_words(const struct jsonc *value, struct buf *out, size_t depth)
{
    static const char *const silent[] = {"type", "code", "attr"};
    for (size_t i = 0; value && i < sizeof silent / sizeof *silent; i++)
        if (str_is(value->key, silent[i]))
            return;
    if (jsonc_is(value, JSONC_STRING) && value->text.len && out->len < greatest_words) {
        buf_text(out, out->len ? "; " : "");
        buf_add(out, utf_prefix(value->text, greatest_words));
    }
    if (!value || value->kind < JSONC_ARRAY || depth == greatest_depth)
        return;
    for (const struct jsonc *member = value->first; member; member = member->next)
        add_words(member, out, depth + 1);
}

static void refuse(const struct weblate_call *call, const struct http_answer *answer)
{
    struct remote *remote = call->weblate->remote;
    struct diags unsaid = {.arena = remote->arena};
    struct jsonc_file file;
    struct buf words = {0};
    if (str_is(answer->media_type, "application/json") &&
        jsonc_read(call->request.url, answer->body, JSONC_STRICT, remote->arena, &unsaid, &file))
        add_words(file.root, &words, 0);
    struct str failure = http_failure(&call->request, answer, remote->arena);
    struct diag *diag = weblate_complain(call, http_failure_kind(answer), STR_FORMAT "%s" STR_FORMAT,
                                         STR_ARG(failure), words.len ? ": " : "", STR_ARG(buf_str(&words)));
    const struct credentials *credentials = &remote->credentials;
    if (answer->status == 401 && credentials->token.len == 0)
        diag_hint(remote->diags, diag, "There is no token; put it into WLC_KEY.");
    else if (answer->status == 401 && credentials->origin.len)
        diag_hint(remote->diags, diag, "The token comes from " STR_FORMAT ".", STR_ARG(credentials->origin));
    buf_free(&words);
}

bool weblate_succeeded(const struct weblate_call *call, const struct http_answer *answer)
{
    if (answer->status >= 200 && answer->status < 300)
        return true;
    refuse(call, answer);
    return false;
}

bool weblate_read_json(const struct weblate_call *call, const struct http_answer *answer,
                       struct jsonc_file *out)
{
    struct remote *remote = call->weblate->remote;
    struct diags unsaid = {.arena = remote->arena};
    if (!weblate_succeeded(call, answer))
        return false;
    if (jsonc_read(call->request.url, answer->body, JSONC_STRICT, remote->arena, &unsaid, out) &&
        jsonc_is(out->root, JSONC_OBJECT))
        return true;
    weblate_complain(call, KIND_SERVICE_ANSWER, "the answer is not the JSON that was asked for");
    return false;
}

bool weblate_read_page(const struct weblate_call *call, const struct http_answer *answer,
                       const struct jsonc **results, struct str *next)
{
    struct jsonc_file file;
    *next = (struct str){0};
    if (!weblate_read_json(call, answer, &file))
        return false;
    *results = jsonc_get(file.root, "results");
    *next = weblate_text(file.root, "next");
    if (!jsonc_is(*results, JSONC_ARRAY)) {
        weblate_complain(call, KIND_SERVICE_ANSWER, "the answer has no list of results");
        return false;
    }
    if (next->len && !http_same_origin(*next, call->weblate->root)) {
        weblate_complain(call, KIND_SERVICE_ANSWER, "the next page lies at another address: " STR_FORMAT,
                         STR_ARG(*next));
        return false;
    }
    return true;
}

enum write_outcome weblate_outcome(const struct http_answer *answer)
{
    if (answer->outcome == HTTP_UNKNOWN)
        return WRITE_UNKNOWN;
    return answer->outcome == HTTP_DONE && answer->status >= 200 && answer->status < 300 ? WRITE_DONE
                                                                                         : WRITE_NOT_DONE;
}
