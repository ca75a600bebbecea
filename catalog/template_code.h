// The code of a placeholder read as the body of a template literal: fixed text with `${…}` islands in it.
// `<a href="${url}">` is `<a href="`, an expression, `">`.
#ifndef CATALOG_TEMPLATE_CODE_H
#define CATALOG_TEMPLATE_CODE_H

#include "base/arena.h"
#include "base/str.h"

enum code_reading {
    CODE_AS_SOURCE, // the text is JavaScript: escapes mean something, a bare backtick would end the template
    CODE_AS_TEXT,   // the text means itself, backslashes and backticks included
};

struct template_code {
    struct str_list texts; // one more than there are expressions
    struct str shape;      // the texts with `${expr}` between them: equal where only expressions differ
};

// Reads the code. The end of an island is found by a scan that knows strings, nested templates, comments,
// regular expressions and braces of any depth. False for CODE_AS_SOURCE when the text cannot be a template
// body: a bare backtick, a final backslash, an island without an end. CODE_AS_TEXT takes what has no end as
// text.
bool template_code_read(struct str code, enum code_reading reading, struct arena *arena,
                        struct template_code *out);

static inline size_t template_code_expressions(const struct template_code *code)
{
    return code->texts.count - 1;
}

#endif
