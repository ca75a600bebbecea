#include "catalog/losses.h"

#include "catalog/icu_pattern.h"
#include "catalog/locale.h"

const struct holding_row holding_rows[] = {
    {HOLDS_SOURCES, "source and translation in one file", NULL},
    {HOLDS_SOURCE_LOCALE, "the source locale", NULL},
    {HOLDS_TARGET_LOCALE, "the target locale", NULL},
    {HOLDS_STATES, "states", "the state of its translation"},
    {HOLDS_REVIEWED, "reviews", "the review of its translation"},
    {HOLDS_OBSOLETE, "obsolete units", "its mark as obsolete"},
    {HOLDS_PREVIOUS, "previous sources", "the text that its translation was made from"},
    {HOLDS_EMPTY_TARGETS, "empty translations", "its translation, which is empty on purpose"},
    {HOLDS_NOTES, "notes", "its notes"},
    {HOLDS_NOTE_AUTHORS, "authors of notes", "the authors of its notes"},
    {HOLDS_LOCATIONS, "places", "its places in the sources"},
    {HOLDS_CONTEXT, "contexts", "its context"},
    {HOLDS_UNIT_NAMES, "names of units", "its name"},
    {HOLDS_NAMES, "names of placeholders", "the names of its placeholders"},
    {HOLDS_CODE, "code of placeholders", "the code of its placeholders"},
    {HOLDS_KINDS, "kinds of placeholders", "the kinds of its placeholders"},
    {HOLDS_PLURALS, "plurals", "its choice by number"},
    {HOLDS_ORDINALS, "ordinals", "its choice by ordinal number"},
    {HOLDS_SELECTS, "all choices", "its choice"},
    {HOLDS_SYNTAX, "ICU messages", NULL}, // told with the choices
    {HOLDS_LIMITS, "limits of length", "the limit of its length"},
    {HOLDS_RULES, "rules", "the rules for its translation"},
    {HOLDS_SUGGESTIONS, "suggestions", "the suggestions for its translation"},
    {HOLDS_FLAGS, "flags", "its flags"},
    {HOLDS_LOCKS, "locks", "its lock"},
    {HOLDS_FILES, "several files", "its file"},
};
const size_t holding_count = sizeof holding_rows / sizeof *holding_rows;

// ---- a catalog of its own

void catalog_detach(struct catalog *catalog, struct arena *arena)
{
    struct catalog free = {.path = catalog->path,
                           .source_locale = catalog->source_locale,
                           .target_locale = catalog->target_locale,
                           .files = catalog->files};
    catalog_reserve(&free, catalog->units.count, arena);
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *old = &catalog->units.at[i];
        if (!unit_counts(old))
            continue;
        struct unit *unit = catalog_add_in(&free, old->file, old->id, arena);
        *unit = *old;
        unit_forget_file(unit, arena);
        unit->source_changed = unit->target_changed = unit->notes_changed = unit->state_changed = false;
        unit->suggestions_changed = false;
    }
    *catalog = free;
}

// ---- where a unit stood

static struct span place_of_unit(const struct catalog *told, const struct unit *unit)
{
    const struct unit *read = catalog_find_in(told, unit->file, unit->id);
    if (!read || read->bytes.end == read->bytes.start || told->bytes.len == 0)
        return span_file(told->path);
    struct str text = str_trim(str_slice(told->bytes, read->bytes.start, read->bytes.end));
    size_t line = str_find_byte(text, '\n', 0), start = (size_t)(text.at - told->bytes.at);
    return (struct span){told->path, told->bytes, start, start + str_trim(str_slice(text, 0, line)).len};
}

// ---- choices

static bool has_forms(const struct pattern *pattern)
{
    const struct selector_list *selectors = pattern_selectors(pattern);
    bool has[PLURAL_COUNT] = {false};
    if (selectors->count != 1 || selectors->at[0].kind == SELECT_EXACT || selectors->at[0].offset)
        return false;
    for (size_t i = 0; i < pattern->variants->count; i++) {
        const struct variant *variant = &pattern->variants->at[i];
        enum plural_category category = plural_of_key(variant->keys.at[0]);
        if (category == PLURAL_COUNT || has[category] || pattern_is_select(&variant->value))
            return false;
        has[category] = true;
    }
    return has[PLURAL_OTHER];
}

