#include "catalog/combine.h"

#include "catalog/file_match.h"
#include "catalog/merge_steps.h"

struct combiner {
    struct catalog *catalog;
    const struct catalog *from;
    const struct combine_options *options;
    struct arena *arena;
    struct diags *diags;
    struct combine_report *report;
    bool is_same_format;
    struct file_match match;
    struct map texts; // text and context → unit's number + 1, 0 where several have it; other formats only
};

static void list(struct combiner *c, struct str_list *ids, const struct unit *unit)
{
    *list_push(ids, c->arena) = unit->id;
}

// ---- which unit is which

static struct str text_of(struct combiner *c, const struct unit *unit)
{
    struct str pieces[] = {merge_text_key(&unit->source, c->arena), STR("\x04"), unit->context};
    return arena_join(c->arena, pieces, 3);
}

static void index_texts(struct combiner *c)
{
    for (size_t i = 0; i < c->catalog->units.count && !c->is_same_format; i++) {
        const struct unit *unit = &c->catalog->units.at[i];
        if (!unit_counts(unit))
            continue;
        struct str text = text_of(c, unit);
        map_set(&c->texts, text, map_has(&c->texts, text) ? NULL : (void *)(uintptr_t)(i + 1), c->arena);
    }
}

static struct unit *find_unit(struct combiner *c, const struct unit *other)
{
    struct unit *unit = catalog_find_in(c->catalog, c->match.files[other->file], other->id);
    if (unit || c->is_same_format)
        return unit;
    uintptr_t number = (uintptr_t)map_get(&c->texts, text_of(c, other));
    return number ? &c->catalog->units.at[number - 1] : NULL;
}

// ---- what one has and the other has not

static void add_unit(struct combiner *c, const struct unit *other)
{
    struct unit *unit = catalog_add_in(c->catalog, c->match.files[other->file], other->id, c->arena);
    uint32_t file = unit->file;
    *unit = *other;
    unit->file = file;
    unit_forget_file(unit, c->arena);
    unit->source_changed = unit->target_changed = unit->notes_changed = unit->state_changed = true;
    unit->suggestions_changed = unit_rare(unit)->suggestions.count > 0;
    list(c, &c->report->added, unit);
}

static bool has_note(const struct unit *unit, const struct note *note)
{
    for (size_t i = 0; i < unit->notes.count; i++)
        if (str_equal(unit->notes.at[i].text, note->text))
            return true;
    return false;
}

// What developers note comes from the sources.
static void add_notes(struct combiner *c, struct unit *unit, const struct unit *other)
{
    for (size_t i = 0; i < other->notes.count; i++) {
        const struct note *note = &other->notes.at[i];
        if (note_is_developers(note, STR("glot")) || has_note(unit, note))
            continue;
        *list_push(&unit->notes, c->arena) = *note;
        unit->notes_changed = true;
    }
}

static void suggest(struct combiner *c, struct unit *unit, const struct pattern *source,
                    const struct pattern *target)
{
    if (!c->options->with_suggestions)
        return;
    for (size_t i = 0; i < unit_rare(unit)->suggestions.count; i++)
        if (pattern_equal(&unit_rare(unit)->suggestions.at[i].target, target))
            return;
    const struct suggestion suggestion = {.source = *source, .target = *target, .origin = c->from->path};
    unit_add_suggestion(unit, &suggestion, c->arena);
    unit->suggestions_changed = true;
}

// ---- translations

// How much a state says for a translation.
static unsigned worth(const struct unit *unit)
{
    static const unsigned worths[] = {[UNIT_NEW] = 0,        [UNIT_STALE] = 2,    [UNIT_NEEDS_REVIEW] = 3,
                                      [UNIT_TRANSLATED] = 4, [UNIT_REVIEWED] = 5, [UNIT_FINAL] = 6};
    return unit_is_proposal(unit) ? unit->state != UNIT_NEW : worths[unit->state];
}

static void take_state(struct combiner *c, struct unit *unit, const struct unit *other)
{
    unit->state_changed |= unit->has_previous || other->has_previous;
    unit_take_previous(unit, other, c->arena);
    merge_set_state(unit, other->state);
}

// Its code becomes that of our source; what does not fit was wrong there, too, and is taken as it is.
static void take_target(struct combiner *c, struct unit *unit, const struct unit *other)
{
    struct pattern target;
    bool fits = merge_fit(&other->source, &other->target, &unit->source, c->arena, &target);
    unit->target = fits ? target : other->target;
    unit->has_target = unit->target_changed = true;
    take_state(c, unit, other);
}

