// The modules that @lit/localize loads at run time: an object from ids to strings, `str` and `html` templates
// whose values are the numbers of the expressions in the source text.

#include "base/utf.h"
#include "catalog/bundles/lit_text.h"
#include "catalog/patch.h"
#include "catalog/placeholders.h"
#include "catalog/translations.h"

struct module {
    const struct bundle_request *request;
    bool peer_bytes;
    bool uses_html, uses_str;
    struct arena *scratch;
    struct diags *diags;
    struct buf entries;
};

// A text that goes into the module: a translation, or the message's own.
struct text {
    const struct message *message;
    const struct pattern *contents;
    struct placeholder_list source, target; // of the message, of the contents
};

static enum code_reading code_reading(const struct bundle_request *request)
{
    return request->options->peer_bytes ? CODE_AS_SOURCE : CODE_AS_TEXT;
}

static enum placeholder_match placeholder_match(const struct bundle_request *request)
{
    return request->options->peer_bytes ? MATCH_SHAPE : MATCH_NAME_AND_SHAPE;
}

// ---- validation

static void add_unreadable(struct span span, struct str id, const struct placeholder_list *list,
                           struct diags *diags)
{
    diag_add(diags, KIND_PLACEHOLDER_UNREADABLE, span,
             "a placeholder of " STR_FORMAT " is no template text: " STR_FORMAT, STR_ARG(id),
             STR_ARG(list->at[list->count - 1].text));
}

static void add_not_plain(struct span span, struct str id, struct diags *diags)
{
    diag_add(diags, KIND_BUNDLE_NOT_PLAIN, span, STR_FORMAT " has variants, which a lit bundle cannot hold",
             STR_ARG(id));
}

static void add_problem(const struct bundle_request *request, const struct translation *translation,
                        const struct placeholder_problem *problem, struct diags *diags)
{
    const struct unit *unit = translation->unit;
    struct span span = unit_span(translation->catalog, translation->unit);
    struct str text = problem->placeholder->text, name = problem->placeholder->name;
    if (problem->kind == KIND_PLACEHOLDER_UNKNOWN)
        diag_add(diags, problem->kind, span,
                 STR_FORMAT " localization of " STR_FORMAT ": no expression has the id " STR_FORMAT
                            " of \"" STR_FORMAT "\"",
                 STR_ARG(request->locale), STR_ARG(unit->id), STR_ARG(name), STR_ARG(text));
    else
        diag_add(diags, problem->kind, span,
                 STR_FORMAT " localization of " STR_FORMAT ": %s \"" STR_FORMAT "\"",
                 STR_ARG(request->locale), STR_ARG(unit->id),
                 problem->kind == KIND_PLACEHOLDER_UNEXPECTED ? "unexpected" : "missing", STR_ARG(text));
}

static bool has_code(const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->parts.count; i++)
        if (part_kind(&pattern->parts.at[i]) != PART_TEXT)
            return true;
    return false;
}

static bool module_fits(const struct bundle_request *request, const struct message *message,
                        const struct translation *translation, struct arena *scratch, struct diags *diags)
{
    const struct unit *unit = translation->unit;
    struct placeholder_list source = {0}, target = {0};
    struct placeholder_problem_list problems = {0};
    if (pattern_is_select(&unit->target)) {
        add_not_plain(unit_span(translation->catalog, translation->unit), unit->id, diags);
        return false;
    }
    if (!has_code(&unit->target) && !has_code(&message->pattern))
        return true;
    if (!placeholders_read(&message->pattern, code_reading(request), scratch, &source))
        return false; // said once, of the message
    if (!placeholders_read(&unit->target, code_reading(request), scratch, &target)) {
        add_unreadable(unit_span(translation->catalog, translation->unit), unit->id, &target, diags);
        return false;
    }
    if (placeholders_compare(&source, &target, placeholder_match(request), scratch, &problems))
        return true;
    for (size_t i = 0; i < problems.count; i++)
        add_problem(request, translation, &problems.at[i], diags);
    return false;
}

// Every locale has the same messages: the same thing is said once.
static bool is_said(const struct diags *diags, enum kind kind, const struct message *message)
{
    for (size_t i = 0; i < diags->count; i++)
        if (diags->at[i].kind == kind && diags->at[i].span.start == message->span.start &&
            str_equal(diags->at[i].span.path, message->span.path))
            return true;
    return false;
}

static bool module_holds(const struct bundle_request *request, const struct message *message,
                         struct arena *scratch, struct diags *diags)
{
    struct placeholder_list source = {0};
    if (pattern_is_select(&message->pattern)) {
        if (!is_said(diags, KIND_BUNDLE_NOT_PLAIN, message))
            add_not_plain(message->span, message->id, diags);
        return false;
    }
    if (placeholders_read(&message->pattern, code_reading(request), scratch, &source))
        return true;
    if (!is_said(diags, KIND_PLACEHOLDER_UNREADABLE, message))
        add_unreadable(message->span, message->id, &source, diags);
    return false;
}

