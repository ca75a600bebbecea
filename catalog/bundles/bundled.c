#include "catalog/bundles/bundled.h"

#include "catalog/icu_fault.h"
#include "catalog/icu_pattern.h"
#include "catalog/number_forms.h"
#include "catalog/translations.h"

#include <stdarg.h>
#include <stdio.h>

// ---- reading

static struct span whole(const void *of, size_t start, size_t end)
{
    (void)start, (void)end;
    return *(const struct span *)of;
}

// Texts with tags that FormatJS does not know may still be messages for ICU itself.
static bool read_icu(struct bundled *text, struct arena *arena)
{
    struct icu_fault fault, other;
    struct str source = pattern_flatten(&text->pattern, arena);
    struct icu_place place = {whole, &text->span};
    if (icu_read_pattern(source, &icu_formatjs, arena, &text->pattern, &fault) ||
        icu_read_pattern(source, &icu_standard, arena, &text->pattern, &other))
        return true;
    if (text->diags)
        icu_report(&fault, source, &place, text->diags);
    return false;
}

bool bundled_read(struct bundled *text, struct arena *arena)
{
    if (text->syntax != SYNTAX_ICU || pattern_is_select(&text->pattern))
        return true;
    text->syntax = SYNTAX_TEXT;
    return read_icu(text, arena);
}

void bundled_message(const struct bundle_request *request, const struct message *message, struct diags *diags,
                     struct bundled *out)
{
    *out = (struct bundled){.request = request,
                            .id = message->id,
                            .span = message->span,
                            .pattern = message->pattern,
                            .syntax = message->syntax,
                            .diags = diags};
}

void bundled_translation(const struct bundle_request *request, const struct translation *translation,
                         struct diags *diags, struct bundled *out)
{
    const struct unit *unit = translation->unit;
    *out = (struct bundled){.request = request,
                            .id = unit->id,
                            .span = unit_span(translation->catalog, unit),
                            .pattern = unit->target,
                            .syntax = unit->syntax,
                            .is_translation = true,
                            .diags = diags};
}

void bundled_text(const struct bundle_request *request, size_t i, struct bundled *out)
{
    if (request->translations[i].unit)
        bundled_translation(request, &request->translations[i], NULL, out);
    else
        bundled_message(request, request->messages->at[i], NULL, out);
}

// ---- diagnostics

bool bundled_refuse(const struct bundled *text, enum kind kind, const char *format, ...)
{
    char message[512];
    va_list arguments;
    if (!text->diags)
        return false;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (text->is_translation)
        diag_add(text->diags, kind, text->span, STR_FORMAT " localization of " STR_FORMAT ": %s",
                 STR_ARG(text->request->locale), STR_ARG(text->id), message);
    else
        diag_add(text->diags, kind, text->span, STR_FORMAT ": %s", STR_ARG(text->id), message);
    return false;
}

bool bundled_refuse_key(const struct bundled *text, struct str key, struct span other, struct diags *diags)
{
    struct diag *diag = diag_add(diags, KIND_BUNDLE_UNFIT, text->span,
                                 STR_FORMAT ": the key \"" STR_FORMAT "\" is that of another text, too",
                                 STR_ARG(text->id), STR_ARG(key));
    diag_relate(diags, diag, other, "it stands here");
    diag_hint(diags, diag, "Give one of them another id or name.");
    return false;
}

bool bundled_keys_differ(const struct bundle_request *request, const uint32_t *order, struct diags *diags)
{
    bool good = true;
    for (size_t i = 1; i < request->messages->count; i++) {
        const struct message *one = request->messages->at[order[i - 1]],
                             *other = request->messages->at[order[i]];
        struct bundled text;
        bundled_message(request, other, diags, &text);
        if (str_equal(message_key(one), message_key(other)))
            good = bundled_refuse_key(&text, message_key(other), one->span, diags);
    }
    return good;
}

// ---- names

