// Arguments of ICU messages: choices, numbers, dates and times.
#include "base/map.h"
#include "catalog/icu_parser.h"

// ---- choices

// A whole number that a double can hold exactly.
static bool parse_integer(struct icu_parser *p, enum icu_error absent, enum icu_error unsafe, int64_t *out)
{
    static const int64_t greatest = ((int64_t)1 << 53) - 1;
    size_t start = p->at;
    bool is_negative = icu_parser_peek(p, 0) == '-', is_safe = true;
    int64_t value = 0;
    if (is_negative || icu_parser_peek(p, 0) == '+')
        p->at++;
    size_t digits = p->at;
    for (; icu_is_digit(icu_parser_peek(p, 0)); p->at++) {
        value = value * 10 + (icu_parser_peek(p, 0) - '0');
        is_safe = is_safe && value <= greatest;
        value = is_safe ? value : 0;
    }
    if (p->at == digits)
        return icu_parser_fail_here(p, absent, start);
    if (!is_safe)
        return icu_parser_fail(p, unsafe, start, p->at, STR_NONE);
    *out = is_negative ? -value : value;
    return true;
}

// `=1` and the like, where no name stands. *out stays empty where there is no key at all.
static bool parse_exact_key(struct icu_parser *p, const struct icu_node *choice, struct str *out)
{
    size_t start = p->at;
    int64_t value;
    if (choice->kind == ICU_SELECT || !icu_parser_take(p, "="))
        return true;
    if (!parse_integer(p, ICU_NO_PLURAL_KEY, ICU_BAD_PLURAL_KEY, &value))
        return false;
    *out = str_slice(p->text, start, p->at);
    return true;
}

static bool parse_option(struct icu_parser *p, const struct icu_node *choice, struct icu_surroundings around,
                         struct icu_option *option)
{
    bool is_select = choice->kind == ICU_SELECT;
    icu_parser_skip(p, icu_is_space);
    option->start = p->at;
    if (!icu_parser_take(p, "{"))
        return icu_parser_fail_here(p, is_select ? ICU_NO_SELECT_TEXT : ICU_NO_PLURAL_TEXT, STR_NONE);
    bool keeps_pound = is_select && p->options->has_nested_pound;
    struct icu_surroundings inner = {around.depth + 1, around.pound, around.is_in_tag};
    if (!keeps_pound)
        inner.pound = is_select || p->options->has_plain_pound ? NULL : choice;
    if (!icu_parse_nodes(p, inner, &option->value))
        return false;
    if (!icu_parser_take(p, "}"))
        return icu_parser_fail_here(p, ICU_UNCLOSED_BRACE, option->start);
    option->end = p->at;
    return true;
}

static bool check_options(struct icu_parser *p, const struct icu_node *choice, bool has_other)
{
    bool is_select = choice->kind == ICU_SELECT;
    if (choice->options.count == 0)
        return icu_parser_fail_here(p, is_select ? ICU_NO_SELECT_KEY : ICU_NO_PLURAL_KEY, STR_NONE);
    if (p->options->requires_other && !has_other)
        return icu_parser_fail(p, ICU_NO_OTHER, p->at, p->at, choice->start);
    return true;
}

// `first` is a name that was read in front of the options, and may be empty.
static bool parse_options(struct icu_parser *p, struct icu_node *choice, struct icu_surroundings around,
                          struct str first)
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
            return icu_parser_fail(p,
                                   choice->kind == ICU_SELECT ? ICU_DOUBLE_SELECT_KEY : ICU_DOUBLE_PLURAL_KEY,
                                   key_start, key_end, STR_NONE);
        has_other = has_other || str_is(key, "other");
        struct icu_option option = {.key = key, .key_start = key_start};
        if (!parse_option(p, choice, around, &option))
            return false;
        map_set(&keys, key, NULL, p->arena);
        *list_push(&choice->options, p->arena) = option;
        icu_parser_skip(p, icu_is_space);
        key = icu_parser_name(p);
    }
    return check_options(p, choice, has_other);
}

static bool parse_choice(struct icu_parser *p, struct icu_node *node, struct icu_surroundings around)
{
    size_t type_end = p->at;
    node->choice = p->out->choice_count++;
    icu_parser_skip(p, icu_is_space);
    if (!icu_parser_take(p, ","))
        return icu_parser_fail(p, ICU_NO_OPTIONS, type_end, type_end, node->start);
    icu_parser_skip(p, icu_is_space);
    struct str first = icu_parser_name(p);
    if (node->kind != ICU_SELECT && str_is(first, "offset")) {
        if (!icu_parser_take(p, ":"))
            return icu_parser_fail_here(p, ICU_NO_OFFSET, STR_NONE);
        icu_parser_skip(p, icu_is_space);
        if (!parse_integer(p, ICU_NO_OFFSET, ICU_BAD_OFFSET, &node->offset))
            return false;
        icu_parser_skip(p, icu_is_space);
        first = icu_parser_name(p);
    }
    return parse_options(p, node, around, first);
}

