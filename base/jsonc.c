#include "base/jsonc.h"

#include "base/byte.h"
#include "base/conflict.h"
#include "base/utf.h"

struct reader {
    struct str path, text;
    size_t at;
    enum jsonc_mode mode;
    struct arena *arena;
    struct diags *diags;
};

static bool complain(struct reader *reader, size_t start, size_t end, const char *what)
{
    struct span span = {.path = reader->path, .text = reader->text, .start = start, .end = end};
    struct diag *diag = diag_add(reader->diags, KIND_JSON_MALFORMED, span, "%s", what);
    if (conflict_is_line(str_from(reader->text, start)))
        diag_hint(reader->diags, diag, "This is a line of a merge conflict: resolve it first.");
    return false;
}

static bool complain_of_extra(struct reader *reader, size_t start, size_t end, const char *what)
{
    complain(reader, start, end, what);
    diag_hint(reader->diags, &reader->diags->at[reader->diags->count - 1], "Remove it.");
    return false;
}

static int peek(const struct reader *reader)
{
    return reader->at < reader->text.len ? (unsigned char)reader->text.at[reader->at] : -1;
}

// The byte at the reader as a stretch to point at; empty at the end of the file.
static bool complain_here(struct reader *reader, const char *what)
{
    if (peek(reader) < 0)
        return complain(reader, reader->at, reader->at, "the file ends too early");
    size_t end = reader->at;
    utf_next(reader->text, &end);
    return complain(reader, reader->at, end, what);
}

static bool skip_comment(struct reader *reader)
{
    size_t start = reader->at;
    bool is_line = str_starts(str_from(reader->text, start), STR("//"));
    if (!is_line && !str_starts(str_from(reader->text, start), STR("/*")))
        return complain_here(reader, "unexpected character");
    if (reader->mode == JSONC_STRICT)
        return complain_of_extra(reader, start, start + 2, "comments are not allowed here");
    size_t end = str_find(reader->text, is_line ? STR("\n") : STR("*/"), start + 2);
    if (end == STR_NONE && !is_line)
        return complain(reader, start, start + 2, "the comment has no end");
    reader->at = end == STR_NONE ? reader->text.len : end + (is_line ? 1 : 2);
    return true;
}

static bool skip_blank(struct reader *reader)
{
    for (;;) {
        int byte = peek(reader);
        if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r')
            reader->at++;
        else if (byte != '/')
            return true;
        else if (!skip_comment(reader))
            return false;
    }
}

static bool add_unit(struct str digits, struct buf *out)
{
    uint32_t unit = 0;
    for (size_t i = 0; i < digits.len; i++) {
        int digit = byte_hex(digits.at[i]);
        if (digit < 0)
            return false;
        unit = unit * 16 + (uint32_t)digit;
    }
    utf_add(out, unit);
    return digits.len == 4;
}

// One escape, `reader->at` at its backslash.
static bool add_escape(struct reader *reader, struct buf *out)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    size_t start = reader->at++;
    int letter = peek(reader);
    const char *found = letter > 0 ? strchr(letters, letter) : NULL;
    if (found) {
        reader->at++;
        buf_byte(out, meanings[found - letters]);
        return true;
    }
    if (letter == 'u' && add_unit(str_slice(reader->text, start + 2, start + 6), out)) {
        reader->at = start + 6;
        return true;
    }
    return complain(reader, start, reader->at + (letter > 0), "this escape is not known in JSON");
}

// The end of the stretch without escapes that begins at the reader.
static size_t plain_end(const struct reader *reader)
{
    size_t at = reader->at;
    for (; at < reader->text.len; at++) {
        unsigned char byte = (unsigned char)reader->text.at[at];
        if (byte == '"' || byte == '\\' || byte == '\n' || byte == '\r' ||
            (byte < 0x20 && reader->mode == JSONC_STRICT))
            break;
    }
    return at;
}

static bool read_escaped(struct reader *reader, struct buf *out)
{
    for (;;) {
        size_t end = plain_end(reader);
        buf_add(out, str_slice(reader->text, reader->at, end));
        reader->at = end;
        if (peek(reader) == '"')
            return true;
        if (peek(reader) != '\\')
            return complain_here(reader, "a string must end on its line and have no control characters");
        if (!add_escape(reader, out))
            return false;
    }
}

