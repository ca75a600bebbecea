// Where the copies of transform mode go.
#ifndef CLI_TRANSFORM_LAYOUT_H
#define CLI_TRANSFORM_LAYOUT_H

#include "cli/project.h"

// A file of the program that is copied.
struct transform_file {
    uint32_t source;     // its number in the program; SOURCE_NONE: a JSON file that sources import
    struct str path;     // absolute
    struct str relative; // to the root of the sources
    struct str text;
};

struct transform_file_list {
    struct transform_file *at;
    size_t count, capacity;
};

struct transform_layout {
    struct str folder;                // absolute: that of the locales' folders
    struct str shown;                 // the same from the current directory
    struct str_list locales;          // the source locale first; none twice
    struct transform_file_list files; // in the order of the program
};

// The root is `rootDir` of tsconfig.json, with `composite` the folder of that, else the deepest folder that
// holds all of the files; declarations do not count, but are copied where they lie below it. What lies in
// node_modules is not copied. STATUS_USAGE with diagnostics when the configuration names no folder, or a
// locale that cannot be one; STATUS_FINDINGS when a file lies outside of rootDir, or among the copies
// themselves, or (own mode) when copies would be sources of the next run; STATUS_WORLD when a JSON file
// cannot be read.
enum status transform_layout_find(struct context *context, const struct project *project,
                                  struct transform_layout *out);

// The path of the file's copy, from the current directory.
struct str transform_layout_path(const struct transform_layout *layout, const struct transform_file *file,
                                 struct str locale, struct arena *arena);
// What a source map calls the file: a URL relative to its copy, the same for all locales.
struct str transform_layout_url(const struct transform_layout *layout, const struct transform_file *file,
                                struct arena *arena);
// Appends a path as a relative URL says it.
void transform_layout_print_url(struct buf *out, struct str path);

#endif
