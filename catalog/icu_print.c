#include "catalog/icu_print.h"

#include "catalog/icu_letters.h"

// ---- literals

struct literal {
    struct str text;
    const struct icu_options *options;
    struct icu_setting setting;
};

static char byte_at(struct str text, size_t at)
{
    return at < text.len ? text.at[at] : '\0';
}

static bool is_syntax(const struct literal *l, size_t at)
{
    char next = byte_at(l->text, at + 1);
    switch (byte_at(l->text, at)) {
    case '{':
        return true;
    case '}':
        return l->setting.is_inside || !l->options->has_plain_quotes;
    case '#':
        return l->setting.has_pound;
    case '<':
        return !l->options->ignores_tags &&
               (next == '/' || icu_starts_tag(next, l->options->has_numbered_tags));
    default:
        return false;
    }
}

// Behind the byte, when it comes before another bracket of that sort and before an apostrophe; else `at` + 1.
static size_t behind(struct str text, size_t at, char wanted)
{
    for (size_t i = at + 1; i < text.len && text.at[i] != '\'' && text.at[i] != text.at[at]; i++)
        if (text.at[i] == wanted)
            return i + 1;
    return at + 1;
}

// Where the quote that begins at `at` best ends: behind "{name}" and "<b>" as a whole, and behind
// apostrophes, since the closing one must not meet them.
static size_t quote_end(const struct literal *l, size_t at)
{
    while (is_syntax(l, at)) {
        char c = l->text.at[at];
        at = c == '{' ? behind(l->text, at, '}') : c == '<' ? behind(l->text, at, '>') : at + 1;
        while (byte_at(l->text, at) == '\'')
            at++;
    }
    return at;
}

static void add_quote(struct buf *out, struct str quoted)
{
    buf_byte(out, '\'');
    for (size_t i = 0; i < quoted.len; i++) {
        buf_byte(out, quoted.at[i]);
        if (quoted.at[i] == '\'')
            buf_byte(out, '\'');
    }
    buf_byte(out, '\'');
}

// Whether a single apostrophe there would quote what follows.
static bool needs_doubling(const struct literal *l, size_t at)
{
    if (at + 1 == l->text.len)
        return !l->setting.is_last;
    return strchr("'{}<>#", l->text.at[at + 1]) && l->text.at[at + 1] != '\0';
}

bool icu_print_literal(struct str text, const struct icu_options *options, struct icu_setting setting,
                       struct buf *out)
{
    struct literal l = {text, options, setting};
    for (size_t at = 0; at < text.len;) {
        if (is_syntax(&l, at)) {
            if (options->has_plain_quotes)
                return false;
            size_t end = quote_end(&l, at);
            add_quote(out, str_slice(text, at, end));
            at = end;
            continue;
        }
        if (text.at[at] == '\'' && !options->has_plain_quotes && needs_doubling(&l, at))
            buf_byte(out, '\'');
        buf_byte(out, text.at[at++]);
    }
    return true;
}

// ---- nodes

void icu_print_all(struct buf *out, const struct str *pieces, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_add(out, pieces[i]);
}

struct printer {
    const struct icu_options *options;
    struct buf *out;
};

static bool print_nodes(struct printer *p, const struct icu_node_list *nodes, struct icu_setting setting);

static void print_simple(struct printer *p, const struct icu_node *node)
{
    static const char *const types[] = {[ICU_NUMBER] = "number", [ICU_DATE] = "date", [ICU_TIME] = "time"};
    ICU_PRINT(p->out, STR("{"), node->text);
    if (node->kind != ICU_ARGUMENT) {
        buf_text(p->out, ", ");
        buf_add(p->out, node->kind == ICU_CUSTOM ? node->type : str_of(types[node->kind]));
        if (node->is_skeleton || node->style.len)
            buf_text(p->out, node->is_skeleton ? ", ::" : ", ");
        buf_add(p->out, node->style);
    }
    buf_byte(p->out, '}');
}

static struct icu_setting setting_of_option(struct printer *p, const struct icu_node *choice,
                                            struct icu_setting outer)
{
    bool has_pound = choice->kind != ICU_SELECT && !p->options->has_plain_pound;
    if (choice->kind == ICU_SELECT && p->options->has_nested_pound)
        has_pound = outer.has_pound;
    return (struct icu_setting){.has_pound = has_pound, .is_inside = true};
}

static bool print_choice(struct printer *p, const struct icu_node *node, struct icu_setting outer)
{
    static const char *const types[] = {
        [ICU_SELECT] = "select", [ICU_PLURAL] = "plural", [ICU_ORDINAL] = "selectordinal"};
    struct icu_setting setting = setting_of_option(p, node, outer);
    ICU_PRINT(p->out, STR("{"), node->text, STR(", "), str_of(types[node->kind]), STR(","));
    if (node->offset)
        buf_print(p->out, " offset:%lld", (long long)node->offset);
    for (size_t i = 0; i < node->options.count; i++) {
        ICU_PRINT(p->out, STR(" "), node->options.at[i].key, STR(" {"));
        if (!print_nodes(p, &node->options.at[i].value, setting))
            return false;
        buf_byte(p->out, '}');
    }
    buf_byte(p->out, '}');
    return true;
}

static bool print_tag(struct printer *p, const struct icu_node *node, struct icu_setting outer)
{
    struct icu_setting setting = {.has_pound = outer.has_pound, .is_inside = true};
    ICU_PRINT(p->out, STR("<"), node->text, STR(">"));
    if (!print_nodes(p, &node->children, setting))
        return false;
    ICU_PRINT(p->out, STR("</"), node->text, STR(">"));
    return true;
}

static bool print_node(struct printer *p, const struct icu_node *node, struct icu_setting setting)
{
    if (node->kind == ICU_LITERAL)
        return icu_print_literal(node->text, p->options, setting, p->out);
    if (icu_is_choice(node->kind))
        return print_choice(p, node, setting);
    if (node->kind == ICU_TAG)
        return print_tag(p, node, setting);
    if (node->kind == ICU_POUND)
        buf_byte(p->out, '#');
    else if (node->kind == ICU_EMPTY_TAG)
        ICU_PRINT(p->out, STR("<"), node->text, STR("/>"));
    else
        print_simple(p, node);
    return true;
}

static bool print_nodes(struct printer *p, const struct icu_node_list *nodes, struct icu_setting setting)
{
    for (size_t i = 0; i < nodes->count; i++) {
        setting.is_last = !setting.is_inside && i + 1 == nodes->count;
        if (!print_node(p, &nodes->at[i], setting))
            return false;
    }
    return true;
}

bool icu_print(const struct icu_node_list *nodes, const struct icu_options *options, struct buf *out)
{
    struct printer printer = {options, out};
    return print_nodes(&printer, nodes, (struct icu_setting){0});
}
