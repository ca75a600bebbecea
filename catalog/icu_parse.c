// The grammar is that of ICU's messagepattern.cpp as @formatjs/icu-messageformat-parser 3 writes it, whose
// order of tests decides which error a text has.
#include "base/map.h"
#include "base/utf.h"
#include "catalog/icu.h"
#include "catalog/icu_letters.h"

const struct icu_options icu_standard = {.ignores_tags = true, .requires_other = true, .has_any_type = true};
const struct icu_options icu_formatjs = {.requires_other = true};
const struct icu_options icu_lingui = {
    .requires_other = true, .has_numbered_tags = true, .has_any_type = true, .has_nested_pound = true};
const struct icu_options icu_flutter = {
    .ignores_tags = true, .requires_other = true, .has_plain_pound = true, .has_plain_quotes = true};

struct parser {
    struct str text;
    size_t at;
    const struct icu_options *options;
    struct arena *arena;
    struct icu_message *out;
    struct icu_fault *fault;
};

// What a text stands in.
struct setting {
    int depth;                    // 0: the message itself
    const struct icu_node *pound; // the plural whose number `#` stands for, or NULL
    bool is_in_tag;
};

static bool parse_nodes(struct parser *p, struct setting setting, struct icu_node_list *out);

static bool fail(struct parser *p, enum icu_error error, size_t start, size_t end, size_t opened)
{
    *p->fault = (struct icu_fault){error, start, end, opened};
    return false;
}

// Where the parser stands, something else is wanted: the character there is marked.
static bool fail_here(struct parser *p, enum icu_error error, size_t opened)
{
    size_t end = p->at;
    if (end < p->text.len)
        utf_next(p->text, &end);
    return fail(p, error, p->at, end, opened);
}

static bool is_at_end(const struct parser *p)
{
    return p->at == p->text.len;
}

// The byte at that distance, or NUL behind the end: no syntax is made of NUL.
static char peek(const struct parser *p, size_t distance)
{
    return distance < p->text.len - p->at ? p->text.at[p->at + distance] : '\0';
}

static bool take(struct parser *p, const char *token)
{
    if (!str_starts(str_from(p->text, p->at), str_of(token)))
        return false;
    p->at += strlen(token);
    return true;
}

static void skip(struct parser *p, bool (*belongs)(uint32_t point))
{
    for (size_t next = p->at; next < p->text.len; p->at = next)
        if (!belongs(utf_next(p->text, &next)))
            break;
}

static struct str take_name(struct parser *p)
{
    size_t start = p->at;
    skip(p, icu_is_name);
    return str_slice(p->text, start, p->at);
}

// ---- literals

static bool starts_tag(const struct parser *p)
{
    char next = peek(p, 1);
    return peek(p, 0) == '<' && !p->options->ignores_tags &&
           (icu_is_letter(next) || (p->options->has_numbered_tags && icu_is_digit(next)));
}

static bool ends_tag(const struct parser *p)
{
    return peek(p, 0) == '<' && peek(p, 1) == '/' && !p->options->ignores_tags;
}

static bool starts_quote(const struct parser *p, const struct setting *setting)
{
    char next = peek(p, 1);
    return next == '{' || next == '}' || next == '<' || next == '>' || (next == '#' && setting->pound);
}

// Behind the apostrophe that ends the quote, or at the end of the message. Appends what it quotes.
static void take_quote(struct parser *p, struct buf *out)
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
        if (peek(p, 0) != '\'' || is_at_end(p))
            break;
        buf_byte(out, '\'');
        p->at++;
    }
    quote->end = p->at;
}

static bool ends_literal(const struct parser *p, const struct setting *setting)
{
    switch (p->text.at[p->at]) {
    case '{':
        return true;
    case '}':
        return setting->depth > 0;
    case '#':
        return setting->pound != NULL;
    case '<':
        return starts_tag(p) || ends_tag(p);
    default:
        return false;
    }
}

