// What of a file is to be rewritten: one walk over its tree.

#include "extractor/markup.h"
#include "extractor/rewrite_position.h"
#include "extractor/rewriting.h"

#include <stdlib.h>

enum { deepest_site = 100 }; // templates and messages in one another

// Bytes in which names stand that a replacement takes along.
struct dropped {
    size_t start, end;
};

struct dropped_list {
    struct dropped *at;
    size_t count, capacity;
};

struct collector {
    struct scan *scan;
    struct diags *diags;
    struct rewrite_site_list sites;
    struct imports imports;
    struct dropped_list dropped; // in the order of the text, none in another
    size_t passed;               // the end of what is not looked into
    size_t next_message;         // of the scan's
    size_t statement;            // where the last expression statement starts
    size_t ends[deepest_site];   // of the sites that the walk is in, the innermost last
    size_t depth, refused;       // the end of the last one that stood too deep
    bool resolves;               // something of @lit/localize
};

// ---- the walk's memory

static void drop(struct collector *c, TSNode node)
{
    *list_push(&c->dropped, c->scan->scratch) =
        (struct dropped){ts_node_start_byte(node), ts_node_end_byte(node)};
}

static bool is_dropped(const struct collector *c, TSNode node)
{
    size_t start = ts_node_start_byte(node), low = 0, high = c->dropped.count;
    while (low < high) { // the last one that starts at or before the node
        size_t middle = low + (high - low) / 2;
        if (c->dropped.at[middle].start <= start)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && start < c->dropped.at[low - 1].end;
}

// Whether one site more may stand in those that are open.
static bool nest(struct collector *c, TSNode node)
{
    size_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);
    if (start < c->refused)
        return false;
    while (c->depth > 0 && c->ends[c->depth - 1] <= start)
        c->depth--;
    if (c->depth == deepest_site) {
        c->refused = end;
        diag_add(c->diags, KIND_TRANSFORM_DEPTH, scan_span(c->scan, node),
                 "this stands inside of %d templates and messages, and is left as it is", deepest_site);
        return false;
    }
    c->ends[c->depth++] = end;
    return true;
}

static int marker_of(struct collector *c, TSNode expression)
{
    struct call place = {.scope = scan_scope(c->scan)};
    return scan_marker(c->scan, &place, expression);
}

// Whether the code in front of the statement may go on where it begins with a bracket or a backtick.
static bool is_open_before(struct str text, size_t at)
{
    while (at > 0 && strchr(" \t\r\n", text.at[at - 1]))
        at--;
    return at > 0 && text.at[at - 1] != ';' && text.at[at - 1] != '{';
}

static struct rewrite_site *add_site(struct collector *c, enum rewrite_kind kind, TSNode node)
{
    struct rewrite_site *site = list_push(&c->sites, c->scan->scratch);
    *site =
        (struct rewrite_site){.kind = kind, .start = ts_node_start_byte(node), .end = ts_node_end_byte(node)};
    site->continues = site->start == c->statement && is_open_before(c->scan->source, site->start);
    return site;
}

static void add_text(struct collector *c, TSNode node, struct str text, struct str value)
{
    struct rewrite_site *site = add_site(c, REWRITE_TEXT, node);
    site->text = text;
    site->value = value;
    c->resolves = true;
}

// ---- templates

static bool is_closed(const struct template_parts *fixed)
{
    struct markup_position position = {0};
    for (size_t i = 0; i < fixed->texts.count; i++) {
        if (i > 0)
            markup_position_island(&position);
        markup_position_text(&position, fixed->texts.at[i]);
    }
    return position.place == PLACE_TEXT;
}

static void look_at_template(struct collector *c, TSNode node)
{
    const struct symbols *s = c->scan->symbols;
    TSNode template = node_field(node, s->field.arguments);
    struct template_parts fixed = {0};
    if (marker_of(c, node_field(node, s->field.function)) != MARKER_HTML || ts_node_has_error(node) ||
        !nest(c, node))
        return;
    template_take_apart(c->scan, template, c->scan->scratch, &fixed);
    struct rewrite_site *site = add_site(c, REWRITE_TEMPLATE, node);
    site->tag = site->start;
    site->template = template;
    site->is_html = site->is_lit = true;
    site->is_closed = is_closed(&fixed);
}

// ---- messages

