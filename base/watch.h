// Changes in folders, as the system tells of them: the door to inotify. Where there is none to be had, the
// folders are looked at again and again.
//
// Folders are watched without those below them: the caller says which ones count (so that node_modules does
// not). What happened is told by path, never by content; whether it matters is the caller's to say.
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include "base/diag.h"
#include "base/map.h"

#include <time.h>

enum watch_change {
    WATCH_WRITING, // a file was made or got bytes, and is not closed yet
    WATCH_DONE,    // a file was closed after writing, or came here
    WATCH_GONE,    // a file or folder is no longer under this name
    WATCH_FOLDER,  // a folder came here, or something in it may have changed without a word of its own
    WATCH_LOST,    // more happened than the system could tell: everything may have changed. No path
};

struct watch_event {
    enum watch_change change;
    struct str path;
};

struct watch_event_list {
    struct watch_event *at;
    size_t count, capacity;
};

enum { watch_interval = 500 }; // milliseconds between two looks, where changes are looked for

// Zero-initialise; release with watch_close.
struct watch {
    int file;            // of inotify, readable when something happened; -1: call watch_read each interval
    struct arena arena;  // of what is watched; made anew with each set of folders
    struct map folders;  // path → struct watched_folder
    struct arena looked; // of what the last look saw
    struct map seen;     // path → struct seen_entry
    struct watch_event_list early; // found while folders were added
    struct arena early_arena;
};

// Begins to watch, no folder yet. `by_looking`: inotify is not asked (network drives know nothing of what
// others write).
void watch_open(struct watch *watch, bool by_looking, struct diags *diags);

// Watches exactly these folders (absolute paths) from now on. What changed in a new one after `since` (by
// CLOCK_REALTIME_COARSE) counts as an event, so that nothing is missed between reading and watching. A folder
// that is not there or may not be read is passed over. When the system allows no more watches, a diagnostic
// (watch-limit) says so, and from then on all folders are looked at instead.
void watch_folders(struct watch *watch, const struct str_list *folders, struct timespec since,
                   struct diags *diags);

// Appends what happened since the last call; does not wait. The paths live in the arena.
void watch_read(struct watch *watch, struct arena *arena, struct watch_event_list *out);

void watch_close(struct watch *watch);

#endif
