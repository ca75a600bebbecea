// TMX 1.4b as a translation memory: units are numbered or have a `tuid`, sources and targets are `tuv`
// elements. https://www.gala-global.org/tmx-14b; docs/formats.md.
#ifndef CATALOG_FORMATS_TMX_H
#define CATALOG_FORMATS_TMX_H

#include "catalog/format.h"
#include "catalog/xml.h"

struct tmx_file {
    struct xml_document document;
    size_t doctype_start, doctype_end;   // of the one that is looked past; equal: there is none
    struct xml_node *body;               // NULL when it is missing
    struct str source_lang, target_lang; // as the elements spell them; either may be empty
};

// Parses. A document type declaration of the plain external form, `<!DOCTYPE tmx SYSTEM "tmx14.dtd">`, is
// looked past and never loaded; any other is refused as in all XML. `options->locale` chooses among several
// target languages, else the first counts, and others are told.
bool tmx_parse(struct str bytes, struct str path, const struct format_options *options, struct arena *arena,
               struct diags *diags, struct tmx_file *out);
// The next `tu` behind `after` (NULL: the first), or NULL.
struct xml_node *tmx_next_unit(const struct tmx_file *file, const struct xml_node *after);
// The next `tuv` of that language within a `tu` behind `after` (NULL: the first, which counts), or NULL.
struct xml_node *tmx_variant(const struct tmx_file *file, const struct xml_node *unit, struct str lang,
                             const struct xml_node *after);
struct xml_node *tmx_child(const struct tmx_file *file, const struct xml_node *parent, const char *name);

bool tmx_write(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
               struct diags *diags, struct buf *out);

#endif
