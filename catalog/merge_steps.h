// What the parts of merging share; merge.h is the contract.
#ifndef CATALOG_MERGE_STEPS_H
#define CATALOG_MERGE_STEPS_H

#include "catalog/merge.h"

struct number_list {
    size_t *at;
    size_t count, capacity;
};

struct merger {
    struct catalog *catalog;
    const struct merge_source *source;
    const struct merge_options *options;
    struct arena *arena;
    struct merge_report *report;
    struct map vanished;            // units that left the code and have a translation: merge_vanished.c
    size_t template_at, catalog_at; // where the next unit is expected
    struct number_list waiting;     // units that look for a translation
    struct number_list gone;        // units whose messages are gone
};

// ---- merge.c: merging in two steps

// Gives each message its unit. Sets `waiting` and `gone`; needs catalog, source, options, arena, report.
void merge_place(struct merger *m);
// Proposals for those that wait, and an end for those that are gone. Needs no messages any more.
void merge_complete(struct merger *m);
// Whether the unit is out of reach for messages that look for a translation: gone, or in use.
bool merge_is_taken(const struct merger *m, const struct unit *unit);
// Brings a vanished unit back under the id of a message.
void merge_move_unit(struct merger *m, struct unit *unit, const struct message *message);
// Whether the unit is in another file than the message, so that it cannot become that one.
bool merge_is_elsewhere(const struct merger *m, const struct unit *unit, const struct message *message);
// The translation of a text that stands in all forms of a choice, since its message became one; else NULL.
const struct pattern *merge_only_text(const struct unit *unit);
// It is a text again where the new source is one.
void merge_unite_forms(struct unit *unit, const struct pattern *source);
void merge_set_state(struct unit *unit, enum unit_state state);
void merge_forget_previous(struct unit *unit);

// ---- merge_source.c: messages, of the sources or of a template

// The numbers of the messages in the order of new units, or NULL: as they stand.
const uint32_t *merge_order_of(const struct merge_source *source);
size_t merge_message_count(const struct merge_source *source);
// The message of that number, or NULL where a template has none. A template's is made in `room`.
const struct message *merge_message(const struct merge_source *source, size_t number, struct message *room);
// The unit of the catalog that has the message's id, in the message's file where files count, or NULL. *at is
// where it is expected, and moves behind it: catalogs that are merged are mostly in the same order, and no
// table is needed there.
struct unit *merge_find(const struct catalog *catalog, const struct merge_source *source,
                        const struct message *message, size_t *at);
// The context of a unit by its message: under an id that was given by hand it may be another one. The unit's
// own where the message does not say any, for which most formats have no mark, and where the id says it.
struct str merge_context_of(const struct merge_source *source, const struct unit *unit,
                            const struct message *message);
// The same at any place.
struct unit *merge_unit_of(const struct merger *m, const struct message *message);
// What the sources say for a unit of the catalog, or NULL; *at and `room` as above.
const struct message *merge_message_of(const struct merge_source *source, const struct unit *unit, size_t *at,
                                       struct message *room);

// ---- merge_vanished.c: units that left the code, by text and context

// Kept for messages to come.
void merge_offer_vanished(struct merger *m, const struct unit *unit);
// A vanished unit that nobody has taken, or NULL: one whose translation was made for the message's text and
// context, else one that has these; with `is_any`, one of that text in any context. Its translation has the
// code of the message where its text is another one.
struct unit *merge_take_vanished(struct merger *m, const struct message *message, bool is_any);
// Whether they differ, as far as the catalog's format says which they are.
bool merge_is_other_context(const struct merger *m, struct str before, struct str now);
// Whether text and context are again those that the translation was made for, and it has not got forms since
// that a text has none of. `before`: the unit's context, which was the previous one's where nobody says that.
bool merge_is_back(const struct merger *m, const struct unit *unit, struct str before,
                   const struct pattern *source, struct str now);
// Where they are, the translation is what it was: nothing is to be looked at that had not to be then. Else
// false.
bool merge_bring_back(struct merger *m, struct unit *unit, struct str before, const struct pattern *source,
                      struct str now);
// The mark of a unit that a message has taken: its translation is a proposal where that is in another
// context, unless this is what it was made for.
void merge_mark_found(struct merger *m, struct unit *unit, struct str before, const struct pattern *source,
                      struct str now);
// `made`: the unit that had the translation of that source and context.
void merge_set_previous(struct merger *m, struct unit *unit, const struct unit *made,
                        const struct pattern *source, struct str context);

// ---- merge_lent.c: translations that stand at another message than that which they were made for

// Where the message that such a translation was made for is there, and has nothing but a proposal, they are
// exchanged.
void merge_give_back(struct merger *m);

// ---- merge_notes.c: the developer's note and the places

bool note_is_developers(const struct note *note, struct str tool);
void merge_set_note(struct unit *unit, const struct message *message, const struct merge_options *options,
                    struct arena *arena);
// A developer's note whose words left the code.
void merge_drop_note(struct unit *unit, const struct message *message, struct str tool);
void merge_set_locations(struct unit *unit, const struct message *message,
                         const struct merge_options *options, struct arena *arena);

// ---- merge_code.c: the code of placeholders

// Gives the target the code that the new source has under the same names. Whether any differed.
bool merge_renew_target(struct unit *unit, const struct pattern *source, struct arena *arena);
// Whether both hold the same pieces of code, in whatever order.
bool merge_has_same_code(const struct pattern *a, const struct pattern *b);
// A translation of another text with the code of this one: of each placeholder the same code under whatever
// name, else code of the same sort under the same name. False when a placeholder is left over on either side.
bool merge_fit(const struct pattern *from, const struct pattern *target, const struct pattern *source,
               struct arena *arena, struct pattern *out);

// ---- merge_fuzzy.c: translations of texts that are alike

// Messages (by number) that found nothing under their ids and texts. Those that are most like vanished units
// become these; the numbers of the others remain in the list.
void merge_move_alike(struct merger *m, struct number_list *waiting);
// Finds proposals in the catalog itself and in the memories, for the units that wait, as far as they have no
// translation.
void merge_propose(struct merger *m);

#endif