// As the dialect reads it, but with numbers for the expressions.
static void read_pattern(const struct collector *c, const struct template_parts *fixed, bool is_html,
                         struct pattern *out)
{
    struct arena *arena = c->scan->scratch;
    struct part_list pieces = {0};
    struct template template = {.texts = fixed->texts.at, .code_count = fixed->substitutions.count};
    struct markup_options options = {.peer_bytes = false};
    template.codes = arena_array(arena, struct str, template.code_count);
    for (size_t i = 0; i < template.code_count; i++)
        template.codes[i] = arena_print(arena, REWRITE_MARK "%zu" REWRITE_MARK, i);
    if (is_html)
        markup_pieces(&template, &options, arena, &pieces); // where it fails, the dialect has said so
    else
        template_pieces(&template, arena, &pieces);
    pieces_merge(&pieces, arena, out);
}

// The message of the call; NULL when it is an erroneous one.
static const struct message *message_of(struct collector *c, TSNode node)
{
    const struct message_list *messages = &c->scan->messages;
    size_t start = ts_node_start_byte(node);
    while (c->next_message < messages->count && messages->at[c->next_message].span.start < start)
        c->next_message++;
    if (c->next_message == messages->count)
        return NULL;
    const struct message *message = &messages->at[c->next_message];
    return message->span.start == start && message->span.end == ts_node_end_byte(node) ? message : NULL;
}

static void look_at_message(struct collector *c, TSNode node, const struct message *message)
{
    const struct symbols *s = c->scan->symbols;
    TSNode argument = node_inner(s, node_field(node, s->field.arguments));
    struct tagged_template tagged = {.template = argument};
    bool has_tag = tagged_template_of(c->scan, argument, &tagged);
    TSNode template = has_tag ? tagged.template : argument;
    struct template_parts fixed = {0};
    if (ts_node_is_null(template) || ts_node_has_error(node) || !nest(c, node))
        return;
    struct rewrite_site *site = add_site(c, REWRITE_MESSAGE, node);
    site->tag = ts_node_start_byte(argument);
    site->template = template;
    site->is_html = str_is(message->kind, "html");
    site->is_lit = site->is_html && marker_of(c, tagged.tag) == MARKER_HTML;
    site->id = message->id;
    if (node_is_a(template, s->template_string))
        template_take_apart(c->scan, template, c->scan->scratch, &fixed);
    else
        site->pattern = message->pattern;
    if (fixed.texts.count)
        read_pattern(c, &fixed, site->is_html, &site->pattern);
    site->is_closed = !fixed.texts.count || is_closed(&fixed);
    site->substitutions = fixed.substitutions;
    c->resolves = true;
    drop(c, node_field(node, s->field.function));
    if (!site->is_html && has_tag)
        drop(c, tagged.tag);
}

// ---- other calls

static void look_at_call(struct collector *c, TSNode node)
{
    const struct symbols *s = c->scan->symbols;
    TSNode arguments = node_field(node, s->field.arguments), callee = node_field(node, s->field.function);
    if (node_is_a(arguments, s->template_string)) {
        look_at_template(c, node);
        return;
    }
    const struct message *message = message_of(c, node);
    int marker = message ? MARKER_MSG : marker_of(c, callee);
    if (message) {
        look_at_message(c, node, message);
    } else if (marker == MARKER_CONFIGURE_TRANSFORM) {
        add_site(c, REWRITE_LOCALE, node);
        c->resolves = true;
        drop(c, node);
    } else if (marker == MARKER_UPDATE_WHEN_LOCALE_CHANGES) {
        add_text(c, node, STR("undefined"), (struct str){0});
        drop(c, node);
    } else if (marker == MARKER_CONFIGURE_RUNTIME) {
        diag_add(c->diags, KIND_LIT_RUNTIME_CONFIGURATION, scan_span(c->scan, node),
                 "configureLocalization() cannot be used in transform mode");
    }
}

// With the white space behind it, so that what follows takes its place.
static void look_at_decorator(struct collector *c, TSNode node)
{
    const struct symbols *s = c->scan->symbols;
    TSNode call = node_inner(s, node);
    if (!node_is_a(call, s->call_expression) ||
        marker_of(c, node_field(call, s->field.function)) != MARKER_LOCALIZED)
        return;
    add_text(c, node, STR(""), (struct str){0});
    struct rewrite_site *site = &c->sites.at[c->sites.count - 1];
    struct str text = c->scan->source;
    site->end = str_skip_blanks(text, site->end);
    drop(c, node);
}

// ---- names

static const char status_event[] = "lit-localize-status", quoted_status_event[] = "\"lit-localize-status\"";

