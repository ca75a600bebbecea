// Brings a resource at a service and the catalogs of a project together, in both directions or one. Decides
// nothing about units (reconcile.h does), moves nothing itself (service.h does), and touches no file: the
// caller reads catalogs and states before and writes them afterwards, catalogs first.
//
// The order is what makes it safe. Translations are read before anything is written, so what a push of the
// source would take away at the service is known here first. A source is written before the translations that
// need it. What was not done stays as it was in the state, so that the next run finds it again; a run that
// ends anywhere loses nothing.
#ifndef SYNC_EXCHANGE_H
#define SYNC_EXCHANGE_H

#include "sync/edit.h"
#include "sync/reconcile.h"
#include "sync/service.h"

enum { EXCHANGE_PULL = 1, EXCHANGE_PUSH = 2 };

struct exchange_locale;

// What is to become of a conflict, as conflict_choice; `there` is what the service has.
typedef enum verdict exchange_choice(void *context, const struct exchange_locale *locale,
                                     const struct catalog *there, const struct difference *difference);

struct exchange_options {
    unsigned directions;
    struct reconcile_options reconcile;
    exchange_choice *choose; // for POLICY_ASK, or NULL
    void *choose_context;
    // Told before languages are read and before they are written: how many. Or NULL.
    void (*on_languages)(void *context, size_t count);
    void *languages_context;
    struct check_levels levels; // what keeps a translation in quarantine
    unsigned minimum;           // percent: languages that are translated less at the service are not taken
    enum read_mode mode;        // what has to have happened to a translation before it is taken
    unsigned shrink;            // percent of the units there that a source may lack
    bool allow_shrink;
    bool allow_loss;        // drop translations at the service that have not been pulled
    bool keep_always;       // keep translations whatever changed in their source
    bool replace_edited;    // our source counts where it was edited at the service
    bool is_partial;        // not all locales of the project take part
    struct str source_name; // of a resource that has to be created: "en.xlf"
};

// What a push of the source does.
struct source_plan {
    struct catalog here, there;    // neutral; as the service has it
    struct source_changes changes; // good when is_compared
    bool is_compared; // the source was read there; else neither side has changed since the last sync
    bool is_needed, is_refused;
    bool keeps_all; // translations are kept whatever changes
    size_t dropped; // translations that go with changed texts, in all languages
};

struct exchange_locale {
    // in
    struct str locale;       // as the project spells it
    struct str code;         // as the service does; empty: it has no such language
    struct catalog *catalog; // read for writing
    bool is_present;         // it has a file
    struct sync_state state; // of the last sync
    // out
    const struct remote_language *remote; // NULL: the service has no such language
    bool is_below_minimum;
    bool is_read;     // compared with what the service has
    bool is_failed;   // could not be read or written there
    struct map times; // of the service's translations: see remote_read
    struct quarantine quarantine;
    struct reconciliation found;
    size_t taken;              // units of the catalog that changed
    struct remote_write write; // what was sent
    struct sync_state next;    // good when is_read
};

struct exchange_locale_list {
    struct exchange_locale *at;
    size_t count, capacity;
};

struct exchange {
    struct remote *remote; // opened
    const struct exchange_options *options;
    const struct catalog *source; // the project's, with its code
    struct sync_state source_state;
    struct exchange_locale_list locales;
    // out
    struct source_plan plan;
    bool source_written, source_unknown;
    struct write_counts source_counts;
    struct sync_state source_next;
};

// The steps, in this order. Each is false when something failed or was refused, and diagnostics say what; the
// rest of it was done all the same, and the next step may follow.
//
// Reads what changed at the service since the last sync, compares, and plans what to do about the source.
// Calls nothing that writes. False where the service cannot be read at all.
bool exchange_look(struct exchange *exchange, struct arena *arena, struct diags *diags);
// Brings into the catalogs what is to be taken. They have to be written before the next step, which can drop
// at the service what is only here then.
void exchange_take(struct exchange *exchange, struct arena *arena);
// Writes the source and the translations to the service.
bool exchange_send(struct exchange *exchange, struct arena *arena);
// Makes the next states, which are to be written behind the catalogs.
void exchange_settle(struct exchange *exchange, struct arena *arena);

#endif
