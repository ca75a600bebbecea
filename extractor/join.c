#include "extractor/join.h"

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

void join_expect(struct join *join, size_t count)
{
    message_set_reserve(&join->out->messages, join->out->messages.count + count, join->arena);
}

static void note_conflict(struct join *join, const struct message *message)
{
    struct map_entry *entry = map_entry(&join->conflicts, message->id, join->arena);
    if (!entry->value)
        entry->value = arena_new(join->arena, struct related_list);
    struct related_list *places = entry->value;
    *list_push(places, join->arena) = (struct related){.span = message->span};
}

// The message of that number, to be changed: a copy, since readings outlive the run (source_cache.h).
static struct message *own_message(struct join *join, size_t number)
{
    struct message **slot = &join->out->messages.at[number];
    if ((*slot)->others.count == 0) {
        struct message *copy = arena_new(join->arena, struct message);
        *copy = **slot;
        *slot = copy;
    }
    return *slot;
}

void join_message(struct join *join, struct message *message)
{
    size_t number = message_set_add(&join->out->messages, message, join->arena);
    if (number == 0)
        return;
    struct message *first = own_message(join, number - 1);
    *list_push(&first->others, join->arena) = message->span;
    if (is_form_of(&first->pattern, &message->pattern))
        first->pattern = message->pattern;
    if (!messages_agree(first, message))
        note_conflict(join, message);
}

static void report_conflict(const struct message *first, const struct related_list *places,
                            struct diags *diags)
{
    struct diag *diag = diag_add(diags, KIND_MESSAGE_CONFLICT, first->span,
                                 "the message id `" STR_FORMAT
                                 "` is defined in %zu places with different texts or descriptions",
                                 STR_ARG(first->id), places->count + 1);
    for (size_t i = 0; i < places->count; i++)
        diag_relate(diags, diag, places->at[i].span, "`" STR_FORMAT "` says something else here",
                    STR_ARG(first->id));
}

void join_report(const struct join *join, struct diags *diags)
{
    for (size_t i = 0; i < join->out->messages.count && join->conflicts.entries.count > 0; i++) {
        const struct message *first = join->out->messages.at[i];
        const struct related_list *places = map_get(&join->conflicts, first->id);
        if (places)
            report_conflict(first, places, diags);
    }
}
