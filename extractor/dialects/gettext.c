// gettext's keyword calls in JavaScript and TypeScript: _("…"), ngettext("…", "…", n), pgettext("context",
// "…"). Names are global, as xgettext sees them: no import is needed, a method of that name counts as well.

#include "extractor/dialect.h"
#include "extractor/keyword.h"
#include "extractor/literal_node.h"

// What xgettext knows by default, without the functions that take a domain.
static const char *const default_keywords[] = {
    "_", "gettext", "ngettext:1,2", "pgettext:1c,2", "npgettext:1c,2,3",
};

static struct keyword_list read_keywords(const struct dialect_options *options, struct arena *arena)
{
    struct keyword_list keywords = {0};
    size_t default_count = sizeof default_keywords / sizeof *default_keywords;
    size_t count = options->keywords.count ? options->keywords.count : default_count;
    for (size_t i = 0; i < count; i++) {
        struct str text = options->keywords.count ? options->keywords.at[i] : str_of(default_keywords[i]);
        struct keyword keyword;
        if (keyword_parse(text, &keyword)) // the configuration has refused others
            *list_push(&keywords, arena) = keyword;
    }
    return keywords;
}

static bool may_hold_messages(struct str text, const struct dialect_options *options)
{
    struct arena scratch = {0};
    struct keyword_list keywords = read_keywords(options, &scratch);
    bool found = false;
    for (size_t i = 0; i < keywords.count && !found; i++)
        found = str_find(text, keywords.at[i].name, 0) != STR_NONE;
    arena_free(&scratch);
    return found;
}

static struct str callee_name(const struct scan *scan, const struct call *call)
{
    const struct symbols *s = scan->symbols;
    if (node_is_a(call->callee, s->identifier))
        return scan_text(scan, call->callee);
    if (node_is_a(call->callee, s->member_expression))
        return scan_text(scan, node_field(call->callee, s->field.property));
    return STR("");
}

// The value of literals joined by `+`, however many: a stack, since they nest to the left.
static bool constant(const struct scan *scan, TSNode node, struct str *out)
{
    const struct symbols *s = scan->symbols;
    struct node_list stack = {0};
    struct buf text = {0};
    bool good = true;
    *list_push(&stack, scan->scratch) = node;
    while (good && stack.count) {
        TSNode top = stack.at[--stack.count];
        if (node_is_a(top, s->parenthesized_expression)) {
            *list_push(&stack, scan->scratch) = ts_node_named_child(top, 0);
        } else if (node_is_a(top, s->binary_expression) &&
                   str_is(scan_text(scan, node_field(top, s->field.operator)), "+")) {
            *list_push(&stack, scan->scratch) = node_field(top, s->field.right);
            *list_push(&stack, scan->scratch) = node_field(top, s->field.left);
        } else {
            good = literal_add_node(scan, top, &text);
        }
    }
    *out = buf_finish(&text, scan->arena);
    return good;
}

static struct node_list arguments_of(const struct scan *scan, const struct call *call)
{
    struct node_list arguments = {0};
    for (uint32_t i = 0; i < ts_node_named_child_count(call->arguments); i++) {
        TSNode argument = ts_node_named_child(call->arguments, i);
        if (!node_is_a(argument, scan->symbols->comment))
            *list_push(&arguments, scan->scratch) = argument;
    }
    return arguments;
}

// The constant text of an argument by its number; no number gives no text and is fine.
static bool argument_text(const struct scan *scan, const struct node_list *arguments, unsigned number,
                          struct str *out)
{
    *out = STR("");
    return number == 0 || (number <= arguments->count && constant(scan, arguments->at[number - 1], out));
}

static void add_variant(struct pattern *pattern, struct str key, struct str text, struct arena *arena)
{
    struct variant *variant = pattern_add_variant(pattern, arena);
    *list_push(&variant->keys, arena) = key;
    variant->value = pattern_of_text(text, arena);
}

static struct pattern pattern_of(struct str text, struct str plural, bool has_plural, struct arena *arena)
{
    if (!has_plural)
        return pattern_of_text(text, arena);
    struct pattern pattern = {0};
    pattern_add_selector(&pattern, (struct selector){.argument = STR("n"), .kind = SELECT_PLURAL}, arena);
    add_variant(&pattern, STR("one"), text, arena);
    add_variant(&pattern, STR("other"), plural, arena);
    return pattern;
}

// What a keyword says of a call: its texts, and where the first of them stands.
struct reading {
    const struct keyword *keyword; // NULL: the call is no message
    struct str text, plural, context;
    TSNode place;
};

static bool fits(const struct scan *scan, const struct node_list *arguments, const struct keyword *keyword,
                 struct reading *out)
{
    *out = (struct reading){.keyword = keyword};
    if ((keyword->total && arguments->count != keyword->total) ||
        !argument_text(scan, arguments, keyword->text, &out->text) || out->text.len == 0 ||
        !argument_text(scan, arguments, keyword->plural, &out->plural) ||
        !argument_text(scan, arguments, keyword->context, &out->context))
        return false;
    out->place = arguments->at[keyword->text - 1];
    return true;
}

static int richness(const struct keyword *keyword)
{
    return keyword ? 1 + (keyword->plural != 0) + (keyword->context != 0) : 0;
}

// Of several keywords of one name that fit, the one that reads most counts.
static struct reading read_arguments(const struct scan *scan, const struct call *call,
                                     const struct keyword_list *keywords)
{
    struct str name = callee_name(scan, call);
    struct node_list arguments = {0};
    struct reading best = {0}, reading;
    bool is_first = true;
    for (size_t i = 0; i < keywords->count; i++) {
        const struct keyword *keyword = &keywords->at[i];
        if (!str_equal(keyword->name, name) || richness(keyword) <= richness(best.keyword))
            continue;
        if (is_first)
            arguments = arguments_of(scan, call);
        is_first = false;
        if (fits(scan, &arguments, keyword, &reading))
            best = reading;
    }
    return best;
}

static void add_message(struct scan *scan, const struct reading *reading)
{
    const struct keyword *keyword = reading->keyword;
    struct message *message = list_push(&scan->messages, scan->arena);
    // The key that gettext's own files use: a context stands before the text with U+0004 between.
    struct str id =
        reading->context.len
            ? arena_join(scan->arena, (struct str[]){reading->context, STR("\x04"), reading->text}, 3)
            : reading->text;
    *message = (struct message){
        .id = id,
        .pattern = pattern_of(reading->text, reading->plural, keyword->plural != 0, scan->arena),
        .raw = reading->text,
        .context = reading->context,
        .note = keyword->comment,
        .has_note = keyword->comment.len > 0,
        .span = scan_span(scan, reading->place),
        .file = scan->path,
    };
    *list_push(&message->uses, scan->arena) = message->span;
}

static void read_file(struct scan *scan, const struct dialect_options *options)
{
    struct keyword_list keywords = read_keywords(options, scan->arena);
    struct call call;
    while (scan_next(scan, &call)) {
        if (call.is_template)
            continue;
        struct reading reading = read_arguments(scan, &call, &keywords);
        if (reading.keyword)
            add_message(scan, &reading);
    }
}

const struct dialect dialect_gettext = {
    .name = "gettext",
    .meaning = "gettext: keyword calls such as _(), ngettext() and pgettext()",
    .probe = may_hold_messages,
    .read = read_file,
};
