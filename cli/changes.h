// What a command is about to write: written, listed (--check) or shown as differences (--dry-run).
#ifndef CLI_CHANGES_H
#define CLI_CHANGES_H

#include "base/replace.h"
#include "cli/command.h"

struct changes {
    struct replacement_list files;
    size_t removed; // set by changes_apply: files that went or would go
};

// Adds a file and its new content; both must live until the changes are applied. `ground` is what the file
// held when the content was made of it, or NULL where it was made without (see struct replacement).
void changes_add(struct changes *changes, struct str path, struct str bytes, const struct str *ground,
                 struct arena *arena);

// The same with content in pieces (pieces.h).
void changes_add_pieces(struct changes *changes, struct str path, const struct str_list *pieces,
                        const struct str *ground, struct arena *arena);

// Takes a file away that holds its ground; both must live until the changes are applied.
void changes_remove(struct changes *changes, struct str path, const struct str *ground, struct arena *arena);

// Whether a file that the command line names may become `bytes`: it is absent or empty, it says the same, or
// what it holds is of the kind that the command writes there (`is_own`; NULL where that proves nothing).
// Where it is something else (file-exists), or cannot be read, false with a diagnostic; --force, of commands
// that have it, says that it may.
bool changes_may_replace(struct context *context, struct str path, struct str bytes,
                         bool (*is_own)(struct str held));

// How many files there are to be written.
size_t changes_written(const struct changes *changes);

// By the settings:
//   plain      replaces the files, all or none; those that hold their bytes already are not touched
//   check      writes nothing; one diagnostic (kind out-of-date) for each file that would change
//   dry_run    writes nothing; the differences on stdout
// `written` counts the files that changed or would change, without those that are removed. STATUS_FINE,
// STATUS_FINDINGS (check) or STATUS_WORLD.
enum status changes_apply(struct changes *changes, struct context *context, size_t *written);

#endif
