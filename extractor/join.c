#include "extractor/join.h"

// One message that other messages with its id are compared to.
struct joined {
    size_t number; // in extraction.messages
    struct related_list places;
};

// A plain text and a plural whose first form is that text are two uses of one message (gettext's `_("file")`
// beside `ngettext("file", "files", n)`).
static bool is_form_of(const struct pattern *plain, const struct pattern *plural)
{
    return !pattern_is_select(plain) && pattern_is_select(plural) && plural->variants->count > 0 &&
           pattern_equal_text(plain, &plural->variants->at[0].value);
}

static bool messages_agree(const struct message *a, const struct message *b)
{
    bool same_text = pattern_equal_text(&a->pattern, &b->pattern) || is_form_of(&a->pattern, &b->pattern) ||
                     is_form_of(&b->pattern, &a->pattern);
    return same_text && a->has_note == b->has_note && str_equal(a->note, b->note);
}

void join_message(struct join *join, const struct message *message)
{
    struct map_entry *entry = map_entry(&join->index, message->id, join->arena);
    if (!entry->value) {
        struct joined *fresh = arena_new(join->arena, struct joined);
        fresh->number = join->out->messages.count;
        entry->value = fresh;
        *list_push(&join->out->messages, join->arena) = *message;
        return;
    }
    struct joined *joined = entry->value;
    struct message *first = &join->out->messages.at[joined->number];
    *list_push(&first->uses, join->arena) = message->span;
    if (is_form_of(&first->pattern, &message->pattern))
        first->pattern = message->pattern;
    if (!messages_agree(first, message))
        *list_push(&joined->places, join->arena) = (struct related){.span = message->span};
}

void join_report(const struct join *join, struct diags *diags)
{
    for (size_t i = 0; i < join->index.entries.count; i++) {
        const struct joined *joined = join->index.entries.at[i].value;
        if (joined->places.count == 0)
            continue;
        const struct message *first = &join->out->messages.at[joined->number];
        struct diag *diag = diag_add(diags, KIND_MESSAGE_CONFLICT, first->span,
                                     "the message id `" STR_FORMAT
                                     "` is defined in %zu places with different texts or descriptions",
                                     STR_ARG(first->id), joined->places.count + 1);
        for (size_t j = 0; j < joined->places.count; j++)
            diag_relate(diags, diag, joined->places.at[j].span, "`" STR_FORMAT "` says something else here",
                        STR_ARG(first->id));
    }
}
