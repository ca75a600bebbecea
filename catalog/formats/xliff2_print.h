// Printing XLIFF 2: codes, units, fresh files.
#ifndef CATALOG_FORMATS_XLIFF2_PRINT_H
#define CATALOG_FORMATS_XLIFF2_PRINT_H

#include "catalog/formats/xliff2_parts.h"

struct xliff2_printer {
    struct arena *scratch;
    struct buf *out;
    struct xml_style style;
    struct str prefix; // of core elements, with its colon
    // White space: before an element that stands as deep as a unit, and what each level adds. Without a
    // line all is printed in one.
    struct str line, step;
    // How the modules' namespaces are called where this is printed; without a prefix an element declares it.
    struct str prefixes[XLIFF2_SPACE_COUNT];
    bool used[XLIFF2_SPACE_COUNT];
    bool says_states;
    enum limit_measure storage; // what limits of storage count in this file
};

void xliff2_print_line(struct xliff2_printer *printer, size_t depth);
// `<prefix:name`, `</prefix:name>` of the core.
void xliff2_print_open(struct xliff2_printer *printer, const char *name);
void xliff2_print_close(struct xliff2_printer *printer, const char *name);
void xliff2_print_attribute(struct xliff2_printer *printer, const char *name, struct str value);
// Text with `cp` for what XML cannot hold.
void xliff2_print_text(struct xliff2_printer *printer, struct str text);
// Starts an element of a module: `<prefix:name`, with the declaration of its namespace where it has none.
void xliff2_print_module(struct xliff2_printer *printer, enum xliff2_space space, const char *name);
void xliff2_print_module_close(struct xliff2_printer *printer, enum xliff2_space space, const char *name);
// An attribute of a module on an element of the core, with the declaration where there is none.
void xliff2_print_module_attribute(struct xliff2_printer *printer, enum xliff2_space space, const char *name,
                                   struct str value);
// The prefix of a module's names, whether it is declared or will be.
struct str xliff2_prefix_for(const struct xliff2_printer *printer, enum xliff2_space space);

// ---- codes of one unit or match (xliff2_codes.c)

struct xliff2_coder {
    struct xliff2_printer *printer;
    struct arena *arena;
    struct map ids;      // in use in the unit
    struct map counters; // beginning of an id → the number behind it that was given last
    struct map given;    // code with its number → its id
    struct map known;    // code with its number → the bytes of its tag
    struct map data;     // text → id of the original data
    struct map data_ids;
    struct str_list new_data; // texts in need of a `data` element
    size_t last_data;         // the number in the last id that was made for one
    size_t base;              // added to the numbers of codes: texts of different cases count apart
};

void xliff2_coder_open(struct xliff2_coder *coder, struct xliff2_printer *printer, struct arena *arena);
// An id that nothing in the unit has: `wanted`, or with a number.
struct str xliff2_new_id(struct xliff2_coder *coder, struct str wanted);
// Takes over what a unit has: `raw` are the bytes of its pieces of code, in order.
void xliff2_learn(struct xliff2_coder *coder, const struct pattern *pattern, const struct str_list *raw);
void xliff2_learn_id(struct xliff2_coder *coder, struct str id);
void xliff2_learn_data(struct xliff2_coder *coder, struct str id, struct str text);
// How many codes like this one were counted, this one included; `with_text`: that have the same text, too.
size_t xliff2_count_code(struct map *counts, const struct part *part, bool with_text, struct arena *arena);
// The bytes of the tag that the unit has for that part, for the `number`-th of its name and text; or NULL.
const struct str *xliff2_known_code(struct xliff2_coder *coder, const struct part *part, size_t number);
// The id of the `number`-th code of that kind and name: the same in source and target.
struct str xliff2_code_id(struct xliff2_coder *coder, const struct part *part, size_t number);
// The id of the original data with that text.
struct str xliff2_data_id(struct xliff2_coder *coder, struct str text);

// A tag whose bytes were kept, so that its attributes can be walked through.
void xliff2_tag_open(struct str raw, struct xml_document *document, struct xml_node *tag);
struct str xliff2_tag_name(struct str raw);
struct str xliff2_tag_value(struct str raw, const char *name, struct arena *arena);
bool xliff2_is_tag(struct str raw); // rather than an end tag or nothing

// ---- patterns (xliff2_pattern.c)

// Prints a plain pattern. Original data that it needs is noted.
void xliff2_print_pattern(struct xliff2_coder *coder, const struct pattern *pattern);
// `source` or `target` with a plain pattern.
void xliff2_print_element(struct xliff2_coder *coder, const char *name, const struct pattern *pattern);
// The `data` elements that were noted, each on a line of that depth.
void xliff2_print_data(struct xliff2_coder *coder, size_t depth);
// `originalData` with them, on a line of that depth; nothing where there are none.
void xliff2_print_original_data(struct xliff2_coder *coder, size_t depth);

// ---- units (xliff2_units.c)

// A whole unit, without the white space before it.
void xliff2_print_unit(struct xliff2_printer *printer, const struct unit *unit);
void xliff2_print_note(struct xliff2_printer *printer, struct str category, struct str text);
// The matches of a unit: the previous source, and suggestions. `ref` is the id of a segment.
void xliff2_print_matches(struct xliff2_printer *printer, const struct unit *unit, struct str ref);
// The matches alone, as they stand in their element.
void xliff2_print_previous(struct xliff2_printer *printer, const struct unit *unit, struct str ref);
void xliff2_print_suggestion(struct xliff2_printer *printer, const struct suggestion *suggestion,
                             struct str ref);
// `notes` with the unit's notes and places; nothing where there are none.
void xliff2_print_notes(struct xliff2_printer *printer, const struct unit *unit);
// What glot keeps as metadata, with the elements around it, the group alone, or what it holds; nothing where
// there is none.
enum xliff2_metadata_extent { XLIFF2_METADATA_WHOLE, XLIFF2_GROUP, XLIFF2_METAS };
void xliff2_print_metadata(struct xliff2_printer *printer, const struct unit *unit,
                           enum xliff2_metadata_extent extent);
// The segments of a unit: one, or one for each case of a choice. `id` is given to the first.
void xliff2_print_segments(struct xliff2_coder *coder, const struct unit *unit, struct str id);

#endif
