// Which messages go into which bundle of a locale, where there are several (`bundles.split`).
//
// Each message is in one chunk: in that of the sources that use it, or in `shared` when sources of several
// chunks do, or of none. So an application loads `shared` and the chunks that it needs, and no text twice.
#ifndef CLI_CHUNKS_H
#define CLI_CHUNKS_H

#include "cli/project.h"

struct chunk {
    struct str name;             // empty when bundles are not split
    struct message_set messages; // in program order, may be empty
    const uint32_t *numbers;     // of these among all messages; NULL when it has them all
};

struct chunks {
    struct chunk *at; // by name, in bytes; where bundles are split, `shared` is always there
    size_t count;     // at least 1
};

// The chunks of a project whose sources were scanned:
//   folder  each folder below the one that holds all sources is a chunk; files in that itself are shared
//   file    the files that the patterns of a chunk match
//   entry   the same files, and what they import, and so on; an `import()` of another entry is not followed,
//           since that one is loaded with its own chunk
// False with a diagnostic (config-bad-value) when the patterns of a chunk match no source. Time goes by
// sources and their imports, not by chunks.
bool chunks_find(const struct project *project, struct arena *arena, struct diags *diags, struct chunks *out);

#endif
