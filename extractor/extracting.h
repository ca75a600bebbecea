// What the parts of extracting share; extract.h is the contract.
#ifndef EXTRACTOR_EXTRACTING_H
#define EXTRACTOR_EXTRACTING_H

#include "extractor/extract.h"

// What belongs to one worker of the pool: nothing here is shared.
struct worker {
    TSParser *parser;
    bool is_resolved[GRAMMAR_COUNT];
    struct symbols symbols[GRAMMAR_COUNT];
    struct arena scratch; // reset at the next file
    struct arena own;     // where there is no loader
    struct arena *kept;   // lives as long as the messages: `own`, or the loader's
};

struct extractor {
    const struct program *program;
    const struct extract_options *options;
    const struct dialect *dialect; // of the current round
    struct module *modules;        // one for each source, frozen during a round
    struct reading *readings;      // each written by the worker that scans the source
    struct reading *first;         // NULL, or those of the first round: options->first
    uint64_t known;                // hash of the modules' exports
    size_t round;
    size_t *todo; // numbers of the sources to scan in this round
    size_t todo_count;
    struct worker *workers;
};

// ---- extract_source.c: one source in one round

// The module of the program that the source names by that specifier, or NULL: for scan.follow.
const struct module *extractor_follow(const void *project, const struct module *from, struct str specifier);
// What the round knows of the modules that a source can name.
uint64_t extractor_surroundings(const struct extractor *e, const struct source *source);
// Scans the source of that place in `todo`, and keeps what it comes to where somebody wants it; what was kept
// is asked for before. For pool_run.
void extractor_read(void *context, size_t worker, size_t item);

#endif
