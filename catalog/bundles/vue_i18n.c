// Vue I18n: one JSON object from keys to messages in its own syntax
// (https://vue-i18n.intlify.dev/guide/essentials/syntax;
// @intlify/message-compiler 11 is the judge):
//     {name} {0}       arguments
//     {'@'}            text that would be syntax: braces, @, |
//     no | one | many  a choice by number, by position
// A position stands for a category of CLDR: the forms are those of the locale in the order zero, one, two,
// few, many, other; one more form in front is that for exactly 0. docs/bundles.md has the plural rule that
// reads them so.

#include "base/quote.h"
#include "base/utf.h"
#include "catalog/bundles/bundled.h"
#include "catalog/bundles/icu_text.h"
#include "catalog/icu_pattern.h"
#include "catalog/locale.h"
#include "catalog/translations.h"

// Tags are text there.
static const struct icu_options icu_vue = {.ignores_tags = true, .requires_other = true};

// ---- what cannot be said

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name(struct str name)
{
    if (str_is_digits(name))
        return true;
    for (size_t i = 0; i < name.len; i++)
        if (!is_letter(name.at[i]) && (i == 0 || (!byte_is_digit(name.at[i]) && !strchr("$-", name.at[i]))))
            return false;
    return name.len > 0;
}

// {n, number} is shown as {n}; no other type is there.
static bool is_shown_as_it_is(struct str code)
{
    size_t comma = str_find_byte(code, ',', 0);
    return comma == STR_NONE || str_is(str_trim(str_slice(code, comma + 1, code.len - 1)), "number");
}

// Why the arguments of a plain pattern cannot be said, or NULL. `of` is the one that it is about.
static const char *misfit_of_parts(const struct pattern *pattern, struct str *of)
{
    bool has_numbers = false, has_names = false;
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        if (part_kind(part) == PART_TEXT)
            continue;
        *of = part_name(part);
        has_numbers = has_numbers || str_is_digits(part_name(part));
        has_names = has_names || !str_is_digits(part_name(part));
        if (!is_name(part_name(part)))
            return "is no name of an argument there: letters of ASCII, digits, `_`, `$` and `-`";
        if (!is_shown_as_it_is(part->text))
            return "would be formatted, which Vue I18n does with $n and $d only";
        if (has_numbers && has_names)
            return "stands beside arguments of the other sort: they have either names or numbers";
    }
    return NULL;
}

static const char *misfit_of_choice(const struct pattern *pattern, struct str *of)
{
    const struct selector_list *selectors = pattern_selectors(pattern);
    *of = selectors->at[0].argument;
    if (selectors->count > 1)
        return "is not the only choice; messages of Vue I18n have one";
    if (selectors->at[0].kind != SELECT_PLURAL)
        return "chooses by another thing than a number";
    if (selectors->at[0].offset)
        return "is a plural with an offset";
    for (size_t i = 0; i < pattern->variants->count; i++) {
        struct str key = pattern->variants->at[i].keys.at[0];
        if (str_starts(key, STR("=")) && !str_is(key, "=0"))
            return "has a form for an exact number; only =0 has a place";
    }
    return NULL;
}

static const char *misfit(const struct pattern *pattern, struct str *of)
{
    if (!pattern_is_select(pattern))
        return misfit_of_parts(pattern, of);
    const char *why = misfit_of_choice(pattern, of);
    for (size_t i = 0; !why && i < pattern->variants->count; i++)
        why = misfit_of_parts(&pattern->variants->at[i].value, of);
    return why;
}

static bool judge(const struct icu_text *text, struct str id, struct span span, struct arena *scratch,
                  struct diags *diags)
{
    struct pattern pattern;
    struct icu_fault fault;
    struct str of = {0};
    const char *why = icu_to_pattern(&text->message, scratch, &pattern, &fault) ? misfit(&pattern, &of)
                                                                                : "makes too many texts";
    if (!why)
        return true;
    struct diag *diag = diag_add(diags, KIND_BUNDLE_UNFIT, span,
                                 "`" STR_FORMAT "` cannot be a message of Vue I18n: `" STR_FORMAT "` %s",
                                 STR_ARG(id), STR_ARG(of), why);
    diag_hint(diags, diag, "Make several messages of it, or let the application format the value.");
    return false;
}

// Keys are read as paths first, in which white space is nothing.
static bool judge_key(struct str key, struct span span, struct diags *diags)
{
    if (utf_trim(key).len)
        return true;
    diag_add(diags, KIND_BUNDLE_UNFIT, span, "a key of white space alone is none for Vue I18n");
    return false;
}

static bool vue_holds(const struct bundle_request *request, const struct message *message,
                      struct arena *scratch, struct diags *diags)
{
    struct icu_text text;
    return icu_text_holds(request, message, &icu_vue, scratch, diags, &text) &&
           judge_key(message_key(message), message->span, diags) &&
           judge(&text, message->id, message->span, scratch, diags);
}

static bool vue_fits(const struct bundle_request *request, const struct message *message,
                     const struct translation *translation, struct arena *scratch, struct diags *diags)
{
    const struct unit *unit = translation->unit;
    struct icu_text text;
    return icu_text_fits(request, message, translation, &icu_vue, scratch, diags, &text) &&
           judge(&text, unit->id, unit_span(translation->catalog, unit), scratch, diags);
}

// ---- messages

