#include "catalog/update.h"

static void list_messages(const struct catalog *template, struct arena *arena, struct message_list *out)
{
    list_reserve(out, template->units.count, arena);
    for (size_t i = 0; i < template->units.count; i++) {
        const struct unit *unit = &template->units.at[i];
        if (unit->is_shadowed || unit->is_obsolete)
            continue;
        *list_push(out, arena) = (struct message){.id = unit->id,
                                                  .pattern = unit->source,
                                                  .context = unit->context,
                                                  .kind = unit->source_is_string ? STR("") : STR("html"),
                                                  .span = {.path = template->path, .start = i}};
    }
}

static bool lists_equal(const struct str_list *a, const struct str_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!str_equal(a->at[i], b->at[i]))
            return false;
    return true;
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
    bool has_same_flags = lists_equal(&unit_rare(unit)->flags, &marks->flags);
    if (!has_same_flags)
        unit_change_rare(unit, arena)->flags = marks->flags;
    if (is_new || !has_same_flags || !lists_equal(&unit->locations, &model->locations)) {
        unit->locations = model->locations;
        unit->notes_changed = true;
    }
}

void catalog_update(struct catalog *catalog, const struct catalog *template,
                    const struct merge_options *options, struct arena *arena, struct merge_report *report)
{
    struct message_list messages = {0};
    struct merge_source source;
    struct merge_options own = *options;
    own.without_notes = true;
    list_messages(template, arena, &messages);
    merge_prepare(&messages, false, arena, &source);
    merge(catalog, &source, &own, arena, report);
    for (size_t i = 0; i < messages.count; i++) {
        struct unit *unit = catalog_find(catalog, messages.at[i].id);
        if (unit)
            take_marks(unit, &template->units.at[messages.at[i].span.start], arena);
    }
}
