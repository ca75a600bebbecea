// What a project says of its exchange with a service: which resource, which files, under which conditions.
//
// It is said in glot.json (key `sync`, cli/config.h), in `.tx/config` or in `transifex.yml`; these are read
// and never written. Paths are ones that can be opened from the current directory.
#ifndef SYNC_SETUP_H
#define SYNC_SETUP_H

#include "sync/service.h"

// A language of the service and the locale that it is here. An explicit map wins over all other ways to find
// out what belongs together.
struct setup_language {
    struct str code;   // as the service spells it: "de_DE"
    struct str locale; // as it is spelled here: "de"
    struct span span;
};

struct setup_language_list {
    struct setup_language *at;
    size_t count, capacity;
};

// A file that does not follow the pattern.
struct setup_path {
    struct str locale, path;
    struct span span;
};

struct setup_path_list {
    struct setup_path *at;
    size_t count, capacity;
};

// What is done with a unit that both sides changed differently.
enum setup_conflicts { SETUP_ASK, SETUP_OURS, SETUP_THEIRS, SETUP_NEWER };

enum { setup_shrink = 20 }; // percent, where nothing is said

struct sync_resource {
    struct address address;  // what nothing says is empty; a project without "/" has no organisation yet
    struct str site;         // [main] host of .tx/config, "https://app.transifex.com": names a section of
                             // ~/.transifexrc and no host
    struct str name;         // for people, and to choose by: "web.en_xlf", "web/xliff/en.xlf"
    struct str source_file;  // empty: the project's own sources are the source
    struct span source_span; // where the file is named, but for glot.json
    struct str file_filter;  // "web/xliff/<lang>.xlf"; empty: the project's catalogs
    struct setup_path_list paths;         // of locales whose files lie elsewhere
    struct str source_locale;             // as the service spells it; empty: the service or the project knows
    struct setup_language_list languages; // its own; setup_choose adds those of all
    enum read_mode mode;
    unsigned minimum; // percent: languages that are translated less are not taken
    unsigned shrink;  // percent of units that may go from the source before it takes --allow-shrink
    enum setup_conflicts conflicts;
    bool keep_translations, replace_edited_strings;
    struct str type;          // of the file format, as the service calls it ("XLIFF"), or empty
    struct str resource_name; // of a resource that has to be created, or empty
    struct span span;         // where it is said
};

struct sync_resource_list {
    struct sync_resource *at;
    size_t count, capacity;
};

struct setup {
    struct str path; // of the file that says so; empty: nothing does
    struct sync_resource_list resources;
    struct setup_language_list languages; // of all resources, behind what each says itself
};

// A resource of which nothing is said yet: what holds then.
struct sync_resource setup_resource(void);

// Looks for `.tx/config` in the folder and those around it, as `tx` does, then for `transifex.yml` and
// `.github/transifex.yml` (also as `.yaml`); the first that is there counts. That there is none is no
// failure: then the path is empty. False with diagnostics where it cannot be read.
bool setup_find(struct str folder, struct arena *arena, struct diags *diags, struct setup *out);
// Adds a note (sync-unread) for each of those files that is there and is not the setup's. For people who ask
// for more words.
void setup_tell_unread(struct str folder, const struct setup *setup, struct arena *arena,
                       struct diags *diags);

// The readers of both, for texts that are at hand. What is relative in them is so to the folder of the
// project: that around `.tx`, or around `.github`. False when there is an error; every violation is one
// diagnostic. Texts and paths must outlive the result.
bool setup_read_tx(struct str path, struct str text, struct arena *arena, struct diags *diags,
                   struct setup *out);
bool setup_read_yaml(struct str path, struct str text, struct arena *arena, struct diags *diags,
                     struct setup *out);

// What the project is, and what the command line says; empty texts where nothing is known.
struct setup_choice {
    struct str catalogs;      // the project's own: "web/xliff/<lang>.xlf"
    struct str project;       // in place of what the file says
    struct str resource;      // a resource of the file, by name or address; of one without an address, that
    const char *say_project;  // the options that give those two, for hints: "--project"; NULL: there is none
    const char *say_resource; // "--resource"
};

// The resource that the project exchanges: the one that is called so; else the one whose files are the
// project's catalogs; else the only one that names no files. Its languages are complete. False with a
// diagnostic when there is none, when there are several (sync-resource), and when its address is not complete
// (sync-address).
bool setup_choose(const struct setup *setup, const struct setup_choice *choice, struct arena *arena,
                  struct diags *diags, struct sync_resource *out);

#endif
