// Lingui: the module that `lingui compile` writes (@lingui/cli 5, namespaces `es` and `ts`), in which each
// message is parsed already. A message is an array of
//     "text"  "#" in a plural  ["name"]  ["name", "number", "style"]
//     ["n", "plural", {"0": […], "offset": 1, "one": […], "other": […]}]  selectordinal, select
// Tags stay text: the components of @lingui/react find them there.
//
// Bytes are those of the peer, but where its runtime would say something else than the message (add_literal,
// add_pound).

#include "base/quote.h"
#include "base/utf.h"
#include "catalog/bundles/bundled.h"
#include "catalog/bundles/icu_text.h"
#include "catalog/bundles/intl_options.h"

#include <stdlib.h>

static const struct icu_options icu_compiled = {.ignores_tags = true,
                                                .prints_tags = true,
                                                .has_numbered_tags = true,
                                                .requires_other = true,
                                                .has_any_type = true,
                                                .has_nested_pound = true,
                                                .has_plain_angles = true};

// ---- judging

// The first date whose skeleton the compiler refuses.
struct judging {
    struct buf scratch;
    const struct icu_node *bad;
};

static void visit_date(const struct icu_node *node, void *context)
{
    struct judging *judging = context;
    judging->scratch.len = 0;
    if (!judging->bad && node->kind == ICU_DATE && node->is_skeleton &&
        !intl_date_of_lingui(node->style, &judging->scratch))
        judging->bad = node;
}

static bool takes_dates(const struct icu_text *text, struct str id, struct span span, struct diags *diags)
{
    struct judging judging = {0};
    icu_visit(&text->message.nodes, visit_date, &judging);
    buf_free(&judging.scratch);
    if (!judging.bad)
        return true;
    struct diag *diag = diag_add(diags, KIND_BUNDLE_UNFIT, span,
                                 "`" STR_FORMAT "`: Lingui has no options for the skeleton ::" STR_FORMAT,
                                 STR_ARG(id), STR_ARG(judging.bad->style));
    diag_hint(diags, diag, "Use letters that it has, each once and nothing between: G y M d E h H m s z.");
    return false;
}

static bool module_holds(const struct bundle_request *request, const struct message *message,
                         struct arena *scratch, struct diags *diags)
{
    struct icu_text text;
    return icu_text_holds(request, message, &icu_compiled, scratch, diags, &text) &&
           icu_text_is_inert(&text, message_key(message), message->span, diags) &&
           takes_dates(&text, message->id, message->span, diags);
}

static bool module_fits(const struct bundle_request *request, const struct message *message,
                        const struct translation *translation, struct arena *scratch, struct diags *diags)
{
    const struct unit *unit = translation->unit;
    struct icu_text text;
    return icu_text_fits(request, message, translation, &icu_compiled, scratch, diags, &text) &&
           icu_text_is_inert(&text, message_key(message), unit_span(translation->catalog, unit), diags) &&
           takes_dates(&text, unit->id, unit_span(translation->catalog, unit), diags);
}

// ---- order: as JavaScript keeps keys that were put in sorted by sort()

// By UTF-16 code units: characters of four bytes, which are surrogates there, come before U+E000 and behind.
static int compare_units(struct str a, struct str b)
{
    size_t at = str_shared(a, b);
    if (at == a.len || at == b.len)
        return (a.len > b.len) - (a.len < b.len);
    unsigned char x = (unsigned char)a.at[at], y = (unsigned char)b.at[at];
    bool is_turned = x >= 0xee && y >= 0xee && (x >= 0xf0) != (y >= 0xf0);
    return (x > y) == is_turned ? -1 : 1;
}

struct key {
    struct str text;
    size_t index, number; // of an array, or SIZE_MAX; which entry it is of
};

static int compare_keys(const void *first, const void *second)
{
    const struct key *a = first, *b = second;
    if (a->index != b->index)
        return a->index < b->index ? -1 : 1;
    return a->index == SIZE_MAX ? compare_units(a->text, b->text) : 0;
}

