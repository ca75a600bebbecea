// XLIFF 2.0, 2.1 and 2.2, as the parts of this format share it. What is kept where: docs/xliff.md.
// https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html
// https://docs.oasis-open.org/xliff/xliff-core/v2.2/xliff-core-v2.2-part1.html
#ifndef CATALOG_FORMATS_XLIFF2_H
#define CATALOG_FORMATS_XLIFF2_H

#include "catalog/formats/xliff.h"

// Values of glot's own: the category of its metadata, and prefix:value.
#define XLIFF2_OWN      "glot"
#define XLIFF2_PREVIOUS "glot:previous"
// The same, of a translation that needed review.
#define XLIFF2_PREVIOUS_IN_REVIEW "glot:previous-needs-review"
#define XLIFF2_PREVIOUS_CONTEXT   "previous-context"
#define XLIFF2_SOURCE_CASES       "source-cases"
#define XLIFF2_ICU                "glot:icu"
#define XLIFF2_NAME_MARK          "glot:"

static inline bool xliff2_is_previous(struct str sub_type)
{
    return str_is(sub_type, XLIFF2_PREVIOUS) || str_is(sub_type, XLIFF2_PREVIOUS_IN_REVIEW);
}

// ---- names (xliff2_names.c)

enum xliff2_space {
    XLIFF2_CORE, // whatever namespace the root element has
    XLIFF2_MATCHES,
    XLIFF2_METADATA,
    XLIFF2_SIZE,
    XLIFF2_PLURALS,
    XLIFF2_VALIDATION,
    XLIFF2_SPACE_COUNT
};

// The namespaces of the modules; the core's depends on the version.
extern const char *const xliff2_namespaces[XLIFF2_SPACE_COUNT];
// The prefixes that glot declares for them.
extern const char *const xliff2_prefixes[XLIFF2_SPACE_COUNT];

struct xliff2_document {
    struct xml_document xml; // the units are folded
    struct xml_node *root;
    struct str core;       // the namespace of the root element
    bool declares_at_root; // no other element declares namespaces
    bool default_is_core;  // names without a prefix are of the core, if so
};

// Parses, and looks at the root element. False, with a diagnostic, for what is no XLIFF 2.
bool xliff2_open(struct str bytes, struct str path, const struct xml_document *known, struct arena *arena,
                 struct diags *diags, struct xliff2_document *out);
// Whether a prefix stands for a namespace at that element.
bool xliff2_is_in_space(const struct xliff2_document *document, const struct xml_node *element,
                        struct str prefix, enum xliff2_space space);
static inline bool xliff2_is(const struct xliff2_document *document, const struct xml_node *node,
                             enum xliff2_space space, const char *name)
{
    struct str prefix;
    return xliff_has_local_name(&document->xml, node, name, &prefix) &&
           xliff2_is_in_space(document, node, prefix, space);
}
static inline bool xliff2_is_core(const struct xliff2_document *document, const struct xml_node *node,
                                  const char *name)
{
    return xliff2_is(document, node, XLIFF2_CORE, name);
}
static inline bool xliff2_is_part(const struct xliff2_document *document, const struct xml_node *node)
{
    return xliff2_is_core(document, node, "segment") || xliff2_is_core(document, node, "ignorable");
}
// The first child of that name, or NULL.
struct xml_node *xliff2_child(const struct xliff2_document *document, const struct xml_node *parent,
                              enum xliff2_space space, const char *name);
// An attribute of a module, decoded; empty where it is absent.
struct str xliff2_module_value(const struct xliff2_document *document, const struct xml_node *element,
                               enum xliff2_space space, const char *name, struct arena *arena);
// The prefix that stands for a module's namespace at that element, or empty.
struct str xliff2_prefix_at(const struct xliff2_document *document, const struct xml_node *element,
                            enum xliff2_space space);
// The value that an element has of `translate` or `canResegment`: its own, or that of what it stands in.
bool xliff2_inherits_yes(const struct xliff2_document *document, const struct xml_node *element,
                         const char *name);

// ---- contents of sources and targets (xliff2_contents.c)

struct xliff2_contents {
    const struct xliff2_document *document;
    const struct xml_node *data; // the `originalData` that codes refer to, or NULL
    struct map data_index;       // filled when there are many
    struct arena *arena, *scratch;
    struct str_list *code; // NULL, or the bytes of each piece of code are listed here
    struct pattern *out;
    struct text_run run; // read, and not in the pattern yet
};

// Makes ready to read what refers to that original data.
void xliff2_contents_open(struct xliff2_contents *contents, const struct xml_node *data);
// Appends what the element holds to `out`; several texts may follow each other.
void xliff2_contents_read(struct xliff2_contents *contents, const struct xml_node *element);
void xliff2_contents_end(struct xliff2_contents *contents);
static inline bool xliff2_has_braces(struct str name)
{
    return str_find_byte(name, '{', 0) != STR_NONE || str_find_byte(name, '}', 0) != STR_NONE;
}

// What a `data` element says.
struct str xliff2_data_text(const struct xliff2_document *document, const struct xml_node *data,
                            struct arena *arena);

// ---- states (xliff2_state.c)

enum unit_state xliff2_state_of(struct str state, struct str sub_state);
struct xliff2_state {
    const char *state, *sub_state; // NULL: no such attribute
};
struct xliff2_state xliff2_state_for(enum unit_state state);
// Which of two states is the earlier one: the state of texts that are joined.
enum unit_state xliff2_earlier(enum unit_state a, enum unit_state b);

// Places that metadata of a unit names, as Transifex has them: in groups of the category `location`.
void xliff2_metadata_places(const struct xliff2_document *document, const struct xml_node *unit,
                            struct arena *arena, struct str_list *places);

bool xliff2_read(struct str bytes, struct str path, const struct format_options *options, struct arena *arena,
                 struct diags *diags, struct catalog *out);
bool xliff2_write(const struct catalog *catalog, const struct format_options *options,
                  enum xliff_version version, struct arena *scratch, struct diags *diags, struct buf *out);

#endif
