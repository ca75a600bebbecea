// What sources and targets of XLIFF 2 hold: patterns from inline codes.
#include "base/utf.h"
#include "catalog/formats/xliff2.h"

enum { few_data = 8 }; // so few are looked through; more are indexed

static struct str value_of(struct xliff2_contents *contents, const struct xml_node *element, const char *name)
{
    return xml_attribute_value(&contents->document->xml, element, name, contents->arena);
}

// ---- original data

void xliff2_contents_open(struct xliff2_contents *contents, const struct xml_node *data)
{
    size_t count = 0;
    contents->data = data;
    contents->data_index = (struct map){0};
    for (const struct xml_node *node = data ? data->first : NULL; node; node = node->next)
        count += node->kind == XML_ELEMENT;
    if (count <= few_data)
        return;
    map_reserve(&contents->data_index, count, contents->scratch);
    for (struct xml_node *node = data->first; node; node = node->next)
        if (xliff2_is_core(contents->document, node, "data"))
            map_set(&contents->data_index, value_of(contents, node, "id"), node, contents->scratch);
}

static const struct xml_node *find_data(struct xliff2_contents *contents, struct str id)
{
    if (contents->data_index.entries.count)
        return map_get(&contents->data_index, id);
    for (const struct xml_node *node = contents->data ? contents->data->first : NULL; node; node = node->next)
        if (xliff2_is_core(contents->document, node, "data") && str_equal(value_of(contents, node, "id"), id))
            return node;
    return NULL;
}

// The number of a code point that stands as `cp`, or UTF_INVALID.
static uint32_t code_point_of(const struct xliff2_document *document, const struct xml_node *cp,
                              struct arena *scratch)
{
    struct str hex = xml_attribute_value(&document->xml, cp, "hex", scratch);
    uint32_t point = 0;
    for (size_t i = 0; i < hex.len; i++) {
        int digit = byte_hex(hex.at[i]);
        if (digit < 0 || point >= UTF_INVALID)
            return UTF_INVALID;
        point = point * 16 + (uint32_t)digit;
    }
    return hex.len == 0 || point > UTF_INVALID ? UTF_INVALID : point;
}

struct str xliff2_data_text(const struct xliff2_document *document, const struct xml_node *data,
                            struct arena *arena)
{
    const struct xml_document *xml = &document->xml;
    if (!data->first || (!data->first->next && data->first->kind == XML_TEXT))
        return data->first ? xml_node_text(xml, data->first, arena) : STR("");
    struct buf out = {0};
    for (const struct xml_node *node = data->first; node; node = node->next) {
        uint32_t point =
            xliff2_is_core(document, node, "cp") ? code_point_of(document, node, arena) : UTF_INVALID;
        if (point < UTF_INVALID)
            utf_add(&out, point);
        else if (node->kind == XML_ELEMENT) // no character that there is: the tag as it stands
            buf_add(&out, str_slice(xml->text, node->start, node->end));
        else
            buf_add(&out, xml_node_text(xml, node, arena));
    }
    return buf_finish(&out, arena);
}

// ---- codes

// The attributes that say what a code is; `pc` has two sets.
struct code_names {
    const char *data, *shown, *equivalent;
};
static const struct code_names single = {"dataRef", "disp", "equiv"},
                               pair_start = {"dataRefStart", "dispStart", "equivStart"},
                               pair_end = {"dataRefEnd", "dispEnd", "equivEnd"};

// "{name}", as glot shows code to translators, whose id cannot always be its name. A name with braces stands
// behind a mark. *is_said: there is one.
static struct str shown_name(struct str shown, bool *is_said)
{
    bool is_marked = str_starts(shown, STR(XLIFF2_NAME_MARK));
    struct str braced = str_from(shown, is_marked ? sizeof XLIFF2_NAME_MARK - 1 : 0);
    bool is_braced = braced.len >= 2 && braced.at[0] == '{' && braced.at[braced.len - 1] == '}';
    struct str inside = is_braced ? str_slice(braced, 1, braced.len - 1) : (struct str){0};
    *is_said = is_braced && (is_marked || (inside.len && !xliff2_has_braces(inside)));
    return inside;
}

// Ids are unique in a unit. A further code of the same name has a middle dot and a number behind it.
static struct str without_number(struct str id)
{
    size_t end = id.len;
    while (end > 0 && id.at[end - 1] >= '0' && id.at[end - 1] <= '9')
        end--;
    bool has_dot = end < id.len && end > 2 && str_ends(str_slice(id, 0, end), STR("\xc2\xb7"));
    return has_dot ? str_slice(id, 0, end - 2) : id;
}

