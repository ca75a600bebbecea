// Bundle formats: what the application loads at run time. One file in bundles/ and one row in bundle.c each.
// A bundle is made in two steps: bundle_prepare() says which text stands for each message, write() prints
// them.
#ifndef CATALOG_BUNDLE_H
#define CATALOG_BUNDLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/collate.h"
#include "base/diag.h"
#include "catalog/catalog.h"
#include "catalog/message_set.h"

// `before` is replaced by `after` in the finished text of one message of one locale.
struct patch {
    struct str locale, id, before, after;
};

struct patch_list {
    struct patch *at;
    size_t count, capacity;
};

struct check_options;

struct bundle_options {
    bool peer_bytes; // drop-in: the bytes of the tool that glot stands in for, its escaping included
    bool typescript; // .ts instead of .js, where the format has both
    bool is_strict;  // a translation that cannot be built refuses the bundle
    struct patch_list patches;
    const struct check_options *gate; // what translations must pass; NULL: nothing (drop-in)
};

// What one message says in one locale.
struct translation {
    const struct unit *unit;       // NULL: the source text stands
    const struct catalog *catalog; // of the unit
};

struct bundle_request {
    struct str locale;
    const struct message_set *messages;
    const struct catalog *catalog; // NULL when the locale has none: all from the source texts
    const struct bundle_options *options;
    struct collator *collator;
    const struct translation *translations; // of each message; set by bundle_prepare
    void *state;                            // what bundle->begin made
};

struct bundle_report {
    size_t translated;        // messages that come from the catalog
    struct str_list missing;  // ids that fall back to the source text, in program order
    struct str_list obsolete; // ids of translations without a message, in the order of ids
    struct str_list refused;  // ids of translations that cannot be built: the missing ones have them, too
};

struct bundle {
    const char *name;
    const char *meaning;           // for help and manual: one line
    const char *suffix;            // ".json": what the file of a locale ends in
    const char *typescript_suffix; // the same where options->typescript is set; NULL: it makes no difference
    bool needs_sources;            // only they tell what sort of text a message is
    bool has_source; // applications look texts up by keys: so there is a bundle of the source locale, too
    bool is_binary;  // its bytes are no text
    // What the format has to know of the locale, as long as `arena` lives. NULL: nothing.
    void *(*begin)(const struct bundle_request *request, struct arena *arena);
    // Whether the format can hold the message's own text; if not, adds a diagnostic. NULL: it can hold any.
    bool (*holds)(const struct bundle_request *request, const struct message *message, struct arena *scratch,
                  struct diags *diags);
    // Whether a translation that passed the checks can be built and agrees with its message; if not, adds
    // diagnostics (kind placeholder-… or bundle-…) at unit_span(). NULL: all do.
    bool (*fits)(const struct bundle_request *request, const struct message *message,
                 const struct translation *translation, struct arena *scratch, struct diags *diags);
    // The text of one locale's file, appended to `out`. The request is prepared: bundle_text() gives the text
    // of each message. False with a diagnostic when a patch fails. A `<` may stand in strings of JSON or
    // JavaScript only, see bundle_write().
    bool (*write)(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                  struct buf *out);
};

extern const struct bundle *const bundles[];
extern const size_t bundle_count;

const struct bundle *bundle_find(struct str name);

static inline const char *bundle_suffix(const struct bundle *bundle, const struct bundle_options *options)
{
    return options->typescript && bundle->typescript_suffix ? bundle->typescript_suffix : bundle->suffix;
}

// Looks up and judges the translation of each message, sets request->translations and the report, which live
// as long as `arena`. Adds what `holds`, the checks of the gate and `fits` say. In own mode a translation
// that fails is a warning, and the source text stands in, unless options->is_strict. False when the bundle
// must not be written; the request can be written all the same.
bool bundle_prepare(const struct bundle *bundle, struct bundle_request *request, struct arena *arena,
                    struct diags *diags, struct bundle_report *report);

// The bytes of one locale's file, appended to `out`: what the row writes, and in own mode without what would
// end a script element or open a comment in it (HTML Standard, 4.12.1.3, "Restrictions for contents of script
// elements"): that `<` is \u003c.
bool bundle_write(const struct bundle *bundle, const struct bundle_request *request, struct arena *scratch,
                  struct diags *diags, struct buf *out);

// What message i says: its translation, or its own text.
const struct pattern *bundle_text(const struct bundle_request *request, size_t i);
// What that text is written in.
enum message_syntax bundle_syntax(const struct bundle_request *request, size_t i);

#endif
