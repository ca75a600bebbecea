#include "catalog/update.h"

#include "catalog/file_match.h"
#include "catalog/format.h"
#include "catalog/merge_steps.h"

static bool is_po(const struct catalog *catalog)
{
    return catalog->format && str_is(str_of(catalog->format->name), "po");
}

// The next note of the developer from number *at on, which moves behind it; or NULL.
static struct note *developers_next(const struct note_list *notes, struct str tool, size_t *at)
{
    while (*at < notes->count) {
        struct note *note = &notes->at[(*at)++];
        if (!note->removed && note_is_developers(note, tool))
            return note;
    }
    return NULL;
}

// The developer's notes ("#.") become those of the model, one by one; further ones come and go.
static void take_developers_notes(struct unit *unit, const struct unit *model, struct str tool,
                                  struct arena *arena)
{
    size_t at = 0, model_at = 0;
    const struct note *wanted;
    struct note *note;
    while ((wanted = developers_next(&model->notes, tool, &model_at))) {
        note = developers_next(&unit->notes, tool, &at);
        if (note && str_equal(note->text, wanted->text))
            continue;
        if (note)
            note->text = wanted->text;
        else
            *list_push(&unit->notes, arena) = *wanted;
        at = note ? at : unit->notes.count;
        unit->notes_changed = true;
    }
    while ((note = developers_next(&unit->notes, tool, &at)))
        note->removed = unit->notes_changed = true;
}

static void take_marks(struct unit *unit, const struct unit *model, struct arena *arena)
{
    const struct unit_rare *marks = unit_rare(model);
    bool is_new = unit->bytes.end == 0;
    if (is_new) {
        unit->notes = model->notes;
        unit->syntax = model->syntax;
        unit_set_name(unit, marks->name, arena);
        unit->notes_changed = true;
    }
    if (is_new && marks->limit.greatest)
        unit_change_rare(unit, arena)->limit = marks->limit;
    bool has_same_flags = str_list_equal(&unit_rare(unit)->flags, &marks->flags);
    if (!has_same_flags)
        unit_change_rare(unit, arena)->flags = marks->flags;
    if (is_new || !has_same_flags || !str_list_equal(&unit->locations, &model->locations)) {
        unit->locations = model->locations;
        unit->notes_changed = true;
    }
}

bool catalog_update(struct catalog *catalog, const struct catalog *template,
                    const struct merge_options *options, struct arena *arena, struct diags *diags,
                    struct merge_report *report)
{
    struct merge_source source = {.template = template};
    struct merge_options own = *options;
    size_t at = 0;
    *report = (struct merge_report){0};
    struct file_match match;
    if (!file_match(catalog, template, arena, diags, &match))
        return false;
    source.match = match.counts ? &match : NULL;
    own.without_notes = true;
    struct merger m = {
        .catalog = catalog, .source = &source, .options = &own, .arena = arena, .report = report};
    bool has_notes = is_po(catalog) && is_po(template);
    merge_place(&m);
    for (size_t i = 0; i < template->units.count; i++) {
        struct message room;
        const struct message *message = merge_message(&source, i, &room);
        struct unit *unit = message ? merge_find(catalog, &source, message, &at) : NULL;
        if (!unit)
            continue;
        if (has_notes && unit_was_read(unit))
            take_developers_notes(unit, &template->units.at[i], own.tool, arena);
        take_marks(unit, &template->units.at[i], arena);
    }
    if (own.forget_template)
        arena_return(arena, template->units.at);
    merge_complete(&m);
    return true;
}
