// Merging: the developer's note and the places.
#include "base/path.h"
#include "base/utf.h"
#include "catalog/merge_steps.h"

// Catalogs that began in drop-in mode keep lit-localize's name on the developer's notes.
bool note_is_developers(const struct note *note, struct str tool)
{
    return str_equal(note->from, tool) || str_is(note->from, "lit-localize");
}

// The note that says what the developer says: the first that is signed so, or that has this text.
static struct note *developers_note(struct unit *unit, struct str tool, struct str text)
{
    for (size_t i = 0; i < unit->notes.count; i++)
        if (note_is_developers(&unit->notes.at[i], tool) || str_equal(utf_trim(unit->notes.at[i].text), text))
            return &unit->notes.at[i];
    return NULL;
}

void merge_set_note(struct unit *unit, const struct message *message, const struct merge_options *options,
                    struct arena *arena)
{
    if (message->note.len == 0)
        return;
    struct note *note = developers_note(unit, options->tool, message->note);
    if (!note) {
        note = list_push(&unit->notes, arena);
        *note = (struct note){0};
    }
    unit->notes_changed = options->peer_bytes || unit->notes_changed || !str_equal(note->text, message->note);
    if (note->from.len == 0) {
        unit->notes_changed = true;
        note->from = options->tool;
    }
    note->text = message->note;
}

// A developer's note whose words left the code.
void merge_drop_note(struct unit *unit, const struct message *message, struct str tool)
{
    for (size_t i = 0; i < unit->notes.count && message->note.len == 0; i++)
        if (note_is_developers(&unit->notes.at[i], tool))
            unit->notes.at[i].removed = unit->notes_changed = true;
}

void merge_set_locations(struct unit *unit, const struct message *message,
                         const struct merge_options *options, struct arena *arena)
{
    struct str_list locations = {0};
    for (size_t i = 0; i < message_place_count(message) && options->with_locations; i++) {
        const struct span *place = message_place(message, i);
        struct str path = path_relative(arena, options->folder, place->path);
        struct str location =
            arena_print(arena, STR_FORMAT ":%zu", STR_ARG(path), place_line(place->text, place->start));
        bool is_on_same_line = locations.count && str_equal(location, locations.at[locations.count - 1]);
        if (!is_on_same_line)
            *list_push(&locations, arena) = location;
    }
    if (str_list_equal(&unit->locations, &locations))
        return;
    unit->locations = locations;
    unit->notes_changed = true;
}
