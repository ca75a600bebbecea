#include "catalog/checks/checking.h"

#include "base/nearest.h"
#include "base/unicode.h"
#include "catalog/checks/habits.h"

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

struct runner {
    struct checking checking;
    bool is_on[KIND_COUNT]; // by the project's levels
    bool is_ignored[KIND_COUNT], was_ignored[KIND_COUNT];
    unsigned char found[KIND_COUNT];
    bool is_any_ignored;
    struct step steps[row_count];
    size_t step_count;
};

static void list_steps(struct runner *runner)
{
    for (size_t i = 0; i < row_count;) {
        check_rule *run = rows[i].run;
        enum needs needs = rows[i].needs;
        bool is_on = false;
        for (; i < row_count && rows[i].run == run; i++)
            is_on |= runner->is_on[rows[i].kind];
        if (is_on)
            runner->steps[runner->step_count++] = (struct step){run, needs};
    }
}

static void read_levels(struct runner *runner, const struct check_options *options)
{
    for (size_t i = 0; i < row_count; i++) {
        enum check_level level = (enum check_level)options->levels.of[rows[i].kind];
        runner->is_on[rows[i].kind] = level == CHECK_DEFAULT ? !rows[i].is_off : level != CHECK_OFF;
    }
    list_steps(runner);
}

bool check_wants(const struct checking *checking, enum kind kind)
{
    return checking->is_on[kind] && !checking->is_ignored[kind];
}

static enum severity severity_of(const struct checking *checking, enum kind kind)
{
    static const enum severity severities[] = {
        [CHECK_NOTE] = SEVERITY_NOTE, [CHECK_WARNING] = SEVERITY_WARNING, [CHECK_ERROR] = SEVERITY_ERROR};
    enum check_level level = (enum check_level)checking->options->levels.of[kind];
    enum severity severity = level == CHECK_DEFAULT ? kind_rows[kind].severity : severities[level];
    bool waits = checking->unit->has_target && !unit_is_done(checking->unit);
    return waits && severity == SEVERITY_ERROR ? SEVERITY_WARNING : severity;
}

// ---- reporting

static struct span unit_span(const struct checking *checking)
{
    const struct catalog *catalog = checking->catalog;
    const struct unit *unit = checking->unit;
    struct span span = {catalog->path, catalog->bytes, unit->bytes.start, unit->bytes.end};
    size_t line = str_find_byte(str_slice(catalog->bytes, 0, unit->bytes.end), '\n', span.start);
    if (line != STR_NONE)
        span.end = line;
    return catalog->bytes.len ? span : span_file(catalog->path);
}

static bool is_inside_character(struct str bytes, size_t at)
{
    return at < bytes.len && ((unsigned char)bytes.at[at] & 0xc0) == 0x80;
}

