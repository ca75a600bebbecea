// A project under a command: its configuration, its sources and their messages. catalogs.h has its catalogs.
#ifndef CLI_PROJECT_H
#define CLI_PROJECT_H

#include "cli/changes.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/trail.h"
#include "extractor/extract.h"
#include "extractor/folders.h"
#include "extractor/shard.h"
#include "extractor/source_cache.h"
#include "extractor/source_store.h"

struct settled_texts;

struct project {
    struct config config;
    struct folders folders;
    struct compiler_options compiler;          // of the sources
    const struct root_patterns *root_patterns; // of tsconfig.json, where that says which sources there are
    struct program program;
    const struct dialect **dialects; // those of the configuration
    struct program_worker *workers;  // one for each job: they hold the sources, and the bytes of catalogs
    struct extraction extraction;
    const struct format *format;
    size_t jobs;
    // Where only a part of the sources is read, or where parts are joined (cli/sharding.h); else NULL.
    struct shard *shard;
    struct fragments *fragments;
    struct reading *first; // of either; see extract_options
    // What catalogs hold when there is nothing to do with them, so that these need not be parsed; or NULL.
    const struct settled_texts *settled;
};

// What is kept from one run to the next of the same process (`--watch`).
struct project_cache {
    struct source_cache sources;
    struct folder_cache folders;
};

// What is kept of the sources from one process to the next (replay.h).
struct stored_sources {
    uint64_t program; // stands for glot
    struct source_store store;
    struct buf fresh; // a new file for the store, if that pays
};

void project_cache_free(struct project_cache *cache);

// Reads the configuration. In drop-in mode a configuration without `$schema` gets one at once, as its own
// tool does it.
enum status project_open(struct context *context, struct project *project);
// Finds the sources and reads their messages. In a project without sources (config_has_sources) the messages
// are those of its catalogs.
enum status project_scan(struct context *context, struct project *project);
// Hands the memory of the sources to the command: texts and spans stay good until it ends.
void project_close(struct context *context, struct project *project);

#endif
