// The text of a unit as the rules see it: one string in which every piece of code is a single byte that UTF-8
// does not have, with the codes beside it. Code is what the pattern says, and what a text may hold in its
// syntax: printf's conversions, names in braces, tags.
#ifndef CATALOG_CHECKS_TEXT_H
#define CATALOG_CHECKS_TEXT_H

#include "catalog/catalog.h"
#include "catalog/icu.h"

// What a code does to the text around it, and the byte that stands for it.
enum code_class {
    CODE_VALUE = 0xff,  // it is a word
    CODE_OPEN = 0xfe,   // markup: it is nothing
    CODE_CLOSE = 0xfd,  // markup
    CODE_ALONE = 0xfc,  // an image, a line break
    CODE_BORDER = 0xfb, // of one text of a choice
};

enum code_syntax {
    CODE_OF_PATTERN = 0,
    CODE_PRINTF = 1 << 0,        // %s %1$d %@
    CODE_PERCENT_BRACE = 1 << 1, // %{name}
    CODE_PERCENT_PAREN = 1 << 2, // %(name)s
    CODE_PERCENT_NAME = 1 << 3,  // %name%
    CODE_DOUBLE_BRACE = 1 << 4,  // {{name}}
    CODE_DOLLAR_BRACE = 1 << 5,  // ${name}
    CODE_BRACE = 1 << 6,         // {name}
    CODE_NESTING = 1 << 7,       // $t(key)
    CODE_TAG = 1 << 8,           // <b>, </b>, <0/>
    CODE_ICU = 1 << 9,           // an argument, tag or border of ICU MessageFormat
    // Only in sets of what is looked for:
    CODE_PRINTF_JOINED = 1 << 10, // beside CODE_PRINTF, also with a letter behind it: "%se"
    CODE_DATE = 1 << 11,          // strftime's: where such stand, printf's do not
};

struct check_code {
    enum code_class class;
    enum code_syntax syntax;
    struct str name;         // CODE_OF_PATTERN: as the pattern has it, may be empty
    struct str text;         // the code as it is written
    struct str key;          // CODE_PRINTF: the argument that it takes and its type, "%2$d" (conversions.c)
    size_t at;               // of its byte in the flat text
    size_t part, start, end; // where it stands: in a PART_TEXT these bytes; of a code part 0 and 0
};

struct check_code_list {
    struct check_code *at;
    size_t count, capacity;
};

// Classes of bytes that stand in a text, so that a rule need not look in vain.
enum text_marks {
    HAS_DIGIT = 1 << 0,
    HAS_SPACE = 1 << 1,
    HAS_BREAK = 1 << 2, // LF, CR
    HAS_CONTROL = 1 << 3,
    HAS_HIGH = 1 << 4, // bytes beyond ASCII
    HAS_QUOTE = 1 << 5,
    HAS_BRACKET = 1 << 6, // () [] {}
    HAS_PERCENT = 1 << 7,
    HAS_BRACE = 1 << 8,
    HAS_LESS = 1 << 9,
    HAS_DOLLAR = 1 << 10,
    HAS_BACKSLASH = 1 << 11,
    HAS_SLASH = 1 << 12,
    HAS_AT = 1 << 13,
    HAS_LETTER = 1 << 14, // of ASCII
    HAS_STOP = 1 << 15,   // .
    HAS_MARK = 1 << 16,   // ! ? ; :
};

struct check_text {
    const struct pattern *pattern;
    const struct unit *unit; // that it is the source or target of, where its format finds it (text_find)
    struct range bytes;      // in the catalog, see struct unit
    struct str flat;
    struct check_code_list codes;
    unsigned marks;    // of the flat text, its codes left out
    unsigned syntaxes; // of the codes
    bool is_choice;    // several texts with borders between
    bool is_placeless; // its places in the file cannot be told
};

// Which syntaxes the text uses, as a set of enum code_syntax.
unsigned text_syntaxes(const struct pattern *pattern, const struct str_list *flags);
// Reads a plain pattern; the syntaxes of the set count as code.
void text_read(const struct pattern *pattern, unsigned syntaxes, struct arena *arena, struct check_text *out);

// Reads a message that was parsed from the flat text of `plain`, in which nothing but the pattern's codes is
// code. Arguments are codes, and so is what stands between the texts of a choice.
void text_read_icu(const struct check_text *plain, const struct icu_message *message, unsigned syntaxes,
                   struct arena *arena, struct check_text *out);

// Whether the texts of the catalog stand in XML (or in nothing yet).
bool text_is_xml(const struct catalog *catalog);
// Where bytes [start, end) of the flat text stand in the catalog's bytes. False when it cannot be told; then
// the whole text is meant.
bool text_place(const struct check_text *text, const struct catalog *catalog, size_t start, size_t end,
                struct range *out);
// The key of the text of a choice that a byte of the flat text is in, where each has a place of its own in
// the file; else empty.
struct str text_form(const struct check_text *text, const struct catalog *catalog, size_t at);
// As text_place, for a text without bytes, or one of the texts of a choice: where bytes [start, end) stand if
// that can be told, else where the text does. False when its format does not find it.
bool text_find(const struct check_text *text, const struct catalog *catalog, size_t start, size_t end,
               struct arena *scratch, struct range *out);

#endif
