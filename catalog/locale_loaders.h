// What a module of locale codes says of the bundles: how to load each, where their names cannot be guessed.
#ifndef CATALOG_LOCALE_LOADERS_H
#define CATALOG_LOCALE_LOADERS_H

#include "base/arena.h"
#include "base/buf.h"

// A bundle as the module sees it.
struct locale_file {
    struct str locale, chunk; // chunk: empty where a locale has one bundle
    struct str path;          // from the folder of the module: "locales/de.3f9c2a1b0d.js"
};

// Appends `export const loaders`: functions that import the bundles, by locale, and by chunk where there are
// any. Bundlers find the literal paths in it. Bundles that are no modules have `export const urls` instead,
// of `new URL(path, import.meta.url)`, which bundlers know as well. A .ts bundle is imported by the name that
// it is compiled to. The files are sorted by locale.
void locale_loaders_write(const struct locale_file *files, size_t count, bool are_modules, struct buf *out);

#endif
