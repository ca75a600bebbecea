// What the sources say now, brought into a catalog that knows what they said before.
#ifndef CATALOG_MERGE_H
#define CATALOG_MERGE_H

#include "base/collate.h"
#include "catalog/catalog.h"
#include "catalog/file_match.h"
#include "catalog/memory.h"
#include "catalog/message_set.h"

struct merge_order; // in which catalogs list new messages

// The messages in the form that merging into many catalogs needs; made once, used by many threads.
struct merge_source {
    const struct message_set *messages;
    struct merge_order *order; // NULL: as they stand
    // If not NULL nothing of that: what the messages say stands in the sources of its units, of the same
    // numbers.
    const struct catalog *template;
    // Where a template's files count: which they are in the catalog. Else NULL: ids count, whatever file they
    // are in.
    const struct file_match *match;
};

// Drop-in order (`peer_bytes`): by note, then by absolute file name, both collated, then in program order;
// this is lit-localize's. Own order: by path and offset, in bytes, so that it is the same on any machine.
void merge_prepare(const struct message_set *messages, bool peer_bytes, struct arena *arena,
                   struct merge_source *out);

struct merge_options {
    bool peer_bytes;     // drop-in: sources are rewritten, obsolete units go, nothing is marked
    bool prune;          // own mode: obsolete units go
    bool keep_targets;   // drop-in: targets are not rewritten
    bool with_locations; // own mode: units say where they occur; else places that are there go
    struct str folder;   // absolute: places are told from here
    struct str tool;     // who signs the developer's notes
    // Own mode: how much alike, in percent, a text must be so that its translation is proposed; 0: none is.
    unsigned fuzzy;
    // Where proposals come from beside the catalog itself, best first; indexed, of its target language.
    const struct memory *const *memories;
    size_t memory_count;
    bool with_suggestions; // the format has a place for these
    bool without_notes;    // own mode: notes and places are not those of the messages, and stay
    bool seek_all;         // proposals also for units that were there without a translation
    // The template is not used any more, and its units are of the arena: their memory is used again.
    bool forget_template;
};

struct merge_report {
    struct str_list added;    // new messages
    struct str_list moved;    // new ids whose translation was found under a vanished id (a proposal or not)
    struct str_list filled;   // took over the translation of the same text elsewhere
    struct str_list proposed; // have a translation of a text that is like theirs, to be looked at
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
//   - a changed text under a kept id makes its translation UNIT_STALE and keeps the old text in `previous`,
//     until somebody has looked at it, or text and context are back: then it is UNIT_TRANSLATED, or
//     UNIT_NEEDS_REVIEW where it was not done before. UNIT_NEEDS_REVIEW, too, where a choice became one text,
//     or is one whose forms differ although the text is back;
//   - another context under a kept id, which only ids given by hand allow, is taken over; the translation is
//     UNIT_NEEDS_REVIEW with `previous`, until text and context are back;
//   - a new id whose text equals that of a vanished unit, but for white space and code, becomes that unit's;
//     a unit without translation takes the translation of such a one over. A unit whose translation was made
//     for this very text and context comes first, whatever it says since, then those of the same context;
//     from another one it is UNIT_NEEDS_REVIEW with `previous`, until context and text are back, or that
//     which it was made for is in use and has a proposal alone: they are exchanged.
// With `fuzzy`, for messages that are new, or of another text under a kept id, and still without a
// translation (with `seek_all` for all others, too):
//   - a vanished unit whose text is so much alike becomes that message's, the likest pairs first: UNIT_STALE
//     where hardly anything changed (95 % and the same code), else UNIT_NEEDS_REVIEW, with `previous`;
//   - else the translation of the same text, code and context elsewhere is taken, if all who translated it
//     agree, or of a unit that took it over from these: UNIT_TRANSLATED; or that of the likest text, as a
//     proposal: UNIT_NEEDS_REVIEW with `previous`;
//   - code is put in the place of code (merge_fit); what does not fit, or is less alike (from 60 % on), is
//     made a suggestion where the catalog's format holds these.
// And:
//   - a vanished unit that has a translation or a translator's note becomes obsolete, or goes with `prune`;
//     others go;
//   - the developer's note and the places are those of the sources; notes of others stay.
void merge(struct catalog *catalog, const struct merge_source *source, const struct merge_options *options,
           struct arena *arena, struct merge_report *report);

// Whether so many of the translations that were there are lost that it is taken for an accident: all messages
// are gone, as where markers are not recognised, or more than three quarters of ten translations or more.
bool merge_is_accident(size_t translated_before, size_t translated_lost, size_t message_count);

// Finds proposals as merge() does, for all units in use that have no translation. Needs fuzzy and memories of
// the options; reports `filled` and `proposed`.
void merge_fill(struct catalog *catalog, const struct merge_options *options, struct arena *arena,
                struct merge_report *report);

// Adds the translations of a catalog that are done, or were until the source changed, to a memory. The
// catalog must stay as it is as long as the memory is used. Without an origin the units' ids are told.
void merge_remember(const struct catalog *catalog, struct str origin, struct arena *arena,
                    struct memory *memory);

// The text of a pattern as matching sees it: white space at its ends and around code dropped, else one space;
// code as one symbol. Plural forms follow each other. Lives as long as pattern and arena.
struct str merge_text_key(const struct pattern *pattern, struct arena *arena);
// Whether both have the same key.
bool merge_says_the_same(const struct pattern *a, const struct pattern *b, struct arena *arena);

#endif
