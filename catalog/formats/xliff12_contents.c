// Sources and targets: patterns from inline markup and back.
#include "base/utf.h"
#include "catalog/formats/index.h"
#include "catalog/formats/xliff12.h"

#include <stdio.h>
#include <stdlib.h>

// What code is beyond a plain placeholder is said by `ctype`, so that every tool can read the element.
static const char *const code_types[] = {[PART_PLACEHOLDER] = "",
                                         [PART_OPEN] = "x-open",
                                         [PART_CLOSE] = "x-close",
                                         [PART_STANDALONE] = "x-standalone"};

static enum part_kind kind_of_type(struct str type)
{
    for (enum part_kind kind = PART_OPEN; kind <= PART_STANDALONE; kind++)
        if (str_is(type, code_types[kind]))
            return kind;
    return PART_PLACEHOLDER;
}

// ---- reading

bool xliff12_is_location(const struct xml_document *document, const struct xml_node *node,
                         const struct format_options *options)
{
    struct xml_attribute purpose;
    return xliff12_is(document, node, "context-group", options) &&
           xml_attribute_find(document, node, "purpose", &purpose) && str_is(purpose.raw, "location");
}

struct xml_node *xliff12_child(const struct xml_document *document, const struct xml_node *parent,
                               const char *name)
{
    for (struct xml_node *node = parent->first; node; node = node->next)
        if (xliff12_is_local(document, node, name))
            return node;
    return NULL;
}

static struct str code_name(struct xliff12_contents *contents, const struct xml_node *element)
{
    static const char *const attributes[] = {"id", "mid"};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        struct str name = xml_attribute_value(contents->document, element, attributes[i], contents->arena);
        if (name.len)
            return contents->options->peer_bytes ? index_name(name, contents->arena) : name;
    }
    return (struct str){0};
}

static bool is_strict(const struct xliff12_contents *contents)
{
    return contents->options->peer_bytes && contents->diags;
}

static void complain(struct xliff12_contents *contents, enum kind kind, const struct xml_node *node,
                     const char *what)
{
    contents->is_sound = false;
    diag_add(contents->diags, kind, xml_span(contents->document, node), "%s", what);
}

static void add_code(struct xliff12_contents *contents, struct pattern *out, enum part_kind kind,
                     struct str code, struct str name, size_t start, size_t end)
{
    text_run_end(&contents->run, out, contents->arena);
    pattern_add_code(out, kind, code, name, contents->arena);
    if (contents->code)
        *list_push(contents->code, contents->arena) = str_slice(contents->document->text, start, end);
}

// Angular writes two `x` for a pair, and says so in their names: START_BOLD_TEXT, CLOSE_BOLD_TEXT.
static enum part_kind angular_kind(struct str name)
{
    return str_starts(name, STR("START_"))   ? PART_OPEN
           : str_starts(name, STR("CLOSE_")) ? PART_CLOSE
                                             : PART_PLACEHOLDER;
}

// `x` and `ph`: the code is in an attribute, or is the content.
static void read_placeholder(struct xliff12_contents *contents, const struct xml_node *element,
                             struct pattern *out)
{
    bool is_x = xliff12_is(contents->document, element, "x", contents->options);
    struct str name = code_name(contents, element);
    struct xml_attribute attribute;
    bool has_code = !is_x || xml_attribute_find(contents->document, element, "equiv-text", &attribute);
    struct str code = !has_code ? str_slice(contents->document->text, element->start, element->end)
                      : is_x    ? xml_decode_value(attribute.raw, contents->arena)
                                : xml_text_within(contents->document, element, contents->arena);
    bool is_one_text = element->first && !element->first->next && element->first->kind == XML_TEXT;
    if (is_strict(contents)) {
        if (is_x && (!has_code || code.len == 0))
            complain(contents, KIND_UNIT_PLACEHOLDER, element, "the placeholder lacks its `equiv-text`");
        if (!is_x && !is_one_text)
            complain(contents, KIND_UNIT_PLACEHOLDER, element, "the placeholder must hold exactly one text");
        if (name.len == 0)
            complain(contents, KIND_UNIT_PLACEHOLDER, element, "the placeholder lacks its `id`");
    }
    struct str type = xml_attribute_value(contents->document, element, "ctype", contents->arena);
    enum part_kind kind = kind_of_type(type);
    if (kind == PART_PLACEHOLDER && !contents->options->peer_bytes && str_starts(type, STR("x-")))
        kind = angular_kind(name);
    add_code(contents, out, kind, code, name, element->start, element->end);
}

