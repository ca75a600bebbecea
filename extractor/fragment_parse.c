#include "extractor/fragment.h"

#include "base/hash.h"
#include "base/jsonc.h"
#include "extractor/fragment_words.h"

#include <stdio.h>

// What is read is copied to the arena; the trees of JSON are forgotten with each line. After the first thing
// that is not as it should be `is_good` is false, and the rest does not matter.
struct reader {
    struct arena *arena, *scratch;
    size_t dialects;
    bool is_good;
};

#define WORDS(words) words, sizeof(words) / sizeof *(words)

// ---- values

static struct str copy(struct reader *reader, struct str text)
{
    return text.len ? arena_copy(reader->arena, text) : STR("");
}

static struct str read_string(struct reader *reader, const struct jsonc *value)
{
    if (!jsonc_is(value, JSONC_STRING)) {
        reader->is_good = false;
        return STR("");
    }
    return copy(reader, value->text);
}

static struct str read_text(struct reader *reader, const struct jsonc *object, const char *key)
{
    return read_string(reader, jsonc_get(object, key));
}

// Of a member that may be missing; then the text is {NULL, 0}.
static struct str read_optional(struct reader *reader, const struct jsonc *object, const char *key)
{
    return jsonc_get(object, key) ? read_text(reader, object, key) : (struct str){0};
}

static size_t read_number(struct reader *reader, const struct jsonc *object, const char *key)
{
    const size_t greatest = 999999999999999; // 15 digits
    const struct jsonc *value = jsonc_get(object, key);
    size_t number = 0;
    reader->is_good &= jsonc_is(value, JSONC_NUMBER) && str_number(value->text, greatest, &number);
    return number;
}

static bool read_flag(struct reader *reader, const struct jsonc *object, const char *key)
{
    const struct jsonc *value = jsonc_get(object, key);
    reader->is_good &= !value || value->kind == JSONC_BOOL;
    return jsonc_is(value, JSONC_BOOL) && value->truth;
}

static uint64_t read_hash(struct reader *reader, const struct jsonc *object)
{
    enum { digits = 16 };
    struct str text = read_text(reader, object, "hash");
    uint64_t hash = 0;
    reader->is_good &= text.len == digits;
    for (size_t i = 0; i < text.len; i++) {
        static const char hexadecimal[] = "0123456789abcdef";
        const char *digit = memchr(hexadecimal, text.at[i], sizeof hexadecimal - 1);
        reader->is_good &= digit != NULL;
        hash = hash << 4 | (digit ? (uint64_t)(digit - hexadecimal) : 0);
    }
    return hash;
}

// The first value of a list; NULL when it is empty, or when there is no list.
static const struct jsonc *read_list(struct reader *reader, const struct jsonc *object, const char *key)
{
    const struct jsonc *value = jsonc_get(object, key);
    reader->is_good &= jsonc_is(value, JSONC_ARRAY);
    return jsonc_is(value, JSONC_ARRAY) ? value->first : NULL;
}

static struct str_list read_texts(struct reader *reader, const struct jsonc *object, const char *key)
{
    struct str_list texts = {0};
    for (const struct jsonc *value = read_list(reader, object, key); value; value = value->next)
        *list_push(&texts, reader->arena) = read_string(reader, value);
    return texts;
}

// The number of the word whose member the object has, and what stands there.
static unsigned read_word(struct reader *reader, const struct jsonc *object, const char *const *words,
                          size_t count, struct str *text)
{
    for (size_t i = 0; i < count; i++)
        if (jsonc_get(object, words[i])) {
            *text = read_text(reader, object, words[i]);
            return (unsigned)i;
        }
    reader->is_good = false;
    *text = STR("");
    return 0;
}

static unsigned find_word(struct reader *reader, struct str word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(word, words[i]))
            return (unsigned)i;
    reader->is_good = false;
    return 0;
}

static struct span read_place(struct reader *reader, const struct jsonc *object)
{
    if (!jsonc_get(object, "from"))
        return (struct span){0};
    struct span span = {.text = STR("")};
    span.start = read_number(reader, object, "from");
    span.end = read_number(reader, object, "to");
    return span;
}

// ---- patterns

// No text is empty, no two follow each other (pattern.h).
static void read_part_text(struct reader *reader, const struct jsonc *value, struct part_list *parts)
{
    bool is_behind_text = parts->count > 0 && part_kind(&parts->at[parts->count - 1]) == PART_TEXT;
    reader->is_good &= value->text.len > 0 && !is_behind_text;
    *list_push(parts, reader->arena) = part_of_text(copy(reader, value->text));
}

static void read_parts(struct reader *reader, const struct jsonc *list, struct part_list *parts)
{
    for (const struct jsonc *value = list->first; value; value = value->next) {
        if (value->kind == JSONC_STRING) {
            read_part_text(reader, value, parts);
            continue;
        }
        struct str text = {0};
        size_t word =
            1 + read_word(reader, value, part_words + 1, sizeof part_words / sizeof *part_words - 1, &text);
        struct str name = read_text(reader, value, "name");
        *list_push(parts, reader->arena) = part_of_code((enum part_kind)word, text, name, reader->arena);
    }
}

