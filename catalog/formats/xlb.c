// XLB: one bundle of messages in one language, as lit-localize writes and reads it.
//
// The file that sources are extracted into holds the texts in the source language; files of translations have
// the same form. What is read is a target.
#include "catalog/format.h"
#include "catalog/formats/index.h"
#include "catalog/xml.h"

struct reader {
    struct xml_document document;
    const struct format_options *options;
    struct arena *arena;
    struct diags *diags;
    bool is_sound;
};

static void complain(struct reader *reader, enum kind kind, struct span span, const char *what)
{
    reader->is_sound = false;
    diag_add(reader->diags, kind, span, "%s", what);
}

static struct str attribute_of(struct reader *reader, const struct xml_node *element, const char *name)
{
    return xml_attribute_value(&reader->document, element, name, reader->arena);
}

static void read_placeholder(struct reader *reader, const struct xml_node *element, struct pattern *out)
{
    struct str name = attribute_of(reader, element, "name");
    const struct xml_node *only = element->first;
    struct span span = xml_span(&reader->document, element);
    if (!only || only->next || only->kind != XML_TEXT)
        complain(reader, KIND_UNIT_PLACEHOLDER, span, "the placeholder must hold exactly one text");
    if (name.len == 0)
        complain(reader, KIND_UNIT_PLACEHOLDER, span, "the placeholder lacks its `name`");
    struct str code = xml_text_within(&reader->document, element, reader->arena);
    if (reader->options->peer_bytes)
        name = index_name(name, reader->arena);
    pattern_add_code(out, PART_PLACEHOLDER, code, name, reader->arena);
}

static bool is_bearable(const struct reader *reader, const struct xml_node *node)
{
    return !reader->options->peer_bytes && (node->kind == XML_COMMENT || node->kind == XML_INSTRUCTION);
}

static void read_contents(struct reader *reader, const struct xml_node *element, struct pattern *out)
{
    for (const struct xml_node *node = element->first; node; node = node->next) {
        bool is_text = node->kind == XML_TEXT || (node->kind == XML_CDATA && !reader->options->peer_bytes);
        if (is_text)
            pattern_add_text(out, xml_node_text(&reader->document, node, reader->arena), reader->arena);
        else if (xml_is(&reader->document, node, "ph"))
            read_placeholder(reader, node, out);
        else if (!is_bearable(reader, node))
            complain(reader, KIND_UNIT_CONTENT, xml_span(&reader->document, node),
                     "only text and `ph` can stand in a message");
    }
}

static void read_message(struct reader *reader, const struct xml_node *element, struct catalog *catalog)
{
    struct str id = attribute_of(reader, element, "name"), note = attribute_of(reader, element, "desc");
    struct span span = xml_tag_span(&reader->document, element);
    if (id.len == 0) {
        complain(reader, KIND_UNIT_WITHOUT_ID, span, "the message has no `name`");
        return;
    }
    if (catalog_find(catalog, id))
        diag_add(reader->diags, KIND_UNIT_DUPLICATE, span, "the name `" STR_FORMAT "` is there twice",
                 STR_ARG(id));
    struct unit *unit = catalog_add(catalog, id, reader->arena);
    unit->bytes = byte_range(element->start, element->end);
    unit->has_target = true;
    unit->state = UNIT_TRANSLATED;
    read_contents(reader, element, &unit->target);
    if (note.len)
        *list_push(&unit->notes, reader->arena) = (struct note){.text = note};
}

static void read_bundle(struct reader *reader, struct catalog *catalog)
{
    const struct xml_node *top = &reader->document.root;
    struct xml_node *bundle;
    if (xml_count(&reader->document, top, "localizationbundle", &bundle) != 1) {
        complain(reader, KIND_CATALOG_STRUCTURE, span_file(catalog->path),
                 "there must be one `localizationbundle` element");
        return;
    }
    catalog->target_locale = attribute_of(reader, bundle, "locale");
    if (catalog->target_locale.len == 0)
        complain(reader, KIND_CATALOG_LOCALE, xml_tag_span(&reader->document, bundle),
                 "the bundle has no `locale`");
    for (const struct xml_node *node = top->first; node; node = xml_next(node, top))
        if (xml_is(&reader->document, node, "msg"))
            read_message(reader, node, catalog);
}

static bool xlb_read(struct str bytes, struct str path, const struct format_options *options,
                     struct arena *arena, struct diags *diags, struct catalog *out)
{
    struct reader reader = {.options = options, .arena = arena, .diags = diags, .is_sound = true};
    struct arena tree = {0};
    struct str text = options->peer_bytes ? xml_unix_lines(bytes, diags->arena) : bytes;
    *out = (struct catalog){.path = path, .bytes = text};
    reader.is_sound = xml_parse(text, path, &tree, diags, &reader.document);
    if (reader.is_sound)
        read_bundle(&reader, out);
    arena_free(&tree);
    return reader.is_sound;
}

