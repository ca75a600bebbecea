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

void messages_of_catalog(const struct catalog *catalog, struct arena *arena, struct message_set *out)
{
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (!unit_is_in_use(unit) || message_set_find(out, unit->id))
            continue;
        struct message *message = arena_new(arena, struct message);
        *message = message_of_unit(catalog, unit);
        message_set_add(out, message, arena);
    }
}
