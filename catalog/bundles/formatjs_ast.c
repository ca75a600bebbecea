// FormatJS: what `formatjs compile --ast` writes, byte for byte: messages that are parsed already, so that
// applications can leave the parser out. The numbers of types are @formatjs/icu-messageformat-parser's TYPE.
// Skeletons are turned into options of Intl here; what FormatJS would refuse in them is refused.

#include "base/quote.h"
#include "base/utf.h"
#include "catalog/bundles/bundled.h"
#include "catalog/bundles/formatjs_skeletons.h"
#include "catalog/bundles/intl_options.h"
#include "catalog/icu_letters.h"
#include "catalog/translations.h"

enum { LITERAL, ARGUMENT, NUMBER, DATE, TIME, SELECT, PLURAL, POUND, TAG };

// ---- judging

static bool ast_holds(const struct bundle_request *request, const struct message *message,
                      struct arena *scratch, struct diags *diags)
{
    struct icu_text text;
    return icu_text_holds(request, message, &icu_formatjs, scratch, diags, &text) &&
           icu_text_is_inert(&text, message_key(message), message->span, diags) &&
           formatjs_takes_skeletons(&text, message->id, message->span, false, diags);
}

static bool ast_fits(const struct bundle_request *request, const struct message *message,
                     const struct translation *translation, struct arena *scratch, struct diags *diags)
{
    const struct unit *unit = translation->unit;
    struct icu_text text;
    return icu_text_fits(request, message, translation, &icu_formatjs, scratch, diags, &text) &&
           icu_text_is_inert(&text, message_key(message), unit_span(translation->catalog, unit), diags) &&
           formatjs_takes_skeletons(&text, unit->id, unit_span(translation->catalog, unit), false, diags);
}

// ---- writing

struct writer {
    struct buf *out;
    size_t depth;
    struct buf object; // one printed without white space
};

static void add_line(struct writer *w)
{
    buf_byte(w->out, '\n');
    for (size_t i = 0; i < w->depth; i++)
        buf_text(w->out, "  ");
}

static void open_with(struct writer *w, char bracket)
{
    buf_byte(w->out, bracket);
    w->depth++;
}

static void close_with(struct writer *w, char bracket)
{
    w->depth--;
    add_line(w);
    buf_byte(w->out, bracket);
}

static void add_name(struct writer *w, const char *name)
{
    if (w->out->at[w->out->len - 1] != '{')
        buf_byte(w->out, ',');
    add_line(w);
    buf_print(w->out, "\"%s\": ", name);
}

static void add_text(struct writer *w, const char *name, struct str text)
{
    add_name(w, name);
    quote_json(w->out, text);
}

static void add_number(struct writer *w, const char *name, long long number)
{
    add_name(w, name);
    buf_print(w->out, "%lld", number);
}

// An object without white space, laid out.
static void add_object(struct writer *w, struct str object)
{
    bool in_text = false;
    if (str_is(object, "{}")) {
        buf_add(w->out, object);
        return;
    }
    for (size_t i = 0; i < object.len; i++) {
        char c = object.at[i];
        in_text ^= c == '"' && object.at[i - 1] != '\\';
        if (in_text || !strchr("{},:", c))
            buf_byte(w->out, c);
        else if (c == '}')
            close_with(w, c);
        else if (c == '{') {
            open_with(w, c);
            add_line(w);
        } else {
            buf_byte(w->out, c);
            c == ',' ? add_line(w) : buf_byte(w->out, ' ');
        }
    }
}

static void add_nodes(struct writer *w, const struct icu_node_list *nodes);

static void add_list_of_texts(struct writer *w, struct str text)
{
    const char *gap = "";
    size_t start = str_find_byte(text, '/', 0);
    if (start == STR_NONE) {
        buf_text(w->out, "[]");
        return;
    }
    open_with(w, '[');
    while (start != STR_NONE) {
        size_t end = str_find_byte(text, '/', start + 1);
        buf_text(w->out, gap);
        add_line(w);
        quote_json(w->out, str_slice(text, start + 1, end));
        start = end;
        gap = ",";
    }
    close_with(w, ']');
}

static void add_token(struct writer *w, struct str token, bool is_first)
{
    size_t end = str_find_byte(token, '/', 0);
    buf_text(w->out, is_first ? "" : ",");
    add_line(w);
    open_with(w, '{');
    add_text(w, "stem", str_slice(token, 0, end));
    add_name(w, "options");
    add_list_of_texts(w, token);
    close_with(w, '}');
}

static void add_tokens(struct writer *w, struct str skeleton)
{
    bool is_first = true;
    open_with(w, '[');
    for (size_t at = 0; at < skeleton.len;) {
        size_t start = at, end = at;
        while (at < skeleton.len && !icu_is_space(utf_next(skeleton, &at)))
            end = at;
        if (end == start)
            continue;
        add_token(w, str_slice(skeleton, start, end), is_first);
        is_first = false;
    }
    close_with(w, ']');
}

