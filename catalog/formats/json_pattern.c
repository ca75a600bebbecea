#include "catalog/formats/json_pattern.h"

#include "base/quote.h"

#include <stdlib.h>

enum { depth_greatest = 16, short_greatest = 64 };

// ---- printing

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
    if (json_text_print(parts, codes, &text)) {
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

static bool refuse(struct reading *r, const struct jsonc *value, const char *wanted)
{
    return json_refuse(r->file, value, r->diags, wanted);
}

static bool read_part(struct reading *r, const struct jsonc *value, struct pattern *out)
{
    const struct jsonc *name = jsonc_get(value, "name"), *code = jsonc_get(value, "code");
    const struct jsonc *kind = jsonc_get(value, "kind");
    if (value->kind != JSONC_OBJECT || !jsonc_is(name, JSONC_STRING) || !jsonc_is(code, JSONC_STRING))
        return refuse(r, value, "a text or a piece of code with \"name\" and \"code\"");
    enum part_kind which = PART_PLACEHOLDER;
    while (kind && which <= PART_STANDALONE && !str_is(kind->text, part_kind_names[which]))
        which++;
    if (which > PART_STANDALONE)
        return refuse(r, kind, "\"placeholder\", \"open\", \"close\" or \"standalone\"");
    pattern_add_code(out, which, code->text, name->text, r->arena);
    return true;
}

static bool read_parts(struct reading *r, const struct jsonc *list, struct pattern *out)
{
    struct text_run run = {0};
    bool good = true;
    for (const struct jsonc *value = list->first; value && good; value = value->next) {
        if (value->kind == JSONC_STRING) {
            text_run_add(&run, value->text);
            continue;
        }
        text_run_end(&run, out, r->arena);
        good = read_part(r, value, out);
    }
    text_run_end(&run, out, r->arena);
    text_run_free(&run);
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
        return refuse(r, value, "an object with \"plural\", \"ordinal\" or \"select\"");
    pattern_add_selector(
        out, (struct selector){.argument = argument->text, .kind = kind, .offset = offset_of(value)},
        r->arena);
    return true;
}

static bool read_keys(struct reading *r, const struct jsonc *keys, size_t wanted, struct variant *out)
{
    for (const struct jsonc *key = keys->first; key; key = key->next) {
        if (key->kind != JSONC_STRING)
            return refuse(r, key, "a string");
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
        return refuse(r, value, "an object with \"keys\" and \"text\"");
    struct variant *variant = pattern_add_variant(out, r->arena);
    return read_keys(r, keys, pattern_selectors(out)->count, variant) &&
           read_pattern(r, text, &variant->value);
}

static bool read_long(struct reading *r, const struct jsonc *value, struct pattern *out)
{
    const struct jsonc *match = jsonc_get(value, "match"), *variants = jsonc_get(value, "variants");
    if (!jsonc_is(match, JSONC_ARRAY) || !jsonc_is(variants, JSONC_ARRAY))
        return refuse(r, value, "an object with the arrays \"match\" and \"variants\"");
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
        json_text_read(value->text, r->codes, r->arena, out);
    else if (value->kind == JSONC_ARRAY)
        return read_parts(r, value, out);
    else if (value->kind == JSONC_OBJECT)
        return read_select(r, value, out);
    else
        return refuse(r, value, "a text");
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
