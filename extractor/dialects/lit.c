// Lit's localization: msg("…"), msg(str`…`), msg(html`…`), markers of `@lit/localize`. Ids, texts and
// diagnostics are those of lit-localize 0.8.2.

#include "extractor/dialect.h"

#include "base/utf.h"
#include "extractor/dialects/lit_marker.h"
#include "extractor/literal_node.h"
#include "extractor/markup.h"
#include "extractor/plain_call.h"
#include "extractor/print.h"
#include "extractor/scan.h"
#include "extractor/template.h"

enum { deepest_message = 32 }; // of messages in the expressions of messages

static const struct marker_export exports[] = {LIT_MESSAGE_EXPORTS, {NULL, NULL, 0}};

// What is being read: one call.
struct reader {
    struct scan *scan;
    const struct dialect_options *options;
    const struct call *call;
    struct message message;
    bool has_delimiter; // in one of the texts
};

// ---- ids

// FNV-1a over 64 bits, fed with UTF-16 code units: each unit is XORed whole into the hash, then one
// multiplication.
static uint64_t hash_unit(uint64_t hash, uint32_t unit)
{
    return (hash ^ unit) * 0x100000001b3u;
}

static uint64_t hash_units(uint64_t hash, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t point = utf_next(text, &at);
        if (point == UTF_INVALID)
            point = 0xfffd;
        if (point >= 0x10000) {
            hash = hash_unit(hash, 0xd800 + ((point - 0x10000) >> 10));
            point = 0xdc00 + ((point - 0x10000) & 0x3ff);
        }
        hash = hash_unit(hash, point);
    }
    return hash;
}

// The texts of a template are joined by U+001E, which no text may hold.
static const char delimiter = '\x1e';

static void set_derived_id(struct reader *r)
{
    uint64_t hash = hash_units(0xcbf29ce484222325u, r->message.raw);
    enum { digits = 16 };
    char *id = arena_space(r->scan->arena, 1, 1 + digits);
    id[0] = str_is(r->message.kind, "html") ? 'h' : 's';
    for (int i = 0; i < digits; i++)
        id[1 + i] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
    r->message.id = (struct str){id, 1 + digits};
}

static bool derive_id(struct reader *r, TSNode text)
{
    if (r->has_delimiter) {
        diag_add(&r->scan->diags, KIND_LIT_DELIMITER, scan_span(r->scan, text),
                 "the text contains the control character U+001E");
        return false;
    }
    set_derived_id(r);
    return true;
}

// ---- literals

// The expression between `${` and `}`: its first child that is no comment.
static struct str printed(const struct scan *scan, TSNode substitution)
{
    TSNode expression = node_inner(scan->symbols, substitution);
    struct buf text = {0};
    if (!ts_node_is_null(expression))
        print_expression(expression, scan->source, &text);
    return buf_finish(&text, scan->arena);
}

static struct template read_template(const struct scan *scan, TSNode node)
{
    struct template_parts parts;
    template_take_apart(scan, node, scan->arena, &parts);
    struct template template = {.texts = parts.texts.at,
                                .codes = arena_array(scan->arena, struct str, parts.substitutions.count),
                                .code_count = parts.substitutions.count};
    for (size_t i = 0; i < template.code_count; i++)
        template.codes[i] = printed(scan, parts.substitutions.at[i]);
    return template;
}

// ---- the first argument

static struct str join_texts(const struct template *template, struct arena *arena)
{
    struct str_list pieces = {0};
    for (size_t i = 0; i <= template->code_count; i++) {
        if (i > 0)
            *list_push(&pieces, arena) = (struct str){&delimiter, 1};
        *list_push(&pieces, arena) = template->texts[i];
    }
    return arena_join(arena, pieces.at, pieces.count);
}

// False when its markup is too tangled to be read; then it was taken as text.
static bool read_pieces(struct reader *r, const struct template *template)
{
    struct arena *arena = r->scan->arena;
    struct part_list pieces = {0};
    struct markup_options options = {.peer_bytes = r->options->peer_bytes};
    bool is_readable = true;
    if (str_is(r->message.kind, "html"))
        is_readable = markup_pieces(template, &options, arena, &pieces);
    else
        template_pieces(template, arena, &pieces);
    pieces_merge(&pieces, arena, &r->message.pattern);
    r->message.raw = join_texts(template, arena);
    for (size_t i = 0; i <= template->code_count; i++)
        r->has_delimiter |= str_find_byte(template->texts[i], delimiter, 0) != STR_NONE;
    return is_readable;
}

static bool is_html(struct str tag)
{
    return str_is(tag, "html"); // by spelling alone, wherever it comes from
}

// lit-localize's bundles know a tag only by its spelling: an aliased `str` loses it.
static void set_kind(struct reader *r, struct str tag)
{
    if (is_html(tag) || !r->options->peer_bytes || str_is(tag, "str"))
        r->message.kind = is_html(tag) ? STR("html") : STR("str");
}

