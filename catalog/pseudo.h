// Pseudo-translations: texts that show before any translator has worked what a translation will do to an
// application.
//
// Accented (en-XA): every letter of ASCII gets an accent, so that it can still be read, and so that what is
// not in the catalog stands out; texts grow by doubled vowels, which are marked by a macron, and dots at
// their end; brackets around the whole show what is cut off or put together. Mirrored (ar-XB): each word
// stands in a right-to-left override. Placeholders, markup, the syntax of ICU messages, entities, URLs and
// e-mail addresses stay as they are. The same input gives the same output on any machine.
#ifndef CATALOG_PSEUDO_H
#define CATALOG_PSEUDO_H

#include "catalog/catalog.h"

enum { pseudo_growth = 35 }; // percent; what people count on for a translation from English

struct pseudo_options {
    bool is_mirrored;    // words from right to left instead of accents, growth and brackets
    bool has_long_words; // spaces and hyphens become such at which no line breaks
    bool is_plain;       // no accents
    bool is_open;        // no brackets
    size_t growth;       // percent, for texts of more than 20 letters; shorter ones grow by more; 0: none
};

// The options that a locale wants: mirrored where it is written from right to left or its region is XB.
struct pseudo_options pseudo_options_of(struct str locale);

// Makes the pattern of the translation. `syntax` says what its texts are written in.
void pseudo_pattern(const struct pattern *source, enum message_syntax syntax,
                    const struct pseudo_options *options, struct arena *arena, struct pattern *out);
// Gives each unit of the catalog that is in use a translation, and the catalog its target locale.
void pseudo_catalog(struct catalog *catalog, struct str locale, const struct pseudo_options *options,
                    struct arena *arena);

// The first unit whose translation was not made here, with whatever options, or NULL: what is left without
// the signs that are added is not its source, and it does not stand in their brackets or overrides. In a
// format with one language in a file the texts are the translations; their sources are found by id in
// `sources`, which may be NULL. Where not one translation has any of these signs, none was made here.
const struct unit *pseudo_find_other(const struct catalog *catalog, const struct catalog *sources,
                                     struct arena *scratch);

// Takes all that pseudo_pattern adds to a text away again: what is left is the text, provided that it held
// none of the signs that are added.
void pseudo_strip(struct str text, struct buf *out);
// Whether a text holds one of these signs.
bool pseudo_is_marked(struct str text);

#endif
