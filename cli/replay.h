// Runs that came to nothing new are kept in `.glot/cache`, beside the configuration; where a later run of the
// same command would stand on the same ground (ground.h), what was printed then is printed again, and that is
// all.
#ifndef CLI_REPLAY_H
#define CLI_REPLAY_H

#include "cli/cache_file.h"
#include "cli/command.h"
#include "cli/project.h"
#include "cli/trail.h"

// Zero-initialise; release with replay_free.
struct replay {
    struct arena arena;
    bool is_on;
    bool makes_folder; // a run that shall write nothing uses and fills a folder that is there, and makes none
    uint64_t key;
    struct str folder;            // `.glot`, absolute
    struct str held;              // the bytes of `cache`, mapped
    struct outcome_record former; // of the same command, where something changed since
    struct stored_sources sources;
    struct trail trail;
    struct ground ground;
    struct buf copies[2]; // of what the run prints: on standard output, on standard error
};

// Before a command runs. True: all is as it was, and has been printed; `status` is what the run ends with.
// Else the run is watched, where the command and its settings allow it, until replay_end.
bool replay_begin(struct replay *replay, struct context *context, enum status *status);
// Whether the run ended early, since it would have come to what the former one came to: replay_end prints
// that.
bool replay_is_repeated(const struct replay *replay);
// When all else is printed: keeps the run, if another one would come to the same. A cache that cannot be
// written is no failure of the run, and goes unsaid.
void replay_end(struct replay *replay, const struct context *context, enum status status);
void replay_free(struct replay *replay);

#endif
