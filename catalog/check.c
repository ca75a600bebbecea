#include "catalog/checks/checking.h"

#include "base/unicode.h"
#include "base/utf.h"
#include "catalog/checks/habits.h"
#include "catalog/checks/syntax.h"

#include <stdarg.h>
#include <stdio.h>

// ---- the rules

enum needs {
    NEEDS_NOTHING, // looks at every unit
    NEEDS_TARGET,  // at those with a translation
    NEEDS_PLAIN,   // and only where both texts are no choices
};

struct row {
    enum kind kind;
    bool is_off;
    enum needs needs;
    check_rule *run; // rows of one function stand together: it runs once for them
};

static const struct row rows[] = {
    {KIND_TARGET_BLANK, false, NEEDS_TARGET, check_blank},
    {KIND_PLACEHOLDER_MISSING, false, NEEDS_PLAIN, check_placeholders},
    {KIND_PLACEHOLDER_UNEXPECTED, false, NEEDS_PLAIN, check_placeholders},
    {KIND_PLACEHOLDER_ALTERED, false, NEEDS_PLAIN, check_placeholders},
    {KIND_PLACEHOLDER_OUTDATED, false, NEEDS_PLAIN, check_placeholders},
    {KIND_PLACEHOLDER_REPEATED, false, NEEDS_PLAIN, check_placeholders},
    {KIND_MARKUP_TAGS, false, NEEDS_PLAIN, check_placeholders},
    {KIND_PLACEHOLDER_ORDER, false, NEEDS_PLAIN, check_placeholder_order},
    {KIND_MARKUP_UNBALANCED, false, NEEDS_TARGET, check_tags},
    {KIND_MARKUP_ATTRIBUTE, false, NEEDS_PLAIN, check_tag_attributes},
    {KIND_MARKUP_UNSAFE, false, NEEDS_PLAIN, check_tag_attributes},
    {KIND_MARKUP_BROKEN, false, NEEDS_TARGET, check_tags_broken},
    {KIND_ICU_SYNTAX, false, NEEDS_TARGET, check_icu},
    {KIND_ICU_ARGUMENT, false, NEEDS_TARGET, check_icu},
    {KIND_ICU_OTHER, false, NEEDS_TARGET, check_icu},
    {KIND_ICU_KEYS, false, NEEDS_TARGET, check_icu},
    {KIND_ICU_APOSTROPHE, false, NEEDS_TARGET, check_icu},
    {KIND_PLURAL_MISSING, false, NEEDS_TARGET, check_plurals},
    {KIND_PLURAL_SUPERFLUOUS, false, NEEDS_TARGET, check_plurals},
    {KIND_PLURAL_ALIKE, true, NEEDS_TARGET, check_plural_texts},
    {KIND_ESCAPES, false, NEEDS_PLAIN, check_escapes},
    {KIND_ESCAPED_TWICE, false, NEEDS_TARGET, check_escaped_twice},
    {KIND_CONTROL_CHARACTER, false, NEEDS_TARGET, check_characters},
    {KIND_CHARACTER_LOST, false, NEEDS_TARGET, check_characters},
    {KIND_INVISIBLE_CHARACTER, false, NEEDS_TARGET, check_invisible},
    {KIND_BIDI_CONTROLS, false, NEEDS_TARGET, check_bidi},
    {KIND_MIXED_SCRIPTS, false, NEEDS_TARGET, check_scripts},
    {KIND_SCRIPT_MISSING, false, NEEDS_TARGET, check_script_missing},
    {KIND_TOO_LONG, false, NEEDS_TARGET, check_length},
    {KIND_VALIDATION_RULE, false, NEEDS_TARGET, check_rules},
    {KIND_UNCHANGED, false, NEEDS_TARGET, check_unchanged},
    {KIND_NUMBERS, false, NEEDS_PLAIN, check_numbers},
    {KIND_LINKS, false, NEEDS_PLAIN, check_links},
    {KIND_PATHS, false, NEEDS_PLAIN, check_paths},
    {KIND_SPACES_AT_ENDS, false, NEEDS_PLAIN, check_spaces_at_ends},
    {KIND_LINE_BREAKS, false, NEEDS_PLAIN, check_breaks},
    {KIND_SPACES, false, NEEDS_TARGET, check_spaces},
    {KIND_PUNCTUATION, false, NEEDS_PLAIN, check_punctuation},
    {KIND_BRACKETS, false, NEEDS_TARGET, check_brackets},
    {KIND_QUOTES, false, NEEDS_PLAIN, check_quotes},
    {KIND_REPEATED_WORD, false, NEEDS_TARGET, check_repeated_words},
    {KIND_INCONSISTENT, false, NEEDS_TARGET, check_consistency},
    {KIND_REUSED, true, NEEDS_TARGET, check_consistency},
    {KIND_GLOSSARY, false, NEEDS_TARGET, check_glossary},
    {KIND_CAPITALS, true, NEEDS_PLAIN, check_capitals},
    {KIND_ALL_CAPITALS, true, NEEDS_PLAIN, check_all_capitals},
    {KIND_ACRONYMS, true, NEEDS_PLAIN, check_acronyms},
    {KIND_ELLIPSIS, true, NEEDS_PLAIN, check_ellipsis},
    {KIND_PUNCTUATION_SPACING, true, NEEDS_TARGET, check_spacing},
    {KIND_SENTENCES, true, NEEDS_PLAIN, check_sentences},
    {KIND_LENGTH_RATIO, true, NEEDS_PLAIN, check_length_ratio},
    {KIND_SOURCE_PLACEHOLDERS, true, NEEDS_NOTHING, check_source_placeholders},
    {KIND_SOURCE_PLURAL, true, NEEDS_NOTHING, check_source_plural},
    {KIND_SOURCE_NOTE, true, NEEDS_NOTHING, check_source_note},
    {KIND_SOURCE_FRAGMENT, true, NEEDS_NOTHING, check_source_fragment},
};
enum { row_count = sizeof rows / sizeof *rows };

