// Which tree-sitter grammar reads a file.
#ifndef EXTRACTOR_GRAMMAR_H
#define EXTRACTOR_GRAMMAR_H

#include "base/str.h"

#include <tree_sitter/api.h>

enum grammar { GRAMMAR_TYPESCRIPT, GRAMMAR_TSX, GRAMMAR_COUNT };

struct grammar_row {
    const char *suffix; // ".ts"
    enum grammar grammar;
    bool is_javascript; // no types: `require` and JSDoc imports count
};

// The row for the file's name, or NULL when glot does not read such files.
// JavaScript is read by the tsx grammar, as TypeScript itself allows JSX in it.
const struct grammar_row *grammar_of_path(struct str path);
// Beyond this many bytes a text is not parsed. No one writes such files by hand, and parsing one can take
// minutes and gigabytes.
enum { grammar_greatest = 16 * 1024 * 1024 };
const TSLanguage *grammar_language(enum grammar grammar);
// The tree of a text of at most grammar_greatest bytes, which the caller deletes. NULL when the parser would
// try too long: mending errors can take it minutes over a few lines. What counts is its steps, not time, so
// that the answer is the same on any machine. A `<` that the grammar takes for type arguments without an end
// is a `>` in the tree: what an operator is says its text.
TSTree *grammar_parse(TSParser *parser, enum grammar grammar, struct str text);

// The text of a node, empty when there is none, and whether it is of that type.
struct str node_text(TSNode node, struct str source);
bool node_is(TSNode node, const char *type);

#endif
