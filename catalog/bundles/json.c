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
static bool add_missing(const struct bundle_request *request, const struct translation *translation,
                        const struct map *names, const struct map *other, enum kind kind, struct diags *diags)
{
    size_t before = diags->count;
    for (size_t i = 0; i < names->entries.count; i++) {
        struct str name = names->entries.at[i].key;
        if (!map_has(other, name))
            diag_add(diags, kind, translation_span(translation->catalog, translation->unit),
                     STR_FORMAT " localization of " STR_FORMAT ": %s {" STR_FORMAT "}",
                     STR_ARG(request->locale), STR_ARG(translation->unit->id),
                     kind == KIND_PLACEHOLDER_MISSING ? "missing" : "unexpected", STR_ARG(name));
    }
    return diags->count == before;
}

static bool object_fits(const struct bundle_request *request, const struct message *message,
                        const struct translation *translation, struct arena *scratch, struct diags *diags)
{
    struct map source = {0}, target = {0};
    add_names(&message->pattern, scratch, &source);
    add_names(&translation->unit->target, scratch, &target);
    bool good = add_missing(request, translation, &target, &source, KIND_PLACEHOLDER_UNEXPECTED, diags);
    return add_missing(request, translation, &source, &target, KIND_PLACEHOLDER_MISSING, diags) && good;
}

// ---- writing

static bool object_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                         struct buf *out)
{
    size_t count = request->messages->count;
    uint32_t *order = messages_sorted(request, scratch);
    (void)diags;
    buf_byte(out, '{');
    for (size_t i = 0; i < count; i++) {
        buf_text(out, i ? ",\n  " : "\n  ");
        quote_json(out, request->messages->at[order[i]].id);
        buf_text(out, ": ");
        json_pattern_print(bundle_text(request, order[i]), NULL, out);
    }
    buf_text(out, count ? "\n}\n" : "}\n");
    return true;
}

const struct bundle bundle_json = {
    .name = "json",
    .meaning = "one JSON object from ids to texts",
    .suffix = object_suffix,
    .fits = object_fits,
    .write = object_write,
};
