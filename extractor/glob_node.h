// The machine that a glob pattern is compiled to. Internal to glob*.c.
#ifndef EXTRACTOR_GLOB_NODE_H
#define EXTRACTOR_GLOB_NODE_H

#include "extractor/glob.h"

enum { glob_longest = 4096 };

#define NOWHERE UINT32_MAX // no successor

enum node_kind {
    NODE_BYTE,    // that byte
    NODE_ANY,     // any byte but a slash; not a dot when `is_strict`
    NODE_STAR,    // any number of bytes but slashes
    NODE_FOLDERS, // any number of bytes; no name that starts with a dot when `is_strict`
    NODE_CLASS,   // a byte of a class
    NODE_SPLIT,   // next, else other
    NODE_NOT_DOT, // no dot comes next
    NODE_SOME,    // something comes next
    NODE_MORE,    // more than a dot comes before the name's end
    NODE_UNLESS,  // other does not match from here
    NODE_END,     // the end of the path
    NODE_ACCEPT,  // here or anywhere
};

struct glob_class {
    uint32_t bits[8];
};

struct glob_node {
    enum node_kind kind;
    char byte;
    bool is_strict;
    uint32_t next, other;
    struct glob_class *class;
};

// Behind the bracket that closes the one at `at`, or STR_NONE; of "()" or "{}". Escapes are stepped over.
size_t glob_bracket_end(struct str text, size_t at, const char pair[2]);

#endif
