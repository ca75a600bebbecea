// What the files of this folder share: the names of XLIFF, the tables of its schemas, and the state of a
// check. Nothing outside of catalog/conformance* includes this.
#ifndef CATALOG_CONFORMANCE_RULES_H
#define CATALOG_CONFORMANCE_RULES_H

#include "base/map.h"
#include "catalog/conformance.h"

// ---- names

enum word {
    W_NONE,
#define WORD(identifier, name) W_##identifier,
#include "catalog/conformance/words.def"
#undef WORD
    WORD_COUNT
};

// Namespaces. Those of one meaning are one: both of XLIFF 2.x, and 1.1's beside 1.2's.
enum space {
    SPACE_NONE, // no namespace at all
    SPACE_XML,
    SPACE_XSI,
    SPACE_XLIFF1,
    SPACE_XLIFF2,
    SPACE_MTC,
    SPACE_GLS,
    SPACE_FS,
    SPACE_MDA,
    SPACE_RES,
    SPACE_SLR,
    SPACE_VAL,
    SPACE_CTR,
    SPACE_ITS,
    SPACE_ITSM,
    SPACE_PGS,
    SPACE_DEFINED,                  // how many have tables
    SPACE_RESERVED = SPACE_DEFINED, // urn:oasis:names:tc:xliff:… that no version defines
    SPACE_FOREIGN,
    SPACE_UNBOUND, // a prefix without a declaration
};

enum version { V12 = 1, V20 = 2, V21 = 4, V22 = 8, V2X = V20 | V21 | V22 };

const char *word_name(enum word word);
const char *space_prefix(enum space space); // as the specifications write it: "mtc"

// ---- tables of the schemas (schema_*.c)

// Types of values (values.c).
enum type {
#define TYPE(identifier, ...) T_##identifier,
#include "catalog/conformance/types.def"
#undef TYPE
    TYPE_COUNT
};

struct attribute_rule {
    uint16_t word; // 0 ends the list
    uint8_t type;
    bool is_required;
    uint8_t space;    // of the attribute
    uint8_t versions; // 0: all
};

enum { MANY = 0 }; // for the greatest number

// One step of a sequence: that many children, each one of a set.
struct slot {
    const uint16_t *words; // ends with 0
    uint8_t space;         // of the words; SPACE_NONE stands for that of the parent
    bool takes_foreign;    // elements of any other namespace
    bool takes_any;        // elements of any namespace, unseen
    uint8_t least, most;   // most: MANY is without end
    uint8_t versions;      // 0: all
    bool ends;             // behind the last slot
};

// Which attributes an element takes that its list does not have.
enum openness {
    CLOSED,
    OPEN_TO_CODE_MODULES,    // those of fs and slr
    OPEN_TO_SEGMENT_MODULES, // those of pgs
    OPEN_TO_OTHERS,          // of any other namespace
    OPEN_TO_ALL,             // 1.2: those without a namespace, too
};

struct element_rule {
    uint16_t word; // 0 ends the list
    uint8_t space;
    uint8_t openness; // enum openness
    bool takes_text;
    uint8_t versions;                        // 0: all
    const struct attribute_rule *attributes; // NULL: none
    const struct slot *slots;                // NULL: no children
};

extern const struct element_rule schema_xliff1[], schema_xliff2[], schema_modules[];
// Attributes that modules define for elements of others.
struct global_attribute_rule {
    uint16_t word;
    uint8_t space, type;
};
extern const struct global_attribute_rule schema_attributes[]; // ends with word 0

// A value's type: whether `value` is of it.
bool type_takes(enum type type, struct str value);
// Whether white space around values of the type does not count.
bool type_collapses(enum type type);
// The next word of a list with spaces between, from *at on, which moves behind it; empty at the end.
struct str list_word(struct str list, size_t *at);
// What it is, for a message: "yes or no".
const char *type_meaning(enum type type);
bool is_language_type(enum type type);

// ---- a document being checked

struct attribute {
    enum space space;
    enum word word;         // W_NONE for names that XLIFF does not know
    enum type type;         // what its rule says, else T_TEXT
    struct str name, value; // name: as written; value: decoded
    uint32_t start, end;    // in the text
};

struct element {
    const struct xml_node *node;
    enum space space;
    enum word word;
    const struct element_rule *rule; // NULL: foreign
    struct attribute *attributes;
    size_t count;
    struct element *parent; // NULL for the root
    bool is_lax;            // within something foreign: judged by itself, without a part in its unit
};

struct element_list {
    struct element **at;
    size_t count, capacity;
};

struct checker;