// What is written of a unit in one language.
static bool holds_text(const struct format *format, const struct pattern *text)
{
    if (!text || !pattern_is_select(text) || format->holds & HOLDS_SELECTS)
        return true;
    bool is_ordinal = pattern_selectors(text)->count && pattern_selectors(text)->at[0].kind == SELECT_ORDINAL;
    return (format->holds & (is_ordinal ? HOLDS_ORDINALS : HOLDS_PLURALS)) && has_forms(text);
}

static bool holds_choice(const struct catalog *catalog, const struct format *format, const struct unit *unit)
{
    bool has_source_choice = pattern_is_select(&unit->source);
    if (format->is_monolingual)
        return holds_text(format, monolingual_text(catalog, unit));
    if (format->holds & HOLDS_SELECTS || !unit_has_choice(unit))
        return true;
    if (!(format->holds & HOLDS_PLURALS))
        return false;
    return (!has_source_choice || pattern_is_source_plural(&unit->source)) &&
           (!unit->has_target || !pattern_is_select(&unit->target) ||
            (has_source_choice && pattern_is_plural(&unit->target))) &&
           (!unit->has_previous || !pattern_is_select(&unit_rare(unit)->previous) ||
            pattern_is_source_plural(&unit_rare(unit)->previous));
}

// ---- choices as ICU messages, and back

// Tags are those of FormatJS, where its syntax can say the text; else they stay text, as for ICU itself. So
// do bundles read such texts.
static const struct icu_options *const syntaxes[] = {&icu_formatjs, &icu_standard};
enum { syntax_count = sizeof syntaxes / sizeof *syntaxes };

typedef bool changer(struct pattern *pattern, const struct icu_options *options, struct arena *arena);

// Whether tags of ICU, which are names alone, say all that the code of the markup says.
static bool has_named_tags(const struct pattern *pattern)
{
    static const char *const forms[][2] = {
        [PART_OPEN] = {"<", ">"}, [PART_CLOSE] = {"</", ">"}, [PART_STANDALONE] = {"<", "/>"}};
    bool good = true;
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        struct str name = part_name(part);
        if (part_kind(part) <= PART_PLACEHOLDER || part->text.len == 0)
            continue;
        const char *const *form = forms[part_kind(part)];
        good &= part->text.len == strlen(form[0]) + name.len + strlen(form[1]) &&
                str_starts(part->text, str_of(form[0])) && str_ends(part->text, str_of(form[1])) &&
                str_find(part->text, name, 0) != STR_NONE;
    }
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++)
        good &= has_named_tags(&pattern->variants->at[i].value);
    return good;
}

static bool print_icu(struct pattern *pattern, const struct icu_options *options, struct arena *arena)
{
    struct buf out = {0};
    if ((!options->ignores_tags && !has_named_tags(pattern)) || !icu_print_pattern(pattern, options, &out)) {
        buf_free(&out);
        return false;
    }
    *pattern = pattern_of_text(buf_finish(&out, arena), arena);
    return true;
}

static bool read_icu(struct pattern *pattern, const struct icu_options *options, struct arena *arena)
{
    struct icu_fault fault;
    struct pattern read = {0};
    const struct str *text = pattern_only_text(pattern);
    if (!text)
        return pattern_is_empty(pattern);
    if (!icu_read_pattern(*text, options, arena, &read, &fault))
        return false;
    *pattern = read;
    return true;
}

// All texts of a unit or none, in one syntax.
static bool change_texts(struct unit *unit, changer *change, enum message_syntax syntax, struct arena *arena)
{
    for (size_t i = 0; i < syntax_count; i++) {
        struct unit changed = *unit;
        struct pattern previous = unit_rare(unit)->previous;
        if (!change(&changed.source, syntaxes[i], arena) ||
            (unit->has_target && !change(&changed.target, syntaxes[i], arena)) ||
            (unit->has_previous && !change(&previous, syntaxes[i], arena)))
            continue;
        if (unit->has_previous)
            unit_set_previous(&changed, &previous, unit_rare(unit)->previous_needs_review, arena);
        changed.syntax = syntax;
        *unit = changed;
        return true;
    }
    return false;
}

