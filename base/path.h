// Paths as text: no file system is asked. `/` separates; a path may be relative or absolute.
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/arena.h"
#include "base/str.h"

// `path` as seen from `folder`: itself when absolute, else joined; the result is normalised.
struct str path_join(struct arena *arena, struct str folder, struct str path);
// Without `.`, `..` (as far as the text tells) and doubled or final slashes. The empty path is ".".
struct str path_normalise(struct arena *arena, struct str path);
// All up to the last slash, without it: "a/b" → "a", "b" → ".", "/b" → "/".
struct str path_folder(struct str path);
// What follows the last slash.
struct str path_name(struct str path);
// The final ".ext" of the name with its dot, or empty; a name that starts with its only dot has none.
struct str path_suffix(struct str path);
bool path_is_absolute(struct str path);
// Whether `path` lies somewhere below `folder`, both normalised. Nothing lies below itself.
bool path_is_below(struct str folder, struct str path);
// Whether it is the folder, or lies somewhere below it.
bool path_is_within(struct str folder, struct str path);
// The deepest folder that both lie in or are, both absolute and normalised.
struct str path_common_folder(struct str a, struct str b);
// Absolute, from the current directory (without one the process ends, with status 3), normalised; links stay.
struct str path_absolute(struct arena *arena, struct str path);
// How to name `path` from `folder`, both absolute and normalised: "../x/y". From no folder it is its own
// name.
struct str path_relative(struct arena *arena, struct str folder, struct str path);

#endif
