// Part of a project's work: some of its sources are read here, the others elsewhere; then the fragments that
// come of it (fragment.h) are joined to what one run would have read.
//
// Roots are shared out by a hash of their paths from the project's folder, so that a part keeps its files
// when others come or go; or each part is told folders. A source that is no root goes with the files that
// import it, so several parts may read it. Other parts' roots are neither opened nor followed: joined, all
// parts have followed every import of the program, since its way there from the last root on it is in that
// root's part.
#ifndef EXTRACTOR_SHARD_H
#define EXTRACTOR_SHARD_H

#include "extractor/extract.h"
#include "extractor/fragment.h"

// ---- making a part

struct shard {
    size_t number, count;           // the part of that number, from 1; count 0: the folders instead
    struct str_list folders;        // absolute, normalised
    struct str home;                // the project's folder, absolute
    struct map foreign;             // paths of roots that other parts read
    struct program_worker *workers; // as for program_load_source
};

// Takes the other parts' roots out of the list.
void shard_take_roots(struct shard *shard, struct str_list *roots, struct arena *arena);

// The loader of a part's program (program.h); its context is the struct shard.
bool shard_load(void *shard, size_t worker, struct source *source);

// Lists what was read, with `readings` from extract_options.first, `width` a source.
void shard_list(const struct shard *shard, const struct program *program, struct reading *readings,
                size_t width, struct arena *arena, struct fragment_file_list *out);

// ---- joining parts

struct fragments {
    struct map files;               // absolute path → struct fragment_file
    size_t dialect_count;           // readings of each
    struct program_worker *workers; // as for program_load_source
};

// Adds the files of a fragment; paths start from `home`. Where several parts read a file, they must have read
// the same: NULL then, else the first one that they differ in.
const struct fragment_file *fragments_add(struct fragments *fragments, const struct fragment *fragment,
                                          struct str home, struct arena *arena);

// The loader of a program that is put together from fragments; its context is the struct fragments. It reads
// the text of each source and takes the rest from the fragments. A source is left unread, without a
// diagnostic, when no fragment has it or when its text is another one now: source->result is NULL then, or
// what the fragments have of it.
bool fragments_load(void *fragments, size_t worker, struct source *source);

// For extract_options.first: the readings of all sources of the program, by dialect, then by source.
struct reading *fragments_readings(const struct fragments *fragments, const struct program *program,
                                   struct arena *arena);

#endif
