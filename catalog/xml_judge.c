// What is refused of XML, and what for. See xml.h.
#include "catalog/xml.h"

#include "base/utf.h"
#include "catalog/xml_encoding.h"
#include "catalog/xml_proof.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

// ---- libxml2

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

bool xml_ask_libxml2(const struct xml_document *document, struct diags *diags)
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

// ---- all of it

bool xml_judge(const struct xml_document *document, struct diags *diags)
{
    if (document->text.len > UINT32_MAX) {
        diag_add(diags, KIND_XML_LIMIT, span_file(document->path), "the file is larger than 4 GB");
        return false;
    }
    return check_encoding(document, diags) && check_prolog(document, diags) &&
           (xml_is_surely_sound(document->text) || xml_ask_libxml2(document, diags));
}
