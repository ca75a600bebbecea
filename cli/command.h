// Commands and their options, as tables: what parses them also prints the help, the manual pages and the shell
// completions, so none of these can be stale. One file in commands/ and one row in command.c each.
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

enum status { STATUS_FINE = 0, STATUS_FINDINGS = 1, STATUS_USAGE = 2, STATUS_WORLD = 3 };

enum output_form { OUTPUT_HUMAN, OUTPUT_JSON, OUTPUT_GITHUB };

// What the options of all commands set. A command reads those that its table lists.
struct settings {
    struct str config;      // --config FILE, empty: look for one
    size_t jobs;            // --jobs N, 0: as many as processors
    enum output_form form;  // --format
    size_t verbosity;       // -v
    bool quiet;             // -q
    bool check;             // --check: write nothing, exit 1 when something would change
    bool dry_run;           // --dry-run: write nothing, print the difference
    bool prune;             // --prune: remove obsolete units
    bool allow_loss;        // --allow-loss: do what would lose translations
    bool strict;            // --strict: warnings count as errors
    struct str_list arguments; // what is no option
};

enum option_type { OPTION_FLAG, OPTION_COUNT, OPTION_TEXT, OPTION_NUMBER, OPTION_CHOICE };

struct option {
    const char *name;        // "config", for --config
    char letter;             // 'v', or 0
    enum option_type type;
    const char *value;       // "FILE", or the choices "human|json|github"; NULL for flags
    size_t offset;           // of the member in struct settings
    const char *meaning;     // one line
};

struct example {
    const char *command; // "glot extract --check"
    const char *meaning;
};

struct context;

struct command {
    const char *name;
    const char *summary;      // one line, imperative
    const char *description;  // paragraphs for the manual
    const char *arguments;    // "[KIND]", or NULL when it takes none
    const struct option *options; // ends with a nameless one; the options of all commands come on top
    const struct example *examples; // ends with a {NULL}
    enum status (*run)(struct context *context);
};

// What a running command has.
struct context {
    const struct command *command;
    struct settings settings;
    struct arena *arena;  // lives until the process ends
    struct diags *diags;  // printed by main when the command returns
};

extern const struct command *const commands[];
extern const size_t command_count;

#endif
