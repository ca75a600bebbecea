#include "base/json_writer.h"

#include "base/quote.h"

#include <inttypes.h>
#include <time.h>

static void begin_value(struct json *json)
{
    if (json->is_behind)
        buf_byte(json->out, ',');
    json->is_behind = true;
}

void json_open(struct json *json, char bracket)
{
    begin_value(json);
    buf_byte(json->out, bracket);
    json->is_behind = false;
}

void json_close(struct json *json, char bracket)
{
    buf_byte(json->out, bracket);
    json->is_behind = true;
}

void json_text_key(struct json *json, struct str key)
{
    begin_value(json);
    quote_json(json->out, key);
    buf_byte(json->out, ':');
    json->is_behind = false;
}

void json_key(struct json *json, const char *key)
{
    json_text_key(json, str_of(key));
}

void json_nothing(struct json *json)
{
    begin_value(json);
    buf_text(json->out, "null");
}

void json_text(struct json *json, struct str text)
{
    if (!text.at) {
        json_nothing(json);
        return;
    }
    json_whole_text(json, text);
}

void json_whole_text(struct json *json, struct str text)
{
    begin_value(json);
    quote_json(json->out, text);
}

void json_number(struct json *json, int64_t number)
{
    begin_value(json);
    buf_print(json->out, "%" PRId64, number);
}

void json_bool(struct json *json, bool truth)
{
    begin_value(json);
    buf_text(json->out, truth ? "true" : "false");
}

void json_raw(struct json *json, struct str printed)
{
    begin_value(json);
    buf_add(json->out, printed.at ? printed : STR("null"));
}

void json_members(struct json *json, struct str printed)
{
    begin_value(json);
    buf_add(json->out, printed);
}

static void copy_scalar(struct json *json, const struct jsonc *value)
{
    switch (value->kind) {
    case JSONC_STRING:
        json_whole_text(json, value->text);
        break;
    case JSONC_NUMBER:
        json_raw(json, value->text);
        break;
    case JSONC_BOOL:
        json_bool(json, value->truth);
        break;
    default:
        json_nothing(json);
        break;
    }
}

// Any depth: a cursor instead of recursion.
void json_reprint(struct json *json, const struct jsonc *top)
{
    const struct jsonc *value = top;
    for (;;) {
        bool is_object = value->kind == JSONC_OBJECT, is_list = value->kind == JSONC_ARRAY;
        if (value != top && value->parent->kind == JSONC_OBJECT)
            json_text_key(json, value->key);
        if (is_object || is_list)
            json_open(json, is_object ? '{' : '[');
        else
            copy_scalar(json, value);
        if ((is_object || is_list) && value->first) {
            value = value->first;
            continue;
        }
        if (is_object || is_list)
            json_close(json, is_object ? '}' : ']');
        while (value != top && !value->next) {
            value = value->parent;
            json_close(json, value->kind == JSONC_OBJECT ? '}' : ']');
        }
        if (value == top)
            return;
        value = value->next;
    }
}

struct str json_reprinted(const struct jsonc *top, struct arena *arena)
{
    struct buf out = {0};
    struct json json = {.out = &out};
    json_reprint(&json, top);
    return buf_finish(&out, arena);
}

void json_time(struct json *json, int64_t seconds)
{
    struct tm parts;
    time_t when = (time_t)seconds;
    char text[64];
    if (seconds == 0 || !gmtime_r(&when, &parts)) {
        json_nothing(json);
        return;
    }
    size_t len = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    json_text(json, (struct str){text, len});
}

void json_put_text(struct json *json, const char *key, struct str text)
{
    json_key(json, key);
    json_text(json, text);
}

void json_put_string(struct json *json, const char *key, struct str text)
{
    json_key(json, key);
    json_whole_text(json, text);
}

void json_put_number(struct json *json, const char *key, int64_t number)
{
    json_key(json, key);
    json_number(json, number);
}

void json_put_bool(struct json *json, const char *key, bool truth)
{
    json_key(json, key);
    json_bool(json, truth);
}

void json_put_null(struct json *json, const char *key)
{
    json_key(json, key);
    json_nothing(json);
}

void json_put_raw(struct json *json, const char *key, struct str printed)
{
    json_key(json, key);
    json_raw(json, printed);
}

void json_put_time(struct json *json, const char *key, int64_t seconds)
{
    json_key(json, key);
    json_time(json, seconds);
}

void json_open_in(struct json *json, const char *key, char bracket)
{
    json_key(json, key);
    json_open(json, bracket);
}
