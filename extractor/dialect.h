// Dialects: the ways in which a source marks a text for translation. One file in dialects/ and one row in
// dialect.c each. A dialect is asked about one parsed file at a time and sees nothing of the project;
// what it must know of other modules is in `struct scan` (scan.h).
#ifndef EXTRACTOR_DIALECT_H
#define EXTRACTOR_DIALECT_H

#include "base/arena.h"
#include "base/diag.h"
#include "catalog/message.h"

struct scan;
struct site; // both: sites.h
struct site_list;

struct dialect_options {
    bool peer_bytes;          // drop-in: quirks of the tool that glot stands in for
    bool with_lookalikes;     // note calls that read like markers and are none
    struct str_list keywords; // gettext: xgettext's keyword specifications, "ngettext:1,2"
};

// A module that exports markers, and what it exports: lit.c says that `@lit/localize` exports `msg` and
// `str`.
struct marker_export {
    const char *module; // the specifier, as it stands in an import
    const char *name;   // the exported name
    int marker;         // the dialect's own number for it, from 1
};

// A function whose calls mark by its name alone.
struct callee {
    struct str name;
    size_t constants; // as many arguments at the most tell what its call says: those constant, if any
    bool by_first;    // no message without a constant as first argument
};

struct callee_list {
    struct callee *at;
    size_t count, capacity;
};

struct dialect {
    const char *name;    // "lit", as configurations spell it
    const char *meaning; // for help and manual: one line

    // Markers by binding: the exports that mark (ends with {0}), or NULL where markers are global names.
    const struct marker_export *exports;
    // Markers by name: what `read` looks for, each name once. NULL where they are bound.
    void (*callees)(const struct dialect_options *options, struct arena *arena, struct callee_list *out);
    // Whether a file can hold a marker at all, by its bytes; may be NULL where there are `exports`, since a
    // file that names one of their modules always can. A file that cannot is not scanned.
    bool (*probe)(struct str text, const struct dialect_options *options);
    // Reads the messages of one parsed file: walks the tree, asks scan_marker() what a callee denotes, and
    // adds to scan->messages and scan->diags, in the order of the text (an outer message before those inside
    // of it).
    void (*read)(struct scan *scan, const struct dialect_options *options);
    // Reads a call of a marker (its site is one of these) that needs no tree: adds what `read` would. False
    // where only that can tell, and nothing was added. May be NULL.
    bool (*read_plain)(struct scan *scan, const struct dialect_options *options,
                       const struct site_list *sites, const struct site *site);
};

extern const struct dialect *const dialects[];
extern const size_t dialect_count;

const struct dialect *dialect_find(struct str name);

// Whether the dialect has markers that the module exports.
bool dialect_has_module(const struct dialect *dialect, struct str module);
// The dialect's number for what the module exports under that name; 0 when it is no marker.
int dialect_marker(const struct dialect *dialect, struct str module, struct str name);

#endif
