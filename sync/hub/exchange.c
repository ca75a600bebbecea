#include "sync/hub/exchange.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

struct str token_of(const struct hub_request *request)
{
    struct str header = request->authorization;
    struct str scheme = str_slice(header, 0, str_find_byte(header, ' ', 0));
    bool is_known =
        str_equal_ignoring_case(scheme, STR("Bearer")) || str_equal_ignoring_case(scheme, STR("ULF"));
    return is_known ? str_trim(str_from(header, scheme.len)) : STR("");
}

// ---- refusing

static const struct {
    unsigned status;
    const char *code, *title;
} errors[] = {
    {400, "invalid", "Invalid input"},       {401, "unauthorized", "Unauthorized"},
    {403, "forbidden", "Permission denied"}, {404, "not found", "Not found"},
    {405, "not allowed", "Not allowed"},     {409, "conflict", "Conflict"},
    {413, "too large", "Too large"},         {415, "invalid", "Unsupported media type"},
    {429, "Throttled", "Throttled"},         {500, "server error", "Server error"},
};

static void print_error(struct exchange *x, unsigned status, struct str title, struct str detail,
                        const char *place_key, struct str place)
{
    size_t row = 0;
    while (row + 1 < sizeof errors / sizeof *errors && errors[row].status != status)
        row++;
    struct json *json = &x->json;
    x->body.len = 0;
    *json = (struct json){.out = &x->body};
    json_open(json, '{');
    json_open_in(json, "errors", '[');
    json_open(json, '{');
    json_put_text(json, "status", arena_print(x->arena, "%u", status));
    json_put_text(json, "code", str_of(errors[row].code));
    json_put_text(json, "title", title.len ? title : str_of(errors[row].title));
    json_put_text(json, "detail", detail);
    if (place_key) {
        json_open_in(json, "source", '{');
        json_put_text(json, place_key, place);
        json_close(json, '}');
    }
    json_close(json, '}');
    json_close(json, ']');
    json_close(json, '}');
}

static void refuse_at(struct exchange *x, unsigned status, struct str title, struct str detail,
                      const char *place_key, struct str place)
{
    if (x->is_refused)
        return;
    x->is_refused = true;
    print_error(x, status, title, detail, place_key, place);
    *x->answer = (struct hub_answer){.status = status, .retry_after = x->answer->retry_after};
}

void refuse(struct exchange *x, unsigned status, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    size_t taken = len < 0 ? 0 : (size_t)len < sizeof text ? (size_t)len : sizeof text - 1;
    refuse_at(x, status, (struct str){0}, (struct str){text, taken}, NULL, (struct str){0});
}

void refuse_field(struct exchange *x, struct str pointer, struct str detail)
{
    size_t slash = str_rfind_byte(pointer, '/');
    struct str name = str_from(pointer, slash == STR_NONE ? 0 : slash + 1);
    refuse_at(x, 400, arena_print(x->arena, "Field `" STR_FORMAT "` is invalid", STR_ARG(name)), detail,
              "pointer", pointer);
}

void refuse_parameter(struct exchange *x, struct str name, struct str detail)
{
    refuse_at(x, 400, arena_print(x->arena, "Parameter `" STR_FORMAT "` is invalid", STR_ARG(name)), detail,
              "parameter", arena_print(x->arena, "?" STR_FORMAT, STR_ARG(name)));
}

void refuse_attribute(struct exchange *x, size_t object, const char *name, struct str detail)
{
    bool is_bulk = x->objects.count > 1;
    struct str place = is_bulk ? arena_print(x->arena, "/data/%zu/attributes/%s", object, name)
                               : arena_print(x->arena, "/data/attributes/%s", name);
    refuse_field(x, place, detail);
}

void refuse_missing(struct exchange *x, struct str id)
{
    refuse(x, 404, "There is no `" STR_FORMAT "`, or the token gives no access to it.",
           (int)(id.len > 300 ? 300 : id.len), id.at ? id.at : "");
}

// ---- asking

struct str parameter(const struct exchange *x, const char *name)
{
    return uri_get(&x->uri, str_of(name));
}

int parameter_bool(struct exchange *x, const char *name)
{
    struct str value = parameter(x, name);
    if (!value.at)
        return -1;
    if (!str_is(value, "true") && !str_is(value, "false"))
        refuse_parameter(x, str_of(name), STR("It must be true or false."));
    return str_is(value, "true");
}

struct str parameter_list(const struct exchange *x, const char *name)
{
    struct str value = parameter(x, name);
    struct buf out = {0};
    struct json json = {.out = &out};
    if (!value.at)
        return value;
    json_open(&json, '[');
    for (size_t at = 0; at < value.len;) {
        struct str piece = str_slice(value, at, str_find_byte(value, ',', at));
        json_text(&json, piece);
        at += piece.len + 1;
    }
    json_close(&json, ']');
    return buf_finish(&out, x->arena);
}

int64_t parameter_time(struct exchange *x, const char *name)
{
    struct str value = parameter(x, name);
    struct tm parts = {0};
    if (!value.at)
        return 0;
    const char *text = arena_cstr(x->arena, value), *end = strptime(text, "%Y-%m-%dT%H:%M:%S", &parts);
    if (end && *end == '.')
        end += 1 + strspn(end + 1, "0123456789");
    if (!end || (strcmp(end, "Z") != 0 && strcmp(end, "") != 0 && strcmp(end, "+00:00") != 0))
        refuse_parameter(x, str_of(name), STR("It must be a time like 2026-11-24T07:00:00Z."));
    return end ? (int64_t)timegm(&parts) : 0;
}

