// Listings of folders, kept in memory from one run of a process to the next, for those that did not change
// meanwhile. Folders with links in them are listed anew: what a link leads to can change without a trace.
#ifndef EXTRACTOR_FOLDER_CACHE_H
#define EXTRACTOR_FOLDER_CACHE_H

#include "base/file.h"
#include "base/map.h"

// Zero-initialise; release with folder_cache_free. One thread at a time.
struct folder_cache {
    struct arena arena;
    struct map listings; // path → struct folder_listing
    size_t run;
};

// Before a run: forgets the folders that the last one did not ask for. Entries are good until then.
void folder_cache_begin(struct folder_cache *cache);
// As folder_read; the entries live in the cache.
enum file_state folder_cache_read(struct folder_cache *cache, struct str path, struct diags *diags,
                                  struct folder_entry_list *out);
void folder_cache_free(struct folder_cache *cache);

#endif
