// Whether a catalog of drop-in mode is as it would be written, seen from its bytes in one pass. Most catalogs
// are in most runs: such a one need not be parsed, merged and printed, which is the largest part of a run.
//
// A proof may doubt, and may never be wrong: what it shows is what xliff12_read, merge and xliff12_write
// would come to (a fuzz target holds it to that). It knows the form in which lit-localize and glot write; any
// other, and anything to complain about but text between the units, is a doubt.
#ifndef CATALOG_FORMATS_XLIFF12_SETTLED_H
#define CATALOG_FORMATS_XLIFF12_SETTLED_H

#include "catalog/format.h"
#include "catalog/merge.h"

#include <stdatomic.h>

// What each message looks like in a catalog; made once, read by many threads.
struct settled_texts {
    const struct merge_source *source;
    const struct format_options *options;
    struct settled_text {
        struct str id;
        struct str source;  // the element; empty: its form is not known
        struct str note;    // the element, or nothing
        struct str usual;   // the whole unit without a target, as it is laid out nearly everywhere; or empty
        size_t usual_start; // of its bytes those before the place of a target
        atomic_uint follower; // number + 1 of the message that came next in some catalog, at first of the
                              // next in program order, or 0: a guess that saves looking up its id, since
                              // catalogs of one project agree in their order
    } * texts;                // one for each message
};

struct settled {
    struct str target_locale;
    size_t translated; // units with a target
    bool has_strays;   // there is text between units
};

// Makes room for what so many messages look like. False where the proof does not know the format, or the form
// that the options ask for.
bool settled_open(const struct format *format, const struct format_options *options, size_t count,
                  struct arena *arena, struct settled_texts *out);
// Prints the messages from number `first` up to `end`, which are done by as many threads as there are arenas.
void settled_print(const struct message_set *messages, size_t first, size_t end, struct arena *arena,
                   struct settled_texts *texts);

// Whether the messages, which `texts->source` has by now, brought into the catalog of these bytes, leave all
// of them as they are. Only then `out` means anything, and what reading would have warned of is added to
// `diags`; both live as long as the bytes and the arena.
bool settled_prove(const struct settled_texts *texts, struct str bytes, struct str path, struct arena *arena,
                   struct diags *diags, struct settled *out);

// The same step by step, of bytes that are read piece by piece, so that all of them are never in memory, and
// with what would be warned of left out: has_strays says that settled_prove may answer otherwise. Catalogs
// of one project agree in their order, so that a step of each, in turns, looks at the same texts.
struct settled_pieces {
    char *room;
    size_t size; // of the room, of which 8 MB serve; a unit longer than a quarter of it may be doubted
    // Up to so many bytes; fewer at the end alone.
    size_t (*read)(void *context, char *at, size_t room);
    void *context;
};

enum settled_answer { SETTLED_GO_ON, SETTLED_YES, SETTLED_DOUBT };

// The proof lives in the arena.
struct settled_proof *settled_begin(const struct settled_texts *texts, struct settled_pieces *pieces,
                                    struct arena *arena);
// So many units more, at least one. After SETTLED_YES or SETTLED_DOUBT there is no further step.
enum settled_answer settled_go_on(struct settled_proof *proof, size_t units, struct settled *out);

#endif
