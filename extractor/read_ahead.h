// What a source says by its bytes alone is read while these are at hand: nobody needs its text after that, so
// that it is neither kept nor looked at once more.
#ifndef EXTRACTOR_READ_AHEAD_H
#define EXTRACTOR_READ_AHEAD_H

#include "extractor/scan.h"

// Reads the calls among the sites that need no tree, and appends the other sites to `left`. Tells how many
// calls are among these.
size_t read_plain_calls(struct scan *scan, const struct dialect_options *options,
                        const struct site_list *sites, struct site_list *left);

// Reads what a source says to each dialect where its sites were found (the last one is without a dialect), as
// the first round of extract.h would, and keeps that (readings.h) in the arena. Nothing of it lies in the
// text, and its places are without one (text_unread). False, and nothing is kept, where a tree has to tell,
// and where there is something to report.
bool read_ahead(struct source *source, const struct found_sites *sites, const struct dialect_options *options,
                struct arena *scratch, struct arena *arena);

#endif