static struct str code_name(struct xliff2_contents *contents, const struct xml_node *element,
                            const struct code_names *names)
{
    bool is_said;
    struct str name = shown_name(value_of(contents, element, names->shown), &is_said);
    if (is_said && value_of(contents, element, names->data).len)
        return name;
    name = without_number(value_of(contents, element, "id"));
    return name.len ? name : without_number(value_of(contents, element, "startRef"));
}

static struct str code_text(struct xliff2_contents *contents, const struct xml_node *element,
                            const struct code_names *names, struct str raw)
{
    struct xml_attribute attribute;
    const struct xml_node *data = NULL;
    if (xml_attribute_find(&contents->document->xml, element, names->data, &attribute))
        data = find_data(contents, xml_decode_value(attribute.raw, contents->scratch));
    if (data)
        return xliff2_data_text(contents->document, data, contents->arena);
    struct str shown = value_of(contents, element, names->shown);
    if (shown.len == 0)
        shown = value_of(contents, element, names->equivalent);
    return shown.len ? shown : raw;
}

static void add_code(struct xliff2_contents *contents, enum part_kind kind, const struct xml_node *element,
                     const struct code_names *names, size_t start, size_t end)
{
    struct str raw = str_slice(contents->document->xml.text, start, end);
    text_run_end(&contents->run, contents->out, contents->arena);
    pattern_add_code(contents->out, kind, code_text(contents, element, names, raw),
                     code_name(contents, element, names), contents->arena);
    if (contents->code)
        *list_push(contents->code, contents->scratch) = raw;
}

static enum part_kind kind_of_placeholder(struct xliff2_contents *contents, const struct xml_node *element)
{
    static const char *const markup[] = {"fmt", "image", "link", "quote"};
    struct xml_attribute type;
    if (xml_attribute_find(&contents->document->xml, element, "type", &type))
        for (size_t i = 0; i < sizeof markup / sizeof *markup; i++)
            if (str_is(type.raw, markup[i]))
                return PART_STANDALONE;
    return PART_PLACEHOLDER;
}

static void read_element(struct xliff2_contents *contents, const struct xml_node *node)
{
    const struct xliff2_document *document = contents->document;
    if (xliff2_is_core(document, node, "ph"))
        add_code(contents, kind_of_placeholder(contents, node), node, &single, node->start, node->end);
    else if (xliff2_is_core(document, node, "pc"))
        add_code(contents, PART_OPEN, node, &pair_start, node->start, node->open_end);
    else if (xliff2_is_core(document, node, "sc"))
        add_code(contents, PART_OPEN, node, &single, node->start, node->end);
    else if (xliff2_is_core(document, node, "ec"))
        add_code(contents, PART_CLOSE, node, &single, node->start, node->end);
    else if (!xliff2_is_core(document, node, "sm") && !xliff2_is_core(document, node, "em"))
        add_code(contents, PART_PLACEHOLDER, node, &single, node->start, node->end);
}

// Whether the children of the node are to be read as well.
static bool read_node(struct xliff2_contents *contents, const struct xml_node *node)
{
    const struct xliff2_document *document = contents->document;
    if (node->kind == XML_TEXT || node->kind == XML_CDATA) {
        text_run_add(&contents->run, xml_node_text(&document->xml, node, contents->arena));
        return false;
    }
    if (node->kind != XML_ELEMENT)
        return false;
    if (xliff2_is_core(document, node, "cp")) {
        uint32_t point = code_point_of(document, node, contents->scratch);
        if (point < UTF_INVALID) {
            text_run_add_point(&contents->run, point);
            return false;
        }
    }
    if (xliff2_is_core(document, node, "mrk")) // says something about the text, and is none of it
        return node->first;
    read_element(contents, node);
    return node->first && xliff2_is_core(document, node, "pc");
}

// Behind the last child of the element, or an empty one.
static void close_element(struct xliff2_contents *contents, const struct xml_node *node)
{
    if (xliff2_is_core(contents->document, node, "pc"))
        add_code(contents, PART_CLOSE, node, &pair_end, node->close_start, node->end);
}

void xliff2_contents_read(struct xliff2_contents *contents, const struct xml_node *element)
{
    const struct xml_node *node = element->first;
    while (node) {
        if (read_node(contents, node)) {
            node = node->first;
            continue;
        }
        if (node->kind == XML_ELEMENT)
            close_element(contents, node);
        while (!node->next && node->parent != element) {
            node = node->parent;
            close_element(contents, node);
        }
        node = node->next;
    }
}

void xliff2_contents_end(struct xliff2_contents *contents)
{
    text_run_end(&contents->run, contents->out, contents->arena);
    text_run_free(&contents->run);
}
