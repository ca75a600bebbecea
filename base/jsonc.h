// JSON as people write it into configuration files, read into a small tree in which each value knows its
// bytes, so that a diagnostic can point at it. Values are read only.
//
// Lenient: also `//` and `/* */` comments, a comma behind the last member or element, and control characters
// in strings, as tsconfig.json files have them. Strict: RFC 8259 and nothing else. A byte order mark is
// skipped in both.
#ifndef BASE_JSONC_H
#define BASE_JSONC_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

enum jsonc_kind { JSONC_NULL, JSONC_BOOL, JSONC_NUMBER, JSONC_STRING, JSONC_ARRAY, JSONC_OBJECT };

enum jsonc_mode { JSONC_STRICT, JSONC_LENIENT };

struct jsonc {
    enum jsonc_kind kind;
    bool truth;        // of a bool
    struct str text;   // a string's value with its escapes resolved (utf.h: WTF-8); a number as it is written
    size_t start, end; // bytes of the file, with quotes and brackets
    struct str key;    // of a member of an object, escapes resolved; else empty
    size_t key_start, key_end;
    struct jsonc *parent, *first, *last, *next; // members and elements in the order of the file
    size_t count;                               // of members or elements
};

struct jsonc_file {
    struct str path; // as it is shown
    struct str text;
    struct jsonc *root;
};

// Reads the text. False with one diagnostic (json-malformed, file-not-utf8) at the first bad place; then root
// is NULL. Any depth of nesting can be read. Values are slices of the text where no escape stands in them, so
// the text must live as long as the arena.
bool jsonc_read(struct str path, struct str text, enum jsonc_mode mode, struct arena *arena,
                struct diags *diags, struct jsonc_file *out);

// The member of an object under that key; the last one where it is repeated, as in JavaScript. NULL when
// there is none, and when `object` is NULL or no object.
const struct jsonc *jsonc_get(const struct jsonc *object, const char *key);

// Whether the value is there and is of that kind.
static inline bool jsonc_is(const struct jsonc *value, enum jsonc_kind kind)
{
    return value && value->kind == kind;
}

// The text of a string; {NULL, 0} of everything else, and where there is nothing.
static inline struct str jsonc_text(const struct jsonc *value)
{
    return jsonc_is(value, JSONC_STRING) ? value->text : (struct str){0};
}

// For messages: "a string", "an array", …
const char *jsonc_kind_name(enum jsonc_kind kind);

// The value's bytes, and its key's bytes.
struct span jsonc_span(const struct jsonc_file *file, const struct jsonc *value);
struct span jsonc_key_span(const struct jsonc_file *file, const struct jsonc *value);
// The bytes that stand for value->text[start, end) of a string, with their escapes.
struct span jsonc_text_span(const struct jsonc_file *file, const struct jsonc *value, size_t start,
                            size_t end);

#endif
