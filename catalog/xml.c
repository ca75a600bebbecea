#include "catalog/xml.h"

// ---- slicing: only what was judged well-formed comes here

struct slicer {
    struct str text;
    struct str folded; // the local name of elements that are not looked into, or empty
    struct arena *arena;
    struct xml_node *parent;
    size_t at;
    bool joins_blanks;
    uint16_t blank; // of the element that comes next
};

static struct xml_node *slice_node(struct slicer *slicer, enum xml_kind kind, size_t end)
{
    struct xml_node *parent = slicer->parent, *previous = parent->last;
    struct xml_node *node = arena_space(slicer->arena, sizeof *node, 1);
    *node = (struct xml_node){.kind = (uint8_t)kind,
                              .start = (uint32_t)slicer->at,
                              .end = (uint32_t)end,
                              .blank = slicer->blank,
                              .parent = parent,
                              .previous = previous};
    *(previous ? &previous->next : &parent->first) = node;
    parent->last = node;
    slicer->at = end;
    slicer->blank = 0;
    return node;
}

// The end of a start tag: the first `>` that is not in quotes.
static size_t tag_end(struct str text, size_t at)
{
    static const bool marks[256] = {['"'] = true, ['\''] = true, ['>'] = true};
    for (;; at++) {
        while (!marks[(unsigned char)text.at[at]])
            at++;
        if (text.at[at] == '>')
            return at + 1;
        at = str_find_byte(text, text.at[at], at + 1);
    }
}

static bool ends_name(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '/' || byte == '>';
}

static size_t name_end(struct str text, size_t at)
{
    while (!ends_name(text.at[at]))
        at++;
    return at;
}

// The end of a comment, an instruction or a CDATA section that starts at `at`, or 0 for tags.
static size_t end_of_other(struct str text, size_t at)
{
    char mark = text.at[at + 1]; // of what is well-formed: something stands there
    if (mark != '?' && mark != '!')
        return 0;
    struct str rest = str_from(text, at);
    if (str_starts(rest, STR("<?")))
        return str_find(text, STR("?>"), at) + 2;
    if (str_starts(rest, STR("<!--")))
        return str_find(text, STR("-->"), at + 4) + 3;
    return str_starts(rest, STR("<!")) ? str_find(text, STR("]]>"), at) + 3 : 0;
}

static bool is_folded_name(const struct slicer *slicer, struct str name)
{
    struct str folded = slicer->folded;
    return folded.len && str_ends(name, folded) &&
           (name.len == folded.len || name.at[name.len - folded.len - 1] == ':');
}

// Walks over what the element holds.
static void fold(struct slicer *slicer, struct xml_node *element)
{
    size_t at = element->open_end;
    for (size_t depth = 1; depth > 0;) {
        at = str_find_byte(slicer->text, '<', at);
        size_t other = end_of_other(slicer->text, at), start = at;
        at = other ? other : tag_end(slicer->text, at);
        if (other)
            continue;
        if (slicer->text.at[start + 1] != '/')
            depth += slicer->text.at[at - 2] != '/';
        else if (--depth == 0)
            element->close_start = (uint32_t)start;
    }
    element->end = (uint32_t)at;
    element->is_folded = true;
    slicer->at = at;
}

static void slice_start_tag(struct slicer *slicer)
{
    struct str text = slicer->text;
    struct xml_node *node = slice_node(slicer, XML_ELEMENT, tag_end(text, slicer->at));
    size_t name = node->start + 1u, end = name_end(text, name);
    node->name_len = (uint32_t)(end - name);
    node->open_end = node->close_start = node->end;
    if (text.at[node->end - 2] == '/')
        return;
    if (is_folded_name(slicer, str_slice(text, name, end)))
        fold(slicer, node);
    else
        slicer->parent = node;
}

static void slice_end_tag(struct slicer *slicer)
{
    struct xml_node *node = slicer->parent;
    node->close_start = (uint32_t)slicer->at;
    slicer->at = str_find_byte(slicer->text, '>', slicer->at) + 1;
    node->end = (uint32_t)slicer->at;
    slicer->parent = node->parent;
}

static void slice_markup(struct slicer *slicer)
{
    size_t other = end_of_other(slicer->text, slicer->at);
    char mark = slicer->text.at[slicer->at + 1];
    if (mark == '/')
        slice_end_tag(slicer);
    else if (!other)
        slice_start_tag(slicer);
    else if (mark == '?')
        slice_node(slicer, XML_INSTRUCTION, other);
    else
        slice_node(slicer, slicer->text.at[slicer->at + 2] == '-' ? XML_COMMENT : XML_CDATA, other);
}

// Whether the text up to there is white space in front of an element that stays folded.
static bool belongs_to_next(const struct slicer *slicer, size_t next)
{
    struct str text = slicer->text;
    if (!slicer->joins_blanks || next - slicer->at > UINT16_MAX ||
        !is_folded_name(slicer, str_slice(text, next + 1, name_end(text, next + 1))))
        return false;
    for (size_t at = slicer->at; at < next; at++)
        if (!strchr(" \t\r\n", text.at[at]))
            return false;
    return true;
}

static void slice(struct slicer *slicer, size_t end)
{
    while (slicer->at < end) {
        if (slicer->text.at[slicer->at] == '<') {
            slice_markup(slicer);
            continue;
        }
        size_t next = str_find_byte(slicer->text, '<', slicer->at);
        if (next != STR_NONE && belongs_to_next(slicer, next)) {
            slicer->blank = (uint16_t)(next - slicer->at);
            slicer->at = next;
            continue;
        }
        slice_node(slicer, XML_TEXT, next == STR_NONE ? slicer->text.len : next);
    }
}

static bool parse(struct str bytes, struct str path, const char *folded, bool joins_blanks,
                  struct arena *arena, struct diags *diags, struct xml_document *out)
{
    *out = (struct xml_document){.path = path, .text = bytes, .folded = str_of(folded)};
    if (!xml_judge(out, diags))
        return false;
    struct slicer slicer = {.text = bytes,
                            .folded = out->folded,
                            .arena = arena,
                            .parent = &out->root,
                            .joins_blanks = joins_blanks};
    out->root.end = out->root.close_start = (uint32_t)bytes.len;
    slice(&slicer, bytes.len);
    return true;
}

bool xml_parse_folded(struct str bytes, struct str path, const char *folded, struct arena *arena,
                      struct diags *diags, struct xml_document *out)
{
    return parse(bytes, path, folded, false, arena, diags, out);
}

bool xml_parse_joined(struct str bytes, struct str path, const char *folded, struct arena *arena,
                      struct diags *diags, struct xml_document *out)
{
    return parse(bytes, path, folded, true, arena, diags, out);
}

void xml_move(const struct xml_document *document, struct xml_document *out)
{
    *out = *document;
    for (struct xml_node *node = out->root.first; node; node = node->next)
        node->parent = &out->root;
}

bool xml_parse(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
               struct xml_document *out)
{
    return parse(bytes, path, NULL, false, arena, diags, out);
}

void xml_unfold(const struct xml_document *document, struct xml_node *element, struct arena *arena)
{
    if (!element->is_folded)
        return;
    struct slicer slicer = {
        .text = document->text, .arena = arena, .parent = element, .at = element->open_end};
    element->is_folded = false;
    slice(&slicer, element->close_start);
}

void xml_fold(struct xml_node *element)
{
    xml_clear(element);
    element->is_folded = element->open_end < element->end;
}
