// The tree of slices: looking around in it, decoding what it holds, changing it. See xml.h.
#include "catalog/xml.h"

#include "base/utf.h"

struct span xml_span(const struct xml_document *document, const struct xml_node *node)
{
    return (struct span){document->path, document->text, node->start, node->end};
}

struct span xml_tag_span(const struct xml_document *document, const struct xml_node *element)
{
    return (struct span){document->path, document->text, element->start, element->open_end};
}

struct xml_node *xml_next_outside(const struct xml_node *node, const struct xml_node *top)
{
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

struct xml_node *xml_next(const struct xml_node *node, const struct xml_node *top)
{
    return node->first ? node->first : xml_next_outside(node, top);
}

struct xml_node *xml_root_element(const struct xml_document *document)
{
    struct xml_node *node = document->root.first;
    while (node && node->kind != XML_ELEMENT)
        node = node->next;
    return node;
}

struct str xml_name(const struct xml_document *document, const struct xml_node *node)
{
    if (node->kind != XML_ELEMENT)
        return (struct str){0};
    return str_slice(document->text, node->start + 1u, node->start + 1u + node->name_len);
}

size_t xml_count(const struct xml_document *document, const struct xml_node *top, const char *name,
                 struct xml_node **first)
{
    size_t count = 0, len = strlen(name);
    *first = NULL;
    for (struct xml_node *node = xml_next(top, top); node; node = xml_next(node, top))
        if (node->kind == XML_ELEMENT && node->name_len == len &&
            memcmp(document->text.at + node->start + 1, name, len) == 0 && count++ == 0)
            *first = node;
    return count;
}

// ---- attributes

bool xml_attribute_next(const struct xml_document *document, const struct xml_node *element,
                        struct xml_attribute *attribute)
{
    const char *text = document->text.at;
    size_t at = attribute->end ? attribute->end : element->start + 1u + element->name_len;
    while (xml_is_space(text[at]))
        at++;
    if (text[at] == '>' || text[at] == '/')
        return false;
    size_t start = at;
    while (text[at] != '=' && !xml_is_space(text[at]))
        at++;
    attribute->start = start;
    attribute->name = str_slice(document->text, start, at);
    while (text[at] != '"' && text[at] != '\'')
        at++;
    size_t close = str_find_byte(document->text, text[at], at + 1);
    attribute->raw = str_slice(document->text, at + 1, close);
    attribute->end = close + 1;
    return true;
}

bool xml_attribute_find(const struct xml_document *document, const struct xml_node *element, const char *name,
                        struct xml_attribute *out)
{
    *out = (struct xml_attribute){0};
    while (xml_attribute_next(document, element, out))
        if (str_is(out->name, name))
            return true;
    return false;
}

struct str xml_attribute_value(const struct xml_document *document, const struct xml_node *element,
                               const char *name, struct arena *arena)
{
    struct xml_attribute attribute;
    if (!xml_attribute_find(document, element, name, &attribute))
        return (struct str){0};
    return xml_decode_value(attribute.raw, arena);
}

// ---- decoding

struct str xml_unix_lines(struct str bytes, struct arena *arena)
{
    static const struct str ends[] = {STR_INIT("\r\n"), STR_INIT("\r\xc2\x85"), STR_INIT("\r"),
                                      STR_INIT("\xc2\x85"), STR_INIT("\xe2\x80\xa8")};
    static const char starts[256] = {['\r'] = 1, [0xc2] = 1, [0xe2] = 1};
    struct buf out = {0};
    size_t copied = 0;
    if (str_find_byte(bytes, '\r', 0) == STR_NONE && str_find(bytes, STR("\xc2\x85"), 0) == STR_NONE &&
        str_find(bytes, STR("\xe2\x80\xa8"), 0) == STR_NONE)
        return bytes;
    for (size_t at = 0; at < bytes.len;) {
        size_t len = 0;
        if (starts[(unsigned char)bytes.at[at]])
            for (size_t i = 0; i < sizeof ends / sizeof *ends && len == 0; i++)
                len = str_starts(str_from(bytes, at), ends[i]) ? ends[i].len : 0;
        if (len > 0) {
            buf_add(&out, str_slice(bytes, copied, at));
            buf_byte(&out, '\n');
            copied = at + len;
        }
        at += len ? len : 1;
    }
    buf_add(&out, str_from(bytes, copied));
    return buf_finish(&out, arena);
}

static uint32_t decode_number(struct str digits)
{
    bool is_hex = digits.at[0] == 'x';
    uint32_t point = 0;
    for (size_t i = is_hex; i < digits.len && point < UTF_INVALID; i++) {
        char byte = digits.at[i];
        uint32_t digit = (uint32_t)(byte <= '9' ? byte - '0' : (byte | 0x20) - 'a' + 10);
        point = point * (is_hex ? 16 : 10) + digit;
    }
    return point;
}

// `reference` is what stands between `&` and `;`.
static void add_reference(struct buf *out, struct str reference)
{
    static const struct {
        const char *name;
        char byte;
    } entities[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (str_is(reference, entities[i].name)) {
            buf_byte(out, entities[i].byte);
            return;
        }
    if (reference.len > 1 && reference.at[0] == '#')
        utf_add(out, decode_number(str_from(reference, 1)));
}

// Which bytes a decoder cannot copy as they are.
enum { SPECIAL_TEXT = 1, SPECIAL_VALUE = 2, SPECIAL_CDATA = 4 };
static const unsigned char specials[256] = {['&'] = SPECIAL_TEXT | SPECIAL_VALUE,
                                            ['\r'] = SPECIAL_TEXT | SPECIAL_VALUE | SPECIAL_CDATA,
                                            ['\n'] = SPECIAL_VALUE,
                                            ['\t'] = SPECIAL_VALUE};

static struct str decode(struct str raw, unsigned char special, char space, struct arena *arena)
{
    unsigned char met = 0;
    for (size_t i = 0; i < raw.len; i++)
        met |= specials[(unsigned char)raw.at[i]];
    if (!(met & special))
        return raw;
    size_t plain = 0;
    while (!(specials[(unsigned char)raw.at[plain]] & special))
        plain++;
    struct buf out = {0};
    buf_add(&out, str_slice(raw, 0, plain));
    for (size_t at = plain; at < raw.len; at++) {
        char byte = raw.at[at];
        if (!(specials[(unsigned char)byte] & special)) {
            buf_byte(&out, byte);
        } else if (byte == '&') {
            size_t end = str_find_byte(raw, ';', at);
            end = end == STR_NONE ? raw.len : end;
            add_reference(&out, str_slice(raw, at + 1, end));
            at = end;
        } else {
            buf_byte(&out, space);
            at += byte == '\r' && at + 1 < raw.len && raw.at[at + 1] == '\n';
        }
    }
    return buf_finish(&out, arena);
}

struct str xml_decode_text(struct str raw, struct arena *arena)
{
    return decode(raw, SPECIAL_TEXT, '\n', arena);
}

struct str xml_decode_value(struct str raw, struct arena *arena)
{
    return decode(raw, SPECIAL_VALUE, ' ', arena);
}

struct str xml_node_text(const struct xml_document *document, const struct xml_node *node,
                         struct arena *arena)
{
    if (node->kind == XML_TEXT)
        return xml_decode_text(str_slice(document->text, node->start, node->end), arena);
    if (node->kind == XML_CDATA)
        return decode(str_slice(document->text, node->start + 9u, node->end - 3u), SPECIAL_CDATA, '\n',
                      arena);
    return (struct str){0};
}

struct str xml_text_within(const struct xml_document *document, const struct xml_node *element,
                           struct arena *arena)
{
    const struct xml_node *only = element->first;
    if (only && !only->next)
        if (only->kind == XML_TEXT || only->kind == XML_CDATA)
            return xml_node_text(document, only, arena);
    struct str_list pieces = {0};
    for (const struct xml_node *node = xml_next(element, element); node; node = xml_next(node, element))
        *list_push(&pieces, arena) = xml_node_text(document, node, arena);
    return arena_join(arena, pieces.at, pieces.count);
}

// ---- changing

struct xml_node *xml_verbatim(struct str printed, struct arena *arena)
{
    struct xml_node *node = arena_new(arena, struct xml_node);
    node->kind = XML_VERBATIM;
    node->printed = printed;
    return node;
}

void xml_insert(struct xml_node *parent, struct xml_node *node, struct xml_node *next)
{
    struct xml_node *previous = next ? next->previous : parent->last;
    node->parent = parent;
    node->previous = previous;
    node->next = next;
    *(previous ? &previous->next : &parent->first) = node;
    *(next ? &next->previous : &parent->last) = node;
}

void xml_remove(struct xml_node *node)
{
    *(node->previous ? &node->previous->next : &node->parent->first) = node->next;
    *(node->next ? &node->next->previous : &node->parent->last) = node->previous;
    node->previous = node->next = NULL;
}

void xml_clear(struct xml_node *element)
{
    element->first = element->last = NULL;
}