// What an element means beyond its schema.
struct meaning {
    uint16_t word; // 0 ends the list
    uint8_t space;
    void (*enter)(struct checker *checker, struct element *element);
    void (*leave)(struct checker *checker, struct element *element);
};

extern const struct meaning meanings_xliff1[], meanings_xliff2[], meanings_modules[], meanings_tracking[],
    meanings_its[];

// What `checker->places` has for a name in a namespace.
struct place_in_tables {
    const struct element_rule *rule;
    const struct meaning *meaning;
};

struct binding {
    struct str prefix;
    enum space space;
};

struct binding_list {
    struct binding *at;
    size_t count, capacity;
};

struct frame {
    struct element *element;
    struct xml_node *unfolded; // the element's node, where it was folded before
    size_t slot, in_slot;      // where in the sequence of its children
    size_t bindings;           // how many there were outside
    bool is_foreign, has_text_finding;
    const struct meaning *meaning; // NULL: nothing beyond its schema
    struct str language;           // xml:lang, own or inherited
    bool has_language;
    uint32_t modules;       // which elements of modules it has had already: a bit for each
    struct ids *extensions; // of a file or group; NULL: none yet
    struct ids *size_ids;   // in the slr:data that are its children
};

struct ids {
    struct map map;      // id → struct xml_node
    struct arena *arena; // NULL: until the end of the check
    bool is_told;        // that it is not unique, where that is a doubt
};

// The inline content of a unit, or of a match: what shares one name space of ids. Two of each: in sources, in
// targets.
enum { SOURCE_SIDE, TARGET_SIDE };
struct contents {
    struct element *owner;
    struct arena *arena;
    struct ids data, notes, codes[2];      // segments and ignorables are among the codes of sources
    struct element_list codes_in_order[2]; // inline elements in document order
    struct element_list parts;             // segments and ignorables
    struct element_list sides[2];          // sources and targets
    struct element_list references;        // elements whose `ref` is to point into the unit
    struct ids resources, extensions;
};

enum pending_kind {
    PENDING_SUB_FLOW,
    PENDING_RESOURCE,
    PENDING_FILE,
    PENDING_GROUP,
    PENDING_UNIT,
    PENDING_XID, // these three: 1.2
    PENDING_TOOL,
    PENDING_PHASE,
};

// A reference that can be judged when the file or the document is known.
struct pending {
    enum pending_kind what;
    struct str id;
    uint32_t start, end;
};
struct pending_list {
    struct pending *at;
    size_t count, capacity;
};

struct file_scope {
    struct ids groups, units, resources;
    struct ids tools, phases, count_groups, context_groups, external_files; // 1.2
    struct pending_list pending;
};

enum { recent_words = 64 };
struct known_word {
    struct str name;
    enum word word;
};

struct checker {
    const struct xml_document *document;
    bool is_strict;
    enum version version;
    enum space core;                // SPACE_XLIFF1, SPACE_XLIFF2
    bool core_is_unbound;           // no namespace at all
    struct arena *lasting, passing; // until the end of the check; until the end of a unit
    struct diags *diags;
    size_t count, errors;
    struct map words;
    struct known_word recent[recent_words];       // see names_word
    struct place_in_tables (*places)[WORD_COUNT]; // by space
    struct binding_list bindings;
    struct frame frames[xml_greatest_depth + 1];
    size_t depth;
    struct str source_language, target_language;
    bool has_target_language, lacks_target_language;
    struct file_scope file;
    struct str file_id;
    const struct element *unit;      // NULL outside of units
    struct contents contents, match; // of the open unit and match; in 1.2, match is alt-trans
    const struct element *open_text; // 1.2: the source or target that is open, and its codes
    struct element_list codes;
    bool is_in_match;
    int side;                                        // of the source or target that is open
    struct ids files, xml_ids;                       // of the document
    struct ids notes, matches, glossary, metadata;   // of the one that is open
    struct pending_list pending;                     // until the end of the document
    const struct xml_node *tracked;                  // what the open ctr:revisions is about, or NULL
    struct ids versions, properties;                 // of the open ctr:revisions and ctr:revision
    size_t searches;                                 // for what is tracked, in this unit
    bool has_standard_general, has_standard_storage; // the file's profiles of size are XLIFF's own
};

// ---- for the rules: looking at elements (elements.c)

