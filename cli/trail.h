// What a run has read and written: kept for `--watch`, which has to know what a change is worth, or as the
// ground of a run that may be kept (replay.h). Other runs keep none; all functions that add do nothing
// without a trail.
#ifndef CLI_TRAIL_H
#define CLI_TRAIL_H

#include "base/map.h"
#include "base/replace.h"
#include "cli/ground.h"
#include "extractor/extract.h"
#include "extractor/folders.h"

// What a file is read for, the later the weightier.
enum trail_use {
    TRAIL_OUTPUT,  // it is only written
    TRAIL_CATALOG, // translations
    TRAIL_SOURCE,  // sources, configuration, and all else that decides on messages
};

struct trail_file {
    enum trail_use use;
    size_t len;        // bytes that it had when it was noted
    bool is_held;      // at the end of the run it has this content:
    uint64_t contents; // the hash of its bytes
    bool is_removed;   // at the end of the run it is not there
    bool was_written;  // the run changed it
};

// What a message says, to tell whether it changed.
struct trail_message {
    uint64_t contents; // hash of text and note
};

// The last run of a command that went well: when all that it is made of is the same, so is what it makes.
// Zero-initialise; release with step_free.
struct step {
    struct arena arena;
    bool is_good;
    uint64_t fingerprint; // of the messages
    struct map files;     // those that it left, as in a trail
    struct diags diags;   // what it found beside the sources
};

// Zero-initialise; release with trail_free.
struct trail {
    struct arena arena;
    struct ground *ground;   // where all is noted instead, or NULL
    struct map files;        // absolute path → struct trail_file
    struct map folders;      // absolute paths of those in which files of the project stand or may appear
    struct map messages;     // id → struct trail_message
    bool has_messages;       // the sources were read
    struct str_list waiting; // sources that are not whole
    uint64_t fingerprint;    // of all that the sources contribute
    size_t findings;         // diagnostics of the run that are of the sources
    const struct step *step; // NULL unless only sources changed since
    bool is_repeated;        // the run ended early, since it would make the same
};

// A file that is read; it need not be there.
void trail_read(struct trail *trail, struct str path, enum trail_use use);
// The folders that were asked, the configurations that were read there, and the program's sources.
void trail_program(struct trail *trail, const struct folders *folders, const struct program *program);
// Folders that were asked for something else than the program.
void trail_folders(struct trail *trail, const struct folders *folders);
// For the ground only: what a file was found to hold, NULL where it was not there; a folder that was listed.
void trail_saw(struct trail *trail, struct str path, const struct str *bytes);
void trail_listing(struct trail *trail, struct str path, const struct folder_entry_list *entries);
// The messages, where `diags` hold the findings of the sources; `with_places`: lines matter.
void trail_messages(struct trail *trail, const struct extraction *extraction, bool with_places,
                    const struct diags *diags);
// What a file held that was read: so many bytes, of that hash.
void trail_holds(struct trail *trail, struct str path, size_t len, uint64_t hash);
// Whether the rest of the run would come to what the last one came to. Adds what that one found.
bool trail_repeats(struct trail *trail, struct diags *diags);
// The files that hold now what the run made.
void trail_written(struct trail *trail, const struct replacement_list *files);
// A source that is not whole: the run took it as it was before, or made nothing.
void trail_wait(struct trail *trail, struct str path);
void trail_free(struct trail *trail);

// After the run of a command: what it came to, where it went well.
void step_note(struct step *step, const struct trail *trail, const struct diags *diags, bool is_good);
void step_free(struct step *step);

// Whether the file holds what the run left there.
bool trail_is_as_left(const struct trail_file *file, struct str path);

#endif
