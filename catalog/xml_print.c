// XML out: escaping, and a document with its changes. See xml.h.
#include "catalog/xml.h"

#include "base/lanes.h"
#include "base/utf.h"

// ---- escaping

static const char *escape_of(uint32_t point, bool in_value, const struct xml_style *style)
{
    switch (point) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return in_value ? "&quot;" : NULL;
    case '\t':
        return in_value ? "&#9;" : NULL;
    case '\n':
        return in_value ? "&#10;" : NULL;
    case '\r':
        return in_value || !style->canonical ? "&#13;" : NULL;
    case 0x85: // these two are line ends to some readers
        return style->canonical ? NULL : "&#133;";
    case 0x2028:
        return style->canonical ? NULL : "&#8232;";
    default:
        return NULL;
    }
}

static void add_escaped(struct buf *out, struct str text, bool in_value, const struct xml_style *style)
{
    static const char special[256] = {['&'] = 1,  ['<'] = 1,  ['>'] = 1,  ['"'] = 1, ['\t'] = 1,
                                      ['\n'] = 1, ['\r'] = 1, [0xc2] = 1, [0xe2] = 1};
    size_t copied = 0;
    for (size_t at = 0; at < text.len;) {
        if (!special[(unsigned char)text.at[at]]) {
            at++;
            continue;
        }
        size_t start = at;
        uint32_t point = utf_next(text, &at);
        const char *escape = escape_of(point, in_value, style);
        bool breaks = point == '\n' && !in_value && style->line_end.len > 1;
        if (!escape && !breaks)
            continue;
        utf_add_strict(out, str_slice(text, copied, start));
        buf_add(out, breaks ? style->line_end : str_of(escape));
        copied = at;
    }
    utf_add_strict(out, str_from(text, copied));
}

void xml_add_text(struct buf *out, struct str text, const struct xml_style *style)
{
    add_escaped(out, text, false, style);
}

void xml_add_value(struct buf *out, struct str text, const struct xml_style *style)
{
    add_escaped(out, text, true, style);
}

void xml_add_attribute(struct buf *out, const char *name, struct str value, const struct xml_style *style)
{
    buf_byte(out, ' ');
    buf_text(out, name);
    buf_text(out, "=\"");
    xml_add_value(out, value, style);
    buf_byte(out, '"');
}

// Whether one of sixteen bytes is a control character that is no white space, or begins one of the two
// noncharacters at the end of the plane, as far as it and the next byte tell.
static bool may_be_forbidden(const char *at)
{
    lanes bytes = lanes_at(at), next = lanes_at(at + 1);
    lanes is_space = (lanes)((bytes == (uint8_t)'\t') | (bytes == (uint8_t)'\n') | (bytes == (uint8_t)'\r'));
    lanes is_control = (lanes)((bytes < (uint8_t)0x20) & ~is_space);
    return lanes_any(is_control | (lanes)((bytes == (uint8_t)0xef) & (next == (uint8_t)0xbf)));
}

size_t xml_first_forbidden(struct str text)
{
    for (size_t at = 0; at < text.len; at++) {
        if (text.len - at > sizeof(lanes) && !may_be_forbidden(text.at + at)) {
            at += sizeof(lanes) - 1;
            continue;
        }
        unsigned char byte = (unsigned char)text.at[at];
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')
            return at;
        if (byte == 0xef && str_starts(str_from(text, at), STR("\xef\xbf")) && text.len - at > 2 &&
            (unsigned char)text.at[at + 2] >= 0xbe)
            return at;
    }
    return STR_NONE;
}

void xml_hint_forbidden(struct str text, struct diag *diag, struct diags *diags)
{
    size_t at = xml_first_forbidden(text);
    if (at != STR_NONE && text.at[at] == '\x04')
        diag_hint(diags, diag,
                  "U+0004 parts a context of gettext from its text. No format of XML can hold it, so "
                  "catalogs with contexts are `po` or `json`.");
}

