// Source maps, revision 3 (ECMA-426), of a text that is made of pieces of another one: what a tool that
// copies most of a source and puts its own text in some places writes beside the result.
//
// Lines end as ECMAScript ends them: LF, CR LF, CR, U+2028 and U+2029; so count esbuild, TypeScript and V8.
// Columns are UTF-16 code units. A byte order mark at the front counts nothing, since whoever decodes a file
// takes it off.
//
// Mappings stand at the start of each piece, of each line in it, and, in copied pieces, of each word
// (letters, digits, `_`, `$` and all beyond ASCII): errors, calls and breakpoints start with words. What
// stands between belongs to the mapping in front of it.
#ifndef BASE_SOURCE_MAP_H
#define BASE_SOURCE_MAP_H

#include "base/buf.h"

// Without a text: the bytes [start, end) of the source are copied. With one: it stands there, and all of it
// belongs to the place `start`. A text may be empty but not NULL: then nothing stands there. Pieces may be in
// any order, leave bytes out and repeat others; each starts and ends between characters, within the source.
struct source_piece {
    size_t start, end; // bytes
    struct str text;
};

struct source_map {
    struct str source; // its bytes, UTF-8; each one that is ill-formed counts one column
    struct str name;   // of the source: a URL, absolute or relative to that of the map; written as it is
    const struct source_piece *pieces;
    size_t count;
    bool has_content; // the source is told in sourcesContent
};

// Appends the text that the pieces make.
void source_pieces_join(struct buf *out, struct str source, const struct source_piece *pieces, size_t count);

// Appends the map, JSON on one line without a line break behind it. Takes time by the sizes of both texts,
// and sorts the pieces where they are out of order. The arena needs some 40 bytes a piece.
void source_map_write(struct buf *out, const struct source_map *map, struct arena *scratch);

#endif
