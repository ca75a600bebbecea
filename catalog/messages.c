#include "catalog/messages.h"

static struct message message_of_unit(const struct catalog *catalog, const struct unit *unit)
{
    return (struct message){
        .id = unit->id,
        .id_given = true,
        .pattern = unit->source,
        .syntax = unit->syntax,
        .name = unit_rare(unit)->name,
        .context = unit->context,
        .note = unit->notes.count ? unit->notes.at[0].text : STR(""),
        .has_note = unit->notes.count > 0,
        .span = unit_span(catalog, unit),
        .file = catalog->path,
    };
}

void messages_of_catalog(const struct catalog *catalog, struct map *seen, struct arena *arena,
                         struct message_list *out)
{
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (!unit_is_in_use(unit) || map_has(seen, unit->id))
            continue;
        map_set(seen, unit->id, NULL, arena);
        *list_push(out, arena) = message_of_unit(catalog, unit);
    }
}
