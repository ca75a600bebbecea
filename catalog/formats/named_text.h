// Plain text with names in braces where a pattern has code: what people see of patterns in PO and CSV files,
// "Hello {0}, {#b}you{/b}{br/}". What stands behind the names is said beside the text, one line each:
//     {0} = ${name}
//     {#b} = <b>
//     {x-2} x = ${other}          the placeholder is called "x", as another one with other code is
//     {t} = "\t "                 quoted as in PO files, where the bare code would be mistaken
// A text without such lines is plain: braces in it mean nothing. Else `{{` and `}}` are braces, as in JSON
// catalogs (json_text.h), and a name without a line stands for empty code.
#ifndef CATALOG_FORMATS_NAMED_TEXT_H
#define CATALOG_FORMATS_NAMED_TEXT_H

#include "base/buf.h"
#include "base/map.h"
#include "catalog/pattern.h"

// How the words of a state say unit_rare.previous_needs_review.
#define NAMED_PREVIOUS_STATE "previous-needs-review"

// One piece of code: its name in the texts, and what it stands for.
struct named_code {
    struct str key; // "0", without the mark of its kind
    struct part part;
};

struct named_codes {
    struct {
        struct named_code *at;
        size_t count, capacity;
    } list;
    struct map by_part; // → number + 1 in the list
    struct map by_key;  // with the mark of its kind → number + 1
};

// Gives names to all code of a pattern, of all variants too.
void named_codes_add(struct named_codes *codes, const struct pattern *pattern, struct arena *arena);
// Prints the line of a code, without its end.
void named_code_print(const struct named_code *code, struct buf *out);
// Whether a line looks like one: "{name} …=". So that other lines need no second look.
bool named_code_is_line(struct str line);
// Reads one; false when it is none.
bool named_code_read(struct named_codes *codes, struct str line, struct arena *arena);

// A plain pattern as text; its code must have been added. Appends.
void named_text_print(const struct part_list *parts, const struct named_codes *codes, struct arena *scratch,
                      struct buf *out);
// The same as a text in the arena, or of the pattern where that is all.
struct str named_text(const struct part_list *parts, const struct named_codes *codes, struct arena *arena);
void named_text_read(struct str text, const struct named_codes *codes, struct arena *arena,
                     struct pattern *out);

// ---- words: bare, or in quotes where a bare one would be mistaken for something else

// `stops`: further bytes that a bare word must not hold.
void named_word_print(struct str word, const char *stops, struct buf *out);
// Reads a word that ends at the first of `stops` (a quoted one at its quote), or at the end; *at moves
// behind it. False when its quote has no end.
bool named_word_read(struct str text, size_t *at, const char *stops, struct arena *arena, struct str *out);

// ---- escapes of C strings, as PO files have them

void c_escape(struct str text, struct buf *out);
// Appends what the escape behind the backslash at *at says; *at moves behind it. False for an unknown one.
bool c_unescape(struct str text, size_t *at, struct buf *out);

#endif
