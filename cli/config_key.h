// The keys of both configuration files, as tables: what validates and reads them (config_check.c) also prints
// the JSON Schema and the manual.
#ifndef CLI_CONFIG_KEY_H
#define CLI_CONFIG_KEY_H

#include "base/jsonc.h"
#include "cli/config.h"

enum config_type {
    CONFIG_IGNORED,   // a string that nobody reads
    CONFIG_TEXT,      // a string → struct str
    CONFIG_TEXTS,     // an array of strings → struct str_list
    CONFIG_KEYWORDS,  // an array of xgettext's keyword specifications → struct str_list
    CONFIG_LOCALE,    // a string that can name a file → struct str
    CONFIG_LOCALES,   // an array of those → struct str_list
    CONFIG_FILE,      // any string that leads to no other folder → struct str
    CONFIG_FILES,     // an array of those → struct str_list
    CONFIG_PATH,      // a string → struct str, joined to the configuration's folder
    CONFIG_PATH_HERE, // a string → struct str, relative to the current directory, normalised
    CONFIG_CHOICE,    // one of the choices → struct str
    CONFIG_CHOICES,   // an array of choices → struct str_list
    CONFIG_SECOND,    // one of two choices → bool: the second one
    CONFIG_NUMBER,    // one of the choices → an enum that counts them from 0
    CONFIG_PATHS,     // an array of strings → struct str_list, each joined to the configuration's folder
    CONFIG_FLAG,      // true or false → bool
    CONFIG_PERCENT,   // a whole number from 0 to 100 → unsigned
    CONFIG_GROUP,     // an object whose keys are rows of their own → bool: it is there
    CONFIG_CHECKS,    // {kind: level} → struct check_levels
    CONFIG_LANGUAGES, // {code of a service: locale} → struct setup_language_list
    CONFIG_CHUNKS,    // {chunk: [pattern, …]} → struct chunk_rule_list
    CONFIG_FALLBACKS, // true or {locale: [locale, …]} → struct fallback_list
    CONFIG_PATCHES,   // {locale: {id: [{before, after}, …]}} → struct patch_list
};

// The name of the choice of that index, or NULL behind the last.
typedef const char *config_choice(size_t index);

struct config_key {
    const char *path; // "catalogs.folder"
    enum config_type type;
    bool is_required;      // where the object is that it belongs to
    const char *initial;   // what holds without it, or NULL
    config_choice *choice; // of choices
    const char *otherwise; // of choices: the hint for a format of catalogs that is none of them, in
                           // lists for what is like none of them; or NULL
    const char *only;      // it belongs to this choice of the first key of its group; NULL: to all
    size_t offset;         // of the member in the target, a struct config (a struct patch for patch_keys)
    const char *peers;     // own_keys: what lit-localize.json calls it, for suggestions
    const char *meaning;   // sentences
};

// Each ends with a row without a path; the keys of a group stand behind it.
extern const struct config_key lit_keys[], own_keys[], patch_keys[];

// Whether the row is a key of that group ("" is the file itself): "catalogs.folder" is one of "catalogs".
bool config_key_is_in(const struct config_key *key, struct str group);
// "folder" of "catalogs.folder".
struct str config_key_name(const struct config_key *key);
// Appends the choices: "a", "b" or "c".
void config_print_choices(const struct config_key *key, struct buf *out);

struct config_reading {
    struct config *config;
    struct jsonc_file file;
    const struct config_key *keys;
    void *target;      // what the offsets are relative to
    const char *place; // what a message calls the object that the keys of group "" are in
    struct arena *arena;
    struct diags *diags;
};

// Takes a value of the right kind into the member, as its type says, or complains. `member` is NULL where the
// row has none.
typedef void config_take_function(const struct config_reading *reading, const struct config_key *key,
                                  const struct jsonc *value, void *member);

// Checks an object against the rows of a group and stores the values. Every violation is one diagnostic.
void config_check_object(const struct config_reading *reading, const struct jsonc *object, struct str group);
// Checks a value's type. The subject is what a message calls it: "\"locales\"".
bool config_check_kind(const struct config_reading *reading, const struct jsonc *value, enum jsonc_kind kind,
                       struct str subject);
// Checks that a string can name a file, as locales have to.
bool config_check_locale(const struct config_reading *reading, const struct jsonc *value);
// Takes the strings of a list; the subject is what a message calls every one of them.
void config_check_strings(const struct config_reading *reading, const struct jsonc *list, struct str subject,
                          struct str_list *out);

// Hints (config_hints.c): how the value is written in the type that is wanted, where it can be.
void config_hint_at_type(const struct config_reading *reading, const struct jsonc *value,
                         enum jsonc_kind kind, struct diag *diag);
// That the value is an object, with which keys.
void config_hint_at_keys(const struct config_reading *reading, const struct config_key *group,
                         struct diag *diag);
// Where a key of this name means something; none where it does not anywhere.
void config_hint_at_place(const struct config_reading *reading, struct str name, struct diag *diag);
// The choice that a word may stand for, or empty. Of formats, the suffix of their files is as good as a
// mistyped name.
struct str config_nearest_choice(const struct config_key *key, struct str word);
// The key of the group that a mistyped one may stand for, or empty.
struct str config_nearest_key(const struct config_reading *reading, struct str name, struct str group);

// The key CONFIG_PATCHES (config_patches.c).
config_take_function config_check_patches;

// The key CONFIG_CHECKS (config_checks.c).
config_take_function config_check_levels;
// Appends what a schema says of it.
void config_print_checks(struct buf *out);

// The key `sync` (config_sync.c): its languages, and what depends on several of its keys.
config_take_function config_check_languages;
void config_check_sync(const struct config_reading *reading);

// The keys of `bundles` that say how they are packaged (config_bundles.c), and what depends on several keys.
config_take_function config_check_chunks;
config_take_function config_check_fallbacks;
void config_check_bundles(const struct config_reading *reading);

struct config_members {
    const struct jsonc **at;
    size_t count, capacity;
};

// The members of an object as JavaScript sees them: whole numbers first, in their order; then the others as
// they stand; of a key that is there twice the last value in the first place.
struct config_members config_members_of(const struct jsonc *object, struct arena *arena);
// Warns of keys that are there twice.
void config_warn_of_doubles(const struct config_reading *reading, const struct jsonc *object);

#endif