size_t xml_next_forbidden(struct str text, size_t start)
{
    for (size_t at = start; at < text.len; at++) {
        unsigned char byte = (unsigned char)text.at[at];
        if (byte >= 0x20 && byte < 0xed)
            continue;
        bool is_surrogate = byte == 0xed && at + 1 < text.len && (unsigned char)text.at[at + 1] >= 0xa0;
        if (is_surrogate || xml_first_forbidden(str_slice(text, at, at + 3)) == 0)
            return at;
    }
    return STR_NONE;
}

// ---- a document

struct printer {
    const struct xml_document *document;
    const struct xml_style *style;
    struct arena *scratch;
    struct pieces *pieces; // or NULL
    struct buf *out;
};

static void print_raw(struct printer *printer, size_t start, size_t end)
{
    pieces_copy(printer->pieces, printer->out, str_slice(printer->document->text, start, end));
}

// Which bytes decoding and escaping might not give back.
enum { IN_TEXT = 1, IN_VALUE = 2, IN_BOTH = 3 };
static const unsigned char changing[256] = {['&'] = IN_BOTH,  ['>'] = IN_BOTH,   ['\r'] = IN_BOTH,
                                            ['"'] = IN_VALUE, ['\t'] = IN_VALUE, ['\n'] = IN_VALUE};

static bool stays(struct str raw, unsigned char where)
{
    unsigned char met = 0;
    for (size_t i = 0; i < raw.len; i++)
        met |= changing[(unsigned char)raw.at[i]];
    return !(met & where);
}

static void print_value(struct printer *printer, struct str raw)
{
    if (stays(raw, IN_VALUE))
        buf_add(printer->out, raw);
    else
        xml_add_value(printer->out, xml_decode_value(raw, printer->scratch), printer->style);
}

static void print_text(struct printer *printer, const struct xml_node *node)
{
    struct str raw = str_slice(printer->document->text, node->start, node->end);
    if (stays(raw, IN_TEXT))
        buf_add(printer->out, raw);
    else
        xml_add_text(printer->out, xml_decode_text(raw, printer->scratch), printer->style);
}

static void print_attributes(struct printer *printer, const struct xml_node *element)
{
    struct xml_attribute attribute = {0};
    while (xml_attribute_next(printer->document, element, &attribute)) {
        buf_byte(printer->out, ' ');
        buf_add(printer->out, attribute.name);
        buf_text(printer->out, "=\"");
        print_value(printer, attribute.raw);
        buf_byte(printer->out, '"');
    }
}

static void print_tag(struct printer *printer, const struct xml_node *element)
{
    size_t name = element->start + 1u;
    if (element->printed.at) {
        buf_add(printer->out, element->printed);
    } else if (printer->style->canonical) {
        print_raw(printer, name, name + element->name_len);
        print_attributes(printer, element);
    } else {
        struct xml_attribute attribute = {.end = name + element->name_len};
        while (xml_attribute_next(printer->document, element, &attribute))
            ;
        print_raw(printer, name, attribute.end);
    }
}

static const struct xml_attribute_change *change_of(struct str name,
                                                    const struct xml_attribute_change *changes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(name, changes[i].name))
            return &changes[i];
    return NULL;
}

void xml_change_attributes(const struct xml_document *document, struct xml_node *element,
                           const struct xml_attribute_change *changes, size_t count,
                           const struct xml_style *style, struct arena *arena)
{
    struct buf out = {0};
    buf_add(&out, xml_name(document, element));
    struct xml_attribute attribute = {0};
    for (size_t at = element->start + 1u + element->name_len;
         xml_attribute_next(document, element, &attribute); at = attribute.end) {
        const struct xml_attribute_change *change = change_of(attribute.name, changes, count);
        if (!change && style->canonical) {
            struct str name = attribute.name;
            buf_print(&out, " " STR_FORMAT "=\"", STR_ARG(name));
            xml_add_value(&out, xml_decode_value(attribute.raw, arena), style);
            buf_byte(&out, '"');
        } else if (!change) {
            buf_add(&out, str_slice(document->text, at, attribute.end));
        } else if (change->value.at) {
            xml_add_attribute(&out, change->name, change->value, style);
        }
    }
    for (size_t i = 0; i < count; i++)
        if (changes[i].value.at && !xml_attribute_find(document, element, changes[i].name, &attribute))
            xml_add_attribute(&out, changes[i].name, changes[i].value, style);
    element->printed = buf_finish(&out, arena);
}

