// gettext's keyword calls in JavaScript and TypeScript: _("…"), ngettext("…", "…", n), pgettext("context",
// "…"). Names are global, as xgettext sees them: no import is needed, a method of that name counts as well.

#include "extractor/dialect.h"
#include "extractor/keyword.h"
#include "extractor/literal_node.h"
#include "extractor/plain_call.h"

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

// ---- arguments

// One that a keyword can ask for.
struct argument {
    bool is_constant;
    struct str text; // its value
    struct span span;
};

struct argument_list {
    struct argument *at;
    size_t count, capacity;
};

static struct argument_list arguments_of(const struct scan *scan, const struct call *call)
{
    struct argument_list arguments = {0};
    for (uint32_t i = 0; i < ts_node_named_child_count(call->arguments); i++) {
        TSNode node = ts_node_named_child(call->arguments, i);
        if (node_is_a(node, scan->symbols->comment))
            continue;
        struct argument *argument = list_push(&arguments, scan->scratch);
        argument->span = scan_span(scan, node);
        argument->is_constant = constant(scan, node, &argument->text);
    }
    return arguments;
}

static struct argument_list plain_arguments_of(const struct scan *scan, const struct plain_arguments *plain)
{
    struct argument_list arguments = {0};
    for (size_t i = 0; i < plain->count; i++)
        *list_push(&arguments, scan->scratch) = (struct argument){
            .is_constant = true,
            .text = plain->at[i].text,
            .span = {scan->path, scan->text, plain->at[i].start, plain->at[i].end},
        };
    return arguments;
}

// The constant text of an argument by its number; no number gives no text and is fine.
static bool argument_text(const struct argument_list *arguments, unsigned number, struct str *out)
{
    *out = STR("");
    if (number == 0)
        return true;
    if (number > arguments->count || !arguments->at[number - 1].is_constant)
        return false;
    *out = arguments->at[number - 1].text;
    return true;
}

// ---- messages

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
    struct span place;
};

static bool fits(const struct argument_list *arguments, const struct keyword *keyword, struct reading *out)
{
    *out = (struct reading){.keyword = keyword};
    if ((keyword->total && arguments->count != keyword->total) ||
        !argument_text(arguments, keyword->text, &out->text) || out->text.len == 0 ||
        !argument_text(arguments, keyword->plural, &out->plural) ||
        !argument_text(arguments, keyword->context, &out->context))
        return false;
    out->place = arguments->at[keyword->text - 1].span;
    return true;
}

static int richness(const struct keyword *keyword)
{
    return keyword ? 1 + (keyword->plural != 0) + (keyword->context != 0) : 0;
}

// Of several keywords of one name that fit, the one that reads most counts.
static struct reading read_arguments(const struct argument_list *arguments, struct str name,
                                     const struct keyword_list *keywords)
{
    struct reading best = {0}, reading;
    for (size_t i = 0; i < keywords->count; i++) {
        const struct keyword *keyword = &keywords->at[i];
        if (str_equal(keyword->name, name) && richness(keyword) > richness(best.keyword) &&
            fits(arguments, keyword, &reading))
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
        .span = reading->place,
        .file = scan->path,
    };
}

static bool has_keyword(const struct keyword_list *keywords, struct str name)
{
    bool found = false;
    for (size_t i = 0; i < keywords->count && !found; i++)
        found = str_equal(keywords->at[i].name, name);
    return found;
}

static void read_file(struct scan *scan, const struct dialect_options *options)
{
    struct keyword_list keywords = read_keywords(options, scan->arena);
    struct call call;
    while (scan_next(scan, &call)) {
        struct str name = callee_name(scan, &call);
        if (call.is_template || !has_keyword(&keywords, name))
            continue;
        struct argument_list arguments = arguments_of(scan, &call);
        struct reading reading = read_arguments(&arguments, name, &keywords);
        if (reading.keyword)
            add_message(scan, &reading);
    }
}

// ---- what needs no tree

static size_t greater(size_t a, size_t b)
{
    return a > b ? a : b;
}

// The one of that name, which may be new.
static struct callee *callee_of(struct callee_list *callees, struct str name, struct arena *arena)
{
    for (size_t i = 0; i < callees->count; i++)
        if (str_equal(callees->at[i].name, name))
            return &callees->at[i];
    struct callee *callee = list_push(callees, arena);
    *callee = (struct callee){.name = name, .by_first = true};
    return callee;
}

static void list_callees(const struct dialect_options *options, struct arena *arena, struct callee_list *out)
{
    struct keyword_list keywords = read_keywords(options, arena);
    for (size_t i = 0; i < keywords.count; i++) {
        const struct keyword *keyword = &keywords.at[i];
        struct callee *callee = callee_of(out, keyword->name, arena);
        size_t last = greater(greater(keyword->text, keyword->plural), keyword->context);
        // Whether there are as many as there have to be the next one tells.
        callee->constants =
            greater(callee->constants, greater(last, keyword->total ? keyword->total + 1 : 0));
        callee->by_first &= keyword->text == 1 || keyword->plural == 1 || keyword->context == 1;
    }
}

static bool read_plain(struct scan *scan, const struct dialect_options *options,
                       const struct site_list *sites, const struct site *site)
{
    (void)sites;
    struct plain_arguments plain;
    struct keyword_list keywords = read_keywords(options, scan->scratch);
    struct str name = str_trim(str_slice(scan->text, site->start, site->open));
    if (!plain_arguments_read(scan->text, site->open, (size_t)site->marker, scan->arena, &plain))
        return false;
    struct argument_list arguments = plain_arguments_of(scan, &plain);
    struct reading reading = read_arguments(&arguments, name, &keywords);
    if (reading.keyword)
        add_message(scan, &reading);
    return true;
}

const struct dialect dialect_gettext = {
    .name = "gettext",
    .meaning = "gettext: keyword calls such as _(), ngettext() and pgettext()",
    .callees = list_callees,
    .probe = may_hold_messages,
    .read = read_file,
    .read_plain = read_plain,
};
