// One object from ids to texts, for applications that format messages themselves. Code in a text is its name
// in braces, as in JSON catalogs (formats/json_pattern.h); a choice is an object of its variants with the
// selector in "plural", "ordinal" or "select", or the long form.

#include "base/quote.h"
#include "catalog/formats/json_pattern.h"
#include "catalog/translations.h"

static const char *object_suffix(const struct bundle_options *options)
{
    (void)options;
    return ".json";
}

// ---- validation

// The names of all code in a pattern, each once: the variants of a choice may use them or not.
static void add_names(const struct pattern *pattern, struct arena *arena, struct map *out)
{
    for (size_t i = 0; i < pattern->parts.count; i++)
        if (pattern->parts.at[i].kind != PART_TEXT)
            map_set(out, pattern->parts.at[i].name, NULL, arena);
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++)
        add_names(&pattern->variants->at[i].value, arena, out);
}

// Adds a diagnostic for each name of `names` that `other` lacks.
static bool add_missing(const struct bundle_request *request, const struct unit *unit,
                        const struct map *names, const struct map *other, enum kind kind, struct diags *diags)
{
    size_t before = diags->count;
    for (size_t i = 0; i < names->entries.count; i++) {
        struct str name = names->entries.at[i].key;
        if (!map_has(other, name))
            diag_add(diags, kind, translation_span(request->catalog, unit),
                     STR_FORMAT " localization of " STR_FORMAT ": %s {" STR_FORMAT "}",
                     STR_ARG(request->locale), STR_ARG(unit->id),
                     kind == KIND_PLACEHOLDER_MISSING ? "missing" : "unexpected", STR_ARG(name));
    }
    return diags->count == before;
}

static bool validate_unit(const struct bundle_request *request, const struct unit *unit,
                          const struct message *message, struct arena *scratch, struct diags *diags)
{
    struct map source = {0}, target = {0};
    add_names(&message->pattern, scratch, &source);
    add_names(&unit->target, scratch, &target);
    bool good = add_missing(request, unit, &target, &source, KIND_PLACEHOLDER_UNEXPECTED, diags);
    return add_missing(request, unit, &source, &target, KIND_PLACEHOLDER_MISSING, diags) && good;
}

static const struct unit *unit_of(const struct bundle_request *request,
                                  const struct translations *translations, size_t message)
{
    uint32_t number = translations->of_message[message];
    return number ? &request->catalog->units.at[number - 1] : NULL;
}

static bool object_validate(const struct bundle_request *request, struct arena *scratch, struct diags *diags)
{
    struct translations translations;
    bool good = true;
    translations_join(request, scratch, &translations);
    for (size_t i = 0; i < request->messages->count; i++) {
        const struct unit *unit = unit_of(request, &translations, i);
        size_t before = diags->count;
        if (unit && !validate_unit(request, unit, &request->messages->at[i], scratch, diags))
            good = translation_may_misfit(unit, diags, before) && good;
    }
    return good;
}

// ---- writing

static bool fits(const struct bundle_request *request, const struct unit *unit, const struct message *message,
                 struct arena *scratch)
{
    struct diags unsaid = {.arena = scratch};
    return unit && validate_unit(request, unit, message, scratch, &unsaid);
}

static bool object_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                         struct buf *out, struct bundle_report *report)
{
    const struct message_list *messages = request->messages;
    struct translations translations;
    (void)diags; // validate has said all
    *report = (struct bundle_report){0};
    translations_join(request, scratch, &translations);
    translations_obsolete(request, &translations, scratch, &report->obsolete);
    uint32_t *order = messages_sorted(request, scratch);
    bool *missing = arena_array(scratch, bool, messages->count);
    buf_byte(out, '{');
    for (size_t i = 0; i < messages->count; i++) {
        const struct message *message = &messages->at[order[i]];
        const struct unit *unit = unit_of(request, &translations, order[i]);
        missing[order[i]] = !fits(request, unit, message, scratch);
        buf_text(out, i ? ",\n  " : "\n  ");
        quote_json(out, message->id);
        buf_text(out, ": ");
        json_pattern_print(missing[order[i]] ? &message->pattern : &unit->target, NULL, out);
    }
    buf_text(out, messages->count ? "\n}\n" : "}\n");
    for (size_t i = 0; i < messages->count; i++)
        if (missing[i])
            *list_push(&report->missing, scratch) = messages->at[i].id;
    report->translated = messages->count - report->missing.count;
    return true;
}

const struct bundle bundle_json = {
    .name = "json",
    .meaning = "one JSON object from ids to texts",
    .suffix = object_suffix,
    .validate = object_validate,
    .write = object_write,
};
