#include "catalog/formats/json_pattern.h"

#include "base/quote.h"

#include <stdlib.h>

enum { depth_greatest = 16, short_greatest = 64 };

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

// As it stands between braces: "0", "#b". Empty when a string cannot show the part's name.
static struct str part_key(const struct part *part, struct arena *arena)
{
    if (!json_text_is_name(part_name(part)))
        return (struct str){0};
    if (part_kind(part) == PART_PLACEHOLDER)
        return part_name(part);
    if (part_kind(part) == PART_STANDALONE)
        return arena_join(arena, (struct str[]){part_name(part), STR("/")}, 2);
    return arena_join(arena,
                      (struct str[]){part_kind(part) == PART_OPEN ? STR("#") : STR("/"), part_name(part)}, 2);
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

static bool refuse(const struct jsonc_file *file, const struct jsonc *value, struct diags *diags,
                   const char *wanted)
{
    diag_add(diags, KIND_JSON_CATALOG, jsonc_span(file, value), "%s is wanted here, not %s", wanted,
             jsonc_kind_name(value->kind));
    return false;
}

bool json_codes_read(const struct jsonc_file *file, const struct jsonc *value, struct arena *arena,
                     struct diags *diags, struct json_codes *out)
{
    *out = (struct json_codes){0};
    if (!value)
        return true;
    if (value->kind != JSONC_OBJECT)
        return refuse(file, value, diags, "an object of codes");
    for (struct jsonc *code = value->first; code; code = code->next) {
        if (code->kind != JSONC_STRING)
            return refuse(file, code, diags, "a string of code");
        map_set(&out->by_key, code->key, &code->text, arena);
    }
    return true;
}

// ---- printing

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

// As a string; false when a part cannot be shown in one.
static bool add_string(const struct part_list *parts, const struct json_codes *codes, struct arena *arena,
                       struct buf *out)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->at[i];
        if (part_kind(part) == PART_TEXT) {
            add_braced(out, part->text);
            continue;
        }
        struct str key = part_key(part, arena);
        const struct str *code = codes && key.len ? map_get(&codes->by_key, key) : NULL;
        if (codes && (!code || !str_equal(*code, part->text)))
            return false;
        buf_byte(out, '{');
        buf_add(out, key.len ? key : part_name(part));
        buf_byte(out, '}');
    }
    return true;
}

void json_text_print(const struct part_list *parts, struct buf *out)
{
    struct arena keys = {0};
    add_string(parts, NULL, &keys, out);
    arena_free(&keys);
}

static const char *const part_kind_names[] = {[PART_PLACEHOLDER] = "placeholder",
                                              [PART_OPEN] = "open",
                                              [PART_CLOSE] = "close",
                                              [PART_STANDALONE] = "standalone"};

static void print_part(const struct part *part, struct buf *out)
{
    if (part_kind(part) == PART_TEXT) {
        quote_json(out, part->text);
        return;
    }
    buf_text(out, "{\"name\": ");
    quote_json(out, part_name(part));
    buf_text(out, ", \"code\": ");
    quote_json(out, part->text);
    if (part_kind(part) != PART_PLACEHOLDER)
        buf_print(out, ", \"kind\": \"%s\"", part_kind_names[part_kind(part)]);
    buf_byte(out, '}');
}

static void print_parts(const struct part_list *parts, const struct json_codes *codes, struct buf *out)
{
    struct buf text = {0};
    struct arena keys = {0};
    if (add_string(parts, codes, &keys, &text)) {
        quote_json(out, buf_str(&text));
    } else {
        buf_byte(out, '[');
        for (size_t i = 0; i < parts->count; i++) {
            buf_text(out, i ? ", " : "");
            print_part(&parts->at[i], out);
        }
        buf_byte(out, ']');
    }
    buf_free(&text);
    arena_free(&keys);
}

static const char *const selector_names[] = {
    [SELECT_PLURAL] = "plural", [SELECT_ORDINAL] = "ordinal", [SELECT_EXACT] = "select"};

