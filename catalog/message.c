#include "catalog/message.h"

// What is not there stays so.
static struct str copy(struct str text, struct arena *arena)
{
    return text.len ? arena_copy(arena, text) : (struct str){text.at ? "" : NULL, 0};
}

static struct span_list copy_places(const struct span_list *places, struct arena *arena)
{
    struct span_list spans = {0};
    list_reserve(&spans, places->count, arena);
    for (size_t i = 0; i < places->count; i++)
        *list_push(&spans, arena) = places->at[i];
    return spans;
}

struct message message_copy(const struct message *message, struct arena *arena)
{
    struct message result = *message;
    const struct str *text = pattern_only_text(&message->pattern);
    bool is_raw = text && str_equal(*text, message->raw); // as most are
    result.pattern = pattern_copy(&message->pattern, arena);
    result.raw = is_raw ? *pattern_only_text(&result.pattern) : copy(message->raw, arena);
    result.id = copy(message->id, arena);
    result.kind = copy(message->kind, arena);
    result.name = copy(message->name, arena);
    result.context = copy(message->context, arena);
    result.note = copy(message->note, arena);
    result.others = copy_places(&message->others, arena);
    return result;
}
