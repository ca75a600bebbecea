// The grammar is that of ICU's messagepattern.cpp as @formatjs/icu-messageformat-parser 3 writes it, whose
// order of tests decides which error a text has.
#include "catalog/icu_parser.h"

const struct icu_options icu_standard = {.ignores_tags = true, .requires_other = true, .has_any_type = true};
const struct icu_options icu_formatjs = {.requires_other = true};
const struct icu_options icu_lingui = {
    .requires_other = true, .has_numbered_tags = true, .has_any_type = true, .has_nested_pound = true};
const struct icu_options icu_flutter = {
    .ignores_tags = true, .requires_other = true, .has_plain_pound = true, .has_plain_quotes = true};

bool icu_parser_fail(struct icu_parser *p, enum icu_error error, size_t start, size_t end, size_t opened)
{
    *p->fault = (struct icu_fault){error, start, end, opened};
    return false;
}

bool icu_parser_fail_here(struct icu_parser *p, enum icu_error error, size_t opened)
{
    size_t end = p->at;
    if (end < p->text.len)
        utf_next(p->text, &end);
    return icu_parser_fail(p, error, p->at, end, opened);
}

void icu_parser_skip(struct icu_parser *p, bool (*belongs)(uint32_t point))
{
    for (size_t next = p->at; next < p->text.len; p->at = next)
        if (!belongs(utf_next(p->text, &next)))
            break;
}

struct str icu_parser_name(struct icu_parser *p)
{
    size_t start = p->at;
    icu_parser_skip(p, icu_is_name);
    return str_slice(p->text, start, p->at);
}

// ---- literals

static bool starts_tag(const struct icu_parser *p)
{
    return icu_parser_peek(p, 0) == '<' && !p->options->ignores_tags &&
           icu_starts_tag(icu_parser_peek(p, 1), p->options->has_numbered_tags);
}

static bool ends_tag(const struct icu_parser *p)
{
    return icu_parser_peek(p, 0) == '<' && icu_parser_peek(p, 1) == '/' && !p->options->ignores_tags;
}

static bool starts_quote(const struct icu_parser *p, const struct icu_surroundings *around)
{
    char next = icu_parser_peek(p, 1);
    bool is_angle = (next == '<' || next == '>') && !p->options->has_plain_angles;
    return next == '{' || next == '}' || is_angle || (next == '#' && around->pound);
}

// Behind the apostrophe that ends the quote, or at the end of the message. Appends what it quotes.
static void take_quote(struct icu_parser *p, struct buf *out)
{
    struct icu_quote *quote = list_push(&p->out->quotes, p->arena);
    *quote = (struct icu_quote){.start = p->at++};
    for (;;) {
        size_t end = str_find_byte(p->text, '\'', p->at);
        quote->is_closed = end != STR_NONE;
        if (end == STR_NONE)
            end = p->text.len;
        buf_add(out, str_slice(p->text, p->at, end));
        p->at = quote->is_closed ? end + 1 : end;
        if (icu_parser_peek(p, 0) != '\'' || icu_parser_is_at_end(p))
            break;
        buf_byte(out, '\'');
        p->at++;
    }
    quote->end = p->at;
}

static bool ends_literal(const struct icu_parser *p, const struct icu_surroundings *around)
{
    switch (p->text.at[p->at]) {
    case '{':
        return true;
    case '}':
        return around->depth > 0;
    case '#':
        return around->pound != NULL;
    case '<':
        return starts_tag(p) || ends_tag(p);
    default:
        return false;
    }
}

// A text without apostrophes that mean something is a slice of the message.
static void parse_literal(struct icu_parser *p, const struct icu_surroundings *around, struct icu_node *out)
{
    struct buf unquoted = {0};
    size_t start = p->at, kept = p->at;
    while (!icu_parser_is_at_end(p) && !ends_literal(p, around)) {
        bool is_quote = icu_parser_peek(p, 0) == '\'' && !p->options->has_plain_quotes;
        if (is_quote && icu_parser_peek(p, 1) == '\'') {
            buf_add(&unquoted, str_slice(p->text, kept, p->at + 1));
            p->at += 2;
            kept = p->at;
        } else if (is_quote && starts_quote(p, around)) {
            buf_add(&unquoted, str_slice(p->text, kept, p->at));
            take_quote(p, &unquoted);
            kept = p->at;
        } else {
            p->at++;
        }
    }
    *out = (struct icu_node){.kind = ICU_LITERAL, .start = start, .end = p->at};
    if (kept == start)
        out->text = str_slice(p->text, start, p->at);
    else
        buf_add(&unquoted, str_slice(p->text, kept, p->at));
    if (kept != start)
        out->text = buf_finish(&unquoted, p->arena);
}

