// Rules of the validation module: what the translations of a unit have to say.
// https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html#validation_module
#ifndef CATALOG_FORMATS_XLIFF2_RULES_H
#define CATALOG_FORMATS_XLIFF2_RULES_H

#include "catalog/formats/xliff2_print.h"

// Appends the rules that count for the unit: those of its file and groups, but what a rule on a lower level
// with the same text switches off, and its own. Rules of other tools are none.
void xliff2_read_rules(const struct xliff2_document *document, const struct xml_node *unit,
                       struct arena *arena, struct text_rule_list *out);
// `val:validation` with these rules.
void xliff2_print_rules(struct xliff2_printer *printer, const struct text_rule_list *rules);

#endif
