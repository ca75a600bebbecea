// Messages that a test makes up.
#ifndef TESTS_MESSAGES_H
#define TESTS_MESSAGES_H

#include "catalog/message_set.h"

// The message in the set, where it can still be changed, but for its id.
static inline struct message *say_message(struct message_set *set, struct message message,
                                          struct arena *arena)
{
    struct message *said = arena_new(arena, struct message);
    *said = message;
    message_set_add(set, said, arena);
    return said;
}

#endif