// Where a name is code for its value, which a literal can stand for.
static bool is_value(const struct symbols *s, TSNode node)
{
    TSNode parent = ts_node_parent(node);
    return !node_is_a(parent, s->type_query) && !node_is_a(parent, s->export_specifier) &&
           !node_is_a(parent, s->import_alias) && !node_is_a(parent, s->nested_identifier);
}

static bool look_at_event(struct collector *c, TSNode node)
{
    bool is_shorthand = node_is_a(node, c->scan->symbols->shorthand_property_identifier);
    if (!is_shorthand &&
        (node_is_a(node, c->scan->symbols->type_identifier) || !is_value(c->scan->symbols, node)))
        return false;
    struct str name = scan_text(c->scan, node), text = str_of(quoted_status_event);
    if (is_shorthand)
        text = arena_join(c->scan->scratch, (struct str[]){name, STR(": "), text}, 3);
    add_text(c, node, text, !is_shorthand ? str_of(status_event) : (struct str){0});
    return true;
}

static void look_at_name(struct collector *c, TSNode node)
{
    struct scan *scan = c->scan;
    struct import_name *name = map_get(&c->imports.locals, scan_text(scan, node));
    if (!name || is_dropped(c, node))
        return;
    struct reference reference = scope_resolve(&scan->scopes, scan_scope(scan), node);
    if (!reference.known || !reference_equal(&reference, &name->reference))
        return;
    if (name->marker != MARKER_STATUS_EVENT || !look_at_event(c, node))
        name->is_used = true;
}

// A member of a namespace.
static void look_at_member(struct collector *c, TSNode node)
{
    TSNode property = node_field(node, c->scan->symbols->field.property);
    if (!str_is(scan_text(c->scan, property), "LOCALE_STATUS_EVENT") ||
        marker_of(c, node) != MARKER_STATUS_EVENT)
        return;
    if (look_at_event(c, node))
        drop(c, node);
}

// ---- the walk

static void pass(struct collector *c, TSNode node)
{
    c->passed = ts_node_end_byte(node);
}

static void look_at_export(struct collector *c, TSNode node)
{
    if (!ts_node_is_null(node_field(node, c->scan->symbols->field.source)))
        pass(c, node);
}

static void note_statement(struct collector *c, TSNode node)
{
    c->statement = ts_node_start_byte(node);
}

typedef void look_function(struct collector *c, TSNode node);

static look_function *look_for(const struct symbols *s, TSSymbol symbol)
{
    const struct {
        TSSymbol symbol;
        look_function *look;
    } rows[] = {
        {s->identifier, look_at_name},
        {s->type_identifier, look_at_name},
        {s->shorthand_property_identifier, look_at_name},
        {s->member_expression, look_at_member},
        {s->call_expression, look_at_call},
        {s->decorator, look_at_decorator},
        {s->expression_statement, note_statement},
        {s->import_statement, pass},
        {s->export_statement, look_at_export},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (symbol == rows[i].symbol)
            return rows[i].look;
    return NULL;
}

static void walk(struct collector *c)
{
    TSNode node;
    scan_rewind(c->scan);
    while (scan_step(c->scan, &node)) {
        look_function *look = look_for(c->scan->symbols, ts_node_symbol(node));
        bool is_name = look == look_at_name;
        if (look && ts_node_start_byte(node) >= c->passed && (is_name || !is_dropped(c, node)))
            look(c, node);
    }
}

static int compare_sites(const void *a, const void *b)
{
    const struct rewrite_site *first = a, *second = b;
    if (first->start != second->start)
        return first->start < second->start ? -1 : 1;
    return first->end > second->end ? -1 : first->end < second->end;
}

const struct rewrite_plan *rewrite_plan(struct scan *scan, const struct rewrite_options *options,
                                        struct diags *diags)
{
    struct collector c = {.scan = scan, .diags = diags, .statement = STR_NONE};
    rewrite_imports_list(scan, &c.imports);
    walk(&c);
    size_t before = c.sites.count;
    rewrite_imports_clean(scan, &c.imports, &c.sites);
    if (!c.resolves && c.sites.count == before)
        return NULL; // templates alone are no reason for a copy of its own
    qsort(c.sites.at, c.sites.count, sizeof *c.sites.at, compare_sites);
    struct rewrite_plan *plan = arena_new(scan->scratch, struct rewrite_plan);
    *plan = (struct rewrite_plan){.path = scan->path,
                                  .source = scan->source,
                                  .symbols = scan->symbols,
                                  .options = *options,
                                  .sites = c.sites};
    return plan;
}
