// What a project wants: read from `glot.json`, or from `lit-localize.json` exactly as its own tool reads it.
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include "base/diag.h"
#include "catalog/bundle.h"
#include "catalog/check.h"
#include "catalog/format.h"
#include "catalog/locale_index.h"
#include "extractor/dialect.h"
#include "sync/setup.h"

// How messages are spread over the bundles of a locale (cli/chunks.h).
enum split { SPLIT_NONE, SPLIT_FOLDER, SPLIT_FILE, SPLIT_ENTRY };

// A chunk and the patterns of its files, relative to the configuration's folder.
struct chunk_rule {
    struct str name;
    struct str_list patterns;
    struct span span;
};

struct chunk_rule_list {
    struct chunk_rule *at;
    size_t count, capacity;
};

// The locales whose texts stand in for what a locale has not translated, in this order.
struct fallback {
    struct str locale;
    struct str_list chain;
};

struct fallback_list {
    struct fallback *at;
    size_t count, capacity;
};

// What becomes of bundles between their text and their files. All empty in drop-in mode.
struct packaging_options {
    bool hash;                    // names hold a digest of the content
    unsigned split;               // an enum split
    struct chunk_rule_list rules; // for SPLIT_FILE and SPLIT_ENTRY
    struct str_list compress;     // of compression_names
    struct str manifest;          // a path, or empty: then in the folder of the bundles, where one is needed
    struct str types;             // a path, or empty
    struct fallback_list fallbacks; // of target locales that have any, each with a chain that is not empty
};

struct config {
    struct str path;   // of the configuration file, relative to the current directory
    struct str text;   // its bytes
    struct str folder; // the folder of the file: paths below are joined to it already, patterns are not
    bool drop_in;      // lit-localize.json: the peer's bytes. Else own mode

    struct str source_locale;
    struct str_list target_locales;   // in the order of the file, doubles included
    struct locale_index target_index; // their numbers

    bool has_input_files;
    struct str_list input_files; // patterns, relative to `folder`
    struct str ts_config;        // a path, or empty

    struct str catalog_format; // the name of a row of catalog/format.c
    struct str catalog_folder; // of the catalogs, one per locale
    struct str catalog_file;   // xlb: the file that `extract` writes
    struct str catalog_glob;   // xlb: pattern of the translations, relative to `folder`
    struct format_options format_options;
    bool with_locations;      // units say where in the sources they stand
    unsigned fuzzy;           // percent; 0 in drop-in mode: nothing is proposed
    struct str_list memories; // paths of catalogs that proposals come from, too

    bool has_output;                // `output` or `bundles` is there (always in drop-in mode)
    bool is_transform;              // one copy of the program for each locale
    bool with_source_maps;          // own mode: beside each file of a copy
    struct str bundle_format;       // the name of a row of catalog/bundle.c
    struct str bundle_folder;       // transform mode: relative to the current directory, may be empty
    struct str locale_codes_module; // a path that can be opened as it is, or empty
    struct bundle_options bundle_options;
    struct packaging_options packaging;

    struct check_levels checks; // what `glot check` makes of each kind
    struct str glossary;        // a path, or empty

    bool has_sync;             // the key `sync` is there, and says which resource the project exchanges
    struct sync_resource sync; // what it says

    struct str_list dialects; // names; {"lit"} in drop-in mode
    struct dialect_options dialect_options;
};

// Reads and validates. `path` may be empty: then `glot.json`, else `lit-localize.json`, in the current
// directory. False is wrong usage (status 2), or STATUS_WORLD where the file is there and cannot be read
// (kinds file-…); `out->path` is where it was looked for last, all the same.
bool config_read(struct str path, struct arena *arena, struct diags *diags, struct config *out);
// The same for a text; no file is read. A file of another name is read as what its keys say. Every violation
// is one diagnostic with the place in the file, and a suggestion for a mistyped key. False: there are errors.
// Path and text must outlive the result.
bool config_parse(struct str path, struct str text, struct arena *arena, struct diags *diags,
                  struct config *out);

static inline bool config_has_sources(const struct config *config)
{
    return config->has_input_files || config->ts_config.len > 0;
}

// Whether each locale has a catalog of its name; else a pattern says which catalogs there are.
static inline bool config_is_by_locale(const struct config *config)
{
    return config->catalog_glob.len == 0;
}

// Adds what is wrong about a configuration that says of no sources.
void config_want_sources(const struct config *config, struct diags *diags);

// Drop-in: the text with `$schema` put first as the peer rewrites a configuration that has none
// (JSON.stringify with two spaces); empty when nothing is to be rewritten. Needs a configuration that was
// read without errors.
struct str config_with_schema(const struct config *config, struct arena *arena);

// Says of each diagnostic from that number on that tells of a file which cannot be read where the
// configuration names the file, if it does.
void config_name_place(const struct config *config, size_t first, struct arena *arena, struct diags *diags);

// The target locale that this is another spelling of, or that is alike: "de-DE" for "de_de" and for "de". Or
// empty.
struct str config_alike_locale(const struct config *config, struct str locale);

// Appends the JSON Schema of `glot.json`, from the table that validates it.
void config_print_schema(struct buf *out);

#endif
