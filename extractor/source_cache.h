// The sources of a program, kept in memory from one run of a process to the next: a file that is the same is
// neither read nor scanned again. A file that was whole and is half saved now (it is empty, or its syntax is
// broken and was not) is taken as it was before, until it is whole.
#ifndef EXTRACTOR_SOURCE_CACHE_H
#define EXTRACTOR_SOURCE_CACHE_H

#include "base/file.h"
#include "extractor/program.h"
#include "extractor/readings.h"

struct source_state;
struct source_record;

// Zero-initialise; release with source_cache_free.
struct source_cache {
    struct arena arena;
    struct map records;      // path → struct source_record
    uint64_t key;            // of the settings under which it was filled
    size_t run;              // number of the last run whose program was built
    bool takes_broken;       // files are taken as they are, whole or not
    struct str_list waiting; // paths of those that are not whole, after source_cache_end
};

// Before a run. `key` stands for all settings that readings depend on: with another one nothing is kept.
// What an earlier run was given is good until then.
void source_cache_begin(struct source_cache *cache, uint64_t key);

// The loader of a program (program.h); its context is a struct source_loading.
struct source_loading {
    struct source_cache *cache;
    struct program_worker *workers; // their parsers; their arenas hold what is said of this run only
};
bool source_cache_load(void *loading, size_t worker, struct source *source);

// After the program was built: takes in what was loaded, and forgets what is no longer part of it.
void source_cache_take(struct source_cache *cache, const struct program *program);

// After the messages were read: lists what is not whole. False when one of these has no earlier state that
// could stand for it, so that nothing should be made of this run.
bool source_cache_end(struct source_cache *cache);

void source_cache_free(struct source_cache *cache);

#endif
