// Code that stands in texts: placeholders in the syntax of a library, and tags.
#ifndef CATALOG_CHECKS_SYNTAX_H
#define CATALOG_CHECKS_SYNTAX_H

#include "catalog/checks/text.h"

// The code that begins at that place of a text, in one of the syntaxes of the set: fills class, syntax, name
// and text. False when none does.
bool syntax_code_at(struct str text, size_t at, unsigned syntaxes, struct check_code *out);

// Sets the keys of printf's conversions, so that equal ones print the same argument. Flags, width and
// precision are the translator's. Numbers count where one of both texts has any: "%s by %s" is "%2$s: %1$s".
void conversions_number(struct check_text *source, struct check_text *target, struct arena *arena);

// A tag of HTML or of a component: "<a href='x'>", "</b>", "<0/>".
struct tag {
    struct str name;
    bool is_close, is_empty; // is_empty: ends by itself, by its "/>" or by its name
    size_t attributes, end;  // behind the name, behind the ">"
};

// The tag that begins at that place, whatever its name is.
bool tag_at(struct str text, size_t at, struct tag *out);

struct tag_attribute {
    struct str name, value; // without quotes
    size_t start;
};

// The next attribute from *at on, which moves behind it.
bool tag_attribute_next(struct str text, const struct tag *tag, size_t *at, struct tag_attribute *out);

// Whether HTML has an element of that name.
bool tag_is_html(struct str name);

#endif
