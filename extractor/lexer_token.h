// Over the tokens that hide what stands in them, and over braces.
#ifndef EXTRACTOR_LEXER_TOKEN_H
#define EXTRACTOR_LEXER_TOKEN_H

#include "extractor/lexer.h"

// Whether steps are to be added to the trace.
static inline bool lexer_is_tracing(const struct lexer *lexer)
{
    return lexer->trace && !lexer->trace->is_whole;
}

// From the quote, the brace or the slash at lexer->at to behind the string, the template up to its next `${`,
// the brace, the comment, the regular expression or the sign of a division. False when in doubt.
bool lexer_meet_token(struct lexer *lexer);

#endif
