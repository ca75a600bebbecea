#include "catalog/update.h"

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

void catalog_update(struct catalog *catalog, const struct catalog *template,
                    const struct merge_options *options, struct arena *arena, struct merge_report *report)
{
    struct merge_source source = {.template = template};
    struct merge_options own = *options;
    size_t at = 0;
    own.without_notes = true;
    merge(catalog, &source, &own, arena, report);
    for (size_t i = 0; i < template->units.count; i++) {
        const struct unit *model = &template->units.at[i];
        bool is_in_use = !model->is_shadowed && !model->is_obsolete;
        struct unit *unit = is_in_use ? merge_find_near(catalog, model->id, &at) : NULL;
        if (unit)
            take_marks(unit, model, arena);
    }
}
