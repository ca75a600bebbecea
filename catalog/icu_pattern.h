// ICU messages as patterns, and back.
//
// A pattern has its choices outside and whole texts inside, as MessageFormat 2 has. So the text around a
// choice is written into each of its options, and choices in choices become several selectors: a variant has
// a key for each, `*` where the option that it comes from does not ask. `other` stays `other`.
//
//   {name}, {n, number, ::percent}  placeholders: text is the source as it stands, name the argument
//   #                               a placeholder with the text "#"; "{n, number}" where `#` would be
//                                   another number or text when the choices stand in each other in the
//                                   order of the selectors
//   <b>, </b>, <b/>                 opening, closing and standalone markup, name the tag
//
// One argument makes one selector, unless it is used in two ways: as a plural and as a select, with two
// offsets, or with different exact keys (which category =1 has in the other use depends on the locale).
#ifndef CATALOG_ICU_PATTERN_H
#define CATALOG_ICU_PATTERN_H

#include "catalog/icu.h"
#include "catalog/pattern.h"

enum { icu_variants_greatest = 512 };

// Tree → pattern, which says the same for all values of the arguments. False with a fault: a choice without
// `other`, a negative offset, too many variants. The texts of the message must live as long as the arena.
bool icu_to_pattern(const struct icu_message *message, struct arena *arena, struct pattern *out,
                    struct icu_fault *fault);

// Text → pattern.
bool icu_read_pattern(struct str text, const struct icu_options *options, struct arena *arena,
                      struct pattern *out, struct icu_fault *fault);

// Pattern → text, appended. What icu_to_pattern made is printed so that it is read as the same pattern. Of
// other patterns, placeholders whose code is none of ICU's are printed by their name: {0}, <b>. False, and
// nothing is appended, where there is no way to write it: a name that is none in ICU, markup that is not
// balanced, a brace where apostrophes do not quote, too many variants.
bool icu_print_pattern(const struct pattern *pattern, const struct icu_options *options, struct buf *out);

#endif