// Tools mark segments, terms and comments with `mrk`: it says something about the text, and is none of it.
static bool is_annotation(const struct xliff12_contents *contents, const struct xml_node *element)
{
    return xliff12_is(contents->document, element, "mrk", contents->options);
}

// Whether anything in the element is written again: comments are not.
static bool has_contents(const struct xliff12_contents *contents, const struct xml_node *element)
{
    for (const struct xml_node *node = xml_next(element, element); node; node = xml_next(node, element)) {
        bool is_text = node->kind == XML_TEXT || node->kind == XML_CDATA;
        if (is_text ? xml_node_text(contents->document, node, contents->arena).len > 0
                    : node->kind == XML_ELEMENT && !is_annotation(contents, node))
            return true;
    }
    return false;
}

// `g` holds text, so each of its tags is a piece of code.
static bool is_pair(const struct xliff12_contents *contents, const struct xml_node *element)
{
    return xliff12_is(contents->document, element, "g", contents->options) && has_contents(contents, element);
}

static void read_tag(struct xliff12_contents *contents, const struct xml_node *element, enum part_kind kind,
                     struct pattern *out)
{
    size_t start = kind == PART_CLOSE ? element->close_start : element->start;
    size_t end = kind == PART_OPEN ? element->open_end : element->end;
    struct str code = str_slice(contents->document->text, start, end);
    add_code(contents, out, kind, code, code_name(contents, element), start, end);
}

// A character that XML cannot hold: `equiv-text` names it as JavaScript does, \u0002.
static bool read_code_point(struct xliff12_contents *contents, const struct xml_node *node)
{
    struct xml_attribute type, code;
    if (contents->options->peer_bytes || !xliff12_is(contents->document, node, "x", contents->options) ||
        !xml_attribute_find(contents->document, node, "ctype", &type) ||
        !str_is(type.raw, XLIFF12_CODE_POINT) ||
        !xml_attribute_find(contents->document, node, "equiv-text", &code) || code.raw.len != 6 ||
        !str_starts(code.raw, STR("\\u")))
        return false;
    uint32_t point = 0;
    for (size_t i = 2; i < 6; i++) {
        int digit = byte_hex(code.raw.at[i]);
        if (digit < 0)
            return false;
        point = point * 16 + (uint32_t)digit;
    }
    text_run_add_point(&contents->run, point);
    return true;
}

// Codes of other tools: halves of pairs apart, with the code as content or without.
static enum part_kind foreign_kind(struct xliff12_contents *contents, const struct xml_node *element)
{
    static const struct {
        const char *name;
        enum part_kind kind;
    } halves[] = {{"bpt", PART_OPEN}, {"ept", PART_CLOSE}, {"bx", PART_OPEN}, {"ex", PART_CLOSE}};
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
        if (xliff12_is(contents->document, element, halves[i].name, contents->options))
            return halves[i].kind;
    struct str place = xml_attribute_value(contents->document, element, "pos", contents->arena);
    return str_is(place, "open") ? PART_OPEN : str_is(place, "close") ? PART_CLOSE : PART_PLACEHOLDER;
}

static void read_foreign(struct xliff12_contents *contents, const struct xml_node *element,
                         struct pattern *out)
{
    const struct xml_document *document = contents->document;
    struct str rid = xml_attribute_value(document, element, "rid", contents->arena);
    struct str code = xml_attribute_value(document, element, "equiv-text", contents->arena);
    if (code.len == 0)
        code = xml_text_within(document, element, contents->arena);
    if (code.len == 0)
        code = str_slice(document->text, element->start, element->end);
    add_code(contents, out, foreign_kind(contents, element), code,
             rid.len ? rid : code_name(contents, element), element->start, element->end);
}

