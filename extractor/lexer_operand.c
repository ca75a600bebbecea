#include "extractor/lexer_operand.h"

static bool is_one_of(struct str word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(word, words[i]))
            return true;
    return false;
}
#define IS_ONE_OF(word, words) is_one_of(word, words, sizeof(words) / sizeof *(words))

// Behind these an expression begins. What may be a name as well leaves a doubt.
static const char *const operators[] = {"return", "typeof", "case", "in",  "instanceof", "delete", "void",
                                        "throw",  "do",     "else", "new", "extends",    "default"};
static const char *const doubtful[] = {"of", "await", "yield", "break", "continue", "debugger"};

// Whether an operand ends with the word: `a.return` is none of the operators.
static enum operand ends_operand(const struct lexer *lexer, struct str word)
{
    bool is_broken;
    if (!str_is_ascii(word))
        return OPERAND_MAY_END;
    size_t end = lexer_previous_end(lexer, (size_t)(word.at - lexer->text.at), &is_broken);
    char before = lexer_byte_before(lexer, end);
    bool is_spread = end > 2 && memcmp(lexer->text.at + end - 3, "...", 3) == 0; // `5..in` is none
    bool is_member = before == '#' || (before == '.' && !is_spread);
    if (IS_ONE_OF(word, operators))
        return is_member ? OPERAND_MAY_END : OPERAND_NONE;
    return IS_ONE_OF(word, doubtful) ? OPERAND_MAY_END : OPERAND_ENDS;
}

enum operand lexer_operand_before(const struct lexer *lexer, size_t end, bool is_broken)
{
    char byte = lexer_byte_before(lexer, end), before = end > 1 ? lexer->text.at[end - 2] : 0;
    if ((unsigned char)byte >= 0x7f)
        return OPERAND_MAY_END;
    bool is_word = is_word_byte(byte);
    if (is_word || byte == ']' || byte == '"' || byte == '\'' || byte == '`') {
        enum operand operand = is_word ? ends_operand(lexer, lexer_word_before(lexer, end)) : OPERAND_ENDS;
        return operand == OPERAND_ENDS && is_broken ? OPERAND_MAY_END : operand; // a type ends with its line
    }
    bool is_arrow = byte == '>' && before == '=', is_step = (byte == '+' || byte == '-') && before == byte;
    bool may_be_both = byte && !is_arrow && strchr(")}!>/.", byte);
    return may_be_both || is_step ? OPERAND_MAY_END : OPERAND_NONE;
}

bool lexer_opens_head(const struct lexer *lexer)
{
    static const char *const keywords[] = {"if", "while", "for", "with", "await"};
    bool is_broken;
    size_t end = lexer_previous_end(lexer, lexer->at, &is_broken);
    struct str word = lexer_word_before(lexer, end);
    return IS_ONE_OF(word, keywords) || !str_is_ascii(word);
}
