#include "catalog/xml.h"

#include "base/utf.h"
#include "catalog/xml_encoding.h"
#include "catalog/xml_proof.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

// ---- judging

struct judge {
    xmlParserCtxtPtr context;
    const struct xml_document *document;
    struct diags *diags;
    size_t depth;
    bool refused;
};

static size_t judge_offset(const struct judge *judge)
{
    long offset = xmlByteConsumed(judge->context);
    size_t len = judge->document->text.len;
    return offset < 0 ? 0 : (size_t)offset < len ? (size_t)offset : len;
}

static struct span span_at(const struct xml_document *document, size_t start)
{
    size_t end = start < document->text.len ? start + 1 : start;
    return (struct span){document->path, document->text, start, end};
}

static void hint_at_conflict(const struct judge *judge, struct diag *diag, size_t offset)
{
    size_t before = offset < 400 ? 0 : offset - 400;
    if (str_find(str_slice(judge->document->text, before, offset + 400), STR("<<<<<<<"), 0) != STR_NONE)
        diag_hint(judge->diags, diag, "This looks like a merge conflict: resolve it first.");
}

static void refuse(struct judge *judge, enum kind kind, const char *format, size_t limit)
{
    if (!judge->refused)
        diag_add(judge->diags, kind, span_at(judge->document, judge_offset(judge)), format, limit);
    judge->refused = true;
    xmlStopParser(judge->context);
}

// Undeclared prefixes are no concern of ours: glot never looks a namespace up.
static bool is_harmless(const xmlError *error)
{
    return error->level == XML_ERR_WARNING ||
           (error->domain == XML_FROM_NAMESPACE && error->code == XML_NS_ERR_UNDEFINED_NAMESPACE);
}

static void on_error(void *data, xmlErrorPtr error)
{
    struct judge *judge = data;
    if (judge->refused || is_harmless(error))
        return;
    judge->refused = true;
    size_t offset = judge_offset(judge);
    struct str text = str_trim(str_of(error->message));
    struct diag *diag = diag_add(judge->diags, KIND_XML_MALFORMED, span_at(judge->document, offset),
                                 "not well-formed XML: " STR_FORMAT, STR_ARG(text));
    hint_at_conflict(judge, diag, offset);
    xmlStopParser(judge->context);
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces, const xmlChar **declared, int attributes, int defaulted,
                     const xmlChar **values)
{
    (void)name, (void)prefix, (void)uri, (void)declared, (void)defaulted, (void)values;
    struct judge *judge = data;
    if (++judge->depth > xml_greatest_depth)
        refuse(judge, KIND_XML_LIMIT, "elements are nested deeper than %zu", xml_greatest_depth);
    else if (attributes + namespaces > xml_greatest_attributes)
        refuse(judge, KIND_XML_LIMIT, "an element has more than %zu attributes", xml_greatest_attributes);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    struct judge *judge = data;
    judge->depth--;
}

// The second wall: a declaration is refused before parsing already.
static void on_doctype(void *data, const xmlChar *name, const xmlChar *public, const xmlChar *system)
{
    (void)name, (void)public, (void)system;
    refuse(data, KIND_XML_DOCTYPE, "document type declarations are not accepted", 0);
}

// libxml2 compares each attribute of an element with all others, which takes seconds for 100,000 of them. So
// it is not asked about a stretch without `<` that holds more attributes than any element may have by far.
enum { attributes_beyond_doubt = 5000, attribute_least = sizeof "a=''" - 1 };

static size_t count_attributes(struct str stretch)
{
    size_t count = 0;
    for (size_t at = 0; (at = str_find_byte(stretch, '=', at)) != STR_NONE;) {
        do
            at++;
        while (at < stretch.len && (unsigned char)stretch.at[at] <= ' ');
        count += at < stretch.len && (stretch.at[at] == '"' || stretch.at[at] == '\'');
    }
    return count;
}