// Whether the children of the node are to be read as well.
static bool read_node(struct xliff12_contents *contents, const struct xml_node *node, struct pattern *out)
{
    const struct xml_document *document = contents->document;
    if (node->kind == XML_TEXT || (node->kind == XML_CDATA && !is_strict(contents))) {
        text_run_add(&contents->run, xml_node_text(document, node, contents->arena));
    } else if (read_code_point(contents, node)) {
        return false;
    } else if (xliff12_is(document, node, "x", contents->options) ||
               xliff12_is(document, node, "ph", contents->options)) {
        read_placeholder(contents, node, out);
    } else if (is_strict(contents)) {
        complain(contents, KIND_UNIT_CONTENT, node, "only text and placeholders can stand in a translation");
    } else if (is_annotation(contents, node)) {
        return node->first;
    } else if (node->kind == XML_ELEMENT) {
        bool pair = is_pair(contents, node);
        if (pair)
            read_tag(contents, node, PART_OPEN, out);
        else
            read_foreign(contents, node, out);
        return pair;
    }
    return false;
}

void xliff12_read_contents(struct xliff12_contents *contents, const struct xml_node *element,
                           struct pattern *out)
{
    *out = (struct pattern){0};
    const struct xml_node *node = element->first;
    while (node) {
        if (read_node(contents, node, out)) {
            node = node->first;
            continue;
        }
        while (!node->next && node->parent != element) {
            node = node->parent;
            if (!is_annotation(contents, node))
                read_tag(contents, node, PART_CLOSE, out);
        }
        node = node->next;
    }
    text_run_end(&contents->run, out, contents->arena);
    text_run_free(&contents->run);
}

// ---- printing

static struct str known_code(const struct xliff12_printer *printer, const struct part *part)
{
    size_t number = 0;
    for (size_t i = 0; i < printer->known.parts.count; i++) {
        const struct part *known = &printer->known.parts.at[i];
        if (part_kind(known) == PART_TEXT)
            continue;
        if (part_kind(known) == part_kind(part) && str_equal(known->text, part->text) &&
            str_equal(part_name(known), part_name(part)))
            return printer->known_code.at[number];
        number++;
    }
    return (struct str){0};
}

static void print_code(struct xliff12_printer *printer, const struct part *part)
{
    struct str known = known_code(printer, part);
    if (known.at) {
        buf_add(printer->out, known);
        return;
    }
    bool is_ph = printer->options->content_placeholders;
    buf_byte(printer->out, '<');
    buf_add(printer->out, printer->prefix);
    buf_text(printer->out, is_ph ? "ph" : "x");
    xml_add_attribute(printer->out, "id", part_name(part), &printer->style);
    if (part_kind(part) != PART_PLACEHOLDER && !printer->options->peer_bytes)
        xml_add_attribute(printer->out, "ctype", str_of(code_types[part_kind(part)]), &printer->style);
    if (!is_ph) {
        xml_add_attribute(printer->out, "equiv-text", part->text, &printer->style);
        buf_text(printer->out, "/>");
        return;
    }
    buf_byte(printer->out, '>');
    xml_add_text(printer->out, part->text, &printer->style);
    buf_print(printer->out, "</" STR_FORMAT "ph>", STR_ARG(printer->prefix));
}

static bool is_name_of(const struct pattern *pattern, struct str name)
{
    for (size_t i = 0; i < pattern->parts.count; i++)
        if (part_kind(&pattern->parts.at[i]) != PART_TEXT &&
            str_equal(part_name(&pattern->parts.at[i]), name))
            return true;
    return false;
}

// Their ids are c0, c1 …; those that code has are left out. Drop-in mode has refused such texts.
static void print_text(struct xliff12_printer *printer, const struct pattern *pattern, struct str text,
                       size_t *number)
{
    size_t copied = 0;
    for (size_t at = printer->options->peer_bytes ? STR_NONE : xml_next_forbidden(text, 0); at != STR_NONE;
         at = xml_next_forbidden(text, copied)) {
        char id[24];
        xml_add_text(printer->out, str_slice(text, copied, at), &printer->style);
        do
            snprintf(id, sizeof id, "c%zu", (*number)++);
        while (is_name_of(pattern, str_of(id)));
        copied = at;
        buf_print(printer->out,
                  "<" STR_FORMAT "x id=\"%s\" ctype=\"" XLIFF12_CODE_POINT "\" equiv-text=\"\\u%04x\"/>",
                  STR_ARG(printer->prefix), id, (unsigned)utf_next(text, &copied));
    }
    xml_add_text(printer->out, str_from(text, copied), &printer->style);
}

