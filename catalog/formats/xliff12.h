// XLIFF 1.2, as the parts of this format share it. What is kept where: docs/xliff.md.
// https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
//
// In drop-in mode elements are found as DOM interfaces find them, by their written name and however deep; in
// own mode by their local name, as children.
#ifndef CATALOG_FORMATS_XLIFF12_H
#define CATALOG_FORMATS_XLIFF12_H

#include "catalog/formats/xliff.h"

#define XLIFF12_NAMESPACE "urn:oasis:names:tc:xliff:document:1.2"
// Marks of glot's own on a unit and its notes.
#define XLIFF12_OBSOLETE "glot:obsolete"
#define XLIFF12_PREVIOUS "glot-previous-source"
// The same, of a translation that needed review.
#define XLIFF12_PREVIOUS_IN_REVIEW "glot-previous-source-needs-review"
// The type of an element that stands for a character which XML cannot hold.
#define XLIFF12_CODE_POINT "x-glot-cp"
// Types of contexts: that of a unit, and that of its previous source where it is another one.
#define XLIFF12_CONTEXT          "x-context"
#define XLIFF12_PREVIOUS_CONTEXT "x-previous-context"
// Of a unit: its texts are in the syntax of ICU MessageFormat.
#define XLIFF12_ICU "x-icu"

static inline bool xliff12_is_previous(struct str from)
{
    return str_is(from, XLIFF12_PREVIOUS) || str_is(from, XLIFF12_PREVIOUS_IN_REVIEW);
}

// ---- contents of sources and targets (xliff12_contents.c)

struct xliff12_contents {
    const struct xml_document *document;
    const struct format_options *options;
    struct arena *arena;
    struct diags *diags;   // NULL: nothing is complained about
    struct str_list *code; // NULL, or the bytes of each piece of code are listed here
    bool is_sound;         // false after a complaint
    struct text_run run;   // read, and not in the pattern yet
};

// Reads what an element holds. In drop-in mode with diagnostics, what the other tool cannot read is an error.
void xliff12_read_contents(struct xliff12_contents *contents, const struct xml_node *element,
                           struct pattern *out);

struct xliff12_printer {
    const struct format_options *options;
    struct xml_style style;
    struct str prefix;    // of element names, with its colon
    bool has_suggestions; // are printed
    struct buf *out;
    // Code that the unit holds already: it is copied, so that attributes which no pattern knows survive.
    struct pattern known;
    struct str_list known_code;
};

void xliff12_print_contents(struct xliff12_printer *printer, const struct pattern *pattern);
// The contents as a text of its own, as notes keep a previous source, and back.
struct str xliff12_fragment(const struct pattern *pattern, const struct format_options *options,
                            struct arena *arena);
bool xliff12_read_fragment(struct str fragment, const struct format_options *options, struct arena *arena,
                           struct pattern *out);
// The note that keeps the previous source of a unit that has one.
struct note xliff12_previous_note(const struct unit *unit, const struct format_options *options,
                                  struct arena *arena);

// ---- states

// The state of a translation by its own attributes and by `approved` on its unit.
enum unit_state xliff12_state_in(const struct xml_document *document, const struct xml_node *target,
                                 struct arena *arena);
// Whether that state says that the translation is done.
bool xliff12_is_done(struct str state);

struct xliff12_state {
    const char *state, *qualifier; // NULL: no such attribute
};
// The attributes of a unit's target. Without any it counts as translated, unless it is blank.
struct xliff12_state xliff12_target_state(const struct unit *unit);

// ---- units

static inline bool xliff12_is_local(const struct xml_document *document, const struct xml_node *node,
                                    const char *name)
{
    struct str prefix;
    return xliff_has_local_name(document, node, name, &prefix);
}
static inline bool xliff12_is(const struct xml_document *document, const struct xml_node *node,
                              const char *name, const struct format_options *options)
{
    return options->peer_bytes ? xml_is(document, node, name) : xliff12_is_local(document, node, name);
}
// Whether it is an `alt-trans` that proposes a translation, rather than telling of an earlier one.
bool xliff12_is_suggestion(const struct xml_document *document, const struct xml_node *node);
// Whether lit-localize made the file: it reads a proposal as a second translation.
bool xliff12_is_peers(const struct catalog *catalog, const struct format_options *options);
// What a tree leaves folded: in own mode the units, of which few are looked at twice.
static inline const char *xliff12_folded(const struct format_options *options)
{
    return options->peer_bytes ? NULL : "trans-unit";
}
// The child of that name, in own mode's sense, or NULL.
struct xml_node *xliff12_child(const struct xml_document *document, const struct xml_node *parent,
                               const char *name);
// Whether it is a `context-group` that says where in the sources a unit stands.
bool xliff12_is_location(const struct xml_document *document, const struct xml_node *node,
                         const struct format_options *options);
// The notes of a unit in the order of unit.notes.
struct xml_node *xliff12_next_note(const struct xml_document *document, const struct xml_node *unit,
                                   const struct xml_node *after, const struct format_options *options);

void xliff12_print_unit(struct xliff12_printer *printer, const struct unit *unit,
                        const struct xliff_layout *layout);
void xliff12_print_target(struct xliff12_printer *printer, const struct unit *unit);
void xliff12_print_source(struct xliff12_printer *printer, const struct unit *unit);
void xliff12_print_note(struct xliff12_printer *printer, const struct note *note);
void xliff12_print_suggestion(struct xliff12_printer *printer, const struct suggestion *suggestion);
void xliff12_print_location(struct xliff12_printer *printer, struct str location);
// A group of one context that says what the unit is matched by.
void xliff12_print_context(struct xliff12_printer *printer, const char *type, struct str text);

bool xliff12_read(struct str bytes, struct str path, const struct format_options *options,
                  struct arena *arena, struct diags *diags, struct catalog *out);
bool xliff12_write(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
                   struct diags *diags, struct buf *out);
// Writes into the bytes that the catalog was read from.
bool xliff12_splice(const struct catalog *catalog, const struct format_options *options,
                    struct arena *scratch, struct diags *diags, struct buf *out);

#endif
