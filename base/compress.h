// Texts made smaller, for servers that send files as they lie there. The only doors to zlib and brotli, each
// with its best level. The same bytes come of the same text, whoever runs it: no name and no time is written,
// and both libraries are linked to glot as archives where the system has these.
#ifndef BASE_COMPRESS_H
#define BASE_COMPRESS_H

#include "base/arena.h"
#include "base/str.h"

enum compression { COMPRESSION_GZIP, COMPRESSION_BROTLI, COMPRESSION_COUNT };

// What files of each end in, behind a dot, and what configurations call it: "gz", "br".
extern const char *const compression_names[COMPRESSION_COUNT];

// The text as a gzip file (RFC 1952) or a brotli stream (RFC 7932), in the arena.
struct str compress_bytes(enum compression compression, struct str text, struct arena *arena);

#endif
