// The rows of the table in command.c, each defined in the file of its name in commands/.
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

#include <stddef.h>

// clang-format off
extern const struct command
    command_extract,
    command_merge,
    command_check,
    command_status,
    command_pseudo,
    command_build,
    command_dev,
    command_pull,
    command_push,
    command_sync,
    command_convert,
    command_serve,
    command_explain,
    command_completions,
    command_manual,
    command_schema,
    command_help;
// clang-format on

#endif
