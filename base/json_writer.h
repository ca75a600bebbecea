// JSON, printed as it is made up. Commas come by themselves.
#ifndef BASE_JSON_WRITER_H
#define BASE_JSON_WRITER_H

#include "base/buf.h"
#include "base/jsonc.h"

#include <stdint.h>

// Zero but for `out`.
struct json {
    struct buf *out;
    bool is_behind; // a value: a comma must come before the next one
};

void json_open(struct json *json, char bracket); // '{' or '['
void json_close(struct json *json, char bracket);
void json_key(struct json *json, const char *key);
void json_text_key(struct json *json, struct str key);

void json_text(struct json *json, struct str text);       // {NULL, 0}: null
void json_whole_text(struct json *json, struct str text); // never null; jansson has a json_string
void json_number(struct json *json, int64_t number);
void json_bool(struct json *json, bool truth);
void json_nothing(struct json *json);                          // null
void json_raw(struct json *json, struct str printed);          // printed before; {NULL, 0}: null
void json_members(struct json *json, struct str printed);      // of an object, printed before
void json_reprint(struct json *json, const struct jsonc *top); // what was read, without white space
// The same on its own.
struct str json_reprinted(const struct jsonc *top, struct arena *arena);
// "2026-11-24T07:00:00Z" of seconds since 1970; 0: null.
void json_time(struct json *json, int64_t seconds);

// A member of an object: its key and its value.
void json_put_text(struct json *json, const char *key, struct str text);
void json_put_string(struct json *json, const char *key, struct str text);
void json_put_number(struct json *json, const char *key, int64_t number);
void json_put_bool(struct json *json, const char *key, bool truth);
void json_put_null(struct json *json, const char *key);
void json_put_raw(struct json *json, const char *key, struct str printed);
void json_put_time(struct json *json, const char *key, int64_t seconds);
void json_open_in(struct json *json, const char *key, char bracket);

#endif
