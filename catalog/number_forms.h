// Choices by number for runtimes that have a fixed number of forms: which form shows a number is the rule of
// the runtime, which text is meant for it is that of the locale (CLDR). Where a form would have to show two
// texts the runtime cannot say what the choice says.
#ifndef CATALOG_NUMBER_FORMS_H
#define CATALOG_NUMBER_FORMS_H

#include "catalog/formats/po_plural.h"
#include "catalog/pattern.h"

// What one selector of a choice is asked for.
struct variant_query {
    struct str exact;              // the value itself: "=1", "male"; empty for none of those with a key
    enum plural_category category; // of the number, or PLURAL_COUNT
};

// The text of a choice for these values, one for each selector: an exact key counts more than a category, and
// that more than `other` and `*`; earlier selectors count more than later ones. NULL: none matches.
// Needs at most choice_selectors_greatest selectors.
const struct pattern *pattern_choose(const struct pattern *choice, const struct variant_query *queries);

// Asks the selector, and all others that ask for the same argument in the same way.
void choice_ask(const struct pattern *choice, size_t selector, struct str exact,
                enum plural_category category, struct variant_query *queries);

enum { number_forms_greatest = 32, choice_selectors_greatest = 8 };

struct number_forms {
    size_t count;
    const uint8_t *form_of;           // of each whole number up to 999
    const struct plural_rules *rules; // of the locale
    uint16_t numbers[number_forms_greatest]
                    [PLURAL_COUNT + 1]; // how many of them each form shows, by category
};

// Both arguments are kept. At most number_forms_greatest forms (as po_plural_read promises).
void number_forms_map(const struct po_plural *plural, const struct plural_rules *rules,
                      struct number_forms *out);

// The text of each form; NULL for one that shows no number. `number` is the first selector that asks for the
// number; others may ask for the same argument, with other exact keys (icu_pattern.h). `queries` say what the
// other selectors are asked for; those of the number are overwritten. False when a form would have to show
// two texts; *clash is the key that one of them has in the choice. The first one stands then. A key that is
// missing gives the text of `other`, or NULL.
bool number_forms_fill(const struct number_forms *forms, const struct pattern *choice, size_t number,
                       struct variant_query *queries, const struct pattern **texts, struct str *clash);

#endif
