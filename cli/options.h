// Reads the command line by the tables of command.h.
//
// Options stand before or behind the command: `--name value`, `--name=value`, `-v`, `-vv`, `-j4`, `-j 4`; the
// last one of a name counts; `--` ends the options. A value that begins with a dash must stand behind `=`.
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/command.h"

// Needs the arguments without the program's name, and diags->arena. False when something is wrong; every
// mistake is one diagnostic of kind usage, with a suggestion where a word is near. *command is NULL when none
// is named, which is a mistake unless --help or --version is there. The settings hold what could be read in
// any case (main prints the mistakes in the form that --format asks for). The strings must outlive the
// settings.
bool options_parse(size_t count, char *const *strings, struct diags *diags, const struct command **command,
                   struct settings *settings);

// Reads a value that is a percentage, a whole number; without one (NULL) *out stays as it is. False with a
// diagnostic of kind usage.
bool option_percent(struct context *context, const char *option, struct str value, unsigned *out);

#endif
