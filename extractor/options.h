// The compiler options that decide which files belong to a program, and in which order.
#ifndef EXTRACTOR_OPTIONS_H
#define EXTRACTOR_OPTIONS_H

#include "base/str.h"

enum resolution_kind {
    RESOLUTION_CLASSIC,
    RESOLUTION_NODE10,
    RESOLUTION_NODE16, // node16 and nodenext differ in nothing that matters here
    RESOLUTION_BUNDLER,
};

enum module_kind {
    MODULE_COMMONJS,
    MODULE_OTHER, // none, amd, umd, system
    MODULE_ES,
    MODULE_NODE, // node16 … nodenext: each file's format decides
    MODULE_PRESERVE,
};

// One member of `paths`: a pattern with at most one `*`, and what is tried for it in order.
struct path_mapping {
    struct str pattern;
    struct str_list targets;
};

struct path_mapping_list {
    struct path_mapping *at;
    size_t count, capacity;
};

// Paths are absolute and normalised; empty where they are not given.
struct compiler_options {
    enum module_kind module;
    enum resolution_kind resolution;
    bool allow_js;
    bool resolve_json;
    bool has_jsx; // without `jsx` an import of a .tsx file is not followed
    bool preserve_symlinks;
    bool forces_modules; // every source counts as a module, whatever it holds
    struct str base_url;
    bool has_paths;
    struct path_mapping_list paths;
    struct str paths_base;      // what relative targets of `paths` are relative to
    struct str_list conditions; // customConditions
    struct str_list root_dirs;
    struct str_list module_suffixes;
    struct str out_dir, declaration_dir, root_dir;
    struct str config_folder; // of the tsconfig, or empty
    bool is_composite;        // the root of the sources is config_folder, unless root_dir says another
    bool with_source_maps;
};

#endif
