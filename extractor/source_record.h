// What a source came to, as bytes of a file from which another process takes it (source_store.h): the modules
// that it names, and what each dialect read from it in each round. Sources with findings are not written
// down: whoever finds something shows the place, so the text has to be read anyway.
//
// Read as bytes of strangers: whatever they are, a record is taken whole or not at all.
//
//   head     count of the numbers · length of the texts
//   numbers  32 bits each, as the machine has them
//   texts    UTF-8, one behind the other as the numbers ask for them
//
// A record begins at a multiple of 8 and is as long as one.
#ifndef EXTRACTOR_SOURCE_RECORD_H
#define EXTRACTOR_SOURCE_RECORD_H

#include "extractor/readings.h"
#include "extractor/source.h"

struct source_record_form {
    const struct dialect *const *dialects; // those whose readings are written down, in this order
    size_t dialect_count;
};

// Appends the record of a source that is read and whose readings are kept. False, and nothing is appended,
// where it has findings or something else that a record does not hold.
bool source_record_print(const struct source *source, const struct source_record_form *form,
                         struct arena *scratch, struct buf *out);

// Sets specifiers and kept readings, which live in the arena; their texts are slices of the bytes. Spans have
// the path and the text of the source, which may be unread (diag.h). False when the bytes are no record or do
// not fit the text; then nothing of the source is changed.
bool source_record_read(struct str bytes, const struct source_record_form *form, struct arena *arena,
                        struct source *source);

#endif