static bool is_reserved(struct str key)
{
    return str_is(key, "match") || str_is(key, "plural") || str_is(key, "ordinal") || str_is(key, "select");
}

// Whether the keys can be the members of one object.
static bool has_short_form(const struct pattern *pattern)
{
    const struct variant_list *variants = pattern->variants;
    if (pattern_selectors(pattern)->count != 1 || pattern_selectors(pattern)->at[0].offset ||
        variants->count > short_greatest)
        return false;
    for (size_t i = 0; i < variants->count; i++) {
        if (variants->at[i].keys.count != 1 || is_reserved(variants->at[i].keys.at[0]))
            return false;
        for (size_t j = 0; j < i; j++)
            if (str_equal(variants->at[i].keys.at[0], variants->at[j].keys.at[0]))
                return false;
    }
    return true;
}

static void print_selector(const struct selector *selector, struct buf *out)
{
    buf_print(out, "{\"%s\": ", selector_names[selector->kind]);
    quote_json(out, selector->argument);
    if (selector->offset)
        buf_print(out, ", \"offset\": %zu", selector->offset);
}

static void print_short(const struct pattern *pattern, const struct json_codes *codes, struct buf *out)
{
    print_selector(&pattern_selectors(pattern)->at[0], out);
    for (size_t i = 0; i < pattern->variants->count; i++) {
        const struct variant *variant = &pattern->variants->at[i];
        buf_text(out, ", ");
        quote_json(out, variant->keys.at[0]);
        buf_text(out, ": ");
        json_pattern_print(&variant->value, codes, out);
    }
    buf_byte(out, '}');
}

static void print_variant(const struct variant *variant, const struct json_codes *codes, struct buf *out)
{
    buf_text(out, "{\"keys\": [");
    for (size_t i = 0; i < variant->keys.count; i++) {
        buf_text(out, i ? ", " : "");
        quote_json(out, variant->keys.at[i]);
    }
    buf_text(out, "], \"text\": ");
    json_pattern_print(&variant->value, codes, out);
    buf_byte(out, '}');
}

static void print_long(const struct pattern *pattern, const struct json_codes *codes, struct buf *out)
{
    buf_text(out, "{\"match\": [");
    for (size_t i = 0; i < pattern_selectors(pattern)->count; i++) {
        buf_text(out, i ? ", " : "");
        print_selector(&pattern_selectors(pattern)->at[i], out);
        buf_byte(out, '}');
    }
    buf_text(out, "], \"variants\": [");
    for (size_t i = 0; i < pattern->variants->count; i++) {
        buf_text(out, i ? ", " : "");
        print_variant(&pattern->variants->at[i], codes, out);
    }
    buf_text(out, "]}");
}

void json_pattern_print(const struct pattern *pattern, const struct json_codes *codes, struct buf *out)
{
    if (!pattern_is_select(pattern))
        print_parts(&pattern->parts, codes, out);
    else if (has_short_form(pattern))
        print_short(pattern, codes, out);
    else
        print_long(pattern, codes, out);
}

// ---- reading

struct reading {
    const struct jsonc_file *file;
    const struct json_codes *codes;
    struct arena *arena;
    struct diags *diags;
    int depth;
};

static bool read_pattern(struct reading *r, const struct jsonc *value, struct pattern *out);

// A name in braces at *at; moves behind it.
static bool read_braces(struct reading *r, struct str text, size_t *at, struct pattern *out)
{
    size_t end = *at + 1;
    while (end < text.len && (is_name_byte(text.at[end]) || text.at[end] == '#' || text.at[end] == '/'))
        end++;
    struct str key = str_slice(text, *at + 1, end);
    struct part_code code;
    if (end == text.len || text.at[end] != '}' || !read_key(key, &code))
        return false;
    const struct str *text_of_code = map_get(&r->codes->by_key, key);
    pattern_add_code(out, code.kind, text_of_code ? *text_of_code : (struct str){0}, code.name, r->arena);
    *at = end + 1;
    return true;
}

