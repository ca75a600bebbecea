// "Did you mean …?": the nearest of a set of words to a mistyped one.
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/diag.h"

struct nearest {
    struct str word;  // as it was typed
    struct str found; // the best word offered so far, or empty
    size_t distance;  // its distance
};

struct nearest nearest_to(struct str word);
// Offers a word. It is taken when it is near enough to be meant and nearer than all before it: few letters
// differ (a third of the typed ones and one more), only the case differs, or the typed word is its beginning.
void nearest_offer(struct nearest *nearest, struct str candidate);
// Adds the hint `Did you mean "…"?`, unless the word that was found is empty: false.
bool nearest_hint(struct str found, struct diags *diags, struct diag *diag);

#endif