// Whether the character has to stand in a literal. Lines of other sorts than LF are read as LF elsewhere, and
// `%` before a brace has a meaning up to version 9.
static bool is_special(struct str text, size_t at, uint32_t point, bool is_last)
{
    return point == '{' || point == '}' || point == '@' || point == '|' || point == '\\' || point == '\r' ||
           point == 0x2028 || point == 0x2029 ||
           (point == '%' && (at + 1 == text.len ? !is_last : strchr("{}@|\\\r", text.at[at + 1]) != NULL));
}

static bool is_blank(uint32_t point)
{
    return point == ' ' || point == '\n';
}

static void add_in_literal(uint32_t point, struct str bytes, struct buf *out)
{
    if (point < 0x20 || point == 0x2028 || point == 0x2029) {
        buf_print(out, "\\u%04X", (unsigned)point);
        return;
    }
    if (point == '\\' || point == '\'')
        buf_byte(out, '\\');
    buf_add(out, bytes);
}

// Blanks at the ends of the forms of a choice would get lost: those in [0, start) and [end, len) stand in
// literals.
struct ends {
    size_t start, end;
};

static struct ends ends_of(struct str text, bool begins_form, bool ends_form)
{
    struct ends ends = {0, text.len};
    while (begins_form && ends.start < text.len && is_blank((unsigned char)text.at[ends.start]))
        ends.start++;
    while (ends_form && ends.end > ends.start && is_blank((unsigned char)text.at[ends.end - 1]))
        ends.end--;
    return ends;
}

// What stands around a text.
struct around {
    bool is_form, is_first, is_last; // of a choice; in its form or message
};

static void add_text(struct str text, struct around around, struct buf *out)
{
    struct ends ends = ends_of(text, around.is_form && around.is_first, around.is_form && around.is_last);
    bool is_open = false;
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t point = utf_next(text, &at);
        bool wanted =
            start < ends.start || start >= ends.end || is_special(text, start, point, around.is_last);
        if (wanted != is_open)
            buf_text(out, wanted ? "{'" : "'}");
        is_open = wanted;
        if (wanted)
            add_in_literal(point, str_slice(text, start, at), out);
        else
            buf_add(out, str_slice(text, start, at));
    }
    if (is_open)
        buf_text(out, "'}");
}

static void add_parts(const struct pattern *pattern, bool is_form, struct buf *out)
{
    const struct part_list *parts = &pattern->parts;
    if (parts->count == 0)
        buf_text(out, is_form ? "{''}" : "");
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->at[i];
        if (part_kind(part) == PART_TEXT)
            add_text(part->text, (struct around){is_form, i == 0, i + 1 == parts->count}, out);
        else
            buf_print(out, "{" STR_FORMAT "}", STR_ARG(part_name(part)));
    }
}

static const struct variant *variant_of(const struct pattern *pattern, const char *key)
{
    const struct variant_list *variants = pattern->variants;
    for (size_t i = 0; i < variants->count; i++)
        if (str_is(variants->at[i].keys.at[0], key))
            return &variants->at[i];
    return NULL;
}

static void add_choice(const struct pattern *pattern, const struct plural_rules *rules, struct buf *out)
{
    const struct variant *zero = variant_of(pattern, "=0"), *other = variant_of(pattern, "other");
    if (!other)
        other = &pattern->variants->at[pattern->variants->count - 1];
    if (zero)
        add_parts(&zero->value, true, out);
    bool is_next = zero != NULL;
    for (size_t i = 0; i < PLURAL_COUNT; i++) {
        if (!rules->has[i])
            continue;
        const struct variant *own = variant_of(pattern, plural_names[i]);
        buf_text(out, is_next ? " | " : "");
        add_parts(own ? &own->value : &other->value, true, out);
        is_next = true;
    }
}

static void add_message(const struct icu_text *text, const struct plural_rules *rules, struct arena *scratch,
                        struct buf *out)
{
    struct pattern pattern;
    struct icu_fault fault;
    if (!icu_to_pattern(&text->message, scratch, &pattern, &fault))
        pattern = pattern_of_text(text->text, scratch);
    if (pattern_is_select(&pattern))
        add_choice(&pattern, rules, out);
    else
        add_parts(&pattern, false, out);
}

static bool vue_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                      struct buf *out)
{
    size_t count = request->messages->count;
    uint32_t *order = messages_by_key(request->messages, scratch);
    struct plural_rules rules;
    struct icu_text text;
    struct buf message = {0};
    locale_plurals(request->locale, false, &rules);
    buf_byte(out, '{');
    for (size_t i = 0; i < count; i++) {
        buf_text(out, i ? ",\n  " : "\n  ");
        quote_json(out, message_key(request->messages->at[order[i]]));
        buf_text(out, ": ");
        icu_text_of(request, order[i], &icu_vue, scratch, &text);
        message.len = 0;
        add_message(&text, &rules, scratch, &message);
        quote_json(out, buf_str(&message));
    }
    buf_free(&message);
    buf_text(out, count ? "\n}\n" : "}\n");
    return bundled_keys_differ(request, order, diags);
}

const struct bundle bundle_vue_i18n = {
    .name = "vue-i18n",
    .meaning = "Vue I18n: JSON from keys to messages in its syntax",
    .suffix = ".json",
    .has_source = true,
    .holds = vue_holds,
    .fits = vue_fits,
    .write = vue_write,
};
