// From the sources of a program to its messages.
#ifndef EXTRACTOR_EXTRACT_H
#define EXTRACTOR_EXTRACT_H

#include "catalog/message_set.h"
#include "extractor/dialect.h"
#include "extractor/program.h"
#include "extractor/readings.h"

struct extract_options {
    const struct dialect *const *dialects;
    size_t dialect_count;
    struct dialect_options dialect;
    size_t jobs;
    // Those that loaded the program, one for each job: their memory is gone on with, and holds what is found.
    // NULL: what is found lives in the arena of the extraction.
    struct program_worker *loaders;
    // No short cut: each file is parsed whole, whether its bytes show a marker or not. What comes of it is
    // the same, but for files whose syntax is broken outside of all markers: then `syntax` says so.
    bool full_parse;
    // Called for each file that is scanned, after its messages were read and while its tree is there, on the
    // thread of the worker; then files are parsed whole. A file that a module of the project passes markers
    // on to may be scanned again: what comes of the last time counts. May be NULL.
    void (*visit)(void *visitor, size_t worker, size_t source, struct scan *scan);
    void *visitor;
    // One for each dialect and source, those of a dialect together: what the first round reads, without
    // knowing anything of other files. What is there already (is_scanned) is taken as it is, the rest is put
    // there. May be NULL.
    struct reading *first;
};

struct extraction {
    struct message_set messages;
    size_t occurrences; // markers read, doubles included
    size_t files_with_messages;
    size_t files_scanned; // a dialect was asked about them
};

// Reads all messages of the program's sources. A file that cannot hold a marker is not parsed. Markers are
// followed through re-exports of the project's modules. Equal messages become one (the first in program
// order, with the places of the others); unequal ones under one id are one diagnostic naming every place.
// All diagnostics of all files are added, in program order, conflicts last. The result is the same for any
// number of jobs. The messages stay where they were read, in the arenas of the loaders or of the extraction,
// or with what was kept of their sources. Texts and spans are there, too, or slices of the sources or of the
// file that these were stored in.
void extract(const struct program *program, const struct extract_options *options, struct arena *arena,
             struct diags *diags, struct extraction *out);

#endif
