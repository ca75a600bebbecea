// The byte transformation between a source file and a download, measured on files that Transifex has written:
// the declaration without encoding and line end, namespaces before other attributes of the root,
// `target-language`, references for quotes in texts, targets behind their sources, no line end at the end.
#include "catalog/xml.h"
#include "sync/hub/template.h"
#include "sync/hub/template_text.h"

struct renderer {
    struct xml_document document;
    const struct rendering *rendering;
    struct arena *arena;
    struct buf *out;
    size_t at; // what lies before is printed, or left out
    bool is_exact;
};

static bool is_child_of_unit(const struct renderer *renderer, const struct xml_node *node, const char *name)
{
    return xml_is_local(&renderer->document, node, name) &&
           xml_is_local(&renderer->document, node->parent, "trans-unit");
}

static void copy_to(struct renderer *renderer, size_t end)
{
    buf_add(renderer->out, str_slice(renderer->document.text, renderer->at, end));
    renderer->at = end;
}

// What the unit is filled with; NULL: it is none of the template's strings.
static const struct filling *filling_of(const struct renderer *renderer, const struct xml_node *unit)
{
    return map_get(renderer->rendering->fillings,
                   xml_attribute_value(&renderer->document, unit, "id", renderer->arena));
}

static bool is_left_out(const struct renderer *renderer, const struct xml_node *node)
{
    if (renderer->is_exact)
        return false;
    if (is_child_of_unit(renderer, node, "target"))
        return true;
    const struct filling *filling =
        xml_is_local(&renderer->document, node, "trans-unit") ? filling_of(renderer, node) : NULL;
    return filling && filling->is_left_out;
}

static bool is_blank(const struct renderer *renderer, const struct xml_node *node)
{
    struct str text = str_slice(renderer->document.text, node->start, node->end);
    return node->kind == XML_TEXT && str_trim(text).len == 0;
}

// ---- texts and units

static void render_text(struct renderer *renderer, const struct xml_node *node)
{
    struct str text = str_slice(renderer->document.text, node->start, node->end);
    copy_to(renderer, node->start);
    bool is_outside = node->parent->kind == XML_DOCUMENT;
    bool is_dropped =
        is_outside || (is_blank(renderer, node) && node->next && is_left_out(renderer, node->next));
    if (renderer->is_exact)
        buf_add(renderer->out, text);
    else if (!is_dropped)
        text_add(renderer->out, text);
    renderer->at = node->end;
}

// The white space that a download has in front of what comes next: of its last line, where it has several.
static struct str blank_before(const struct renderer *renderer)
{
    struct str printed = buf_str(renderer->out);
    size_t start = printed.len;
    while (start > 0 && byte_is_space(printed.at[start - 1]))
        start--;
    struct str blank = str_from(printed, start);
    size_t line = str_rfind_byte(blank, '\n');
    size_t from = line == STR_NONE ? 0 : line - (line > 0 && blank.at[line - 1] == '\r');
    return arena_copy(renderer->arena, str_from(blank, from));
}

// A target stands on a line of its own, if its source does, and as far to the right.
static void add_target(struct renderer *renderer, struct str blank, struct str target)
{
    buf_add(renderer->out, blank);
    buf_text(renderer->out, "<target>");
    text_add(renderer->out, target);
    buf_text(renderer->out, "</target>");
}

static void render_source(struct renderer *renderer, const struct xml_node *source)
{
    const struct filling *filling = filling_of(renderer, source->parent);
    struct str raw = str_slice(renderer->document.text, source->open_end, source->close_start);
    bool is_changed =
        filling && filling->source.at && !str_equal(filling->source, text_normal(raw, renderer->arena));
    copy_to(renderer, source->start);
    struct str blank = blank_before(renderer);
    copy_to(renderer, source->open_end);
    if (is_changed || !renderer->is_exact) {
        text_add(renderer->out, is_changed ? filling->source : raw);
        renderer->at = source->close_start;
    }
    copy_to(renderer, source->end);
    if (!renderer->is_exact && filling && filling->target.at)
        add_target(renderer, blank, filling->target);
}

// ---- start tags

