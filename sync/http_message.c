#include "sync/http_message.h"

enum { least_token = 8 }; // bytes: a shorter one is a word of many texts

// ---- out

enum http_trouble message_check(const struct http *http, const struct http_request *request, struct url *url)
{
    if (!url_read(request->url, url))
        return HTTP_BAD_URL;
    if (!request->is_foreign && !url_same_origin(url, &http->origin))
        return HTTP_OTHER_ORIGIN;
    // A service elsewhere must not lead us to programs on this machine, nor out of TLS.
    bool is_safe = url->is_secure || (url_is_loopback(url) && url_is_loopback(&http->origin));
    return is_safe ? HTTP_FINE : HTTP_BAD_URL;
}

static void add_headers(const struct http_header_list *from, struct arena *arena, struct http_header_list *to)
{
    for (size_t i = 0; i < from->count; i++)
        *list_push(to, arena) = from->at[i];
}

static struct http_header_list headers_of(struct http *http, const struct http_request *request)
{
    struct http_header_list all = {0};
    *list_push(&all, http->arena) = (struct http_header){STR("User-Agent"), STR("glot/" GLOT_VERSION)};
    if (!request->is_foreign)
        add_headers(&http->options.headers, http->arena, &all);
    if (!request->is_foreign && http->options.authorization.len > 0)
        *list_push(&all, http->arena) =
            (struct http_header){STR("Authorization"), http->options.authorization};
    add_headers(&request->headers, http->arena, &all);
    return all;
}

struct wire_request message_out(struct http *http, const struct http_request *request, const struct url *url)
{
    return (struct wire_request){.method = request->method,
                                 .url = url->whole,
                                 .body = request->body,
                                 .is_passing = request->is_passing,
                                 .media_type = request->media_type,
                                 .headers = headers_of(http, request),
                                 .is_repeatable = request->is_repeatable,
                                 .is_direct = url_is_loopback(url)};
}

// ---- in

static bool is_page(const struct wire_answer *from)
{
    struct str front = str_trim(str_slice(from->body, 0, 256));
    return str_is(from->head.media_type, "text/html") || str_starts(front, STR("<"));
}

static bool has_location(long status)
{
    return (status >= 300 && status < 400) || status == 201 || status == 202;
}

static double asked_of(const struct http *http, const struct wire_answer *from)
{
    const struct http_clock *clock = &http->options.clock;
    double asked = retry_after(from->head.retry_after, clock->date(clock->context));
    return asked < 0 && from->status == 429 ? retry_expected(from->body) : asked;
}

// Some services repeat the token in what they say of it; what they say is printed.
static struct str without_token(const struct http *http, struct str text)
{
    struct str authorization = http->options.authorization;
    size_t blank = str_rfind_byte(authorization, ' ');
    struct str token = str_from(authorization, blank == STR_NONE ? 0 : blank + 1);
    size_t at = token.len >= least_token ? str_find(text, token, 0) : STR_NONE;
    if (at == STR_NONE)
        return text;
    char *copy = arena_space(http->arena, 1, text.len);
    memcpy(copy, text.at, text.len);
    for (; at != STR_NONE; at = str_find(text, token, at + token.len))
        memset(copy + at, '*', token.len);
    return (struct str){copy, text.len};
}

struct http_answer message_in(struct http *http, const struct http_request *request, const struct url *url,
                              const struct wire_answer *from)
{
    struct http_answer answer = {.trouble = from->trouble, .detail = from->detail, .asked = -1};
    if (!answer.trouble && request->wants_json && from->status / 100 == 2 && from->body.len > 0 &&
        is_page(from))
        answer.trouble = HTTP_PAGE;
    if (answer.trouble)
        return answer;
    answer.status = from->status;
    answer.body = from->status < 400 ? from->body : without_token(http, from->body);
    answer.media_type = from->head.media_type;
    answer.etag = from->head.etag;
    answer.date = from->head.date;
    answer.asked = asked_of(http, from);
    if (has_location(from->status) && from->head.location.len > 0)
        answer.location = url_resolve(url, from->head.location, http->arena);
    return answer;
}
