// ICU MessageFormat 1: messages such as "{count, plural, one {# file} other {# files}}".
//
// The syntax is that of ICU's MessageFormat (ApostropheMode DOUBLE_OPTIONAL) with the additions of FormatJS
// (tags, `::` skeletons) and Lingui (tags whose names are numbers, formatters of one's own, `#` in a select
// within a plural). Where the two disagree, @formatjs/icu-messageformat-parser decides; docs/differences.md
// has the exceptions. Positions are byte offsets into the text that was parsed.
#ifndef CATALOG_ICU_H
#define CATALOG_ICU_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>

enum { icu_depth_greatest = 64 }; // texts in texts: options of choices and contents of tags

struct icu_options {
    bool ignores_tags;      // `<` is text (FormatJS: ignoreTag)
    bool prints_tags;       // and markup of patterns is printed as tags all the same (Lingui's compiler)
    bool requires_other;    // a choice without `other` is a fault (FormatJS: requiresOtherClause)
    bool has_numbered_tags; // <0>…</0> and <0/> are tags, too (Lingui)
    bool has_any_type;      // {x, words, style}: types beyond number, date and time are allowed
    bool has_nested_pound;  // `#` stands for a plural's number in a select within the plural, too
    bool has_plain_pound;   // `#` is text
    bool has_plain_angles;  // `'<` and `'>` quote nothing (Lingui's compiler)
    bool has_plain_quotes;  // `'` is text, so that braces cannot be quoted (Flutter without use-escaping)
};

// ICU as Java and C++ know it; react-intl and its kin; Lingui; Flutter's gen-l10n.
extern const struct icu_options icu_standard, icu_formatjs, icu_lingui, icu_flutter;

enum icu_kind {
    ICU_LITERAL,
    ICU_ARGUMENT, // {name}
    ICU_NUMBER,   // {name, number} {name, number, style} {name, number, ::skeleton}
    ICU_DATE,
    ICU_TIME,
    ICU_CUSTOM, // {name, type, style} of another type
    ICU_SELECT,
    ICU_PLURAL,
    ICU_ORDINAL,
    ICU_POUND,     // `#` in an option of a plural or ordinal
    ICU_TAG,       // <name>…</name>
    ICU_EMPTY_TAG, // <name/>
};

struct icu_node_list {
    struct icu_node *at;
    size_t count, capacity;
};

// One text of a choice: `key {value}`.
struct icu_option {
    struct str key;               // "one", "=1", "male"
    size_t key_start, start, end; // start and end: with the braces
    struct icu_node_list value;
};

struct icu_option_list {
    struct icu_option *at;
    size_t count, capacity;
};

struct icu_node {
    enum icu_kind kind;
    size_t start, end; // with braces, quotes and tags
    struct str text;   // ICU_LITERAL: quotes resolved, never empty. Else the name of the argument or tag;
                       // ICU_POUND: that of the argument whose number it stands for
    union {
        struct {              // number, date, time, custom argument
            struct str type;  // ICU_CUSTOM
            struct str style; // empty for none; without the `::` of a skeleton
            bool is_skeleton;
        };
        struct {                            // select, plural, ordinal
            int64_t offset;                 // what is taken from the number; of ICU_POUND, too
            size_t choice;                  // its number among the choices of the message, from 0 on
            struct icu_option_list options; // at least one
        };
        struct icu_node_list children; // ICU_TAG
    };
};

// A stretch in apostrophes that makes syntax text: '{…}', '<', '#'. `''` alone is none.
struct icu_quote {
    size_t start, end; // with the apostrophes
    bool is_closed;    // false: it goes on to the end of the message
};

struct icu_quote_list {
    struct icu_quote *at;
    size_t count, capacity;
};

struct icu_message {
    struct str text;
    struct icu_node_list nodes; // no two literals are adjacent
    struct icu_quote_list quotes;
    size_t choice_count;
};

// What is wrong, in the order of FormatJS's ErrorKind.
enum icu_error {
    ICU_UNCLOSED_BRACE,
    ICU_EMPTY_ARGUMENT,
    ICU_MALFORMED_ARGUMENT,
    ICU_NO_TYPE,
    ICU_UNKNOWN_TYPE,
    ICU_NO_STYLE,
    ICU_BAD_NUMBER_SKELETON,
    ICU_NO_DATE_SKELETON,
    ICU_UNCLOSED_STYLE_QUOTE,
    ICU_NO_OPTIONS,
    ICU_NO_OFFSET,
    ICU_BAD_OFFSET,
    ICU_NO_SELECT_KEY,
    ICU_NO_PLURAL_KEY,
    ICU_NO_SELECT_TEXT,
    ICU_NO_PLURAL_TEXT,
    ICU_BAD_PLURAL_KEY,
    ICU_DOUBLE_PLURAL_KEY,
    ICU_DOUBLE_SELECT_KEY,
    ICU_NO_OTHER,
    ICU_BAD_TAG,
    ICU_UNMATCHED_TAG,
    ICU_UNCLOSED_TAG,
    ICU_TOO_DEEP, // glot's own: deeper than icu_depth_greatest
    ICU_TOO_MANY, // as a pattern (icu_pattern.h): its choices make too many texts
    ICU_ERROR_COUNT
};

// The first error of a message.
struct icu_fault {
    enum icu_error error;
    size_t start, end; // what is wrong; start == end for a place at which something is missing
    size_t opened;     // where the brace, tag or choice starts that this is about, or STR_NONE
};

// Text → tree, in linear time. False with a fault.
bool icu_parse(struct str text, const struct icu_options *options, struct arena *arena,
               struct icu_message *out, struct icu_fault *fault);

// The same nodes with the same texts, wherever they stand.
bool icu_equal(const struct icu_node_list *a, const struct icu_node_list *b);

// Calls the visitor for each node, in the order of the text: a choice or tag before what stands in it.
typedef void icu_visitor(const struct icu_node *node, void *context);
void icu_visit(const struct icu_node_list *nodes, icu_visitor *visit, void *context);

// The option of that key, or NULL.
const struct icu_option *icu_option_find(const struct icu_node *choice, struct str key);

static inline bool icu_is_choice(enum icu_kind kind)
{
    return kind == ICU_SELECT || kind == ICU_PLURAL || kind == ICU_ORDINAL;
}

#endif
