// What Angular's loadTranslations() takes, in the file that `ng build` and `ng extract-i18n --format json`
// know:
//     {"locale": "pl", "translations": {"2211460023180467551": "Witaj, {$PH}!"}}
// Placeholders are found by their names. A choice is an ICU expression whose placeholders have no `$`, as the
// compiler of templates makes it; there are no apostrophes that quote in it.
// https://angular.dev/guide/i18n

#include "base/quote.h"
#include "catalog/bundles/angular_names.h"
#include "catalog/icu_pattern.h"
#include "catalog/translations.h"

static const struct icu_options icu_angular = {
    .ignores_tags = true, .requires_other = true, .has_plain_pound = true, .has_plain_quotes = true};

// ---- texts

static void print_codes(const struct part_list *parts, const char *open, struct arena *arena,
                        struct code_range_list *codes, struct buf *out)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->at[i];
        size_t start = out->len;
        if (part_kind(part) == PART_TEXT) {
            buf_add(out, part->text);
            continue;
        }
        buf_print(out, "%s" STR_FORMAT "}", open, STR_ARG(part_name(part)));
        *list_push(codes, arena) = (struct code_range){start, out->len};
    }
}

// Catalogs of Angular have ICU expressions as text with code between.
static bool is_expression(struct str text, struct arena *arena)
{
    struct icu_message message;
    struct icu_fault fault;
    return str_starts(str_trim(text), STR("{")) &&
           icu_parse(str_trim(text), &icu_angular, arena, &message, &fault) && message.nodes.count == 1 &&
           icu_is_choice(message.nodes.at[0].kind);
}

static bool names_are_shown(const struct bundled *text, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        if (part_kind(part) != PART_TEXT &&
            (part_name(part).len == 0 || str_find_byte(part_name(part), '}', 0) != STR_NONE))
            return bundled_refuse(text, KIND_BUNDLE_UNFIT,
                                  "Angular has no placeholder called \"" STR_FORMAT "\"",
                                  STR_ARG(part_name(part)));
        if (str_starts(part->text, STR("{")) && str_find_byte(part->text, ',', 0) != STR_NONE &&
            part_kind(part) == PART_PLACEHOLDER && !str_starts(part->text, STR("{{")))
            return bundled_refuse(text, KIND_BUNDLE_UNFIT, "Angular has no formats in texts: " STR_FORMAT,
                                  STR_ARG(part->text));
    }
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++)
        if (!names_are_shown(text, &pattern->variants->at[i].value))
            return false;
    return true;
}

static bool is_inert(const struct bundled *text, struct str printed, const struct code_range_list *codes)
{
    return bundled_is_inert(printed, codes, "{$", '}') ||
           bundled_refuse(text, KIND_BUNDLE_UNFIT,
                          "Angular would take `{$` in the text for a placeholder, and has no escape for it");
}

static bool print_choice(const struct bundled *text, struct buf *out)
{
    const struct selector_list *selectors = pattern_selectors(&text->pattern);
    for (size_t i = 0; i < selectors->count; i++)
        if (selectors->at[i].kind == SELECT_ORDINAL || selectors->at[i].offset)
            return bundled_refuse(text, KIND_BUNDLE_UNFIT, "Angular has no ordinals and no offsets");
    return icu_print_pattern(&text->pattern, &icu_angular, out) ||
           bundled_refuse(text, KIND_BUNDLE_UNFIT, "Angular has no way to write a brace in a choice");
}

// Into an empty buffer, as Angular reads it.
static bool print_text(const struct bundled *text, struct arena *arena, struct buf *out)
{
    struct code_range_list none = {0}, codes = {0};
    if (!names_are_shown(text, &text->pattern))
        return false;
    if (pattern_is_select(&text->pattern))
        return print_choice(text, out) && is_inert(text, buf_str(out), &none);
    print_codes(&text->pattern.parts, "{", arena, &codes, out);
    if (is_expression(buf_str(out), arena))
        return is_inert(text, buf_str(out), &none);
    out->len = codes.count = 0;
    print_codes(&text->pattern.parts, "{$", arena, &codes, out);
    return is_inert(text, buf_str(out), &codes);
}

// ---- judging

static bool read_text(struct bundled *text, struct arena *arena)
{
    angular_names(text, arena);
    return bundled_read(text, arena);
}

static bool is_printed(const struct bundled *text, struct arena *scratch)
{
    struct buf out = {0};
    bool good = print_text(text, scratch, &out);
    buf_free(&out);
    return good;
}

static bool angular_holds(const struct bundle_request *request, const struct message *message,
                          struct arena *scratch, struct diags *diags)
{
    struct bundled text;
    bundled_message(request, message, diags, &text);
    if (str_is(message_key(message), "__proto__"))
        return bundled_refuse(&text, KIND_BUNDLE_UNFIT, "no application can look up the key `__proto__`");
    return read_text(&text, scratch) && is_printed(&text, scratch);
}

static bool angular_fits(const struct bundle_request *request, const struct message *message,
                         const struct translation *translation, struct arena *scratch, struct diags *diags)
{
    struct bundled source, target;
    bundled_message(request, message, NULL, &source);
    bundled_translation(request, translation, diags, &target);
    return read_text(&target, scratch) && is_printed(&target, scratch) &&
           (!read_text(&source, scratch) || bundled_names_fit(&source, &target, scratch));
}

// ---- writing

// What the file has so far.
struct file {
    struct map messages; // key → the message that has it
    struct buf *out;
    bool has_entry;
};

static void print_entry(struct file *file, struct str key, const struct bundled *text, struct arena *scratch)
{
    struct buf printed = {0};
    if (print_text(text, scratch, &printed)) {
        buf_text(file->out, file->has_entry ? ",\n    " : "\n    ");
        quote_json(file->out, key);
        buf_text(file->out, ": ");
        quote_json(file->out, buf_str(&printed));
        file->has_entry = true;
    }
    buf_free(&printed);
}

static bool add_entry(struct file *file, const struct bundle_request *request, size_t i,
                      struct arena *scratch, struct diags *diags)
{
    const struct message *message = request->messages->at[i], *other;
    struct map_entry *entry = map_entry(&file->messages, message_key(message), scratch);
    struct bundled text;
    bundled_text(request, i, &text);
    if ((other = entry->value))
        return bundled_refuse_key(&text, entry->key, other->span, diags);
    entry->value = (void *)(uintptr_t)message;
    if (read_text(&text, scratch))
        print_entry(file, entry->key, &text, scratch);
    return true;
}

static bool angular_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                          struct buf *out)
{
    uint32_t *order = messages_sorted(request, scratch);
    struct file file = {.out = out};
    bool good = true;
    buf_text(out, "{\n  \"locale\": ");
    quote_json(out, request->locale);
    buf_text(out, ",\n  \"translations\": {");
    for (size_t i = 0; i < request->messages->count; i++)
        good = add_entry(&file, request, order[i], scratch, diags) && good;
    buf_text(out, file.has_entry ? "\n  }\n}\n" : "}\n}\n");
    return good;
}

const struct bundle bundle_angular = {
    .name = "angular",
    .meaning = "Angular: JSON from ids to texts, for loadTranslations and ng build",
    .suffix = ".json",
    .holds = angular_holds,
    .fits = angular_fits,
    .write = angular_write,
};
