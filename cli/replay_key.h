// What makes runs comparable, whatever they find in the files.
#ifndef CLI_REPLAY_KEY_H
#define CLI_REPLAY_KEY_H

#include "cli/command.h"

#include <stdint.h>

// Stands for the program (by the build id that the linker gave it, so for its grammars and libraries, too).
// Without a build id the program is known by its version and the times of its file.
uint64_t replay_program(void);

// Stands for the program, the command, its options and arguments, the current folder `here`, and how what is
// printed looks: in colour, for a terminal, in how many columns.
uint64_t replay_key(const struct context *context, struct str here);

#endif
