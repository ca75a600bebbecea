#include "cli/command.h"

#include "base/nearest.h"
#include "cli/commands.h"

#include <stddef.h>

// clang-format off
const struct command *const commands[] = {
    &command_extract,
    &command_merge,
    &command_check,
    &command_status,
    &command_pseudo,
    &command_build,
    &command_dev,
    &command_pull,
    &command_push,
    &command_sync,
    &command_convert,
    &command_serve,
    &command_explain,
    &command_completions,
    &command_manual,
    &command_schema,
    &command_help,
};
// clang-format on
const size_t command_count = sizeof commands / sizeof *commands;

const struct option common_options[] = {
    {"format", 0, OPTION_CHOICE, "human|json|github|sarif", offsetof(struct settings, form),
     "Print the findings for people, as lines of JSON, as GitHub annotations, or as SARIF 2.1.0"},
    {"strict", 0, OPTION_FLAG, NULL, offsetof(struct settings, strict),
     "Exit with 1 when there are warnings, as for errors"},
    {"quiet", 'q', OPTION_FLAG, NULL, offsetof(struct settings, quiet),
     "Print errors only, no warnings and no summary"},
    {"verbose", 'v', OPTION_COUNT, NULL, offsetof(struct settings, verbosity),
     "Leave nothing out: all warnings, calls that only look like markers, ids of what is new or missing"},
    {"help", 'h', OPTION_FLAG, NULL, offsetof(struct settings, help), "Print the help and exit"},
    {"version", 0, OPTION_FLAG, NULL, offsetof(struct settings, version), "Print the version and exit"},
    {0},
};

const struct command *command_find(struct str name)
{
    for (size_t i = 0; i < command_count; i++)
        if (str_is(name, commands[i]->name))
            return commands[i];
    return NULL;
}

struct str command_nearest(struct str name)
{
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; i < command_count; i++)
        nearest_offer(&nearest, str_of(commands[i]->name));
    return nearest.found;
}

const struct option *option_find(const struct option *options, struct str name)
{
    for (const struct option *option = options; option->name; option++)
        if (str_is(name, option->name))
            return option;
    return NULL;
}

const struct option *option_of_letter(const struct option *options, char letter)
{
    for (const struct option *option = options; option->name; option++)
        if (letter && option->letter == letter)
            return option;
    return NULL;
}

bool option_has_value(const struct option *option)
{
    return option->type != OPTION_FLAG && option->type != OPTION_COUNT;
}

bool choice_next(struct str choices, size_t *at, struct str *choice)
{
    return str_next_piece(choices, '|', at, choice);
}