// Needs a quote at the reader, which moves behind the closing one.
static bool read_string(struct reader *reader, struct str *out)
{
    size_t start = ++reader->at, end = plain_end(reader);
    if (end < reader->text.len && reader->text.at[end] == '"') {
        *out = str_slice(reader->text, start, end);
        reader->at = end + 1;
        return true;
    }
    struct buf cooked = {0};
    bool good = read_escaped(reader, &cooked);
    *out = buf_finish(&cooked, reader->arena);
    reader->at += good;
    return good;
}

static size_t skip_digits(struct reader *reader)
{
    size_t start = reader->at;
    while (peek(reader) >= '0' && peek(reader) <= '9')
        reader->at++;
    return reader->at - start;
}

static bool read_number(struct reader *reader, struct jsonc *value)
{
    size_t start = reader->at;
    reader->at += peek(reader) == '-';
    bool has_zero = peek(reader) == '0';
    size_t whole = skip_digits(reader);
    bool good = whole > 0 && !(has_zero && whole > 1);
    if (good && peek(reader) == '.') {
        reader->at++;
        good = skip_digits(reader) > 0;
    }
    if (good && (peek(reader) | 0x20) == 'e') {
        reader->at++;
        reader->at += peek(reader) == '+' || peek(reader) == '-';
        good = skip_digits(reader) > 0;
    }
    value->kind = JSONC_NUMBER;
    value->text = str_slice(reader->text, start, reader->at);
    return good || complain(reader, start, reader->at, "this is no JSON number");
}

static bool read_word(struct reader *reader, struct jsonc *value)
{
    static const struct {
        const char *word;
        enum jsonc_kind kind;
        bool truth;
    } words[] = {{"null", JSONC_NULL, false}, {"true", JSONC_BOOL, true}, {"false", JSONC_BOOL, false}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(str_from(reader->text, reader->at), str_of(words[i].word))) {
            value->kind = words[i].kind;
            value->truth = words[i].truth;
            reader->at += strlen(words[i].word);
            return true;
        }
    return complain_here(reader, "a value is expected here");
}

// Reads a value; of an array or object only the opening bracket.
static bool read_value(struct reader *reader, struct jsonc *value)
{
    value->start = reader->at;
    int byte = peek(reader);
    bool good = true;
    if (byte == '{' || byte == '[') {
        value->kind = byte == '{' ? JSONC_OBJECT : JSONC_ARRAY;
        reader->at++;
    } else if (byte == '"') {
        value->kind = JSONC_STRING;
        good = read_string(reader, &value->text);
    } else if (byte == '-' || (byte >= '0' && byte <= '9')) {
        good = read_number(reader, value);
    } else {
        good = read_word(reader, value);
    }
    value->end = reader->at;
    return good;
}

static bool read_key(struct reader *reader, struct jsonc *member)
{
    if (peek(reader) != '"')
        return complain_here(reader, "a key in double quotes is expected here");
    member->key_start = reader->at;
    if (!read_string(reader, &member->key))
        return false;
    member->key_end = reader->at;
    if (!skip_blank(reader))
        return false;
    if (peek(reader) != ':')
        return complain_here(reader, "a colon is expected here");
    reader->at++;
    return skip_blank(reader);
}

static struct jsonc *add_child(struct jsonc *parent, struct arena *arena)
{
    struct jsonc *child = arena_new(arena, struct jsonc);
    child->parent = parent;
    if (!parent)
        return child;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->count++;
    return child;
}

static bool closes(const struct reader *reader, const struct jsonc *parent)
{
    return peek(reader) == (parent->kind == JSONC_OBJECT ? '}' : ']');
}