size_t check_rule_count(void)
{
    return row_count;
}

struct check_rule_row check_rule_at(size_t index)
{
    return (struct check_rule_row){rows[index].kind, rows[index].is_off};
}

size_t check_rule_find(struct str name)
{
    for (size_t i = 0; i < row_count; i++)
        if (str_is(name, kind_rows[rows[i].kind].name))
            return i;
    return STR_NONE;
}

// ---- what a project and a unit want

// A function of rows of which some are on.
struct step {
    check_rule *run;
    enum needs needs;
};

struct checker {
    struct checking checking;
    bool is_on[KIND_COUNT]; // by the project's levels
    bool is_ignored[KIND_COUNT], was_ignored[KIND_COUNT];
    unsigned char found[KIND_COUNT];
    struct step steps[row_count];
    size_t step_count;
};

static void list_steps(struct checker *checker)
{
    for (size_t i = 0; i < row_count;) {
        check_rule *run = rows[i].run;
        enum needs needs = rows[i].needs;
        bool is_on = false;
        for (; i < row_count && rows[i].run == run; i++)
            is_on |= checker->is_on[rows[i].kind];
        if (is_on)
            checker->steps[checker->step_count++] = (struct step){run, needs};
    }
}

static enum check_level level_of(const struct row *row, const struct check_options *options)
{
    static const enum check_level levels[] = {
        [SEVERITY_NOTE] = CHECK_NOTE, [SEVERITY_WARNING] = CHECK_WARNING, [SEVERITY_ERROR] = CHECK_ERROR};
    enum check_level level = (enum check_level)options->levels.of[row->kind];
    return level != CHECK_DEFAULT ? level : row->is_off ? CHECK_OFF : levels[kind_rows[row->kind].severity];
}

static void read_levels(struct checker *checker, const struct check_options *options)
{
    for (size_t i = 0; i < row_count; i++) {
        enum check_level level = level_of(&rows[i], options);
        checker->is_on[rows[i].kind] =
            options->is_gate ? level == CHECK_ERROR && rows[i].needs != NEEDS_NOTHING : level != CHECK_OFF;
    }
    list_steps(checker);
}

// Whether findings of the kind are wanted in this unit.
static bool is_wanted(const struct checking *checking, enum kind kind)
{
    return checking->is_on[kind] && !checking->is_ignored[kind];
}

static enum severity severity_of(const struct checking *checking, enum kind kind)
{
    static const enum severity severities[] = {
        [CHECK_NOTE] = SEVERITY_NOTE, [CHECK_WARNING] = SEVERITY_WARNING, [CHECK_ERROR] = SEVERITY_ERROR};
    enum check_level level = (enum check_level)checking->options->levels.of[kind];
    enum severity severity = level == CHECK_DEFAULT ? kind_rows[kind].severity : severities[level];
    bool waits = !checking->options->is_gate && checking->unit->has_target && !unit_is_done(checking->unit);
    return waits && severity == SEVERITY_ERROR ? SEVERITY_WARNING : severity;
}

// ---- reporting

struct span check_unit_span(const struct checking *checking)
{
    const struct catalog *catalog = checking->catalog;
    const struct unit *unit = checking->unit;
    struct span span = {catalog->path, catalog->bytes, unit->bytes.start, unit->bytes.end};
    size_t line = str_find_byte(str_slice(catalog->bytes, 0, unit->bytes.end), '\n', span.start);
    if (line != STR_NONE)
        span.end = line;
    return catalog->bytes.len ? span : span_file(catalog->path);
}

