// Where in markup a place is, as far as the text in front of it tells: between tags or in one. The states are
// those of the HTML Standard's tokenizer, those together that make no difference here.
#ifndef EXTRACTOR_REWRITE_POSITION_H
#define EXTRACTOR_REWRITE_POSITION_H

#include "base/str.h"

enum markup_place {
    PLACE_TEXT, // between tags
    PLACE_TAG_OPEN,
    PLACE_END_TAG_OPEN,
    PLACE_DECLARATION, // behind `<!`
    PLACE_TAG_NAME,
    PLACE_TAG, // in a tag, outside of values
    PLACE_BEFORE_VALUE,
    PLACE_UNQUOTED,
    PLACE_SINGLE,
    PLACE_DOUBLE,
    PLACE_COMMENT,
    PLACE_BOGUS, // a comment up to `>`
    PLACE_RAW,   // in style, textarea and the like
};

// Zero: at the start.
struct markup_position {
    enum markup_place place;
    size_t seen;   // of the characters that end a comment or raw text, or begin a comment
    char name[12]; // of the tag, or of the element of raw text, in lower case
    size_t name_len;
    bool is_end_tag;
};

void markup_position_text(struct markup_position *position, struct str text);
// An expression.
void markup_position_island(struct markup_position *position);

#endif
