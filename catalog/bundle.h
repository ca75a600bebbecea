// Bundle formats: what the application loads at run time. One file in bundles/ and one row in bundle.c each.
#ifndef CATALOG_BUNDLE_H
#define CATALOG_BUNDLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/collate.h"
#include "base/diag.h"
#include "catalog/catalog.h"
#include "catalog/message.h"

// `before` is replaced by `after` in the finished text of one message of one locale.
struct patch {
    struct str locale, id, before, after;
};

struct patch_list {
    struct patch *at;
    size_t count, capacity;
};

struct bundle_options {
    bool peer_bytes; // drop-in: the bytes of the tool that glot stands in for, its escaping included
    bool typescript; // .ts instead of .js, where the format has both
    struct patch_list patches;
};

struct bundle_request {
    struct str locale;
    const struct message_list *messages; // unique by id, in program order
    const struct catalog *catalog;       // NULL when the locale has none: all from the source texts
    const struct bundle_options *options;
    struct collator *collator;
};

struct bundle_report {
    size_t translated;        // messages that come from the catalog
    struct str_list missing;  // ids that fall back to the source text, in program order
    struct str_list obsolete; // ids of translations without a message, in the bundle's order
};

struct bundle {
    const char *name;
    const char *meaning; // for help and manual: one line
    // ".ts" or ".js", ".json": what the file of a locale ends in.
    const char *(*suffix)(const struct bundle_options *options);
    // Adds a diagnostic (kind placeholder-…) for every translation that cannot be built; true when there is
    // none. Called for all locales before anything is written. NULL: nothing can be wrong.
    bool (*validate)(const struct bundle_request *request, struct arena *scratch, struct diags *diags);
    // The text of one locale's file, appended to `out`.
    bool (*write)(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                  struct buf *out, struct bundle_report *report);
};

extern const struct bundle *const bundles[];
extern const size_t bundle_count;

const struct bundle *bundle_find(struct str name);

#endif