struct span check_span(const struct checking *checking, const struct check_text *text, size_t start,
                       size_t end)
{
    const struct catalog *catalog = checking->catalog;
    struct range range = text->bytes;
    if (catalog->bytes.len == 0)
        return check_unit_span(checking);
    if (range.end)
        text_place(text, catalog, start, end, &range);
    else if (!text_find(text, catalog, start, end, checking->scratch, &range))
        return check_unit_span(checking);
    while (range.start > 0 && utf_is_inside(catalog->bytes, range.start))
        range.start--;
    while (range.end < catalog->bytes.len && utf_is_inside(catalog->bytes, range.end))
        range.end++;
    return (struct span){catalog->path, catalog->bytes, range.start, range.end};
}

static struct diag *add_finding(struct checking *checking, enum kind kind, struct span span,
                                const char *format, va_list arguments)
{
    char message[400];
    checking->found[kind]++;
    int len = vsnprintf(message, sizeof message, format, arguments);
    bool is_cut = len >= (int)sizeof message;
    struct str shown = str_slice(str_of(message), 0, (size_t)(len < 0 ? 0 : len));
    while (is_cut && shown.len > 0 && ((unsigned char)shown.at[shown.len - 1] & 0xc0) == 0x80)
        shown.len--;
    if (is_cut && shown.len > 0 && (unsigned char)shown.at[shown.len - 1] >= 0x80)
        shown.len--;
    struct diag *diag =
        diag_add(checking->diags, kind, span, STR_FORMAT "%s", STR_ARG(shown), is_cut ? "…" : "");
    diag->severity = severity_of(checking, kind);
    return diag;
}

// Which text of a choice is meant.
static void name_form(struct checking *checking, struct diag *diag, const struct check_text *text, size_t at)
{
    struct str form = text_form(text, checking->catalog, at);
    if (form.len)
        diag->message = arena_print(checking->diags->arena, STR_FORMAT ", in the form `" STR_FORMAT "`",
                                    STR_ARG(diag->message), STR_ARG(form));
}

bool check_takes(struct checking *checking, enum kind kind)
{
    if (checking->is_on[kind] && checking->is_ignored[kind])
        checking->was_ignored[kind] = true;
    return is_wanted(checking, kind) && checking->found[kind] < check_greatest_of_a_kind;
}

void check_adopt(struct checking *checking, struct diag *diag)
{
    checking->found[diag->kind]++;
    diag->severity = severity_of(checking, diag->kind);
}

struct diag *check_report(struct checking *checking, enum kind kind, const struct check_text *text,
                          size_t start, size_t end, const char *format, ...)
{
    va_list arguments;
    if (!check_takes(checking, kind))
        return NULL;
    va_start(arguments, format);
    struct span span = check_span(checking, text, start, end);
    struct diag *diag = add_finding(checking, kind, span, format, arguments);
    va_end(arguments);
    name_form(checking, diag, text, start);
    return diag;
}

struct diag *check_report_code(struct checking *checking, enum kind kind, const struct check_text *text,
                               const struct check_code *code, const char *format, ...)
{
    va_list arguments;
    if (!check_takes(checking, kind))
        return NULL;
    va_start(arguments, format);
    struct span span = check_span(checking, text, code->at, code->at + 1);
    struct diag *diag = add_finding(checking, kind, span, format, arguments);
    va_end(arguments);
    name_form(checking, diag, text, code->at);
    return diag;
}

struct diag *check_report_text(struct checking *checking, enum kind kind, const struct check_text *text,
                               const char *format, ...)
{
    va_list arguments;
    if (!check_takes(checking, kind))
        return NULL;
    va_start(arguments, format);
    struct diag *diag = add_finding(checking, kind, check_span(checking, text, 0, 0), format, arguments);
    va_end(arguments);
    return diag;
}

void check_relate(struct checking *checking, struct diag *diag, const struct check_text *text, size_t start,
                  size_t end, const char *message)
{
    if (diag)
        diag_relate(checking->diags, diag, check_span(checking, text, start, end), "%s", message);
}

// ---- running

static void read_locale(struct str spelling, struct arena *arena, struct check_locale *out)
{
    out->locale = spelling;
    out->language = locale_language(spelling, arena);
    out->script = unicode_script_find(locale_script(spelling, arena));
    out->is_latin = out->script == unicode_script_find(STR("Latn"));
    out->habits = habits_of(out->language);
}

void check_read_plurals(struct checking *checking)
{
    if (checking->has_plurals)
        return;
    locale_plurals(checking->target_locale.locale, false, &checking->cardinal);
    locale_plurals(checking->target_locale.locale, true, &checking->ordinal);
    checking->has_plurals = true;
}

