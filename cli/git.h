// What git knows of files, asked without a shell. Where there is no git, or no repository, nothing is known.
#ifndef CLI_GIT_H
#define CLI_GIT_H

#include "base/arena.h"

// The contents of a file at a commit ("HEAD", "1a2b3c~1"). False when the commit does not have it.
bool git_read_file(struct str commit, struct str path, struct arena *arena, struct str *out);
// The last commit that changed one of the files, abbreviated, and its date ("2026-11-20").
bool git_last_change(const struct str_list *paths, struct arena *arena, struct str *commit, struct str *date);
// When the line (from 1 on) was last written, as "2026-11-26T18:42:05Z" of its commit. False where git does
// not know the file, and where the line is not committed yet.
bool git_line_time(struct str path, size_t line, struct arena *arena, struct str *out);

#endif
