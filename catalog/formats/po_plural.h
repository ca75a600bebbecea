// Plural-Forms of PO files: which form a number takes, as an expression of C, and how its forms and the
// categories of CLDR belong together.
// https://www.gnu.org/software/gettext/manual/html_node/Plural-forms.html
#ifndef CATALOG_FORMATS_PO_PLURAL_H
#define CATALOG_FORMATS_PO_PLURAL_H

#include "catalog/locale.h"

#include <stdint.h>

// The form of each number up to 999, which tells all rules of CLDR apart.
struct po_plural {
    size_t count; // of forms
    uint8_t of[1000];
};

// Reads "nplurals=2; plural=(n != 1);". False when it is not of that form, longer than 1000 bytes, has more
// than 32 forms, divides by zero, or names a form that is not there.
bool po_plural_read(struct str value, struct po_plural *out);

// A formula for those rules, in the words of gettext's own tools where they have some: its forms are the
// categories that whole numbers take, in the order of enum plural_category. NULL when there is none.
const char *po_plural_formula(const struct plural_rules *rules);

// One text of a choice: its key ("one", "=0"), and the form that holds it.
struct po_form {
    struct str key;
    size_t number;
};

struct po_forms {
    size_t count;   // of forms, as in nplurals
    bool is_mapped; // else the keys are the numbers of the forms
    struct {
        struct po_form *at;
        size_t count, capacity;
    } keys; // in the order of CLDR, exact numbers first
};

// Brings forms and categories together, by what both say of each number:
//   - a form that holds one category, and all of it, is that category;
//   - one that holds a single number apart from its category is that number: "=0";
//   - one that holds several categories is the text of each of them;
//   - where no whole number is `other`, a form without any number is it, else the last form speaks for it.
// Where two forms share a category in another way the keys are the numbers of the forms.
// Unknown rules (NULL): one form is `other`, and two of which the first holds 1 are `one` and `other`; of
// more than that the keys are the numbers.
void po_forms_map(const struct po_plural *plural, const struct plural_rules *rules, struct arena *arena,
                  struct po_forms *out);

#endif
