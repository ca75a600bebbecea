// What scanning a source came to, kept for the next run of the same process (source_cache.h) or of another
// one (source_store.h), or come to ahead of this one (read_ahead.h). What a round reads from a source depends
// on the source and on what the modules that it imports are known to export.
#ifndef EXTRACTOR_READINGS_H
#define EXTRACTOR_READINGS_H

#include "extractor/dialect.h"
#include "extractor/modules.h"

// What one file gives to one dialect.
struct reading {
    struct message_list messages;
    struct diags diags;
    struct module_export_list exports;
    bool is_scanned;
};

struct kept_reading {
    const struct dialect *dialect;
    size_t round;
    uint64_t surroundings; // hash of what the round knew of other modules; 0 in the first one
    struct arena arena;    // of the reading
    struct reading reading;
    struct kept_reading *next;
};

// All of one source. Zero-initialise; one thread at a time.
struct kept_readings {
    struct arena *arena; // of the rows; NULL: rows and readings live where whoever scans keeps what it finds
    struct kept_reading *first;
    bool is_fresher; // something was scanned that no earlier run had
};

// The row of that dialect and round, or NULL. One of the first round that is not scanned says that no marker
// can stand in the source.
struct kept_reading *readings_find(const struct kept_readings *readings, const struct dialect *dialect,
                                   size_t round);
// The same, made from the arena where there is none. Its reading is that of an earlier run where `is_scanned`
// says so and the surroundings were the same; else it is empty, and to be filled.
struct kept_reading *readings_row(struct kept_readings *readings, const struct dialect *dialect, size_t round,
                                  uint64_t surroundings, struct arena *arena);
// Whether any of them has a diagnostic that says that the syntax was not understood.
bool readings_are_broken(const struct kept_readings *readings);
void readings_free(struct kept_readings *readings);

#endif
