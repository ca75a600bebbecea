// Files, replaced whole.
#ifndef BASE_REPLACE_H
#define BASE_REPLACE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

// One file to be replaced, or to be removed.
struct replacement {
    struct str path;
    struct str bytes;
    const struct str_list *pieces; // if not NULL the bytes are these, one after the other
    const struct str *ground; // what the file held when `bytes` were made of it (an absent one: nothing);
                              // NULL: they were made without it. A removal always has one
    bool is_removal;          // there are no bytes: the file goes
    bool written;             // out: false when the file holds these bytes already, or is gone already
};

struct replacement_list {
    struct replacement *at;
    size_t count, capacity;
    struct str home; // the folder of the project that they are of, or empty: see below
};

// Replaces all of the files or none: folders are made, each content goes to a temporary in the same folder
// and is flushed to the disk, and when all are there they are renamed. Files that hold the bytes already are
// not touched. Mode and, where allowed, owner of an existing file stay; a link is written through.
//
// Links are what somebody else may have put into a project: one on the way to a file below `home` may lead to
// another place below it, or in the repository that it is part of (the folder with a `.git`), but not out of
// these. Such a file is not written, and one that would be removed stays. A path that leads out by itself is
// the user's own word.
//
// Removals come last, when all is written. A link, what is no regular file, and a file that one of the others
// is written to stay where they are.
//
// False with a diagnostic, and no temporary is left, when a file cannot be written or may not be (write
// protection), when one no longer holds its ground, so that another program's work would be lost, or when two
// of them are the same file and would hold different bytes. Only a rename that fails, after everything else
// went well, can leave some files new and others old.
//
// Signals that end the process wait: before the first rename they take the temporaries with them, after it
// until the last one. Other threads, if there are any, must hold back all signals (signals.h).
bool files_replace(struct replacement_list *files, struct arena *scratch, struct diags *diags);

#endif
