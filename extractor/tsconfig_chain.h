// A tsconfig.json together with what it extends, before its values are interpreted. Internal to tsconfig.c.
#ifndef EXTRACTOR_TSCONFIG_CHAIN_H
#define EXTRACTOR_TSCONFIG_CHAIN_H

#include "extractor/tsconfig.h"

enum setting {
#define SETTING(identifier, name, kind) SETTING_##identifier,
#include "extractor/settings.def"
#undef SETTING
    SETTING_COUNT
};

// Where a value stands; value is NULL when it is not stated.
struct stated {
    const struct jsonc *value;
    const struct jsonc_file *file;
    struct str folder; // of the file
};

struct tsconfig_chain {
    struct stated settings[SETTING_COUNT]; // members of compilerOptions
    struct stated files, include, exclude;
    bool has_references, has_extends; // of the first file
    bool lacks_base;                  // a package that is extended is not installed
    const struct jsonc_file *file;    // the first file
};

// A base by path must be there; one in a package may be missing (tsconfig-package, a warning), so that a
// project can be read before its packages are installed.
bool tsconfig_chain_read(struct str path, struct folders *folders, struct diags *diags,
                         struct tsconfig_chain *out);

#endif