// ---- tags

static struct str take_tag_name(struct icu_parser *p)
{
    size_t start = p->at;
    icu_parser_skip(p, icu_is_tag_name);
    return str_slice(p->text, start, p->at);
}

static bool parse_closing_tag(struct icu_parser *p, const struct icu_node *tag)
{
    size_t start = p->at;
    if (!icu_parser_take(p, "</"))
        return icu_parser_fail_here(p, ICU_UNCLOSED_TAG, tag->start);
    if (!icu_starts_tag(icu_parser_peek(p, 0), p->options->has_numbered_tags))
        return icu_parser_fail_here(p, ICU_BAD_TAG, start);
    size_t name_start = p->at;
    struct str name = take_tag_name(p);
    if (!str_equal(name, tag->text))
        return icu_parser_fail(p, ICU_UNMATCHED_TAG, name_start, p->at, tag->start);
    icu_parser_skip(p, icu_is_space);
    return icu_parser_take(p, ">") || icu_parser_fail_here(p, ICU_BAD_TAG, start);
}

static bool parse_tag(struct icu_parser *p, struct icu_surroundings around, struct icu_node *out)
{
    *out = (struct icu_node){.kind = ICU_TAG, .start = p->at++};
    out->text = take_tag_name(p);
    icu_parser_skip(p, icu_is_space);
    if (icu_parser_take(p, "/>")) {
        out->kind = ICU_EMPTY_TAG;
    } else {
        if (!icu_parser_take(p, ">"))
            return icu_parser_fail_here(p, ICU_BAD_TAG, out->start);
        struct icu_surroundings inner = {around.depth + 1, around.pound, true};
        if (!icu_parse_nodes(p, inner, &out->children) || !parse_closing_tag(p, out))
            return false;
    }
    out->end = p->at;
    return true;
}

// ---- texts

static bool parse_node(struct icu_parser *p, struct icu_surroundings around, struct icu_node *out)
{
    char c = icu_parser_peek(p, 0);
    if (c == '{')
        return icu_parse_argument(p, around, out);
    if (starts_tag(p))
        return parse_tag(p, around, out);
    if (ends_tag(p))
        return icu_parser_fail(p, ICU_UNMATCHED_TAG, p->at, p->at, STR_NONE);
    if (c == '#' && around.pound) {
        *out = (struct icu_node){.kind = ICU_POUND, .start = p->at, .text = around.pound->text};
        out->offset = around.pound->offset;
        out->end = ++p->at;
    } else {
        parse_literal(p, &around, out);
    }
    return true;
}

// To the end of the message, or to the brace or tag that ends the text, which is left.
bool icu_parse_nodes(struct icu_parser *p, struct icu_surroundings around, struct icu_node_list *out)
{
    if (around.depth > icu_depth_greatest)
        return icu_parser_fail_here(p, ICU_TOO_DEEP, STR_NONE);
    struct icu_node_list nodes = {0};
    while (!icu_parser_is_at_end(p)) {
        if (around.depth > 0 && icu_parser_peek(p, 0) == '}')
            break;
        if (around.is_in_tag && ends_tag(p))
            break;
        struct icu_node node;
        if (!parse_node(p, around, &node))
            return false;
        *list_push(&nodes, p->arena) = node;
    }
    *out = nodes;
    return true;
}

bool icu_parse(struct str text, const struct icu_options *options, struct arena *arena,
               struct icu_message *out, struct icu_fault *fault)
{
    *out = (struct icu_message){.text = text};
    struct icu_parser parser = {text, 0, options, arena, out, fault};
    return icu_parse_nodes(&parser, (struct icu_surroundings){0}, &out->nodes);
}
