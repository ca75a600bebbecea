// Catalog formats: the files in which catalogs are kept. One file in formats/ and one row in format.c each.
//
// Two laws hold for every format, and tests/unit/formats.c states them over every fixture:
//     read(write(c)) = c          and          write(read(bytes), bytes) = bytes.
// So a writer *splices*: it copies the bytes that the catalog was read from and prints only what changed.
#ifndef CATALOG_FORMAT_H
#define CATALOG_FORMAT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "catalog/catalog.h"

struct format_options {
    bool peer_bytes;           // drop-in: exactly the bytes of the tool that glot stands in for
    bool content_placeholders; // XLIFF 1.2: `ph` elements with the code as content instead of `x`
    bool for_writing;    // a reader keeps what it made of the bytes: its writer need not parse them again
    struct str original; // XLIFF: what the file was made from; "lit-localize-inputs" in drop-in mode
    struct str tool;     // who writes notes: "lit-localize" in drop-in mode, else "glot"
};

struct format {
    const char *name;    // "xliff", as configurations spell it
    const char *suffix;  // ".xlf"
    const char *meaning; // for help and manual: one line

    // Bytes → catalog. `path` is for messages and is kept in the catalog, as are the bytes (they must outlive
    // it). Empty bytes are no catalog: callers treat an empty file as absent. False when the file cannot be
    // used; diagnostics say why. A catalog with warnings is true.
    bool (*read)(struct str bytes, struct str path, const struct format_options *options, struct arena *arena,
                 struct diags *diags, struct catalog *out);

    // Catalog → bytes, appended to `out`. With `catalog->bytes`: splices into them, as the change flags of
    // the units say; once only, when it was read for writing. Without: a fresh file. False when the catalog
    // cannot be written in this format; diagnostics say why.
    bool (*write)(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
                  struct diags *diags, struct buf *out);
};

extern const struct format *const formats[];
extern const size_t format_count;

// The format of that name, or NULL.
const struct format *format_find(struct str name);
// The format that a file's name suggests, or NULL.
const struct format *format_of_path(struct str path);

#endif
