// Plurals of i18next: which form a number takes, and how the keys of forms end.
// https://www.i18next.com/translation-function/plurals, https://www.i18next.com/misc/json-format
#ifndef CATALOG_BUNDLES_I18NEXT_PLURAL_H
#define CATALOG_BUNDLES_I18NEXT_PLURAL_H

#include "catalog/number_forms.h"

struct i18next_forms {
    struct plural_rules rules; // of the locale; where none are known those of i18next: 1 and all others
    struct po_plural plural;   // the form of each number
    struct number_forms forms;
    const char *suffixes[number_forms_greatest]; // of keys: "_few", "_plural"
    bool is_categories;                          // forms are those of enum plural_category
};

// Version 4: the categories of Intl.PluralRules; a form of its own for 0, called like the category `zero`.
void i18next_forms_v4(struct str locale, bool ordinal, struct i18next_forms *out);
// Version 3: i18next's own rules by language, as its versions up to 20 have them. A language that they do not
// know has one form.
void i18next_forms_v3(struct str locale, struct i18next_forms *out);

#endif