static uint32_t *sorted_messages(const struct bundle_request *request, struct arena *arena)
{
    size_t count = request->messages->count;
    struct key *keys = arena_array(arena, struct key, count);
    uint32_t *order = arena_array(arena, uint32_t, count);
    for (size_t i = 0; i < count; i++) {
        struct str key = message_key(request->messages->at[i]);
        size_t index;
        keys[i] = (struct key){key, str_array_index(key, &index) ? index : SIZE_MAX, i};
    }
    if (count)
        qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)keys[i].number;
    return order;
}

// ---- tokens

// What stands around a token: the choices that it is in.
struct around {
    const struct icu_node *plural; // whose number `#` stands for
    bool is_direct;                // in a text of that plural itself
};

struct writer {
    struct buf *out;
    struct buf text; // of one literal
    struct arena *scratch;
};

static void add_nodes(struct writer *w, const struct icu_node_list *nodes, struct around around);

// The runtime takes "#" in a plural for its number, and resolves \uXXXX and \xXX in what it shows.
static void add_literal(struct writer *w, struct str text, struct around around)
{
    w->text.len = 0;
    if (str_is(text, "#") && around.plural && around.is_direct)
        text = STR("\\x23");
    else
        for (size_t at = 0; at < text.len; at++) {
            bool is_escape = text.at[at] == '\\' && at + 1 < text.len &&
                             (text.at[at + 1] == 'u' || text.at[at + 1] == 'x');
            buf_byte(&w->text, text.at[at]);
            if (is_escape)
                buf_text(&w->text, "x5c");
        }
    quote_json(w->out, w->text.len ? buf_str(&w->text) : text);
}

static void add_names(struct writer *w, struct str name, const char *type)
{
    buf_byte(w->out, '[');
    quote_json(w->out, name);
    if (type)
        buf_print(w->out, ",\"%s\"", type);
}

// In a select within a plural the runtime shows `#` itself.
static void add_pound(struct writer *w, const struct icu_node *pound, struct around around)
{
    if (around.is_direct) {
        buf_text(w->out, "\"#\"");
        return;
    }
    add_names(w, pound->text, pound->offset ? "plural" : "number");
    if (pound->offset)
        buf_print(w->out, ",{\"offset\":%lld,\"other\":[\"#\"]}", (long long)pound->offset);
    buf_byte(w->out, ']');
}

static void add_simple(struct writer *w, const struct icu_node *node)
{
    static const char *const types[] = {[ICU_NUMBER] = "number", [ICU_DATE] = "date", [ICU_TIME] = "time"};
    buf_byte(w->out, '[');
    quote_json(w->out, node->text);
    if (node->kind != ICU_ARGUMENT) {
        buf_byte(w->out, ',');
        quote_json(w->out, node->kind == ICU_CUSTOM ? node->type : str_of(types[node->kind]));
    }
    if (node->kind == ICU_DATE && node->is_skeleton) {
        buf_byte(w->out, ',');
        intl_date_of_lingui(node->style, w->out);
    } else if (node->kind != ICU_ARGUMENT && (node->is_skeleton || node->style.len)) {
        buf_byte(w->out, ',');
        quote_json(w->out, arena_print(w->scratch, "%s" STR_FORMAT, node->is_skeleton ? "::" : "",
                                       STR_ARG(node->style)));
    }
    buf_byte(w->out, ']');
}

// "=01" is 1.
static struct str exact_number(struct str key)
{
    if (key.len == 0 || key.at[0] != '=')
        return key;
    key = str_from(key, 1);
    while (key.len > 1 && (key.at[0] == '0' || key.at[0] == '+'))
        key = str_from(key, 1);
    return key;
}

static void add_option(struct writer *w, const struct icu_option *option, struct around inner, bool is_first)
{
    buf_text(w->out, is_first ? "" : ",");
    quote_json(w->out, exact_number(option->key));
    buf_byte(w->out, ':');
    add_nodes(w, &option->value, inner);
}