// Asked of each element many times, so it is done where it is asked.
static inline struct attribute *attribute_of(const struct element *element, enum space space, enum word word)
{
    for (size_t i = 0; i < element->count; i++)
        if (element->attributes[i].word == word && element->attributes[i].space == space)
            return &element->attributes[i];
    return NULL;
}
// One without a namespace.
static inline struct attribute *attribute_named(const struct element *element, enum word word)
{
    return attribute_of(element, SPACE_NONE, word);
}
// Its value, or {0} where it is absent.
struct str value_of(const struct element *element, enum word word);
bool value_is(const struct element *element, enum word word, const char *value);
// Whether the next element outwards is of that name in XLIFF's own namespace.
bool parent_is(const struct element *element, enum word word);
struct element *ancestor_of(const struct element *element, enum space space, enum word word);
bool is_core(const struct element *element, enum word word);
struct frame *frame_top(struct checker *checker);

// Findings (findings.c). `hint` is a sentence, or NULL for the kind's remedy. The message: one line without a
// final stop.
struct diag *complain(struct checker *checker, enum kind kind, struct span span, const char *hint,
                      const char *format, ...) __attribute__((format(printf, 5, 6)));
// The same for what is an error only when strict.
struct diag *doubt(struct checker *checker, enum kind kind, struct span span, const char *hint,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));
// What the text of a specification asks for, and its own suite of valid documents does not keep to.
struct diag *advise(struct checker *checker, enum kind kind, struct span span, const char *hint,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));
struct span span_of_tag(const struct checker *checker, const struct element *element);
// The attribute, or the tag where it is NULL.
struct span span_of_attribute(const struct checker *checker, const struct element *element,
                              const struct attribute *attribute);
struct span span_of_value(const struct checker *checker, const struct element *element, enum word word);
struct span span_of_pending(const struct checker *checker, const struct pending *pending);
// For a message: at most so much of a value that a line stays readable.
struct str brief(struct str value);
// Adds a related place, unless `diag` is NULL (one finding too many).
void relate(struct checker *checker, struct diag *diag, const struct xml_node *node, const char *message);

// Ids (elements.c). Remembers `element` under its id, unless `attribute` is NULL. Where another one has it
// already, complains and is false. `among` says who share the name space: "the units of the file".
bool ids_claim(struct checker *checker, struct ids *ids, const struct element *element,
               const struct attribute *attribute, const char *among);
// The same where tools do otherwise: a doubt, told once unless strict.
bool ids_want(struct checker *checker, struct ids *ids, const struct element *element,
              const struct attribute *attribute, const char *among);
const struct xml_node *ids_find(const struct ids *ids, struct str id);
// None yet, for what is open: they live as long as its unit.
struct ids ids_here(struct checker *checker);
// What a name space's map is kept in.
struct arena *ids_arena(const struct checker *checker, const struct ids *ids);

// structure.c
void structure_enter(struct checker *checker, struct element *element, struct frame *parent);
void structure_leave(struct checker *checker, struct frame *frame);
void structure_text(struct checker *checker, struct frame *frame, const struct xml_node *text);

// names.c
void names_prepare(struct checker *checker);
enum space names_space_of_uri(struct str uri);
enum word names_word(struct checker *checker, struct str name);
// Reads an element's name and attributes; takes the namespaces that it declares into account.
struct element *names_read(struct checker *checker, const struct xml_node *node);

// contents.c: the inline content of units and matches
void contents_begin(struct checker *checker, struct contents *contents, struct element *owner);
void contents_end(struct checker *checker, struct contents *contents);
// codes.c: pairs, what a code refers to; hints.c: editing hints; parts.c: segments and ignorables
void codes_check(struct checker *checker, const struct contents *contents);
void hints_check(struct checker *checker, const struct contents *contents);
void parts_check(struct checker *checker, const struct contents *contents);
bool is_isolated(const struct element *code);
bool is_code(const struct element *element); // ph, pc, sc or ec; by its word alone

// annotations.c
void annotation_enter(struct checker *checker, struct element *mark);
void references_check(struct checker *checker);

// fragment.c: fragment identifiers, `#f=file/u=unit/n=note`
struct fragment {
    struct str file, group, unit; // empty where they are left out
    struct str prefix, leaf;      // prefix: empty for an inline element, segment or ignorable of the unit
    bool is_absolute;
};
// Reads what follows the `#`. False, with a reason, where it does not keep to the grammar.
bool fragment_read(struct str text, struct fragment *out, const char **reason);

// modules.c, its.c: attributes of modules on elements of others
void modules_attributes(struct checker *checker, struct element *element);
void its_attributes(struct checker *checker, struct element *element);
// The open element of that name, outwards from the innermost; NULL without one.
struct element *open_element(struct checker *checker, enum space space, enum word word);
void wait_for(struct checker *checker, struct pending_list *list, struct pending pending);
// The element's `ref`, if it has one, is to point into the open unit: see references_check.
void await_reference(struct checker *checker, struct element *element);

#endif
