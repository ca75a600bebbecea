// Which `file` of one catalog is which of another. XLIFF counts ids in each file by themselves, and many
// writers make them unique in the whole catalog all the same.
#ifndef CATALOG_FILE_MATCH_H
#define CATALOG_FILE_MATCH_H

#include "base/diag.h"
#include "catalog/catalog.h"

#define FILE_NONE UINT32_MAX

struct file_match {
    bool counts; // an id stands in several files of either: units are the same in the same file only
    const uint32_t *files;  // of each file of `from`: the number that it has in the catalog
    const uint32_t *models; // of each file of the catalog: the number that it has in `from`, or FILE_NONE
};

// Files are the same by id and `original`. Where files do not count, one that has no counterpart (a service
// gave it another name) stands for the first. Where they do, it is told in `diags`, and false. A fresh
// catalog takes the files over. Lives as long as the arena.
bool file_match(struct catalog *catalog, const struct catalog *from, struct arena *arena, struct diags *diags,
                struct file_match *out);

#endif
