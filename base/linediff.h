// The difference between two texts, line by line, as `diff -u` shows it.
#ifndef BASE_LINEDIFF_H
#define BASE_LINEDIFF_H

#include "base/buf.h"
#include "base/str.h"

// Appends a unified difference with three lines of context, headed by the path (`--- a/path`, `+++ b/path`),
// or nothing when the texts are equal. `git apply` and `patch -p1` can apply it. An old text of NULL is that
// of a file that is not there: `--- /dev/null`; a new one of NULL that of a file that goes. Shortest edit
// script (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986); beyond a few thousand differing
// lines the rest is shown as replaced whole, so that the cost stays bounded.
void linediff(struct str path, struct str old, struct str new, struct arena *scratch, struct buf *out);

#endif
