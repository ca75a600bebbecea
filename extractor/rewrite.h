// Transform mode of lit-localize, source to source: a copy of a file for one locale, in which messages are
// literals and templates of that locale, and what @lit/localize exports is resolved. Everything else keeps
// its bytes: formatting, comments, types.
//
//     msg("Hello"), msg(str`…`), msg(html`…`)  the text or its translation; `str` goes, `html` stays
//     html`…` of Lit                           what its expressions only say is joined into it
//     configureTransformLocalization(…)        ({getLocale: () => "de"})
//     updateWhenLocaleChanges(…)               undefined
//     @localized()                             nothing
//     LOCALE_STATUS_EVENT                      "lit-localize-status"
//     import {…} from "@lit/localize"          without the names that nothing uses any more
//
// Joined are string literals, templates without a tag, messages, and `html` in `html`, where they stand
// between tags: in tags, attributes, comments and raw text (style, textarea …) an expression stays one, so
// that bindings stay bindings. A string that is joined into markup is text: its `&`, `<` and `>` become
// references. Order and number of the other expressions are those of the text or translation.
#ifndef EXTRACTOR_REWRITE_H
#define EXTRACTOR_REWRITE_H

#include "base/source_map.h"
#include "extractor/scan.h"

struct rewrite_options {
    bool peer_bytes; // drop-in: `&`, `<` and `>` become references in translations of every kind
};

struct rewrite_locale {
    struct str name;
    struct map translations; // id → const struct pattern, plain; the others say their source text
};

struct source_piece_list {
    struct source_piece *at;
    size_t count, capacity;
};

struct rewrite_plan;

// Finds what is to be rewritten in a file, whatever the locale. The scan has the dialect rewrite_names and
// the file's messages, and was parsed whole; its walk is begun anew. NULL when nothing is: each copy is the
// file itself. A use of configureLocalization adds a diagnostic (lit-runtime-configuration). The plan lives
// as long as the scan's scratch arena and its tree.
const struct rewrite_plan *rewrite_plan(struct scan *scan, const struct rewrite_options *options,
                                        struct diags *diags);

// The pieces of the copy for a locale; texts live in the arena. False with a diagnostic (transform-size) when
// it would be beyond reason: translations that repeat expressions can multiply what stands in them.
bool rewrite(const struct rewrite_plan *plan, const struct rewrite_locale *locale, struct arena *arena,
             struct diags *diags, struct source_piece_list *out);

#endif
