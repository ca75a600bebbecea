// The modules that a source file names: `import … from "x"`, `import("x")`, `/// <reference path="x" />` and
// so on, in the order in which the TypeScript compiler follows them.
#ifndef EXTRACTOR_SPECIFIERS_H
#define EXTRACTOR_SPECIFIERS_H

#include "base/arena.h"
#include "base/str.h"
#include "extractor/grammar.h"

struct trace;

enum specifier_kind {
    SPECIFIER_REFERENCE,      // /// <reference path="x" />
    SPECIFIER_IMPORT,         // import and export … from, type-only ones too
    SPECIFIER_IMPORT_REQUIRE, // import x = require("x")
    SPECIFIER_DYNAMIC,        // import("x")
    SPECIFIER_TYPE,           // import("x").T in a type, and the imports of JSDoc
    SPECIFIER_REQUIRE,        // require("x") in JavaScript
};

struct specifier {
    struct str text; // cooked
    enum specifier_kind kind;
    bool is_ambient; // stands in a `declare module`, and counts only where the file is no module itself
    size_t offset;   // of the text in the file, behind the opening quote
};

struct specifier_list {
    struct specifier *at;
    size_t count, capacity;
    bool is_of_tree; // the bytes did not tell: imports may stand where no module can have them, and are not
                     // here
};

// What has to be known of the file beside its text.
struct specifier_question {
    struct str text;
    const struct grammar_row *row;
    bool is_declaration; // .d.ts and the like: modules declared in it may import, too
    bool full_parse;     // the tree is asked even where the bytes would tell
    struct trace *trace; // what the bytes show, for who looks at them again (lexer.h); may be NULL
};

// Order of both: references; then static ones in the order of statements; then the others in the order of the
// text. Static ones without text are left out. Where the tree has errors, what can be had is given.

// From the syntax tree: the truth.
void specifiers_of_tree(const struct specifier_question *question, TSNode root, struct arena *arena,
                        struct specifier_list *out);

// From the bytes alone, at a fraction of a parse: false when it cannot show that its answer is that of the
// tree, and `out` is empty then. Meant to be asked first.
bool specifiers_of_bytes(const struct specifier_question *question, struct arena *arena,
                         struct specifier_list *out);

// Asks the bytes, and where they do not tell or need not be asked, parses. The parser's language is set here.
void specifiers_read(const struct specifier_question *question, TSParser *parser, struct arena *arena,
                     struct specifier_list *out);

#endif
