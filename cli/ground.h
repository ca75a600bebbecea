// What a run stands on: all that it asked the file system, as facts that a later run can check. Where they
// still hold, a run of the same command comes to the same.
#ifndef CLI_GROUND_H
#define CLI_GROUND_H

#include "base/file.h"
#include "base/map.h"
#include "extractor/folders.h"

enum fact_kind {
    FACT_FILE,      // a file with these bytes
    FACT_ABSENT,    // nothing under this path
    FACT_FOLDER,    // a folder with these entries
    FACT_NO_FOLDER, // no folder under this path
    FACT_REAL,      // a path that leads, with links resolved, to `answer`
    FACT_KIND_COUNT
};

struct fact {
    enum fact_kind kind;
    struct str path, answer;       // each with a NUL behind it
    bool is_settled;               // the identity alone tells that nothing changed
    struct file_identity identity; // of a file or folder
    bool has_contents;
    uint64_t contents;  // hash of the bytes, or of the entries
    bool is_of_program; // asked to find and read the sources
    bool is_needed;     // asked for something else, too
};

struct fact_list {
    struct fact *at;
    size_t count, capacity;
};

// Zero-initialise, but for `since`; release with ground_free.
struct ground {
    struct arena arena;
    struct timespec since; // when the run began: what is older was the same all the time
    struct map files;      // absolute path → struct fact
    struct fact_list facts;
    bool reads_program;   // what is noted meanwhile is of the program
    bool is_unsure;       // something was seen that no fact can stand for
    bool has_changed;     // the run changed files itself, so that the next one will have less to do
    uint64_t fingerprint; // of what the sources came to (fingerprint.h), or 0
    // What an earlier run of the same command stood on, and what its sources came to; 0: it cannot be
    // repeated.
    struct fact_list former;
    uint64_t former_fingerprint;
    bool is_repeatable;     // what is said so far is part of the fingerprint
    size_t said_of_program; // so many of these findings show a place in a source or in what leads to it
    bool is_repeated;       // the run ended early, since it would come to what the former one came to
};

// A file that is looked for; it need not be there.
void ground_file(struct ground *ground, struct str path);
// What the run found in it.
void ground_holds(struct ground *ground, struct str path, struct str bytes);
// The same, where the hash of the bytes is known, and under which identity they were seen: one that tells
// them from all later ones, or NULL.
void ground_saw(struct ground *ground, struct str path, uint64_t contents,
                const struct file_identity *identity);
// All folders that were listed, and what was read and resolved in them.
void ground_folders(struct ground *ground, const struct folders *folders);
// A folder that was listed without them; NULL: it is not there.
void ground_listing(struct ground *ground, struct str path, const struct folder_entry_list *entries);

// Gathers the facts, when the run is over. False when they do not suffice: something changed meanwhile.
bool ground_gather(struct ground *ground);

// When the sources were read, where what follows depends on them by their fingerprint alone, and what was
// found so far is in `diags`, to be said again as it was then: whether the rest of the run would come to what
// the former one came to.
bool ground_repeats(struct ground *ground, const struct diags *diags);
// After ground_gather, of a run that is repeated: what the rest of the former one stood on.
void ground_take_former(struct ground *ground);
// Whether a finding since then shows a place in a source, or in what leads to it.
bool ground_says_more(struct ground *ground, const struct diags *diags);

// A folder that was made after the run.
struct made_folder {
    struct str path;
    const char *const *names; // of the files that it will hold, sorted
    size_t name_count;
};
// It is to count as if it had been there during the run, which would have come to the same. False when the
// folder around it is not what the run saw.
bool ground_count_in(struct ground *ground, const struct made_folder *made);

// Whether the fact holds. `is_settled` and `identity` are brought up to date.
bool fact_holds(struct fact *fact, struct arena *scratch);

void ground_free(struct ground *ground);

#endif