static bool was_empty_tag(const struct xml_node *element)
{
    return element->open_end == element->end;
}

// What follows the attributes up to the first child: white space and `>`.
static void print_tag_end(struct printer *printer, const struct xml_node *element)
{
    bool stays_empty = printer->style->canonical || was_empty_tag(element);
    const char *end = element->first || !stays_empty ? ">" : "/>";
    buf_text(printer->out, end);
}

static void print_open(struct printer *printer, const struct xml_node *element)
{
    if (element->is_folded) {
        print_raw(printer, element->start, element->end);
        return;
    }
    bool as_read = !printer->style->canonical && !element->printed.at;
    if (as_read && (!element->first || !was_empty_tag(element))) {
        print_raw(printer, element->start, element->open_end);
        return;
    }
    buf_byte(printer->out, '<');
    print_tag(printer, element);
    print_tag_end(printer, element);
}

static void print_close(struct printer *printer, const struct xml_node *element)
{
    if (element->kind != XML_ELEMENT || element->is_folded)
        return;
    if (!printer->style->canonical && !was_empty_tag(element)) {
        print_raw(printer, element->close_start, element->end);
    } else if (element->first) {
        buf_text(printer->out, "</");
        buf_add(printer->out, xml_name(printer->document, element));
        buf_byte(printer->out, '>');
    }
}

// `<?target data?>` with one space between, there even without data.
static void print_instruction(struct printer *printer, const struct xml_node *node)
{
    struct str inside = str_slice(printer->document->text, node->start + 2u, node->end - 2u);
    size_t end = 0;
    while (end < inside.len && !strchr(" \t\r\n", inside.at[end]))
        end++;
    struct str trimmed = utf_trim(str_from(inside, end));
    buf_text(printer->out, "<?");
    buf_add(printer->out, str_slice(inside, 0, end));
    buf_byte(printer->out, ' ');
    if (trimmed.len) // white space at the end stays
        buf_add(printer->out, str_from(inside, (size_t)(trimmed.at - inside.at)));
    buf_text(printer->out, "?>");
}

static void print_canonical(struct printer *printer, const struct xml_node *node)
{
    if (node->kind == XML_TEXT)
        print_text(printer, node);
    else if (node->kind == XML_INSTRUCTION)
        print_instruction(printer, node);
    else
        print_raw(printer, node->start, node->end);
}

static void print_node(struct printer *printer, const struct xml_node *node)
{
    if (node->blank)
        print_raw(printer, node->start - node->blank, node->start);
    if (node->kind == XML_ELEMENT)
        print_open(printer, node);
    else if (node->kind == XML_VERBATIM)
        buf_add(printer->out, node->printed);
    else if (printer->style->canonical)
        print_canonical(printer, node);
    else
        print_raw(printer, node->start, node->end);
}

void xml_print(const struct xml_document *document, const struct xml_style *style, struct buf *out)
{
    buf_reserve(out, document->text.len + document->text.len / 8);
    xml_print_pieces(document, style, NULL, out);
}

void xml_print_pieces(const struct xml_document *document, const struct xml_style *style,
                      struct pieces *pieces, struct buf *out)
{
    struct arena scratch = {0};
    struct printer printer = {document, style, &scratch, pieces, out};
    const struct xml_node *node = document->root.first;
    while (node) {
        print_node(&printer, node);
        if (node->first) {
            node = node->first;
            continue;
        }
        print_close(&printer, node);
        while (!node->next && node->parent != &document->root) {
            node = node->parent;
            print_close(&printer, node);
        }
        node = node->next;
    }
    arena_free(&scratch);
}
