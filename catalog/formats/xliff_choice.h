// Choices between texts in XLIFF. Before 2.2 there is no element for them: the texts of such a unit are kept
// in the syntax of ICU MessageFormat, and the unit is marked.
#ifndef CATALOG_FORMATS_XLIFF_CHOICE_H
#define CATALOG_FORMATS_XLIFF_CHOICE_H

#include "catalog/format.h"

// Whether a text of the unit is a choice.
bool xliff_has_choice(const struct unit *unit);

// The units of a catalog with choices as text, their syntax set to SYNTAX_ICU; `keeps` says which units may
// keep them (NULL: none). `out` shares all else. False, with diagnostics, where a choice cannot be written
// so; a warning where code will only be known by its name.
bool xliff_choices_to_text(const struct catalog *catalog, bool (*keeps)(const struct unit *unit),
                           struct arena *arena, struct diags *diags, struct catalog *out);

// The texts of a unit that was marked as choices, if one is. Otherwise, or where one is broken, they stay
// text.
void xliff_choices_of_text(struct unit *unit, struct arena *arena);

// A choice as text; what is none is left as it is. False where it cannot be written so.
bool xliff_choice_to_text(struct pattern *pattern, struct arena *arena);
// And back; a text that says none is left as it is.
void xliff_choice_of_text(struct pattern *pattern, struct arena *arena);

#endif
