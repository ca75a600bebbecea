// Files: read whole, replaced whole or not at all.
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

// No larger file is read; a message says so. Frontend sources and catalogs are far below it.
enum { file_greatest = 512 * 1024 * 1024 };

enum file_state { FILE_READ, FILE_ABSENT, FILE_FAILED };

// Reads a regular file into the arena, with a NUL behind it that does not count. An absent file is no failure
// and adds no diagnostic; FILE_FAILED adds one. A file that changes its size meanwhile is a failure.
enum file_state file_read(struct str path, struct arena *arena, struct diags *diags, struct str *out);

bool file_exists(struct str path);   // a regular file, links followed
bool folder_exists(struct str path); // a folder, links followed

// One file to be replaced.
struct replacement {
    struct str path;
    struct str bytes;
    bool written; // out: false when the file holds these bytes already
};

struct replacement_list {
    struct replacement *at;
    size_t count, capacity;
};

// Replaces all of the files or none: folders are made, each content goes to a temporary in the same folder,
// is flushed to the disk, and when all are there they are renamed. Files that hold the bytes already are not
// touched. The mode of an existing file stays; a link is written through. On failure a diagnostic is added
// and the temporaries are gone.
bool files_replace(struct replacement_list *files, struct arena *scratch, struct diags *diags);

struct folder_entry {
    struct str name;
    bool is_folder, is_file; // what a link points to; neither for anything else
    bool is_link;
};

struct folder_entry_list {
    struct folder_entry *at;
    size_t count, capacity;
};

// The entries of a folder, sorted by bytes, without `.` and `..`. False without a diagnostic when it cannot
// be read.
bool folder_read(struct str path, struct arena *arena, struct folder_entry_list *out);

#endif
