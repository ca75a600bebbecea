// The lines that git leaves in a file where a merge has to be finished by hand.
#ifndef BASE_CONFLICT_H
#define BASE_CONFLICT_H

#include "base/str.h"

enum { conflict_len = 7 }; // of `<<<<<<<`

// The offset of the first line of `<<<<<<<` when lines of `=======` and `>>>>>>>` follow it; else STR_NONE.
// The bytes alone do not tell whether it stands in code: templates and comments may show such lines.
size_t conflict_find(struct str text);
// Whether a text begins with such a line. To be asked where the grammar of a file has no place for one.
bool conflict_is_line(struct str text);

#endif