static void add_raw_attribute(struct renderer *renderer, const struct xml_attribute *attribute)
{
    buf_byte(renderer->out, ' ');
    buf_add(renderer->out, str_slice(renderer->document.text, attribute->start, attribute->end));
}

static void end_tag(struct renderer *renderer, const struct xml_node *element)
{
    buf_text(renderer->out, element->open_end == element->end ? "/>" : ">");
    renderer->at = element->open_end;
}

static void begin_tag(struct renderer *renderer, const struct xml_node *element)
{
    copy_to(renderer, element->start);
    buf_byte(renderer->out, '<');
    buf_add(renderer->out, xml_name(&renderer->document, element));
}

static void render_root(struct renderer *renderer, const struct xml_node *root)
{
    begin_tag(renderer, root);
    for (int pass = 0; pass < 2; pass++) {
        struct xml_attribute attribute = {0};
        while (xml_attribute_next(&renderer->document, root, &attribute)) {
            bool is_namespace = str_is(attribute.name, "xmlns") || str_starts(attribute.name, STR("xmlns:"));
            if (is_namespace == (pass == 0))
                add_raw_attribute(renderer, &attribute);
        }
    }
    end_tag(renderer, root);
}

static void render_file(struct renderer *renderer, const struct xml_node *file)
{
    static const struct xml_style style = {.canonical = true};
    struct xml_attribute attribute = {0};
    bool is_said = false;
    begin_tag(renderer, file);
    while (xml_attribute_next(&renderer->document, file, &attribute)) {
        bool is_language = str_is(attribute.name, "target-language");
        is_said |= is_language;
        if (is_language)
            xml_add_attribute(renderer->out, "target-language", renderer->rendering->language, &style);
        else
            add_raw_attribute(renderer, &attribute);
    }
    if (!is_said)
        xml_add_attribute(renderer->out, "target-language", renderer->rendering->language, &style);
    end_tag(renderer, file);
}

// ---- the whole

static void leave_out(struct renderer *renderer, const struct xml_node *node)
{
    copy_to(renderer, node->start);
    renderer->at = node->end;
}

static bool is_declaration(const struct renderer *renderer, const struct xml_node *node)
{
    const struct str name = STR("<?xml");
    struct str text = str_slice(renderer->document.text, node->start, node->end);
    return node->kind == XML_INSTRUCTION && str_starts(text, name) && text.len > name.len &&
           byte_is_space(text.at[name.len]);
}

// Renders the node, or its start tag. Whether its children have to be rendered, too.
static bool render_node(struct renderer *renderer, const struct xml_node *node)
{
    bool is_inside = true;
    if (node->kind == XML_TEXT)
        render_text(renderer, node);
    else if (renderer->is_exact && is_child_of_unit(renderer, node, "target")) {
        copy_to(renderer, node->end);
        is_inside = false;
    } else if (is_left_out(renderer, node) || (!renderer->is_exact && is_declaration(renderer, node))) {
        leave_out(renderer, node);
        is_inside = false;
    } else if (is_child_of_unit(renderer, node, "source")) {
        render_source(renderer, node);
        is_inside = false;
    } else if (!renderer->is_exact && xml_is_local(&renderer->document, node, "file"))
        render_file(renderer, node);
    else if (!renderer->is_exact && node->kind == XML_ELEMENT && node->parent->kind == XML_DOCUMENT)
        render_root(renderer, node);
    return is_inside;
}

void template_render(struct str bytes, const struct rendering *rendering, struct arena *arena,
                     struct buf *out)
{
    struct diags diags = {.arena = arena};
    struct renderer renderer = {
        .rendering = rendering, .arena = arena, .out = out, .is_exact = rendering->language.len == 0};
    if (bytes.len == 0 || !xml_parse(bytes, STR("template"), arena, &diags, &renderer.document))
        return;
    if (!renderer.is_exact)
        buf_text(out, "<?xml version=\"1.0\" ?>");
    const struct xml_node *root = &renderer.document.root, *node = root->first;
    while (node) {
        bool is_inside = render_node(&renderer, node);
        node = is_inside ? xml_next(node, root) : xml_next_outside(node, root);
    }
    copy_to(&renderer, bytes.len);
}
