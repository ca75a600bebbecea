// The folder `.glot` beside the configuration: files that glot keeps for itself there. They are made beside
// and renamed, so that runs at the same time do not disturb each other; the last one stays.
#ifndef CLI_CACHE_FOLDER_H
#define CLI_CACHE_FOLDER_H

#include "base/str.h"

enum cache_file {
    CACHE_RUNS,    // `cache` (cache_file.h)
    CACHE_SOURCES, // `sources` (extractor/source_store.h)
    CACHE_FILE_COUNT
};

enum { cache_folder_names = CACHE_FILE_COUNT + 1 };

// The names of all files that cache_folder_fill leaves in a new folder, sorted.
extern const char *const cache_names[cache_folder_names];

// A descriptor of the folder, or -1 when it is not there or is a link. `path` ends with a NUL.
int cache_folder_open(struct str path);
// Where no run was kept in it yet: puts a `.gitignore` into it, so that git does not see the files, and empty
// ones in the place of those that are not there, so that it lists the same names from the first run on. What
// was there stays.
void cache_folder_fill(int folder);

// Maps a file. Empty when it is not there, is no regular file, or is larger than that.
struct str cache_map(int folder, enum cache_file file, size_t greatest);
void cache_unmap(struct str bytes);

// Puts the bytes in the place of a file, if no other run is just doing so. What goes wrong goes unsaid.
void cache_replace(int folder, enum cache_file file, struct str bytes);

#endif
