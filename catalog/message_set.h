// What an application shows: messages of different ids, in program order, each to be found by its id.
#ifndef CATALOG_MESSAGE_SET_H
#define CATALOG_MESSAGE_SET_H

#include "base/map.h"
#include "catalog/message.h"

// Zero-initialise. The messages stay where they are, and live as long as the set.
struct message_set {
    struct message **at;
    size_t count, capacity;
    struct map numbers; // id → number + 1
};

// Makes room for that many messages, so that adding them moves nothing.
void message_set_reserve(struct message_set *set, size_t count, struct arena *arena);
// Adds the message and gives 0; or, where one of its id is there, gives the number of that + 1.
size_t message_set_add(struct message_set *set, struct message *message, struct arena *arena);
// The number + 1 of the message of that id, or 0.
size_t message_set_find(const struct message_set *set, struct str id);
// The numbers of all, in the order of the bytes of their keys (message_key), as tools of other runtimes sort.
uint32_t *messages_by_key(const struct message_set *set, struct arena *arena);

#endif
