// What specifiers_of_bytes() keeps while it reads. Internal to specifier*.c.
#ifndef EXTRACTOR_SPECIFIER_READER_H
#define EXTRACTOR_SPECIFIER_READER_H

#include "extractor/lexer.h"
#include "extractor/specifier_text.h"

struct specifier_reader {
    struct lexer lexer; // stays the first one
    struct arena *arena;
    struct specifier_list fixed, dynamic;
    bool is_javascript;
    size_t statement; // where the import or export that is read begins
};

// Reads on from the word at lexer.at; false when it gave up.
bool specifier_meet_import(struct specifier_reader *reader);
bool specifier_meet_export(struct specifier_reader *reader);
bool specifier_meet_require(struct specifier_reader *reader);

#endif
