// Commands and their options, as tables: what parses them also prints the help, the manual page and the shell
// completions, so none of these can be stale. One file in commands/ and one row in command.c each.
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/progress.h"
#include "base/str.h"

enum status { STATUS_FINE = 0, STATUS_FINDINGS = 1, STATUS_USAGE = 2, STATUS_WORLD = 3 };

enum output_form { OUTPUT_HUMAN, OUTPUT_JSON, OUTPUT_GITHUB, OUTPUT_SARIF };

// What the options of all commands set. A command reads those that its table lists.
struct settings {
    struct str config;         // --config FILE, empty: look for one
    size_t jobs;               // --jobs N, 0: as many as processors
    enum output_form form;     // --format; unless human, standard output belongs to the diagnostics
    size_t verbosity;          // -v: nothing is left out
    bool quiet;                // -q
    bool check;                // --check: write nothing, exit 1 when something would change
    bool dry_run;              // --dry-run: write nothing, print the difference
    bool prune;                // --prune: remove obsolete units
    bool allow_loss;           // --allow-loss: do what would lose translations
    bool strict;               // --strict: warnings count as errors
    bool help;                 // --help
    bool version;              // --version
    bool man;                  // manual --man
    bool examples;             // help --examples
    bool sources;              // check --sources: hold catalogs against the sources, too
    bool conformance;          // check --conformance: doubtful rules are errors
    struct str fuzzy;          // --fuzzy PERCENT, NULL: not given
    struct str_list memories;  // --memory FILE, each time
    struct str template;       // merge --template FILE, empty: not given
    unsigned prefer;           // merge --prefer: an enum combine_choice
    struct str_list floors;    // --fail-under PERCENT[:LOCALE]
    struct str growth;         // --growth PERCENT, empty: not given
    bool long_words;           // --long-words
    bool no_accents;           // --no-accents
    bool no_brackets;          // --no-brackets
    struct str html;           // --html FILE, empty: not given
    struct str output;         // --output FILE, empty: not given
    struct str to, from;       // convert --to FORMAT --from FORMAT
    struct str source;         // convert --source FILE, serve --source LOCALE
    struct str source_locale;  // convert --source-locale LOCALE
    bool force;                // --force: replace what is there
    bool byte_order_mark;      // convert --bom
    struct str data;           // serve --data FILE
    struct str project;        // --project NAME: at a service, or of serve
    struct str languages;      // serve --languages LOCALES
    struct str token_file;     // serve --token-file FILE
    struct str port, address;  // serve --port N --address ADDRESS
    struct str cert, key;      // serve --cert FILE --key FILE
    bool behind_proxy;         // serve --behind-proxy
    struct str rate;           // serve --rate N
    struct str resource;       // --resource NAME: at a service
    struct str branch;         // --branch NAME, empty: none
    struct str_list locales;   // --locale TAG, each time
    unsigned conflicts;        // --conflicts: an enum setup_conflicts + 1, 0: not given
    unsigned mode;             // --mode: an enum read_mode + 1, 0: not given
    struct str minimum;        // --minimum PERCENT, empty: not given
    bool allow_shrink;         // --allow-shrink
    bool add_languages;        // --add-languages
    bool merge;                // push --merge: end a branch
    bool remote;               // status --remote
    bool reviews;              // --reviews
    bool watch;                // --watch: run again whenever files change
    bool full_parse;           // --full-parse: no short cut in reading sources
    bool no_cache;             // --no-cache: neither read nor write what earlier runs left
    bool poll;                 // --poll: look for changes instead of being told
    struct str export, import; // serve --export FILE --import FILE
    struct str_list shards;    // extract --shard K/N or FOLDER, each time
    struct str_list arguments; // what is no option
};

enum option_type {
    OPTION_FLAG,
    OPTION_COUNT,
    OPTION_TEXT,
    OPTION_TEXTS,
    OPTION_NUMBER,
    OPTION_CHOICE,
    OPTION_WISH, // a choice that may stay open: what is configured holds then
};

struct option {
    const char *name; // "config", for --config
    char letter;      // 'v', or 0
    // Of the member: bool, size_t, struct str, struct str_list (it may be repeated), size_t, an enum that
    // counts the choices from 0; of a wish an unsigned that counts them from 1.
    enum option_type type;
    const char *value;   // "FILE", or the choices "human|json|github"; NULL for flags
    size_t offset;       // of the member in struct settings
    const char *meaning; // one line, without a final stop
};

