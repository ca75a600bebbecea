// package.json files, as module resolution reads them.
#ifndef EXTRACTOR_PACKAGE_H
#define EXTRACTOR_PACKAGE_H

#include "base/jsonc.h"
#include "extractor/folders.h"

struct package {
    struct str folder;
    const struct jsonc *root; // NULL when the file is malformed; then nothing is known of the package
};

struct packages {
    struct folders *folders; // must be set; the packages live in its arena
    struct map known;        // folder → struct package, or NULL where there is none
};

// The package whose package.json lies in that folder, or NULL.
const struct package *package_at(struct packages *packages, struct str folder);
// The package that the folder belongs to: that of the nearest folder upwards which has one. NULL when there
// is none.
const struct package *package_around(struct packages *packages, struct str folder);
// The text of a string member that is not empty, else an empty one.
struct str package_text(const struct package *package, const char *key);

// The package that a specifier which is no path names: "a" of "a/b/c", "@a/b" of "@a/b/c".
struct str package_name_of(struct str specifier);
// Whether the file at the path is of an installed package.
bool package_is_installed(struct str path);

// What the specifier finds in the object of `exports` or `imports` (Node.js's
// PACKAGE_IMPORTS_EXPORTS_RESOLVE, with the deprecated folder keys "./x/" that TypeScript honours).
struct package_match {
    const struct jsonc *target;
    struct str rest; // what the `*` or the folder key stands for
    bool is_pattern; // the key has a `*`
};
bool package_match(const struct jsonc *table, struct str specifier, struct package_match *out);

#endif
