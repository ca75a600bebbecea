// Writing into an XLIFF 2 file that is there: only units that changed are unfolded, and only what changed in
// them is printed.
#ifndef CATALOG_FORMATS_XLIFF2_SPLICE_H
#define CATALOG_FORMATS_XLIFF2_SPLICE_H

#include "catalog/formats/xliff2_print.h"

struct xliff2_splicer {
    const struct catalog *catalog;
    struct xliff_editor editor;
    struct diags *diags;
    struct xliff2_document *document;
    struct str prefix;          // of core elements, with its colon
    struct xml_node **elements; // of the units that were read, by their numbers
    struct xml_node **files;    // by their numbers
    bool says_states;           // some segment says its state: others shall, too
    bool is_fine;
    bool has_sought_references, has_references; // to original data, from other units (xliff2_data.c)
};

// One unit at work.
struct xliff2_renewal {
    struct xliff2_splicer *splicer;
    const struct unit *unit;
    struct xml_node *element;
    struct xliff2_parts parts;
    struct xliff2_printer printer;
    struct xliff2_coder coder;
    struct buf out;       // of the printer
    bool *renewed;        // of each part: its target is a new one
    struct str switched;  // `pgs:switch` as it was read
    bool has_same_switch; // the texts are choices by the same as before
    struct str first_id;  // of the first segment, when all were printed anew
};

// `pieces`: see format_options.pieces.
bool xliff2_splice(const struct catalog *catalog, struct pieces *pieces, struct arena *scratch,
                   struct diags *diags, struct buf *out);

// What was printed since the last call.
struct str xliff2_printed(struct xliff2_renewal *renewal);

// Sources, targets and states of the segments (xliff2_segments.c). `segment_id`: the first segment needs an
// id, which is given back, by which matches refer to it.
void xliff2_renew_texts(struct xliff2_renewal *renewal);
struct str xliff2_renew_segments(struct xliff2_renewal *renewal, bool needs_id);

// Notes, matches and metadata (xliff2_modules.c).
void xliff2_renew_notes(struct xliff2_renewal *renewal);
bool xliff2_needs_matches(struct xliff2_renewal *renewal);
void xliff2_renew_matches(struct xliff2_renewal *renewal, struct str segment_id);
// Whether the unit was obsolete, and locked before that.
bool xliff2_was_obsolete(struct xliff2_renewal *renewal, bool *was_locked);
void xliff2_renew_metadata(struct xliff2_renewal *renewal);
// Takes out the original data that nothing refers to, now that the texts are new (xliff2_data.c).
void xliff2_drop_data(struct xliff2_renewal *renewal);
// Puts a new child of the unit in its place: modules first, then notes, original data, segments.
void xliff2_add_child(struct xliff2_renewal *renewal, const char *name, struct str printed);

#endif
