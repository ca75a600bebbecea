#include "sync/hub/template.h"

#include "catalog/xml.h"
#include "sync/hub/template_text.h"

bool template_text_is_sound(struct str text, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct xml_document document;
    struct str whole = arena_print(arena, "<s>" STR_FORMAT "</s>", STR_ARG(text));
    return text.len < INT32_MAX / 2 && xml_parse(whole, STR("text"), arena, &diags, &document) &&
           document.root.first == document.root.last;
}

struct str template_plain(struct str text, struct arena *arena)
{
    struct buf out = {0};
    for (size_t at = 0; at < text.len;) {
        size_t end = text.at[at] == '<' ? text_markup_end(text, at) : str_find_byte(text, '<', at);
        end = end == STR_NONE ? text.len : end;
        buf_add(&out, text.at[at] == '<' ? STR(" ") : str_slice(text, at, end));
        at = end;
    }
    struct str raw = buf_finish(&out, arena);
    return xml_decode_text(raw, arena);
}

// ---- reading

struct template_reader {
    struct xml_document document;
    struct arena *arena;
    struct map seen; // key → struct template_string of `sources`
    struct template_string_list *out;
    struct str *fault;
};

static const struct xml_node *child_of(const struct xml_document *document, const struct xml_node *unit,
                                       const char *name)
{
    const struct xml_node *node = unit->first;
    while (node && !xml_is_local(document, node, name))
        node = node->next;
    return node;
}

static struct str inner(const struct xml_document *document, const struct xml_node *element)
{
    return str_slice(document->text, element->open_end, element->close_start);
}

static bool fail_at(struct template_reader *reader, const struct xml_node *node, const char *why)
{
    *reader->fault =
        arena_print(reader->arena, "line %zu: %s", place_line(reader->document.text, node->start), why);
    return false;
}

static struct str read_comment(struct template_reader *reader, const struct xml_node *unit)
{
    struct buf out = {0};
    for (const struct xml_node *node = unit->first; node; node = node->next) {
        if (!xml_is_local(&reader->document, node, "note"))
            continue;
        if (out.len > 0)
            buf_byte(&out, '\n');
        buf_add(&out, xml_text_within(&reader->document, node, reader->arena));
    }
    return buf_finish(&out, reader->arena);
}

static struct str context_text(struct template_reader *reader, const struct xml_node *group, const char *type)
{
    for (const struct xml_node *node = group->first; node; node = node->next)
        if (xml_is_local(&reader->document, node, "context") &&
            str_is(xml_attribute_value(&reader->document, node, "context-type", reader->arena), type))
            return xml_text_within(&reader->document, node, reader->arena);
    return (struct str){0};
}

static struct str read_occurrences(struct template_reader *reader, const struct xml_node *unit)
{
    struct buf out = {0};
    for (const struct xml_node *group = unit->first; group; group = group->next) {
        if (!xml_is_local(&reader->document, group, "context-group"))
            continue;
        struct str file = context_text(reader, group, "sourcefile");
        struct str line = context_text(reader, group, "linenumber");
        if (file.len > 0)
            buf_print(&out, "%s" STR_FORMAT "%s" STR_FORMAT, out.len > 0 ? ", " : "", STR_ARG(file),
                      line.len > 0 ? ":" : "", STR_ARG(line));
    }
    return buf_finish(&out, reader->arena);
}

static size_t read_limit(struct template_reader *reader, const struct xml_node *unit)
{
    struct str width = xml_attribute_value(&reader->document, unit, "maxwidth", reader->arena);
    struct str measure = xml_attribute_value(&reader->document, unit, "size-unit", reader->arena);
    size_t number;
    return str_is(measure, "char") && str_number(width, 999999999, &number) ? number : 0;
}

static bool read_source(struct template_reader *reader, const struct xml_node *unit, struct str key)
{
    const struct xml_node *source = child_of(&reader->document, unit, "source");
    struct str text = source ? text_normal(inner(&reader->document, source), reader->arena) : STR("");
    if (text.len == 0)
        return true; // nothing to translate
    struct map_entry *seen = map_entry(&reader->seen, key, reader->arena);
    if (seen->value)
        return str_equal(((struct template_string *)seen->value)->text, text) ||
               fail_at(reader, unit, "this id stands elsewhere in the file with another text");
    struct template_string *string = arena_new(reader->arena, struct template_string);
    *string = (struct template_string){.key = key,
                                       .text = text,
                                       .comment = read_comment(reader, unit),
                                       .occurrences = read_occurrences(reader, unit),
                                       .limit = read_limit(reader, unit)};
    seen->value = string;
    *list_push(reader->out, reader->arena) = *string;
    return true;
}

static bool read_target(struct template_reader *reader, const struct xml_node *unit, struct str key)
{
    const struct xml_node *target = child_of(&reader->document, unit, "target");
    struct str text = target ? text_normal(inner(&reader->document, target), reader->arena) : STR("");
    if (str_trim(text).len == 0)
        return true;
    struct str approved = xml_attribute_value(&reader->document, unit, "approved", reader->arena);
    *list_push(reader->out, reader->arena) =
        (struct template_string){.key = key, .text = text, .is_approved = str_is(approved, "yes")};
    return true;
}

// What looks like a unit in there is text.
static bool is_text_of_unit(const struct template_reader *reader, const struct xml_node *node)
{
    return (xml_is_local(&reader->document, node, "source") ||
            xml_is_local(&reader->document, node, "target")) &&
           xml_is_local(&reader->document, node->parent, "trans-unit");
}

static bool read_units(struct template_reader *reader,
                       bool read(struct template_reader *reader, const struct xml_node *unit, struct str key))
{
    const struct xml_node *root = &reader->document.root, *next;
    for (const struct xml_node *node = root->first; node; node = next) {
        next = is_text_of_unit(reader, node) ? xml_next_outside(node, root) : xml_next(node, root);
        if (!xml_is_local(&reader->document, node, "trans-unit"))
            continue;
        struct str key = xml_attribute_value(&reader->document, node, "id", reader->arena);
        if (key.len == 0)
            return fail_at(reader, node, "a unit has no id");
        if (!read(reader, node, key))
            return false;
    }
    return true;
}

static bool read_file(struct str bytes, struct arena *arena, struct template_string_list *out,
                      struct str *fault,
                      bool read(struct template_reader *reader, const struct xml_node *unit, struct str key))
{
    struct template_reader reader = {.arena = arena, .out = out, .fault = fault};
    struct diags diags = {.arena = arena};
    *out = (struct template_string_list){0};
    if (bytes.len == 0)
        return true;
    if (xml_parse(bytes, STR("content"), arena, &diags, &reader.document))
        return read_units(&reader, read);
    const struct diag *diag = diags.at;
    size_t line = diag->span.text.at ? place_line(diag->span.text, diag->span.start) : 1;
    *fault = arena_print(arena, "line %zu: " STR_FORMAT, line, STR_ARG(diag->message));
    return false;
}

bool template_sources(struct str bytes, struct arena *arena, struct template_string_list *out,
                      struct str *fault)
{
    return read_file(bytes, arena, out, fault, read_source);
}

bool template_targets(struct str bytes, struct arena *arena, struct template_string_list *out,
                      struct str *fault)
{
    return read_file(bytes, arena, out, fault, read_target);
}
