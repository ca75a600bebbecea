// The program: all source files that the roots reach by their imports, in TypeScript's order.
#ifndef EXTRACTOR_PROGRAM_H
#define EXTRACTOR_PROGRAM_H

#include "extractor/folders.h"
#include "extractor/options.h"
#include "extractor/source.h"

struct program {
    struct source **sources; // in the order of discovery
    size_t count;
    uint32_t *order; // indices of the sources that were read, each behind everything that it names (but for
                     // circles)
    size_t order_count;
};

// Loads one source: sets is_read, text, specifiers and diags (source.h), and what else the caller wants. Runs
// on the worker's thread and must allocate from what belongs to that worker. False when the source cannot be
// read.
typedef bool program_load(void *context, size_t worker, struct source *source);

// Loads the roots (absolute paths; those that are not there are passed over) and all that they reach. Files
// are loaded side by side; meanwhile the specifiers of those that are loaded are resolved on the caller's
// thread, in the order of discovery. The order is depth-first from each root in turn, a file behind what it
// names: references, static imports, dynamic ones. It does not depend on the number of workers. The
// diagnostics of all sources are appended to `diags` in the order of discovery. False when a source could not
// be read; the rest is there nevertheless. The program lives in the arena of `folders`. `options` and
// `folders` are not kept.
bool program_build(const struct str_list *roots, const struct compiler_options *options,
                   struct folders *folders, size_t workers, program_load *load, void *context,
                   struct diags *diags, struct program *out);

// The same for roots that are still being looked for: the first ones are loaded meanwhile.
struct program_build;
struct program_build *program_begin(struct folders *folders, size_t workers, program_load *load,
                                    void *context);
// Those of a list that has grown at its end since it was seen last. `options` are needed until the end.
void program_add_roots(struct program_build *build, const struct str_list *roots,
                       const struct compiler_options *options);
bool program_end(struct program_build *build, struct diags *diags, struct program *out);

// A loader that does source_read() and nothing else; its context is an array with one element a worker.
struct program_worker {
    struct arena arena;
    struct source_reader reader;
};
bool program_load_source(void *workers, size_t worker, struct source *source);
void program_worker_free(struct program_worker *worker);

#endif
