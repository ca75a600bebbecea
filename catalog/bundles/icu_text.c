#include "catalog/bundles/icu_text.h"

#include "catalog/checks/text.h"
#include "catalog/icu_compare.h"
#include "catalog/icu_fault.h"
#include "catalog/icu_letters.h"
#include "catalog/icu_pattern.h"
#include "catalog/icu_print.h"
#include "catalog/translations.h"

// ---- making

enum making {
    MADE,
    NOT_PRINTABLE, // there is no way to write the pattern
    NOT_PARSED,    // with a fault
};

static struct str print_message(const struct pattern *pattern, const struct icu_options *options,
                                struct arena *arena)
{
    struct buf printed = {0};
    if (icu_print_pattern(pattern, options, &printed))
        return buf_finish(&printed, arena);
    buf_free(&printed);
    return (struct str){0};
}

static enum making make(const struct pattern *pattern, enum message_syntax syntax,
                        const struct icu_options *options, struct arena *arena, struct icu_text *out,
                        struct icu_fault *fault)
{
    bool is_message = syntax == SYNTAX_ICU && !pattern_is_select(pattern);
    out->text = is_message ? pattern_flatten(pattern, arena) : print_message(pattern, options, arena);
    if (!is_message && out->text.len == 0 && !pattern_is_empty(pattern))
        return NOT_PRINTABLE;
    return icu_parse(out->text, options, arena, &out->message, fault) ? MADE : NOT_PARSED;
}

static void make_literal(const struct pattern *pattern, const struct icu_options *options,
                         struct arena *arena, struct icu_text *out)
{
    struct buf printed = {0};
    struct icu_fault fault;
    struct str text = pattern_flatten(pattern, arena);
    icu_print_literal(text, options, (struct icu_setting){.is_last = true}, &printed);
    out->text = buf_finish(&printed, arena);
    if (!icu_parse(out->text, options, arena, &out->message, &fault))
        out->message = (struct icu_message){.text = out->text};
}

void icu_text_of(const struct bundle_request *request, size_t i, const struct icu_options *options,
                 struct arena *arena, struct icu_text *out)
{
    const struct pattern *pattern = bundle_text(request, i);
    struct icu_fault fault;
    if (make(pattern, bundle_syntax(request, i), options, arena, out, &fault) != MADE)
        make_literal(pattern, options, arena, out);
}

// ---- places

// Where a text stands that is verbatim in a file; else the whole message or unit is the spot.
struct spot {
    struct span whole;
    const struct catalog *catalog; // NULL: the text is looked for in the bytes of `whole`
    struct check_text read;
    struct str text;
};

static struct span spot_span(const void *of, size_t start, size_t end)
{
    const struct spot *spot = of;
    struct span span = spot->whole;
    struct range range;
    size_t len = spot->text.len;
    if (start == end && end < len)
        end++;
    else if (start == end && start > 0)
        start--;
    if (spot->catalog && text_place(&spot->read, spot->catalog, start, end, &range)) {
        span.start = range.start;
        span.end = range.end;
    } else if (!spot->catalog && len) {
        size_t at = str_find(str_slice(span.text, span.start, span.end), spot->text, 0);
        if (at != STR_NONE)
            span.end = span.start + at + end, span.start += at + start;
    }
    return span;
}

static struct spot spot_of_message(const struct message *message)
{
    struct spot spot = {.whole = message->span};
    const struct str *text = message->syntax == SYNTAX_ICU ? pattern_only_text(&message->pattern) : NULL;
    if (text)
        spot.text = *text;
    return spot;
}

static struct spot spot_of_translation(const struct translation *translation, struct arena *arena)
{
    const struct unit *unit = translation->unit;
    struct spot spot = {.whole = unit_span(translation->catalog, unit)};
    const struct str *text = unit->syntax == SYNTAX_ICU ? pattern_only_text(&unit->target) : NULL;
    if (!text || unit->target_bytes.end == 0)
        return spot;
    spot.text = *text;
    spot.catalog = translation->catalog;
    spot.read = (struct check_text){.pattern = &unit->target, .bytes = unit->target_bytes};
    text_read(&unit->target, 0, arena, &spot.read);
    return spot;
}

// ---- judging

static bool is_name(const struct part *part, const struct icu_options *options)
{
    return part_kind(part) == PART_PLACEHOLDER ? icu_names_argument(part_name(part))
                                               : icu_names_tag(part_name(part), options->has_numbered_tags);
}

// The first code that has no name by which a message can refer to it, or NULL.
static const struct part *unnameable(const struct pattern *pattern, const struct icu_options *options)
{
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        bool is_code =
            part_kind(part) != PART_TEXT && (part_kind(part) == PART_PLACEHOLDER || !options->ignores_tags);
        if (is_code && !is_name(part, options))
            return part;
    }
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++) {
        const struct part *part = unnameable(&pattern->variants->at[i].value, options);
        if (part)
            return part;
    }
    return NULL;
}