// ---- other arguments

// To the brace that ends the argument, which is left. Apostrophes quote, and braces count.
static bool skip_style(struct icu_parser *p)
{
    for (size_t open = 0; !icu_parser_is_at_end(p); p->at++) {
        char c = icu_parser_peek(p, 0);
        if (c == '\'') {
            size_t end = str_find_byte(p->text, '\'', p->at + 1);
            if (end == STR_NONE)
                return icu_parser_fail(p, ICU_UNCLOSED_STYLE_QUOTE, p->at + 1, p->text.len, p->at);
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

static bool check_skeleton(struct icu_parser *p, const struct icu_node *node, size_t style_start,
                           size_t style_end)
{
    if (!node->is_skeleton)
        return true;
    if (node->kind == ICU_NUMBER && !is_number_skeleton(node->style))
        return icu_parser_fail(p, ICU_BAD_NUMBER_SKELETON, style_start, style_end, STR_NONE);
    if ((node->kind == ICU_DATE || node->kind == ICU_TIME) && node->style.len == 0)
        return icu_parser_fail(p, ICU_NO_DATE_SKELETON, node->start, p->at, STR_NONE);
    return true;
}

static bool close_argument(struct icu_parser *p, struct icu_node *node)
{
    if (!icu_parser_take(p, "}"))
        return icu_parser_fail_here(p, ICU_UNCLOSED_BRACE, node->start);
    node->end = p->at;
    return true;
}

static bool parse_style(struct icu_parser *p, struct icu_node *node)
{
    icu_parser_skip(p, icu_is_space);
    if (!icu_parser_take(p, ","))
        return close_argument(p, node);
    icu_parser_skip(p, icu_is_space);
    size_t start = p->at;
    if (!skip_style(p))
        return false;
    size_t end = p->at;
    struct str style = str_slice(p->text, start, end), trimmed = utf_trim(style);
    style.len = trimmed.len ? (size_t)(trimmed.at - style.at) + trimmed.len : 0; // the end alone is trimmed
    if (style.len == 0)
        return icu_parser_fail(p, ICU_NO_STYLE, p->at, p->at, node->start);
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

static bool parse_type(struct icu_parser *p, struct icu_surroundings around, struct icu_node *node)
{
    size_t start = p->at;
    struct str name = icu_parser_name(p);
    if (name.len == 0)
        return icu_parser_fail_here(p, ICU_NO_TYPE, STR_NONE);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_is(name, types[i].name))
            node->kind = types[i].kind;
    if (icu_is_choice(node->kind))
        return parse_choice(p, node, around) && close_argument(p, node);
    if (node->kind == ICU_ARGUMENT && !p->options->has_any_type)
        return icu_parser_fail(p, ICU_UNKNOWN_TYPE, start, p->at, STR_NONE);
    if (node->kind == ICU_ARGUMENT) {
        node->kind = ICU_CUSTOM;
        node->type = name;
    }
    return parse_style(p, node);
}

bool icu_parse_argument(struct icu_parser *p, struct icu_surroundings around, struct icu_node *out)
{
    *out = (struct icu_node){.kind = ICU_ARGUMENT, .start = p->at++};
    icu_parser_skip(p, icu_is_space);
    if (icu_parser_is_at_end(p))
        return icu_parser_fail_here(p, ICU_UNCLOSED_BRACE, out->start);
    if (icu_parser_take(p, "}"))
        return icu_parser_fail(p, ICU_EMPTY_ARGUMENT, out->start, p->at, STR_NONE);
    out->text = icu_parser_name(p);
    if (out->text.len == 0)
        return icu_parser_fail_here(p, ICU_MALFORMED_ARGUMENT, out->start);
    icu_parser_skip(p, icu_is_space);
    if (icu_parser_take(p, ",")) {
        icu_parser_skip(p, icu_is_space);
        return icu_parser_is_at_end(p) ? icu_parser_fail_here(p, ICU_UNCLOSED_BRACE, out->start)
                                       : parse_type(p, around, out);
    }
    if (icu_parser_peek(p, 0) == '}' || icu_parser_is_at_end(p))
        return close_argument(p, out);
    return icu_parser_fail_here(p, ICU_MALFORMED_ARGUMENT, out->start);
}
