// Nothing that comes from a service is taken before it was looked at: its placeholders, its markup, its
// syntax, and what a project's checks call an error. What fails stays out of the catalog, and is told.
#ifndef SYNC_QUARANTINE_H
#define SYNC_QUARANTINE_H

#include "catalog/check.h"
#include "sync/state.h"

enum fitness {
    FITNESS_FINE,
    FITNESS_UNFIT,  // made for an older source, whose placeholders are not those of ours: not broken, no use
    FITNESS_BROKEN, // in quarantine
};

struct quarantined {
    struct str id;
    size_t unit;       // its number in the remote catalog
    enum kind kind;    // of what is wrong: a check's, or PLACEHOLDER_MISSING and the like
    struct str reason; // one line without a final stop
    struct str text;   // of the translation, as translators see it, cut to a length that can be shown
};

struct quarantined_list {
    struct quarantined *at;
    size_t count, capacity;
};

struct quarantine {
    const enum fitness *fitness; // by the number of the remote unit
    struct quarantined_list units;
};

// Looks at all targets of the remote catalog whose text the local unit of that id does not have, and puts
// the code of the local sources into them (neutral.h). A translation is first held against the source that
// it was made for, as the service says, then against ours. `levels` are the project's; checks whose level is
// error decide, but for those that the local unit's notes say to ignore. Units that are not here are passed
// over, as are targets of the state NEW. Once for each catalog that was read, before it is reconciled.
void quarantine_read(struct catalog *remote, const struct catalog *local, const struct check_levels *levels,
                     struct arena *arena, struct quarantine *out);

// Adds a diagnostic (sync-quarantined) for each of them, up to a number that can be read. `span` is the
// catalog or configuration to point at, `code` the language at the service.
void quarantine_report(const struct quarantine *quarantine, struct span span, struct str code,
                       struct diags *diags);

#endif