static bool read_tagged(struct reader *r, TSNode argument, const struct tagged_template *tagged)
{
    TSNode tag = tagged->tag;
    struct str spelling = node_is_a(tag, r->scan->symbols->identifier) ? scan_text(r->scan, tag) : STR("");
    if (!is_html(spelling) && scan_marker(r->scan, r->call, tag) != MARKER_STR) {
        diag_add(&r->scan->diags, KIND_LIT_TAG, scan_span(r->scan, argument),
                 "a template in msg() must have the tag str or html");
        return false;
    }
    set_kind(r, spelling);
    struct template template = read_template(r->scan, tagged->template);
    if (!read_pieces(r, &template))
        diag_add(&r->scan->diags, KIND_MARKUP_TANGLED, scan_span(r->scan, r->call->node),
                 "the markup is too tangled to be read; it is taken as text");
    return true;
}

static bool read_text(struct reader *r, TSNode argument)
{
    const struct symbols *s = r->scan->symbols;
    struct str text;
    if (literal_of_node(r->scan, argument, r->scan->arena, &text)) {
        struct template template = {.texts = &text};
        read_pieces(r, &template);
        return true;
    }
    struct tagged_template tagged;
    if (tagged_template_of(r->scan, argument, &tagged))
        return read_tagged(r, argument, &tagged);
    if (node_is_a(argument, s->template_string))
        diag_add(&r->scan->diags, KIND_LIT_TAG, scan_span(r->scan, argument),
                 "a template with expressions must have the tag str");
    else
        diag_add(&r->scan->diags, KIND_LIT_ARGUMENT, scan_span(r->scan, argument),
                 "the first argument of msg() must be a string or a Lit template");
    return false;
}

// ---- the second argument

static bool read_id(struct reader *r, TSNode value)
{
    struct str id;
    if (!literal_of_node(r->scan, value, r->scan->arena, &id) || utf_trim(id).len == 0) {
        diag_add(&r->scan->diags, KIND_LIT_ID, scan_span(r->scan, value),
                 "the id of a message must be a string that is not blank, without expressions");
        return false;
    }
    r->message.id = id;
    r->message.id_given = true;
    return true;
}

static bool read_desc(struct reader *r, TSNode value)
{
    if (!literal_of_node(r->scan, value, r->scan->arena, &r->message.note)) {
        diag_add(&r->scan->diags, KIND_LIT_DESC, scan_span(r->scan, value),
                 "the desc of a message must be a string without expressions");
        return false;
    }
    r->message.has_note = true;
    return true;
}

static const struct property {
    const char *name;
    bool (*read)(struct reader *r, TSNode value);
} properties[] = {{"id", read_id}, {"desc", read_desc}};

static bool read_property(struct reader *r, TSNode property)
{
    const struct symbols *s = r->scan->symbols;
    TSNode key = node_field(property, s->field.key);
    struct str name = STR("");
    bool is_plain = node_is_a(property, s->pair) &&
                    (node_is_a(key, s->property_identifier)
                         ? (name = scan_text(r->scan, key), true)
                         : node_is_a(key, s->string) && literal_of_node(r->scan, key, r->scan->arena, &name));
    if (!is_plain) {
        bool is_pair = node_is_a(property, s->pair); // then its key is of a wrong form
        diag_add(&r->scan->diags, KIND_LIT_OPTIONS, scan_span(r->scan, is_pair ? key : property),
                 "the options of msg() must be written as `name: value`");
        return false;
    }
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (str_is(name, properties[i].name))
            return properties[i].read(r, node_field(property, s->field.value));
    diag_add(&r->scan->diags, KIND_LIT_OPTIONS, scan_span(r->scan, property),
             "msg() has no option `" STR_FORMAT "`", STR_ARG(name));
    return false;
}

static bool read_options(struct reader *r, TSNode argument)
{
    if (!node_is_a(argument, r->scan->symbols->object)) {
        diag_add(&r->scan->diags, KIND_LIT_OPTIONS, scan_span(r->scan, argument),
                 "the second argument of msg() must be an object literal");
        return false;
    }
    bool good = true;
    for (uint32_t i = 0; good && i < ts_node_named_child_count(argument); i++) {
        TSNode property = ts_node_named_child(argument, i);
        if (!node_is_a(property, r->scan->symbols->comment))
            good = read_property(r, property);
    }
    return good;
}

// ---- calls

static size_t read_arguments(const struct scan *scan, TSNode arguments, TSNode out[2])
{
    size_t count = 0;
    for (uint32_t i = 0; i < ts_node_named_child_count(arguments); i++) {
        TSNode argument = ts_node_named_child(arguments, i);
        if (node_is_a(argument, scan->symbols->comment))
            continue;
        if (count < 2)
            out[count] = argument;
        count++;
    }
    return count;
}

static void add_message(struct reader *r)
{
    *list_push(&r->scan->messages, r->scan->arena) = r->message;
}