// A text without apostrophes that mean something is a slice of the message.
static void parse_literal(struct parser *p, const struct setting *setting, struct icu_node *out)
{
    struct buf unquoted = {0};
    size_t start = p->at, kept = p->at;
    while (!is_at_end(p) && !ends_literal(p, setting)) {
        bool is_quote = peek(p, 0) == '\'' && !p->options->has_plain_quotes;
        if (is_quote && peek(p, 1) == '\'') {
            buf_add(&unquoted, str_slice(p->text, kept, p->at + 1));
            p->at += 2;
            kept = p->at;
        } else if (is_quote && starts_quote(p, setting)) {
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

static struct str take_tag_name(struct parser *p)
{
    size_t start = p->at;
    skip(p, icu_is_tag_name);
    return str_slice(p->text, start, p->at);
}

static bool parse_closing_tag(struct parser *p, const struct icu_node *tag)
{
    size_t start = p->at;
    if (!take(p, "</"))
        return fail_here(p, ICU_UNCLOSED_TAG, tag->start);
    bool is_name = icu_is_letter(peek(p, 0)) || (p->options->has_numbered_tags && icu_is_digit(peek(p, 0)));
    if (!is_name)
        return fail_here(p, ICU_BAD_TAG, start);
    size_t name_start = p->at;
    struct str name = take_tag_name(p);
    if (!str_equal(name, tag->text))
        return fail(p, ICU_UNMATCHED_TAG, name_start, p->at, tag->start);
    skip(p, icu_is_space);
    return take(p, ">") || fail_here(p, ICU_BAD_TAG, start);
}

static bool parse_tag(struct parser *p, struct setting setting, struct icu_node *out)
{
    *out = (struct icu_node){.kind = ICU_TAG, .start = p->at++};
    out->text = take_tag_name(p);
    skip(p, icu_is_space);
    if (take(p, "/>")) {
        out->kind = ICU_EMPTY_TAG;
    } else {
        if (!take(p, ">"))
            return fail_here(p, ICU_BAD_TAG, out->start);
        struct setting inner = {setting.depth + 1, setting.pound, true};
        if (!parse_nodes(p, inner, &out->children) || !parse_closing_tag(p, out))
            return false;
    }
    out->end = p->at;
    return true;
}

// ---- choices

// A whole number that a double can hold exactly.
static bool parse_integer(struct parser *p, enum icu_error absent, enum icu_error unsafe, int64_t *out)
{
    static const int64_t greatest = ((int64_t)1 << 53) - 1;
    size_t start = p->at;
    bool is_negative = peek(p, 0) == '-', is_safe = true;
    int64_t value = 0;
    if (is_negative || peek(p, 0) == '+')
        p->at++;
    size_t digits = p->at;
    for (; icu_is_digit(peek(p, 0)); p->at++) {
        value = value * 10 + (peek(p, 0) - '0');
        is_safe = is_safe && value <= greatest;
        value = is_safe ? value : 0;
    }
    if (p->at == digits)
        return fail_here(p, absent, start);
    if (!is_safe)
        return fail(p, unsafe, start, p->at, STR_NONE);
    *out = is_negative ? -value : value;
    return true;
}

// `=1` and the like, where no name stands. *out stays empty where there is no key at all.
static bool parse_exact_key(struct parser *p, const struct icu_node *choice, struct str *out)
{
    size_t start = p->at;
    int64_t value;
    if (choice->kind == ICU_SELECT || !take(p, "="))
        return true;
    if (!parse_integer(p, ICU_NO_PLURAL_KEY, ICU_BAD_PLURAL_KEY, &value))
        return false;
    *out = str_slice(p->text, start, p->at);
    return true;
}

static bool parse_option(struct parser *p, const struct icu_node *choice, struct setting setting,
                         struct icu_option *option)
{
    bool is_select = choice->kind == ICU_SELECT;
    skip(p, icu_is_space);
    option->start = p->at;
    if (!take(p, "{"))
        return fail_here(p, is_select ? ICU_NO_SELECT_TEXT : ICU_NO_PLURAL_TEXT, STR_NONE);
    bool keeps_pound = is_select && p->options->has_nested_pound;
    struct setting inner = {setting.depth + 1, setting.pound, setting.is_in_tag};
    if (!keeps_pound)
        inner.pound = is_select || p->options->has_plain_pound ? NULL : choice;
    if (!parse_nodes(p, inner, &option->value))
        return false;
    if (!take(p, "}"))
        return fail_here(p, ICU_UNCLOSED_BRACE, option->start);
    option->end = p->at;
    return true;
}

static bool check_options(struct parser *p, const struct icu_node *choice, bool has_other)
{
    bool is_select = choice->kind == ICU_SELECT;
    if (choice->options.count == 0)
        return fail_here(p, is_select ? ICU_NO_SELECT_KEY : ICU_NO_PLURAL_KEY, STR_NONE);
    if (p->options->requires_other && !has_other)
        return fail(p, ICU_NO_OTHER, p->at, p->at, choice->start);
    return true;
}

// `first` is a name that was read in front of the options, and may be empty.
static bool parse_options(struct parser *p, struct icu_node *choice, struct setting setting, struct str first)
{
    struct map keys = {0};
    bool has_other = false;
    for (struct str key = first;;) {
        size_t key_end = p->at, key_start = p->at - key.len;
        if (key.len == 0 && !parse_exact_key(p, choice, &key))
            return false;
        if (key.len == 0)
            break;
        if (key_end < p->at)
            key_end = p->at;
        if (map_has(&keys, key))
            return fail(p, choice->kind == ICU_SELECT ? ICU_DOUBLE_SELECT_KEY : ICU_DOUBLE_PLURAL_KEY,
                        key_start, key_end, STR_NONE);
        has_other = has_other || str_is(key, "other");
        struct icu_option option = {.key = key, .key_start = key_start};
        if (!parse_option(p, choice, setting, &option))
            return false;
        map_set(&keys, key, NULL, p->arena);
        *list_push(&choice->options, p->arena) = option;
        skip(p, icu_is_space);
        key = take_name(p);
    }
    return check_options(p, choice, has_other);
}

static bool parse_choice(struct parser *p, struct icu_node *node, struct setting setting)
{
    size_t type_end = p->at;
    node->choice = p->out->choice_count++;
    skip(p, icu_is_space);
    if (!take(p, ","))
        return fail(p, ICU_NO_OPTIONS, type_end, type_end, node->start);
    skip(p, icu_is_space);
    struct str first = take_name(p);
    if (node->kind != ICU_SELECT && str_is(first, "offset")) {
        if (!take(p, ":"))
            return fail_here(p, ICU_NO_OFFSET, STR_NONE);
        skip(p, icu_is_space);
        if (!parse_integer(p, ICU_NO_OFFSET, ICU_BAD_OFFSET, &node->offset))
            return false;
        skip(p, icu_is_space);
        first = take_name(p);
    }
    return parse_options(p, node, setting, first);
}

// ---- other arguments

// To the brace that ends the argument, which is left. Apostrophes quote, and braces count.
static bool skip_style(struct parser *p)
{
    for (size_t open = 0; !is_at_end(p); p->at++) {
        char c = peek(p, 0);
        if (c == '\'') {
            size_t end = str_find_byte(p->text, '\'', p->at + 1);
            if (end == STR_NONE)
                return fail(p, ICU_UNCLOSED_STYLE_QUOTE, p->at + 1, p->text.len, p->at);
            p->at = end;
        } else if (c == '{') {
            open++;
        } else if (c == '}' && open-- == 0) {
            break;
        }
    }
    return true;
}

// Stems and options as in "currency/EUR .00": no option may be empty.
static bool is_number_skeleton(struct str skeleton)
{
    bool is_option = false; // a slash stands in front
    if (skeleton.len == 0)
        return false;
    for (size_t at = 0; at < skeleton.len;) {
        uint32_t point = utf_next(skeleton, &at);
        bool ends = point == '/' || icu_is_space(point);
        if (is_option && ends)
            return false;
        is_option = point == '/';
    }
    return !is_option;
}

static bool check_skeleton(struct parser *p, const struct icu_node *node, size_t style_start,
                           size_t style_end)
{
    if (!node->is_skeleton)
        return true;
    if (node->kind == ICU_NUMBER && !is_number_skeleton(node->style))
        return fail(p, ICU_BAD_NUMBER_SKELETON, style_start, style_end, STR_NONE);
    if ((node->kind == ICU_DATE || node->kind == ICU_TIME) && node->style.len == 0)
        return fail(p, ICU_NO_DATE_SKELETON, node->start, p->at, STR_NONE);
    return true;
}

static bool close_argument(struct parser *p, struct icu_node *node)
{
    if (!take(p, "}"))
        return fail_here(p, ICU_UNCLOSED_BRACE, node->start);
    node->end = p->at;
    return true;
}

static bool parse_style(struct parser *p, struct icu_node *node)
{
    skip(p, icu_is_space);
    if (!take(p, ","))
        return close_argument(p, node);
    skip(p, icu_is_space);
    size_t start = p->at;
    if (!skip_style(p))
        return false;
    size_t end = p->at;
    struct str style = str_slice(p->text, start, end), trimmed = utf_trim(style);
    style.len = trimmed.len ? (size_t)(trimmed.at - style.at) + trimmed.len : 0; // the end alone is trimmed
    if (style.len == 0)
        return fail(p, ICU_NO_STYLE, p->at, p->at, node->start);
    node->is_skeleton = str_starts(style, STR("::"));
    node->style = node->is_skeleton ? utf_trim(str_from(style, 2)) : style;
    return close_argument(p, node) && check_skeleton(p, node, start, end);
}

struct type {
    const char *name;
    enum icu_kind kind;
};

static const struct type types[] = {{"number", ICU_NUMBER}, {"date", ICU_DATE},
                                    {"time", ICU_TIME},     {"select", ICU_SELECT},
                                    {"plural", ICU_PLURAL}, {"selectordinal", ICU_ORDINAL}};

static bool parse_type(struct parser *p, struct setting setting, struct icu_node *node)
{
    size_t start = p->at;
    struct str name = take_name(p);
    if (name.len == 0)
        return fail_here(p, ICU_NO_TYPE, STR_NONE);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_is(name, types[i].name))
            node->kind = types[i].kind;
    if (icu_is_choice(node->kind))
        return parse_choice(p, node, setting) && close_argument(p, node);
    if (node->kind == ICU_ARGUMENT && !p->options->has_any_type)
        return fail(p, ICU_UNKNOWN_TYPE, start, p->at, STR_NONE);
    if (node->kind == ICU_ARGUMENT) {
        node->kind = ICU_CUSTOM;
        node->type = name;
    }
    return parse_style(p, node);
}

static bool parse_argument(struct parser *p, struct setting setting, struct icu_node *out)
{
    *out = (struct icu_node){.kind = ICU_ARGUMENT, .start = p->at++};
    skip(p, icu_is_space);
    if (is_at_end(p))
        return fail_here(p, ICU_UNCLOSED_BRACE, out->start);
    if (take(p, "}"))
        return fail(p, ICU_EMPTY_ARGUMENT, out->start, p->at, STR_NONE);
    out->text = take_name(p);
    if (out->text.len == 0)
        return fail_here(p, ICU_MALFORMED_ARGUMENT, out->start);
    skip(p, icu_is_space);
    if (take(p, ",")) {
        skip(p, icu_is_space);
        return is_at_end(p) ? fail_here(p, ICU_UNCLOSED_BRACE, out->start) : parse_type(p, setting, out);
    }
    if (peek(p, 0) == '}' || is_at_end(p))
        return close_argument(p, out);
    return fail_here(p, ICU_MALFORMED_ARGUMENT, out->start);
}

// ---- texts

static bool parse_node(struct parser *p, struct setting setting, struct icu_node *out)
{
    char c = peek(p, 0);
    if (c == '{')
        return parse_argument(p, setting, out);
    if (starts_tag(p))
        return parse_tag(p, setting, out);
    if (ends_tag(p))
        return fail(p, ICU_UNMATCHED_TAG, p->at, p->at, STR_NONE);
    if (c == '#' && setting.pound) {
        *out = (struct icu_node){.kind = ICU_POUND, .start = p->at, .text = setting.pound->text};
        out->offset = setting.pound->offset;
        out->end = ++p->at;
    } else {
        parse_literal(p, &setting, out);
    }
    return true;
}

// To the end of the message, or to the brace or tag that ends the text, which is left.
static bool parse_nodes(struct parser *p, struct setting setting, struct icu_node_list *out)
{
    if (setting.depth > icu_depth_greatest)
        return fail_here(p, ICU_TOO_DEEP, STR_NONE);
    struct icu_node_list nodes = {0};
    while (!is_at_end(p)) {
        if (setting.depth > 0 && peek(p, 0) == '}')
            break;
        if (setting.is_in_tag && ends_tag(p))
            break;
        struct icu_node node;
        if (!parse_node(p, setting, &node))
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
    struct parser parser = {text, 0, options, arena, out, fault};
    return parse_nodes(&parser, (struct setting){0}, &out->nodes);
}
