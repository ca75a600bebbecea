// The sources of a program, kept in a file from one process to the next: what is the same is neither lexed
// nor parsed again, and where the times of the file say so it is not even read. In the file are a head, the
// records of the sources (source_record.h), and a row for each:
//
//   head     magic "glot\r\n\x1a\n" · byte order · version of the format · key · count of the rows · hash of
//            head and rows
//   records  each at a multiple of 8
//   rows     hash of the path · hash of the text · identity of the file · offset, length and hash of the
//            record; in the order of the paths' hashes, up to the end of the file
//
// Read as bytes of strangers: whatever the file holds, a source is taken whole from it, or read anew.
#ifndef EXTRACTOR_SOURCE_STORE_H
#define EXTRACTOR_SOURCE_STORE_H

#include "extractor/program.h"
#include "extractor/source_record.h"

enum { source_store_greatest = 256 * 1024 * 1024 }; // bytes of the file; a larger one is not made

// Zero-initialise; nothing to release.
struct source_store {
    struct str bytes; // of the file, must begin at a multiple of 8; may be empty or damaged
    uint64_t key; // stands for all that records depend on but the sources: with another one nothing is taken
    struct source_record_form form;
    bool with_lookalikes; // as the readers have it: records that were made without serve no such run
    bool with_texts;      // texts of sources with messages are needed in any case
    struct program_worker *workers; // as for program_load_source
    const void *rows;               // set by source_store_open
    size_t count;
};

// When all else is set.
void source_store_open(struct source_store *store);

// The loader of a program (program.h); its context is the struct source_store. What is taken from the store
// has a text only where it was needed, to know whether it is the same, or as `with_texts` says.
bool source_store_load(void *store, size_t worker, struct source *source);

// Appends a file with all sources of a program that was loaded with the store and scanned. False where the
// one that is there does nearly as well, or the new one would be too large.
bool source_store_print(const struct source_store *store, const struct program *program, struct buf *out);

#endif