struct span check_span(const struct checking *checking, const struct check_text *text, size_t start,
                       size_t end)
{
    const struct catalog *catalog = checking->catalog;
    struct range range = text->bytes;
    if (range.end == 0 || catalog->bytes.len == 0)
        return unit_span(checking);
    text_place(text, catalog, start, end, &range);
    while (range.start > text->bytes.start && is_inside_character(catalog->bytes, range.start))
        range.start--;
    while (range.end < text->bytes.end && is_inside_character(catalog->bytes, range.end))
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

bool check_takes(struct checking *checking, enum kind kind)
{
    if (checking->is_on[kind] && checking->is_ignored[kind])
        checking->was_ignored[kind] = true;
    return check_wants(checking, kind) && checking->found[kind] < check_greatest_of_a_kind;
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

// ---- what a unit ignores

static void complain_of_ignore(struct runner *runner, struct str name, struct span span)
{
    struct checking *checking = &runner->checking;
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; i < row_count; i++)
        nearest_offer(&nearest, str_of(kind_rows[rows[i].kind].name));
    struct diag *diag =
        diag_add(checking->diags, KIND_IGNORE_UNKNOWN, span,
                 "`" STR_FORMAT "` is no check that could be ignored", STR_ARG(str_slice(name, 0, 60)));
    if (nearest.found.len)
        diag_hint(checking->diags, diag, "Did you mean `" STR_FORMAT "`?", STR_ARG(nearest.found));
}

// Where the bytes of the unit say so.
static struct span ignore_span(const struct checking *checking, struct str name)
{
    struct span span = unit_span(checking);
    struct str unit =
        str_slice(checking->catalog->bytes, checking->unit->bytes.start, checking->unit->bytes.end);
    size_t at = name.len ? str_find(unit, name, 0) : STR_NONE;
    size_t mark = str_find(unit, STR("ignore"), 0);
    at = mark != STR_NONE && name.len ? str_find(unit, name, mark) : at;
    if (at == STR_NONE)
        return span;
    span.start = checking->unit->bytes.start + at;
    span.end = span.start + name.len;
    return span;
}

static void ignore_kind(struct runner *runner, struct str name)
{
    bool is_all = str_is(name, "all");
    size_t index = check_rule_find(name);
    runner->is_any_ignored = true;
    for (size_t i = 0; is_all && i < row_count; i++)
        runner->is_ignored[rows[i].kind] = true;
    if (is_all)
        return;
    if (index == STR_NONE)
        complain_of_ignore(runner, name, ignore_span(&runner->checking, name));
    else
        runner->is_ignored[rows[index].kind] = true;
}

static void ignore_kinds(struct runner *runner, struct str list)
{
    for (size_t at = 0; at < list.len;) {
        size_t start = at;
        while (at < list.len && !strchr(" ,;\t\r\n", list.at[at]))
            at++;
        if (at > start)
            ignore_kind(runner, str_slice(list, start, at));
        at++;
    }
}

static void read_note(struct runner *runner, const struct note *note)
{
    struct str mark = STR("glot-ignore");
    if (str_equal(note->from, mark)) {
        ignore_kinds(runner, note->text);
        return;
    }
    for (size_t at = 0; (at = str_find(note->text, mark, at)) != STR_NONE; at++) {
        size_t line = str_find_byte(note->text, '\n', at), colon = at + mark.len;
        bool is_first = at == 0 || note->text.at[at - 1] == '\n';
        if (is_first && colon < note->text.len && note->text.at[colon] == ':')
            ignore_kinds(runner, str_slice(note->text, colon + 1, line == STR_NONE ? note->text.len : line));
    }
}

static void read_ignores(struct runner *runner)
{
    const struct unit *unit = runner->checking.unit;
    struct str prefix = STR("ignore-");
    if (runner->is_any_ignored) {
        memset(runner->is_ignored, 0, sizeof runner->is_ignored);
        memset(runner->was_ignored, 0, sizeof runner->was_ignored);
        runner->is_any_ignored = false;
    }
    for (size_t i = 0; i < unit->notes.count; i++)
        if (!unit->notes.at[i].removed)
            read_note(runner, &unit->notes.at[i]);
    for (size_t i = 0; i < unit_rare(unit)->flags.count; i++)
        if (str_starts(unit_rare(unit)->flags.at[i], prefix) &&
            check_rule_find(str_from(unit_rare(unit)->flags.at[i], prefix.len)) != STR_NONE)
            ignore_kind(runner, str_from(unit_rare(unit)->flags.at[i], prefix.len));
}

static void report_unused(struct runner *runner)
{
    struct checking *checking = &runner->checking;
    bool is_all = true;
    for (size_t i = 0; i < row_count; i++)
        is_all &= runner->is_ignored[rows[i].kind];
    for (size_t i = 0; i < row_count && !is_all; i++) {
        struct str name = str_of(kind_rows[rows[i].kind].name);
        if (runner->is_ignored[rows[i].kind] && !runner->was_ignored[rows[i].kind])
            diag_add(checking->diags, KIND_IGNORE_UNUSED, ignore_span(checking, name),
                     "`" STR_FORMAT "` is ignored here, and there is nothing to ignore", STR_ARG(name));
    }
}

// ---- running

static void read_locale(struct str spelling, struct arena *arena, struct check_locale *out)
{
    out->locale = spelling;
    out->language = locale_language(spelling, arena);
    out->script = unicode_script_find(locale_script(spelling, arena));
    out->habits = habits_of(out->language);
    locale_plurals(spelling, false, &out->cardinal);
    locale_plurals(spelling, true, &out->ordinal);
}

static bool is_checked(const struct unit *unit)
{
    return !unit->is_obsolete && !unit->removed && !unit->is_shadowed && !unit->is_locked;
}

static void read_texts(struct checking *checking)
{
    const struct unit *unit = checking->unit;
    checking->source = (struct check_text){.pattern = &unit->source, .bytes = unit->source_bytes};
    checking->target = (struct check_text){.pattern = &unit->target, .bytes = unit->target_bytes};
    unsigned syntaxes = text_syntaxes(&unit->source, &unit_rare(unit)->flags);
    checking->is_icu = check_read_icu(checking, syntaxes);
    if (checking->is_icu)
        return;
    text_read(&unit->source, syntaxes, checking->scratch, &checking->source);
    if (unit->has_target)
        text_read(&unit->target, syntaxes, checking->scratch, &checking->target);
}

static bool applies(const struct checking *checking, enum needs needs)
{
    bool has_target = checking->unit->has_target && checking->unit->state != UNIT_NEW;
    return needs == NEEDS_NOTHING ||
           (has_target &&
            (needs == NEEDS_TARGET || (!checking->source.is_choice && !checking->target.is_choice)));
}

static void check_unit(struct runner *runner)
{
    struct checking *checking = &runner->checking;
    memset(runner->found, 0, sizeof runner->found);
    read_ignores(runner);
    read_texts(checking);
    for (size_t i = 0; i < runner->step_count; i++)
        if (applies(checking, runner->steps[i].needs))
            runner->steps[i].run(checking);
    if (runner->is_any_ignored && checking->options->tells_unused)
        report_unused(runner);
}

void catalog_check(const struct catalog *catalog, const struct check_options *options, struct arena *scratch,
                   struct diags *diags)
{
    struct arena of_unit = {0};
    struct runner *runner = arena_new(scratch, struct runner);
    struct checking *checking = &runner->checking;
    *checking = (struct checking){.catalog = catalog,
                                  .options = options,
                                  .scratch = &of_unit,
                                  .diags = diags,
                                  .is_on = runner->is_on,
                                  .is_ignored = runner->is_ignored,
                                  .was_ignored = runner->was_ignored,
                                  .found = runner->found};
    read_levels(runner, options);
    read_locale(catalog->source_locale, scratch, &checking->source_locale);
    read_locale(catalog->target_locale, scratch, &checking->target_locale);
    checking->is_same_language =
        checking->source_locale.language.len > 0 &&
        str_equal(checking->source_locale.language, checking->target_locale.language);
    checking->is_in_script = check_is_in_script(catalog, checking->target_locale.script);
    checking->consistency = consistency_of(catalog, scratch);
    for (size_t i = 0; i < catalog->units.count; i++) {
        if (!is_checked(&catalog->units.at[i]))
            continue;
        checking->unit = &catalog->units.at[i];
        checking->number = i;
        check_unit(runner);
        arena_reset(&of_unit);
    }
    arena_free(&of_unit);
}