static bool check_attributes(const struct xml_document *document, struct diags *diags)
{
    struct str text = document->text;
    for (size_t at = str_find_byte(text, '<', 0), next; at != STR_NONE; at = next) {
        next = str_find_byte(text, '<', at + 1);
        struct str stretch = str_slice(text, at, next);
        if (stretch.len < (size_t)attributes_beyond_doubt * attribute_least ||
            count_attributes(stretch) < attributes_beyond_doubt)
            continue;
        diag_add(diags, KIND_XML_LIMIT, (struct span){document->path, text, at, at + 1},
                 "an element has more than %d attributes", xml_greatest_attributes);
        return false;
    }
    return true;
}

bool xml_judge(const struct xml_document *document, struct diags *diags)
{
    if (!check_attributes(document, diags))
        return false;
    enum { step = 1 << 20 };
    xmlInitParser();
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = on_start,
                             .endElementNs = on_end,
                             .internalSubset = on_doctype,
                             .serror = on_error};
    struct judge judge = {.document = document, .diags = diags};
    judge.context = xmlCreatePushParserCtxt(&handler, &judge, NULL, 0, NULL);
    if (!judge.context)
        memory_exhausted(step);
    // The encoding was checked beforehand; libxml2 must not look for another one.
    xmlCtxtUseOptions(judge.context, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    for (size_t at = 0; at < document->text.len && !judge.refused; at += step) {
        struct str piece = str_slice(document->text, at, at + step);
        xmlParseChunk(judge.context, piece.at, (int)piece.len, 0);
    }
    if (!judge.refused)
        xmlParseChunk(judge.context, NULL, 0, 1);
    if (!judge.refused && !judge.context->wellFormed)
        refuse(&judge, KIND_XML_MALFORMED, "not well-formed XML", 0);
    xmlFreeParserCtxt(judge.context);
    return !judge.refused;
}

// ---- what is refused before parsing

static bool is_utf8_name(struct str name)
{
    return name.len == 0 || str_equal_ignoring_case(name, STR("UTF-8")) ||
           str_equal_ignoring_case(name, STR("UTF8"));
}

static bool check_encoding(const struct xml_document *document, struct diags *diags)
{
    struct str text = document->text;
    struct str front = str_slice(text, 0, 4);
    bool has_nul = str_find_byte(front, 0, 0) != STR_NONE;
    if (has_nul || str_starts(text, STR("\xff\xfe")) || str_starts(text, STR("\xfe\xff"))) {
        diag_add(diags, KIND_XML_ENCODING, span_file(document->path),
                 "the file is encoded as UTF-16 or UTF-32");
        return false;
    }
    size_t start = 0, end = 0;
    xml_encoding_declared(text, &start, &end);
    struct str encoding = str_slice(text, start, end);
    if (!is_utf8_name(encoding)) {
        diag_add(diags, KIND_XML_ENCODING, (struct span){document->path, text, start, end},
                 "the file says that it is encoded as " STR_FORMAT, STR_ARG(encoding));
        return false;
    }
    size_t invalid = utf_first_invalid(text);
    if (invalid != STR_NONE)
        diag_add(diags, KIND_XML_ENCODING, span_at(document, invalid), "not well-formed UTF-8");
    return invalid == STR_NONE;
}

// A document type declaration can stand only before the root element, after comments and instructions.
static bool check_prolog(const struct xml_document *document, struct diags *diags)
{
    struct str text = document->text;
    for (size_t at = str_find_byte(text, '<', 0); at != STR_NONE; at = str_find_byte(text, '<', at)) {
        struct str rest = str_from(text, at);
        if (str_starts(rest, STR("<!DOCTYPE"))) {
            diag_add(diags, KIND_XML_DOCTYPE, (struct span){document->path, text, at, at + 9},
                     "document type declarations are not accepted");
            return false;
        }
        bool is_comment = str_starts(rest, STR("<!--"));
        if (!is_comment && !str_starts(rest, STR("<?")))
            return true;
        at = str_find(text, is_comment ? STR("-->") : STR("?>"), is_comment ? at + 4 : at);
        if (at == STR_NONE)
            return true;
    }
    return true;
}

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
    if (bytes.len > UINT32_MAX) {
        diag_add(diags, KIND_XML_LIMIT, span_file(path), "the file is larger than 4 GB");
        return false;
    }
    if (!check_encoding(out, diags) || !check_prolog(out, diags) ||
        (!xml_is_surely_sound(bytes) && !xml_judge(out, diags)))
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
