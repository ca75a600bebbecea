// One list of messages from those of all files: what says the same under one id is one message with many
// places; the first place counts. Fed in program order, so that the list does not depend on who read what.
#ifndef EXTRACTOR_JOIN_H
#define EXTRACTOR_JOIN_H

#include "base/map.h"
#include "extractor/extract.h"

// Begin with `out` empty and the arena set.
struct join {
    struct extraction *out;
    struct arena *arena;
    struct map conflicts; // id → struct related_list: where something else is said under it
};

// So many may come at once.
void join_expect(struct join *join, size_t count);

// Adds a message, which stays where it is and as it is, or one more place of it.
void join_message(struct join *join, struct message *message);
// An error for each id under which different things are said, with all places.
void join_report(const struct join *join, struct diags *diags);

#endif