// The names of all code in a pattern and of what its choices depend on, each once: the variants of a choice
// may use them or not.
static void add_names(const struct pattern *pattern, struct arena *arena, struct map *out)
{
    for (size_t i = 0; i < pattern->parts.count; i++)
        if (part_kind(&pattern->parts.at[i]) != PART_TEXT)
            map_set(out, part_name(&pattern->parts.at[i]), NULL, arena);
    for (size_t i = 0; i < pattern_selectors(pattern)->count; i++)
        map_set(out, pattern_selectors(pattern)->at[i].argument, NULL, arena);
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++)
        add_names(&pattern->variants->at[i].value, arena, out);
}

// Adds a diagnostic for each name of `names` that `other` lacks.
static bool names_are_in(const struct bundled *text, const struct map *names, const struct map *other,
                         enum kind kind)
{
    bool good = true;
    for (size_t i = 0; i < names->entries.count; i++) {
        struct str name = names->entries.at[i].key;
        if (!map_has(other, name))
            good = bundled_refuse(text, kind, "%s {" STR_FORMAT "}",
                                  kind == KIND_PLACEHOLDER_MISSING ? "missing" : "unexpected", STR_ARG(name));
    }
    return good;
}

bool bundled_names_fit(const struct bundled *source, const struct bundled *target, struct arena *arena)
{
    struct map ours = {0}, theirs = {0};
    add_names(&source->pattern, arena, &ours);
    add_names(&target->pattern, arena, &theirs);
    bool good = names_are_in(target, &theirs, &ours, KIND_PLACEHOLDER_UNEXPECTED);
    return names_are_in(target, &ours, &theirs, KIND_PLACEHOLDER_MISSING) && good;
}

// ---- code

bool bundled_is_inert(struct str printed, const struct code_range_list *codes, const char *open, char close)
{
    size_t next = 0, last_close = str_rfind_byte(printed, close);
    size_t at = last_close == STR_NONE ? STR_NONE : str_find(printed, str_of(open), 0);
    for (; at != STR_NONE && at < last_close; at = str_find(printed, str_of(open), at)) {
        while (next < codes->count && codes->at[next].end <= at)
            next++;
        if (next == codes->count || codes->at[next].start > at)
            return false;
        at = codes->at[next].end;
    }
    return true;
}

// ---- choices

static bool is_flat(const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->variants->count; i++)
        if (pattern_is_select(&pattern->variants->at[i].value) ||
            pattern->variants->at[i].keys.count != pattern_selectors(pattern)->count)
            return false;
    return pattern->variants->count <= icu_variants_greatest;
}

// One argument is asked twice where its exact keys differ (icu_pattern.h).
static bool asks_again(const struct selector_list *selectors, size_t first, size_t i)
{
    return selectors->at[first].kind == selectors->at[i].kind && selectors->at[i].kind != SELECT_EXACT &&
           str_equal(selectors->at[first].argument, selectors->at[i].argument);
}

bool bundled_choice(const struct bundled *text, const char *runtime, struct bundled_choice *out)
{
    const struct selector_list *selectors = pattern_selectors(&text->pattern);
    *out = (struct bundled_choice){STR_NONE, STR_NONE};
    for (size_t i = 0; i < selectors->count; i++) {
        size_t *slot = selectors->at[i].kind == SELECT_EXACT ? &out->value : &out->number;
        bool is_free = *slot == STR_NONE || asks_again(selectors, *slot, i);
        if (!is_free || selectors->at[i].offset || i == choice_selectors_greatest)
            return bundled_refuse(text, KIND_BUNDLE_UNFIT,
                                  "%s has choices by one number, without an offset, and by one value",
                                  runtime);
        *slot = *slot == STR_NONE ? i : *slot;
    }
    return is_flat(&text->pattern) ||
           bundled_refuse(text, KIND_BUNDLE_UNFIT,
                          "%s has no choices in choices, and at most %d texts of one", runtime,
                          icu_variants_greatest);
}
