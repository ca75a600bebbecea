// Where an operand ends: there a slash divides and `<` compares; elsewhere they begin something. Internal to
// lexer*.c.
#ifndef EXTRACTOR_LEXER_OPERAND_H
#define EXTRACTOR_LEXER_OPERAND_H

#include "extractor/lexer.h"

enum operand { OPERAND_NONE, OPERAND_ENDS, OPERAND_MAY_END };

// Whether an operand ends at `end`, before a slash or `<`; is_broken: a line ends in between.
enum operand lexer_operand_before(const struct lexer *lexer, size_t end, bool is_broken);
// Whether a bracket that opens where the lexer is holds the head of a statement, behind which an expression
// begins.
bool lexer_opens_head(const struct lexer *lexer);

#endif
