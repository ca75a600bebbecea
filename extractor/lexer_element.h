// JSX, as the lexer steps over it: tags and text are no code, what stands in braces is. Internal to lexer*.c.
#ifndef EXTRACTOR_LEXER_ELEMENT_H
#define EXTRACTOR_LEXER_ELEMENT_H

#include "extractor/lexer.h"

// From `<`, where an expression begins, to behind the element or its first brace. Gives up where type
// parameters can begin so, and at what is rare.
bool lexer_meet_element(struct lexer *lexer);
// The same from behind the closing brace of an expression in the innermost element.
bool lexer_go_on_element(struct lexer *lexer);

#endif
