// Files and folders, read whole.
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

struct folder_entry {
    struct str name;
    bool is_folder, is_file; // what a link points to; neither for anything else
    bool is_link;
};

struct folder_entry_list {
    struct folder_entry *at;
    size_t count, capacity;
};

// The entries of a folder, sorted by bytes, without `.` and `..`. An absent folder is no failure and adds no
// diagnostic; FILE_FAILED adds one, and gives no entry.
enum file_state folder_read(struct str path, struct arena *arena, struct diags *diags,
                            struct folder_entry_list *out);

#endif
