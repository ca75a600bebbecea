// What Angular calls its placeholders in XLIFF 2: not their ids, which glot has for names, but `equiv`,
// `equivStart` and `equivEnd`:
//     <pc id="0" equivStart="START_BOLD_TEXT" equivEnd="CLOSE_BOLD_TEXT">…</pc>
//     <ph id="1" equiv="INTERPOLATION"/>
#ifndef CATALOG_BUNDLES_ANGULAR_NAMES_H
#define CATALOG_BUNDLES_ANGULAR_NAMES_H

#include "catalog/bundles/bundled.h"

// Gives the code of a text those names, if the text stands in a unit of XLIFF 2.
void angular_names(struct bundled *text, struct arena *arena);

#endif