static bool is_checked(const struct unit *unit)
{
    return unit_is_in_use(unit) && !unit->is_locked;
}

static void read_texts(struct checking *checking)
{
    const struct unit *unit = checking->unit;
    checking->source =
        (struct check_text){.pattern = &unit->source, .unit = unit, .bytes = unit->source_bytes};
    checking->target =
        (struct check_text){.pattern = &unit->target, .unit = unit, .bytes = unit->target_bytes};
    unsigned syntaxes = text_syntaxes(&unit->source, &unit_rare(unit)->flags);
    checking->is_icu = check_read_icu(checking, syntaxes);
    if (checking->is_icu)
        return;
    text_read(&unit->source, syntaxes, checking->scratch, &checking->source);
    if (unit->has_target)
        text_read(&unit->target, syntaxes, checking->scratch, &checking->target);
    conversions_number(&checking->source, &checking->target, checking->scratch);
}

// What GNOME's programs ask for under this name is no translation: the names of the translators.
static bool is_credits(const struct unit *unit)
{
    const struct part_list *parts = &unit->source.parts;
    return parts->count == 1 && part_kind(&parts->at[0]) == PART_TEXT &&
           (str_is(parts->at[0].text, "translator-credits") ||
            str_is(parts->at[0].text, "translator_credits"));
}

static bool applies(const struct checking *checking, enum needs needs)
{
    bool has_target =
        checking->unit->has_target && checking->unit->state != UNIT_NEW && !is_credits(checking->unit);
    return needs == NEEDS_NOTHING ||
           (has_target &&
            (needs == NEEDS_TARGET || (!checking->source.is_choice && !checking->target.is_choice)));
}

static void check_unit(struct checker *checker)
{
    struct checking *checking = &checker->checking;
    memset(checker->found, 0, sizeof checker->found);
    if (checking->is_any_ignored) {
        memset(checker->is_ignored, 0, sizeof checker->is_ignored);
        memset(checker->was_ignored, 0, sizeof checker->was_ignored);
    }
    check_read_ignores(checking);
    read_texts(checking);
    for (size_t i = 0; i < checker->step_count; i++)
        if (applies(checking, checker->steps[i].needs))
            checker->steps[i].run(checking);
    if (checking->is_any_ignored && checking->options->tells_unused)
        check_report_unused(checking);
}

struct checker *checker_open(const struct catalog *catalog, const struct check_options *options,
                             struct arena *arena, struct arena *scratch, struct diags *diags)
{
    struct checker *checker = arena_new(arena, struct checker);
    struct checking *checking = &checker->checking;
    *checking = (struct checking){.catalog = catalog,
                                  .options = options,
                                  .arena = arena,
                                  .scratch = scratch,
                                  .diags = diags,
                                  .is_on = checker->is_on,
                                  .is_ignored = checker->is_ignored,
                                  .was_ignored = checker->was_ignored,
                                  .found = checker->found};
    read_levels(checker, options);
    read_locale(catalog->source_locale, arena, &checking->source_locale);
    read_locale(catalog->target_locale, arena, &checking->target_locale);
    // Where no source is said, as in most PO files, it is English.
    struct str source = checking->source_locale.language;
    checking->is_same_language = str_equal(source.len ? source : STR("en"), checking->target_locale.language);
    checking->is_in_script = is_wanted(checking, KIND_SCRIPT_MISSING) &&
                             check_is_in_script(catalog, checking->target_locale.script);
    if (is_wanted(checking, KIND_INCONSISTENT) || is_wanted(checking, KIND_REUSED))
        checking->consistency = consistency_of(catalog, arena);
    return checker;
}

static void keep_errors(struct diags *diags, size_t from)
{
    size_t kept = from;
    for (size_t i = from; i < diags->count; i++)
        if (diags->at[i].severity == SEVERITY_ERROR)
            diags->at[kept++] = diags->at[i];
    diags->count = kept;
}

bool checker_passes(struct checker *checker, size_t number)
{
    struct checking *checking = &checker->checking;
    size_t before = checking->diags->count;
    checking->unit = &checking->catalog->units.at[number];
    checking->number = number;
    check_unit(checker);
    arena_reset(checking->scratch);
    if (checking->options->is_gate)
        keep_errors(checking->diags, before);
    return checking->diags->count == before;
}

void catalog_check(const struct catalog *catalog, const struct check_options *options, struct arena *scratch,
                   struct diags *diags)
{
    struct arena of_unit = {0};
    struct checker *checker = checker_open(catalog, options, scratch, &of_unit, diags);
    for (size_t i = 0; i < catalog->units.count; i++)
        if (is_checked(&catalog->units.at[i]))
            checker_passes(checker, i);
    arena_free(&of_unit);
}
