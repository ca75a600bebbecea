// What a run has read and written: kept for `--watch`, which has to know what a change is worth. Other runs
// keep none; all functions that add do nothing without a trail.
#ifndef CLI_TRAIL_H
#define CLI_TRAIL_H

#include "base/map.h"
#include "base/replace.h"
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
    bool is_held;      // the run left these bytes there:
    uint64_t contents; // their hash
    bool was_written;  // and they are new
};

// What a message says, to tell whether it changed.
struct trail_message {
    uint64_t contents; // hash of text and note
};

// Zero-initialise; release with trail_free.
struct trail {
    struct arena arena;
    struct map files;        // absolute path → struct trail_file
    struct map folders;      // absolute paths of those in which files of the project stand or may appear
    struct map messages;     // id → struct trail_message
    bool has_messages;       // the sources were read
    struct str_list waiting; // sources that are not whole
};

// A file that is read; it need not be there.
void trail_read(struct trail *trail, struct str path, enum trail_use use);
// The folders that were asked, the configurations that were read there, and the program's sources.
void trail_program(struct trail *trail, const struct folders *folders, const struct program *program);
void trail_messages(struct trail *trail, const struct extraction *extraction);
// The files that hold now what the run made.
void trail_written(struct trail *trail, const struct replacement_list *files);
// A source that is not whole: the run took it as it was before, or made nothing.
void trail_wait(struct trail *trail, struct str path);
void trail_free(struct trail *trail);

// Whether the file holds what the run left there.
bool trail_is_as_left(const struct trail_file *file, struct str path);

#endif
