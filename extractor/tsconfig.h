// tsconfig.json: which files a TypeScript project is made of, and the options that decide what else its
// imports bring in. Options that are not known here are passed over: a newer compiler's option is no reason
// to stop.
#ifndef EXTRACTOR_TSCONFIG_H
#define EXTRACTOR_TSCONFIG_H

#include "base/diag.h"
#include "base/jsonc.h"
#include "extractor/folders.h"
#include "extractor/options.h"

struct root_patterns;

struct tsconfig {
    struct compiler_options options;
    struct str_list roots;                // absolute paths, in TypeScript's order
    const struct root_patterns *patterns; // that say which they are
    // Told whenever more of the roots are known; by then the options are, too. May be NULL.
    void (*meet_roots)(void *context, const struct tsconfig *tsconfig);
    void *context;
};

// Reads the configuration at an absolute, normalised path, with all that it extends, into `out`, of which
// only meet_roots and its context may be set. All memory comes from the arena of `folders`. False with
// diagnostics when a file is malformed or missing, when configurations extend each other in a circle, when a
// pattern is not allowed, or when there is no file at all (tsconfig-invalid, tsconfig-extends,
// tsconfig-empty, json-malformed, file-unreadable). `roots` may be empty without an error where `files` or
// `references` are stated so. A base in a package that is not installed is a warning (tsconfig-package); then
// modules are found as bundlers find them unless the rest states otherwise.
bool tsconfig_read(struct str path, struct folders *folders, struct diags *diags, struct tsconfig *out);

// Whether such patterns would take a file of that absolute path, if there were one.
bool root_patterns_take(const struct root_patterns *patterns, struct str path);

// What holds without a tsconfig.json: ES modules, node10 resolution, JavaScript allowed.
struct compiler_options options_without_tsconfig(void);

#endif
