// What lies in the folders of a project: each folder is read once, and every question about existence is
// answered from its listing, so that the thousands of candidates of module resolution cost no system call. A
// snapshot: files that appear later are not seen. One thread at a time.
#ifndef EXTRACTOR_FOLDERS_H
#define EXTRACTOR_FOLDERS_H

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "extractor/folder_cache.h"

struct folder {
    struct str path;
    bool is_there, is_closed;         // is_closed: it may be there, but cannot be read
    struct folder_entry_list entries; // sorted by bytes
    struct str real;                  // with links resolved, empty until asked for
};

// What a path of a link was found to lead to: itself where that failed.
struct real_path {
    struct str path, real;
};

struct real_path_list {
    struct real_path *at;
    size_t count, capacity;
};

struct folders {
    struct arena *arena;         // must be set; listings live in it
    struct str home;             // the project's folder
    struct diags *diags;         // hears of the project's folders that cannot be read; NULL: nobody does
    struct folder_cache *cache;  // of listings, or NULL
    struct map known;            // path → struct folder
    struct str_list settings;    // the files beside the sources that were read: tsconfig.json, package.json
    struct real_path_list links; // what the system was asked for, since listings do not say it
    const struct folder *latest;
};

// The folder of an absolute, normalised path. Never NULL; is_there is false where no folder can be read.
const struct folder *folders_get(struct folders *folders, struct str path);
// Who hears of something under this path that cannot be read: `folders->diags`, or `unheard` where it is no
// matter of the project, since it lies in node_modules or above the project's folder.
struct diags *folders_listener(const struct folders *folders, struct str path, struct diags *unheard);
// The entry of that name, or NULL.
const struct folder_entry *folder_find(const struct folder *folder, struct str name);

// Whether there is a regular file, or a folder, under an absolute, normalised path; links are followed.
bool folders_has_file(struct folders *folders, struct str path);
bool folders_has_folder(struct folders *folders, struct str path);

// The path of a file or folder with all links resolved; the path itself where that fails.
struct str folders_real_path(struct folders *folders, struct str path);

#endif
