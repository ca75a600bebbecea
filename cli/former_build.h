// What a former build left: the files that its manifest names.
#ifndef CLI_FORMER_BUILD_H
#define CLI_FORMER_BUILD_H

#include "base/digest.h"
#include "cli/changes.h"

struct former_build {
    struct context *context;
    struct str folder;    // of the bundles
    struct str manifest;  // the path of its manifest
    struct str text;      // what that holds; empty where there is none of glot's
    bool is_written_over; // this build has a manifest there
};

// Reads the manifest. The members but for `text` must be set. STATUS_WORLD when there is a file that cannot
// be read, STATUS_FINDINGS with a diagnostic (manifest-foreign) when it is none of glot's and would be
// written over.
enum status former_build_read(struct former_build *former);

// Removes the files of the former build that the changes do not write, and its manifest where there is no new
// one. A file that holds something else than what its manifest says stays, with a warning (bundle-kept).
// STATUS_WORLD when a file or the library for digests cannot be read.
enum status former_build_clear(const struct former_build *former, struct changes *changes);

#endif
