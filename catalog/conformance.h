// Judges an XLIFF document: 1.2 (what the transitional schema takes), 2.0, 2.1 and 2.2 in either namespace
// of 2.x. Both what the schemas say (which elements and attributes where, how often, in which order, with
// which values) and what no schema can: ids, references, pairs of codes, editing hints, languages, the
// constraints of modules.
//
// Sources: XLIFF 1.2, 2.0, 2.1 and 2.2 (OASIS), their XML schemas and the Schematron rules of 2.1; BCP 47.
// What is left out: processing requirements (what a tool may change), whether the targets keep to the rules
// of the validation module, the contents of foreign namespaces, and references into other documents.
#ifndef CATALOG_CONFORMANCE_H
#define CATALOG_CONFORMANCE_H

#include "catalog/xml.h"

// More findings than this in one document are not told; one more finding says so.
enum { conformance_most_findings = 1000 };

struct conformance_options {
    // Rules on which the specifications are silent or at odds, and habits that tools tolerate, are errors;
    // otherwise they are warnings.
    bool strict;
};

// Whether the root element is an `xliff` of whatever version, so that there is something to judge.
bool conformance_applies(const struct xml_document *document);

// What of the document may be folded for it: its units, which takes a tenth of the memory, or NULL where
// rules look into units from outside. (Folded elements are unfolded one after the other and folded again.)
const char *conformance_folded(struct str text);

// Adds a diagnostic for each breach of a rule, in document order by the element at whose end it shows. True
// when there is none of error level. Takes time and memory linear in the document; all memory but that of the
// diagnostics is taken from `scratch`.
bool conformance_check(const struct xml_document *document, const struct conformance_options *options,
                       struct arena *scratch, struct diags *diags);

#endif