// The rows of every command that reads a project, and of those that write into it.
// clang-format off
#define OPTIONS_OF_PROJECT \
    {"config", 'c', OPTION_TEXT, "FILE", offsetof(struct settings, config), \
     "Read this configuration instead of glot.json or lit-localize.json"}, \
    {"jobs", 'j', OPTION_NUMBER, "N", offsetof(struct settings, jobs), \
     "Work on N files at a time (default: one for each processor)"}, \
    {"full-parse", 0, OPTION_FLAG, NULL, offsetof(struct settings, full_parse), \
     "Parse all sources whole, also those whose bytes tell what is in them (slow; for the doubtful)"}
#define OPTIONS_OF_WRITING \
    {"check", 0, OPTION_FLAG, NULL, offsetof(struct settings, check), \
     "Write nothing; exit with 1 and list the files that would change"}, \
    {"dry-run", 'n', OPTION_FLAG, NULL, offsetof(struct settings, dry_run), \
     "Write nothing; print the differences that would be made"}
// Of commands whose runs are kept (replay.h).
#define OPTION_OF_CACHE \
    {"no-cache", 0, OPTION_FLAG, NULL, offsetof(struct settings, no_cache), \
     "Neither use nor keep what earlier runs found out (.glot/cache and .glot/sources)"}
#define OPTIONS_OF_WATCHING \
    {"watch", 0, OPTION_FLAG, NULL, offsetof(struct settings, watch), \
     "Stay, and do it again whenever the files change that it is made of"}, \
    OPTION_OF_POLLING
#define OPTION_OF_POLLING \
    {"poll", 0, OPTION_FLAG, NULL, offsetof(struct settings, poll), \
     "Of a run that stays: look for changes twice a second, where the system tells of none (network drives)"}
// clang-format on

// Each example is run by tests/examples.sh in a copy of samples/lit.
struct example {
    const char *command; // "glot extract --check", a line for a POSIX shell
    const char *meaning; // a sentence without its final stop
    enum status status;  // what it ends with there
};

struct context;
struct trail;
struct project_cache;
struct stored_sources;

struct command {
    const char *name;
    const char *summary;     // one line, imperative, without a final stop
    const char *description; // paragraphs for the manual, an empty line between two
    // NULL, or appends further paragraphs to the description, printed from a table.
    void (*describe)(struct buf *out);
    // Words: "KIND" must be there, "[KIND]" may be, "bash|zsh|fish" are choices; with "..." behind it
    // ("[FILE]...") it may be repeated. NULL when there are none.
    const char *arguments;
    const struct option *options;   // ends with a nameless one; the options of all commands come on top
    const struct example *examples; // ends with one without a command
    // Prints its result on stdout; what is wrong goes to context->diags. STATUS_FINE becomes STATUS_FINDINGS
    // when there are diagnostics of error level, and any status STATUS_WORLD when a file failed.
    enum status (*run)(struct context *context);
};

// What a running command has.
struct context {
    const struct command *command;
    struct settings settings;
    struct arena *arena;           // lives until the process ends; under `--watch` until the round does
    struct diags *diags;           // printed when the command returned
    struct progress progress;      // runs while a project is worked on
    struct project_cache *cache;   // NULL, or what earlier runs of the process left
    struct stored_sources *stored; // NULL, or what earlier runs left in `.glot`
    struct buf *copies;            // NULL, or of what is printed: on standard output, on standard error
    struct str home;               // the folder of the project, or empty
    struct trail *trail;           // NULL, or where the command notes what it reads and writes (trail.h)
    bool has_reported;             // the command has printed the diagnostics itself, in its result
};

extern const struct command *const commands[];
extern const size_t command_count;

// The options that every command has; ends with a nameless one.
extern const struct option common_options[];

// The command of that name, or NULL.
const struct command *command_find(struct str name);
// The name of the command that a mistyped one may mean, or empty.
struct str command_nearest(struct str name);
// The option among the rows, or NULL. By name without the dashes, or by letter (never 0).
const struct option *option_find(const struct option *options, struct str name);
const struct option *option_of_letter(const struct option *options, char letter);
// Whether it is followed by a value.
bool option_has_value(const struct option *option);

// The pieces of "human|json|github", one a call: false when there is none left. Start with *at = 0.
bool choice_next(struct str choices, size_t *at, struct str *choice);

#endif