// A brace that is neither doubled nor around a name is itself.
static void read_string(struct reading *r, struct str text, struct pattern *out)
{
    struct buf plain = {0};
    for (size_t at = 0; at < text.len;) {
        char c = text.at[at];
        bool is_brace = c == '{' || c == '}';
        struct pattern code = {0};
        if (is_brace && at + 1 < text.len && text.at[at + 1] == c) {
            buf_byte(&plain, c);
            at += 2;
        } else if (c == '{' && read_braces(r, text, &at, &code)) {
            pattern_add_text(out, arena_copy(r->arena, buf_str(&plain)), r->arena);
            plain.len = 0;
            *list_push(&out->parts, r->arena) = code.parts.at[0];
        } else {
            size_t start = at++;
            while (at < text.len && text.at[at] != '{' && text.at[at] != '}')
                at++;
            buf_add(&plain, str_slice(text, start, at));
        }
    }
    pattern_add_text(out, buf_finish(&plain, r->arena), r->arena);
}

void json_text_read(struct str text, struct arena *arena, struct pattern *out)
{
    static const struct json_codes none;
    struct reading reading = {.codes = &none, .arena = arena};
    *out = (struct pattern){0};
    read_string(&reading, text, out);
}

static bool read_part(struct reading *r, const struct jsonc *value, struct pattern *out)
{
    const struct jsonc *name = jsonc_get(value, "name"), *code = jsonc_get(value, "code");
    const struct jsonc *kind = jsonc_get(value, "kind");
    if (value->kind != JSONC_OBJECT || !jsonc_is(name, JSONC_STRING) || !jsonc_is(code, JSONC_STRING))
        return refuse(r->file, value, r->diags, "a text or a piece of code with \"name\" and \"code\"");
    enum part_kind which = PART_PLACEHOLDER;
    while (kind && which <= PART_STANDALONE && !str_is(kind->text, part_kind_names[which]))
        which++;
    if (which > PART_STANDALONE)
        return refuse(r->file, kind, r->diags, "\"placeholder\", \"open\", \"close\" or \"standalone\"");
    pattern_add_code(out, which, code->text, name->text, r->arena);
    return true;
}

// Texts that follow each other are joined once: joining one by one would copy the first of them again and
// again.
static bool read_parts(struct reading *r, const struct jsonc *list, struct pattern *out)
{
    struct buf plain = {0};
    bool good = true;
    for (const struct jsonc *value = list->first; value && good; value = value->next) {
        if (value->kind == JSONC_STRING) {
            buf_add(&plain, value->text);
            continue;
        }
        pattern_add_text(out, arena_copy(r->arena, buf_str(&plain)), r->arena);
        plain.len = 0;
        good = read_part(r, value, out);
    }
    pattern_add_text(out, buf_finish(&plain, r->arena), r->arena);
    return good;
}

// The member that names a selector, or NULL.
static const struct jsonc *selector_member(const struct jsonc *value, enum selector_kind *kind)
{
    for (*kind = SELECT_PLURAL; *kind <= SELECT_EXACT; ++*kind) {
        const struct jsonc *argument = jsonc_get(value, selector_names[*kind]);
        if (jsonc_is(argument, JSONC_STRING))
            return argument;
    }
    return NULL;
}

// Of a plural in the long form; in the short one `offset` is a key like any other.
static size_t offset_of(const struct jsonc *value)
{
    const struct jsonc *offset = jsonc_get(value, "offset");
    return jsonc_is(offset, JSONC_NUMBER) ? (size_t)strtoul(offset->text.at, NULL, 10) : 0;
}

static bool read_selector(struct reading *r, const struct jsonc *value, struct pattern *out)
{
    enum selector_kind kind;
    const struct jsonc *argument = selector_member(value, &kind);
    if (!argument)
        return refuse(r->file, value, r->diags, "an object with \"plural\", \"ordinal\" or \"select\"");
    pattern_add_selector(
        out, (struct selector){.argument = argument->text, .kind = kind, .offset = offset_of(value)},
        r->arena);
    return true;
}