// The translation of another text, for a unit that has none.
static void take_stale(struct combiner *c, struct unit *unit, const struct unit *other)
{
    struct pattern target;
    if (!merge_fit(&other->source, &other->target, &unit->source, c->arena, &target)) {
        suggest(c, unit, &other->source, &other->target);
        list(c, &c->report->outdated, unit);
        return;
    }
    unit->target = target;
    unit->has_target = unit->target_changed = true;
    unit_set_previous(unit, other->has_previous ? &unit_rare(other)->previous : &other->source,
                      unit_is_made_unreviewed(other), c->arena);
    merge_set_state(unit, unit_is_proposal(other) ? UNIT_NEEDS_REVIEW : UNIT_STALE);
    list(c, &c->report->stale, unit);
}

static void replace(struct combiner *c, struct unit *unit, const struct unit *other)
{
    suggest(c, unit, &unit->source, &unit->target);
    take_target(c, unit, other);
    list(c, &c->report->replaced, unit);
}

static struct span translation_place(const struct catalog *catalog, const struct unit *unit)
{
    return catalog_span(catalog, unit->target_bytes.end ? unit->target_bytes : unit->bytes);
}

static void tell_conflict(struct combiner *c, const struct unit *unit, const struct unit *other)
{
    struct diag *diag = diag_add(c->diags, KIND_TRANSLATIONS_DIFFER, translation_place(c->catalog, unit),
                                 "`" STR_FORMAT "` is translated differently, and this translation is kept",
                                 STR_ARG(unit->id));
    diag_relate(c->diags, diag, translation_place(c->from, other), "the other translation");
    c->report->conflicts++;
}

// Two different translations.
static void choose(struct combiner *c, struct unit *unit, const struct unit *other)
{
    enum combine_choice choice = c->options->choice;
    bool is_tied = worth(unit) == worth(other);
    if (choice == COMBINE_LAST || (choice == COMBINE_STATE && worth(other) > worth(unit))) {
        replace(c, unit, other);
        return;
    }
    if (choice == COMBINE_NEITHER || (choice == COMBINE_STATE && is_tied))
        tell_conflict(c, unit, other);
    else
        c->report->kept++;
    suggest(c, unit, &other->source, &other->target);
}

static void join_targets(struct combiner *c, struct unit *unit, const struct unit *other)
{
    if (pattern_equal_text(&unit->target, &other->target)) {
        if (worth(other) <= worth(unit))
            return;
        take_state(c, unit, other);
        list(c, &c->report->reviewed, unit);
    } else if (unit_is_proposal(other)) {
        suggest(c, unit, &other->source, &other->target);
    } else if (unit_is_proposal(unit)) {
        replace(c, unit, other);
    } else {
        choose(c, unit, other);
    }
}

static void join_units(struct combiner *c, struct unit *unit, const struct unit *other)
{
    bool is_same_text = merge_says_the_same(&unit->source, &other->source, c->arena);
    add_notes(c, unit, other);
    unit->state_changed |= unit->is_obsolete && !other->is_obsolete;
    unit->is_obsolete &= other->is_obsolete;
    if (!other->has_target)
        return;
    if (is_same_text && unit->has_target) {
        join_targets(c, unit, other);
    } else if (is_same_text) {
        take_target(c, unit, other);
        list(c, &c->report->filled, unit);
    } else if (!unit->has_target) {
        take_stale(c, unit, other);
    } else if (!pattern_equal_text(&unit->target, &other->target)) {
        suggest(c, unit, &other->source, &other->target);
        list(c, &c->report->outdated, unit);
    }
}

bool catalog_combine(struct catalog *catalog, const struct catalog *from,
                     const struct combine_options *options, struct arena *arena, struct diags *diags,
                     struct combine_report *report)
{
    struct combiner c = {.catalog = catalog,
                         .from = from,
                         .options = options,
                         .arena = arena,
                         .diags = diags,
                         .report = report,
                         .is_same_format = catalog->format == from->format};
    if (!file_match(catalog, from, arena, diags, &c.match))
        return false;
    index_texts(&c);
    for (size_t i = 0; i < from->units.count; i++) {
        const struct unit *other = &from->units.at[i];
        struct unit *unit = unit_counts(other) ? find_unit(&c, other) : NULL;
        if (unit)
            join_units(&c, unit, other);
        else if (unit_counts(other))
            add_unit(&c, other);
    }
    return true;
}
