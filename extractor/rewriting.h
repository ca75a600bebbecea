// The plan of a file's copies. Internal to rewrite*.c.
#ifndef EXTRACTOR_REWRITING_H
#define EXTRACTOR_REWRITING_H

#include "extractor/literal_node.h"
#include "extractor/rewrite.h"
#include "extractor/rewrite_names.h"

enum rewrite_kind {
    REWRITE_MESSAGE,  // a call of msg()
    REWRITE_TEMPLATE, // html`…`
    REWRITE_TEXT,     // `text` stands there
    REWRITE_LOCALE,   // what tells the locale
};

// A stretch of the file that is replaced.
struct rewrite_site {
    enum rewrite_kind kind;
    size_t start, end;
    bool continues; // where it begins with a bracket or backtick, it would continue the statement before it
    // REWRITE_TEXT
    struct str text;  // code
    struct str value; // the string that the code means; else NULL
    // REWRITE_MESSAGE and REWRITE_TEMPLATE
    size_t tag;      // where the tag begins; the template where there is none
    TSNode template; // or a string literal
    bool is_html;
    bool is_lit;    // `html` is that of Lit
    bool is_closed; // its markup ends outside of tags, so that it can be part of other markup
    // REWRITE_MESSAGE
    struct str id;
    struct pattern pattern;         // the expressions in its code are `${N}`, see rewrite_island
    struct node_list substitutions; // `${…}` by N
};

struct rewrite_site_list {
    struct rewrite_site *at;
    size_t count, capacity;
};

struct rewrite_plan {
    struct str path, source;
    const struct symbols *symbols;
    struct rewrite_options options;
    struct rewrite_site_list sites; // by start, an outer one before those in it
};

// In `pattern` the number of an expression stands between two bytes that no UTF-8 text has.
#define REWRITE_MARK "\xff"

// ---- imports (rewrite_imports.c)

// A name that an import brings in.
struct import_name {
    TSNode node; // the specifier, `* as L`, or the name of the default
    struct str local;
    struct reference reference;
    int marker;
    bool is_used; // where it is not replaced
};

struct import_name_list {
    struct import_name *at;
    size_t count, capacity;
};

struct import_statement {
    TSNode node;
    struct str module;
    size_t first, count; // of its names
};

struct import_statement_list {
    struct import_statement *at;
    size_t count, capacity;
};

struct imports {
    struct import_name_list names;
    struct import_statement_list statements; // those of `@lit/localize` and its modules
    struct map locals;                       // name → struct import_name
};

// Lists what the file imports of `@lit/localize`, and what it imports by way of other modules.
void rewrite_imports_list(const struct scan *scan, struct imports *out);
// Adds sites that take out the names that are not used.
void rewrite_imports_clean(const struct scan *scan, const struct imports *imports,
                           struct rewrite_site_list *out);

#endif
