// Writing into a file that is there: its tree is changed where units say so, then printed.
//
// Drop-in mode differs from own mode in the functions of a table (struct xliff12_ways) and in the style in
// which the tree is printed.
#ifndef CATALOG_FORMATS_XLIFF12_SPLICE_H
#define CATALOG_FORMATS_XLIFF12_SPLICE_H

#include "catalog/formats/xliff12.h"

struct splicer {
    const struct catalog *catalog;
    const struct format_options *options;
    const struct xliff12_ways *ways;
    struct xliff_editor editor;
    struct diags *diags;
    struct xml_document *document;
    struct xml_node *body;      // of several, the last; NULL for none
    struct xml_node **bodies;   // own mode: of each file, or NULL
    struct xml_node **elements; // of the units that were read, by their numbers
    bool says_done;             // some target says that it is translated: others shall, too
    struct str prefix;
    bool is_fine;
};

struct xliff12_ways {
    // The element of a unit that holds its source or target, or NULL.
    struct xml_node *(*find)(struct splicer *splicer, struct xml_node *unit, const char *name);
    void (*add_unit)(struct splicer *splicer, const struct unit *unit);
    // `printed` is an element of that name, and the unit has none.
    void (*add_child)(struct splicer *splicer, struct xml_node *unit, const char *name, struct str printed);
    void (*renew_notes)(struct splicer *splicer, struct xml_node *element, const struct unit *unit);
    // What else a unit says, after its contents and notes.
    void (*renew_rest)(struct splicer *splicer, struct xml_node *element, const struct unit *unit);
    void (*remove)(struct splicer *splicer, struct xml_node *element);
    void (*finish)(struct splicer *splicer);
};

extern const struct xliff12_ways xliff12_peer_ways; // xliff12_peer.c
extern const struct xliff12_ways xliff12_own_ways;  // xliff12_own.c

struct xliff12_printer splice_printer(const struct splicer *splicer, struct buf *out);
struct str splice_print_unit(struct splicer *splicer, const struct unit *unit,
                             const struct xliff_layout *layout);
struct str splice_print_note(struct splicer *splicer, const struct note *note);
// Replaces what a note holds.
void splice_fill_note(struct splicer *splicer, struct xml_node *element, const struct note *note);

#endif
