// Choices as text. See xliff_choice.h.
#include "catalog/formats/xliff_choice.h"

#include "catalog/icu_pattern.h"

bool xliff_has_choice(const struct unit *unit)
{
    bool has = unit_has_choice(unit);
    for (size_t i = 0; i < unit_rare(unit)->suggestions.count; i++)
        has |= pattern_is_select(&unit_rare(unit)->suggestions.at[i].source) ||
               pattern_is_select(&unit_rare(unit)->suggestions.at[i].target);
    return has;
}

// ---- to text

static bool to_text(const struct pattern *pattern, struct arena *arena, struct pattern *out)
{
    struct buf text = {0};
    bool is_printed = icu_print_pattern(pattern, &icu_formatjs, &text);
    *out = pattern_of_text(buf_finish(&text, arena), arena);
    return is_printed;
}

bool xliff_choice_to_text(struct pattern *pattern, struct arena *arena)
{
    const struct pattern choice = *pattern;
    return !pattern_is_select(pattern) || to_text(&choice, arena, pattern);
}

static bool is_read_as(const struct pattern *text, const struct pattern *wanted, struct arena *arena)
{
    struct pattern again;
    struct icu_fault fault;
    struct str whole = text->parts.count ? text->parts.at[0].text : STR("");
    return icu_read_pattern(whole, &icu_formatjs, arena, &again, &fault) && pattern_equal(&again, wanted);
}

struct converting {
    struct arena *arena;
    bool is_possible, is_exact;
};

static struct pattern convert(struct converting *converting, const struct pattern *pattern)
{
    struct pattern text;
    converting->is_possible &= to_text(pattern, converting->arena, &text);
    converting->is_exact =
        converting->is_exact && converting->is_possible && is_read_as(&text, pattern, converting->arena);
    return text;
}

static void convert_unit(struct converting *converting, struct unit *unit)
{
    struct suggestion_list suggestions = {0};
    unit->source = convert(converting, &unit->source);
    if (unit->has_target)
        unit->target = convert(converting, &unit->target);
    unit->syntax = SYNTAX_ICU;
    if (!unit->rare)
        return;
    struct unit_rare *rare = unit_change_rare(unit, converting->arena);
    if (unit->has_previous)
        rare->previous = convert(converting, &rare->previous);
    for (size_t i = 0; i < rare->suggestions.count; i++) {
        struct suggestion *suggestion = list_push(&suggestions, converting->arena);
        *suggestion = rare->suggestions.at[i];
        suggestion->source = convert(converting, &suggestion->source);
        suggestion->target = convert(converting, &suggestion->target);
    }
    rare->suggestions = suggestions;
}

static bool is_written(const struct catalog *catalog, const struct unit *unit)
{
    bool is_new = catalog->bytes.len == 0 || unit->bytes.end == 0;
    return !unit->removed && (is_new || unit->source_changed || unit->target_changed || unit->state_changed ||
                              unit->suggestions_changed);
}

// Tells of a unit what cannot be kept.
static bool report(const struct catalog *catalog, const struct unit *unit,
                   const struct converting *converting, struct diags *diags)
{
    if (converting->is_possible && converting->is_exact)
        return true;
    struct diag *diag = diag_add(
        diags, KIND_CATALOG_SELECT, span_file(catalog->path),
        converting->is_possible ? STR_FORMAT
            " is a choice between texts: its placeholders are kept by name, without their code"
                                : STR_FORMAT " is a choice between texts that ICU MessageFormat cannot say",
        STR_ARG(unit->id));
    if (converting->is_possible)
        diag->severity = SEVERITY_WARNING;
    diag_hint(diags, diag, "XLIFF 2.2 has an element for each text of a choice.");
    return converting->is_possible;
}

bool xliff_choices_to_text(const struct catalog *catalog, bool (*keeps)(const struct unit *unit),
                           struct arena *arena, struct diags *diags, struct catalog *out)
{
    bool is_fine = true;
    *out = *catalog;
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (!xliff_has_choice(unit) || !is_written(catalog, unit) || (keeps && keeps(unit)))
            continue;
        if (out->units.at == catalog->units.at) {
            out->units.at = arena_array(arena, struct unit, catalog->units.count);
            memcpy(out->units.at, catalog->units.at, catalog->units.count * sizeof *unit);
        }
        struct converting converting = {arena, true, true};
        convert_unit(&converting, &out->units.at[i]);
        is_fine &= report(catalog, unit, &converting, diags);
    }
    return is_fine;
}

// ---- back

static bool of_text(const struct pattern *text, struct arena *arena, struct pattern *out)
{
    struct icu_fault fault;
    bool is_text =
        text->parts.count == 0 || (text->parts.count == 1 && part_kind(&text->parts.at[0]) == PART_TEXT);
    struct str whole = is_text && text->parts.count ? text->parts.at[0].text : STR("");
    *out = (struct pattern){0};
    return is_text && icu_read_pattern(whole, &icu_formatjs, arena, out, &fault);
}

void xliff_choice_of_text(struct pattern *pattern, struct arena *arena)
{
    struct pattern choice;
    if (of_text(pattern, arena, &choice) && pattern_is_select(&choice))
        *pattern = choice;
}

static bool suggestions_of_text(const struct unit *unit, struct arena *arena, struct suggestion *out,
                                bool *has_choice)
{
    for (size_t i = 0; i < unit_rare(unit)->suggestions.count; i++) {
        out[i] = unit_rare(unit)->suggestions.at[i];
        if (!of_text(&unit_rare(unit)->suggestions.at[i].source, arena, &out[i].source) ||
            !of_text(&unit_rare(unit)->suggestions.at[i].target, arena, &out[i].target))
            return false;
        *has_choice |= pattern_is_select(&out[i].source) || pattern_is_select(&out[i].target);
    }
    return true;
}

void xliff_choices_of_text(struct unit *unit, struct arena *arena)
{
    struct pattern source, target, previous;
    struct suggestion *suggestions =
        arena_array(arena, struct suggestion, unit_rare(unit)->suggestions.count);
    bool has_choice = false;
    unit->syntax = SYNTAX_ICU;
    if (!of_text(&unit->source, arena, &source) || !of_text(&unit->target, arena, &target) ||
        !of_text(&unit_rare(unit)->previous, arena, &previous) ||
        !suggestions_of_text(unit, arena, suggestions, &has_choice))
        return;
    if (!has_choice && !pattern_is_select(&source) && !pattern_is_select(&target) &&
        !pattern_is_select(&previous))
        return;
    unit->syntax = SYNTAX_TEXT;
    unit->source = source;
    unit->target = target;
    if (!unit->rare)
        return;
    struct unit_rare *rare = unit_change_rare(unit, arena);
    rare->previous = previous;
    rare->suggestions.at = suggestions;
    rare->suggestions.capacity = rare->suggestions.count;
}