static void add_skeleton(struct writer *w, const struct icu_node *node)
{
    bool is_number = node->kind == ICU_NUMBER;
    w->object.len = 0;
    bool good = is_number ? intl_number_of_formatjs(node->style, &w->object)
                          : intl_date_of_formatjs(node->style, false, &w->object);
    open_with(w, '{');
    add_number(w, "type", is_number ? 0 : 1);
    if (is_number) {
        add_name(w, "tokens");
        add_tokens(w, node->style);
    } else {
        add_text(w, "pattern", node->style);
    }
    add_name(w, "parsedOptions");
    add_object(w, good ? buf_str(&w->object) : STR("{}"));
    close_with(w, '}');
}

static void add_style(struct writer *w, const struct icu_node *node)
{
    add_name(w, "style");
    if (node->is_skeleton)
        add_skeleton(w, node);
    else if (node->style.len)
        quote_json(w->out, node->style);
    else
        buf_text(w->out, "null");
}

// "=01" is "=1".
static void add_key(struct writer *w, struct str key)
{
    add_line(w);
    if (key.len > 1 && key.at[0] == '=') {
        struct str digits = str_from(key, 1);
        while (digits.len > 1 && (digits.at[0] == '0' || digits.at[0] == '+'))
            digits = str_from(digits, 1);
        buf_print(w->out, "\"=" STR_FORMAT "\"", STR_ARG(digits));
    } else {
        quote_json(w->out, key);
    }
    buf_text(w->out, ": ");
}

static void add_options(struct writer *w, const struct icu_node *choice)
{
    add_name(w, "options");
    open_with(w, '{');
    for (size_t i = 0; i < choice->options.count; i++) {
        buf_text(w->out, i ? "," : "");
        add_key(w, choice->options.at[i].key);
        open_with(w, '{');
        add_name(w, "value");
        add_nodes(w, &choice->options.at[i].value);
        close_with(w, '}');
    }
    close_with(w, '}');
    if (choice->kind == ICU_SELECT)
        return;
    add_number(w, "offset", choice->offset);
    add_text(w, "pluralType", choice->kind == ICU_ORDINAL ? STR("ordinal") : STR("cardinal"));
}

static void add_node(struct writer *w, const struct icu_node *node)
{
    static const int types[] = {
        [ICU_LITERAL] = LITERAL, [ICU_ARGUMENT] = ARGUMENT, [ICU_NUMBER] = NUMBER, [ICU_DATE] = DATE,
        [ICU_TIME] = TIME,       [ICU_CUSTOM] = ARGUMENT,   [ICU_SELECT] = SELECT, [ICU_PLURAL] = PLURAL,
        [ICU_ORDINAL] = PLURAL,  [ICU_POUND] = POUND,       [ICU_TAG] = TAG,       [ICU_EMPTY_TAG] = LITERAL};
    open_with(w, '{');
    add_number(w, "type", types[node->kind]);
    if (node->kind == ICU_EMPTY_TAG) { // a text, for the peer
        w->object.len = 0;
        buf_print(&w->object, "<" STR_FORMAT "/>", STR_ARG(node->text));
        add_text(w, "value", buf_str(&w->object));
    } else if (node->kind != ICU_POUND) {
        add_text(w, "value", node->text);
    }
    if (icu_is_choice(node->kind))
        add_options(w, node);
    else if (node->kind == ICU_NUMBER || node->kind == ICU_DATE || node->kind == ICU_TIME)
        add_style(w, node);
    if (node->kind == ICU_TAG) {
        add_name(w, "children");
        add_nodes(w, &node->children);
    }
    close_with(w, '}');
}

static void add_nodes(struct writer *w, const struct icu_node_list *nodes)
{
    if (nodes->count == 0) {
        buf_text(w->out, "[]");
        return;
    }
    open_with(w, '[');
    for (size_t i = 0; i < nodes->count; i++) {
        buf_text(w->out, i ? "," : "");
        add_line(w);
        add_node(w, &nodes->at[i]);
    }
    close_with(w, ']');
}

static bool ast_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                      struct buf *out)
{
    size_t count = request->messages->count;
    uint32_t *order = messages_by_key(request->messages, scratch);
    struct writer w = {.out = out, .depth = 1};
    struct icu_text text;
    buf_byte(out, '{');
    for (size_t i = 0; i < count; i++) {
        buf_text(out, i ? "," : "");
        add_line(&w);
        quote_json(out, message_key(request->messages->at[order[i]]));
        buf_text(out, ": ");
        icu_text_of(request, order[i], &icu_formatjs, scratch, &text);
        add_nodes(&w, &text.message.nodes);
    }
    buf_free(&w.object);
    buf_text(out, count ? "\n}\n" : "}\n");
    return bundled_keys_differ(request, order, diags);
}

const struct bundle bundle_formatjs_ast = {
    .name = "formatjs-ast",
    .meaning = "the same, parsed already: what `formatjs compile --ast` gives",
    .suffix = ".json",
    .has_source = true,
    .holds = ast_holds,
    .fits = ast_fits,
    .write = ast_write,
};