static struct selector_list read_selectors(struct reader *reader, const struct jsonc *object)
{
    struct selector_list selectors = {0};
    for (const struct jsonc *value = read_list(reader, object, "by"); value; value = value->next) {
        struct selector selector = {0};
        selector.kind =
            (enum selector_kind)read_word(reader, value, WORDS(selector_words), &selector.argument);
        selector.offset = jsonc_get(value, "offset") ? read_number(reader, value, "offset") : 0;
        *list_push(&selectors, reader->arena) = selector;
    }
    return selectors;
}

static void read_pattern(struct reader *reader, const struct jsonc *value, size_t depth, struct pattern *out)
{
    if (jsonc_is(value, JSONC_ARRAY)) {
        read_parts(reader, value, &out->parts);
        return;
    }
    if (!jsonc_is(value, JSONC_OBJECT) || depth == fragment_depth) {
        reader->is_good = false;
        return;
    }
    struct selector_list selectors = read_selectors(reader, value);
    *out = pattern_of_selectors(&selectors, reader->arena);
    const struct jsonc *row = read_list(reader, value, "variants");
    for (; row && reader->is_good; row = row->next) {
        struct variant *variant = pattern_add_variant(out, reader->arena);
        variant->keys = read_texts(reader, row, "keys");
        reader->is_good &= variant->keys.count == selectors.count;
        read_pattern(reader, jsonc_get(row, "text"), depth + 1, &variant->value);
    }
}

// ---- readings

static struct message read_message(struct reader *reader, const struct jsonc *object)
{
    struct message message = {.id = read_text(reader, object, "id"),
                              .id_given = read_flag(reader, object, "given"),
                              .raw = read_text(reader, object, "raw"),
                              .kind = read_optional(reader, object, "kind"),
                              .name = read_optional(reader, object, "name"),
                              .context = read_optional(reader, object, "context"),
                              .note = read_optional(reader, object, "note"),
                              .has_note = jsonc_get(object, "note") != NULL,
                              .span = read_place(reader, object)};
    struct str syntax = read_optional(reader, object, "syntax");
    if (syntax.at)
        message.syntax = (enum message_syntax)find_word(reader, syntax, WORDS(syntax_words));
    reader->is_good &= message.span.text.at != NULL;
    read_pattern(reader, jsonc_get(object, "text"), 0, &message.pattern);
    return message;
}

static struct related read_related(struct reader *reader, const struct jsonc *object)
{
    return (struct related){.span = read_place(reader, object),
                            .message = read_text(reader, object, "message")};
}

static void read_finding(struct reader *reader, const struct jsonc *object, struct diags *diags)
{
    struct diag diag = {.kind = kind_find(read_text(reader, object, "kind")),
                        .span = read_place(reader, object),
                        .message = read_text(reader, object, "message"),
                        .hint = read_optional(reader, object, "hint")};
    struct str severity = read_text(reader, object, "severity");
    while (diag.severity < SEVERITY_NOTE && !str_is(severity, severity_name(diag.severity)))
        diag.severity++;
    reader->is_good &= diag.kind != KIND_COUNT && str_is(severity, severity_name(diag.severity));
    const struct jsonc *related = jsonc_get(object, "related") ? read_list(reader, object, "related") : NULL;
    for (; related; related = related->next)
        *list_push(&diag.related, reader->arena) = read_related(reader, related);
    if (reader->is_good)
        *list_push(diags, reader->arena) = diag;
}

static struct module_export read_export(struct reader *reader, const struct jsonc *object)
{
    struct module_export export = {.name = read_text(reader, object, "name")};
    if (!jsonc_get(object, "module"))
        return export;
    export.reference.known = true;
    export.reference.module = read_text(reader, object, "module");
    export.reference.path = read_texts(reader, object, "path");
    return export;
}

static struct reading read_reading(struct reader *reader, const struct jsonc *object)
{
    struct reading reading = {.diags.arena = reader->arena};
    if (jsonc_is(object, JSONC_NULL))
        return reading;
    reading.is_scanned = true;
    const struct jsonc *value = read_list(reader, object, "messages");
    for (; value; value = value->next)
        *list_push(&reading.messages, reader->arena) = read_message(reader, value);
    for (value = read_list(reader, object, "findings"); value; value = value->next)
        read_finding(reader, value, &reading.diags);
    for (value = read_list(reader, object, "exports"); value; value = value->next)
        *list_push(&reading.exports, reader->arena) = read_export(reader, value);
    return reading;
}

// ---- files

