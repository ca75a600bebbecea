#include "catalog/formats/json_text.h"

#include "base/quote.h"

bool json_refuse(const struct jsonc_file *file, const struct jsonc *value, struct diags *diags,
                 const char *wanted)
{
    diag_add(diags, KIND_JSON_CATALOG, jsonc_span(file, value), "%s is wanted here, not %s", wanted,
             jsonc_kind_name(value->kind));
    return false;
}

// ---- keys

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == ':' || c == '-';
}

bool json_text_is_name(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!is_name_byte(name.at[i]))
            return false;
    return name.len > 0;
}

struct str json_text_key_of(enum part_kind kind, struct str name, struct arena *arena)
{
    static const char *const before[] = {[PART_OPEN] = "#", [PART_CLOSE] = "/", [PART_STANDALONE] = ""};
    struct str after = kind == PART_STANDALONE ? STR("/") : STR("");
    return kind == PART_PLACEHOLDER ? name
                                    : arena_join(arena, (struct str[]){str_of(before[kind]), name, after}, 3);
}

// Empty when a string cannot show the part's name.
static struct str part_key(const struct part *part, struct arena *arena)
{
    bool is_shown = json_text_is_name(part_name(part));
    return is_shown ? json_text_key_of(part_kind(part), part_name(part), arena) : (struct str){0};
}

// The reverse: kind and name. False when it is no key.
static bool read_key(struct str key, struct part_code *out)
{
    out->kind = PART_PLACEHOLDER;
    if (key.len && key.at[0] == '#')
        out->kind = PART_OPEN;
    else if (key.len && key.at[0] == '/')
        out->kind = PART_CLOSE;
    else if (key.len && key.at[key.len - 1] == '/')
        out->kind = PART_STANDALONE;
    bool has_mark = out->kind == PART_OPEN || out->kind == PART_CLOSE;
    out->name = str_slice(key, has_mark, out->kind == PART_STANDALONE ? key.len - 1 : key.len);
    return json_text_is_name(out->name);
}

// ---- codes

static void add_part_code(struct json_codes *codes, const struct part *part, struct arena *arena)
{
    struct str key = part_kind(part) != PART_TEXT ? part_key(part, arena) : (struct str){0};
    if (key.len == 0 || map_has(&codes->by_key, key))
        return;
    struct str *code = arena_new(arena, struct str);
    *code = part->text;
    map_set(&codes->by_key, key, code, arena);
}

void json_codes_add(struct json_codes *codes, const struct pattern *pattern, struct arena *arena)
{
    for (size_t i = 0; i < pattern->parts.count; i++)
        add_part_code(codes, &pattern->parts.at[i], arena);
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++)
        json_codes_add(codes, &pattern->variants->at[i].value, arena);
}

bool json_codes_any(const struct json_codes *codes)
{
    for (size_t i = 0; i < codes->by_key.entries.count; i++)
        if (((const struct str *)codes->by_key.entries.at[i].value)->len)
            return true;
    return false;
}

void json_codes_print(const struct json_codes *codes, struct buf *out)
{
    const char *before = "{";
    for (size_t i = 0; i < codes->by_key.entries.count; i++) {
        const struct map_entry *entry = &codes->by_key.entries.at[i];
        const struct str *code = entry->value;
        if (code->len == 0)
            continue;
        buf_text(out, before);
        quote_json(out, entry->key);
        buf_text(out, ": ");
        quote_json(out, *code);
        before = ", ";
    }
    buf_byte(out, '}');
}

bool json_codes_read(const struct jsonc_file *file, const struct jsonc *value, struct arena *arena,
                     struct diags *diags, struct json_codes *out)
{
    *out = (struct json_codes){0};
    if (!value)
        return true;
    if (value->kind != JSONC_OBJECT)
        return json_refuse(file, value, diags, "an object of codes");
    for (struct jsonc *code = value->first; code; code = code->next) {
        if (code->kind != JSONC_STRING)
            return json_refuse(file, code, diags, "a string of code");
        map_set(&out->by_key, code->key, &code->text, arena);
    }
    return true;
}

// ---- texts

// Braces are doubled.
static void add_braced(struct buf *out, struct str text)
{
    size_t copied = 0;
    for (size_t at = 0; at < text.len; at++)
        if (text.at[at] == '{' || text.at[at] == '}') {
            buf_add(out, str_slice(text, copied, at + 1));
            copied = at;
        }
    buf_add(out, str_from(text, copied));
}

static bool print_code(const struct part *part, const struct json_codes *codes, struct arena *arena,
                       struct buf *out)
{
    struct str key = part_key(part, arena);
    const struct str *code = codes && key.len ? map_get(&codes->by_key, key) : NULL;
    if (codes && (!code || !str_equal(*code, part->text)))
        return false;
    buf_byte(out, '{');
    buf_add(out, key.len ? key : part_name(part));
    buf_byte(out, '}');
    return true;
}

bool json_text_print(const struct part_list *parts, const struct json_codes *codes, struct buf *out)
{
    struct arena keys = {0};
    bool good = true;
    for (size_t i = 0; good && i < parts->count; i++)
        if (part_kind(&parts->at[i]) == PART_TEXT)
            add_braced(out, parts->at[i].text);
        else
            good = print_code(&parts->at[i], codes, &keys, out);
    arena_free(&keys);
    return good;
}

// A name in braces at *at; moves behind it.
static bool read_braces(struct str text, size_t *at, const struct json_codes *codes, struct arena *arena,
                        struct pattern *out)
{
    size_t end = *at + 1;
    while (end < text.len && (is_name_byte(text.at[end]) || text.at[end] == '#' || text.at[end] == '/'))
        end++;
    struct str key = str_slice(text, *at + 1, end);
    struct part_code part;
    if (end == text.len || text.at[end] != '}' || !read_key(key, &part))
        return false;
    const struct str *code = codes ? map_get(&codes->by_key, key) : NULL;
    pattern_add_code(out, part.kind, code ? *code : (struct str){0}, part.name, arena);
    *at = end + 1;
    return true;
}

// A brace that is neither doubled nor around a name is itself.
void json_text_read(struct str text, const struct json_codes *codes, struct arena *arena, struct pattern *out)
{
    struct buf plain = {0};
    *out = (struct pattern){0};
    for (size_t at = 0; at < text.len;) {
        char c = text.at[at];
        bool is_brace = c == '{' || c == '}';
        struct pattern code = {0};
        if (is_brace && at + 1 < text.len && text.at[at + 1] == c) {
            buf_byte(&plain, c);
            at += 2;
        } else if (c == '{' && read_braces(text, &at, codes, arena, &code)) {
            pattern_add_text(out, arena_copy(arena, buf_str(&plain)), arena);
            plain.len = 0;
            *list_push(&out->parts, arena) = code.parts.at[0];
        } else {
            size_t start = at++;
            while (at < text.len && text.at[at] != '{' && text.at[at] != '}')
                at++;
            buf_add(&plain, str_slice(text, start, at));
        }
    }
    pattern_add_text(out, buf_finish(&plain, arena), arena);
}
