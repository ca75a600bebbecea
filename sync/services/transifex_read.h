// Reading from Transifex: all languages side by side, each by the way that costs least and tells all that is
// wanted. The parts of it share this. See docs/transifex.md.
#ifndef SYNC_SERVICES_TRANSIFEX_READ_H
#define SYNC_SERVICES_TRANSIFEX_READ_H

#include "sync/services/transifex.h"

enum { transifex_page_size = 1000 }; // strings

enum transifex_way {
    BY_COUNTERS,  // they say that there is nothing
    BY_NO_CHANGE, // they say that there is nothing new
    // Pages of strings, with states: the only way for sources.
    BY_STRINGS,
    // The strings that were translated since. What was taken away does not show, so the counters have to
    // agree afterwards, else all is read.
    BY_CHANGES,
    // A job, whose length hardly matters. Its file has no states, so it is for languages of which the
    // counters say that all translations are in one.
    BY_FILE,
};

struct reading {
    struct remote *remote;
    struct remote_read *read;
    struct subject subject;
    struct transifex_stats now, then; // then: of read->since
    enum transifex_way way;
    // By strings and by changes:
    struct str next;        // page
    size_t pages, received; // pages asked for, texts that came
    struct transifex_texts texts;
    bool is_short; // fewer came than are counted
    // By file:
    struct async_job job;
};

static inline bool is_of_source(const struct reading *reading)
{
    return reading->read->code.len == 0;
}

// Marks it as failed, with a diagnostic; false.
bool transifex_refuse(struct reading *reading, const char *why, struct str of);
// Begins to read it that way, all anew.
void transifex_begin(struct reading *reading, struct http_task *task, enum transifex_way way);

// ---- which way (transifex_way.c)

// How many texts there have to be.
size_t transifex_expected(const struct reading *reading);
// The state that all translations of the mode are in, or UNIT_NEW where they are in several.
enum unit_state transifex_state_of_all(const struct reading *reading);
enum transifex_way transifex_way_to_all(const struct reading *reading);
// The same, but only to what is new if `then` and the ids that are known allow it.
enum transifex_way transifex_way_to_new(const struct reading *reading);
// The time behind which all is new, or nothing where `then` has none.
struct str transifex_last_look(const struct reading *reading);

// ---- strings (transifex_pages.c)

void transifex_begin_pages(struct reading *reading, struct http_task *task);
void transifex_page_step(struct reading *reading, struct http_task *task, const struct http_answer *answer);

#endif