static const char *choice_name(const struct unit *unit)
{
    static const char *const names[] = {
        [SELECT_PLURAL] = "by number", [SELECT_ORDINAL] = "by ordinal number", [SELECT_EXACT] = "by value"};
    const struct pattern *pattern = pattern_is_select(&unit->source) ? &unit->source : &unit->target;
    return pattern_selectors(pattern)->count == 1 ? names[pattern_selectors(pattern)->at[0].kind]
                                                  : "by several values";
}

static void tell_of_choice(const struct unit *unit, const struct format *format, const struct catalog *told,
                           struct diags *diags)
{
    diag_add(diags, KIND_CONVERT_LOSS, place_of_unit(told, unit),
             "`" STR_FORMAT "` is a choice %s, which %s cannot hold: written as ICU text", STR_ARG(unit->id),
             choice_name(unit), format->name);
}

// A choice that the format does not hold.
static bool fit_choice(struct unit *unit, const struct format *format, const struct catalog *told,
                       struct arena *arena, struct diags *diags)
{
    const struct unit read = *unit;
    bool good = change_texts(unit, print_icu, SYNTAX_ICU, arena);
    if (good)
        tell_of_choice(&read, format, told, diags);
    else
        diag_add(diags, KIND_CATALOG_SELECT, place_of_unit(told, unit),
                 "`" STR_FORMAT "` is a choice %s, which %s cannot hold, and ICU neither", STR_ARG(unit->id),
                 choice_name(unit), format->name);
    return good;
}

// Plurals of a format with sources may have forms that its files have no place for; ICU messages have.
static bool has_single_numbers(const struct pattern *pattern)
{
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++)
        if (str_starts(pattern->variants->at[i].keys.at[0], STR("=")))
            return true;
    return false;
}

// An ICU message becomes what it says. Where the format holds messages but no choices it stays one, unless it
// is a choice of those that the format holds.
static void fit_message(const struct catalog *catalog, struct unit *unit, const struct format *format,
                        const struct catalog *told, struct arena *arena, struct diags *diags)
{
    struct unit read = *unit;
    bool is_read = change_texts(&read, read_icu, SYNTAX_TEXT, arena);
    bool marks = format->holds & HOLDS_SYNTAX, all = !marks || format->holds & HOLDS_SELECTS;
    bool stays = !all && (!unit_has_choice(&read) || has_single_numbers(&read.target));
    if (is_read && !stays && holds_choice(catalog, format, &read))
        *unit = read;
    else if (!marks && is_read)
        tell_of_choice(&read, format, told, diags);
    else if (!marks)
        diag_add(diags, KIND_CONVERT_LOSS, place_of_unit(told, unit),
                 "`" STR_FORMAT "`: %s has no place for its mark as ICU text", STR_ARG(unit->id),
                 format->name);
}

bool catalog_fit(struct catalog *catalog, const struct format *format, const struct catalog *told,
                 struct arena *arena, struct diags *diags)
{
    bool good = true;
    for (size_t i = 0; i < catalog->units.count; i++) {
        struct unit *unit = &catalog->units.at[i];
        if (unit->syntax == SYNTAX_ICU && !unit_has_choice(unit))
            fit_message(catalog, unit, format, told, arena, diags);
        else if (!holds_choice(catalog, format, unit))
            good = fit_choice(unit, format, told, arena, diags) && good;
    }
    return good;
}

// ---- everything else

struct code_use {
    bool any, has_code, has_kinds;
};

static void look_for_code(const struct pattern *pattern, struct code_use *use)
{
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        use->any |= part_kind(part) != PART_TEXT;
        use->has_code |= part_kind(part) != PART_TEXT && part->text.len;
        use->has_kinds |= part_kind(part) > PART_PLACEHOLDER;
    }
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++)
        look_for_code(&pattern->variants->at[i].value, use);
}