static void report_unprintable(const struct pattern *pattern, const struct icu_options *options,
                               struct str id, const struct spot *spot, struct diags *diags)
{
    const struct part *part = unnameable(pattern, options);
    struct diag *diag;
    if (part) {
        bool is_tag = part_kind(part) != PART_PLACEHOLDER;
        diag = diag_add(diags, KIND_BUNDLE_UNFIT, spot->whole,
                        "`" STR_FORMAT "`: \"" STR_FORMAT "\" can be the name of no %s in an ICU message",
                        STR_ARG(id), STR_ARG(part_name(part)), is_tag ? "tag" : "argument");
        diag_hint(diags, diag,
                  is_tag ? "Give the markup an id that begins with a letter."
                         : "Give the placeholder an id of letters, digits and `_`.");
    } else {
        diag =
            diag_add(diags, KIND_BUNDLE_UNFIT, spot->whole,
                     "`" STR_FORMAT "`: there is no way to write this text as an ICU message", STR_ARG(id));
        diag_hint(diags, diag, "Its markup must be balanced, and its choices must have keys of ICU.");
    }
}

static bool report(enum making made, const struct icu_text *text, const struct icu_fault *fault,
                   const struct pattern *pattern, const struct icu_options *options, struct str id,
                   const struct spot *spot, struct diags *diags)
{
    struct icu_place at = {spot_span, spot};
    if (made == NOT_PARSED) {
        icu_report(fault, text->text, &at, diags);
    } else if (made == NOT_PRINTABLE) {
        report_unprintable(pattern, options, id, spot, diags);
    }
    return made == MADE;
}

bool icu_text_holds(const struct bundle_request *request, const struct message *message,
                    const struct icu_options *options, struct arena *scratch, struct diags *diags,
                    struct icu_text *out)
{
    struct icu_fault fault;
    (void)request;
    enum making made = make(&message->pattern, message->syntax, options, scratch, out, &fault);
    if (made == MADE)
        return true;
    struct spot spot = spot_of_message(message);
    return report(made, out, &fault, &message->pattern, options, message->id, &spot, diags);
}

// What makes the application show an error, or hides what the message is about. Everything else is for the
// checks to tell.
static enum kind kind_of_finding(enum icu_finding_kind kind)
{
    switch (kind) {
    case ICU_ARGUMENT_MISSING:
        return KIND_PLACEHOLDER_MISSING;
    case ICU_ARGUMENT_UNKNOWN:
        return KIND_PLACEHOLDER_UNEXPECTED;
    case ICU_ARGUMENT_ROLE:
        return KIND_ICU_ARGUMENT;
    case ICU_TAG_MISSING:
    case ICU_TAG_UNKNOWN:
        return KIND_MARKUP_TAGS;
    default:
        return KIND_COUNT;
    }
}

static bool report_findings(const struct icu_finding_list *findings, const struct spot *spot,
                            struct arena *scratch, struct diags *diags)
{
    bool good = true;
    for (size_t i = 0; i < findings->count; i++) {
        const struct icu_finding *finding = &findings->at[i];
        enum kind kind = kind_of_finding(finding->kind);
        if (kind == KIND_COUNT)
            continue;
        bool is_whole = finding->start == finding->end;
        struct span span = is_whole ? spot->whole : spot_span(spot, finding->start, finding->end);
        struct diag *diag =
            diag_add(diags, kind, span, STR_FORMAT, STR_ARG(icu_finding_message(finding, scratch)));
        diag->severity = SEVERITY_ERROR;
        diag_hint(diags, diag, STR_FORMAT, STR_ARG(icu_finding_hint(finding, scratch)));
        good = false;
    }
    return good;
}

bool icu_text_fits(const struct bundle_request *request, const struct message *message,
                   const struct translation *translation, const struct icu_options *options,
                   struct arena *scratch, struct diags *diags, struct icu_text *out)
{
    const struct unit *unit = translation->unit;
    struct icu_text source;
    struct icu_fault fault;
    struct icu_finding_list findings = {0};
    (void)request;
    enum making made = make(&unit->target, unit->syntax, options, scratch, out, &fault);
    if (made == MADE && make(&message->pattern, message->syntax, options, scratch, &source, &fault) == MADE)
        icu_compare(&source.message, &out->message, scratch, &findings);
    if (made == MADE && findings.count == 0)
        return true;
    struct spot spot = spot_of_translation(translation, scratch);
    return report(made, out, &fault, &unit->target, options, unit->id, &spot, diags) &&
           report_findings(&findings, &spot, scratch, diags);
}

// ---- names

static bool is_inherited(struct str name)
{
    static const char *const names[] = {"__proto__",        "constructor",      "hasOwnProperty",
                                        "isPrototypeOf",    "toString",         "propertyIsEnumerable",
                                        "toLocaleString",   "valueOf",          "__defineGetter__",
                                        "__defineSetter__", "__lookupGetter__", "__lookupSetter__"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

static void visit_keys(const struct icu_node *node, void *context)
{
    struct str *found = context;
    for (size_t i = 0; icu_is_choice(node->kind) && i < node->options.count; i++)
        if (is_inherited(node->options.at[i].key))
            *found = node->options.at[i].key;
}

bool icu_text_is_inert(const struct icu_text *text, struct str id, struct span span, struct diags *diags)
{
    struct str found = {0};
    if (is_inherited(id))
        found = id;
    else
        icu_visit(&text->message.nodes, visit_keys, &found);
    if (found.len == 0)
        return true;
    struct diag *diag =
        diag_add(diags, KIND_BUNDLE_UNFIT, span,
                 "`" STR_FORMAT "`: all objects of JavaScript have something called `" STR_FORMAT "` already",
                 STR_ARG(id), STR_ARG(found));
    diag_hint(diags, diag, "Give it another name.");
    return false;
}
