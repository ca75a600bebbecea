// A replacement of files under way. Internal to replace*.c.
#ifndef BASE_REPLACING_H
#define BASE_REPLACING_H

#include "base/replace.h"
#include "base/signals.h"

#include <sys/stat.h>

// A file on its way.
struct staged {
    const char *target; // with links resolved
    struct stat found;  // what is there, when something is
    bool is_there;
    bool is_same;    // holds its bytes already
    char *name;      // for the temporary
    char *temporary; // NULL while there is none
    dev_t device;    // of the temporary
};

struct replacing {
    struct replacement_list *files;
    struct staged *staged; // one for each file
    struct arena *scratch;
    struct diags *diags;
    struct signals signals;
    bool flushes_at_once; // all temporaries together
};

// Adds what the system says about the file of that number; false, so that it can be returned.
bool replacing_fail(struct replacing *r, size_t number, const char *what);

// What a file shall hold, as one piece or more.
static inline struct str_list replacing_pieces(const struct replacement *file)
{
    return file->pieces ? *file->pieces : (struct str_list){.at = (struct str *)&file->bytes, .count = 1};
}

// Finds for each file where it is written or removed, and what is there (replace_find.c). False with
// diagnostics when one of them cannot or may not be, or when two are one and shall hold different bytes.
bool replacing_find_targets(struct replacing *r);
// Whether all files that change still hold their ground: nobody else may have written meanwhile.
bool replacing_keeps_ground(struct replacing *r);

#endif
