// What the sources say now, brought into a catalog that knows what they said before.
#ifndef CATALOG_MERGE_H
#define CATALOG_MERGE_H

#include "base/collate.h"
#include "catalog/catalog.h"
#include "catalog/message.h"

// The messages in the form that merging into many catalogs needs; made once, read by many threads.
struct merge_source {
    const struct message_list *messages; // unique by id
    const uint32_t *order; // the numbers of the messages, in the order in which catalogs list new ones
    struct map numbers;    // id → number + 1
};

// Drop-in order (`peer_bytes`): by note, then by absolute file name, both collated, then in program order;
// this is lit-localize's. Own order: by path and offset, in bytes, so that it is the same on any machine.
void merge_prepare(const struct message_list *messages, bool peer_bytes, struct arena *arena,
                   struct merge_source *out);

struct merge_options {
    bool peer_bytes;     // drop-in: sources are rewritten, obsolete units go, nothing is marked
    bool prune;          // own mode: obsolete units go
    bool keep_targets;   // drop-in: targets are not rewritten
    bool with_locations; // own mode: units say where they occur; else places that are there go
    struct str folder;   // absolute: places are told from here
    struct str tool;     // who signs the developer's notes
};

struct merge_report {
    struct str_list added;    // new messages
    struct str_list moved;    // new ids whose translation was found under a vanished id
    struct str_list changed;  // the text changed under a kept id: to be looked at again
    struct str_list updated;  // own mode: code, white space, note or places changed, the text did not
    struct str_list obsolete; // newly out of use, kept
    struct str_list revived;  // were obsolete, are in use again
    struct str_list removed;
    size_t translated_before, translated_lost; // units in use with a target; those that went out of use
};

// Updates the catalog's units and says in their flags what a writer has to do; existing units keep their
// places, new ones follow in the source's order. Notes keep their numbers: note i of a unit is the i-th that
// was read, further ones are new. In own mode:
//   - a unit that says the same stays as it is;
//   - changed code and white space is taken over into the source, code into the target too; the translation
//     counts as before;
//   - a changed text under a kept id makes its translation UNIT_NEEDS_REVIEW and keeps the old text in
//     `previous`, until somebody has looked at it or the text is back;
//   - a new id whose text equals that of a vanished unit, but for white space and code, becomes that unit's;
//   a
//     unit without translation takes the translation of such a one over;
//   - a vanished unit that has a translation or a translator's note becomes obsolete, or goes with `prune`;
//     others go;
//   - the developer's note and the places are those of the sources; notes of others stay.
void merge(struct catalog *catalog, const struct merge_source *source, const struct merge_options *options,
           struct arena *arena, struct merge_report *report);

// The text of a pattern as matching sees it: white space at its ends and around code dropped, else one space;
// code as one symbol. Plural forms follow each other.
struct str merge_text_key(const struct pattern *pattern, struct arena *arena);

#endif