static void read_call(struct scan *scan, const struct dialect_options *options, const struct call *call)
{
    struct reader r = {.scan = scan, .options = options, .call = call};
    TSNode arguments[2];
    size_t count = read_arguments(scan, call->arguments, arguments);
    r.message.span = scan_span(scan, call->node);
    r.message.file = scan->path;
    if (count == 0 || count > 2) {
        diag_add(&scan->diags, KIND_LIT_ARGUMENT_COUNT, r.message.span,
                 "msg() takes 1 or 2 arguments, not %zu", count);
        return;
    }
    if (!read_text(&r, arguments[0]) || (count == 2 && !read_options(&r, arguments[1])))
        return;
    if (!r.message.id_given && !derive_id(&r, arguments[0]))
        return;
    add_message(&r);
}

static bool read_plain_call(struct scan *scan, const struct dialect_options *options,
                            const struct plain_call *call)
{
    struct reader r = {.scan = scan, .options = options};
    bool is_unknown_tag = call->tag.len > 0 && !is_html(call->tag) && call->tag_marker != MARKER_STR;
    if (call->marker != MARKER_MSG || is_unknown_tag || (call->has_id && utf_trim(call->id).len == 0))
        return false;
    r.message = (struct message){
        .id = call->id,
        .id_given = call->has_id,
        .note = call->desc,
        .has_note = call->has_desc,
        .span = {.path = scan->path, .text = scan->text, .start = call->start, .end = call->end},
        .file = scan->path,
    };
    if (call->tag.len > 0)
        set_kind(&r, call->tag);
    if (!read_pieces(&r, &call->template))
        return false;
    if (!call->has_id)
        set_derived_id(&r);
    add_message(&r);
    return true;
}

static bool read_plain(struct scan *scan, const struct dialect_options *options,
                       const struct site_list *sites, const struct site *site)
{
    struct plain_call call;
    if (!plain_call_read(scan->text, site->start, site->open, site->end, scan->arena, &call))
        return false;
    for (size_t i = 0; i < call.template.code_count; i++)
        if (sites_may_call(sites, call.template.codes[i])) // it has a message of its own
            return false;
    call.marker = site->marker;
    call.tag_marker = sites_marker(sites, call.tag);
    return read_plain_call(scan, options, &call);
}

// A call that reads like a marker, for those who wonder why it was not taken.
static void note_lookalike(struct scan *scan, const struct dialect_options *options, const struct call *call)
{
    TSNode arguments[2];
    if (!options->with_lookalikes || !node_is_a(call->callee, scan->symbols->identifier) ||
        !str_is(scan_text(scan, call->callee), "msg") ||
        read_arguments(scan, call->arguments, arguments) == 0 ||
        (!node_is_a(arguments[0], scan->symbols->string) &&
         !node_is_a(arguments[0], scan->symbols->template_string) &&
         !node_is_a(arguments[0], scan->symbols->call_expression)))
        return;
    diag_add(&scan->diags, KIND_MARKER_LOOKALIKE, scan_span(scan, call->node),
             "`msg` is not known to come from @lit/localize here, so this is no message");
}

// The messages that the current call stands in. Each prints all that is inside of it, so their number is
// limited: the text of a file must not be multiplied by its depth.
struct nesting {
    size_t ends[deepest_message]; // offsets, the innermost last
    size_t count;
    size_t refused; // the end of the last one that stood too deep: what is inside of it needs no word
};

static bool enter_message(struct nesting *nesting, struct scan *scan, const struct call *call)
{
    struct span span = scan_span(scan, call->node);
    if (span.start < nesting->refused)
        return false;
    while (nesting->count > 0 && nesting->ends[nesting->count - 1] <= span.start)
        nesting->count--;
    if (nesting->count == deepest_message) {
        nesting->refused = span.end;
        diag_add(&scan->diags, KIND_LIT_DEPTH, span, "this message stands inside of %d others",
                 deepest_message);
        return false;
    }
    nesting->ends[nesting->count++] = span.end;
    return true;
}

static void read_file(struct scan *scan, const struct dialect_options *options)
{
    struct nesting nesting = {0};
    struct call call;
    while (scan_next(scan, &call)) {
        if (call.is_template)
            continue;
        if (scan_marker(scan, &call, call.callee) != MARKER_MSG)
            note_lookalike(scan, options, &call);
        else if (enter_message(&nesting, scan, &call))
            read_call(scan, options, &call);
    }
}

// All modules that export markers are of the same package, which is not `@lit/localize-tools`.
static bool names_package(struct str text)
{
    const struct str package = STR("@lit/localize");
    for (size_t at = 0; (at = str_find(text, package, at)) != STR_NONE;) {
        at += package.len;
        if (at == text.len || text.at[at] != '-')
            return true;
    }
    return false;
}

static bool may_hold_messages(struct str text, const struct dialect_options *options)
{
    return names_package(text) || (options->with_lookalikes && str_find(text, STR("msg"), 0) != STR_NONE);
}

const struct dialect dialect_lit = {
    .name = "lit",
    .meaning = "Lit: msg() of @lit/localize",
    .exports = exports,
    .probe = may_hold_messages,
    .read = read_file,
    .read_plain = read_plain,
};
