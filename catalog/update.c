#include "catalog/update.h"

#include "catalog/file_match.h"
#include "catalog/merge_steps.h"

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
    merge_place(&m);
    for (size_t i = 0; i < template->units.count; i++) {
        struct message room;
        const struct message *message = merge_message(&source, i, &room);
        struct unit *unit = message ? merge_find(catalog, &source, message, &at) : NULL;
        if (unit)
            take_marks(unit, &template->units.at[i], arena);
    }
    if (own.forget_template)
        arena_return(arena, template->units.at);
    merge_complete(&m);
    return true;
}