// ---- writing

static struct str printed_note(const struct unit *unit)
{
    for (size_t i = 0; i < unit->notes.count; i++)
        if (unit->notes.at[i].text.len)
            return unit->notes.at[i].text;
    return (struct str){0};
}

static bool holds_forbidden(const struct unit *unit, const struct pattern *pattern)
{
    bool forbidden =
        xml_first_forbidden(unit->id) != STR_NONE || xml_first_forbidden(printed_note(unit)) != STR_NONE;
    for (size_t i = 0; i < pattern->parts.count; i++)
        forbidden |= xml_first_forbidden(pattern->parts.at[i].text) != STR_NONE ||
                     xml_first_forbidden(part_name(&pattern->parts.at[i])) != STR_NONE;
    return forbidden;
}

static bool check_unit(const struct catalog *catalog, const struct unit *unit, const struct pattern *pattern,
                       struct diags *diags)
{
    if (pattern_is_select(pattern)) {
        diag_add(diags, KIND_CATALOG_SELECT, span_file(catalog->path),
                 STR_FORMAT " is a choice between texts, which XLB cannot hold", STR_ARG(unit->id));
        return false;
    }
    if (holds_forbidden(unit, pattern)) {
        diag_add(diags, KIND_XML_CHARACTER, span_file(catalog->path),
                 STR_FORMAT " holds a character that XML cannot hold", STR_ARG(unit->id));
        return false;
    }
    return true;
}

static void print_part(struct buf *out, const struct part *part, const struct xml_style *style)
{
    if (part_kind(part) == PART_TEXT) {
        xml_add_text(out, part->text, style);
        return;
    }
    buf_text(out, "<ph");
    xml_add_attribute(out, "name", part_name(part), style);
    buf_byte(out, '>');
    xml_add_text(out, part->text, style);
    buf_text(out, "</ph>");
}

static void print_unit(struct buf *out, const struct unit *unit, const struct pattern *pattern,
                       const struct xml_style *style)
{
    struct str note = printed_note(unit);
    buf_text(out, "\n    <msg");
    xml_add_attribute(out, "name", unit->id, style);
    if (note.len)
        xml_add_attribute(out, "desc", note, style);
    if (pattern_is_empty(pattern) && !(unit->source_is_string && !unit->has_target)) {
        buf_text(out, "/>");
        return;
    }
    buf_byte(out, '>');
    for (size_t i = 0; i < pattern->parts.count; i++)
        print_part(out, &pattern->parts.at[i], style);
    buf_text(out, "</msg>");
}

static bool is_unchanged(const struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (unit->bytes.end == 0 || unit->source_changed || unit->target_changed || unit->notes_changed ||
            unit->removed)
            return false;
    }
    return catalog->bytes.len > 0;
}

// There is no splicing: the file is made anew each time, unless nothing changed.
static bool xlb_write(const struct catalog *catalog, const struct format_options *options,
                      struct arena *scratch, struct diags *diags, struct buf *out)
{
    (void)scratch;
    const struct xml_style style = {options->peer_bytes, STR("\n")};
    struct str locale = catalog->target_locale.len ? catalog->target_locale : catalog->source_locale;
    bool is_fine = true;
    if (is_unchanged(catalog)) {
        buf_add(out, catalog->bytes);
        return true;
    }
    buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<localizationbundle");
    xml_add_attribute(out, "locale", locale, &style);
    buf_text(out, ">\n  <messages>");
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        const struct pattern *pattern = unit_counts(unit) ? monolingual_text(catalog, unit) : NULL;
        if (!pattern)
            continue;
        is_fine &= check_unit(catalog, unit, pattern, diags);
        print_unit(out, unit, pattern, &style);
    }
    buf_text(out, "\n  </messages>\n</localizationbundle>\n");
    return is_fine;
}

const struct format format_xlb = {.name = "xlb",
                                  .suffix = ".xlb",
                                  .names_locales = true,
                                  .is_xml = true,
                                  .meaning = "XLB, one file of messages in one language",
                                  .holds = HOLDS_NOTES | HOLDS_NAMES | HOLDS_CODE | HOLDS_SOURCE_LOCALE |
                                           HOLDS_TARGET_LOCALE,
                                  .is_monolingual = true,
                                  .read = xlb_read,
                                  .write = xlb_write};
