// A copy as it grows, and the templates in it. Internal to rewrite*.c.
#ifndef EXTRACTOR_REWRITE_COPY_H
#define EXTRACTOR_REWRITE_COPY_H

#include "extractor/rewrite_position.h"
#include "extractor/rewriting.h"

enum { copy_greatest = 1 << 26 }; // bytes; beyond them nothing is added

// The copy as it grows.
struct copy {
    const struct rewrite_plan *plan;
    const struct rewrite_locale *locale;
    struct arena *arena;
    struct source_piece_list *pieces;
    size_t len;    // bytes
    size_t depth;  // of what is joined
    bool is_value; // of an attribute: in markup the peer's references would be decoded, here they are not
};

// What the end of a template's text would make of certain text behind it.
enum seam {
    SEAM_NONE,
    SEAM_DOLLAR, // `{` would begin an expression
    SEAM_ZERO,   // a digit would belong to the escape `\0`
    SEAM_RETURN, // a line feed would belong to the line end
};

// A template that is being written: what is joined into it goes on where it ends.
struct body {
    bool is_html, joins; // whether anything is joined
    struct markup_position position;
    enum seam seam;
};

// How a cooked text is written.
enum text_form {
    FORM_TEXT,   // what people read
    FORM_PEER,   // the same with references in texts of every kind, as lit-localize writes translations
    FORM_MARKUP, // what it says, markup included
};

static inline bool copy_is_full(const struct copy *copy)
{
    return copy->len > copy_greatest;
}

void copy_put_source(struct copy *copy, size_t start, size_t end);
// The text belongs to the place `at`. It must live as long as the pieces.
void copy_put_text(struct copy *copy, size_t at, struct str text);

// What a cooked text says.
void body_put_text(struct copy *copy, struct body *body, size_t at, struct str text, enum text_form form);
// A stretch of a template's text in the source.
void body_put_fixed(struct copy *copy, struct body *body, size_t start, size_t end, enum text_form form);
// What a string literal says.
void body_put_string(struct copy *copy, struct body *body, TSNode literal);

#endif