// ---- templates

// An expression that the message does not have is validate's to refuse; here it becomes what the peer writes.
static void add_expression(struct buf *out, const struct placeholder *named, size_t number)
{
    if (named && number < template_code_expressions(&named->code))
        buf_print(out, "${%zu}", named->first + number);
    else
        buf_text(out, "${undefined}");
}

static void add_code(struct module *module, const struct text *text, const struct placeholder *placeholder)
{
    const struct placeholder *named =
        module->peer_bytes
            ? placeholder_named(&text->source, placeholder->name)
            : placeholder_like(&text->source, placeholder, MATCH_NAME_AND_SHAPE); // a name may stand twice
    for (size_t i = 0; i < placeholder->code.texts.count; i++) {
        if (i)
            add_expression(&module->entries, named, i - 1);
        if (module->peer_bytes)
            buf_add(&module->entries, placeholder->code.texts.at[i]);
        else
            lit_add_text(&module->entries, placeholder->code.texts.at[i], LIT_TEMPLATE);
    }
}

static void add_text(struct module *module, const struct text *text, struct str part)
{
    if (module->peer_bytes)
        lit_add_peer_text(&module->entries, part);
    else
        lit_add_text(&module->entries, part,
                     str_is(text->message->kind, "html") ? LIT_TEMPLATE_HTML : LIT_TEMPLATE);
}

// The tag says how the runtime reads the entry. In own mode texts with expressions have one whatever they
// were tagged with, and an empty text has one, for the runtime takes an empty string for a missing
// translation.
static struct str tag_of(struct module *module, const struct text *text)
{
    struct str kind = text->message->kind;
    if (!module->peer_bytes && kind.len == 0 && (text->source.count || text->contents->parts.count == 0))
        kind = STR("str");
    module->uses_html = module->uses_html || str_is(kind, "html");
    module->uses_str = module->uses_str || str_is(kind, "str");
    return kind;
}

static void add_template(struct module *module, const struct text *text)
{
    size_t code = 0;
    buf_add(&module->entries, tag_of(module, text));
    buf_byte(&module->entries, '`');
    for (size_t i = 0; i < text->contents->parts.count; i++) {
        const struct part *part = &text->contents->parts.at[i];
        if (part_kind(part) == PART_TEXT)
            add_text(module, text, part->text);
        else
            add_code(module, text, &text->target.at[code++]);
    }
    buf_byte(&module->entries, '`');
}

// ---- entries

static void open_entry(struct module *module, struct str id)
{
    struct buf *out = &module->entries;
    if (module->peer_bytes) {
        if (out->len)
            buf_byte(out, '\n');
        buf_byte(out, '\'');
        buf_add(out, id);
        buf_text(out, "': ");
        return;
    }
    bool is_prototype = str_is(id, "__proto__"); // a plain key of that name would set the object's prototype
    buf_text(out, is_prototype ? "  ['" : "  '");
    lit_add_text(out, id, LIT_STRING);
    buf_text(out, is_prototype ? "']: " : "': ");
}

static bool patch_entry(struct module *module, const struct message *message, size_t start)
{
    const struct bundle_request *request = module->request;
    struct str text = str_from(buf_str(&module->entries), start), before = text;
    if (!patches_apply(&request->options->patches, request->locale, message->id, message->span,
                       module->scratch, module->diags, &text))
        return false;
    if (text.at == before.at)
        return true;
    module->entries.len = start;
    buf_add(&module->entries, text);
    if (module->peer_bytes || lit_is_template(text))
        return true;
    struct diag *diag =
        diag_add(module->diags, KIND_CONFIG_BAD_VALUE, message->span,
                 "the patches of " STR_FORMAT " for " STR_FORMAT " leave no template: " STR_FORMAT,
                 STR_ARG(message->id), STR_ARG(request->locale), STR_ARG(str_slice(text, 0, 160)));
    diag_hint(module->diags, diag,
              "In `after`, put a backslash before a backtick and before `${`, and keep ${0} as it is.");
    return false;
}

static bool add_entry(struct module *module, const struct text *text, bool is_translation)
{
    open_entry(module, text->message->id);
    size_t start = module->entries.len;
    add_template(module, text);
    if (is_translation && !patch_entry(module, text->message, start))
        return false;
    buf_text(&module->entries, module->peer_bytes ? "," : ",\n");
    return true;
}

