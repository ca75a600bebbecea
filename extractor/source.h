// A source file of a program.
#ifndef EXTRACTOR_SOURCE_H
#define EXTRACTOR_SOURCE_H

#include "base/diag.h"
#include "base/file.h"
#include "extractor/specifiers.h"

#include <stdint.h>

#define SOURCE_NONE UINT32_MAX // no source

struct kept_readings;
struct dialect;
struct dialect_options;
struct found_sites;

// What a loader saw that remembers files.
struct source_seen {
    struct file_identity identity;
    bool is_settled;   // the identity tells this content from all later ones
    uint64_t contents; // hash of the text
};

struct source {
    struct str path;                  // absolute, normalised
    const struct grammar_row *row;    // never NULL
    bool is_declaration;              // .d.ts and the like: no message can stand in it
    bool is_read;                     // text and specifiers are there
    struct str text;                  // may be unread (diag.h) where all that it says is known
    struct specifier_list specifiers; // in the order in which they are followed
    uint32_t *resolved; // for each specifier the index of its source in the program, or SOURCE_NONE
    const struct found_sites *sites; // of the reader's dialects, then one without (sites.h); NULL: not looked
                                     // for, or read ahead
    struct diags diags;              // of reading it; set and read by whoever loads it
    const struct source_seen *seen;  // NULL: nobody remembers it
    void *result;                    // whatever the loader makes of it
    struct kept_readings *kept;      // what scanning it came to in earlier runs, or ahead of this one
                                     // (readings.h); NULL: nobody keeps it
};

// What a worker reads sources with. Zero-initialise; the first group is the caller's.
struct source_reader {
    const struct dialect *const *dialects; // their sites are looked for on the way (sites.h)
    size_t dialect_count;
    const struct dialect_options *options; // of all of them
    bool full_parse;                       // no short cut
    bool forgets_texts;                    // of sources that show no marker: such a text is unread, and all
                                           // are read into the same arena
    bool reads_ahead;                      // read_ahead.h; these texts are unread, too
    const struct found_sites *silent;      // the sites of all sources that show no marker
    TSParser *parser;                      // made at need
    struct arena scratch;
    struct arena texts; // those that were read; whoever wants them longer than the reader adopts them
};
void source_reader_free(struct source_reader *reader);

// Reads the file, its specifiers and its sites into the arena; path, row and is_declaration must be set.
// False with a diagnostic in source->diags when it cannot be read. UTF-16 with a byte order mark becomes
// UTF-8. Other text that is not UTF-8 gives file-not-utf8 as a warning and is read on: each ill-formed byte
// counts as one U+FFFD. A file too large to be parsed gives file-too-large as a warning when the bytes do not
// show its specifiers; it has none then.
bool source_read(struct source *source, struct source_reader *reader, struct arena *arena);
// The same for the text alone; is_read stays as it is.
bool source_read_text(struct source *source, struct arena *arena);
// The same for specifiers and sites of a text that is there. Sites are not needed and not kept where all
// could be read ahead.
void source_look(struct source *source, struct source_reader *reader, struct arena *arena);
// After source_look, of a text that lies in reader->texts behind the mark: forgets it, where the reader is to
// and nobody will ask for it but extract.h and whoever shows a place, who read such a text again.
void source_forget_text(struct source *source, struct source_reader *reader, struct arena_mark mark);

#endif
