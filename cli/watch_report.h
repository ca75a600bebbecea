// What a round of `--watch` is told as.
#ifndef CLI_WATCH_REPORT_H
#define CLI_WATCH_REPORT_H

#include "cli/command.h"
#include "cli/trail.h"

struct round {
    bool is_first;
    bool is_silent;   // people are told nothing: nothing came of it, and they did nothing
    bool is_repeated; // a command found that nothing has to be done
    enum status status;
    struct str_list changed; // absolute paths; an empty one: events were lost, so all was looked at
    struct str_list waiting; // of these the ones that are not whole: their last state counts, or nothing
    struct str_list written; // absolute paths
    size_t messages, added, altered, removed;
    long long milliseconds;
};

// Findings that were printed already.
struct told {
    struct arena arena;
    struct map findings; // as they are printed
};

// Fills in what the new trail has that the old one had not.
void round_compare(struct round *round, const struct trail *old, const struct trail *new,
                   struct arena *arena);
// Prints the findings that are new since the last round (machines get all), and a line on the round.
void round_tell(const struct round *round, const struct context *context, struct diags *diags,
                struct told *told);
void told_free(struct told *told);

#endif
