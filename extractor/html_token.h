// The tokens of HTML (HTML Standard, 13.2.5), one after the other.
#ifndef EXTRACTOR_HTML_TOKEN_H
#define EXTRACTOR_HTML_TOKEN_H

#include "extractor/html.h"

#include <stdint.h>

enum html_token_kind {
    TOKEN_TEXT,
    TOKEN_BLANK,
    TOKEN_NUL,
    TOKEN_COMMENT,
    TOKEN_DOCTYPE,
    TOKEN_START,
    TOKEN_END,
    TOKEN_EOF
};

// Text comes in runs of one kind: blank (space, tab, LF, FF), U+0000, or any other characters.
struct html_token {
    enum html_token_kind kind;
    enum html_tag tag;                     // START, END
    struct str name;                       // START, END: in lower case
    struct html_attribute_list attributes; // START
    bool is_self_closing;                  // START
    struct str text;                       // TEXT, BLANK, COMMENT
};

enum html_content {
    CONTENT_MARKUP,
    CONTENT_TEXT,   // up to the end tag; with references (RCDATA)
    CONTENT_RAW,    // up to the end tag (RAWTEXT)
    CONTENT_SCRIPT, // the same, where comments hide end tags
    CONTENT_REST,   // all that follows (PLAINTEXT)
};

struct html_reader {
    struct str text; // without CR
    size_t at;
    struct arena *arena;
    bool allows_cdata;         // the builder says: in SVG or MathML
    enum html_content content; // of the element that was opened last
    size_t content_end;        // offset of its end tag
    size_t content_next;       // where to go on then
};

// Begins to read. CR LF and CR become LF.
void html_reader_start(struct html_reader *reader, struct str text, struct arena *arena);
// The next token; TOKEN_EOF at the end, again and again. A tag that is cut off by the end is none.
void html_reader_next(struct html_reader *reader, struct html_token *token);
// Says what the content of the element is whose start tag was read just now.
void html_reader_enter(struct html_reader *reader, enum html_content content, struct str name);

// Whether a tag's name ends before the byte: white space, `/` or `>`.
static inline bool html_ends_name(char c)
{
    return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\f';
}

// The tag of that name, or TAG_UNKNOWN.
enum html_tag html_tag_of(struct str name);

// Reads the character reference behind the `&` at *at into `points` and moves *at behind it. Returns how many
// code points it stands for (1 or 2), or 0 when the `&` is only itself; then *at stays.
size_t html_reference(struct str text, size_t *at, bool in_attribute, uint32_t points[2]);

#endif
