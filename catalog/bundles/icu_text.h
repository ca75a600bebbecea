// What the bundles of runtimes have in common that read ICU messages: each text as a message in the runtime's
// dialect, and whether a translation can stand for its message.
//
// A text that is an ICU message already (SYNTAX_ICU) stays as it is, its code where it stands. Every other
// pattern is printed as catalogs in JSON are (icu_pattern.h): code that is an argument of ICU as it is, other
// code by its name, choices as plural, selectordinal and select; what would be syntax in plain text is
// quoted.
#ifndef CATALOG_BUNDLES_ICU_TEXT_H
#define CATALOG_BUNDLES_ICU_TEXT_H

#include "catalog/bundle.h"
#include "catalog/icu.h"

struct icu_text {
    struct str text;            // as the runtime would read it
    struct icu_message message; // parsed from it
};

// What message i of a prepared request says. A text that is none in this dialect, in a request that must not
// be written, becomes one literal.
void icu_text_of(const struct bundle_request *request, size_t i, const struct icu_options *options,
                 struct arena *arena, struct icu_text *out);

// For bundle.holds: whether the message's own text can be said in this dialect; then it is `out`.
bool icu_text_holds(const struct bundle_request *request, const struct message *message,
                    const struct icu_options *options, struct arena *scratch, struct diags *diags,
                    struct icu_text *out);

// For bundle.fits: whether the translation can be said, with the arguments and tags of its message; then it
// is `out`.
bool icu_text_fits(const struct bundle_request *request, const struct message *message,
                   const struct translation *translation, const struct icu_options *options,
                   struct arena *scratch, struct diags *diags, struct icu_text *out);

// For formats whose messages are objects: whether no name in it, its id or the key of an option, is one that
// all objects of JavaScript have. Code that merges such a bundle into another object would change what is
// behind that name, everywhere. Else adds a diagnostic (bundle-unfit).
bool icu_text_is_inert(const struct icu_text *text, struct str id, struct span span, struct diags *diags);

#endif
