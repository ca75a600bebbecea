// The manifest of a build: which file holds the bundle of which locale and chunk, for servers, service
// workers and scripts, and for the next build, which removes what this one left.
//
//     {
//       "generator": "glot",
//       "version": 1,
//       "format": "lit",
//       "sourceLocale": "en",
//       "bundles": {
//         "de": {
//           "main": {"file": "de.3f9c2a1b0d.js", "bytes": 812, "integrity": "sha384-…",
//             "br": {"file": "de.3f9c2a1b0d.js.br", "bytes": 301, "integrity": "sha384-…"}}
//         }
//       }
//     }
//
// Locales and chunks are sorted by bytes. Files are named from the folder of the bundles.
#ifndef CLI_MANIFEST_H
#define CLI_MANIFEST_H

#include "base/compress.h"
#include "cli/config.h"

struct packaged_copy {
    struct str bytes; // NULL: there is none
    struct str integrity;
};

// A bundle that is ready to be written.
struct packaged_file {
    struct str locale, chunk; // chunk: empty for the only one
    struct str name;          // "de/checkout.3f9c2a1b0d.js", from the folder of the bundles
    struct str bytes;
    struct str integrity; // "sha384-…"
    struct packaged_copy copies[COMPRESSION_COUNT];
};

// Appends the manifest. The files are sorted.
void manifest_print(const struct config *config, const struct packaged_file *files, size_t count,
                    struct buf *out);

// A file that a manifest names.
struct manifest_file {
    struct str name, integrity;
};

struct manifest_file_list {
    struct manifest_file *at;
    size_t count, capacity;
};

// Lists the files of a manifest, compressed ones too. Names that do not stay below the folder are left out.
// False when the text is no manifest of glot.
bool manifest_read(struct str path, struct str text, struct arena *arena, struct manifest_file_list *out);

#endif