// False when the contents cannot be put into a template.
static bool read_text(struct module *module, const struct message *message, const struct pattern *contents,
                      struct text *out)
{
    enum code_reading reading = code_reading(module->request);
    *out = (struct text){.message = message, .contents = contents};
    if (pattern_is_select(contents) ||
        !placeholders_read(&message->pattern, reading, module->scratch, &out->source))
        return false;
    if (contents != &message->pattern)
        return placeholders_read(contents, reading, module->scratch, &out->target);
    out->target = out->source;
    return true;
}

static bool add_peer_entry(struct module *module, const struct message *message,
                           const struct pattern *contents)
{
    struct text text;
    if (read_text(module, message, contents, &text))
        return add_entry(module, &text, contents != &message->pattern);
    if (pattern_is_select(contents))
        add_not_plain(message->span, message->id, module->diags);
    else
        add_unreadable(message->span, message->id, text.target.count ? &text.target : &text.source,
                       module->diags);
    return false;
}

// The translations by id, then what is missing in the order of the program.
static bool add_peer_entries(struct module *module)
{
    const struct bundle_request *request = module->request;
    const struct message_set *messages = request->messages;
    struct translations translations;
    size_t count = 0;
    uint32_t *order = request->catalog ? translations_sorted(request, module->scratch, &count) : NULL;
    translations_join(request, module->scratch, &translations);
    for (size_t i = 0; i < count; i++) {
        const struct unit *unit = &request->catalog->units.at[order[i]];
        uint32_t number = translations.of_unit[order[i]];
        if (number && !add_peer_entry(module, messages->at[number - 1], &unit->target))
            return false;
    }
    for (size_t i = 0; i < messages->count; i++) {
        const struct message *message = messages->at[i];
        module->uses_html = module->uses_html || str_is(message->kind, "html");
        module->uses_str = module->uses_str || str_is(message->kind, "str");
        if (!translations.of_message[i] && !add_peer_entry(module, message, &message->pattern))
            return false;
    }
    return true;
}

// All by id, so that a translation that arrives changes one line.
static bool add_own_entries(struct module *module)
{
    const struct bundle_request *request = module->request;
    uint32_t *order = messages_sorted(request, module->scratch);
    for (size_t i = 0; i < request->messages->count; i++) {
        struct text text;
        if (!read_text(module, request->messages->at[order[i]], bundle_text(request, order[i]), &text))
            continue; // a message that the module cannot hold, which is refused
        if (!add_entry(module, &text, request->translations[order[i]].unit != NULL))
            return false;
    }
    return true;
}

// ---- module

static const char html_import[] = "import {html} from 'lit';";
static const char str_import[] = "import {str} from '@lit/localize';";

static void print_peer_module(const struct module *module, struct buf *out)
{
    buf_print(out,
              "\n"
              "    // Do not modify this file by hand!\n"
              "    // Re-generate this file by running lit-localize\n"
              "\n"
              "    %s\n"
              "    %s\n"
              "\n"
              "    /* eslint-disable no-irregular-whitespace */\n"
              "    /* eslint-disable @typescript-eslint/no-explicit-any */\n"
              "\n"
              "    export const templates = {\n"
              "      ",
              module->uses_html ? html_import : "", module->uses_str ? str_import : "");
    utf_add_strict(out, buf_str(&module->entries));
    buf_text(out, "\n    };\n  ");
}

static void print_own_module(const struct module *module, struct buf *out)
{
    buf_text(out, "// Do not modify this file by hand!\n"
                  "// Re-generate this file by running glot build\n\n");
    if (module->uses_html)
        buf_print(out, "%s\n", html_import);
    if (module->uses_str)
        buf_print(out, "%s\n", str_import);
    if (module->uses_html || module->uses_str)
        buf_byte(out, '\n');
    buf_text(out, "/* eslint-disable no-irregular-whitespace */\n\n"
                  "export const templates = {\n");
    buf_add(out, buf_str(&module->entries));
    buf_text(out, "};\n");
}

static bool module_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                         struct buf *out)
{
    struct module module = {.request = request, .scratch = scratch, .diags = diags};
    module.peer_bytes = request->options->peer_bytes;
    bool good = module.peer_bytes ? add_peer_entries(&module) : add_own_entries(&module);
    if (good && module.peer_bytes)
        print_peer_module(&module, out);
    else if (good)
        print_own_module(&module, out);
    buf_free(&module.entries);
    return good;
}

const struct bundle bundle_lit = {
    .name = "lit",
    .meaning = "modules for the runtime mode of @lit/localize",
    .suffix = ".js",
    .typescript_suffix = ".ts",
    .needs_sources = true,
    .holds = module_holds,
    .fits = module_fits,
    .write = module_write,
};