static bool read_keys(struct reading *r, const struct jsonc *keys, size_t wanted, struct variant *out)
{
    for (const struct jsonc *key = keys->first; key; key = key->next) {
        if (key->kind != JSONC_STRING)
            return refuse(r->file, key, r->diags, "a string");
        *list_push(&out->keys, r->arena) = key->text;
    }
    if (keys->count == wanted)
        return true;
    diag_add(r->diags, KIND_JSON_CATALOG, jsonc_span(r->file, keys),
             "there must be as many keys as selectors: %zu, not %zu", wanted, keys->count);
    return false;
}

static bool read_variant(struct reading *r, const struct jsonc *value, struct pattern *out)
{
    const struct jsonc *keys = jsonc_get(value, "keys"), *text = jsonc_get(value, "text");
    if (!jsonc_is(keys, JSONC_ARRAY) || !text)
        return refuse(r->file, value, r->diags, "an object with \"keys\" and \"text\"");
    struct variant *variant = pattern_add_variant(out, r->arena);
    return read_keys(r, keys, pattern_selectors(out)->count, variant) &&
           read_pattern(r, text, &variant->value);
}

static bool read_long(struct reading *r, const struct jsonc *value, struct pattern *out)
{
    const struct jsonc *match = jsonc_get(value, "match"), *variants = jsonc_get(value, "variants");
    if (!jsonc_is(match, JSONC_ARRAY) || !jsonc_is(variants, JSONC_ARRAY))
        return refuse(r->file, value, r->diags, "an object with the arrays \"match\" and \"variants\"");
    for (const struct jsonc *selector = match->first; selector; selector = selector->next)
        if (!read_selector(r, selector, out))
            return false;
    for (const struct jsonc *variant = variants->first; variant; variant = variant->next)
        if (!read_variant(r, variant, out))
            return false;
    return true;
}

static bool read_short(struct reading *r, const struct jsonc *value, struct pattern *out)
{
    if (!read_selector(r, value, out))
        return false;
    for (const struct jsonc *text = value->first; text; text = text->next) {
        if (str_is(text->key, selector_names[pattern_selectors(out)->at[0].kind]))
            continue;
        struct variant *variant = pattern_add_variant(out, r->arena);
        *list_push(&variant->keys, r->arena) = text->key;
        if (!read_pattern(r, text, &variant->value))
            return false;
    }
    return true;
}

static bool read_select(struct reading *r, const struct jsonc *value, struct pattern *out)
{
    if (r->depth == depth_greatest) {
        diag_add(r->diags, KIND_JSON_CATALOG, jsonc_span(r->file, value),
                 "choices are nested too deep, at most %d", depth_greatest);
        return false;
    }
    r->depth++;
    out->variants = arena_new(r->arena, struct variant_list);
    bool good = jsonc_get(value, "match") ? read_long(r, value, out) : read_short(r, value, out);
    r->depth--;
    return good;
}

static bool read_pattern(struct reading *r, const struct jsonc *value, struct pattern *out)
{
    if (value->kind == JSONC_STRING)
        read_string(r, value->text, out);
    else if (value->kind == JSONC_ARRAY)
        return read_parts(r, value, out);
    else if (value->kind == JSONC_OBJECT)
        return read_select(r, value, out);
    else
        return refuse(r->file, value, r->diags, "a text");
    return true;
}

bool json_pattern_read(const struct jsonc_file *file, const struct jsonc *value,
                       const struct json_codes *codes, struct arena *arena, struct diags *diags,
                       struct pattern *out)
{
    struct reading reading = {.file = file, .codes = codes, .arena = arena, .diags = diags};
    *out = (struct pattern){0};
    return read_pattern(&reading, value, out);
}