enum { page_least = 150 };

static bool read_limit(struct exchange *x, size_t greatest, size_t *limit)
{
    struct str value = parameter(x, "limit");
    *limit = page_least;
    if (!value.at || (str_number(value, greatest, limit) && *limit >= page_least))
        return true;
    refuse_parameter(x, STR("limit"),
                     arena_print(x->arena, "It must be from %d to %zu.", page_least, greatest));
    return false;
}

bool page_read(struct exchange *x, size_t greatest, struct page *page)
{
    struct str cursor = parameter(x, "page[cursor]");
    *page = (struct page){.first = -1, .second = -1};
    uint64_t first, second;
    int read = 0;
    if (!read_limit(x, greatest, &page->limit))
        return false;
    if (!cursor.at)
        return true;
    const char *text = arena_cstr(x->arena, cursor);
    if (sscanf(text, "%15" SCNx64 "-%15" SCNx64 "%n", &first, &second, &read) != 2 || text[read]) {
        refuse_parameter(x, STR("page[cursor]"), STR("It is no cursor that the hub gave out."));
        return false;
    }
    page->first = (int64_t)first;
    page->second = (int64_t)second;
    return true;
}

bool page_takes(struct page *page, int64_t first, int64_t second)
{
    page->has_next = page->count == page->limit;
    if (page->has_next)
        return false;
    page->first = first;
    page->second = second;
    page->count++;
    return true;
}

// ---- answering

static void print_link(struct exchange *x, const char *key, struct str path)
{
    json_put_text(&x->json, key,
                  arena_print(x->arena, STR_FORMAT STR_FORMAT, STR_ARG(x->request->origin), STR_ARG(path)));
}

void link_put(struct exchange *x, const char *key, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    print_link(x, key, arena_print_list(x->arena, format, arguments));
    va_end(arguments);
}

void list_begin(struct exchange *x)
{
    json_open(&x->json, '{');
    json_open_in(&x->json, "data", '[');
}

void list_end_objects(struct exchange *x)
{
    json_close(&x->json, ']');
}

// The same request with another cursor.
static struct str next_target(struct exchange *x, const struct page *page)
{
    struct buf target = {0};
    uri_add(&target, x->uri.path);
    char mark = '?';
    for (size_t i = 0; i < x->uri.pairs.count; i++) {
        const struct uri_pair *pair = &x->uri.pairs.at[i];
        if (str_is(pair->name, "page[cursor]"))
            continue;
        buf_byte(&target, mark);
        uri_add(&target, pair->name);
        buf_byte(&target, '=');
        uri_add(&target, pair->value);
        mark = '&';
    }
    buf_print(&target, "%cpage[cursor]=%" PRIx64 "-%" PRIx64, mark, (uint64_t)page->first,
              (uint64_t)page->second);
    return buf_finish(&target, x->arena);
}

void list_end(struct exchange *x, const struct page *page)
{
    json_open_in(&x->json, "links", '{');
    print_link(x, "self", x->request->target);
    if (page && page->has_next)
        print_link(x, "next", next_target(x, page));
    else
        json_put_null(&x->json, "next");
    json_put_null(&x->json, "previous");
    json_close(&x->json, '}');
    json_close(&x->json, '}');
    x->answer->status = 200;
}

void list_end_bulk(struct exchange *x, unsigned status)
{
    list_end_objects(x);
    json_close(&x->json, '}');
    if (!x->is_refused)
        x->answer->status = status;
}

void single_begin(struct exchange *x)
{
    json_open(&x->json, '{');
    json_key(&x->json, "data");
}

void single_end(struct exchange *x, unsigned status)
{
    json_close(&x->json, '}');
    x->answer->status = status;
}

void answer_empty(struct exchange *x, unsigned status)
{
    x->body.len = 0;
    x->answer->status = status;
}

void object_begin(struct exchange *x, const char *type, struct str id)
{
    json_open(&x->json, '{');
    json_put_text(&x->json, "type", str_of(type));
    json_put_text(&x->json, "id", id);
    json_open_in(&x->json, "attributes", '{');
}

void object_relations(struct exchange *x, const char *type, struct str id)
{
    json_close(&x->json, '}');
    json_open_in(&x->json, "links", '{');
    link_put(x, "self", "/%s/" STR_FORMAT, type, STR_ARG(id));
    json_close(&x->json, '}');
    json_open_in(&x->json, "relationships", '{');
}

void object_end(struct exchange *x)
{
    json_close(&x->json, '}');
    json_close(&x->json, '}');
}

void relation_one(struct exchange *x, const char *name, const char *type, struct str id)
{
    struct json *json = &x->json;
    json_key(json, name);
    if (id.len == 0) {
        json_nothing(json);
        return;
    }
    json_open(json, '{');
    json_open_in(json, "data", '{');
    json_put_text(json, "type", str_of(type));
    json_put_text(json, "id", id);
    json_close(json, '}');
    json_open_in(json, "links", '{');
    link_put(x, "related", "/%s/" STR_FORMAT, type, STR_ARG(id));
    json_close(json, '}');
    json_close(json, '}');
}

void relation_language(struct exchange *x, struct str code)
{
    relation_one(x, "language", "languages", identifier_below(STR(""), 'l', code, x->arena));
}

void relation_many(struct exchange *x, const char *name, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    json_open_in(&x->json, name, '{');
    json_open_in(&x->json, "links", '{');
    print_link(x, "related", arena_print_list(x->arena, format, arguments));
    va_end(arguments);
    json_close(&x->json, '}');
    json_close(&x->json, '}');
}
