// The texts of an XLIFF 2 unit: its segments and ignorables, joined or by cases.
#ifndef CATALOG_FORMATS_XLIFF2_PARTS_H
#define CATALOG_FORMATS_XLIFF2_PARTS_H

#include "catalog/formats/xliff2.h"

// Reads texts from elements, one behind the other.
struct xliff2_text {
    const struct xliff2_document *document;
    struct arena *arena, *scratch;
    struct str_list *code; // NULL, or the bytes of each piece of code, in scratch
};
void xliff2_text_read(const struct xliff2_text *text, const struct xml_node *data,
                      const struct xml_node *const *elements, size_t count, struct pattern *out);

struct xliff2_part {
    struct xml_node *element, *source, *target; // source and target may be NULL
    bool is_segment;
    size_t order; // of its target, from 1 on
};

struct xliff2_parts {
    const struct xliff2_document *document;
    struct arena *scratch;
    struct xml_node *unit, *data; // data: the `originalData`, or NULL
    struct xliff2_part *at;       // in the order of the file
    struct xliff2_part **targets; // in the order of the targets
    size_t count;
    bool has_target; // at least one has
};

// Lists them. The unit must be unfolded.
void xliff2_parts_find(const struct xliff2_document *document, struct xml_node *unit, struct arena *scratch,
                       struct xliff2_parts *out);
// Source, target and state of the unit.
void xliff2_parts_read(const struct xliff2_parts *parts, struct arena *arena, struct unit *unit);

// The earliest state of the segments that have a target.
enum unit_state xliff2_parts_state(const struct xliff2_parts *parts);

// ---- small values

// An NMTOKEN for a key that is none.
struct str xliff2_hashed_id(struct str key, struct arena *arena);
// "[least,]greatest" with `*` for no limit. 0: none.
size_t xliff2_parse_restriction(struct str text);
// "utf16 20", where the profiles of the file say another measure.
void xliff2_parse_limit(struct str text, struct length_limit *out);
// A number from 0 to 100, rounded down.
unsigned xliff2_parse_number(struct str text);

#endif