static struct specifier read_specifier(struct reader *reader, const struct jsonc *object)
{
    struct specifier specifier = {0};
    specifier.kind = (enum specifier_kind)read_word(reader, object, WORDS(specifier_words), &specifier.text);
    specifier.offset = read_number(reader, object, "at");
    specifier.is_ambient = read_flag(reader, object, "ambient");
    return specifier;
}

static struct fragment_file read_file(struct reader *reader, const struct jsonc *object)
{
    struct fragment_file file = {.path = read_text(reader, object, "path"),
                                 .is_unread = read_flag(reader, object, "unread")};
    if (file.is_unread)
        return file;
    file.hash = read_hash(reader, object);
    for (const struct jsonc *value = read_list(reader, object, "names"); value; value = value->next)
        *list_push(&file.specifiers, reader->arena) = read_specifier(reader, value);
    file.readings = arena_array(reader->arena, struct reading, reader->dialects);
    const struct jsonc *value = read_list(reader, object, "readings");
    size_t count = 0;
    for (; value && count < reader->dialects; value = value->next)
        file.readings[count++] = read_reading(reader, value);
    reader->is_good &= count == reader->dialects && !value;
    return file;
}

static void read_head(struct reader *reader, const struct jsonc *head, struct fragment *out)
{
    out->version = read_text(reader, head, "version");
    out->shard = read_text(reader, head, "shard");
    out->dialects = read_texts(reader, head, "dialects");
    out->settings = read_text(reader, head, "settings");
    reader->dialects = out->dialects.count;
}

// ---- lines

// The next line without its end; false where none ends any more.
static bool next_line(struct str bytes, size_t *at, struct str *line)
{
    size_t end = str_find_byte(bytes, '\n', *at);
    if (end == STR_NONE)
        return false;
    *line = str_slice(bytes, *at, end);
    *at = end + 1;
    return true;
}

// NULL when it is no JSON.
static const struct jsonc *parse_line(struct reader *reader, struct str line)
{
    struct diags unheard = {.arena = reader->scratch};
    struct jsonc_file json;
    if (jsonc_read(STR(""), line, JSONC_STRICT, reader->scratch, &unheard, &json))
        return json.root;
    reader->is_good = false;
    return NULL;
}

// The last line counts the others and has their hash; true when it is right.
static bool check_end(struct reader *reader, struct str bytes, size_t *end, size_t *files)
{
    if (!str_ends(bytes, STR("}\n")))
        return false;
    size_t before = str_rfind_byte(str_slice(bytes, 0, bytes.len - 1), '\n');
    if (before == STR_NONE)
        return false;
    *end = before + 1;
    const struct jsonc *last = parse_line(reader, str_slice(bytes, *end, bytes.len - 1));
    if (!last)
        return false;
    *files = read_number(reader, last, "files");
    return read_hash(reader, last) == hash_bytes(str_slice(bytes, 0, *end)) && reader->is_good;
}

static void read_lines(struct reader *reader, struct str bytes, size_t files, struct fragment *out)
{
    struct str line;
    size_t at = 0;
    if (next_line(bytes, &at, &line))
        read_head(reader, parse_line(reader, line), out);
    list_reserve(&out->files, files < bytes.len ? files : 0, reader->arena);
    while (reader->is_good && next_line(bytes, &at, &line)) {
        arena_reset(reader->scratch);
        const struct jsonc *object = parse_line(reader, line);
        if (object)
            *list_push(&out->files, reader->arena) = read_file(reader, object);
    }
    reader->is_good &= out->files.count == files;
}

bool fragment_is_one(struct str bytes)
{
    return str_starts(bytes, STR("{\"glot-fragment\":"));
}

static bool has_form(struct str bytes)
{
    char begin[64];
    int len = snprintf(begin, sizeof begin, "{\"glot-fragment\":%d,", fragment_form);
    return str_starts(bytes, (struct str){begin, (size_t)len});
}

bool fragment_parse(struct str path, struct str bytes, struct arena *arena, struct diags *diags,
                    struct fragment *out)
{
    struct arena scratch = {0};
    struct reader reader = {.arena = arena, .scratch = &scratch, .is_good = true};
    size_t end = 0, files = 0;
    *out = (struct fragment){0};
    if (!fragment_is_one(bytes)) {
        struct diag *diag = diag_add(diags, KIND_FRAGMENT_DAMAGED, span_file(path), "is no fragment");
        diag_hint(diags, diag, "Name only files that `glot extract --shard` wrote.");
        return false;
    }
    if (!has_form(bytes)) {
        diag_add(diags, KIND_FRAGMENT_MISMATCH, span_file(path), "has the form of another version of glot");
        return false;
    }
    if (check_end(&reader, bytes, &end, &files))
        read_lines(&reader, str_slice(bytes, 0, end), files, out);
    else
        reader.is_good = false;
    arena_free(&scratch);
    if (!reader.is_good)
        diag_add(diags, KIND_FRAGMENT_DAMAGED, span_file(path),
                 "is cut off, or was changed after it was made");
    return reader.is_good;
}