// What of enum holding a unit has to say.
static unsigned needs_of(const struct unit *unit)
{
    struct code_use use = {0};
    unsigned needs = 0;
    look_for_code(&unit->source, &use);
    look_for_code(&unit->target, &use);
    for (size_t i = 0; i < unit->notes.count; i++)
        if (!unit->notes.at[i].removed)
            needs |= HOLDS_NOTES | (unit->notes.at[i].from.len ? HOLDS_NOTE_AUTHORS : 0);
    const struct {
        bool has;
        unsigned holding;
    } rows[] = {
        {unit->has_target && !unit_is_done(unit), HOLDS_STATES},
        {unit->has_target && unit->state >= UNIT_REVIEWED, HOLDS_REVIEWED},
        {unit->is_obsolete, HOLDS_OBSOLETE},
        {unit->has_previous, HOLDS_PREVIOUS},
        {unit->has_target && pattern_is_empty(&unit->target), HOLDS_EMPTY_TARGETS},
        {unit->locations.count > 0, HOLDS_LOCATIONS},
        {unit->context.len > 0, HOLDS_CONTEXT},
        {unit_rare(unit)->name.len > 0, HOLDS_UNIT_NAMES},
        {use.any, HOLDS_NAMES},
        {use.has_code, HOLDS_CODE},
        {use.has_kinds, HOLDS_KINDS},
        {unit_rare(unit)->limit.greatest > 0, HOLDS_LIMITS},
        {unit_rare(unit)->rules.count > 0, HOLDS_RULES},
        {unit_rare(unit)->suggestions.count > 0, HOLDS_SUGGESTIONS},
        {unit_rare(unit)->flags.count > 0, HOLDS_FLAGS},
        {unit->is_locked, HOLDS_LOCKS},
        {unit->file > 0, HOLDS_FILES},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        needs |= rows[i].has ? rows[i].holding : 0;
    return needs;
}

// One of two languages is written, as monolingual_text says.
static void tell_of_language(const struct catalog *catalog, const struct format *format,
                             const struct catalog *told, struct diags *diags)
{
    if (catalog->target_locale.len) {
        diag_add(diags, KIND_CONVERT_LOSS, span_file(told->path),
                 "%s holds one language: only what is translated is written, without the source texts",
                 format->name);
    } else if (catalog_has_targets(catalog)) {
        struct diag *diag = diag_add(diags, KIND_CONVERT_LOSS, span_file(told->path),
                                     "%s holds one language: the source texts are written, without the "
                                     "translations, whose locale is not said",
                                     format->name);
        diag_hint(diags, diag, "Say the locale of the translations with --locale, and they are written.");
    }
}

static void tell_of_catalog(const struct catalog *catalog, const struct format *format,
                            const struct catalog *told, struct diags *diags)
{
    const struct {
        struct str locale;
        unsigned holding;
        const char *words;
    } rows[] = {{catalog->source_locale, HOLDS_SOURCE_LOCALE, "source"},
                {catalog->target_locale, HOLDS_TARGET_LOCALE, "target"}};
    // of a file in one language its own locale is enough
    for (size_t i = 0; i < 2 && !format->is_monolingual; i++)
        if (rows[i].locale.len && !(format->holds & rows[i].holding))
            diag_add(diags, KIND_CONVERT_LOSS, span_file(told->path),
                     "%s has no place for the %s locale, `" STR_FORMAT "`", format->name, rows[i].words,
                     STR_ARG(rows[i].locale));
    if (format->is_monolingual)
        tell_of_language(catalog, format, told, diags);
}

void catalog_losses(const struct catalog *catalog, const struct format *format, const struct catalog *told,
                    struct diags *diags)
{
    unsigned needs = 0;
    tell_of_catalog(catalog, format, told, diags);
    for (size_t i = 0; i < catalog->units.count; i++)
        needs |= needs_of(&catalog->units.at[i]);
    for (size_t row = 0; row < holding_count; row++) {
        const struct holding_row *holding = &holding_rows[row];
        if (!holding->words || (format->holds & holding->holding) || !(needs & holding->holding))
            continue;
        if (holding->holding == HOLDS_NOTE_AUTHORS && !(format->holds & HOLDS_NOTES))
            continue; // the notes are told already
        for (size_t i = 0; i < catalog->units.count; i++)
            if (needs_of(&catalog->units.at[i]) & holding->holding)
                diag_add(diags, KIND_CONVERT_LOSS, place_of_unit(told, &catalog->units.at[i]),
                         "`" STR_FORMAT "`: %s has no place for %s", STR_ARG(catalog->units.at[i].id),
                         format->name, holding->words);
    }
}
