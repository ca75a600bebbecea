// Marker sites: the few places of a file that a dialect has to see, so that the rest of it need not be
// parsed. They are the imports that bring markers in, and the calls of these markers; where markers are known
// by their names alone, the calls by these names.
#ifndef EXTRACTOR_SITES_H
#define EXTRACTOR_SITES_H

#include "extractor/dialect.h"
#include "extractor/source.h"

struct trace; // both: lexer.h
struct word;

struct site {
    size_t start, end; // offsets in the file
    size_t at;         // of its first byte in the abridged text
    size_t open;       // of a call: its parenthesis
    int marker; // of a call: the dialect's number, where the name is the marker's own; else 0. Of one by
                // name: the number of arguments that tell, where all are plain; they end at `end`
};

struct site_list {
    struct site *at;
    size_t count, capacity;
    const struct word *names; // what the file calls markers: `meaning` is the dialect's number, else 0
    size_t name_count;
};

// What was found for a dialect.
struct found_sites {
    const struct dialect *dialect;
    struct site_list list;
    bool is_sure;
    bool may_mark; // sites_may_mark
};

// Whether the file can have a marker of the dialect by the modules that it names and by its bytes. Without
// one it can still get one from a module of the project.
bool sites_may_mark(const struct source *source, const struct dialect *dialect,
                    const struct dialect_options *options);

// Finds all sites, in the order of the text. True when the bytes show that the markers come from plain
// imports (`import {msg, str as s} from "…"`), that their names stand for something else only where it is
// plain how far that reaches (shadow.h), and that no other code is handed a marker: then a tree of the sites
// alone gives the same messages as one of the whole file, and the file exports no marker but by `export *`.
// False when in doubt; the file has to be parsed then. For markers by name (call_sites.c) it is true when the
// bytes show which brackets hold the arguments of a call by such a name. A trace of the text spares looking
// at its bytes; NULL where there is none.
bool sites_find(const struct source *source, const struct dialect *dialect,
                const struct dialect_options *options, struct trace *trace, struct arena *arena,
                struct site_list *out);

// A copy that lives as long as the arena and the text.
void site_list_copy(const struct site_list *sites, struct arena *arena, struct site_list *out);

// The dialect's number for what the file calls so; 0 when that is no marker.
int sites_marker(const struct site_list *sites, struct str name);
// Whether an expression of the file, which has no white space before brackets, may call one by such a name.
bool sites_may_call(const struct site_list *sites, struct str code);

// The abridged text: the sites, each as a statement of its own. Sets their offsets in it.
struct str sites_join(struct str text, struct site_list *sites, struct arena *arena);
// The offset in the file of what stands at that offset of the abridged text.
size_t sites_offset(const struct site_list *sites, size_t at);

#endif