void xliff12_print_contents(struct xliff12_printer *printer, const struct pattern *pattern)
{
    size_t number = 0;
    for (size_t i = 0; i < pattern->parts.count; i++)
        if (part_kind(&pattern->parts.at[i]) == PART_TEXT)
            print_text(printer, pattern, pattern->parts.at[i].text, &number);
        else
            print_code(printer, &pattern->parts.at[i]);
}

struct str xliff12_fragment(const struct pattern *pattern, const struct format_options *options,
                            struct arena *arena)
{
    struct buf out = {0};
    struct xliff12_printer printer = {.options = options, .style = {.line_end = STR("\n")}, .out = &out};
    xliff12_print_contents(&printer, pattern);
    return buf_finish(&out, arena);
}

bool xliff12_read_fragment(struct str fragment, const struct format_options *options, struct arena *arena,
                           struct pattern *out)
{
    struct str whole = arena_join(arena, (struct str[]){STR("<source>"), fragment, STR("</source>")}, 3);
    struct xml_document *document = arena_new(arena, struct xml_document);
    struct diags unsaid = {.arena = arena};
    if (!xml_parse(whole, STR(""), arena, &unsaid, document))
        return false;
    struct xliff12_contents contents = {.document = document, .options = options, .arena = arena};
    xliff12_read_contents(&contents, document->root.first, out);
    return true;
}

struct note xliff12_previous_note(const struct unit *unit, const struct format_options *options,
                                  struct arena *arena)
{
    const struct unit_rare *rare = unit_rare(unit);
    struct str from = rare->previous_needs_review ? STR(XLIFF12_PREVIOUS_IN_REVIEW) : STR(XLIFF12_PREVIOUS);
    return (struct note){.from = from, .text = xliff12_fragment(&rare->previous, options, arena)};
}

// ---- states

struct xliff12_state xliff12_target_state(const struct unit *unit)
{
    static const struct xliff12_state states[] = {[UNIT_NEW] = {"new", NULL},
                                                  [UNIT_TRANSLATED] = {NULL, NULL},
                                                  [UNIT_NEEDS_REVIEW] = {"needs-review-translation", NULL},
                                                  [UNIT_STALE] = {"needs-review-translation", "fuzzy-match"},
                                                  [UNIT_REVIEWED] = {"signed-off", NULL},
                                                  [UNIT_FINAL] = {"final", NULL}};
    bool must_say = unit->state == UNIT_TRANSLATED && pattern_is_blank(&unit->target);
    return must_say ? (struct xliff12_state){"translated", NULL} : states[unit->state];
}

// The state that the attributes of a target say.
static enum unit_state state_of(struct str state, struct str qualifier)
{
    if (str_starts(state, STR("needs-review-")))
        return str_is(qualifier, "fuzzy-match") ? UNIT_STALE : UNIT_NEEDS_REVIEW;
    if (str_is(state, "new") || str_is(state, "needs-translation"))
        return UNIT_NEW;
    if (str_is(state, "signed-off"))
        return UNIT_REVIEWED;
    if (str_is(state, "final"))
        return UNIT_FINAL;
    return str_starts(state, STR("needs-")) ? UNIT_NEEDS_REVIEW : UNIT_TRANSLATED;
}

enum unit_state xliff12_state_in(const struct xml_document *document, const struct xml_node *target,
                                 struct arena *arena)
{
    enum unit_state state = state_of(xml_attribute_value(document, target, "state", arena),
                                     xml_attribute_value(document, target, "state-qualifier", arena));
    struct str approved = xml_attribute_value(document, target->parent, "approved", arena);
    return state == UNIT_TRANSLATED && str_is(approved, "yes") ? UNIT_FINAL : state;
}

bool xliff12_is_done(struct str state)
{
    return str_is(state, "translated") || str_is(state, "signed-off") || str_is(state, "final");
}
