// What the bundles of gettext and of Jed have in common: entries by context and source text, with a text for
// each plural form. Code is shown as it stands in the source, code that says nothing by its name. ICU
// messages stay as they are.
#ifndef CATALOG_BUNDLES_GETTEXT_TEXTS_H
#define CATALOG_BUNDLES_GETTEXT_TEXTS_H

#include "catalog/bundles/bundled.h"
#include "catalog/formats/po_plural.h"

struct gettext_entry {
    struct str key;    // the source text, behind its context and U+0004 where it has one
    struct str plural; // the source text for other numbers than 1
    bool has_plural;
    struct str_list texts; // of all forms; one without a plural
};

struct gettext_entry_list {
    struct gettext_entry *at;
    size_t count, capacity;
};

// What the entries of a locale share (request->state).
struct gettext_locale;

// For bundle.begin.
void *gettext_begin(const struct bundle_request *request, struct arena *arena);
// For bundle.holds and bundle.fits: a plural must be by one number alone, the source have the forms `one` and
// `other`, and the forms of the locale show the texts of a translation.
bool gettext_holds(const struct bundle_request *request, const struct message *message, struct arena *scratch,
                   struct diags *diags);
bool gettext_fits(const struct bundle_request *request, const struct message *message,
                  const struct translation *translation, struct arena *scratch, struct diags *diags);

// The translations, in the order of the bytes of their keys: what has none is not there, so that it falls
// back to the source text. False with a diagnostic (bundle-unfit) for one key with two texts.
bool gettext_entries(const struct bundle_request *request, struct arena *arena, struct diags *diags,
                     struct gettext_entry_list *out);
// The text of an entry for the empty key: that of the catalog, if it is a PO file, else what gettext needs.
struct str gettext_header(const struct bundle_request *request, bool has_plurals, struct arena *arena);
// "nplurals=…; plural=…;"
struct str gettext_formula(const struct bundle_request *request);

#endif