// Closes what ends at the reader, and takes the comma behind. *parent becomes what the next value belongs to,
// or NULL at the end of the outermost value.
static bool read_ends(struct reader *reader, struct jsonc **parent, bool after_value)
{
    for (; *parent; after_value = true) {
        bool has_comma = false;
        if (!skip_blank(reader))
            return false;
        if (after_value && peek(reader) == ',') {
            size_t comma = reader->at++;
            has_comma = true;
            if (!skip_blank(reader))
                return false;
            if (closes(reader, *parent) && reader->mode == JSONC_STRICT)
                return complain_of_extra(reader, comma, comma + 1,
                                         "a comma before the closing bracket is not allowed here");
        }
        if (!closes(reader, *parent))
            return has_comma || !after_value ||
                   complain_here(reader, "a comma or the closing bracket is expected here");
        (*parent)->end = ++reader->at;
        *parent = (*parent)->parent;
    }
    return true;
}

static bool read_tree(struct reader *reader, struct jsonc **root)
{
    struct jsonc *parent = NULL;
    do {
        struct jsonc *value = add_child(parent, reader->arena);
        if (!*root)
            *root = value;
        if (!skip_blank(reader) || (jsonc_is(parent, JSONC_OBJECT) && !read_key(reader, value)) ||
            !read_value(reader, value))
            return false;
        bool opens = value->kind >= JSONC_ARRAY;
        if (opens)
            parent = value;
        if (!read_ends(reader, &parent, !opens))
            return false;
    } while (parent);
    return skip_blank(reader) && (peek(reader) < 0 || complain_here(reader, "nothing may follow the value"));
}

bool jsonc_read(struct str path, struct str text, enum jsonc_mode mode, struct arena *arena,
                struct diags *diags, struct jsonc_file *out)
{
    bool has_bom;
    *out = (struct jsonc_file){.path = path, .text = text};
    struct reader reader = {.path = path, .text = text, .mode = mode, .arena = arena, .diags = diags};
    reader.at = text.len - utf_skip_bom(text, &has_bom).len;
    struct jsonc *root = NULL;
    if (!diags_check_utf8(diags, path, text) || !read_tree(&reader, &root))
        return false;
    out->root = root;
    return true;
}

const struct jsonc *jsonc_get(const struct jsonc *object, const char *key)
{
    const struct jsonc *found = NULL;
    if (jsonc_is(object, JSONC_OBJECT))
        for (const struct jsonc *member = object->first; member; member = member->next)
            if (str_is(member->key, key))
                found = member;
    return found;
}

const char *jsonc_kind_name(enum jsonc_kind kind)
{
    static const char *const names[] = {"null", "a boolean", "a number", "a string", "an array", "an object"};
    return names[kind];
}

struct span jsonc_span(const struct jsonc_file *file, const struct jsonc *value)
{
    return (struct span){.path = file->path, .text = file->text, .start = value->start, .end = value->end};
}

struct span jsonc_key_span(const struct jsonc_file *file, const struct jsonc *value)
{
    return (struct span){
        .path = file->path, .text = file->text, .start = value->key_start, .end = value->key_end};
}

// The escape or byte at *at, which moves behind it: how many bytes of the text it stands for. A pair of
// surrogates is one character.
static size_t text_len(struct str text, size_t *at)
{
    if (text.at[*at] != '\\') {
        ++*at;
        return 1;
    }
    if (text.at[*at + 1] != 'u') {
        *at += 2;
        return 1;
    }
    struct buf unit = {0};
    add_unit(str_slice(text, *at + 2, *at + 6), &unit);
    *at += 6;
    size_t len = unit.len;
    if (str_starts(str_from(text, *at), STR("\\u"))) {
        add_unit(str_slice(text, *at + 2, *at + 6), &unit);
        if (unit.len == 4 && len == 3) { // else they stay two of three bytes, or shorter ones
            *at += 6;
            len = 4;
        }
    }
    buf_free(&unit);
    return len;
}

struct span jsonc_text_span(const struct jsonc_file *file, const struct jsonc *value, size_t start,
                            size_t end)
{
    struct span span = jsonc_span(file, value);
    size_t at = value->start + 1, done = 0, before = at;
    for (; done < start && at < value->end - 1; done += text_len(file->text, &at))
        before = at;
    span.start = done > start ? before : at;
    while (done < end && at < value->end - 1)
        done += text_len(file->text, &at);
    span.end = at;
    return span;
}