// Keys that are numbers first, then the offset, then the others as they stand.
static void add_choice(struct writer *w, const struct icu_node *choice, struct around around)
{
    static const char *const types[] = {
        [ICU_SELECT] = "select", [ICU_PLURAL] = "plural", [ICU_ORDINAL] = "selectordinal"};
    struct around inner = {choice->kind == ICU_SELECT ? around.plural : choice, choice->kind != ICU_SELECT};
    size_t count = choice->options.count, numbers = 0;
    struct key *keys = arena_array(w->scratch, struct key, count);
    size_t index;
    for (size_t i = 0; i < count; i++) {
        struct str key = exact_number(choice->options.at[i].key);
        if (str_array_index(key, &index))
            keys[numbers++] = (struct key){key, index, i};
    }
    if (numbers)
        qsort(keys, numbers, sizeof *keys, compare_keys);
    add_names(w, choice->text, types[choice->kind]);
    buf_text(w->out, ",{");
    for (size_t i = 0; i < numbers; i++)
        add_option(w, &choice->options.at[keys[i].number], inner, i == 0);
    if (choice->kind != ICU_SELECT && choice->offset)
        buf_print(w->out, "%s\"offset\":%lld", numbers ? "," : "", (long long)choice->offset);
    bool is_first = numbers == 0 && (choice->kind == ICU_SELECT || choice->offset == 0);
    for (size_t i = 0; i < count; i++) {
        const struct icu_option *option = &choice->options.at[i];
        if (str_array_index(exact_number(option->key), &index))
            continue;
        add_option(w, option, inner, is_first);
        is_first = false;
    }
    buf_text(w->out, "}]");
}

static void add_nodes(struct writer *w, const struct icu_node_list *nodes, struct around around)
{
    buf_byte(w->out, '[');
    for (size_t i = 0; i < nodes->count; i++) {
        const struct icu_node *node = &nodes->at[i];
        buf_text(w->out, i ? "," : "");
        if (node->kind == ICU_LITERAL)
            add_literal(w, node->text, around);
        else if (node->kind == ICU_POUND)
            add_pound(w, node, around);
        else if (icu_is_choice(node->kind))
            add_choice(w, node, around);
        else
            add_simple(w, node);
    }
    buf_byte(w->out, ']');
}

// ---- the module

// White space beyond ASCII, which the peer's printer escapes (jsesc).
static bool is_wide_space(uint32_t point)
{
    return point == 0xa0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200a) || point == 0x2028 ||
           point == 0x2029 || point == 0x202f || point == 0x205f || point == 0x3000;
}

// A text of JSON, which has no control characters, within double quotes of JavaScript.
static void add_in_string(struct str text, struct buf *out)
{
    size_t plain = 0;
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t point = utf_next(text, &at);
        if (point != '"' && point != '\\' && !is_wide_space(point))
            continue;
        buf_add(out, str_slice(text, plain, start));
        if (point < 0x80)
            buf_print(out, "\\%c", (char)point);
        else
            buf_print(out, point < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)point);
        plain = at;
    }
    buf_add(out, str_from(text, plain));
}

static void add_object(const struct bundle_request *request, const uint32_t *order, struct arena *scratch,
                       struct buf *out)
{
    struct writer w = {.out = out, .scratch = scratch};
    buf_byte(out, '{');
    for (size_t i = 0; i < request->messages->count; i++) {
        struct icu_text text;
        icu_text_of(request, order[i], &icu_compiled, scratch, &text);
        buf_text(out, i ? "," : "");
        quote_json(out, message_key(request->messages->at[order[i]]));
        buf_byte(out, ':');
        add_nodes(&w, &text.message.nodes, (struct around){0});
    }
    buf_byte(out, '}');
    buf_free(&w.text);
}

static bool module_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                         struct buf *out)
{
    bool is_typed = request->options->typescript;
    uint32_t *order = sorted_messages(request, scratch);
    struct buf object = {0};
    add_object(request, order, scratch, &object);
    buf_text(out, "/*eslint-disable*/");
    buf_text(out, is_typed ? "import type{Messages}from\"@lingui/core\";" : "");
    buf_text(out, "export const messages=JSON.parse(\"");
    add_in_string(buf_str(&object), out);
    buf_text(out, is_typed ? "\")as Messages;" : "\");");
    buf_free(&object);
    return bundled_keys_differ(request, order, diags);
}

const struct bundle bundle_lingui = {
    .name = "lingui",
    .meaning = "Lingui: modules of compiled messages",
    .suffix = ".js",
    .typescript_suffix = ".ts",
    .has_source = true,
    .holds = module_holds,
    .fits = module_fits,
    .write = module_write,
};
