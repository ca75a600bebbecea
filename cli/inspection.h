// What `glot check` does with one catalog: judges the document (catalog/conformance.h), reads it, and checks
// its translations (catalog/check.h).
#ifndef CLI_INSPECTION_H
#define CLI_INSPECTION_H

#include "catalog/check.h"
#include "catalog/format.h"
#include "catalog/glossary.h"
#include "cli/command.h"
#include "cli/config.h"

// The same for all catalogs of a run, and what each worker has for itself.
struct inspection {
    struct check_options checks;
    struct glossary glossary;
    bool is_whole;  // documents are parsed with all units unfolded, as the readers of drop-in mode want them
    bool is_strict; // doubtful rules for documents are errors
    struct arena *scratch; // by worker; reset for each catalog
};

// Reads the glossary that the configuration names (NULL: there is no configuration). STATUS_FINE, or what
// became of it.
enum status inspection_begin(struct inspection *inspection, struct context *context,
                             const struct config *config, size_t jobs);
void inspection_end(struct inspection *inspection, size_t jobs);
// What translations must pass to be built (inspection->checks), instead of inspection_begin(): nothing else
// of it may be used. The glossary is read only where the configuration makes errors of it.
enum status inspection_gate(struct inspection *inspection, struct context *context,
                            const struct config *config);

// Judges the bytes as a document, where they are one that there are rules for. *is_judged tells. `document`:
// NULL, or what they are if they are well-formed XML (else it has no text), for the reader of the catalog; it
// lives until the next one is judged or checked.
void inspect_document(struct inspection *inspection, size_t worker, struct str path, struct str bytes,
                      struct diags *diags, struct xml_document *document, bool *is_judged);
// Checks the translations of a catalog. `name` is what its file says of the locale, where the catalog says
// nothing.
void inspect_catalog(struct inspection *inspection, size_t worker, struct catalog *catalog, struct str name,
                     struct diags *diags);

// Whether a reader of catalogs tells what the judgment of the document has told better.
bool inspection_is_double(enum kind kind);

// The locale in the name of a file: "de" of "i18n/messages.de.xlf", or empty.
struct str inspection_locale_of_path(struct str path);

#endif
