#include "sync/yaml.h"

#include "base/utf.h"

#include <yaml.h>

// libyaml counts characters; glot counts bytes. Marks come in order, so one walk over the text finds them
// all.
struct walk {
    struct str text;
    size_t character, byte;
};

static size_t walk_to(struct walk *walk, size_t character)
{
    for (; walk->character < character && walk->byte < walk->text.len; walk->character++)
        utf_next(walk->text, &walk->byte);
    return walk->byte;
}

struct reading {
    yaml_parser_t parser;
    size_t begin; // behind a byte order mark
    struct walk walk;
    struct jsonc *open[yaml_depth]; // mappings and sequences, outermost first
    size_t depth;
    bool has_key; // the key of the next member of a mapping was read
    struct jsonc key;
    struct jsonc_file *file;
    struct arena *arena;
    struct diags *diags;
};

static void complain(struct reading *r, size_t start, size_t end, const char *what)
{
    struct str text = r->file->text;
    struct span span = {.path = r->file->path, .text = text, .start = start, .end = end};
    if (span.start == span.end && span.end < text.len && text.at[span.end] != '\n')
        utf_next(text, &span.end);
    diag_add(r->diags, KIND_SYNC_MALFORMED, span, "%s", what);
}

// ---- the tree

static struct jsonc *top(const struct reading *r)
{
    return r->depth ? r->open[r->depth - 1] : NULL;
}

static struct jsonc *add_value(struct reading *r, enum jsonc_kind kind, size_t start, size_t end)
{
    struct jsonc *value = arena_new(r->arena, struct jsonc), *parent = top(r);
    *value = (struct jsonc){.kind = kind, .start = start, .end = end, .parent = parent};
    if (r->has_key) {
        value->key = r->key.text;
        value->key_start = r->key.start;
        value->key_end = r->key.end;
        r->has_key = false;
    }
    if (!parent)
        r->file->root = value;
    else if (parent->last)
        parent->last->next = value;
    else
        parent->first = value;
    if (parent) {
        parent->last = value;
        parent->count++;
    }
    return value;
}

static bool is_key_next(const struct reading *r)
{
    return top(r) && top(r)->kind == JSONC_OBJECT && !r->has_key;
}

static bool read_scalar(struct reading *r, const yaml_event_t *event, size_t start, size_t end)
{
    struct str text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    text = arena_copy(r->arena, text);
    if (is_key_next(r)) {
        r->key = (struct jsonc){.text = text, .start = start, .end = end};
        r->has_key = true;
        return true;
    }
    bool is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    bool is_null = is_plain && (text.len == 0 || str_is(text, "~") || str_is(text, "null"));
    add_value(r, is_null ? JSONC_NULL : JSONC_STRING, start, end)->text = text;
    return true;
}

static bool open_value(struct reading *r, enum jsonc_kind kind, size_t start, size_t end)
{
    if (is_key_next(r)) {
        complain(r, start, end, "a key must be a text");
        return false;
    }
    if (r->depth == yaml_depth) {
        complain(r, start, end, "this is nested deeper than any configuration needs");
        return false;
    }
    struct jsonc *value = add_value(r, kind, start, end);
    r->open[r->depth++] = value;
    return true;
}

// A block ends with its last value: what comes next, comments too, is none of its own.
static bool close_value(struct reading *r, size_t end)
{
    struct jsonc *value = top(r);
    char first = value->start < r->file->text.len ? r->file->text.at[value->start] : 0;
    if (first == '{' || first == '[')
        value->end = end;
    else if (value->last)
        value->end = value->last->end;
    r->depth--;
    return true;
}

static bool read_event(struct reading *r, const yaml_event_t *event, size_t documents)
{
    size_t start = walk_to(&r->walk, event->start_mark.index);
    struct walk ahead = r->walk;
    size_t end = walk_to(&ahead, event->end_mark.index);
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (documents > 0)
            complain(r, start, end, "a second document in one file");
        return documents == 0;
    case YAML_SCALAR_EVENT:
        return read_scalar(r, event, start, end);
    case YAML_MAPPING_START_EVENT:
        return open_value(r, JSONC_OBJECT, start, end);
    case YAML_SEQUENCE_START_EVENT:
        return open_value(r, JSONC_ARRAY, start, end);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        return close_value(r, end);
    case YAML_ALIAS_EVENT:
        complain(r, start, end, "aliases are not read");
        return false;
    default:
        return true;
    }
}

// ---- the parser

static bool complain_of_syntax(struct reading *r)
{
    const yaml_parser_t *parser = &r->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        memory_exhausted(r->file->text.len);
    bool is_reader = parser->error == YAML_READER_ERROR; // it knows an offset, in bytes
    struct walk walk = {.text = r->file->text, .byte = r->begin};
    size_t at = is_reader ? r->begin + parser->problem_offset : walk_to(&walk, parser->problem_mark.index);
    if (at > walk.text.len)
        at = walk.text.len;
    complain(r, at, at, parser->problem ? parser->problem : "this is not YAML");
    return false;
}

static bool read_events(struct reading *r)
{
    yaml_event_t event;
    bool good = true, is_end = false;
    for (size_t documents = 0; good && !is_end;) {
        if (!yaml_parser_parse(&r->parser, &event))
            return complain_of_syntax(r);
        good = read_event(r, &event, documents);
        documents += event.type == YAML_DOCUMENT_START_EVENT;
        is_end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    return good;
}

static bool is_readable(struct str path, struct str text, struct diags *diags)
{
    if (text.len <= yaml_greatest)
        return diags_check_utf8(diags, path, text);
    diag_add(diags, KIND_FILE_TOO_LARGE, span_file(path), "is larger than a configuration can be, 1 MB");
    return false;
}

bool yaml_read(struct str path, struct str text, struct arena *arena, struct diags *diags,
               struct jsonc_file *out)
{
    bool has_bom;
    struct reading r = {.file = out, .arena = arena, .diags = diags};
    *out = (struct jsonc_file){.path = path, .text = text};
    if (!is_readable(path, text, diags))
        return false;
    struct str bytes = utf_skip_bom(text, &has_bom);
    r.begin = text.len - bytes.len;
    r.walk = (struct walk){.text = text, .byte = r.begin};
    if (!yaml_parser_initialize(&r.parser))
        memory_exhausted(sizeof r.parser);
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes.at, bytes.len);
    bool good = read_events(&r);
    yaml_parser_delete(&r.parser);
    if (good && !out->root)
        out->root = arena_new(arena, struct jsonc);
    if (!good)
        out->root = NULL;
    return good;
}
